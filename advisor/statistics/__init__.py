"""The open statistics: how many results of which kind there are."""
