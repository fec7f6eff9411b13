"""Sentences about results: what the engine found, said in words. No HTTP, no formula."""
