"""What the client agreed to for this letter: three lines to read, four fields to fill in."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.letter_check import Concern
from practicenotes.domain.letters import Consent
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.words import Words, section


_FIELDS = (
    Field("purpose", "What for", Kind.LINE),
    Field("given_on", "Agreed on", Kind.DAY, None),
    Field("form", "How", Kind.LINE),
    Field("scope", "To what", Kind.LINE),
)
LONGEST = 18  # signs of a name beside a box
_WAITS = "Approving waits for it."
_UNCLEAR = "No day can be read here. Write it like 11 November 2025."


class ConsentForm(QFrame):
    """Consent and disclosure, under the letter.

    Signals:
        changed(): the therapist wrote something else.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("consent")
        self._frozen = False
        self._lines = QWidget()
        self._for = Words("", wraps=True)
        self._agreed, self._scope = Words("", wraps=True), Words("", wraps=True)
        self.form = Form(_FIELDS)
        self.form.changed.connect(self._hear)
        self.has_read = QCheckBox()
        self.has_read.clicked.connect(self._hear)
        self.confirmed = QCheckBox()
        self.confirmed.clicked.connect(self._confirm)
        self._confirmed_on: date | None = None
        self._today: date | None = None
        self._aside = Words("", "muted")
        self.turn = LinkButton("Edit")
        self.turn.clicked.connect(lambda: self._open(not self.form.isVisibleTo(self)))
        self._lay_out()

    @property
    def consent(self) -> Consent:
        """What is said here now."""
        values: dict[str, Any] = self.form.values()
        read = self.has_read.isChecked()
        return Consent(has_read=read, confirmed_on=self._confirmed_on, **values)

    def show_consent(self, consent: Consent, code_name: str, today: date, *, frozen: bool) -> None:
        """Show what was agreed; the fields stand open while something is missing."""
        self._frozen, self._today, self._confirmed_on = frozen, today, consent.confirmed_on
        named = ("purpose", "given_on", "form", "scope")
        self.form.set_values({name: getattr(consent, name) for name in named})
        name = code_name if len(code_name) <= LONGEST else "The client"
        _label(self.has_read, f"{name} has read this letter")
        _label(self.confirmed, f"{name} was asked again{_day(consent.confirmed_on, today)}")
        self.has_read.setChecked(consent.has_read)
        self.confirmed.setChecked(consent.confirmed_on is not None)
        for box in (self.has_read, self.confirmed):
            box.setEnabled(not frozen)
        self._aside.say("logged" if frozen else "logged when you approve")
        self._open(not frozen and not consent.is_given)

    def part_of(self, _widget: QWidget) -> str:
        """Return whether the fields stand open."""
        return "fields" if self.form.isVisibleTo(self) else "lines"

    def show_part(self, part: str) -> None:
        """Open the fields again."""
        self._open(part == "fields" and not self._frozen)

    def ask(self, code_name: str) -> None:
        """Open the fields and go to the first that is missing."""
        self._open(True)
        consent = self.consent
        if self.form.unclear_days():
            self.form.show_problem("given_on", _UNCLEAR)
        elif consent.given_on is None:
            self.form.show_problem("given_on", f"When did {code_name} agree? {_WAITS}")
        elif not consent.scope.strip():
            self.form.show_problem("scope", f"To what did {code_name} agree? {_WAITS}")

    def go_to(self, concern: Concern) -> None:
        """Go to what is not said yet: what the letter is for, or that it was asked again."""
        self._open(True)
        field = self.form.field("purpose") if concern is Concern.PURPOSE else self.confirmed
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self, confirmed: bool) -> None:
        self._confirmed_on = self._today if confirmed else None
        self._hear()

    def _hear(self, *_: object) -> None:
        for field, settled in (
            ("given_on", not self.form.unclear_days()),
            ("scope", bool(self.consent.scope.strip())),
        ):
            if settled:
                self.form.show_problem(field, "")
        self.changed.emit()

    def _open(self, opened: bool) -> None:
        self.form.setVisible(opened)
        self._lines.setVisible(not opened)
        consent = self.consent
        agreed, scope = _said(consent)
        self._for.say(consent.purpose.strip() or "not said yet")
        self._agreed.say(agreed)
        self._scope.say(scope)
        self.turn.setText("Done" if opened else "Edit")
        self.turn.setAccessibleName("Close consent" if opened else "Edit consent")
        self.turn.setVisible(not self._frozen)
        if not opened and self.isVisible():
            announce(self, f"Agreed {agreed}. Scope {scope}.")

    def _lay_out(self) -> None:
        theme = themes.current()
        lines = QGridLayout(self._lines)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(theme.space("two"))
        lines.setVerticalSpacing(0)
        lines.setColumnStretch(1, 1)
        rows = (("What for", self._for), ("Agreed", self._agreed), ("Scope", self._scope))
        for number, (label, words) in enumerate(rows):
            lines.addWidget(Words(label, wraps=True), number, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(words, number, 1)
            themes.mark(words, role="")
        head = QHBoxLayout()
        head.addWidget(section("Consent and disclosure"))
        head.addStretch()
        head.addWidget(self.turn)
        boxes = QWidget()
        flow = Flow(theme.space("two"), boxes)
        for part in (self.confirmed, self.has_read, self._aside):
            flow.addWidget(part)
        stack = QVBoxLayout(self)
        margin = theme.space("three")
        stack.setContentsMargins(margin, theme.space("one"), margin, theme.space("one"))
        stack.setSpacing(theme.space("half"))
        stack.addLayout(head)
        stack.addWidget(self._lines)
        stack.addWidget(self.form)
        stack.addWidget(boxes)


def _said(consent: Consent) -> tuple[str, str]:
    day = times.in_full(consent.given_on) if consent.given_on else "not said yet"
    how = f", {consent.form.strip()}" if consent.form.strip() else ""
    return f"{day}{how}", consent.scope.strip() or "not said yet"


def _day(confirmed_on: date | None, today: date) -> str:
    """Return the day on which somebody was asked again; today goes without saying."""
    on = confirmed_on or today
    return "" if on == today else f" on {times.in_brief(on, today)}"


def _label(box: QCheckBox, words: str) -> None:
    box.setText(words.replace("&", "&&"))
    box.setAccessibleName(words)
