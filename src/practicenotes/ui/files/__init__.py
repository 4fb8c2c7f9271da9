"""The files of a client and what the client agreed to: kept, read and looked at again."""
