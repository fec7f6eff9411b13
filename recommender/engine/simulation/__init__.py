"""What a catalogue tells many random people, and what an edit would change of it."""
