"""The register of what clients agreed to, and what of it is to be looked at again."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from practicenotes.domain.attachments import AttachmentId
from practicenotes.domain.changes import Changes, writes
from practicenotes.domain.client_consents import ClientConsent, ConsentId
from practicenotes.domain.people import ClientId, PersonId
from practicenotes.errors import NotFound
from practicenotes.records.schema import AttachmentRow, ClientConsentRow, ClientRow
from practicenotes.vault import audit, rows


@dataclass(frozen=True, slots=True)
class DueReview:
    """A consent that is to be looked at again, and whose it is."""

    client_id: ClientId
    code_name: str
    scope: str
    review_on: date


@writes(Changes.CONSENTS)
def add(db: Db, consent: ClientConsent, at: datetime) -> ConsentId:
    """Enter a consent; its own id is ignored. Raises NotFound."""
    if db.get(ClientRow, consent.client_id) is None:
        raise NotFound("client", consent.client_id)
    row = ClientConsentRow(client_id=consent.client_id)
    _fill(db, row, consent, at)
    audit.append(db, "add", rows.keep(db, row), at)
    return ConsentId(row.id)


@writes(Changes.CONSENTS)
def change(db: Db, consent: ClientConsent, at: datetime) -> None:
    """Keep a consent as it is told now: looked at again, or taken back. Raises NotFound."""
    row = _row(db, consent.id)
    _fill(db, row, consent, at)
    audit.append(db, "change", row, at)


@writes(Changes.CONSENTS)
def remove(db: Db, consent_id: ConsentId, at: datetime) -> ClientConsent:
    """Take a line out that was entered in error; return it as it was. Raises NotFound."""
    row = _row(db, consent_id)
    was = _value(row)
    db.delete(row)
    audit.append(db, "remove", row, at)
    return was


def of_client(db: Db, client_id: ClientId) -> tuple[ClientConsent, ...]:
    """Return what a client agreed to, given last first."""
    chosen = select(ClientConsentRow).where(ClientConsentRow.client_id == client_id)
    latest_first = chosen.order_by(ClientConsentRow.given_on.desc(), ClientConsentRow.row.desc())
    return tuple(_value(row) for row in db.scalars(latest_first))


def stands_for(db: Db, client_id: ClientId) -> bool:
    """Say whether there is any consent of a client that was not taken back."""
    return any(consent.stands for consent in of_client(db, client_id))


def due(db: Db, today: date) -> tuple[DueReview, ...]:
    """Return the consents of all clients that are to be looked at again, longest due first."""
    chosen = (
        select(ClientConsentRow, ClientRow)
        .join(ClientRow, ClientRow.id == ClientConsentRow.client_id)
        .where(ClientConsentRow.review_on <= today, ClientConsentRow.withdrawn_on.is_(None))
        .order_by(ClientConsentRow.review_on, ClientConsentRow.row)
    )
    return tuple(
        DueReview(ClientId(client.id), client.code_name, row.scope, row.review_on or today)
        for row, client in db.execute(chosen)
        if not row.damaged
    )


def _row(db: Db, consent_id: ConsentId) -> ClientConsentRow:
    row = db.get(ClientConsentRow, consent_id)
    if row is None:
        raise NotFound("consent", consent_id)
    return row


def _fill(db: Db, row: ClientConsentRow, consent: ClientConsent, at: datetime) -> None:
    if consent.attachment_id:
        form = db.get(AttachmentRow, consent.attachment_id)
        if form is None or form.client_id != row.client_id:
            raise NotFound("file", consent.attachment_id)
    row.person_id = consent.person_id
    row.attachment_id = consent.attachment_id
    row.scope = consent.scope
    row.form = consent.form
    row.given_on = consent.given_on
    row.review_on = consent.review_on
    row.withdrawn_on = consent.withdrawn_on
    row.changed_at = at


def _value(row: ClientConsentRow) -> ClientConsent:
    return ClientConsent(
        id=ConsentId(row.id),
        client_id=ClientId(row.client_id),
        scope=row.scope,
        given_on=row.given_on,
        form=row.form,
        review_on=row.review_on,
        withdrawn_on=row.withdrawn_on,
        person_id=PersonId(row.person_id) if row.person_id else None,
        attachment_id=AttachmentId(row.attachment_id) if row.attachment_id else None,
        damaged=row.damaged,
    )
