"""What stands in place of words that cannot be trusted any more: other words, never a sign."""

from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar


if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")

UNREADABLE = "\N{REPLACEMENT CHARACTER}"  # what a store shows for text of a damaged row

NAME = "Damaged file"  # in place of a code name


def words(text: str, instead: str = "damaged") -> str:
    """Return the text, or what is said instead when it is lost."""
    return instead if text == UNREADABLE else text


def legible(row: Row, instead: str = "damaged") -> Row:
    """Return a damaged row with words in each of its places whose text is lost."""
    lost = [each.name for each in fields(row) if getattr(row, each.name) == UNREADABLE]
    return replace(row, **dict.fromkeys(lost, instead))
