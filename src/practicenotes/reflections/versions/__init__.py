"""The steps that brought the private store to its present form; each is frozen."""
