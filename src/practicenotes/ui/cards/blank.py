"""A card with nothing on it yet, and the session that it is about."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, Qt

from practicenotes.domain.cards import CardId, ClientCard, Given
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import cards
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.tasks import Tasks


def card(
    book: FacetBook,
    chosen: str,
    client_id: ClientId,
    session_id: SessionId | None,
    given: Given,
    on: date,
) -> ClientCard:
    """Return a card with these lines, none of them answered."""
    return ClientCard(
        id=CardId(""),
        client_id=client_id,
        taken_on=on,
        lines=book.card_lines(chosen),
        given=given,
        session_id=session_id,
    )


def find_session(
    record: Tasks,
    asker: QObject,
    client_id: ClientId,
    session_id: SessionId | None,
    now: datetime,
    then: Callable[[SessionId | None], None],
    failed: Callable[[Exception], bool | None] | None = None,
) -> None:
    """Hear which session a card is about: the one that is known, or the last that has begun."""
    if session_id:
        then(session_id)
    else:
        record.run(asker, cards.occasion, client_id, now, then=then, failed=failed)


def show(dialog: PageDialog) -> None:
    """Open a dialog that goes for good once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show_sheet()
