"""Checks with tools from elsewhere, on the server as it runs in production: `make audit`."""
