"""Checking a result from public data alone: the arithmetic of it, and how a program gets the two documents."""
