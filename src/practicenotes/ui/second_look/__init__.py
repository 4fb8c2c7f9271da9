"""A second look at an hour: written without the first, then both side by side."""
