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
from practicenotes.documents.page import Paper
from practicenotes.domain import times
from practicenotes.domain.reflections import sheets
from practicenotes.domain.reflections.sheet_drafts import SheetDraft
from practicenotes.domain.reflections.supervision_items import SupervisionItem
from practicenotes.domain.supervision import NameBook
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.letter.proof import Proof
from practicenotes.ui.order import follow_reading
from practicenotes.ui.printing.preview import PdfPreview
from practicenotes.ui.supervision.sentence import SentenceRow
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets import room
from practicenotes.ui.widgets.buttons import Button, IconButton
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.phrase import Phrase
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
        self._draft, self._size = SheetDraft(), Paper.A4
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

    def show_item(
        self, item: SupervisionItem, book: NameBook, on: date | None, size: Paper = Paper.A4
    ) -> None:
        """Show the sheet of a passage; `on` is the day of the session that it is about."""
        self._size = size
        sentences = sheets.draft(item.question, item.passage, item.sentences)
        self._draft = SheetDraft(sentences, item.alias, book, on, item.left_so)
        self.alias.setText(item.alias)
        self.turn.set_value(SENTENCES)
        self._show_rows()
        self._fit()
        self.proof.begin()
        self.focus_first()

    def written(self, item: SupervisionItem) -> SupervisionItem:
        """Return a passage with the sheet as it stands here, also in a field that is open."""
        draft = self._draft
        for number, row in enumerate(self.rows):
            if (words := row.being_written) is not None:
                draft = draft.reword(number, words)
        return replace(item, alias=draft.alias, sentences=draft.sentences, left_so=draft.left_so)

    def focus_first(self) -> None:
        """Go to the first sentence that is not released."""
        waiting = [row for row in self.rows if not row.box.isChecked()]
        for row in (waiting or self.rows)[:1]:
            row.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self) -> None:
        """Let go of the sheet and of the names that it was held against."""
        self._draft = SheetDraft()
        self._show_rows()
        self.proof.drop()
        self.preview.show_pdf(b"")

    def release(self, number: int, released: bool) -> None:
        """Put a sentence on the sheet, or take it back; first everything in it is looked at."""
        left = self._draft.finds_in(number)
        self._take(self._draft.release(number, released=released))
        if released and left:
            words = ", ".join(dict.fromkeys(find.words for find in left))
            self.state.say(f"Look at what is underlined first: {words}.")
            announce(self, self.state.said(), urgent=True)

    def _take(self, draft: SheetDraft) -> None:
        """Show another draft, and draw it."""
        self._draft = draft
        self._show_rows()
        self.touched.emit()
        self.proof.touch()

    # --- what is shown -------------------------------------------------------------------------

    def _show_rows(self) -> None:
        draft, finds = self._draft, self._draft.finds
        while len(self.rows) > len(draft.sentences):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(draft.sentences):
            self.rows.append(self._row(len(self.rows)))
        for number, (row, sentence) in enumerate(zip(self.rows, draft.sentences, strict=True)):
            home = self._asked if sentence.asks else self._told
            if home.indexOf(row) < 0:
                home.addWidget(row)
            row.show_sentence(sentence, [find for find in finds if find.sentence == number])
        self._question.setVisible(any(sentence.asks for sentence in draft.sentences))
        self._show_state(len({find.words for find in finds}))
        self._ordering.start()

    def _show_state(self, left: int) -> None:
        sentences, tells = self._draft.sentences, self._draft.alias_tells
        released = sum(sentence.released for sentence in sentences)
        said = f"{released} of {len(sentences)} sentences are released."
        if left:
            things = "thing is" if left == 1 else "things are"
            said += f" {times.number(left).capitalize()} {things} still to look at."
        self.state.say(said)
        self._offer(self._is_ready)
        self._problem.say(ALIAS_TELLS if tells else "")
        self._problem.setVisible(tells)

    @property
    def _is_ready(self) -> bool:
        return not self._draft.sheet(self._today()).is_empty and not self._draft.alias_tells

    def _offer(self, ways_out: bool) -> None:
        for button in (self.print, self.keep):
            button.setEnabled(ways_out)

    def _compose(self) -> Callable[[], bytes]:
        return partial(paper.draw, self._draft.sheet(self._today()), paper=self._size)

    def _today(self) -> date:
        return times.on_the_wall(self._now()).date()

    def _drawn(self, data: bytes) -> None:
        self._unable.hide()
        self._offer(self._is_ready)
        self.preview.show_pdf(data)

    def _refused(self, error: Exception) -> None:
        self.preview.show_pdf(b"")
        self._unable.say(messages.sentence(error))
        self._unable.show()
        self._offer(False)

    def _step(self, number: int, by: int) -> None:
        if 0 <= number + by < len(self.rows):
            self.rows[number + by].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, number: int) -> SentenceRow:
        row = SentenceRow()
        row.release_wanted.connect(partial(self.release, number))
        row.writing.connect(self.touched)
        row.reworded.connect(lambda words: self._take(self._draft.reword(number, words)))
        row.replaced.connect(lambda words, instead: self._take(self._draft.put(words, instead)))
        row.left_so.connect(lambda words: self._take(self._draft.leave(words)))
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
        self.alias.textEdited.connect(lambda alias: self._take(self._draft.named(alias)))
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
            NeverPrinted(),
            Phrase(LEAVES, "small"),
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
