"""All that follows from one set of answers: who leads, why, how surely, and what would change it."""
