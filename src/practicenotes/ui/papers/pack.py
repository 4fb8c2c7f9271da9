"""One request: everything of the record in a list, and for each thing whether it goes in."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from practicenotes.domain import record_paper, record_requests, times
from practicenotes.domain.record_paper import Item, RecordPaper
from practicenotes.domain.record_requests import Omission, RecordRequest
from practicenotes.ui import theme as themes
from practicenotes.ui.papers.asking import in_words
from practicenotes.ui.papers.removing import removed_in_words
from practicenotes.ui.papers.things import Things
from practicenotes.ui.widgets import menus
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words, section


HANDED = "Handed over to {to} on {on}. It is kept as it went, and can be printed again."
HOW = "Choose one or several, with Shift and the arrows, and say whether they go in."
NOTHING = "Nothing is recorded here yet, so the pack would say just that."


class PackDialog(Dialog):
    """What was asked, the clock, and what is in the pack; each change is kept at once.

    Signals:
        changed(tuple[str, ...], Omission | None): these things are left out for a reason, or go in.
        passages_wanted(str): passages of one thing are to be marked for removal.
        words_wanted(): words are to be removed wherever they stand.
        look_wanted(), change_wanted(), close_wanted(), remove_wanted(), save_wanted(): to be done.
    """

    changed = Signal(object, object)
    passages_wanted = Signal(str)
    words_wanted = Signal()
    look_wanted = Signal()
    change_wanted = Signal()
    close_wanted = Signal()
    remove_wanted = Signal()
    save_wanted = Signal()

    def __init__(
        self, request: RecordRequest, paper: RecordPaper, today: date, parent: QWidget
    ) -> None:
        self.request = request
        self._about, self._clock = Words("", "body", wraps=True), Words("", "strong", wraps=True)
        self._removed = Words("", "small", wraps=True)
        self.list = Things("What is in the pack")
        self.out = Button("Leave out…")
        self.back_in = Button("Let in")
        self.passages = Button("Passages…")
        self.words = Button("Words anywhere…")
        super().__init__(parent, "Record request", self._body_of(), "Hand over…", width=720)
        self.back.setText("Close")
        self._menus()
        self._listen()
        self.show_request(request, paper, today)

    def show_request(self, request: RecordRequest, paper: RecordPaper, today: date) -> None:
        """Show a request as the record has it now; the chosen lines stay chosen."""
        self.request = request
        items = record_paper.items(paper)
        reasons = {i.key: why for i, why in record_requests.omissions(request, items)}

        def said(item: Item) -> str:
            why = reasons.get(item.key)
            return f"left out: {why.value}" if why else "in the pack"

        self.list.show_items(items, said)
        self._about.say(in_words(request) if items else f"{in_words(request)} {NOTHING}")
        self._clock.say(clock_words(request, today))
        is_open = request.sent_at is None and request.closed_on is None
        self._removed.say(removed_in_words(len(paper.removals)) or (HOW if is_open else ""))
        self._allow(request, is_open=is_open)

    def _allow(self, request: RecordRequest, *, is_open: bool) -> None:
        """Let what was handed over be printed again, and nothing else."""
        for part in (self.out, self.back_in, self.passages, self.words, self.more):
            part.setEnabled(is_open or (part is self.more and request.sent_at is None))
        self.main.setText("Print…" if request.sent_at else "Hand over…")
        self.main.setEnabled(request.closed_on is None)
        self.look.setText("Save as PDF…" if request.sent_at else "See the pack…")

    def _body_of(self) -> QWidget:
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        for part in (self._clock, self._about, section("&What is in the pack", self.list)):
            stack.addWidget(part)
        stack.addWidget(self.list)
        row = Flow(themes.current().space("one"))
        for button in (self.out, self.back_in, self.passages, self.words):
            row.addWidget(button)
        stack.addLayout(row)
        stack.addWidget(self._removed)
        stack.addStretch()
        return body

    def _menus(self) -> None:
        self.reasons = QMenu(self.out)
        for reason in (each for each in Omission if each is not Omission.UNSET):
            words = reason.value[:1].upper() + reason.value[1:]
            self.reasons.addAction(words, partial(self._leave_out, reason))
        self.more = Button("More…", "text")
        self.acts = QMenu(self.more)
        self.acts.addAction("&Change the request…", self.change_wanted.emit)
        self.acts.addAction("&Answered without a pack", self.close_wanted.emit)
        self.acts.addAction("&Entered in error", self.remove_wanted.emit)
        self.look = Button("See the pack…", "text", icon="file-text")
        for button in (self.more, self.look):
            self.add_button(button)

    def _listen(self) -> None:
        self.out.clicked.connect(lambda: menus.drop(self.reasons, self.out))
        self.more.clicked.connect(lambda: menus.drop(self.acts, self.more))
        self.back_in.clicked.connect(lambda: self._leave_out(None))
        self.passages.clicked.connect(self._ask_for_passages)
        self.words.clicked.connect(self.words_wanted)
        self.look.clicked.connect(self._look)

    def _leave_out(self, reason: Omission | None) -> None:
        if keys := self.list.chosen():
            self.changed.emit(keys, reason)

    def _ask_for_passages(self) -> None:
        if keys := self.list.chosen():
            self.passages_wanted.emit(keys[0])

    def _look(self) -> None:
        (self.save_wanted if self.request.sent_at else self.look_wanted).emit()


def clock_words(request: RecordRequest, today: date) -> str:
    """Return where a request stands: how long there is, or when it went."""
    if request.sent_at:
        on = times.in_full(times.on_the_wall(request.sent_at).date())
        return HANDED.format(to=request.recipient, on=on)
    if request.closed_on:
        return f"Answered without a pack on {times.in_full(request.closed_on)}."
    left = record_requests.left_in_words(request.due, today)
    until = f", until {times.in_full(request.due)}" if request.due > today else ""
    return f"{left[:1].upper()}{left[1:]}{until}."
