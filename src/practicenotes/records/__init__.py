"""Operations on the record store: what a client, a court or a colleague may come to read."""

from practicenotes.records import (  # whoever sees one table sees them all
    letter_kind_tables,
    letter_tables,
    letterhead_tables,
    request_tables,
    signed_tables,
    withdrawn_tables,
)
from practicenotes.records.schema import SCHEMA


__all__ = [
    "SCHEMA",
    "letter_kind_tables",
    "letter_tables",
    "letterhead_tables",
    "request_tables",
    "signed_tables",
    "withdrawn_tables",
]
