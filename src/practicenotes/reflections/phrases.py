"""Answers for a run of words whether it stands anywhere on the private side, and nothing else."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session as Db

from practicenotes.domain import phrases
from practicenotes.reflections import archive


_NOT_WRITTEN = frozenset({"prompt", "label"})  # words of a form, and of nobody
_PASSAGES = "passages"  # each a key, a label and what was written


def stand(db: Db, runs: Sequence[str]) -> tuple[bool, ...]:
    """Say of each run of words, as it is compared, whether it stands in any private text.

    Every table is asked, so that none can be forgotten; where a run stands is not told.
    """
    return phrases.any_of(runs, _texts(db))


def _texts(db: Db) -> Iterator[str]:
    for lines in archive.gather(db).tables.values():
        for line in lines:
            for column, value in line.items():
                if column == _PASSAGES:
                    yield from (str(text) for _, _, text in value or ())
                elif column not in _NOT_WRITTEN:
                    yield from _inside(value)


def _inside(value: Any) -> Iterator[str]:
    """Yield every text inside a value, at whatever depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in _NOT_WRITTEN:
                yield from _inside(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _inside(each)
