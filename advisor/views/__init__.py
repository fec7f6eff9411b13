"""Function views: fetch, decide, render."""
