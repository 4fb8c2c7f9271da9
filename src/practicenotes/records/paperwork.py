"""What lies in a client's file on paper: files and consents, read in one transaction."""

from dataclasses import dataclass

from sqlalchemy.orm import Session as Db

from practicenotes.domain.attachments import Attachment
from practicenotes.domain.client_consents import ClientConsent
from practicenotes.domain.people import Client, ClientId
from practicenotes.domain.sessions import Session
from practicenotes.records import attachments, client_consents, clients, sessions


@dataclass(frozen=True, slots=True)
class Paperwork:
    """The files of a client, those that were taken out, and what the client agreed to."""

    client: Client
    files: tuple[Attachment, ...] = ()  # received last first
    retired: tuple[Attachment, ...] = ()
    consents: tuple[ClientConsent, ...] = ()  # given last first
    sessions: tuple[Session, ...] = ()  # earliest first, those that files belong to


def of_client(db: Db, client_id: ClientId) -> Paperwork:
    """Return what lies in a client's file on paper; raises NotFound."""
    files = attachments.of_client(db, client_id)
    named = {each.session_id for each in files if each.session_id}
    return Paperwork(
        client=clients.get(db, client_id),
        files=files,
        retired=attachments.retired(db, client_id),
        consents=client_consents.of_client(db, client_id),
        sessions=tuple(s for s in sessions.of_client(db, client_id) if s.id in named)
        if named
        else (),
    )
