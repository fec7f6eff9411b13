"""Fresh facts: what a package index tells of frameworks and add-ons, proposed to editors. No HTTP but to the index."""
