"""What every page shares of HTTP: errors, limits, caching, who is asking."""
