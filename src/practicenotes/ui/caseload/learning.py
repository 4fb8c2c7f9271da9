"""The weekly learning: one short text a week, saved as it is written, with the weeks before it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import learnings as rules
from practicenotes.domain.reflections.learnings import FEWEST, MOST, Learning
from practicenotes.domain.supervision import NameBook
from practicenotes.records import names
from practicenotes.reflections import learnings
from practicenotes.ui import theme as themes
from practicenotes.ui import unkept
from practicenotes.ui.caseload.linking import Links
from practicenotes.ui.saving import Autosave, Write
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.buttons import IconButton
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.widgets.words import Words, section


WEEK = timedelta(weeks=1)
PAUSE = 400  # ms in which nothing was typed, before it is looked for names
NAMED = "This still tells who is meant:"
PROMPT = "What did this week teach me that I did not know on Monday? In disguise: no names."
DAMAGED = (
    "This week can no longer be read as it was written and is not written over; everything else"
    " is safe, and a backup may hold it whole."
)


class WeeklyLearning(QWidget):
    """One week at a time; the arrows lead to the weeks before.

    Signals:
        saved(str): when what is written was kept last, in words.
    """

    saved = Signal(str)

    def __init__(self, record: Tasks, private: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._record, self._tasks, self._now = record, private, now
        self._learning: Learning | None = None
        self._week = rules.monday_of(self._today())
        self.saves = Autosave(self, private, self._compose)
        self.saves.saved.connect(self._say_saved)
        self.saves.stuck.connect(self._tell_stuck)
        self.back = IconButton("chevron-left", "The week before", "private.text_soft")
        self.on = IconButton("chevron-right", "The week after", "private.text_soft")
        self.back.clicked.connect(lambda: self.open(self._week - WEEK))
        self.on.clicked.connect(lambda: self.open(self._week + WEEK))
        self._title = Phrase("", "section")
        self._trouble = NoticeStrip("error")
        self._notice = Words(DAMAGED, "body", wraps=True)
        self._notice.hide()
        self.editor = GrowingEditor("What this week taught", least_lines=6)
        self.editor.textChanged.connect(self._touch)
        self._length = Words("", "muted")
        self._book = NameBook()
        self._named = Words("", "small", wraps=True)
        self._named.hide()
        self._looking = QTimer(self, singleShot=True, interval=PAUSE)
        self._looking.timeout.connect(self._look_for_names)
        self.links = Links()
        self.links.changed.connect(self._touch)
        self._lay_out()

    def open(self, week_of: date | None = None) -> None:
        """Show a week by its Monday, this week unless told otherwise."""
        week = week_of or rules.monday_of(self._today())
        if self._learning and week == self._week and self.saves.has_unsaved:
            return  # what is being written is newer than what the store has
        self.editor.setEnabled(False)
        self.saves.then(partial(self._read, week))

    def _read(self, week: date) -> None:
        self._week, self._learning = week, None
        self.on.setEnabled(self._week < rules.monday_of(self._today()))
        self._title.say(f"Week of {times.in_full(self._week)}")
        self._tasks.run(self, learnings.of_week, self._week, then=self._show)

    def show_clients(self, known: Mapping[ClientId, str], seen: Sequence[ClientId]) -> None:
        """Offer these clients to be linked."""
        self.links.offer([(each, known[each]) for each in seen if each in known])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Ask the record for the names that are not to stand here."""
        super().showEvent(event)
        self._record.run(self, names.everyone, then=self._take_book)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Keep no names in memory behind the page."""
        super().hideEvent(event)
        self._book = NameBook()
        self._named.say("")

    def _take_book(self, book: NameBook) -> None:
        if self.isVisible():
            self._book = book
            self._look_for_names()

    def _show(self, found: Learning) -> None:
        if found.week_of != self._week:  # the arrows went on meanwhile
            return
        self.editor.set_text("" if found.damaged else found.words)
        self.links.set_linked(found.clients)
        self._learning = found
        self._notice.setVisible(found.damaged)
        for part in (self.editor, self.links):
            part.setEnabled(not found.damaged)
        self._say_length()
        self._look_for_names()

    def _touch(self) -> None:
        if self._learning and not self._learning.damaged:
            self._say_length()
            self._looking.start()
            self.saves.touch()

    def _compose(self) -> Write:
        assert self._learning is not None
        written = replace(self._learning, words=self.editor.text(), clients=self.links.linked)
        return Write(learnings.save, (written, self._now()))

    def _look_for_names(self) -> None:
        """Say what still tells who is meant; nothing is changed and nothing is stopped."""
        left = rules.names_left(self.editor.text(), self._book)
        self._named.say(f"{NAMED} {', '.join(left)}." if left else "")
        self._named.setVisible(bool(left))

    def _say_length(self) -> None:
        """Say the length as a plain fact; nothing is too short."""
        length = len(self.editor.text().split())
        so_far = f"; {times.number(length)} so far" if length else ""
        self._length.say(f"{FEWEST} to {MOST} words are enough{so_far}.")

    def _tell_stuck(self, error: Exception) -> None:
        """Say why it is not kept yet, and let the therapist write on."""
        self.editor.setEnabled(self._learning is not None)
        if self._trouble.isHidden():
            words = unkept.sentence(error)
            self._trouble.say(words, closes=False)

    def _say_saved(self, at: datetime) -> None:
        self._trouble.hide()
        self.saved.emit(f"Saved {times.clock(times.on_the_wall(at))}")

    def _today(self) -> date:
        return times.on_the_wall(self._now()).date()

    def _lay_out(self) -> None:
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        head = QHBoxLayout()
        for stop in (self.back, self._title, self.on):
            head.addWidget(stop)
        head.addStretch()
        stack.addLayout(head)
        stack.addWidget(Words(PROMPT, "prompt", wraps=True))
        for part in (self._trouble, self._notice, self.editor, self._length, self._named):
            stack.addWidget(part)
        stack.addWidget(section("It came from the work with"))
        stack.addWidget(self.links)
