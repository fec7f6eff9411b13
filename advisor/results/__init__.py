"""The page of a result, and what belongs to its address: copies, downloads, sharing."""
