"""The sheet in the making: sentences at the left, the page as it will print at the right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.documents import supervision as paper
from practicenotes.domain import disguise, times
from practicenotes.domain import supervision as rules
from practicenotes.domain.disguise import Find
from practicenotes.domain.reflections.supervision_items import SupervisionItem
from practicenotes.domain.supervision import NameBook, Sentence
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.letter.preview import PdfPreview
from practicenotes.ui.letter.proof import Proof
from practicenotes.ui.order import follow_reading
from practicenotes.ui.supervision.sentence import SentenceRow
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.room import Room
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.words import Words, section


LEAVES = "Only what you release stands on the page."
SENTENCES, PAGE = "sentences", "page"
ALIAS_TELLS = "That alias is a name from your files. Nothing is drawn. Choose another word."
HOW = (
    "Space releases a sentence, Enter opens it, R replaces what may tell who is meant, L leaves it."
)
_ALIAS = 150  # px at 100 % text


class SheetView(QWidget):
    """Every sentence is seen and released by hand; nothing else reaches the paper.

    Signals:
        touched(): something is different from what is kept.
        left(): back to the passage.
        print_wanted(bytes), keep_wanted(bytes): the page is to go out as it stands.
    """

    touched = Signal()
    left = Signal()
    print_wanted = Signal(bytes)
    keep_wanted = Signal(bytes)

    def __init__(self, work: Work, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._draft: tuple[Sentence, ...] = ()
        self._left_so: tuple[str, ...] = ()
        self._book = NameBook()
        self._on: date | None = None
        self._finds: tuple[Find, ...] = ()
        self.rows: list[SentenceRow] = []
        self.back = IconButton("arrow-left", "Back to the passage")
        self.alias = QLineEdit()
        self.alias.setAccessibleName("Alias")
        self.print, self.keep = (
            Button("Print…", icon="printer"),
            Button("Save as PDF…", icon="save"),
        )
        self.state = Words("", "body", wraps=True)
        self._problem = Words("", "small", wraps=True)
        themes.mark(self._problem, role="", state="error")
        self.turn = Segments("What is shown", ((SENTENCES, "Sentences"), (PAGE, "The page")))
        self.preview = PdfPreview(note="as it will print")
        self.proof = Proof(self, work, self._compose)
        self._ordering = QTimer(self, singleShot=True, interval=0)
        self._ordering.timeout.connect(lambda: follow_reading(self))
        self._lay_out()
        self._listen()

    def show_item(self, item: SupervisionItem, book: NameBook, on: date | None) -> None:
        """Show the sheet of a passage; `on` is the day of the session that it is about."""
        self._book, self._on, self._left_so = book, on, item.left_so
        self._draft = rules.draft(item.question, item.passage, item.sentences)
        self.alias.setText(item.alias)
        self.turn.set_value(SENTENCES)
        self._show_rows()
        self._fit()
        self.proof.begin()
        self.focus_first()

    def written(self, item: SupervisionItem) -> SupervisionItem:
        """Return a passage with the sheet as it stands here."""
        alias = self.alias.text().strip()
        return replace(item, alias=alias, sentences=self._draft, left_so=self._left_so)

    def focus_first(self) -> None:
        """Go to the first sentence that is not released."""
        waiting = [row for row in self.rows if not row.box.isChecked()]
        for row in (waiting or self.rows)[:1]:
            row.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> None:
        """Let go of the sheet: nothing of it stays in a widget."""
        self.proof.drop()
        self.preview.show_pdf(b"")

    # --- what is done to sentences -------------------------------------------------------------

    def release(self, number: int, released: bool) -> None:
        """Put a sentence on the sheet, or take it back; first everything in it is looked at."""
        left = [find for find in self._finds if find.sentence == number]
        if released and left:
            self._show_rows()
            words = ", ".join(dict.fromkeys(find.words for find in left))
            announce(self, f"Still to look at: {words}.", urgent=True)
            self.state.say(f"Look at what is underlined first: {words}.")
            return
        self._take(rules.release(self._draft, number, released=released))

    def replace(self, words: str, instead: str) -> None:
        """Put other words in every place of these."""
        self._take(disguise.put(self._draft, words, instead))

    def leave(self, words: str) -> None:
        """Remember that words are no name."""
        self._left_so = (*self._left_so, words)
        self._take(self._draft)

    def _reword(self, number: int, words: str) -> None:
        self._take(rules.reword(self._draft, number, words))

    def _take(self, draft: tuple[Sentence, ...]) -> None:
        self._draft = draft
        self._show_rows()
        self.touched.emit()
        self.proof.touch()

    def _name(self) -> None:
        self._show_rows()
        self.touched.emit()
        self.proof.touch()

    # --- what is shown -------------------------------------------------------------------------

    def _show_rows(self) -> None:
        alias = self.alias.text().strip()
        self._finds = disguise.find(self._draft, self._book, alias, self._on, self._left_so)
        while len(self.rows) > len(self._draft):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(self._draft):
            self.rows.append(self._row(len(self.rows)))
        asked = [n for n, sentence in enumerate(self._draft) if sentence.asks]
        for number, (row, sentence) in enumerate(zip(self.rows, self._draft, strict=True)):
            home = self._asked if number in asked else self._told
            if home.indexOf(row) < 0:
                home.addWidget(row)
            row.show_sentence(sentence, [f for f in self._finds if f.sentence == number])
        self._question.setVisible(bool(asked))
        self._show_state()
        self._ordering.start()

    def _show_state(self) -> None:
        released = sum(sentence.released for sentence in self._draft)
        left = len({find.words for find in self._finds})
        parts = [f"{released} of {len(self._draft)} sentences are released."]
        if left:
            things = "thing is" if left == 1 else "things are"
            parts.append(f"{times.number(left).capitalize()} {things} still to look at.")
        self.state.say(" ".join(parts))
        ready = bool(self._sheet_sentences()) and not self._alias_tells()
        for button in (self.print, self.keep):
            button.setEnabled(ready)
        self._problem.say(ALIAS_TELLS if self._alias_tells() else "")
        self._problem.setVisible(self._alias_tells())

    def _alias_tells(self) -> bool:
        return disguise.tells(self.alias.text(), self._book)

    def _sheet_sentences(self) -> tuple[Sentence, ...]:
        """Return what may stand on the sheet: released, and nothing in it left to look at."""
        waiting = {find.sentence for find in self._finds}
        return tuple(
            each for n, each in enumerate(self._draft) if each.released and n not in waiting
        )

    def _compose(self) -> Callable[[], bytes]:
        alias = "" if self._alias_tells() else self.alias.text().strip()
        today = times.on_the_wall(self._now()).date()
        return partial(paper.draw, rules.sheet(alias, self._sheet_sentences(), today))

    def _drawn(self, data: bytes) -> None:
        self._unable.hide()
        self.preview.show_pdf(data)

    def _refused(self, error: Exception) -> None:
        self.preview.show_pdf(b"")
        self._unable.say(messages.sentence(error))
        self._unable.show()
        for button in (self.print, self.keep):
            button.setEnabled(False)

    def _step(self, number: int, by: int) -> None:
        if 0 <= number + by < len(self.rows):
            self.rows[number + by].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, number: int) -> SentenceRow:
        row = SentenceRow()
        row.release_wanted.connect(partial(self.release, number))
        row.reworded.connect(partial(self._reword, number))
        row.replaced.connect(self.replace)
        row.left_so.connect(self.leave)
        row.step.connect(partial(self._step, number))
        return row

    # --- layout --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show both sides where there is room, and else one."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        both = room.around(self) is Room.WIDE
        self.turn.setVisible(not both)
        side = self.turn.value or SENTENCES
        self._left.setVisible(both or side == SENTENCES)
        self._right.setVisible(both or side == PAGE)
        self.alias.setFixedWidth(themes.current().scaled(_ALIAS))

    def _listen(self) -> None:
        self.back.clicked.connect(self.left)
        self.alias.textEdited.connect(lambda _: self._name())
        self.print.clicked.connect(lambda: self.proof.then(self.print_wanted.emit))
        self.keep.clicked.connect(lambda: self.proof.then(self.keep_wanted.emit))
        self.proof.drawn.connect(self._drawn)
        self.proof.refused.connect(self._refused)
        self.turn.chosen.connect(lambda _: self._fit())
        themes.current().changed.connect(self._fit)

    def _lay_out(self) -> None:
        look = themes.current()
        margin = look.space("page_margin")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(margin, look.space("one"), margin, 0)
        whole.setSpacing(look.space("one"))
        head = QHBoxLayout()
        held = QWidget()
        flow = Flow(look.space("two"), held)
        for part in (
            Words("The sheet", "heading"),
            NeverPrinted(LEAVES),
            self.turn,
        ):
            flow.addWidget(part)
        head.addWidget(self.back)
        head.addWidget(held, 1)
        whole.addLayout(head)
        sides = QHBoxLayout()
        sides.setSpacing(look.space("two"))
        self._left = scrolled(self._sentences())
        self._right = self._page()
        sides.addWidget(self._left, 1)
        sides.addWidget(self._right, 1)
        whole.addLayout(sides, 1)

    def _sentences(self) -> QWidget:
        look = themes.current()
        inside = QWidget()
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(0, 0, look.space("one"), look.space("three"))
        stack.setSpacing(look.space("one"))
        alias = QHBoxLayout()
        alias.addWidget(section("&Alias on the sheet", self.alias))
        alias.addWidget(self.alias)
        alias.addStretch()
        stack.addWidget(Words(HOW, "small", wraps=True))
        stack.addLayout(alias)
        stack.addWidget(self._problem)
        stack.addWidget(self.state)
        self._question = section("My question")
        self._asked, self._told = QVBoxLayout(), QVBoxLayout()
        stack.addWidget(self._question)
        stack.addLayout(self._asked)
        stack.addWidget(section("What it is about"))
        stack.addLayout(self._told)
        stack.addStretch()
        return inside

    def _page(self) -> QWidget:
        held = QWidget()
        stack = QVBoxLayout(held)
        stack.setContentsMargins(0, 0, 0, 0)
        self._unable = Words("", "body", wraps=True)
        self._unable.hide()
        out = QWidget()
        flow = Flow(themes.current().space("one"), out)
        for button in (self.print, self.keep):
            flow.addWidget(button)
        stack.addWidget(out)
        stack.addWidget(self._unable)
        stack.addWidget(self.preview, 1)
        return held
