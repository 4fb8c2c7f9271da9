"""The place in a client's file for what leaves the practice, and the button that stands over it."""

from collections.abc import Callable
from datetime import datetime

from practicenotes.ui.clients.page import ClientPage
from practicenotes.ui.clients.tabs import Tab
from practicenotes.ui.papers.page import PapersPage
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button


PAPERS = Tab("papers", "Handed over")


def add(client: ClientPage, record: Tasks, work: Work, now: Callable[[], datetime]) -> PapersPage:
    """Give what is handed over its tab, and that tab its main button; return its page."""
    papers = PapersPage(record, work, now)
    printing = Button("Print the record…", "primary", icon="file-text")
    printing.clicked.connect(papers.print_record)
    client.add_tab(PAPERS, papers, printing)
    return papers
