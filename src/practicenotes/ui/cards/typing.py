"""A card that was filled in on paper, typed in by the therapist or corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from practicenotes.domain import times
from practicenotes.domain.cards import CardForm, ClientCard
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.ui.cards.lines import Lines
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.words import Words, section


_NEWEST = 12  # sessions that are offered
UNCLEAR = "Write a day as 18 November 2025."


class TypeCardDialog(PageDialog):
    """The day, the session, the lines and the client's own words."""

    def __init__(
        self,
        card: ClientCard,
        form: CardForm,
        held: Sequence[Session],
        parent: QWidget,
        *,
        known: bool,
    ) -> None:
        heading = "Correct a client card" if known else "Type in a client card"
        super().__init__(parent, heading, "Keep this card", "Cancel")
        self.card = card
        about = card.session_id if card.session_id in {each.id for each in held} else None
        self.form = Form(
            (
                Field("session", "&Session", Kind.CHOICE, about, options=_named(held, about)),
                Field("day", "&Day", Kind.DAY, card.taken_on),
            )
        )
        self.lines = Lines(card.lines, form, passing="Left empty")
        self.comment = GrowingEditor(form.open_question, least_lines=2, wide=True, plain=True)
        self.comment.set_text(card.comment)
        self._held = {session.id: session for session in held}
        self.form.changed.connect(self._follow_session)
        self.body.addWidget(self.form)
        self.body.addWidget(section("What was marked"))
        self.body.addWidget(self.lines)
        self.body.addWidget(Words(form.open_question, "reading", wraps=True))
        self.body.addWidget(self.comment)
        self.body.addStretch()

    def typed(self) -> ClientCard:
        """Return the card as it was typed."""
        values = self.form.values()  # a day that cannot be read leaves the one that was there
        return replace(
            self.card,
            session_id=values["session"],
            taken_on=values["day"] or self.card.taken_on,
            lines=self.lines.lines(),
            comment=self.comment.text().strip(),
        )

    def as_typed(self) -> dict[str, Any]:
        """Return what stands on the card."""
        return {**self.form.as_typed(), **self.lines.as_typed(), "comment": self.comment.text()}

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what stood on the card."""
        self.form.show_typed({n: words[n] for n in ("session", "day") if n in words})
        self.lines.show_answers(words)
        self.comment.set_text(words.get("comment", ""))

    def _ask(self) -> None:
        """Name a day that cannot be read before anything is kept."""
        unclear = self.form.unclear_days()
        self.form.show_problem("day", UNCLEAR if unclear else "")
        if not unclear:
            super()._ask()

    def _follow_session(self, name: str) -> None:
        """Take the day of the session that was chosen."""
        session = self._held.get(self.form.values()["session"])
        if name == "session" and session:
            self.form.set_values({"day": session.starts_at.date()})


def _named(
    held: Sequence[Session], about: SessionId | None
) -> tuple[tuple[SessionId | None, str], ...]:
    """Return the newest sessions as choices, latest first, that of the card, and none of them."""
    latest = list(reversed(held))
    offered = [*latest[:_NEWEST], *(each for each in latest[_NEWEST:] if each.id == about)]
    return (*((each.id, _name(each)) for each in offered), (None, "none of these"))


def _name(session: Session) -> str:
    day: date = session.starts_at.date()
    number = f"Session {session.number}, " if session.number else ""
    return f"{number}{times.in_full(day)}"
