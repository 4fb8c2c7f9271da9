"""The files' place in a client's file, and the main button that stands over it."""

from collections.abc import Callable
from datetime import datetime

from practicenotes.ui.clients.page import ClientPage
from practicenotes.ui.clients.tabs import Tab
from practicenotes.ui.files.page import FilesPage
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button


FILES = Tab("files", "Files")


def add(client: ClientPage, record: Tasks, work: Work, now: Callable[[], datetime]) -> FilesPage:
    """Give the files their tab, and that tab its main button; return their page."""
    files = FilesPage(record, work, now)
    adding = Button("Add a file…", "primary", icon="paperclip", hint="Ctrl+O")
    adding.setShortcut("Ctrl+O")  # heard while the button is seen
    adding.clicked.connect(files.add)
    client.add_tab(FILES, files, adding)
    return files
