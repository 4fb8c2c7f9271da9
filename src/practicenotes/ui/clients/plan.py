"""A session in the diary: asked for with a day, a time and how the two will meet."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain.people import ClientId, ClientLine
from practicenotes.domain.sessions import Modality, Session, SessionId
from practicenotes.ui import theme
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.words import Words


_MODALITIES = tuple((modality, modality.value) for modality in Modality)


class PlanDialog(QDialog):
    """Asks for one session.

    Signals:
        given(Session): what was typed.
    """

    given = Signal(object)

    def __init__(
        self,
        listed: tuple[ClientLine, ...],
        chosen: ClientId | None,
        proposed: datetime,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Plan a session")
        names = tuple((line.id, line.code_name) for line in listed)
        self._form = Form(
            (
                Field("client", "&Client", Kind.CHOICE, chosen or names[0][0], options=names),
                Field("day", "&Day", Kind.DAY, proposed.date()),
                Field("time", "&Time", Kind.TIME, proposed.time()),
                Field("minutes", "&Minutes", Kind.NUMBER, 50),
                Field("modality", "&How", Kind.SEGMENTS, Modality.IN_PERSON, options=_MODALITIES),
                Field("place", "&Place"),
            )
        )
        plan = Button("Plan session", "primary")
        plan.setDefault(True)
        plan.clicked.connect(self._give)
        leave = Button("Cancel")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(leave)
        row.addWidget(plan)
        stack = QVBoxLayout(self)
        margin = theme.current().space("three")
        stack.setContentsMargins(margin, margin, margin, margin)
        stack.setSpacing(theme.current().space("two"))
        stack.addWidget(Words("Plan a session", "heading"))
        stack.addWidget(self._form)
        stack.addStretch()
        stack.addLayout(row)
        self.resize(theme.current().scaled(520), self.sizeHint().height())

    def _give(self) -> None:
        typed = self._form.values()
        if typed["day"] is None:
            self._form.show_problem("day", "A session needs a day, for example 25 November 2026.")
            return
        self.given.emit(
            Session(
                id=SessionId(""),
                client_id=typed["client"],
                starts_at=datetime.combine(typed["day"], typed["time"]),
                minutes=typed["minutes"],
                modality=typed["modality"],
                place=typed["place"],
            )
        )
        self.accept()
