"""A client's record with all that its paper needs, and the entry that it went out."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session as Db

from practicenotes.domain import attached, record_paper
from practicenotes.domain.attached import MOST_TOGETHER, Unset
from practicenotes.domain.attachments import AttachmentId
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import Choice, FormInError, InError, RecordPaper
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.records import (
    attachments,
    cards,
    client_consents,
    letterheads,
    measure_forms,
    measures,
    notes,
    removals,
    whole,
    withdrawals,
)
from practicenotes.records.schema import ClientRow
from practicenotes.vault import audit


def gather(db: Db, client_id: ClientId) -> RecordPaper:
    """Return a record to print; raises NotFound."""
    held = whole.of_client(db, client_id)
    return RecordPaper(
        whole=replace(held, notes=notes.of_client(db, client_id)),
        consents=tuple(reversed(client_consents.of_client(db, client_id))),
        known=measure_forms.known(db),
        removals=removals.of_client(db, client_id),
        letterhead=letterheads.get(db),
        in_error=_in_error(db, client_id),
    )


def _in_error(db: Db, client_id: ClientId) -> InError:
    why = withdrawals.reasons(db, client_id)
    forms = (FormInError(e, why.get(e.id, "")) for e in measures.withdrawn(db, client_id))
    held = cards.every(db, client_id)
    return InError(tuple(forms), tuple(card for card in held if card.withdrawn))


def gather_with_files(db: Db, client_id: ClientId, choice: Choice) -> RecordPaper:
    """Return the same, with the content of the files that were chosen to go as pages."""
    return with_files(db, gather(db, client_id), choice)


def with_files(db: Db, paper: RecordPaper, choice: Choice) -> RecordPaper:
    """Return a record with the content of the files that a choice lets go as pages."""
    contents: dict[AttachmentId, bytes | Unset] = {}
    room = MOST_TOGETHER
    for file in record_paper.chosen(paper, choice).as_pages:
        if not attached.can_be_set(file.media_type):
            contents[file.id] = Unset.KIND
        elif file.size > room:
            contents[file.id] = Unset.LARGE
        else:
            contents[file.id] = _content(db, file.id)
            room -= file.size
    return replace(paper, contents=contents)


def _content(db: Db, file_id: AttachmentId) -> bytes | Unset:
    try:
        return attachments.content(db, file_id)
    except (NotFound, RowDamaged):
        return Unset.DAMAGED


@writes(Changes.NONE)
def told_of_printing(db: Db, client_id: ClientId, how: str, at: datetime) -> None:
    """Enter in the audit trail that a record was printed or saved outside the vault."""
    row = db.get(ClientRow, client_id)
    if row is None:
        raise NotFound("client", client_id)
    audit.append(db, how, row, at)
