"""The form of a client file: only the code name is needed, everything else may wait."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from practicenotes.domain.people import Client, ClientStatus, FileKind, NewClient, Person
from practicenotes.ui import theme
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.words import Words


_KINDS = tuple((kind, kind.value) for kind in FileKind)
_STATUSES = tuple((status, status.value) for status in ClientStatus)


def _rows(client: NewClient | Client) -> tuple[Field, ...]:
    person = client.people[0] if client.people else Person("")
    others = "\n".join(person.name for person in client.people[1:])
    name_help = "What every screen shows. Choose one that nobody else would recognise."
    return (
        Field("code_name", "&Code name", value=client.code_name, help=name_help),
        Field("kind", "&Kind", Kind.SEGMENTS, client.kind, options=_KINDS),
        Field("name", "Legal &name", value=person.name, help="Letters use it. Screens cover it."),
        Field("born", "&Born", Kind.DAY, person.born),
        Field("others", "&Others in the file", Kind.LINES, others, help="One name a line."),
        Field("contact", "C&ontact", value=person.contact),
        Field("status", "&Status", Kind.CHOICE, client.status, options=_STATUSES),
        Field("since", "Since", Kind.DAY, client.since),
        Field("reason", "&Reason for coming", value=client.reason, help="In one line."),
        Field("rhythm", "Rh&ythm", value=client.rhythm, help="For example: Tuesdays 13:00."),
        Field("referrer", "Re&ferred by", value=client.referrer),
        Field("referrer_address", "&Address", Kind.LINES, client.referrer_address),
        Field("medication", "&Medication", value=client.medication),
        Field("consent", "Cons&ent", value=client.consent, help="What was agreed, and when."),
    )


class ClientDialog(QDialog):
    """Asks for a new client, or for changes to one.

    Signals:
        given(NewClient): what was typed; the dialog stays until it is told that it was kept.
    """

    given = Signal(object)

    def __init__(self, client: Client | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._before = client
        title = "Client file" if client else "New client"
        self.setWindowTitle(title)
        self._form = Form(_rows(client or NewClient("")))
        look = theme.current()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self._form)
        keep = Button("Keep changes" if client else "Add client", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self._give)
        leave = Button("Cancel")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(keep)
        stack = QVBoxLayout(self)
        margin = look.space("three")
        stack.setContentsMargins(margin, margin, margin, margin)
        stack.setSpacing(look.space("two"))
        stack.addWidget(Words(title, "heading"))
        stack.addWidget(area, 1)
        stack.addLayout(row)
        self.resize(look.scaled(620), look.scaled(640))

    def say(self, problem: str) -> None:
        """Say beneath the code name why the file could not be kept."""
        self._form.show_problem("code_name", problem)

    def _give(self) -> None:
        unclear = self._form.unclear_days()
        if unclear:
            self._form.show_problem(unclear[0], "Write a day as 26 August 1990, or leave it empty.")
            return
        self.given.emit(self._filled(self._form.values()))

    def _filled(self, typed: dict[str, Any]) -> NewClient:
        """Return what was typed; people who were there keep their ids, in their order."""
        known = self._before.people if self._before else ()
        names = [typed["name"].strip(), *typed["others"].splitlines()]
        people = []
        for number, name in enumerate(name.strip() for name in names):
            if name:
                was = known[number] if number < len(known) else Person("")
                first = number == 0
                people.append(
                    Person(
                        name=name,
                        born=typed["born"] if first else was.born,
                        part=was.part,
                        contact=typed["contact"] if first else was.contact,
                        id=was.id,
                    )
                )
        plain = {
            field: typed[field]
            for field in (
                *("code_name", "kind", "status", "since", "reason", "rhythm"),
                *("referrer", "referrer_address", "medication", "consent"),
            )
        }
        pronoun = self._before.pronoun if self._before else ""
        return NewClient(**plain, people=tuple(people), pronoun=pronoun)
