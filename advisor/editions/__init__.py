"""Editions of the catalogue as everybody can see them: pages, files and the feed."""
