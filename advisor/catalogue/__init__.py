"""The catalogue as visitors read it: frameworks, criteria, ratings and their disputes, frameworks side by side."""
