"""Heron's record, with everything that a letter may ask for, and a letter page open on it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain.letters import Letter, LetterId
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.people import ClientId, NewClient, Person, Practitioner
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.records import clients, goals, letters, measures, notes, practice, sessions
from practicenotes.records.schema import SCHEMA as RECORD
from practicenotes.reflections.schema import SCHEMA as PRIVATE
from practicenotes.ui import theme as themes
from practicenotes.ui.letter.page import LetterPage
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.vault.recovery import RecoveryKey
from practicenotes.vault.store import Store
from practicenotes.vault.vault import Vault


NOW = datetime(2025, 11, 18, 12, 5, tzinfo=UTC)
FIRST = datetime(2025, 9, 2, 13, 0)
PLAN = "Keep the sleep record for one more week. Bring one sentence for the talk with his manager."
UNSIGNED = "A draft that nobody has signed yet."


class Clock:
    """A clock that stands until it is moved; called like the real one."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Practice:
    """The record of Heron, and the letter page on it."""

    record: Store
    client: ClientId
    page: LetterPage
    broadcast: Broadcast
    clock: Clock
    qtbot: QtBot

    def begin(self) -> Letter:
        """Begin a progress letter on the page, as the window does."""
        self.page.begin(self.client, "progress")
        self.qtbot.waitUntil(lambda: self.page.letter is not None)
        self.settle()
        assert self.page.letter is not None
        return self.page.letter

    def agree(self) -> None:
        """Fill in the consent as a person does."""
        form = self.page.panes.consent.form
        for name, words in (
            ("purpose", "to let her know how the work is going"),
            ("given_on", "11 November 2025"),
            ("form", "in session, in writing"),
            ("scope", "dates, focus, change"),
        ):
            field = form.field(name)
            field.setFocus()
            QTest.keyClicks(field, words)
        self.page.panes.consent.confirmed.click()
        self.settle()

    def settle(self) -> None:
        """Wait until everything is saved and drawn."""
        self.page.proof.draw()
        self.page.save_now()
        self.qtbot.waitUntil(lambda: not self.busy, timeout=10_000)

    @property
    def busy(self) -> bool:
        """Whether anything is under way, here or behind the page."""
        page = self.page
        return page.has_unsaved or page.proof.busy or page.doors_busy()  # type: ignore[attr-defined, no-any-return]

    def kept(self) -> Letter:
        """Return the letter as the store has it now."""
        assert self.page.letter is not None
        return self.record.run(letters.get, self.page.letter.id)

    def pages(self, letter_id: LetterId) -> bytes:
        """Return the exact pages of an approved letter as the store has them."""
        return self.record.run(letters.pages, letter_id)

    def fact(self, key: str) -> QCheckBox:
        """Return the box of a fact."""
        return self.page.panes.offers.facts[key]

    def scalar(self, statement: str) -> Any:
        """Return one value as it stands in the file, past every operation."""
        return self.record.on_connection(
            lambda connection: connection.exec_driver_sql(statement).scalar_one_or_none()
        )


def write_heron(record: Store, **about: Any) -> ClientId:
    """Write a practitioner, and a client with sessions, goals, forms and signed notes."""
    record.run(
        practice.save,
        Practitioner(
            name="M. Lindqvist",
            profession="Psychotherapist",
            registration="Registered member 00-0000",
            address=("4 Orchard Lane", "Fernhill"),
        ),
        NOW,
    )
    facts: dict[str, Any] = {
        "since": date(2025, 8, 26),
        "people": (Person("Jonas Feld"),),
        "reason": "Low mood and disturbed sleep after a change at work.",
        "referrer": "Dr A. Moss",
        "referrer_address": "Fernhill Surgery\n2 Market Street",
        "medication": "Sertraline 50 mg, by his GP",
    }
    client = record.run(clients.add, NewClient("Heron", **(facts | about)), NOW)
    held = [_session(record, client, FIRST + timedelta(weeks=n)) for n in range(10)]
    record.run(sessions.add, _absence(client), NOW)
    for words in ("Sleep through most nights", "Ask for what he needs at work"):
        record.run(goals.add, client, words, date(2025, 9, 9), NOW)
    for on, total in ((date(2025, 9, 2), 15), (date(2025, 10, 7), 11), (date(2025, 11, 4), 8)):
        form = MeasureResult("", client, "phq9", "PHQ-9", on, total)
        record.run(measures.add, form, None, NOW)
    _note(record, held[8], "He described a quieter week & slept six hours on most nights.", PLAN)
    _note(record, held[9], UNSIGNED, "", signed=False)
    return client


def _session(record: Store, client: ClientId, at: datetime) -> SessionId:
    risk = "no thoughts of harming himself were reported"
    held = Session(SessionId(""), client, at, attendance=Attendance.ATTENDED, risk=risk)
    return record.run(sessions.add, held, NOW)


def _absence(client: ClientId) -> Session:
    at = datetime(2025, 10, 21, 13, 0)
    return Session(SessionId(""), client, at, attendance=Attendance.CANCELLED_BY_CLIENT)


def _note(record: Store, session: SessionId, data: str, plan: str, *, signed: bool = True) -> None:
    note = record.run(notes.begin, session, catalog.note_template("dap"), NOW)
    record.run(notes.save, note.id, {"data": data, "plan": plan}, NOW)
    if signed:
        record.run(notes.sign, note.id, NOW)


@pytest.fixture(scope="session")
def heron_vault(
    new_vault: tuple[Path, RecoveryKey], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, ClientId]:
    """Write Heron's record once for the whole run; every test takes a copy."""
    folder, recovery_key = new_vault
    copy = shutil.copytree(folder, tmp_path_factory.mktemp("heron") / folder.name)
    vault = Vault.open(copy, recovery_key, {"record": RECORD, "private": PRIVATE}, at=NOW)
    client = write_heron(vault.record)
    vault.close()
    return copy, client


@pytest.fixture
def vault_folder(heron_vault: tuple[Path, ClientId], tmp_path: Path) -> Path:
    """Give a copy of Heron's vault, closed."""
    return shutil.copytree(heron_vault[0], tmp_path / "Practice.practice")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tasks(record: Store, broadcast: Broadcast) -> Iterator[Tasks]:
    """Give the door to the record."""
    door = Tasks(record.submit, broadcast)
    yield door
    record.close()
    door.deleteLater()


@pytest.fixture
def heron(
    qtbot: QtBot,
    theme: Theme,
    heron_vault: tuple[Path, ClientId],
    record: Store,
    tasks: Tasks,
    work: Work,
    broadcast: Broadcast,
    clock: Clock,
) -> Iterator[Practice]:
    """Give the letter page of a practice with one client."""
    client = heron_vault[1]
    with themes.laid_once():
        page = LetterPage(tasks, work, clock)
    page.doors_busy = lambda: tasks.busy or work.busy  # type: ignore[attr-defined]
    page.resize(1200, 712)
    qtbot.addWidget(page)
    page.show()
    yield Practice(record, client, page, broadcast, clock, qtbot)
    page.proof.drop()
    page.flush()


@pytest.fixture
def filled(heron: Practice) -> Practice:
    """Give a letter from which nothing is missing but the consent."""
    heron.begin()
    for key in ("dates_seen", "focus", "measure_change"):
        heron.fact(key).click()
    heron.settle()
    return heron


@pytest.fixture
def agreed(filled: Practice) -> Practice:
    """Give a letter that can be approved."""
    filled.agree()
    return filled
