"""The card as the client sees it: large, calm, and nothing else."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain.cards import CardForm, ClientCard
from practicenotes.ui import theme as themes
from practicenotes.ui.cards.lines import Lines
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.words import Words


WIDTH = 860  # px at 100 % text
EMPTY = "You may leave any line empty."


class CardSheet(QWidget):
    """Instruction, lines, the open question, and the button that ends it.

    Signals:
        answered(): a line was answered.
        written(): something was written under the question.
        done(): the client has said what there is to say.
    """

    answered = Signal()
    written = Signal()
    done = Signal()

    def __init__(self, card: ClientCard, form: CardForm) -> None:
        super().__init__()
        self.lines = Lines(card.lines, form, large=True)
        self.lines.answered.connect(self.answered)
        self.comment = _OwnWords(form.open_question, least_lines=2, wide=True)
        self.comment.setPlainText(card.comment)
        self.comment.textChanged.connect(self.written)
        self.finish = Button("Done", "primary", large=True)
        self.finish.clicked.connect(self.done)
        theme = themes.current()
        self._column = QWidget()
        stack = QVBoxLayout(self._column)
        margin = theme.space("three")
        stack.setContentsMargins(margin, theme.space("four"), margin, theme.space("four"))
        stack.setSpacing(theme.space("three"))
        stack.addWidget(Words("How was today?", "title"))
        stack.addWidget(Words(form.instruction, "heading", wraps=True))
        stack.addWidget(self.lines)
        stack.addLayout(self._question(form))
        stack.addLayout(self._end())
        stack.addStretch()
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(self._column, 100)
        across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
        theme.changed.connect(self._fit)
        self._fit()

    def begin(self) -> None:
        """Put the keyboard on the first line."""
        first = next(iter(self.lines.scales.values()))
        first.button(first.value or 0).setFocus(Qt.FocusReason.OtherFocusReason)

    def _question(self, form: CardForm) -> QVBoxLayout:
        held = QVBoxLayout()
        held.setSpacing(themes.current().space("half"))
        held.addWidget(Words(form.open_question, "heading", wraps=True))
        held.addWidget(self.comment)
        return held

    def _end(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(themes.current().space("two"))
        row.addWidget(self.finish)
        row.addWidget(Words(EMPTY, "body", wraps=True), 1)
        return row

    def _fit(self) -> None:
        self._column.setMaximumWidth(themes.current().scaled(WIDTH))


class _OwnWords(GrowingEditor):
    """A sheet for what is typed on it and nothing else: the clipboard may hold anyone's words."""

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: ARG002, N802
        """Take nothing that was copied, dragged or selected elsewhere."""
        return False

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Take nothing, whichever key or button asks for it."""
