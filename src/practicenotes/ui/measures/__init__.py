"""Goals and questionnaires of one client: a part of the record."""
