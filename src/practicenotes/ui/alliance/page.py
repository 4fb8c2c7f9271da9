"""The *Alliance* tab: a question, the words, open strain, and the marks beneath them."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from practicenotes import catalog
from practicenotes.domain import times
from practicenotes.domain.cards import ClientCard
from practicenotes.domain.facets import Facet
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import StrainEpisode
from practicenotes.domain.reflections.questions import Given
from practicenotes.domain.sessions import Attendance, Course
from practicenotes.records import cards, sessions
from practicenotes.reflections import alliance
from practicenotes.reflections.alliance import Alliance
from practicenotes.ui import theme as themes
from practicenotes.ui.alliance import asking
from practicenotes.ui.alliance import story as stories
from practicenotes.ui.alliance.questions import Questions
from practicenotes.ui.alliance.side_by_side import SideBySide
from practicenotes.ui.alliance.story import Story
from practicenotes.ui.alliance.strain import Strain
from practicenotes.ui.alliance.words import InMyWords
from practicenotes.ui.help import topics
from practicenotes.ui.order import first_stop, follow_reading
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.room import Room
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.strip import NoticeStrip, UndoStrip
from practicenotes.ui.widgets.words import Words, section


SIDE, WORDS = 320, 460  # px at 100 % text: the column of strain, and what stands beside it


class AlliancePage(QFrame):
    """What was thought about the relationship with one client, over all sessions.

    Signals:
        session_wanted(SessionId): a session is to be opened.
        reflection_wanted(SessionId): a session is to be opened where it is reflected on.
        can_write(bool): whether any session has begun that could be reflected on.
    """

    session_wanted = Signal(str)
    reflection_wanted = Signal(str)
    can_write = Signal(bool)

    def __init__(self, record: Tasks, private: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("ground", "private")
        self.setProperty("help", topics.PRIVATE)
        self._record, self._private, self._now = record, private, now
        self._book = catalog.facet_book()
        self._client_id: ClientId | None = None
        self._shown: ClientId | None = None
        self._latest = ""
        self._story = Story()
        self._given: tuple[Given, ...] = ()
        self._ordering = QTimer(self, singleShot=True, interval=0)
        self.undo = UndoStrip()
        self.trouble = NoticeStrip("error")
        self.questions = Questions(private, now, self._book, self.undo)
        facets = [("", "All facets"), *((each.id, each.name) for each in self._book.facets)]
        self.facet = Choice("Facet", facets)
        self.words = InMyWords(self._book)
        self.strain = Strain(private, now, self._book)
        self.marks = SideBySide(self._book)
        self.table_link = LinkButton("Show as table")
        self.empty = EmptyState(NOTHING, "Reflect on the latest session")
        self.unbegun = Words(UNBEGUN, "reading", wraps=True)
        self._lay_out()
        self._listen()

    def open(self, client_id: ClientId) -> None:
        """Read everything on a client; until it is there, nothing of another stands here."""
        self._client_id = client_id
        if client_id != self._shown:
            self.flush()
            for part in (self._whole, self.empty, self.unbegun, self.undo):
                part.hide()
        take = partial(self._take_course, client_id)
        self._record.run(self, sessions.course_of, client_id, then=take, failed=self._fail)

    def flush(self) -> None:
        """Hand what is being written to the store."""
        self.strain.flush()
        self.questions.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was written here that no commit has confirmed yet."""
        return self.strain.has_unsaved or self.questions.has_unsaved

    def write(self) -> None:
        """Go on to the latest session, where it is reflected on."""
        if self._latest:
            self.reflection_wanted.emit(self._latest)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Pass the keyboard on to the first part that takes it."""
        super().focusInEvent(event)
        if stop := first_stop(self._sheet):
            stop.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show everything where the page around scrolls anyway."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the height that this client needs."""
        super().showEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Leave the other parts of the file no empty height."""
        super().hideEvent(event)
        self._area.setMinimumHeight(0)

    def _fit(self) -> None:
        """Scroll by itself, or, where there is little room, leave that to the page around."""
        grown = self.isVisible() and room.around(self) is Room.NARROW
        bars = Qt.ScrollBarPolicy
        self._area.setVerticalScrollBarPolicy(
            bars.ScrollBarAlwaysOff if grown else bars.ScrollBarAsNeeded
        )
        self._area.setMinimumHeight(self._sheet.heightForWidth(self.width()) if grown else 0)

    def _refit(self) -> None:
        """Renew what was laid out for another size of text."""
        self.words.refit()
        self.strain.refit()
        self._ordering.start()

    def _rearrange(self) -> None:
        follow_reading(self)
        self._fit()

    # --- what comes back from the stores ---------------------------------------------------------

    def _take_course(self, client_id: ClientId, course: Course) -> None:
        take = partial(self._take_cards, client_id, course)
        self._record.run(self, cards.of_client, client_id, then=take, failed=self._fail)

    def _take_cards(
        self, client_id: ClientId, course: Course, kept: tuple[ClientCard, ...]
    ) -> None:
        today = times.on_the_wall(self._now()).date()
        days = stories.days(course, today)
        self._private.run(
            self,
            alliance.of_client,
            client_id,
            tuple(days),
            self._book.composite_min_rated,
            asking.answered(kept, tuple(days)),
            then=partial(self._take_alliance, client_id, course, days),
            failed=self._fail,
        )

    def _take_alliance(
        self, client_id: ClientId, course: Course, days: asking.Days, inside: Alliance
    ) -> None:
        if client_id != self._client_id:  # another client was chosen meanwhile
            return
        now = times.on_the_wall(self._now())
        self.trouble.hide()
        self._latest = _latest(course, now)
        self._story = stories.tell(course, inside, now.date())
        afresh, self._shown = client_id != self._shown, client_id
        if afresh:
            self.facet.set_value("")
        self.questions.show_questions(client_id, inside, days, now.date())
        self._show(inside, now.date(), afresh=afresh)

    def _fail(self, _error: Exception) -> bool:
        for part in (self._whole, self.empty, self.unbegun):
            part.hide()
        self.trouble.say(TROUBLE, "Read it again", closes=False)
        return True

    def _read_again(self) -> None:
        if self._client_id:
            self.open(self._client_id)

    def _show(self, inside: Alliance, today: date, *, afresh: bool) -> None:
        some = self._story.reflected or bool(inside.strain)
        self._whole.setVisible(some)
        self.empty.setVisible(not some and bool(self._latest))
        self.unbegun.setVisible(not some and not self._latest)
        self.can_write.emit(bool(self._latest))
        self.table_link.setVisible(some)
        self._given = inside.given
        self.words.show_story(self._story, self._given, self.facet.value, today, afresh=afresh)
        self.strain.show_moments(inside.strain, self._story, afresh=afresh)
        self.marks.show_story(self._story, self._chosen, today, afresh=afresh)

    # --- what is chosen --------------------------------------------------------------------------

    @property
    def _chosen(self) -> Facet | None:
        facet_id = self.facet.value
        return self._book.facet(facet_id) if facet_id else None

    def _narrow(self) -> None:
        today = times.on_the_wall(self._now()).date()
        self.words.show_story(self._story, self._given, self.facet.value, today, afresh=True)
        self.marks.choose(self._chosen)

    def _offer_back(self, episode: StrainEpisode) -> None:
        put_back = partial(self.strain.put_back, episode)
        self.undo.offer("A moment of strain was taken back.", "Undo", put_back)

    # --- the page --------------------------------------------------------------------------------

    def _listen(self) -> None:
        self.facet.chosen.connect(self._narrow)
        for part in (self.words, self.strain, self.marks, self.questions.notice):
            part.rearranged.connect(self._ordering.start)
        for opener in (self.words.opened, self.strain.session_wanted, self.marks.opened):
            opener.connect(self.session_wanted)
        self.strain.removed.connect(self._offer_back)
        self.trouble.acted.connect(self._read_again)
        self.empty.wanted.connect(self.write)
        self.table_link.clicked.connect(self.marks.turn)
        self.marks.turned.connect(self.table_link.setText)
        self._ordering.timeout.connect(self._rearrange)
        themes.current().changed.connect(self._refit)

    def _lay_out(self) -> None:
        look = themes.current()
        margin = look.space("page_margin")
        self._sheet, self._whole = QWidget(), QWidget()
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(margin, 12, margin, look.space("two"))
        sheet.setSpacing(12)
        sheet.addWidget(self._head())
        for part in (self.undo, self.trouble, self._whole, self.empty, self.unbegun):
            sheet.addWidget(part)
        sheet.addStretch()
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        both = Beside(look.space("four"), under=look.space("three"))
        both.add(self._written(), WORDS)
        both.add(self.strain, SIDE)
        whole.addWidget(self.questions.notice)
        whole.addLayout(both)
        whole.addWidget(self.marks)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(self._sheet)
        outer.addWidget(self._area)
        for part in (self._whole, self.empty, self.unbegun):
            part.hide()

    def _head(self) -> QWidget:
        held = QWidget()
        head = Beside(themes.current().space("two"), centred=True, parent=held)
        head.add(NeverPrinted())
        head.add(self.table_link)
        return held

    def _written(self) -> QWidget:
        held = QWidget()
        stack = QVBoxLayout(held)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        head = QWidget()
        row = Beside(themes.current().space("two"), centred=True, parent=head)
        row.add(section("In my words"))
        row.add(self.facet)
        stack.addWidget(head)
        stack.addWidget(self.words)
        stack.addStretch()
        return held


def _latest(course: Course, now: datetime) -> str:
    """Return the id of the last session that has begun and was not called off."""
    begun = [
        session.id
        for session in course.sessions
        if session.starts_at <= now
        and (session.attendance.held or session.attendance is Attendance.PLANNED)
        and not session.damaged
    ]
    return begun[-1] if begun else ""


NOTHING = "Nothing is written on this relationship yet."
UNBEGUN = "No session has begun yet. What you write about the relationship will stand here."
TROUBLE = (
    "What was written on this relationship could not be read just now. Nothing was changed and"
    " nothing is lost."
)
