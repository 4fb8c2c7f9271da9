"""The files and consents of a client, one line each."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.attachments import Attachment, AttachmentId
from practicenotes.domain.client_consents import ClientConsent
from practicenotes.domain.people import Person
from practicenotes.records.attachments import KEPT
from practicenotes.records.paperwork import Paperwork
from practicenotes.ui import damage, theme
from practicenotes.ui.session.record_present import names
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.row_button import ChosenRow, RowButton
from practicenotes.ui.widgets.words import Words, section


DAMAGED = "A damaged file", "changed from outside, or worn out on the disk"
NO_CONSENTS = "Nothing is noted yet of what was agreed to."


class ListedFiles(QWidget):
    """Every file, received last first; under them what was agreed to, and what was taken out.

    Signals:
        chosen(AttachmentId): a file is to be read.
        retired_wanted(Attachment): a file that was taken out is to be looked at.
        consent_wanted(ClientConsent): a line of the register is to be looked at.
        new_consent_wanted(): something more was agreed to.
    """

    chosen = Signal(str)
    retired_wanted = Signal(object)
    consent_wanted = Signal(object)
    new_consent_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        look = theme.current()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(look.space("half"))
        self._rows: list[QWidget] = []
        self._out = False

    def show_paperwork(self, paperwork: Paperwork, shown: AttachmentId | None, today: date) -> None:
        """Show what there is; `shown` is the file beside, and `today` tells what is due."""
        self._clear()
        self._add(section("Files"))
        for attachment in paperwork.files:
            self._add_file(attachment, today, chosen=attachment.id == shown)
        if not paperwork.files:
            self._add(Words("None yet.", "muted"))
        if paperwork.retired:
            self._add_retired(paperwork.retired, today)
        self._gap()
        self._add(section("Consents"))
        for consent in paperwork.consents:
            self._add_consent(consent, paperwork.client.people, today)
        if not paperwork.consents:
            self._add(Words(NO_CONSENTS, "muted", wraps=True))
        more = Button("Note a consent…", "text", icon="plus")
        more.clicked.connect(self.new_consent_wanted)
        self._add(more, Qt.AlignmentFlag.AlignLeft)

    def focus_shown(self) -> bool:
        """Bring the keyboard to the file that is shown, or to the first; say if there is one."""
        rows = [row for row in self._rows if isinstance(row, ChosenRow)]
        target = next((row for row in rows if row.chosen), None) or next(iter(rows), None)
        if target:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        return target is not None

    # --- one line each -------------------------------------------------------------------------

    def _add_file(self, attachment: Attachment, today: date, *, chosen: bool) -> None:
        if attachment.damaged:
            row = ChosenRow(*DAMAGED, chosen=False)
            row.setEnabled(False)
        else:
            said = (attachment.kind.value, times.in_brief(attachment.received_on, today))
            row = ChosenRow(attachment.name, " · ".join(said), chosen=chosen)
            row.setToolTip(attachment.name)
            row.clicked.connect(lambda: self.chosen.emit(attachment.id))
        self._add(row)

    def _add_retired(self, retired: Sequence[Attachment], today: date) -> None:
        """Fold away what was taken out: it is seldom looked for."""
        count = len(retired)
        fold = Button(f"{count} file{'' if count == 1 else 's'} taken out", "quiet")
        fold.setCheckable(True)
        fold.setChecked(self._out)
        self._add(fold, Qt.AlignmentFlag.AlignLeft)
        rows = [self._retired(each, today) for each in retired if not each.damaged]
        for row in rows:
            self._add(row)

        def turn(out: bool) -> None:
            self._out = out
            icon = "chevron-down" if out else "chevron-right"
            theme.current().dress(fold, icon, "text_soft", "small")
            state = "folded out" if out else "folded away"
            fold.setAccessibleName(f"{fold.text()}, {state}")
            for row in rows:
                row.setVisible(out)

        fold.toggled.connect(turn)
        turn(self._out)

    def _retired(self, attachment: Attachment, today: date) -> RowButton:
        row = RowButton(attachment.name, f"taken out, kept until {until(attachment, today)}")
        row.clicked.connect(lambda: self.retired_wanted.emit(attachment))
        return row

    def _add_consent(self, consent: ClientConsent, people: Sequence[Person], today: date) -> None:
        if consent.damaged:
            row = RowButton("A damaged line", DAMAGED[1])
            row.setEnabled(False)
        else:
            row = RowButton(consent.scope, _state(consent, people, today))
            row.clicked.connect(lambda: self.consent_wanted.emit(consent))
        self._add(row)

    # --- the stack -----------------------------------------------------------------------------

    def _add(self, widget: QWidget, align: Qt.AlignmentFlag | None = None) -> None:
        self._rows.append(widget)
        if align is None:
            self._stack.addWidget(widget)
        else:
            self._stack.addWidget(widget, 0, align)
        widget.show()  # what is not seen yet cannot be given the keyboard

    def _gap(self) -> None:
        self._stack.addSpacing(theme.current().space("three"))

    def _clear(self) -> None:
        while (item := self._stack.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._rows = []


def until(attachment: Attachment, today: date) -> str:
    """Return the day on which a file that was taken out is removed for good."""
    out = attachment.retired_at
    return times.in_brief(times.on_the_wall(out + KEPT), today) if out else ""


def _state(consent: ClientConsent, people: Sequence[Person], today: date) -> str:
    """Say of a consent whose it is, how it was given, and what becomes of it."""
    who = names(people).get(consent.person_id, "") if consent.person_id else ""
    later = consent.withdrawn_on or consent.review_on or today
    parts: list[str] = [who, consent.form, times.beside(consent.given_on, later, today)]
    if consent.withdrawn_on:
        parts.append(f"taken back on {times.in_brief(consent.withdrawn_on, today)}")
    elif consent.review_on:
        on = times.in_brief(consent.review_on, today)
        parts.append(f"look again, due since {on}" if consent.review_on <= today else f"until {on}")
    return " · ".join(damage.words(part) for part in parts if part)
