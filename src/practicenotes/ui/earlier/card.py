"""One client file of a backup: how it differs, and the ways back of it and of its notes."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.earlier import ComparedFile, ComparedNote, Standing
from practicenotes.ui import theme as themes
from practicenotes.ui.earlier import words
from practicenotes.ui.earlier.terms import BACKUP, Terms
from practicenotes.ui.widgets.beside import Beside
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.words import Words


ABSENT = "This client file is not here."
WHOLE, MISSING = "Bring back this file", "Bring back what is missing"
_COMES = {Standing.GONE, Standing.DIFFERS, Standing.DAMAGED}


class FileCard(Card):
    """The code name, one sentence, a button, and a row for each note that is not as it was."""

    def __init__(self, compared: ComparedFile, terms: Terms = BACKUP) -> None:
        super().__init__()
        self.compared = compared
        brings = terms is BACKUP
        name = compared.file.code_name
        self.bring = Button(
            "Bring back this file" if not compared.is_here else "Bring back what is missing"
        )
        self.bring.setAccessibleName(f"{self.bring.text()}: {name}")
        self.bring.setVisible(compared.lacks and brings)
        about = words.differences([compared], terms) if compared.is_here else ABSENT
        self.stack.addLayout(_line(_said(name, about, "heading"), self.bring))
        self.rows = [
            NoteRow(each, name, terms)
            for each in compared.notes
            if (compared.is_here or not brings) and each.standing is not Standing.SAME
        ]
        for row in self.rows:
            self.stack.addWidget(row)


class NoteRow(QWidget):
    """One note: its day and form, what became of it, and the buttons."""

    def __init__(self, compared: ComparedNote, code_name: str, terms: Terms) -> None:
        super().__init__()
        self.compared = compared
        name = words.of_note(compared)
        whole = not compared.note.damaged
        self.comes = terms is BACKUP and compared.standing in _COMES and whole
        self.read, self.bring = Button("Read…", "text"), Button("Bring back")
        self.read.setAccessibleName(f"Read the note of {code_name}: {name}")
        self.bring.setAccessibleName(f"Bring back the note of {code_name}: {name}")
        self.read.setVisible(whole)
        self.bring.setVisible(self.comes)
        acts = QWidget()
        side = Beside(themes.current().space("one"), under=0)
        side.add(self.read)
        side.add(self.bring)
        acts.setLayout(side)
        self.setLayout(_line(_said(name, words.standing(compared, terms), "strong"), acts))


def _said(head: str, below: str, role: str) -> QWidget:
    said = QWidget()
    lines = QVBoxLayout(said)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    lines.addWidget(Words(head, role, wraps=True))
    lines.addWidget(Words(below, "muted" if role == "strong" else "body", wraps=True))
    return said


def _line(said: QWidget, acts: QWidget) -> Beside:
    row = Beside(themes.current().space("two"), under=themes.current().space("half"))
    row.add(said, 320)
    row.add(acts)
    return row
