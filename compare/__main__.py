"""`python -m compare` is `whosays`."""
