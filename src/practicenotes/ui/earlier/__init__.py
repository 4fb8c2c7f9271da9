"""A backup, looked into: what in it differs from now, and the way back of one note or one file."""
