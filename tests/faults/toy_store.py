"""A schema of one sealed table, for tests of the vault; run as a program, it writes until killed.

python toy_store.py FOLDER RECOVERY-KEY
"""

import itertools
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Text, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from practicenotes.vault import audit, audit_state, rows
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.rows import Sealed
from practicenotes.vault.schema import Schema
from practicenotes.vault.slots import Cost
from practicenotes.vault.vault import Vault


AT = datetime(2025, 11, 18, 13, 2, 44, 120_000, tzinfo=UTC)
CHEAP = Cost(65_536, 2, 1)  # the least that the format allows
PASSPHRASE = "velvet harbour seven lanterns"
WORDS = (
    "CREATE VIRTUAL TABLE note_words USING fts5 (body, content='note', content_rowid='row')",
    "INSERT INTO note_words (note_words, rank) VALUES ('secure-delete', 1)",
    """CREATE TRIGGER note_added AFTER INSERT ON note BEGIN
       INSERT INTO note_words (rowid, body) VALUES (new.row, new.body); END""",
    """CREATE TRIGGER note_changed AFTER UPDATE ON note BEGIN
       INSERT INTO note_words (note_words, rowid, body) VALUES ('delete', old.row, old.body);
       INSERT INTO note_words (rowid, body) VALUES (new.row, new.body); END""",
)


class Base(DeclarativeBase):
    """The toy store."""


audit.ENTRIES.to_metadata(Base.metadata)
audit_state.STATE.to_metadata(Base.metadata)


class NoteRow(Sealed, Base):
    """A note."""

    __tablename__ = "note"

    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


def upgrade(connection: Connection) -> None:
    """Make the first tables."""
    Base.metadata.create_all(connection)
    for statement in WORDS:
        connection.execute(text(statement))


def upgrade_to_two(connection: Connection) -> None:
    """Make the first tables if they are missing, and add a second kind."""
    if not connection.exec_driver_sql("PRAGMA table_info(note)").all():
        upgrade(connection)
    connection.execute(text("CREATE TABLE tag (word TEXT NOT NULL) STRICT"))


def schemas(version: int = 1, digest: str = "") -> dict[str, Schema]:
    """Return the schema of both stores."""
    steps = upgrade if version == 1 else upgrade_to_two
    return {name: Schema(version, 0x746F7931, digest, steps) for name in ("record", "private")}


def write(db: Session, title: str, body: str) -> str:
    """Write a note and its line in the trail; return its id."""
    note = rows.keep(db, NoteRow(title=title, body=body))
    audit.append(db, "written", note, AT)
    return note.id


def change(db: Session, note_id: str, body: str) -> None:
    """Change a note's body."""
    note = db.scalars(select(NoteRow).where(NoteRow.id == note_id)).one()
    note.body = body
    audit.append(db, "changed", note, AT)


def edit(db: Session, note_id: str, body: str) -> None:
    """Change a note's body, and tell the trail nothing: so a draft is saved."""
    db.scalars(select(NoteRow).where(NoteRow.id == note_id)).one().body = body


def bodies(db: Session) -> dict[str, str]:
    """Return every body by title; of a damaged row, the sign for that."""
    found = db.scalars(select(NoteRow)).all()
    return {note.title: rows.DAMAGED if note.damaged else note.body for note in found}


def titles(db: Session, word: str) -> Sequence[str]:
    """Return the titles of the notes that hold a word."""
    query = "SELECT title FROM note WHERE row IN (SELECT rowid FROM note_words(:word))"
    return db.execute(text(query), {"word": word}).scalars().all()


def body_of(number: int) -> str:
    """Return a long text that belongs to a number and to no other."""
    return f"note {number} " + f"{number:x} words of a session " * 150


def main(folder: str, key: str) -> None:
    """Write notes for ever; say of each when it is safe."""
    opened = Vault.open(Path(folder), RecoveryKey.parse(key), schemas(), at=AT)
    start = len(opened.record.run(bodies))
    for number in itertools.count(start):
        opened.record.run(partial(write, title=f"note {number}", body=body_of(number)))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
