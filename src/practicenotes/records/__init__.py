"""Operations on the record store: what a client, a court or a colleague may come to read."""

from practicenotes.records import letter_tables, signed_tables  # who sees one table sees all
from practicenotes.records.schema import SCHEMA


__all__ = ["SCHEMA", "letter_tables", "signed_tables"]
