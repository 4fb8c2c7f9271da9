"""Heron's eleventh session on the page, over two real encrypted stores."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain import times
from practicenotes.domain.facets import StrainKind
from practicenotes.domain.notes import Note
from practicenotes.domain.people import ClientId, NewClient
from practicenotes.domain.reflections import (
    EpisodeId,
    FacetEntry,
    Reflection,
    Sighting,
    StrainEpisode,
)
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.records import clients, notes, sessions
from practicenotes.reflections import episodes, reflections
from practicenotes.ui import theme as themes
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.theme import Theme
from practicenotes.vault.store import Store


HELD_ON = datetime(2025, 11, 18, 13, 0)
PLAN = "Sleep record for one more week. Bring one sentence for Thursday."
INTENTION = "stay with the pause after “it’s fine”."
FACET = "resistance_transference"  # the facet that was taken up last time


class Clock:
    """A clock that stands until it is moved; called like the real one."""

    def __init__(self) -> None:
        self.at = datetime(2025, 11, 18, 14, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)

    @property
    def wall(self) -> str:
        """What the page says of now: 14:02."""
        return times.clock(times.on_the_wall(self.at))


@dataclass
class Practice:
    """Two open stores, and the ids of Heron's last two sessions."""

    record: Store
    private: Store
    client: ClientId
    tenth: SessionId
    eleventh: SessionId

    def note(self) -> Note:
        """Return the record note of session 11 as the store has it now."""
        found = self.record.run(notes.of_session, self.eleventh)
        assert found is not None
        return found

    def text(self, key: str) -> str:
        """Return one section of that note as the store has it now."""
        return {section.key: section.text for section in self.note().sections}[key]

    def reflection(self) -> Reflection:
        """Return the reflection on session 11 as the store has it now."""
        return self.private.run(reflections.get, self.eleventh, self.client)

    def strain(self) -> tuple[StrainEpisode, ...]:
        """Return the moments of strain with Heron as the store has them now."""
        return self.private.run(episodes.of_client, self.client)

    def scalar(self, store: Store, statement: str) -> Any:
        """Return one value as it stands in the file, past every operation."""
        return store.on_connection(
            lambda connection: connection.exec_driver_sql(statement).scalar_one_or_none()
        )

    def fill_disk(self, store: Store) -> None:
        """Let a store grow by no page more, as a full disk does."""
        store.on_connection(lambda connection: _limit(connection, pages=1))

    def free_disk(self, store: Store) -> None:
        """Let a store grow again."""
        store.on_connection(lambda connection: _limit(connection, pages=1_000_000))

    def forbid(self, store: Store) -> Callable[[], object]:
        """Let a store be read and not written; return what lets it be written again.

        A store that may not be written begins nothing, not even to hear that it may again.
        """

        def driver_of(connection: Any) -> Any:
            _tell(connection, "PRAGMA query_only = ON")
            return connection.connection.driver_connection.driver

        driver = store.on_connection(driver_of)
        return lambda: _tell_driver(driver, "PRAGMA query_only = OFF")


def _limit(connection: Any, pages: int) -> None:
    """Set how far a store may grow."""
    _tell(connection, f"PRAGMA max_page_count = {pages}")


def _tell(connection: Any, pragma: str) -> None:
    """Tell the database something, past the guard that lets no operation do so."""
    _tell_driver(connection.connection.driver_connection.driver, pragma)


def _tell_driver(driver: Any, pragma: str) -> None:
    guard, driver.authorizer = driver.authorizer, None
    driver.execute(pragma)
    driver.authorizer = guard


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def practice(record: Store, private: Store, clock: Clock) -> Practice:
    """Give Heron with ten sessions behind him, the last with a plan and an intention."""
    client = record.run(clients.add, NewClient("Heron"), clock())
    held = []
    for week in range(10, -1, -1):
        at = HELD_ON - timedelta(weeks=week)
        session = Session(SessionId(""), client, at, attendance=Attendance.ATTENDED)
        held.append(record.run(sessions.add, session, clock()))
    made = Practice(record, private, client, held[-2], held[-1])
    note = record.run(notes.begin, made.tenth, catalog.note_template("dap"), clock())
    record.run(notes.save, note.id, {"plan": PLAN}, clock())
    last_time = Reflection(
        made.tenth,
        client,
        entries=(FacetEntry(FACET, noticed="He waved it away."),),
        next_time=INTENTION,
    )
    private.run(reflections.save, last_time, clock())
    return made


@pytest.fixture
def strained(practice: Practice, clock: Clock) -> EpisodeId:
    """Leave one moment of strain in session 11, and give its id."""
    moment = StrainEpisode(
        EpisodeId(""),
        practice.client,
        practice.eleventh,
        StrainKind.WITHDRAWAL,
        (Sighting("w_defer"),),
    )
    return practice.private.run(episodes.add, moment, clock())


@pytest.fixture
def told(broadcast: Broadcast) -> list[Exception]:
    """Collect the errors that the page leaves to the window."""
    errors: list[Exception] = []
    broadcast.raised.connect(errors.append)
    return errors


class Visit:
    """A therapist at the page."""

    def __init__(self, page: SessionPage, practice: Practice, qtbot: QtBot) -> None:
        self.page, self.practice, self.qtbot = page, practice, qtbot

    def open(self, session_id: SessionId) -> None:
        """Open a session and wait until both sides stand there."""
        with self.qtbot.waitSignals([self.page.record.opened, self.page.private.opened]):
            self.page.open(session_id)

    def type(self, text: str, into: QWidget | None = None) -> None:
        """Type on the keyboard, where it is or after going somewhere."""
        if into is not None:
            into.setFocus()
        self.qtbot.keyClicks(self.focus, text)

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier | None = None,
        into: QWidget | None = None,
    ) -> None:
        """Press one key, or a key with another, where the keyboard is or after going somewhere."""
        if into is not None:
            into.setFocus()
        self.qtbot.keyClick(self.focus, key, modifier or Qt.KeyboardModifier.NoModifier)

    def saved(self) -> None:
        """Wait until everything is with the stores, as a therapist may who writes nothing more."""
        self.qtbot.waitUntil(lambda: not self.page.has_unsaved, timeout=20_000)

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for something to become true."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=20_000)

    @property
    def focus(self) -> QWidget:
        """What has the keyboard, or will have it as soon as the window is active again."""
        dialog = QApplication.activeModalWidget()
        page = QApplication.focusWidget() or self.page.focusWidget()
        focus = dialog.focusWidget() if dialog else page
        assert focus or dialog
        return focus or dialog


@pytest.fixture
def visit(
    qtbot: QtBot, theme: Theme, practice: Practice, broadcast: Broadcast, clock: Clock
) -> Iterator[Visit]:
    """Give the page with session 11 open, in a window of 1280 by 800."""
    doors = [Tasks(store.submit, broadcast) for store in (practice.record, practice.private)]
    with themes.laid_once():
        page = SessionPage(*doors, clock)
    qtbot.addWidget(page)
    page.resize(1200, 744)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    here = Visit(page, practice, qtbot)
    here.open(practice.eleventh)
    yield here
    page.flush()
    page.hide()
    qtbot.waitUntil(lambda: not any(door.busy for door in doors))
    for door in doors:
        door.deleteLater()
