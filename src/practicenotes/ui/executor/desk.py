"""The practice for reading only: two pages in the window's frame, and nothing to write in."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

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
        self.contacts = ContactsPage(record, now, manner)
        self.reading = ReadingPage(record, work, now, manner)
        broadcast.raised.connect(window.tell)
        window.add_section(Section("contacts", "Contacts", "users"), self.contacts)
        window.add_section(Section("record", "Record", "file-text"), self.reading)
        window.act("&Client", "&Find a client", self._find, "Ctrl+F")
        window.act("&Client", "&Read the contacts anew", self.contacts.read, "F5")
        if manner.goes_out:
            window.act("&Client", "&Print or save the record…", self.reading.out.click, "Ctrl+P")
        for act in manner.acts:
            window.act("&File", act.words, act.do)
        self.contacts.record_wanted.connect(self._read)
        self.contacts.lock_wanted.connect(window.lock_wanted)
        self.reading.contacts_wanted.connect(lambda: window.show_page(self.contacts))
        self.reading.told.connect(window.say)

    def begin(self) -> None:
        """Show whom to call first."""
        self._window.show_page(self.contacts)
        self.contacts.read()

    def say(self, sentence: str) -> None:
        """Let other words stand over both pages."""
        for page in (self.contacts, self.reading):
            page.banner.say(sentence)

    def _find(self) -> None:
        self._window.show_page(self.contacts)
        self.contacts.search.setFocus()

    def _read(self, client_id: str, code_name: str) -> None:
        self._window.show_page(self.reading)
        self.reading.open(ClientId(client_id), code_name)
