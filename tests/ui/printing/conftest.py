"""Papers of known pages, and the ways out over a plain page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from practicenotes.documents import page
from practicenotes.documents.page import Paper as Size
from practicenotes.documents.page import Sheet
from practicenotes.documents.prose import words
from practicenotes.documents.style import BODY
from practicenotes.ui.printing.paper import Paper, Told
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.vault import Store


def drawn(count: int = 1, paper: Size = Size.A4) -> bytes:
    """Return a document of so many pages; each says its number."""
    from reportlab.platypus import PageBreak

    story = []
    for number in range(count):
        story += [words(f"Leaf {number + 1}", BODY), PageBreak()]
    return page.build(story[:-1], Sheet("Pages", "M. L.", date(2026, 1, 5), paper))


def lying(data: bytes) -> bytes:
    """Return the same pages with the last one lying on its side."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.pages[-1].mediabox = [0, 0, 842, 595]
        document.save(out)
    return out.getvalue()


@dataclass
class Out:
    """The ways out, and what was heard of them."""

    ways: Ways
    page: QWidget
    told: list[str] = field(default_factory=list)
    went: list[str] = field(default_factory=list)

    def paper(self, data: bytes, name: str = "Heron, note") -> Paper:
        """Return a paper that tells when it went out."""

        def went_out(how: str, tell: Told) -> None:
            self.went.append(how)
            tell()

        return Paper(data, "note", name, went_out)


@pytest.fixture
def tasks(record: Store, broadcast: object) -> Iterator[Tasks]:
    """Give the door to the record."""
    door = Tasks(record.submit, broadcast)
    yield door
    record.close()
    door.deleteLater()


@pytest.fixture
def out(qtbot: QtBot, theme: Theme, tasks: Tasks, work: Work) -> Iterator[Out]:
    """Give the ways out over a page of 1280 by 800."""
    page = QWidget()
    page.resize(1280, 800)
    qtbot.addWidget(page)
    page.show()
    here = Out(Ways(page, tasks, work), page)
    here.ways.told.connect(here.told.append)
    yield here
    qtbot.waitUntil(lambda: not tasks.busy and not work.busy)
