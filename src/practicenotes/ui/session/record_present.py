"""Who was there, in the session of a couple, a family or a group."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QWidget

from practicenotes.domain.people import Client, Person
from practicenotes.domain.sessions import Session
from practicenotes.records import clients, sessions
from practicenotes.records.write_up import WriteUp
from practicenotes.ui import theme as themes
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.session.record_head import RecordHead
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.phrase import Phrase


NOT_NOTED = "Who was present is not noted"


class Presence(QWidget):
    """One line that says who was there; not there at all where a file is about one person.

    Signals:
        changed(Session): it is noted otherwise now.
    """

    changed = Signal(object)

    def __init__(self, tasks: Tasks, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._tasks, self._now = tasks, now
        self._session: Session | None = None
        self._people: tuple[Person, ...] = ()
        self._said = Phrase("", "small")
        self.edit = LinkButton("Edit")
        self.edit.setAccessibleName("Edit who was present")
        self.edit.clicked.connect(self._ask)
        theme = themes.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("half"))
        row.addWidget(Drawing("users", size="small"))
        row.addWidget(self._said, 1)
        row.addWidget(self.edit)
        self.hide()

    def said(self) -> str:
        """Return the line."""
        return self._said.said()

    def show_write_up(self, found: WriteUp) -> None:
        """Show who was there in the session that is written up."""
        self._session, self._people = found.session, ()
        self.hide()
        if self._session:
            take = partial(self._take, self._session)
            self._tasks.run(self, clients.get, self._session.client_id, then=take)

    def _take(self, session: Session, client: Client) -> None:
        if self._session and self._session.id == session.id:
            self._people = belonging(client, session)
            self._show()

    def _show(self) -> None:
        there = [p for p in self._people if self._session and p.id in self._session.present]
        words = ", ".join(names(self._people)[p.id] for p in there)
        self._said.say(f"Present: {words}" if words else NOT_NOTED)
        self.setVisible(len(self._people) > 1)

    def _ask(self) -> None:
        if self._session is None:
            return
        dialog = PresenceDialog(self._session, self._people, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(partial(self._keep, dialog))
        dialog.show_sheet()

    def _keep(self, dialog: "PresenceDialog") -> None:
        session = dialog.session()

        def kept(now: Session) -> None:
            self._session = now
            self._show()
            self.changed.emit(now)

        self._tasks.run(
            dialog,
            sessions.say_present,
            session.id,
            session.present,
            self._now(),
            then=lambda _: dialog.accept(),
            failed=dialog.refuse,
        )
        self._tasks.run(self, sessions.get, session.id, then=kept)


def join(
    head: RecordHead, opened: SignalInstance, tasks: Tasks, now: Callable[[], datetime]
) -> SignalInstance:
    """Put the line under the facts of a session; return the signal that it is noted otherwise."""
    presence = Presence(tasks, now)
    head.add_beneath(presence)
    head.opened_up.connect(presence.edit.setVisible)
    opened.connect(presence.show_write_up)
    return presence.changed


class PresenceDialog(PageDialog):
    """Asks who was there, one tick for each."""

    def __init__(self, session: Session, people: Sequence[Person], parent: QWidget) -> None:
        super().__init__(parent, "Who was present", "Keep changes", "Cancel")
        self._session, self._people = session, people
        called = names(people)
        self.form = Form(
            [
                Field(person.id, called[person.id], Kind.YES, person.id in session.present)
                for person in people
            ]
        )
        self.body.addWidget(self.form)
        self.body.addStretch()

    def session(self) -> Session:
        """Return the session with those who were ticked."""
        ticked = self.form.values()
        return replace(self._session, present=tuple(p.id for p in self._people if ticked[p.id]))


def belonging(client: Client, session: Session) -> tuple[Person, ...]:
    """Return who belonged to the file on the day of a session, and whoever was there."""
    day = session.starts_at.date()
    return tuple(p for p in client.people if p.is_part_on(day) or p.id in session.present)


def names(people: Sequence[Person]) -> dict[str, str]:
    """Return what a screen may call each person: two of one kind are told apart by a number."""
    called = [person.covered or "someone" for person in people]
    return {
        person.id: f"{name} {number}" if called.count(name) > 1 else name
        for number, (person, name) in enumerate(zip(people, called, strict=True), 1)
    }
