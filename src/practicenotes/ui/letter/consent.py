"""What the client agreed to for this letter: two lines to read, three fields to fill in."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.letters import Consent
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.words import Words, section


_FIELDS = (
    Field("given_on", "Agreed on", Kind.DAY, None),
    Field("form", "How", Kind.LINE),
    Field("scope", "To what", Kind.LINE),
)
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
        self._agreed, self._scope = Words("", wraps=True), Words("", wraps=True)
        self.form = Form(_FIELDS)
        self.form.changed.connect(self._hear)
        self.has_read = QCheckBox()
        self.has_read.clicked.connect(self._hear)
        self._aside = Words("", "muted")
        self.turn = LinkButton("Edit")
        self.turn.clicked.connect(lambda: self._open(not self.form.isVisibleTo(self)))
        self._lay_out()

    @property
    def consent(self) -> Consent:
        """What is said here now."""
        values: dict[str, Any] = self.form.values()
        return Consent(has_read=self.has_read.isChecked(), **values)

    def show_consent(self, consent: Consent, code_name: str, *, frozen: bool) -> None:
        """Show what was agreed; the fields stand open while something is missing."""
        self._frozen = frozen
        self.form.set_values(
            {"given_on": consent.given_on, "form": consent.form, "scope": consent.scope}
        )
        self.has_read.setText(f"{code_name} has read this letter".replace("&", "&&"))
        self.has_read.setAccessibleName(f"{code_name} has read this letter")
        self.has_read.setChecked(consent.has_read)
        self.has_read.setEnabled(not frozen)
        self._aside.say("logged" if frozen else "logged when you approve")
        self._open(not frozen and not consent.is_given)

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
        agreed, scope = _said(self.consent)
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
        for number, (label, words) in enumerate((("Agreed", self._agreed), ("Scope", self._scope))):
            lines.addWidget(Words(label, wraps=True), number, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(words, number, 1)
            themes.mark(words, role="")
        head = QHBoxLayout()
        head.addWidget(section("Consent and disclosure"))
        head.addStretch()
        head.addWidget(self.turn)
        foot = QHBoxLayout()
        foot.addWidget(self.has_read)
        foot.addStretch()
        foot.addWidget(self._aside)
        stack = QVBoxLayout(self)
        margin = theme.space("three")
        stack.setContentsMargins(margin, theme.space("one"), margin, theme.space("one"))
        stack.setSpacing(theme.space("half"))
        stack.addLayout(head)
        stack.addWidget(self._lines)
        stack.addWidget(self.form)
        stack.addLayout(foot)


def _said(consent: Consent) -> tuple[str, str]:
    day = times.in_full(consent.given_on) if consent.given_on else "not said yet"
    how = f", {consent.form.strip()}" if consent.form.strip() else ""
    return f"{day}{how}", consent.scope.strip() or "not said yet"
