"""What a new letter can be: its kinds, and those that were used last."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.people import ClientId
from practicenotes.records import clients
from practicenotes.records.schema import LetterRow


_REMEMBERED = 200  # letters back: so far the kinds used last are looked for


@dataclass(frozen=True, slots=True)
class NewLetter:
    """The kinds by name, and the ids of those used last, the latest first."""

    client_id: ClientId
    code_name: str
    kinds: tuple[LetterKind, ...]
    used_last: tuple[str, ...]


def offer(db: Db, client_id: ClientId, shipped: Sequence[LetterKind]) -> NewLetter:
    """Return what can be begun for a client; raises NotFound."""
    chosen = select(LetterRow.kind_id).order_by(LetterRow.row.desc()).limit(_REMEMBERED)
    return NewLetter(
        client_id=client_id,
        code_name=clients.get(db, client_id).code_name,
        kinds=tuple(shipped),
        used_last=tuple(dict.fromkeys(db.scalars(chosen))),
    )
