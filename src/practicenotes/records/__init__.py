"""Operations on the record store: what a client, a court or a colleague may come to read."""

from practicenotes.records import signed_tables  # whoever sees one table sees them all
from practicenotes.records.schema import SCHEMA


__all__ = ["SCHEMA", "signed_tables"]
