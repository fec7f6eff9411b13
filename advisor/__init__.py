"""The web: HTTP in, pages and files out."""
