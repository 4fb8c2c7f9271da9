"""Where a practice sets how its letters are headed."""
