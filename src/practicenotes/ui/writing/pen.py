"""Marks, lists and pasting: what the keys of a sheet do to its text, each one step to undo."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from practicenotes import messages
from practicenotes.domain.writing import emphasis, lines, pasting
from practicenotes.domain.writing.edit import Edit
from practicenotes.errors import PasteTooLong
from practicenotes.ui.announce import announce
from practicenotes.ui.writing import positions
from practicenotes.ui.writing import side as sides


Rule = Callable[[str, int, int], Edit]

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_PAD = Qt.KeyboardModifier.KeypadModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Pen:
    """Carries out the rules of writing on one sheet."""

    def __init__(self, sheet: QPlainTextEdit, *, plain: bool) -> None:
        self._sheet, self._plain = sheet, plain
        level = self.heading
        self._acts: dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[], None]] = {
            (_CTRL, Qt.Key.Key_B): self.bold,
            (_CTRL, Qt.Key.Key_I): self.italic,
            (_CTRL | _SHIFT, Qt.Key.Key_8): self.bullets,
            (_CTRL | _SHIFT, Qt.Key.Key_Asterisk): self.bullets,
            (_CTRL | _SHIFT, Qt.Key.Key_7): self.numbers,
            (_CTRL | _SHIFT, Qt.Key.Key_Ampersand): self.numbers,
            (_CTRL, Qt.Key.Key_BracketRight): self.deeper,
            (_CTRL, Qt.Key.Key_BracketLeft): self.shallower,
            (_CTRL | _ALT, Qt.Key.Key_1): lambda: level(1),
            (_CTRL | _ALT, Qt.Key.Key_2): lambda: level(2),
            (_CTRL | _ALT, Qt.Key.Key_3): lambda: level(3),
            (_CTRL | _ALT, Qt.Key.Key_0): lambda: level(0),
        }

    # --- acts -----------------------------------------------------------------------------------

    def bold(self) -> None:
        """Make the selection or the word bold, or take it back."""
        self._turn(emphasis.BOLD)

    def italic(self) -> None:
        """Make the selection or the word italic, or take it back."""
        self._turn(emphasis.ITALIC)

    def heading(self, level: int) -> None:
        """Make the line a heading, or, with 0, a line like others."""
        self._do(lambda text, anchor, cursor: lines.heading(text, anchor, cursor, level))

    def bullets(self) -> None:
        """Make the lines of the selection a list, or take it back."""
        self._do(lines.bullets)

    def numbers(self) -> None:
        """Count the lines of the selection, or take it back."""
        self._do(lines.numbers)

    def deeper(self) -> None:
        """Make the items of the selection part of the item above."""
        self._do(lines.deeper)

    def shallower(self) -> None:
        """Take the items of the selection one step out."""
        self._do(lines.shallower)

    def paste(self, mime: QMimeData, *, as_text: bool = False) -> None:
        """Put in what was copied: its structure as Markdown, or its bare words.

        What is too long is refused in one sentence, and the text stays as it was.
        """
        rich = mime.hasHtml() and not as_text and not self._plain
        try:
            words = pasting.markdown(mime.html()) if rich else pasting.plain(mime.text())
            if rich and not words.strip():
                words = pasting.plain(mime.text())
        except PasteTooLong as error:
            self._refuse(error)
            return
        if words:
            self._sheet.textCursor().insertText(words)
            self._sheet.ensureCursorVisible()

    def paste_plain(self) -> None:
        """Put in the bare words of what was copied."""
        if not self._sheet.isReadOnly():
            self.paste(QGuiApplication.clipboard().mimeData(), as_text=True)

    # --- keys -----------------------------------------------------------------------------------

    def claims(self, event: QKeyEvent) -> bool:
        """Say whether a key of the window means something here, so that it comes here first."""
        return _is_plain_paste(event) or self._act(event) is not None

    def takes(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False where it is a key like others."""
        if _is_plain_paste(event):
            self.paste_plain()
            return True
        if act := self._act(event):
            act()
            return True
        no_others = not event.modifiers() & ~_PAD
        return event.key() in _ENTER and no_others and self._enter()

    def _refuse(self, error: PasteTooLong) -> None:
        """Let the window say why nothing was pasted, or say it aloud where there is none."""
        if side := sides.lent_to(self._sheet):
            side.tasks.tell(error)
        else:
            announce(self._sheet, messages.sentence(error), urgent=True)

    def _act(self, event: QKeyEvent) -> Callable[[], None] | None:
        if self._plain:
            return None
        return self._acts.get((event.modifiers() & ~_PAD, Qt.Key(event.key())))

    def _enter(self) -> bool:
        """Go on with a list, or end it."""
        cursor = self._sheet.textCursor()
        if self._plain or self._sheet.isReadOnly() or cursor.hasSelection():
            return False
        text = self._sheet.toPlainText()
        edit = lines.after_enter(text, positions.from_qt(text, cursor.position()))
        if edit is None:
            return False
        self._carry_out(text, edit)
        return True

    def _turn(self, stars: int) -> None:
        self._do(lambda text, anchor, cursor: emphasis.turn(text, anchor, cursor, stars))

    def _do(self, rule: Rule) -> None:
        if self._plain or self._sheet.isReadOnly():
            return
        text = self._sheet.toPlainText()
        edit = rule(text, *positions.selection(text, self._sheet.textCursor()))
        if text[edit.start : edit.end] != edit.words:
            self._carry_out(text, edit)

    def _carry_out(self, text: str, edit: Edit) -> None:
        after: QTextCursor = positions.carried_out(self._sheet.document(), text, edit)
        self._sheet.setTextCursor(after)
        self._sheet.ensureCursorVisible()


def _is_plain_paste(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_V and event.modifiers() & ~_PAD == _CTRL | _SHIFT
