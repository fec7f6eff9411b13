"""Other weights for the same answers: the page on which they are tried."""
