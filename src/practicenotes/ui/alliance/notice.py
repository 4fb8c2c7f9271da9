"""One question at a time about the relationship: answered with a line, or set aside for good."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button, LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words


_WORDS = 420  # px at 100 % text that a question needs beside its two answers


class Notice(QFrame):
    """A question with *Write a line* and *Set aside*; hidden while nothing is asked.

    Signals:
        answered(str): a line was written; it stays in its field until `settle` is called.
        set_aside(): the question is not to come again.
        rearranged(): the field came or went.
    """

    answered = Signal(str)
    set_aside = Signal()
    rearranged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("question", True)
        self._words = Words("", "reading", wraps=True)
        self._since = Words("", "small", wraps=True)
        self.write = Button("Write a line")
        self.aside = LinkButton("Set aside")
        self.line = GrowingEditor("What I make of it", least_lines=1, wide=True)
        self.keep, self.cancel = Button("Keep this line"), LinkButton("Not now")
        self._field = self._writing()
        look = themes.current()
        asked = Beside(look.space("two"), under=look.space("half"), centred=True)
        asked.add(self._question(), _WORDS)
        asked.add(self._answers())
        stack = QVBoxLayout(self)
        stack.setContentsMargins(look.space("two"), 6, look.space("two"), 6)
        stack.setSpacing(look.space("half"))
        stack.addLayout(asked)
        stack.addWidget(self._field)
        self._listen()
        self.hide()

    def ask(self, question: str, since: str = "", line: str = "") -> None:
        """Ask something, or nothing; the same question leaves a line that is begun alone.

        `since` is what came after; `line` is an answer that is to be changed.
        """
        if question == self.asked and not self.isHidden() and not line:
            return
        self._words.say(question)
        self._since.say(since)
        self._since.setVisible(bool(since))
        self.setVisible(bool(question))
        self.line.set_text(line)
        if line:
            self._begin()
        else:
            self._show_field(False)

    def give_back(self, question: str, line: str) -> None:
        """Ask again, with a line that was begun before; the keyboard stays where it is."""
        self._words.say(question)
        self._since.hide()
        self.show()
        self.line.set_text(line)
        self.line.moveCursor(QTextCursor.MoveOperation.End)
        self._show_field(True)

    @property
    def asked(self) -> str:
        """The question as it stands here."""
        return self._words.said()

    @property
    def has_line(self) -> bool:
        """Whether a line was begun that is not kept yet."""
        return not self._field.isHidden() and bool(self.begun)

    @property
    def begun(self) -> str:
        """A line that was begun and is not kept yet, also where its field was put away."""
        return self.line.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Let Esc put the field away; what was written in it is still there next time."""
        if event.key() == Qt.Key.Key_Escape and not self._field.isHidden():
            self._show_field(False)
            self.write.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _listen(self) -> None:
        self.write.clicked.connect(self._begin)
        self.aside.clicked.connect(self.set_aside)
        self.keep.clicked.connect(lambda: self.answered.emit(self.line.text().strip()))
        self.cancel.clicked.connect(lambda: self._show_field(False))
        self.line.textChanged.connect(self._weigh)
        self._weigh()

    def _begin(self) -> None:
        self._show_field(True)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _weigh(self) -> None:
        self.keep.setEnabled(bool(self.line.text().strip()))

    def _show_field(self, shown: bool) -> None:
        self._field.setVisible(shown)
        self.write.setVisible(not shown)
        self.rearranged.emit()

    def _question(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Drawing("message-circle-question", "private.mark", "rail"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._words)
        words.addWidget(self._since)
        row.addLayout(words, 1)
        return held

    def _answers(self) -> QWidget:
        held = QWidget()
        flow = Flow(themes.current().space("one"), held)
        flow.addWidget(self.write)
        flow.addWidget(self.aside)
        return held

    def _writing(self) -> QWidget:
        held = QWidget()
        stack = QVBoxLayout(held)
        stack.setContentsMargins(0, 0, 0, 4)
        stack.setSpacing(themes.current().space("one"))
        stack.addWidget(self.line)
        acts = QWidget()
        flow = Flow(themes.current().space("one"), acts)
        flow.addWidget(self.keep)
        flow.addWidget(self.cancel)
        stack.addWidget(acts)
        held.hide()
        return held
