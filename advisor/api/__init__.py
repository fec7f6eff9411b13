"""The same services as JSON: addresses, bodies, errors, limits. Only HTTP; what is done stands in runs and reports."""
