"""One sentence on its way to the sheet: seen, put into disguise, released."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from practicenotes.domain.reflections.disguise import Find
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.ui import loose
from practicenotes.ui import theme as themes
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words


_INSTEAD = 170  # px at 100 % text: room for "the client's mother"


class SentenceRow(QFrame):
    """A box to release it, the words, and what in them may still tell who is meant.

    Space releases, R puts what stands beside the first find in its place, L leaves it as it is,
    Enter or F2 opens the words, Up and Down go to the next sentence.

    Signals:
        release_wanted(bool): it is to stand on the sheet, or not.
        writing(): it is being written anew.
        reworded(str): it was written anew.
        replaced(str, str): these words are to become others, in every sentence.
        left_so(str): these words are no name.
        step(int): the next sentence is wanted, or the one before.
    """

    release_wanted = Signal(bool)
    writing = Signal()
    reworded = Signal(str)
    replaced = Signal(str, str)
    left_so = Signal(str)
    step = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Sentence("", "")
        self._finds: tuple[Find, ...] | None = None
        self.find_rows: list[FindRow] = []
        self.box = _Box(self)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setProperty("role", "reading")
        self.editor = _Editor("Words of the sentence", least_lines=1, wide=True)
        self.editor.done.connect(self._close)
        self.editor.textChanged.connect(self.writing)
        self.editor.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(themes.current().space("half"))
        column = QVBoxLayout()
        column.setSpacing(themes.current().space("half"))
        for part in (self.words, self.editor):
            column.addWidget(part)
        column.addLayout(self._lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(themes.current().space("half"))
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.box.clicked.connect(self.release_wanted)

    def show_sentence(self, sentence: Sentence, finds: Sequence[Find]) -> None:
        """Show a sentence as it stands now."""
        self._sentence = sentence
        self.box.setChecked(sentence.released)
        self.box.setAccessibleName(sentence.words or "An empty sentence")
        self.box.setAccessibleDescription(_told(sentence, finds))
        self.words.setText(_marked(sentence.words, finds))
        self.words.setAccessibleName(sentence.words)
        if tuple(finds) != self._finds:
            self._show_finds(tuple(finds))

    def open(self) -> None:
        """Let the words be written anew."""
        self.words.hide()
        self.editor.set_text(self._sentence.words)
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def being_written(self) -> str | None:
        """The words as they stand in the field, where they are being written anew."""
        open_with = not self.editor.isHidden() and self.editor.text() != self._sentence.words
        return self.editor.text() if open_with else None

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for while the box has the keyboard; say whether it was one."""
        keys = {
            Qt.Key.Key_Up: lambda: self.step.emit(-1),
            Qt.Key.Key_Down: lambda: self.step.emit(1),
            Qt.Key.Key_F2: self.open,
            Qt.Key.Key_Return: self.open,
            Qt.Key.Key_Enter: self.open,
        }
        if self.find_rows:
            keys |= {Qt.Key.Key_R: self.find_rows[0].replace, Qt.Key.Key_L: self.find_rows[0].leave}
        act = keys.get(Qt.Key(event.key())) if not _modified(event) else None
        if act:
            act()
        return act is not None

    def _close(self) -> None:
        if self.editor.isHidden():
            return
        had_focus = self.editor.hasFocus()
        self.editor.hide()
        self.words.show()
        if had_focus:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reworded.emit(self.editor.text())

    def _show_finds(self, finds: tuple[Find, ...]) -> None:
        had_focus = any(row.isAncestorOf(self.focusWidget() or self) for row in self.find_rows)
        self._finds = finds
        for row in self.find_rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        once = {find.words: find for find in reversed(finds)}
        self.find_rows = [FindRow(find) for find in reversed(once.values())]
        for row in self.find_rows:
            row.replaced.connect(self.replaced)
            row.left_so.connect(self.left_so)
            self._lines.addWidget(row)
        if had_focus:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)


class FindRow(QWidget):
    """What may tell who is meant, and what would stand there instead.

    Signals:
        replaced(str, str): these words are to become others.
        left_so(str): they stay.
    """

    replaced = Signal(str, str)
    left_so = Signal(str)

    def __init__(self, find: Find) -> None:
        super().__init__()
        self.words = find.words
        self.instead = QLineEdit(find.instead)
        self.instead.setAccessibleName(f"What stands in the place of {find.words}")
        self.instead.setPlaceholderText("nothing")
        loose.mark(self.instead)
        self.instead.setFixedWidth(themes.current().scaled(_INSTEAD))
        self.instead.returnPressed.connect(self.replace)
        self.put, self.keep = Button("Replace", hint="R"), Button("Leave it", hint="L")
        self.put.setAccessibleName(f"Replace {find.words}")
        self.keep.setAccessibleName(f"Leave {find.words} as it is")
        self.put.clicked.connect(self.replace)
        self.keep.clicked.connect(self.leave)
        flow = Flow(themes.current().space("one"), self)
        for part in (
            Words(find.words, "strong"),
            Words(find.what, "muted"),
            self.instead,
            self.put,
            self.keep,
        ):
            flow.addWidget(part)

    def replace(self) -> None:
        """Put the other words in their place."""
        self.replaced.emit(self.words, self.instead.text().strip())

    def leave(self) -> None:
        """Say that they are no name."""
        self.left_so.emit(self.words)


class _Box(QCheckBox):
    """The box of a sentence, which knows the keys of its row."""

    def __init__(self, row: SentenceRow) -> None:
        super().__init__()
        self._row = row

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Hand the row its keys."""
        if not self._row.key(event):
            super().keyPressEvent(event)


class _Editor(GrowingEditor):
    """The words while they are written anew; Enter, Esc and leaving end it.

    Signals:
        done(): the writing has ended.
    """

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter as the end: a sentence has one line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Keep what was written when the field is left."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.done.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the page."""
        claimed = event.type() is QEvent.Type.ShortcutOverride
        if claimed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)


def _modified(event: QKeyEvent) -> bool:
    keypad = Qt.KeyboardModifier.KeypadModifier
    return bool(event.modifiers() & ~keypad)


def _told(sentence: Sentence, finds: Sequence[Find]) -> str:
    if finds:
        return "Still to look at: " + ", ".join(dict.fromkeys(find.words for find in finds))
    return "on the sheet" if sentence.released else "not on the sheet"


def _marked(words: str, finds: Sequence[Find]) -> str:
    """Return the words as rich text in which what was found is underlined."""
    said, at = "", 0
    for find in finds:
        said += escape(words[at : find.start])
        said += f"<b><u>{escape(words[find.start : find.end])}</u></b>"
        at = find.end
    return said + escape(words[at:])
