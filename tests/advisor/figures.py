"""Figures that take a while to find, found once for all tests."""

from functools import cache

from recommender.engine.simulation import neutrality as module

neutrality = cache(module.neutrality)
"""Who wins over random people, by the contributions of an edition."""
