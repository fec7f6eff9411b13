"""Editions and results of each release as its own code wrote them; today's code must open them all."""
