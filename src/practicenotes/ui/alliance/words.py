"""In my words: what was written about the relationship, latest first, one facet at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from practicenotes.domain import times
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.reflections.questions import Given, QuestionKind
from practicenotes.domain.sessions import SessionId
from practicenotes.ui import theme as themes
from practicenotes.ui.alliance import asking, sentences
from practicenotes.ui.alliance.story import Stop, Story
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.line_button import LineButton
from practicenotes.ui.widgets.words import Words, rule


FIRST, MORE = 3, 10  # how many are shown at once, and how many more each time
DATES = 92  # px at 100 % text: the column of dates
_LEADS = 76  # px at 100 % text: "Said or done", "My part"

LOST = (
    "What was written here can no longer be read as it was. Everything else is safe, and a backup"
    " may hold it."
)


@dataclass(frozen=True, slots=True)
class Said:
    """What was written on one facet in one session; `about` is its name where it is needed."""

    session_id: SessionId
    day: str
    number: str
    about: str = ""
    noticed: str = ""
    said_or_done: str = ""
    my_part: str = ""
    anchor: str = ""

    @property
    def aloud(self) -> str:
        """Return all of it as it is read aloud."""
        named = (
            self.day,
            self.number,
            self.about,
            self.noticed,
            f"Said or done: {self.said_or_done}" if self.said_or_done else "",
            f"My part: {self.my_part}" if self.my_part else "",
            self.anchor,
        )
        return ". ".join(part.rstrip(".") for part in named if part)


def collect(
    story: Story, given: Sequence[Given], facet_id: str, book: FacetBook, today: date
) -> Iterator[Said]:
    """Yield what was written, latest first; with "" for all facets, and what fits none of them.

    A line that was written to a question stands with the session that it was about.
    """
    for stop in reversed(story.stops):
        yield from _answers(stop, given, facet_id, book, _when(stop, today))
        if stop.reflection is None or stop.session is None:
            continue
        if stop.reflection.damaged:
            yield Said(stop.session.id, *_when(stop, today), noticed=LOST)
            continue
        yield from _of_stop(stop, facet_id, book, _when(stop, today))


def _answers(
    stop: Stop, given: Sequence[Given], facet_id: str, book: FacetBook, when: tuple[str, str]
) -> Iterator[Said]:
    for each in given:
        if stop.session is None or each.session_id != stop.session.id:
            continue
        own = each.kind is QuestionKind.FACET and each.about == facet_id
        if each.damaged:
            yield Said(stop.session.id, *when, noticed=LOST)
        elif each.answer.strip() and (own or not facet_id):
            about = asking.about(each, book)
            yield Said(stop.session.id, *when, about, each.answer.strip())


def _of_stop(stop: Stop, facet_id: str, book: FacetBook, when: tuple[str, str]) -> Iterator[Said]:
    assert stop.reflection is not None
    assert stop.session is not None
    for facet in book.facets:
        entry = stop.reflection.entry(facet.id)
        if entry.is_empty or facet_id not in ("", facet.id):
            continue
        if not facet_id and not entry.has_words:  # a rating alone has its place among the marks
            continue
        yield Said(
            stop.session.id,
            *when,
            "" if facet_id else facet.name,
            entry.noticed.strip(),
            entry.said_or_done.strip(),
            entry.my_part.strip(),
            sentences.answer(stop.reflection, facet),
        )
    if not facet_id and stop.reflection.free.strip():
        free = stop.reflection.free.strip()
        yield Said(stop.session.id, *when, "Anything else", free)
    for section in stop.reflection.sections if not facet_id else ():
        if section.text.strip():
            yield Said(stop.session.id, *when, section.label, section.text.strip())


def _when(stop: Stop, today: date) -> tuple[str, str]:
    number = stop.session.number if stop.session else None
    return times.in_short(stop.on, today), f"session {number}" if number else ""


class SaidRow(LineButton):
    """The words of one session on one facet; a click or Enter opens that session."""

    def __init__(self, said: Said) -> None:
        super().__init__()
        self.said = said
        self.setAccessibleName(said.aloud)
        self.setAccessibleDescription("Enter opens this session.")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        look = themes.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, look.space("one"), look.space("half"), look.space("one"))
        row.setSpacing(0)
        row.addWidget(_dates(said), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_body(said), 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave the arrows to the list: by itself a button would go on to whatever comes next."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _dates(said: Said) -> QWidget:
    held = QWidget()
    held.setFixedWidth(themes.current().scaled(DATES))
    held.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    column = QVBoxLayout(held)
    column.setContentsMargins(themes.current().space("half"), 1, 0, 0)
    column.setSpacing(2)
    column.addWidget(Words(said.day, "strong"))
    column.addWidget(Words(said.number, "muted"))
    return held


def _body(said: Said) -> QWidget:
    held = QWidget()
    held.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    body = QVBoxLayout(held)
    body.setContentsMargins(0, 0, 0, 0)
    body.setSpacing(2)
    if said.about:
        body.addWidget(Words(said.about, "muted"))
    if said.noticed:
        body.addWidget(Words(said.noticed, "reading", wraps=True))
    leads = [("Said or done", said.said_or_done), ("My part", said.my_part)]
    if any(words for _, words in leads):
        body.addLayout(_led(leads))
    if said.anchor:
        body.addWidget(Words(said.anchor, "small", wraps=True))
    return held


def _led(leads: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(themes.current().space("one"))
    grid.setVerticalSpacing(2)
    grid.setColumnMinimumWidth(0, themes.current().scaled(_LEADS))
    grid.setColumnStretch(1, 1)
    for line, (lead, words) in enumerate((lead, words) for lead, words in leads if words):
        label = Words(lead, "muted")
        label.setContentsMargins(0, 3, 0, 0)
        grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(words, "fact", wraps=True), line, 1)
    return grid


class InMyWords(QWidget):
    """The rows; Up and Down pass from one to the next, and Tab stops at one of them.

    Signals:
        opened(SessionId): a session was taken.
        rearranged(): there are other rows now.
    """

    opened = Signal(str)
    rearranged = Signal()

    def __init__(self, book: FacetBook) -> None:
        super().__init__()
        self._book = book
        self._all: tuple[Said, ...] = ()
        self._shown = FIRST
        self._rows: list[SaidRow] = []
        self._none = Words("Nothing is written on this facet yet.", "body", wraps=True)
        self._earlier = LinkButton("Show earlier words")
        self._earlier.clicked.connect(self._show_earlier)
        self._stack = QVBoxLayout()
        self._stack.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(themes.current().space("one"))
        whole.addWidget(self._none)
        whole.addLayout(self._stack)
        whole.addWidget(self._earlier, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def rows(self) -> Sequence[SaidRow]:
        """The rows that are shown, latest first."""
        return self._rows

    def show_story(
        self, story: Story, given: Sequence[Given], facet_id: str, today: date, *, afresh: bool
    ) -> None:
        """Show what was written; `afresh`, only the latest of it. The same words stay in place."""
        found = tuple(collect(story, given, facet_id, self._book, today))
        if afresh:
            self._shown = FIRST
        elif found == self._all:
            return
        self._all = found
        self._lay_out()

    def refit(self) -> None:
        """Lay the same rows out for another size of text."""
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Pass from row to row, and open one."""
        here = next((n for n, row in enumerate(self._rows) if row.hasFocus()), -1)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if here >= 0 and step:
            other = self._rows[min(max(here + step, 0), len(self._rows) - 1)]
            other.setFocus(Qt.FocusReason.TabFocusReason)
        elif here >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._rows[here].click()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]  # noqa: N802
        """Let Tab come back to the row that had the keyboard last."""
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._one_stop(watched)
        return super().eventFilter(watched, event)

    def _one_stop(self, stop: QWidget | None) -> None:
        for row in self._rows:
            own = row is stop
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus if own else Qt.FocusPolicy.ClickFocus)

    def _show_earlier(self) -> None:
        first_new = len(self._rows)
        self._shown += MORE
        self._lay_out()
        self._rows[first_new].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        while (item := self._stack.takeAt(0)) is not None:
            if old := item.widget():
                old.hide()
                old.deleteLater()
        self._rows = [self._row(said) for said in self._all[: self._shown]]
        for row in self._rows:
            self._stack.addWidget(rule())
            self._stack.addWidget(row)
            row.show()  # now, and not when Qt is next idle: the keyboard may go there
        self._one_stop(self._rows[0] if self._rows else None)
        self._none.setVisible(not self._rows)
        self._earlier.setVisible(len(self._all) > len(self._rows))
        self.rearranged.emit()

    def _row(self, said: Said) -> SaidRow:
        row = SaidRow(said)
        row.installEventFilter(self)
        row.clicked.connect(lambda: self.opened.emit(said.session_id))
        return row
