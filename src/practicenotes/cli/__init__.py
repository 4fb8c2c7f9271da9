"""The second front end: everything but reflection, from a terminal."""
