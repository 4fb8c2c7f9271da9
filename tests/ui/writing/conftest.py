"""A sheet on a page, as a therapist has it before them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

import factory
from hands import Desk
from practicenotes import spelling
from practicenotes.domain.writing.snippets import Snippet, SnippetId
from practicenotes.records import snippets as record_snippets
from practicenotes.reflections import snippets as private_snippets
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.vocabulary import Vocabulary
from practicenotes.vault import Store


SLEEP = "{client} slept {how long?} and woke {how often?} times on {date}. {cursor}Agreed."


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    """Give a sheet on which Markdown means something."""
    made = Desk(qtbot)
    made.show()
    return made


@pytest.fixture
def plain_desk(qtbot: QtBot, theme: Theme) -> Desk:
    """Give a sheet on which it means nothing, as an address."""
    made = Desk(qtbot, plain=True)
    made.show()
    return made


@pytest.fixture
def copied() -> Callable[..., None]:
    """Give what puts something on the clipboard, as other programs do."""

    def copy(text: str, html: str = "") -> None:
        mime = QMimeData()
        mime.setText(text)
        if html:
            mime.setHtml(html)
        QGuiApplication.clipboard().setMimeData(mime)

    return copy


@pytest.fixture
def told(broadcast: Broadcast) -> list[Exception]:
    """Collect the errors that are left to the window."""
    errors: list[Exception] = []
    broadcast.raised.connect(errors.append)
    return errors


@pytest.fixture
def added(tmp_path: Path) -> Path:
    """Give the folder of dictionaries that were brought, which is not there yet."""
    return tmp_path / "dictionaries"


@pytest.fixture
def vocabulary(
    qtbot: QtBot,
    theme: Theme,
    record: Store,
    private: Store,
    work: Work,
    broadcast: Broadcast,
    added: Path,
) -> Iterator[Vocabulary]:
    """Give the words of both sides over two real stores, read and with a dictionary."""
    doors = [Tasks(store.submit, broadcast) for store in (record, private)]
    parent = QObject()
    made = Vocabulary(*doors, work, added, lambda: factory.AT, parent)
    made.begin()
    if spelling.is_available():
        qtbot.waitUntil(lambda: made.speller.is_on, timeout=10_000)
    yield made
    qtbot.waitUntil(lambda: not any(door.busy for door in (*doors, work)), timeout=10_000)
    for door in doors:
        door.deleteLater()
    parent.deleteLater()


@pytest.fixture
def both(
    qtbot: QtBot, theme: Theme, vocabulary: Vocabulary, record: Store, private: Store
) -> tuple[Desk, Desk]:
    """Give a sheet of the record and one of the private layer, with snippets on both sides."""
    for key, words in (("sleep", SLEEP), ("sleepless", "no sleep"), ("risk", "none reported")):
        record.run(record_snippets.keep, Snippet(SnippetId(""), key, words), factory.AT)
    mine = Snippet(SnippetId(""), "pull", "I felt pulled to rescue.")
    private.run(private_snippets.keep, mine, factory.AT)
    vocabulary.begin()
    qtbot.waitUntil(lambda: bool(vocabulary.record.snippets and vocabulary.private.snippets))
    vocabulary.record.meet("Heron", [])
    desks = Desk(qtbot), Desk(qtbot)
    vocabulary.lend((desks[0].page,), (desks[1].page,))
    for each in desks:
        each.show()
    return desks
