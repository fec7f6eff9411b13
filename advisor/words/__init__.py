"""What there is to tell of a result, in words. No HTTP, no formula."""
