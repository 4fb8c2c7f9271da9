"""Snippets of the record; the other store has its own."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.writing import snippets
from practicenotes.domain.writing.snippets import Snippet, SnippetId
from practicenotes.errors import NotFound, SnippetKeyTaken
from practicenotes.records.schema import SnippetRow
from practicenotes.vault import audit, rows


def every(db: Db) -> tuple[Snippet, ...]:
    """Return every snippet by its key, damaged ones too."""
    return tuple(_value(row) for row in db.scalars(select(SnippetRow).order_by(SnippetRow.key)))


@writes(Changes.WRITING)
def keep(db: Db, snippet: Snippet, at: datetime) -> SnippetId:
    """Keep a snippet as it stands, a new one under a fresh id; return its id.

    Raises SnippetKeyTaken, and NotFound where an id is given that there is none of.
    """
    other = snippets.with_key((each for each in every(db) if each.id != snippet.id), snippet.key)
    if other:
        raise SnippetKeyTaken(snippet.key)
    row = _get(db, snippet.id) if snippet.id else SnippetRow()
    row.key, row.words, row.changed_at = snippet.key, snippet.words, at
    rows.keep(db, row)
    audit.append(db, "write", row, at)
    return SnippetId(row.id)


@writes(Changes.WRITING)
def remove(db: Db, snippet_id: SnippetId, at: datetime) -> None:
    """Take a snippet out; raises NotFound."""
    row = _get(db, snippet_id)
    db.delete(row)
    audit.append(db, "remove", row, at)


def _get(db: Db, snippet_id: SnippetId) -> SnippetRow:
    row = db.get(SnippetRow, snippet_id)
    if row is None:
        raise NotFound("snippet", snippet_id)
    return row


def _value(row: SnippetRow) -> Snippet:
    return Snippet(SnippetId(row.id), row.key, row.words, damaged=row.damaged)
