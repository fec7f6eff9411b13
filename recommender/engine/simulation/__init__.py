"""Random people who answer a catalogue: who wins over them, and what an edit would change of it."""
