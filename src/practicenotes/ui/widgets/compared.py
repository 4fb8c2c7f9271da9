"""Two wordings as one text: what was added is underlined, what was removed struck through."""

from collections.abc import Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from practicenotes.domain.comparing import Change, Compared
from practicenotes.ui import theme as themes
from practicenotes.ui.style import on_private


LEGEND = "Underlined: added. Struck through: removed."
SAME = "Both wordings are the same."


class ComparedSheet(QTextEdit):
    """Section by section, word by word; what changed is said aloud as well."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(themes.current().space("two"))
        self._shown: Sequence[Compared] = ()
        themes.current().changed.connect(self._show_again)  # a lambda would outlive the sheet

    def show_compared(self, sections: Sequence[Compared]) -> None:
        """Show these sections, in place of what is shown here."""
        self._shown = sections
        self.clear()
        cursor = QTextCursor(self.document())
        air = QTextBlockFormat()
        air.setBottomMargin(themes.current().space("two"))
        for section in sections:
            if section.before or section.after:
                cursor.insertText(_heading(section), self._format("section"))
                cursor.insertBlock(air)
                for passage in section.passages:
                    cursor.insertText(passage.text, self._format("reading", passage.change))
                cursor.insertBlock(QTextBlockFormat())
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setAccessibleDescription(spoken(sections))

    def _show_again(self) -> None:
        self.show_compared(self._shown)

    def _format(self, role: str, change: Change = Change.SAME) -> QTextCharFormat:
        """Return how words look: a line under or through them, whatever their colour."""
        theme = themes.current()
        ground = "private." if on_private(self) else ""
        kept = QTextCharFormat()
        kept.setFont(theme.font(role))
        if change is Change.ADDED:
            kept.setFontUnderline(True)
            kept.setForeground(theme.colour("accent"))
        elif change is Change.REMOVED:
            kept.setFontStrikeOut(True)
            kept.setForeground(theme.colour(f"{ground}text_soft"))
        return kept


def spoken(sections: Sequence[Compared]) -> str:
    """Return what changed as sentences, for whoever cannot see a line through a word."""
    return " ".join(
        f"{section.label}: {change.value} “{words}”."
        for section in sections
        for change, words in _changed(section)
    )


def _changed(section: Compared) -> Sequence[tuple[Change, str]]:
    return [
        (each.change, each.text.strip())
        for each in section.passages
        if each.change is not Change.SAME and each.text.strip()
    ]


def _heading(section: Compared) -> str:
    if section.before is None:
        return f"{section.label} (new)"
    return f"{section.label} (no longer there)" if section.after is None else section.label
