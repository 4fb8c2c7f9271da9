"""The practice for reading only: two pages in the window's frame, and nothing to write in."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from practicenotes import messages
from practicenotes.domain import newer
from practicenotes.domain.newer import Newer
from practicenotes.domain.people import ClientId
from practicenotes.ui.executor.contacts import ContactsPage
from practicenotes.ui.executor.manner import Manner
from practicenotes.ui.executor.reading import ReadingPage
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.window import Section, Window


class ReadingDesk(QObject):
    """Joins the two pages; it is given the door of the record, and there is no other."""

    def __init__(
        self,
        window: Window,
        record: Tasks,
        work: Work,
        broadcast: Broadcast,
        now: Callable[[], datetime],
        manner: Manner | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        manner = manner or Manner()
        self.contacts = ContactsPage(record, work, now, manner)
        self.reading = ReadingPage(record, work, now, manner)
        broadcast.raised.connect(self._tell)
        window.add_section(Section("contacts", "Contacts", "users"), self.contacts)
        window.add_section(Section("record", "Record", "file-text"), self.reading)
        window.act("&Client", "&Find a client", self._find, "Ctrl+F")
        window.act("&Client", "&Read the contacts anew", self.contacts.read, "F5")
        if manner.goes_out:
            window.act("&Client", "&Print what is open…", self._print, "Ctrl+P")
            window.act("&Client", "&Save the contacts as PDF…", self._save_contacts)
        for act in manner.acts:
            window.act("&File", act.words, act.do)
        self.contacts.record_wanted.connect(self._read)
        self.contacts.lock_wanted.connect(window.lock_wanted)
        self.reading.contacts_wanted.connect(lambda: window.show_page(self.contacts))
        for out in (self.reading, self.contacts.out):
            out.told.connect(window.say)

    def begin(self) -> None:
        """Show whom to call first."""
        self._window.show_page(self.contacts)
        self.contacts.read()

    def say(self, sentence: str) -> None:
        """Let other words stand over both pages."""
        for page in (self.contacts, self.reading):
            page.banner.say(sentence)

    def tell_of(self, found: Newer | None) -> None:
        """Say above the contacts where a newer copy lies."""
        if found:
            self.contacts.newer.say(newer.said(found))

    def _tell(self, error: Exception) -> None:
        """Show an error that no page claimed: what a window of more pages says leads nowhere."""
        self._window.problem.say(messages.to_reader(error))

    def _find(self) -> None:
        self._window.show_page(self.contacts)
        self.contacts.search.setFocus()

    def _print(self) -> None:
        """Print the list of contacts where it stands there, or else the record that is open."""
        (self.contacts.out.print if self.contacts.isVisible() else self.reading.out).click()

    def _save_contacts(self) -> None:
        self._window.show_page(self.contacts)
        self.contacts.out.save.click()

    def _read(self, client_id: str, code_name: str) -> None:
        self._window.show_page(self.reading)
        self.reading.open(ClientId(client_id), code_name)
