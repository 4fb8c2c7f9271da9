"""Words about somebody else: marked on a sheet of the record, and told aloud."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit

from practicenotes.domain import third_party
from practicenotes.ui.announce import announce
from practicenotes.ui.writing import positions


ACT = "Mark as &third-party, or take the mark back"
KEY = "Ctrl+Shift+P"


class ThirdParty(QObject):
    """What one sheet can do about words on somebody else; lives as long as the sheet."""

    def __init__(self, sheet: QPlainTextEdit) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._inside = False
        self.act = QAction(ACT, self)
        self.act.setShortcut(QKeySequence(KEY))
        self.act.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.act.triggered.connect(self.turn)
        sheet.addAction(self.act)
        sheet.cursorPositionChanged.connect(self._follow)

    def turn(self) -> None:
        """Mark the selection, or take marks back; one step to undo."""
        if self._sheet.isReadOnly():
            return
        text = self._sheet.toPlainText()
        edit = third_party.turn(text, *positions.selection(text, self._sheet.textCursor()))
        if edit is None:
            announce(self._sheet, "Select the words first.")
            return
        self._sheet.setTextCursor(positions.carried_out(self._sheet.document(), text, edit))
        marked = third_party.holds(edit.words)
        announce(self._sheet, "Marked as third-party." if marked else "No longer marked.")

    def _follow(self) -> None:
        """Say when the cursor comes into words about somebody else."""
        cursor = self._sheet.textCursor()
        line, at = cursor.block().text(), cursor.positionInBlock()
        at = positions.from_qt(line, at) if line else 0
        inside = any(start < at < end for start, end in third_party.spans(line))
        if inside and not self._inside and self._sheet.hasFocus():
            announce(self._sheet, third_party.SAID)
        self._inside = inside
