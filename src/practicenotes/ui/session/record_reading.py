"""The note as the client would read it: before signing, and whenever one wonders."""

import math

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from practicenotes.domain import times
from practicenotes.domain.notes import Note
from practicenotes.domain.sessions import Session
from practicenotes.ui import theme as themes
from practicenotes.ui.session import record_facts, third_party
from practicenotes.ui.session.dialog import WIDTH, PageDialog
from practicenotes.ui.widgets.words import Words


EMPTY = "Nothing has been written yet, so there is nothing to read or to sign."


class Reading(PageDialog):
    """Shows the words of a note and nothing of the tool around them.

    Enter does nothing here: to sign takes a step to the button, and the reading before it.

    Signals:
        asked(): the therapist has read it and signs.
    """

    def __init__(
        self, session: Session | None, note: Note, parent: QWidget, *, signing: bool
    ) -> None:
        heading = "Read it as the client would, then sign" if signing else "As the client would"
        back = "Keep writing" if signing else "Close"
        super().__init__(parent, heading, "Sign note", back)
        if session:
            day = times.with_weekday(session.starts_at)
            self.body.addWidget(Words(f"{day}, {record_facts.hours(session)}", "small"))
        if note.goals:
            touched = "; ".join(link.words for link in note.goals)
            self.body.addWidget(Words(f"Goals touched: {touched}", "small", wraps=True))
        self.sheet = _sheet(note)
        self.body.addWidget(self.sheet, 1)
        self.takes_ctrl_enter = False  # to sign takes more than one key
        self.main.setVisible(signing)
        self.main.setEnabled(not note.is_empty)


class Sheet(QTextEdit):
    """A page to read, which asks for as much height as its text needs."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName("The note as the client would read it")
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(themes.current().space("two"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for every line at the width of the dialog."""
        width = themes.current().scaled(WIDTH)
        whole = self.document().clone()
        whole.setTextWidth(width - 3 * themes.current().space("three"))
        return QSize(width, math.ceil(whole.size().height()) + themes.current().space("two"))


def _sheet(note: Note) -> Sheet:
    theme = themes.current()
    sheet = Sheet()
    cursor = QTextCursor(sheet.document())
    heading, text = QTextCharFormat(), QTextCharFormat()
    heading.setFont(theme.font("section"))
    text.setFont(theme.font("reading"))
    air = QTextBlockFormat()
    air.setBottomMargin(theme.space("two"))
    for section in note.sections:
        if section.text.strip():
            cursor.insertText(section.label, heading)
            cursor.insertBlock(air)
            cursor.insertText(section.text.strip(), text)
            cursor.insertBlock(QTextBlockFormat())
    if note.is_empty:
        quiet = QTextCharFormat(text)
        quiet.setFontItalic(True)
        quiet.setFontWeight(QFont.Weight.Normal)
        cursor.insertText(EMPTY, quiet)
    third_party.underline(sheet)
    sheet.moveCursor(QTextCursor.MoveOperation.Start)
    return sheet
