"""Two versions of a catalogue: drafts and what is published, their differences, what one has lost."""
