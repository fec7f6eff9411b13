"""HTTP as every page shares it: errors, limits, caching, who is asking."""
