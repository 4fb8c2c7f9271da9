"""A session in the diary: asked for with a day, a time and how the two will meet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QWidget

from practicenotes.domain.people import ClientId, ClientLine
from practicenotes.domain.sessions import Modality, Session, SessionId
from practicenotes.ui import damage
from practicenotes.ui.widgets.dialog import FormDialog
from practicenotes.ui.widgets.form import Field, Kind


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


DAY_MISSING = "A session needs a day, for example 25 November 2026."
