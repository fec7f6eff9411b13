"""The check report: faults in a valid catalogue that an editor should mend."""
