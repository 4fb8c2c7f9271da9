"""Help: pages in plain words, read inside the program and without any practice open."""
