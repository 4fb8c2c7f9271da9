"""A client's record as it leaves the practice: on paper, and on request."""
