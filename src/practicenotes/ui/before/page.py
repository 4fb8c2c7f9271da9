"""The page before a session, read from top to bottom in two minutes.

This is the only module of the page that knows both sides. What crosses between them is the id of a
client, the ids and days of earlier sessions, and whether the frame moved.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from practicenotes import catalog, messages
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.briefing import minutes_to_read, unsettled
from practicenotes.domain.people import ClientId
from practicenotes.errors import ReflectionsShut
from practicenotes.records import briefing, settings
from practicenotes.records.briefing import Briefing
from practicenotes.reflections import briefing as private_briefing
from practicenotes.reflections.briefing import Beneath
from practicenotes.ui import theme
from practicenotes.ui.before import private_words, record_words
from practicenotes.ui.before.private_cards import NothingCarried, PrivateCard, private_cards
from practicenotes.ui.before.private_words import PrivateView
from practicenotes.ui.before.reading import RING, Reading
from practicenotes.ui.before.record_parts import ReadingPart, Side
from practicenotes.ui.before.record_words import RecordView
from practicenotes.ui.order import follow_reading
from practicenotes.ui.session.column import leaning_left
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.closed import ClosedCard
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.room import Room
from practicenotes.ui.widgets.words import Words


SIDE = 296  # px at 100 % text
WIDEST = 600  # px at 100 % text: about 72 characters of what is read slowly
LEAST = 160  # px at 100 % text: lower than that, the page around it scrolls instead


class BeforePage(QWidget):
    """What to look at before the next session with one client.

    Signals:
        session_wanted(SessionId): a note or a reflection is to be opened.
        left(): the therapist is done with reading.
        open_wanted(): the reflections are closed, and to be opened.
    """

    session_wanted = Signal(str)
    open_wanted = Signal()
    left = Signal()

    def __init__(self, record: Tasks, private: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._record, self._private, self._now = record, private, now
        self._book = catalog.facet_book()
        self._client_id: ClientId | None = None
        self._shut = False  # whether the reflections are closed, so that nothing is known of them
        self._shown: tuple[RecordView, PrivateView | None] | None = None
        self._again: Callable[[], None] | None = None  # lays out once more what stands here
        self._columns: QBoxLayout | None = None
        self._main, self._side = QWidget(), Side(1, ())
        self._area = Reading("Before the session")
        self._area.left.connect(self.left)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        theme.current().changed.connect(self._refit)

    def open(self, client_id: ClientId) -> None:
        """Read the page of a client; of another client nothing stays there meanwhile."""
        if client_id != self._client_id:
            self._client_id = client_id
            self._clear()
        self._record.run(
            self,
            briefing.of_client,
            client_id,
            times.on_the_wall(self._now()),
            then=partial(self._take, client_id),
            failed=partial(self._refuse, client_id),
        )

    # --- what was found ------------------------------------------------------------------------

    def _take(self, client_id: ClientId, found: Briefing) -> None:
        """Ask the private store too, unless it is folded; without it the rest still stands."""
        if found.folded:
            self._show(client_id, found, None)
            return

        def alone(error: Exception) -> bool:
            self._shut = isinstance(error, ReflectionsShut)
            self._show(client_id, found, Beneath())
            return False

        self._private.run(
            self,
            private_briefing.of_client,
            client_id,
            tuple(session_id for session_id, _ in found.earlier),
            self._book,
            then=partial(self._show, client_id, found),
            failed=alone,
        )

    def _show(self, client_id: ClientId, found: Briefing, beneath: Beneath | None) -> None:
        if client_id != self._client_id:  # another client was chosen meanwhile
            return
        now = times.on_the_wall(self._now())
        shown = record_words.view(found, now), self._view(found, beneath, now)
        if shown != self._shown:
            self._shown = shown
            self._again = partial(self._fill, found, *shown)
            self._again()

    def _view(self, found: Briefing, beneath: Beneath | None, now: datetime) -> PrivateView | None:
        if beneath is None:
            return None
        last, ahead = found.last, found.ahead
        moved = last is not None and unsettled(found.frame, last.starts_at.date(), now.date())
        return private_words.view(
            beneath,
            self._book,
            dict(found.earlier),
            now,
            today=ahead is not None and ahead.starts_at.date() == now.date(),
            unsettled=moved,
            pronoun=found.client.pronoun.strip().casefold(),
        )

    def _refuse(self, client_id: ClientId, error: Exception) -> None:
        """Say on the page why it stands empty; what was read before stays."""
        if client_id != self._client_id or self._shown:
            return
        empty = EmptyState(messages.sentence(error), "Read the page again")
        empty.wanted.connect(partial(self.open, client_id))
        self._lay_out(empty, Side(1, ()))
        self._side.hide()

    # --- the page ------------------------------------------------------------------------------

    def _fill(self, found: Briefing, record: RecordView, private: PrivateView | None) -> None:
        look = theme.current()
        main = QWidget()
        stack = QVBoxLayout(main)
        margin = look.space("page_margin") - RING
        stack.setContentsMargins(margin, look.space("three"), margin, look.space("one"))
        stack.setSpacing(look.space("two") + look.space("half"))
        for part in self._parts(found, record, private):
            stack.addWidget(part)
        stack.addStretch()
        texts = (*record.texts, *(private.texts if private else ()))
        self._lay_out(main, Side(minutes_to_read(texts), record.groups))

    def _parts(
        self, found: Briefing, record: RecordView, private: PrivateView | None
    ) -> list[QWidget]:
        """Return what is read, from top to bottom."""
        folded = PrivateCard(is_folded=True) if private is None else None
        thoughts, saying = private_cards(private) if private else (folded, None)
        parts: list[QWidget] = []
        if record.opening:
            parts.append(Words(record.opening, "heading", wraps=True))
        if thoughts:
            parts.append(thoughts)
        elif self._shut:
            closed = ClosedCard()
            closed.wanted.connect(self.open_wanted)
            parts.append(closed)
        elif not saying and found.last:
            nothing = NothingCarried()
            nothing.wanted.connect(partial(self.session_wanted.emit, found.last.id))
            parts.append(nothing)
        for part in record.parts:
            reading = ReadingPart(part)
            reading.opened.connect(self.session_wanted)
            parts.append(reading)
        if saying:
            parts.append(saying)
        for card in (thoughts, saying):
            if card:
                card.folded.connect(self._fold)
        return parts

    def _fold(self, folded: bool) -> None:
        """Keep what is private folded away, or shown, from now on and for every client."""
        again = self._client_id

        def done(_: None) -> None:
            if again and again == self._client_id:
                self.open(again)

        self._record.run(self, settings.put, known.BEFORE_FOLDED, folded, then=done)

    def _refit(self) -> None:
        """Renew what was laid out for another size of text."""
        if self._again:
            self._again()
        self._fit()

    def _clear(self) -> None:
        self._shown = self._again = None
        self._lay_out(QWidget(), Side(1, ()))
        self._side.hide()

    def _lay_out(self, main: QWidget, side: Side) -> None:
        """Put other columns into the page; the place and the keyboard stay as far as they can."""
        within = self._area.isAncestorOf(self.focusWidget() or self)
        sheet = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, sheet)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        self._main, self._side = main, side
        for column, share in ((main, 1), (side, 0)):
            held = QWidget()
            held.setLayout(leaning_left(column))
            self._columns.addWidget(held, share)
        before = self._area.takeWidget()
        self._area.setWidget(sheet)
        if before:
            before.hide()
            before.deleteLater()
        self._fit()
        follow_reading(self)
        if within:
            self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- Qt ------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to what is read; a proxy would pull the Tab key past the header."""
        super().focusInEvent(event)
        self._area.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay the page out for the room that the window gives."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the height that is needed."""
        super().showEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Leave the height to the part that is shown instead."""
        super().hideEvent(event)
        self._area.setMinimumHeight(0)

    def _fit(self) -> None:
        """Stand side by side or one under the other; in a narrow window the whole page scrolls."""
        if self._columns is None:
            return
        look = theme.current()
        space = room.around(self)
        wide = space is Room.WIDE
        directions = QBoxLayout.Direction
        self._columns.setDirection(directions.LeftToRight if wide else directions.TopToBottom)
        margins = 2 * look.space("page_margin")
        self._main.setMaximumWidth(look.scaled(WIDEST) + margins)
        self._side.set_beside(wide)
        self._side.setMinimumWidth(look.scaled(SIDE) if wide else 0)
        self._side.setMaximumWidth(look.scaled(SIDE) if wide else look.scaled(WIDEST) + margins)
        sheet = self._area.widget()
        grown = self.isVisible() and space is Room.NARROW and sheet is not None
        needed = sheet.heightForWidth(self.width() - 2 * RING) + 2 * RING if grown and sheet else 0
        self._area.setMinimumHeight(max(needed, look.scaled(LEAST) if self.isVisible() else 0))
