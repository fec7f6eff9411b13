"""Rows, the catalogue and its editions: the only bridge between the database and the engine. No HTTP."""
