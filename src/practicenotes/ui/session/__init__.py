"""The session page: the record note on one side, the private reflection on the other."""
