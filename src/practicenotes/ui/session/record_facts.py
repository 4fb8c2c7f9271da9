"""The facts of a session in one line, and the small form behind *Edit*."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.sessions import Attendance, Modality, Session
from practicenotes.domain.unfinished import Mark
from practicenotes.records import sessions, unfinished
from practicenotes.records.write_up import WriteUp
from practicenotes.ui import theme as themes
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words


Shown = Callable[[Session], object]

SHEET = "facts"

_MODALITIES = tuple((modality, modality.value) for modality in Modality)
_ATTENDANCE = tuple((attendance, attendance.value) for attendance in Attendance)


def hours(session: Session) -> str:
    """Return when a session began and ended: 13:00 to 13:50."""
    end = session.starts_at + timedelta(minutes=session.minutes)
    return f"{times.clock(session.starts_at)} to {times.clock(end)}"


class FactsLine(QWidget):
    """When, how, who came, and what was asked about risk.

    Signals:
        edit_wanted(): the facts are to be changed.
    """

    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hours = Words("", "small")
        self._meeting = Phrase("", "small")
        self._risk = Phrase("", "small")
        self.edit = LinkButton("Edit")
        self.edit.setAccessibleName("Edit time, attendance and risk")
        self.edit.clicked.connect(self.edit_wanted)
        theme = themes.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space("one") + theme.space("half"))
        row.addWidget(self._hours)
        row.addWidget(self._meeting)
        row.addWidget(Drawing("shield-check", size="small"))
        row.addSpacing(-theme.space("one"))
        row.addWidget(self._risk, 1)
        row.addWidget(self.edit)

    def show_session(self, session: Session) -> None:
        """Show the facts of a session."""
        self._hours.say(hours(session))
        self._meeting.say(f"{session.modality.value}, {session.attendance.value}")
        risk = session.risk.strip()
        self._risk.say(f"Risk asked: {risk}" if risk else "Risk not asked")


class FactsDialog(PageDialog):
    """Asks for the facts of one session; the day stays what the diary says."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, "This session", "Keep changes", "Cancel")
        self._session = session
        self.form = Form(
            (
                Field("time", "&Begins at", Kind.TIME, session.starts_at.time()),
                Field("minutes", "&Minutes", Kind.NUMBER, session.minutes),
                Field("modality", "&How you met", Kind.CHOICE, session.modality, "", _MODALITIES),
                Field(
                    "attendance", "&Attendance", Kind.CHOICE, session.attendance, "", _ATTENDANCE
                ),
                Field(
                    "risk",
                    "&Risk",
                    value=session.risk,
                    help="What was said when you asked. Leave it empty if you did not ask.",
                ),
            )
        )
        self.body.addWidget(self.form)
        self.body.addStretch()

    def session(self) -> Session:
        """Return the session with the facts that were typed."""
        typed = self.form.values()
        return replace(
            self._session,
            starts_at=datetime.combine(self._session.starts_at.date(), typed["time"]),
            minutes=typed["minutes"],
            modality=typed["modality"],
            attendance=typed["attendance"],
            risk=typed["risk"].strip(),
        )

    def as_typed(self) -> dict[str, Any]:
        """Return what stands in the form."""
        return self.form.as_typed()

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what stood in the form."""
        self.form.show_typed(words)


def edit(
    owner: QWidget,
    tasks: Tasks,
    found: WriteUp,
    now: Callable[[], datetime],
    then: Shown,
) -> None:
    """Ask for other facts of a session, keep them, and show the session as it is then."""
    session = found.session
    if session is None:
        return
    dialog = FactsDialog(session, owner)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    mark = Mark(SHEET, (session.client_id, session.id, found.note.id))
    standing = Standing(dialog, tasks, unfinished, mark, now)

    def kept(_: object) -> None:
        dialog.accept()
        tasks.run(owner, sessions.get, session.id, then=then)

    def keep() -> None:
        standing.hand_in(sessions.change, dialog.session(), now(), then=kept)

    dialog.asked.connect(keep)
    dialog.show_sheet()
