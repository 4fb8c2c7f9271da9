"""A session in the diary: asked for with a day, a time and how the two will meet."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from practicenotes.domain import times
from practicenotes.domain.people import ClientId, ClientLine
from practicenotes.domain.sessions import Modality, Session, SessionId
from practicenotes.domain.unfinished import Mark
from practicenotes.records import clients, sessions, unfinished
from practicenotes.ui import damage
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.dialog import FormDialog
from practicenotes.ui.widgets.form import Field, Kind


SHEET = "session"
DAY_MISSING = "A session needs a day, for example 25 November 2026."

_MODALITIES = tuple((modality, modality.value) for modality in Modality)


def proposal(client_id: ClientId, at: datetime) -> Session:
    """Return a session as it is first proposed."""
    return Session(SessionId(""), client_id, at)


class PlanDialog(FormDialog):
    """Asks for a new session, or for changes to one that is planned.

    `listed` are the clients to choose from; none, where it is known whose session it is.
    """

    def __init__(self, session: Session, listed: Sequence[ClientLine], parent: QWidget) -> None:
        self._session = session
        new = not session.id
        super().__init__(
            parent,
            "Plan a session" if new else "Change the session",
            tuple(_rows(session, listed)),
            "Plan session" if new else "Keep changes",
        )

    def _ask(self) -> None:
        if self.form.values()["day"] is None and not self.form.unclear_days():
            self.say("day", DAY_MISSING)
        else:
            super()._ask()

    def given(self) -> Session:
        """Return the session as it was typed."""
        typed = self.form.values()
        return replace(
            self._session,
            client_id=typed.get("client", self._session.client_id),
            starts_at=datetime.combine(typed["day"], typed["time"]),
            minutes=typed["minutes"],
            modality=typed["modality"],
            place=typed["place"],
        )


def _rows(session: Session, listed: Sequence[ClientLine]) -> Iterator[Field]:
    if listed:
        names = tuple((each.id, damage.words(each.code_name, damage.NAME)) for each in listed)
        yield Field("client", "&Client", Kind.CHOICE, session.client_id, options=names)
    yield Field("day", "&Day", Kind.DAY, session.starts_at.date())
    yield Field("time", "&Time", Kind.TIME, session.starts_at.time())
    yield Field("minutes", "&Minutes", Kind.NUMBER, session.minutes)
    yield Field("modality", "&How", Kind.SEGMENTS, session.modality, options=_MODALITIES)
    yield Field("place", "&Place", value=session.place)


class Planning(QObject):
    """Asks for sessions in the diary, and keeps them.

    Signals:
        told(str): what was done.
        client_wanted(): there is nobody yet to plan a session with.
    """

    told = Signal(str)
    client_wanted = Signal()

    def __init__(self, record: Tasks, now: Callable[[], datetime], over: QWidget) -> None:
        super().__init__(over)
        self._record, self._now, self._over = record, now, over

    def begin(self, client_id: ClientId | None) -> None:
        """Ask for a session with this client, or with another one of the list."""
        now = times.on_the_wall(self._now())

        def ask(listed: tuple[ClientLine, ...]) -> None:
            if not listed:
                self.client_wanted.emit()
                return
            next_hour = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
            proposed = proposal(client_id or listed[0].id, next_hour)
            self._ask(proposed, PlanDialog(proposed, listed, self._over), sessions.add)

        self._record.run(self, clients.find, now, then=ask)

    def change(self, session: Session) -> None:
        """Ask for changes to a session that is planned."""
        self._ask(session, PlanDialog(session, (), self._over), sessions.change)

    def again(self, client_id: ClientId, session_id: SessionId) -> None:
        """Ask once more for what was asked when the practice was locked."""
        if session_id:
            self._record.run(self, sessions.get, session_id, then=self.change)
        else:
            self.begin(client_id)

    def _ask(self, session: Session, dialog: PlanDialog, operation: Callable[..., object]) -> None:
        mark = Mark(SHEET, (session.client_id, session.id))
        standing = Standing(dialog, self._record, unfinished, mark, self._now)

        def kept(_: object) -> None:
            at = dialog.given().starts_at
            dialog.accept()
            self.told.emit(f"Planned for {times.in_full(at.date())}, {times.clock(at)}.")

        def asked() -> None:
            standing.hand_in(operation, dialog.given(), self._now(), then=kept)

        dialog.asked.connect(asked)
        dialog.open()
