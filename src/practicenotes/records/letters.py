"""Letters: begun empty, written from what the record offers, approved once and then frozen."""

import hashlib
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain import letters, times
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.letter_kinds import LetterKind, Reader
from practicenotes.domain.letters import (
    Consent,
    Letter,
    LetterId,
    LetterState,
    Origin,
    Paragraph,
    Sentence,
    Source,
)
from practicenotes.domain.people import ClientId
from practicenotes.errors import (
    ConsentMissing,
    LetterApproved,
    LetterUnfinished,
    NotFound,
    RowDamaged,
)
from practicenotes.records import clients, letter_about, practice
from practicenotes.records.schema import DisclosureRow, FileRow, LetterRow
from practicenotes.vault import audit, rows


PDF = "application/pdf"


@writes(Changes.LETTERS)
def begin(db: Db, client_id: ClientId, kind: LetterKind, written_on: date, at: datetime) -> Letter:
    """Begin a letter that says only what its kind always says; raises NotFound and RowDamaged."""
    client = clients.get(db, client_id)
    if client.damaged:
        raise RowDamaged("client", client_id)
    known = {
        "client": " and ".join(person.name for person in client.people),
        "code_name": client.code_name,
    }
    referred = kind.reader is Reader.REFERRER
    row = LetterRow(
        client_id=client_id,
        kind_id=kind.id,
        kind_version=kind.version,
        kind_name=kind.name,
        state=LetterState.DRAFT,
        begun_at=at,
        pdf_digest="",
    )
    letter = Letter(
        id=LetterId(""),
        client_id=client_id,
        kind_id=kind.id,
        kind_version=kind.version,
        kind_name=kind.name,
        state=LetterState.DRAFT,
        begun_at=at,
        saved_at=at,
        written_on=written_on,
        recipient=client.referrer if referred else "",
        recipient_address=client.referrer_address if referred else "",
        subject=letters.fill(kind.subject, known),
        greeting=kind.greeting,
        paragraphs=letters.begin(kind),
        closing=kind.closing,
        footer=kind.footer,
    )
    _fill(row, letter, at)
    rows.keep(db, row)
    audit.append(db, "begin", row, at)
    return get(db, LetterId(row.id))


def get(db: Db, letter_id: LetterId) -> Letter:
    """Return one letter; raises NotFound."""
    return _whole(db, _row(db, letter_id))


def of_client(db: Db, client_id: ClientId) -> tuple[Letter, ...]:
    """Return the letters of a client, latest first."""
    chosen = select(LetterRow).where(LetterRow.client_id == client_id)
    found = db.scalars(chosen.order_by(LetterRow.written_on.desc(), LetterRow.row.desc()))
    return letter_about.attach(db, map(_value, found))


@writes(Changes.LETTERS)
def save(db: Db, letter: Letter, at: datetime) -> datetime:
    """Keep a draft as it stands; return the time; raises LetterApproved and NotFound."""
    _fill(_draft(db, letter.id), letter, at)
    letter_about.keep(db, letter)
    return at


@writes(Changes.LETTERS)
def correct(db: Db, letter_id: LetterId, written_on: date, at: datetime) -> Letter:
    """Begin a new version of an approved letter, which names the old one; both stay in the record.

    The client is asked again about a new version. A draft needs none, and of a version that is
    begun already there is no second: both are returned as they are. Raises NotFound and RowDamaged.
    """
    old = get(db, letter_id)
    if old.damaged:
        raise RowDamaged("letter", letter_id)
    newer = letter_about.replaced(db, [letter_id]).get(letter_id)
    if newer:
        return get(db, newer)
    if old.state is LetterState.DRAFT:
        return old
    asked_anew = replace(old.consent, has_read=False, confirmed_on=None)
    begun = replace(old, written_on=written_on, consent=asked_anew, seen=(), replaces=old.id)
    row = LetterRow(
        client_id=old.client_id,
        kind_id=old.kind_id,
        kind_version=old.kind_version,
        kind_name=old.kind_name,
        state=LetterState.DRAFT,
        begun_at=at,
        pdf_digest="",
    )
    _fill(row, begun, at)
    rows.keep(db, row)
    letter_about.begin(db, replace(begun, id=LetterId(row.id)))
    audit.append(db, "begin a correction", row, at)
    return get(db, LetterId(row.id))


