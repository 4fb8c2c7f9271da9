"""The place in a client's file for what leaves the practice."""

from collections.abc import Callable
from datetime import datetime

from practicenotes.ui.clients.page import ClientPage
from practicenotes.ui.clients.tabs import Tab
from practicenotes.ui.papers.page import PapersPage
from practicenotes.ui.tasks import Tasks, Work


PAPERS = Tab("papers", "Handed over", said="handed over")


def add(client: ClientPage, record: Tasks, work: Work, now: Callable[[], datetime]) -> PapersPage:
    """Give what is handed over its tab; return its page."""
    papers = PapersPage(record, work, now)
    client.turned.connect(lambda: papers.turn(client.client_id))
    client.add_tab(PAPERS, papers)
    return papers
