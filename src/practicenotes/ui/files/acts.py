"""What can be done with a file that is kept, and with a consent."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from practicenotes.domain.attachments import Attachment, AttachmentId
from practicenotes.domain.client_consents import ClientConsent
from practicenotes.domain.unfinished import Mark
from practicenotes.exchange import files
from practicenotes.records import attachments, client_consents
from practicenotes.records.paperwork import Paperwork
from practicenotes.ui import damage
from practicenotes.ui.files.asking import ConsentDialog, FileDialog, new_consent
from practicenotes.ui.files.handing import CONSENT, FILE, Handing
from practicenotes.ui.files.listed import until
from practicenotes.ui.printing.paper import harmless
from practicenotes.ui.printing.where import ask_where
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.strip import UndoStrip
from practicenotes.ui.widgets.words import Words


REMOVED = (
    "It is removed for good on {until}; a backup made before may still hold it, and a consent stays"
    " without its form."
)


class FileActs(Handing):
    """Changes, copies, takes out and puts back; every copy is entered in the audit trail."""

    def __init__(
        self,
        page: QWidget,
        record: Tasks,
        work: Work,
        now: Callable[[], datetime],
        strip: UndoStrip,
    ) -> None:
        super().__init__(page, record, now)
        self._work, self._strip = work, strip

    def change(self, attachment: Attachment) -> None:
        """Ask for changes to what is said about a file."""
        dialog = FileDialog(attachment, self._page)
        kept = partial(self.done, dialog, "Kept.")
        mark = Mark(FILE, (attachment.client_id, attachment.id))
        self.ask(dialog, lambda: (attachments.change, (dialog.given(),)), kept, mark)

    def take_out(self, attachment: Attachment) -> None:
        """Take a file out of the list; it can be put back."""
        words = f"“{attachment.name}” was taken out."
        back = partial(self.bring_back, attachment.id)
        at = self._now()

        def offer(_: object) -> None:
            self._strip.offer(words, "Undo", back)
            self.told.emit(words)

        self._record.run(self, attachments.retire, attachment.id, at, then=offer)

    def bring_back(self, attachment_id: AttachmentId) -> None:
        """Put a file back where it was."""
        self.write("The file is back.", attachments.bring_back, attachment_id)

    def ask_about_retired(self, attachment: Attachment) -> None:
        """Offer to put a file back that was taken out, or to remove it for good at once."""
        gone_on = until(attachment, self.today)
        said = f"“{attachment.name}” was taken out. {REMOVED.format(until=gone_on)}"
        dialog = Dialog(self._page, "Taken out", Words(said, "body", wraps=True), "Put it back")
        gone = Button("Remove for good", "text", icon="trash-2")
        gone.clicked.connect(dialog.reject)
        gone.clicked.connect(
            lambda: self.write("The file is removed for good.", attachments.remove, attachment.id)
        )
        dialog.add_button(gone)
        back = partial(self.done, dialog, "The file is back.")
        self.ask_once(dialog, lambda: (attachments.bring_back, (attachment.id,)), back)

    def save_copy(self, attachment: Attachment) -> None:
        """Ask for a place outside, and write the file there as it was kept."""
        ask = partial(self._ask_where, attachment)
        self._record.run(self, attachments.content, attachment.id, then=ask)

    def _ask_where(self, attachment: Attachment, data: bytes) -> None:
        write = partial(self._write, attachment.id, data)
        name = harmless(attachment.name, "File")
        ask_where(self._page, "Save a copy that is not encrypted", name, "", write)

    def _write(self, attachment_id: AttachmentId, data: bytes, path: Path) -> None:
        words = f"Saved as {path}. The copy is not encrypted: whoever can open it can read it."
        tell = partial(self.write, words, attachments.told_of_saving, attachment_id)
        self._work.run(self, files.write_beside, path, data, then=lambda _: tell())


class ConsentActs(Handing):
    """Notes, changes and takes out lines of the register of consents."""

    def __init__(
        self, page: QWidget, record: Tasks, now: Callable[[], datetime], strip: UndoStrip
    ) -> None:
        super().__init__(page, record, now)
        self._strip = strip

    def add(self, paperwork: Paperwork) -> None:
        """Ask what was agreed to."""
        consent = new_consent(paperwork.client.id, self.today)
        dialog = ConsentDialog(consent, paperwork.client.people, paperwork.files, self._page)
        kept = partial(self.done, dialog, "The consent is noted.")
        mark = Mark(CONSENT, (consent.client_id, ""))
        self.ask(dialog, lambda: (client_consents.add, (dialog.given(),)), kept, mark)

    def change(
        self,
        consent: ClientConsent,
        paperwork: Paperwork,
        read: Callable[[AttachmentId], object],
    ) -> None:
        """Ask for changes to a consent, offering to read its form and to take it out."""
        files = (*paperwork.files, *paperwork.retired)
        dialog = ConsentDialog(consent, paperwork.client.people, files, self._page)
        out = Button("Entered in error", "text", icon="trash-2")
        out.clicked.connect(dialog.reject)
        out.clicked.connect(lambda: self._remove(consent))
        dialog.add_button(out)
        form = next((f for f in paperwork.files if f.id == consent.attachment_id), None)
        if form and not form.damaged:
            shown = Button("Read the signed form", "text", icon="file-text")
            shown.clicked.connect(dialog.reject)
            shown.clicked.connect(lambda: read(form.id))
            dialog.add_button(shown)
        kept = partial(self.done, dialog, "The consent is kept.")
        mark = Mark(CONSENT, (consent.client_id, consent.id))
        self.ask(dialog, lambda: (client_consents.change, (dialog.given(),)), kept, mark)

    def _remove(self, consent: ClientConsent) -> None:
        words = f"“{damage.words(consent.scope)}” was taken out of the consents."

        def offer(was: ClientConsent) -> None:
            back = partial(self.write, "The consent is back.", client_consents.add, was)
            self._strip.offer(words, "Undo", back)
            self.told.emit(words)

        self._record.run(self, client_consents.remove, consent.id, self._now(), then=offer)
