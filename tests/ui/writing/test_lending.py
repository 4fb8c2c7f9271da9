"""On every page of an open practice, a sheet has the words of its own side or of none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

import factory
from practicenotes import spelling
from practicenotes.app import cover
from practicenotes.app.program import Program
from practicenotes.domain import settings as known
from practicenotes.domain.people import NewClient
from practicenotes.records import clients, settings
from practicenotes.reflections import words as private_words
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.writing.side import lent_to
from practicenotes.vault import Vault


LONG = 30_000  # ms


@pytest.fixture
def desk(
    vault: Vault, qapp: QApplication, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> Iterator[Desk]:
    """Give the pages of an open practice with a session open, after a word learnt in private."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    vault.private.run(private_words.learn, "fremdeling", factory.AT)
    heron = vault.record.run(clients.add, NewClient("Heron"), factory.AT)
    program = Program(qapp, Device(tmp_path / "config"), vault.folder)
    program.enter(vault)
    assert program.desk
    program.desk.new_note(heron)
    session = program.desk.session
    qtbot.waitUntil(
        lambda: session.record.is_open and session.private.free.isVisible(), timeout=LONG
    )
    yield program.desk
    program.close()
    cover.discard([program.front] if program.front else [])
    program.deleteLater()


def is_private(widget: QWidget) -> bool:
    """Say whether a widget lies on the private ground."""
    around: QWidget | None = widget
    while around is not None:
        if around.property("ground") == "private":
            return True
        around = around.parentWidget()
    return False


def test_every_sheet_has_the_words_of_its_ground(desk: Desk) -> None:
    """Private ones those of the private store, all others those of the record; addresses none."""
    every = desk.session.window().findChildren(GrowingEditor)
    sheets = [each for each in every if "ddress" not in each.accessibleName()]
    assert {lent_to(each) for each in every if each not in sheets} == {None}
    found = {is_private(each): lent_to(each) for each in sheets}
    assert len(sheets) > 10
    assert found == {True: desk.vocabulary.private, False: desk.vocabulary.record}
    for each in sheets:
        side = desk.vocabulary.private if is_private(each) else desk.vocabulary.record
        assert lent_to(each) is side, each.accessibleName()


def test_each_side_is_read_from_its_own_store(desk: Desk, qtbot: QtBot) -> None:
    """A word of the private store is known there and is nothing to the record."""
    vocabulary = desk.vocabulary
    qtbot.waitUntil(lambda: vocabulary.private.learnt == ("fremdeling",), timeout=LONG)
    assert vocabulary.record.learnt == ()
    assert not vocabulary.private.is_misspelt("fremdeling")


@pytest.mark.skipif(not spelling.is_available(), reason="no dictionary library")
def test_the_client_in_front_is_known_by_name(desk: Desk, qtbot: QtBot) -> None:
    """The code name is filled into snippets of either side."""
    sides = (desk.vocabulary.record, desk.vocabulary.private)
    qtbot.waitUntil(lambda: {side.client for side in sides} == {"Heron"}, timeout=LONG)


def test_the_menu_does_what_its_keys_do(desk: Desk, qtbot: QtBot) -> None:
    """Each line of the menu works on the sheet that has the keyboard."""
    sheet = desk.session.record.form.editor("data")
    window = sheet.window()
    window.activateWindow()
    sheet.setFocus()
    qtbot.keyClicks(sheet, "sleep")
    listed = [action for menu in window.findChildren(QMenu) for action in menu.actions()]
    actions = {action.text().replace("&", ""): action for action in listed}
    for line, text in (
        ("Bold", "**sleep**"),
        ("Bold", "sleep"),
        ("List", "- sleep"),
        ("Numbered list", "1. sleep"),
        ("Heading 2", "## sleep"),
        ("No heading", "sleep"),
        ("Italic", "*sleep*"),
    ):
        actions[line].trigger()
        assert sheet.text() == text, line
    actions["Find in the note"].trigger()
    assert not desk.session.finding._bars["record"].isHidden()


def test_keys_of_a_sheet_come_before_those_of_the_menu(desk: Desk, qtbot: QtBot) -> None:
    """One press does it once."""
    sheet = desk.session.record.form.editor("data")
    sheet.window().activateWindow()
    sheet.setFocus()
    qtbot.keyClicks(sheet, "sleep")
    qtbot.keyClick(sheet, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert sheet.text() == "**sleep**"
