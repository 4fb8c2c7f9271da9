"""The two stores that a practice is made of, each with its own tables."""

from collections.abc import Mapping

from practicenotes import records, reflections
from practicenotes.vault import Schema, StoreName


SCHEMAS: Mapping[StoreName, Schema] = {
    "record": records.SCHEMA,
    "private": reflections.SCHEMA,
}
