"""The statement of encryption, and taking a practice off this computer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import disks
from evenings import Evening
from practicenotes import messages
from practicenotes.app import parting
from practicenotes.domain import settings as known
from practicenotes.errors import KeysDeleted, WrongPassphrase
from practicenotes.ui.no_practice import NoPractice
from practicenotes.ui.parting import PartingCard, RemovalDialog
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.words import Words


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> Iterator[RemovalDialog]:
    """Show the dialog over a window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    shown = RemovalDialog("the folder", window)
    shown.open()
    yield shown
    shown.close()  # what is shown lives as long as its window, and that as long as this
    window.close()


def test_nothing_is_removed_without_the_word(dialog: RemovalDialog) -> None:
    """The button waits until the word stands there, however it is written."""
    assert not dialog.main.isEnabled()
    dialog.word.setText("Remove ")

    assert dialog.main.isEnabled()


def test_a_wrong_passphrase_removes_nothing_and_can_be_typed_again(
    dialog: RemovalDialog, qtbot: QtBot
) -> None:
    """It is told beneath its field, and the button is there again."""
    dialog.word.setText("remove")
    with qtbot.waitSignal(dialog.given):
        dialog.main.click()
    assert not dialog.main.isEnabled()
    dialog.refuse(WrongPassphrase())

    assert dialog.passphrase.said() == messages.sentence(WrongPassphrase())
    assert dialog.main.isEnabled()


def test_the_page_of_the_practice_leads_there(evening: Evening) -> None:
    """The statement can be drawn of an open practice, and its card is on the page."""
    cards = evening.desk.practice.findChildren(PartingCard)

    assert len(cards) == 1
    assert parting.statement(evening.vault).startswith(b"%PDF")


def test_a_removed_practice_is_gone_and_the_program_goes_on(evening: Evening) -> None:
    """Its folder is deleted, the computer forgets it, and the window says that none is there."""
    folder: Path = evening.vault.folder
    program = evening.program

    parting.remove(program, evening.vault, program._device)

    assert not folder.exists()
    assert program._device.get(known.LAST_VAULT) == ""
    assert isinstance(program.front, NoPractice)
    assert program.vault is None


def test_a_removal_that_is_held_up_is_told_at_the_prompt(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys are deleted by then: nobody reads that nothing was changed."""
    program, folder = evening.program, evening.vault.folder
    disks.hold_databases(monkeypatch)
    parting.remove(program, evening.vault, program._device)

    said = [each.said() for each in program.front.findChildren(Words) if each.isVisible()]
    assert messages.sentence(KeysDeleted(folder)) in said
