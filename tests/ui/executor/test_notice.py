"""At the next unlocking the therapist is told when the record was opened, and what was read."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import factory
from practicenotes.domain.people import ClientId
from practicenotes.records import executor
from practicenotes.ui.executor.notice import HEADING, WHAT, OpenedNotice
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.theme import Theme
from practicenotes.ui.today import TodayPage
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.vault import Store, audit


AT = datetime(2025, 11, 18, 12, 0, tzinfo=UTC)


@pytest.fixture
def doors(record: Store, private: Store, broadcast: Broadcast) -> Iterator[tuple[Tasks, Tasks]]:
    """Give the doors of a practice."""
    found = Tasks(record.submit, broadcast), Tasks(private.submit, broadcast)
    yield found
    for door in found:
        door.deleteLater()


@pytest.fixture
def tell(
    qtbot: QtBot, theme: Theme, doors: tuple[Tasks, Tasks], broadcast: Broadcast
) -> Iterator[Callable[[], OpenedNotice]]:
    """Give a way to show the day as it stands after an unlocking."""

    def show() -> OpenedNotice:
        page = TodayPage(*doors, broadcast, lambda: AT)
        qtbot.addWidget(page)
        page.resize(1280, 800)
        notice = OpenedNotice(page, doors[0])
        page.show()
        idle()
        return notice

    def idle() -> None:
        qtbot.waitUntil(lambda: not any(door.busy for door in doors))

    yield show
    idle()


@pytest.fixture
def heron(record: Store) -> ClientId:
    """Give a client."""
    return factory.add_client(record)


def opened(record: Store, days: int, client: ClientId) -> None:
    """Let an executor open the record and read about one client."""

    def read(db: object) -> None:
        at = AT + timedelta(days=days)
        audit.append(db, "unlock", "vault", at, audit.EXECUTOR)
        db.info["actor"] = audit.EXECUTOR
        executor.contacts(db, at)
        executor.record(db, client, at)
        del db.info["actor"]

    record.run(read)


def lines(dialog: Dialog) -> list[str]:
    return [label.accessibleName() for label in dialog._body.findChildren(QLabel)]


def test_nothing_is_told_where_nothing_was_opened(
    tell: Callable[[], OpenedNotice], heron: ClientId
) -> None:
    """What the therapist did is no opening: the day stands there without a strip."""
    assert not tell().strip.isVisible()


def test_an_opening_is_told_until_it_was_taken_note_of(
    tell: Callable[[], OpenedNotice], record: Store, heron: ClientId, qtbot: QtBot
) -> None:
    """It stands there at every unlocking with day and time; closed once, it does not come again."""
    opened(record, 0, heron)
    for _ in range(2):
        notice = tell()
        assert notice.strip.isVisible()
        assert "The record was opened with the executor sheet: 18 November 2025" in (
            notice.strip.said()
        )
    notice.strip._close.click()
    again = tell()
    assert not again.strip.isVisible()
    opened(record, 2, heron)
    assert "20 November 2025" in tell().strip.said()


def test_many_openings_are_counted(
    tell: Callable[[], OpenedNotice], record: Store, heron: ClientId
) -> None:
    """The strip names the latest three, and says how many there were besides."""
    for days in range(5):
        opened(record, days, heron)
    told = tell().strip.said()
    assert told.index("22 November") < told.index("21 November") < told.index("20 November")
    assert "19 November" not in told
    assert told.endswith("and two more times.")


def test_what_was_read_is_listed(
    tell: Callable[[], OpenedNotice], record: Store, heron: ClientId, qtbot: QtBot
) -> None:
    """Each thing that was read stands there with its time and the code name, and is then told."""
    opened(record, 0, heron)
    notice = tell()
    assert notice.strip._action.text() == WHAT
    notice.strip.acted.emit()
    [dialog] = [d for d in notice.strip.window().findChildren(Dialog) if d.isVisible()]
    assert dialog.windowTitle() == HEADING
    words = [line.partition(", ")[2].partition(", ")[2] for line in lines(dialog)]
    assert words == ["opened", "read the contacts of all clients", "read the record: Heron"]
    dialog.main.click()
    assert not notice.strip.isVisible()
    assert not tell().strip.isVisible()


def test_a_list_that_was_only_closed_is_told_again(
    tell: Callable[[], OpenedNotice], record: Store, heron: ClientId
) -> None:
    """Looking is not taking note: the strip stays until it is closed."""
    opened(record, 0, heron)
    notice = tell()
    notice.strip.acted.emit()
    [dialog] = [d for d in notice.strip.window().findChildren(Dialog) if d.isVisible()]
    dialog.back.click()
    assert notice.strip.isVisible()
    assert tell().strip.isVisible()
