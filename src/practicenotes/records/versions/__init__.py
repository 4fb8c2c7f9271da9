"""The steps that brought the record store to its present form; each is frozen."""
