"""The chain of a client's file: each signed thing names the one that was signed before it.

Signed are notes and what is added to them; a signature that was withdrawn keeps its link.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import notes
from practicenotes.domain.notes import Addendum, Note, NoteSection
from practicenotes.domain.people import ClientId
from practicenotes.records import note_rows
from practicenotes.records.schema import AddendumRow, NoteRevisionRow, NoteRow
from practicenotes.records.signed_tables import AddendumSignatureRow, WithdrawalRow
from practicenotes.vault.rows import Instant


@dataclass(frozen=True, slots=True)
class Chains:
    """What a look at every chain found: clients, signatures, and clients whose chain is broken."""

    clients: int
    signatures: int
    withdrawn: int
    broken: tuple[ClientId, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    """One signature: what it is, and which one it follows; `fits` is whether that is still so."""

    digest: str
    previous: str
    at: datetime
    fits: bool = True


def newest(db: Db, client_id: str) -> str:
    """Return the digest that was signed last for a client: the one that no other names."""
    links = sorted(_named(db, client_id), key=lambda link: link.at)
    named = {link.previous for link in links}
    return next((each.digest for each in reversed(links) if each.digest not in named), "")


def followed(db: Db, client_id: str) -> frozenset[str]:
    """Return the digests that something signed for a client follows on: only one thing may."""
    return frozenset(link.previous for link in _named(db, client_id))


def is_unbroken(db: Db, client_id: ClientId) -> bool:
    """Say whether everything signed for a client still is what was signed, with none left out.

    That the newest one was taken away, no other can tell: the audit trail does.
    """
    return _is_whole(tuple(_links(db, client_id)))


def of_practice(db: Db, tell: Callable[[], object] = lambda: None) -> Chains:
    """Compute every signature and every chain anew; what `tell` raises ends it."""
    withdrawn = select(NoteRow.client_id).join(WithdrawalRow, WithdrawalRow.note_id == NoteRow.id)
    chosen = select(NoteRow.client_id).where(NoteRow.digest != "")
    clients = sorted({*db.scalars(chosen), *db.scalars(withdrawn)})
    found = {}
    for each in map(ClientId, clients):
        tell()
        found[each] = tuple(_links(db, each))
    return Chains(
        clients=len(found),
        signatures=sum(map(len, found.values())),
        withdrawn=len(db.scalars(select(WithdrawalRow.id)).all()),
        broken=tuple(client for client, links in found.items() if not _is_whole(links)),
    )


def _is_whole(links: tuple[_Link, ...]) -> bool:
    digests = {link.digest for link in links}
    named = [link.previous for link in links]
    chained = len(set(named)) == len(named) and set(named) <= digests | {""}
    return chained and all(link.fits for link in links)


def _named(db: Db, client_id: str) -> Iterator[_Link]:
    """Yield every link as it is kept, without a look at what was signed."""
    theirs = NoteRow.client_id == client_id
    signed = select(NoteRow.digest, NoteRow.previous_digest, NoteRow.signed_at)
    for digest, previous, at in db.execute(signed.where(theirs, NoteRow.digest != "")):
        yield _Link(digest, previous, at or Instant.stand_in)
    was = WithdrawalRow
    withdrawn = select(was.digest, was.previous_digest, was.signed_at)
    for link in db.execute(withdrawn.join(NoteRow, NoteRow.id == was.note_id).where(theirs)):
        yield _Link(*link)
    under = AddendumSignatureRow
    added = select(under.digest, under.previous_digest, AddendumRow.signed_at)
    added = added.join(AddendumRow, AddendumRow.id == under.addendum_id)
    for link in db.execute(added.join(NoteRow, NoteRow.id == AddendumRow.note_id).where(theirs)):
        yield _Link(*link)


def _links(db: Db, client_id: ClientId) -> Iterator[_Link]:
    """Yield every link, and whether what was signed still gives its digest."""
    for note in note_rows.find(db, NoteRow.client_id == client_id):
        if note.damaged or note.signed_at:
            at = note.signed_at or note.saved_at
            yield _Link(note.digest, note.previous_digest, at, fits=not note.damaged)
        yield from _withdrawn(db, note)
        if note.addenda:
            yield from _added(db, note)


def _withdrawn(db: Db, note: Note) -> Iterator[_Link]:
    for was in note.withdrawals:
        chosen = select(NoteRevisionRow).where(
            NoteRevisionRow.note_id == note.id, NoteRevisionRow.number == was.number
        )
        row = db.scalars(chosen).first()
        intact = row is not None and not row.damaged and not was.damaged
        sections = tuple(NoteSection(*each) for each in row.sections) if row and intact else ()
        signed = notes.as_withdrawn(note, was, sections)
        fits = intact and was.digest == notes.digest(signed, was.previous_digest)
        yield _Link(was.digest, was.previous_digest, was.signed_at, fits=fits)


def _added(db: Db, note: Note) -> Iterator[_Link]:
    """Yield the signatures of addenda; those of before there were any have none."""
    chosen = (
        select(AddendumRow, AddendumSignatureRow)
        .join(AddendumSignatureRow, AddendumSignatureRow.addendum_id == AddendumRow.id)
        .where(AddendumRow.note_id == note.id)
    )
    for row, under in db.execute(chosen):
        addendum = Addendum(row.id, row.kind, row.reason, row.body, row.signed_at)
        now = notes.digest_of_addendum(addendum, note, row.signed_by, under.previous_digest)
        fits = not row.damaged and not under.damaged and under.digest == now
        yield _Link(under.digest, under.previous_digest, row.signed_at, fits=fits)