@writes(Changes.LETTERS)
def approve(db: Db, letter_id: LetterId, pdf: bytes, at: datetime) -> Letter:
    """Freeze a letter: keep its exact pages and enter it in the list of disclosures.

    Raises LetterUnfinished, ConsentMissing, LetterApproved, NotFound and RowDamaged.
    """
    row = _draft(db, letter_id)
    letter = _whole(db, row)
    if letter.damaged:
        raise RowDamaged("letter", letter_id)
    empty = letters.unfilled(letter)
    if empty:
        raise LetterUnfinished(empty)
    if not letter.consent.is_given:
        raise ConsentMissing(letter_id)
    if practice.get(db).damaged:
        raise RowDamaged("practitioner", "")
    kept = FileRow(
        client_id=row.client_id,
        name=f"{letter.kind_name}, {times.in_full(letter.written_on)}.pdf",
        media_type=PDF,
        digest=hashlib.sha256(pdf).hexdigest(),
        content=pdf,
        added_at=at,
    )
    rows.keep(db, kept)
    row.file_id = kept.id
    row.pdf_digest = kept.digest
    row.state = LetterState.APPROVED
    row.approved_at = at
    disclosure = DisclosureRow(
        client_id=row.client_id,
        letter_id=row.id,
        at=at,
        recipient=letter.recipient,
        what=letter.kind_name,
        basis=_basis(letter.consent),
    )
    audit.append(db, "approve", row, at)
    audit.append(db, "disclose", rows.keep(db, disclosure), at)
    return get(db, letter_id)


def pages(db: Db, letter_id: LetterId) -> bytes:
    """Return the exact pages (PDF) of an approved letter; raises NotFound and RowDamaged."""
    row = _row(db, letter_id)
    kept = db.get(FileRow, row.file_id) if row.file_id else None
    if kept is None:
        raise NotFound("letter", letter_id)
    if row.damaged or kept.damaged or hashlib.sha256(kept.content).hexdigest() != row.pdf_digest:
        raise RowDamaged("file", kept.id)
    return kept.content


@writes(Changes.NONE)
def told_of_printing(db: Db, letter_id: LetterId, how: str, at: datetime) -> None:
    """Enter in the audit trail that a letter was printed or saved outside the vault."""
    audit.append(db, how, _row(db, letter_id), at)


def _row(db: Db, letter_id: LetterId) -> LetterRow:
    row = db.get(LetterRow, letter_id)
    if row is None:
        raise NotFound("letter", letter_id)
    return row


def _draft(db: Db, letter_id: LetterId) -> LetterRow:
    row = _row(db, letter_id)
    if row.damaged:
        raise RowDamaged("letter", letter_id)
    if row.state is not LetterState.DRAFT:
        raise LetterApproved(letter_id)
    return row


def _fill(row: LetterRow, letter: Letter, at: datetime) -> None:
    row.saved_at = at
    row.written_on = letter.written_on
    row.recipient = letter.recipient
    row.recipient_address = letter.recipient_address
    row.subject = letter.subject
    row.greeting = letter.greeting
    row.body = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    row.paragraphs = [_plain(paragraph) for paragraph in letter.paragraphs]
    row.closing = letter.closing
    row.footer = letter.footer
    row.consent_on = letter.consent.given_on
    row.consent_form = letter.consent.form
    row.consent_scope = letter.consent.scope
    row.client_has_read = int(letter.consent.has_read)


def _plain(paragraph: Paragraph) -> dict[str, Any]:
    """Return a paragraph as JSON knows it."""
    sentences = []
    for sentence in paragraph.sentences:
        source = asdict(sentence.source)
        source["origin"] = sentence.source.origin.value
        source["on"] = sentence.source.on.isoformat() if sentence.source.on else None
        sentences.append({"text": sentence.text, "source": source})
    return {"key": paragraph.key, "sentences": sentences}


def _paragraph(plain: Any) -> Paragraph:
    sentences = []
    for entry in plain["sentences"]:
        source = Source(**{**entry["source"], "origin": Origin(entry["source"]["origin"])})
        on = date.fromisoformat(str(source.on)) if source.on else None
        sentences.append(Sentence(entry["text"], replace(source, on=on)))
    return Paragraph(tuple(sentences), plain["key"])


def _whole(db: Db, row: LetterRow) -> Letter:
    """Return a letter with what belongs to it beside its words."""
    (letter,) = letter_about.attach(db, (_value(row),))
    return letter


def _basis(consent: Consent) -> str:
    """Say on what grounds a letter went out, for the list of disclosures."""
    assert consent.given_on is not None
    said = [f"agreed on {times.in_full(consent.given_on)}: {consent.scope}"]
    if consent.confirmed_on:
        said.append(f"asked again on {times.in_full(consent.confirmed_on)}")
    if consent.purpose.strip():
        said.append(f"for: {consent.purpose.strip()}")
    return "; ".join(said)


def _value(row: LetterRow) -> Letter:
    return Letter(
        id=LetterId(row.id),
        client_id=ClientId(row.client_id),
        kind_id=row.kind_id,
        kind_version=row.kind_version,
        kind_name=row.kind_name,
        state=row.state,
        begun_at=row.begun_at,
        saved_at=row.saved_at,
        written_on=row.written_on,
        recipient=row.recipient,
        recipient_address=row.recipient_address,
        subject=row.subject,
        greeting=row.greeting,
        paragraphs=tuple(_paragraph(plain) for plain in row.paragraphs),
        closing=row.closing,
        footer=row.footer,
        consent=Consent(
            given_on=row.consent_on,
            form=row.consent_form,
            scope=row.consent_scope,
            has_read=bool(row.client_has_read),
        ),
        approved_at=row.approved_at,
        pdf_digest=row.pdf_digest,
        damaged=row.damaged,
    )
