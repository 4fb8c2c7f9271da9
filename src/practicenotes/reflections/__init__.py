"""Operations on the private store: what only the therapist reads."""

from practicenotes.reflections.schema import SCHEMA


__all__ = ["SCHEMA"]
