"""What is wrong with a catalogue that is valid: faults that an editor should mend."""
