"""The trash and the rules of signing on the practice page."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import factory
from practicenotes.app import keeping
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.records import goals, notes, settings, trash
from practicenotes.ui.signing_rules import SigningRules
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.theme import Theme
from practicenotes.ui.trash import TrashCard
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.vault import Vault


@pytest.fixture
def door(qapp: QApplication, vault: Vault, broadcast: Broadcast) -> Iterator[Tasks]:
    """Give the door to the record."""
    opened = Tasks(vault.record.submit, broadcast)
    yield opened
    vault.close()
    opened.deleteLater()


@pytest.fixture
def card(qtbot: QtBot, theme: Theme, door: Tasks) -> TrashCard:
    """Show the trash of a practice."""
    shown = TrashCard(door, lambda: factory.AT)
    qtbot.addWidget(shown)
    shown.resize(700, 300)
    shown.show()
    return shown


@pytest.fixture
def deleted(vault: Vault) -> str:
    """Put a draft into the trash, and give its id."""
    hour = factory.add_session(vault.record, factory.add_client(vault.record))
    note = factory.write_note(vault.record, hour)
    vault.record.run(trash.put_note, note.id, factory.AT)
    return note.id


def read(card: TrashCard, qtbot: QtBot, rows: int) -> None:
    """Read the trash anew, and wait for so many rows."""
    card.refresh()
    qtbot.waitUntil(lambda: len(card.rows) == rows and card.nothing.isHidden() is bool(rows))


def test_an_empty_trash_says_so(card: TrashCard, qtbot: QtBot) -> None:
    """One sentence, and no rows."""
    read(card, qtbot, 0)
    assert card.nothing.isVisible()


def test_every_thing_is_named_with_whose_it_was(
    card: TrashCard, qtbot: QtBot, deleted: str
) -> None:
    """And each button says what it is about."""
    read(card, qtbot, 1)
    (row,) = card.rows.values()
    assert row.restore.accessibleName() == ("Restore: draft note of Heron: Free, 18 November 2025")
    assert row.remove.accessibleName().startswith("Remove now: draft note of Heron")


def test_a_draft_comes_back_by_the_keyboard(
    card: TrashCard, qtbot: QtBot, vault: Vault, deleted: str
) -> None:
    """One press, and the row is gone; what was done is said."""
    read(card, qtbot, 1)
    (row,) = card.rows.values()
    with qtbot.waitSignal(card.told) as told:
        qtbot.keyClick(row.restore, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not card.rows)
    assert told.args == ["Back again: draft note of Heron: Free, 18 November 2025."]
    assert vault.record.run(notes.get, deleted).id == deleted


def test_removing_for_good_is_asked_once_more(
    card: TrashCard, qtbot: QtBot, vault: Vault, deleted: str
) -> None:
    """Put aside, everything is still there; taken, nothing is."""
    read(card, qtbot, 1)
    (row,) = card.rows.values()
    row.remove.click()
    card.findChildren(Dialog)[-1].reject()
    assert len(vault.record.run(trash.find)) == 1
    row.remove.click()
    card.findChildren(Dialog)[-1].main.click()
    qtbot.waitUntil(lambda: not card.rows)
    assert vault.record.run(trash.find) == ()


def test_a_damaged_thing_offers_nothing(
    card: TrashCard, qtbot: QtBot, vault: Vault, deleted: str
) -> None:
    """It is listed, so that nobody misses it."""
    factory.meddle(vault.record, "UPDATE trashed SET words = 'x'")
    read(card, qtbot, 1)
    (row,) = card.rows.values()
    assert not row.restore.isEnabled()
    assert not row.remove.isEnabled()


def test_opening_the_practice_empties_what_is_old(vault: Vault) -> None:
    """What was deleted thirty days ago is gone, and what was deleted since is not."""
    client = factory.add_client(vault.record)
    for days in (31, 3):
        goal = vault.record.run(goals.add, client, f"{days} days", factory.DAY, factory.AT)
        at = times.utc_now() - timedelta(days=days)
        vault.record.run(trash.put_goal, goal, at)
    keeping.empty_trash(vault)
    assert [each.words for each in vault.record.run(trash.find)] == ["3 days"]


def test_the_rules_of_signing_are_kept_at_once(
    qtbot: QtBot, theme: Theme, door: Tasks, vault: Vault
) -> None:
    """The page shows what is chosen, also what it does not offer itself."""
    vault.record.run(settings.put, known.DRAFT_DAYS, 5)
    rules = SigningRules(door)
    qtbot.addWidget(rules)
    rules.refresh()
    qtbot.waitUntil(lambda: rules.days.value == 5)
    assert rules.hours.value == 0

    rules.hours.setFocus()
    for _ in range(3):
        qtbot.keyClick(rules.hours, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: vault.record.run(settings.get, known.WITHDRAW_HOURS) == 24)
