"""The note as the client would read it: before signing, and whenever one wonders."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from practicenotes.domain import times
from practicenotes.domain.before_signing import Asked
from practicenotes.domain.notes import Note
from practicenotes.domain.sessions import Session
from practicenotes.domain.writing import reading
from practicenotes.records.write_up import WriteUp
from practicenotes.ui import hidden
from practicenotes.ui import theme as themes
from practicenotes.ui.session import record_facts, record_head
from practicenotes.ui.session.dialog import WIDTH, PageDialog
from practicenotes.ui.session.record_asked import Questions
from practicenotes.ui.widgets.words import Words
from practicenotes.ui.writing import marked, setting


KEPT = (
    "What stands here was signed, and should not have stood in this file. It stays legible and is"
    " struck through; no list, letter or export takes it for a standing note."
)
EMPTY = "Nothing has been written yet, so there is nothing to read or to sign."


LARGER = 1.2  # than the text of a page: it is read from further off than it was written


class Reading(PageDialog):
    """Shows the words of a note and nothing of the tool around them, nor of the private side.

    Enter does nothing here: to sign takes a step to the button, and the reading before it.

    Signals:
        asked(): the therapist has read it and signs.
    """

    def __init__(
        self,
        found: WriteUp,
        parent: QWidget,
        *,
        signing: bool,
        questions: Asked = Asked(),  # noqa: B008 - a frozen value
    ) -> None:
        heading = "Read it as the client would, then sign" if signing else "As the client would"
        back = "Keep writing" if signing else "Close"
        act = "Sign anyway" if questions.empty else "Sign note"
        super().__init__(parent, heading, act, back)
        session, note = found.session, found.note
        when = Words(_when(session), "small")
        touched = Words("; ".join(link.words for link in note.goals), "small", wraps=True)
        touched.say(f"Goals touched: {touched.said()}" if note.goals else "")
        who = Words(_who(found), "small", wraps=True)
        for words, said in ((when, session), (touched, note.goals), (who, who.said())):
            if not said:
                words.hide()
        self.sheet = Sheet("The note as the client would read it")
        self.sheet.add(note, session)
        self.body.addWidget(self.sheet, 1)
        self.questions = Questions(questions, note, session)
        self.questions.answered.connect(self._weigh)
        self.stand_around((when, who, touched), (self.questions,))
        self.takes_ctrl_enter = False  # to sign takes more than one key
        self.main.setVisible(signing)
        self._empty = note.is_empty
        self._weigh()

    def as_typed(self) -> dict[str, Any]:
        """Return the reason that was typed; what was ticked is to be looked at anew."""
        return {"why_late": self.questions.why_late.text()}

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show the reason that was typed."""
        self.questions.why_late.setText(str(words.get("why_late", "")))
        self._weigh()

    def _weigh(self) -> None:
        self.main.setEnabled(not self._empty and self.questions.complete)


class InError(PageDialog):
    """Shows notes that were entered in error: legible, struck through, and with their reason."""

    def __init__(self, notes: Sequence[Note], session: Session | None, parent: QWidget) -> None:
        super().__init__(parent, "Entered in error", "", "Close")
        self.main.hide()
        self.stand_around((Words(KEPT, "body", wraps=True),), ())
        self.sheet = Sheet("Notes entered in error")
        for note in notes:
            self.sheet.add(note, session, struck=record_head.in_error(note))
        self.body.addWidget(self.sheet, 1)


class Sheet(QTextEdit):
    """A page to read, which asks for as much height as its text needs."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(themes.current().space("two"))

    def add(self, note: Note, session: Session | None, struck: str = "") -> None:
        """Show the words of a note; those that are `struck` through, with why they are."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        heading, words = QTextCharFormat(), _larger("reading")
        heading.setFont(_larger("section"))
        words.setStrikeOut(bool(struck))
        air, above = QTextBlockFormat(), QTextBlockFormat()
        air.setBottomMargin(themes.current().space("half"))
        above.setTopMargin(themes.current().space("two"))
        if struck:
            cursor.insertText(struck, heading)
            cursor.insertBlock(above)
        risk = [("Risk", session.risk)] if session and session.risk.strip() else []
        for label, said in [*((s.label, s.text) for s in note.sections), *risk]:
            if said.strip():
                cursor.mergeBlockFormat(air)
                cursor.insertText(label, heading)
                cursor.insertBlock(QTextBlockFormat())
                setting.put(cursor, tuple(reading.blocks(said)), words)
                cursor.insertBlock(above)
        if note.is_empty:
            words.setItalic(True)
            heading.setFont(words)
            cursor.insertText(EMPTY, heading)
        cursor.endEditBlock()
        marked.underline(self)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Ask for every line at the width of the dialog."""
        width = themes.current().scaled(WIDTH)
        whole = self.document().clone()
        whole.setTextWidth(width - 3 * themes.current().space("three"))
        return QSize(width, math.ceil(whole.size().height()) + themes.current().space("two"))


def _when(session: Session | None) -> str:
    if session is None:
        return ""
    return f"{times.with_weekday(session.starts_at)}, {record_facts.hours(session)}"


def _who(found: WriteUp) -> str:
    """Return whom it is about and who wrote it, by the names that the client knows.

    While names are hidden, the code name stands for whom it is about.
    """
    people = found.around.people and ((found.code_name,) if hidden.names() else found.around.people)
    about = f"About {' and '.join(people)}" if people else ""
    by = f"written by {found.around.author}" if found.around.author.strip() else ""
    said = ", ".join(part for part in (about, by) if part)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _larger(role: str) -> QFont:
    font = themes.current().font(role)
    font.setPixelSize(round(font.pixelSize() * LARGER))
    return font
