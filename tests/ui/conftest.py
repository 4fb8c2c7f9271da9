"""What tests of windows share."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

import evenings
from evenings import Evening
from outgoing import Papers
from practicenotes import records, reflections
from practicenotes.cli import demo
from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.records import clients, sessions
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Appearance, Theme, WritingLook
from practicenotes.vault import RecoveryKey, Store, Vault


NOON = datetime(2025, 11, 18, 12, 12)  # a Tuesday, on the clock of the wall
SCHEMAS = {"record": records.SCHEMA, "private": reflections.SCHEMA}


@pytest.fixture(scope="session")
def _theme_of_the_run(qapp: QApplication) -> Theme:
    theme = qapp.findChild(Theme) or Theme(qapp, Appearance.LIGHT)  # a journey may have one
    theme.complete()
    return theme


@pytest.fixture
def theme(_theme_of_the_run: Theme) -> Iterator[Theme]:
    """Give the theme of the application: light at 100 %, and put back behind the test."""
    yield _theme_of_the_run
    if _theme_of_the_run.text_size != 100:
        _theme_of_the_run.set_text_size(100)
    if _theme_of_the_run.appearance is not Appearance.LIGHT:
        _theme_of_the_run.set_appearance(Appearance.LIGHT)
    _theme_of_the_run.set_writing(WritingLook())


@pytest.fixture
def broadcast(qapp: QApplication) -> Broadcast:
    """Give the channel that views listen to."""
    return Broadcast()


@pytest.fixture
def work(broadcast: Broadcast) -> Iterator[Work]:
    """Give a door for long work that is closed behind the test."""
    door = Work(broadcast)
    yield door
    door.close()
    door.deleteLater()


@dataclass
class Played:
    """The fictional practice on one day, open, with the doors that windows are given."""

    record: Store
    private: Store
    doors: tuple[Tasks, Tasks]
    at: datetime = field(default_factory=lambda: NOON.astimezone(UTC))

    def now(self) -> datetime:
        """Return this instant: noon, until it is moved."""
        return self.at

    def move(self, **by: float) -> None:
        """Let time go by."""
        self.at += timedelta(**by)

    def id_of(self, code_name: str) -> ClientId:
        """Return the id of a client."""
        listed = self.record.run(clients.find, times.on_the_wall(self.at))
        return next(line.id for line in listed if line.code_name == code_name)

    def sessions_of(self, code_name: str) -> tuple[Session, ...]:
        """Return the sessions of a client as the record has them now, earliest first."""
        return self.record.run(sessions.of_client, self.id_of(code_name))

    def session_today(self, code_name: str) -> SessionId:
        """Return the id of the session that a client has on this day."""
        today = times.on_the_wall(self.at).date()
        found = self.sessions_of(code_name)
        return next(each.id for each in found if each.starts_at.date() == today)

    def idle(self) -> bool:
        """Say whether every operation has come back."""
        return not any(door.busy for door in self.doors)


@pytest.fixture(scope="session")
def _played_folder(
    new_vault: tuple[Path, RecoveryKey], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = shutil.copytree(new_vault[0], tmp_path_factory.mktemp("played") / "Demo.practice")
    at = NOON.astimezone(UTC)
    vault = Vault.open(folder, new_vault[1], SCHEMAS, at=at)
    demo.fill(vault.record, vault.private, today=NOON.date(), at=at)
    vault.close()
    return folder


@pytest.fixture
def played(
    qapp: QApplication,
    _played_folder: Path,
    recovery_key: RecoveryKey,
    tmp_path: Path,
    broadcast: Broadcast,
) -> Iterator[Played]:
    """Give a copy of the fictional practice of one's own, at noon."""
    folder = shutil.copytree(_played_folder, tmp_path / "Demo.practice")
    vault = Vault.open(folder, recovery_key, SCHEMAS, at=NOON.astimezone(UTC))
    doors = Tasks(vault.record.submit, broadcast), Tasks(vault.private.submit, broadcast)
    yield Played(vault.record, vault.private, doors)
    vault.close()
    for door in doors:
        door.deleteLater()


@pytest.fixture
def unnamed() -> Callable[[QWidget], list[str]]:
    """Give a search for what the Tab key reaches and a screen reader cannot name."""

    def search(page: QWidget) -> list[str]:
        found = []
        for widget in page.findChildren(QWidget):
            if widget.isVisibleTo(page) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                found += [] if name.strip() else [repr(widget)]
        return found

    return search


@pytest.fixture
def clipped(qtbot: QtBot) -> Callable[[QWidget], list[str]]:
    """Give a search for words and buttons that are not seen whole, and for sideways scrolling.

    A page that is still being laid out is looked at again, until it stands.
    """

    def search(page: QWidget) -> list[str]:
        for _ in range(20):
            found = [
                f"{type(widget).__name__} {getattr(widget, 'text', str)()!r} {widget.size()}"
                for widget in page.findChildren(QWidget)
                if widget.isVisibleTo(page) and _is_clipped(widget)
            ]
            if not found:
                break
            qtbot.wait(50)
        return found

    return search


def _is_clipped(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    in_sight = parent is None or isinstance(parent.parentWidget(), QScrollArea)
    if isinstance(widget, QLabel):
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else 0
        too_small = widget.height() < needed or (
            not widget.wordWrap() and widget.width() < widget.sizeHint().width()
        )
        return too_small or (not in_sight and not parent.rect().contains(widget.geometry()))
    if isinstance(widget, QAbstractButton | QLineEdit):
        least = widget.minimumSizeHint()
        too_small = widget.width() < least.width() or widget.height() < least.height()
        return too_small or (not in_sight and not parent.rect().contains(widget.geometry()))
    if isinstance(widget, QScrollArea) and widget.widget():
        return widget.widget().width() > widget.viewport().width()
    return False


@pytest.fixture
def evening(
    vault: Vault,
    qapp: QApplication,
    theme: Theme,
    tmp_path: Path,
    qtbot: QtBot,
    recovery_key: RecoveryKey,
) -> Iterator[Evening]:
    """Give the program on an open practice with a client, a signed session and a client card."""
    with evenings.spent(vault, qapp, tmp_path / "config", qtbot, recovery_key) as evening:
        yield evening


@pytest.fixture
def papers(qtbot: QtBot) -> Papers:
    """Give what a person does with the window over a paper."""
    return Papers(qtbot)
