"""An executor sheet is made in a window, really tried, taken back where it was not, and revoked."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import factory
from outgoing import Papers
from practicenotes import messages
from practicenotes.app import executor_sheet, keeping
from practicenotes.domain import times
from practicenotes.domain.executor import SheetState
from practicenotes.errors import StoreClosed, WrongExecutorKey, WrongPassphrase
from practicenotes.ui.executor import card as cards
from practicenotes.ui.executor.asking import EMPTY, REPLACES
from practicenotes.ui.executor.card import ExecutorCard
from practicenotes.ui.executor.making import IN_FORCE, TAKEN_BACK, MakeSheet
from practicenotes.ui.first_run.recovery import CheckStep, KeyStep
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.vault import Vault, audit
from practicenotes.vault import executor as keys
from practicenotes.vault.executor_key import read


PASSPHRASE = "correct horse battery staple"
LONG = 30_000  # ms: deriving a key takes a while


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, vault: Vault, work: Work, broadcast: Broadcast
) -> Iterator[PracticePage]:
    """Show the practice page of a real practice, with the card of the executor sheet."""
    door = Tasks(vault.record.submit, broadcast)
    shown = PracticePage(door, work, keeping.care(vault), times.utc_now)
    executor_sheet.offer(shown, vault, work)
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: not work.busy)
    yield shown
    qtbot.waitUntil(lambda: not (door.busy or work.busy), timeout=LONG)
    door.deleteLater()


@pytest.fixture
def card(page: PracticePage) -> ExecutorCard:
    """Give that card."""
    return page.findChildren(ExecutorCard)[0]


def dialog_of(page: QWidget) -> MakeSheet:
    return next(each for each in page.window().findChildren(MakeSheet) if each.isVisible())


def said(page: QWidget) -> str:
    labels = [label for label in page.findChildren(QLabel) if label.isVisible()]
    return " ".join(label.accessibleName() or label.text() for label in labels)


def offered(card: ExecutorCard) -> list[str]:
    buttons = [button for button in card.findChildren(QPushButton) if button.isVisible()]
    return [button.text() for button in buttons if button.text() != "Help"]


def make(
    card: ExecutorCard, qtbot: QtBot, passphrase: str = PASSPHRASE, *, parts: bool = False
) -> MakeSheet:
    """Go on to the key, or to the first of two."""
    card.make.click()
    dialog = dialog_of(card)
    dialog.asking.parts.setChecked(parts)
    qtbot.keyClicks(dialog.asking.passphrase.field.field, passphrase)
    dialog.asking.next.click()
    return dialog


def shown_keys(dialog: MakeSheet, qtbot: QtBot) -> list[str]:
    """Return what is shown to be put on paper, and go on to the trial."""
    qtbot.waitUntil(lambda: bool(dialog.keys), timeout=LONG)
    found = ["-".join(words.text() for words in step._shown) for step in dialog.keys]
    for step in dialog.keys:
        step.next.click()
    return found


def type_key(step: CheckStep, key: str, qtbot: QtBot) -> None:
    """Type a key from paper, group by group; the last sign tries it."""
    for field, group in zip(step._fields._fields, key.lower().split("-"), strict=True):
        qtbot.keyClicks(field, group)


def state(vault: Vault) -> SheetState:
    from practicenotes.records import executor_sheet as sheets

    return sheets.state(vault)


def test_a_sheet_is_made_and_tried(
    card: ExecutorCard, page: PracticePage, vault: Vault, qtbot: QtBot
) -> None:
    """From no sheet to one in force, by passphrase, paper and a real opening; the trail tells."""
    assert card.says.said() == cards.NONE
    assert offered(card) == ["Make an executor sheet…"]
    dialog = make(card, qtbot)
    [key] = shown_keys(dialog, qtbot)
    assert key.replace("-", "") not in said(dialog)
    with qtbot.waitSignal(page.told, timeout=LONG) as told:
        type_key(dialog.checks[0], key, qtbot)
    assert told.args == [IN_FORCE]
    keys.attempt(vault, read(key))
    qtbot.waitUntil(lambda: card.says.said().startswith("One is in force."), timeout=LONG)
    assert "in one part" in card.says.said()
    assert offered(card) == ["Make a new one…", "Revoke it…"]
    acts = [entry.act for entry in vault.record.run(audit.by, audit.THERAPIST)]
    assert acts[-2:] == ["make executor sheet", "try executor sheet"]


def test_two_sheets_are_made_and_both_are_tried(
    card: ExecutorCard, page: PracticePage, vault: Vault, qtbot: QtBot
) -> None:
    """Each part is shown, printed and typed by itself; together they are tried, and open."""
    dialog = make(card, qtbot, parts=True)
    one, two = shown_keys(dialog, qtbot)
    assert one != two
    type_key(dialog.checks[0], one, qtbot)
    assert "Check sheet 2 of 2" in said(dialog)
    with qtbot.waitSignal(page.told, timeout=LONG) as told:
        type_key(dialog.checks[1], two, qtbot)
    assert told.args == [IN_FORCE]
    assert state(vault).in_parts
    keys.attempt(vault, read(two, one))
    with pytest.raises(WrongExecutorKey):
        keys.attempt(vault, read(one))


def test_a_wrong_group_is_named(card: ExecutorCard, qtbot: QtBot) -> None:
    """A group that differs from the key is named before anything is opened, and can be mended."""
    dialog = make(card, qtbot)
    [key] = shown_keys(dialog, qtbot)
    wrong = key[:-1] + ("0" if key[-1] != "0" else "1")
    type_key(dialog.checks[0], wrong, qtbot)
    assert dialog.checks[0].problem() == "Group 9 differs from the key."
    dialog.reject()


def test_a_sheet_that_was_not_tried_is_taken_back(
    card: ExecutorCard, page: PracticePage, vault: Vault, qtbot: QtBot
) -> None:
    """Whoever leaves before the trial has no sheet in force, and the key on paper opens nothing."""
    dialog = make(card, qtbot)
    [key] = shown_keys(dialog, qtbot)
    with qtbot.waitSignal(page.told, timeout=LONG) as told:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert told.args == [TAKEN_BACK]
    assert state(vault) == SheetState()
    with pytest.raises(WrongExecutorKey):
        keys.attempt(vault, read(key))


def test_nothing_is_made_without_the_passphrase(
    card: ExecutorCard, vault: Vault, qtbot: QtBot
) -> None:
    """An empty field and a wrong passphrase are told at the field; leaving then takes nothing."""
    card.make.click()
    dialog = dialog_of(card)
    dialog.asking.next.click()
    assert dialog.asking.passphrase.said() == EMPTY
    assert REPLACES not in said(dialog)
    qtbot.keyClicks(dialog.asking.passphrase.field.field, "some other passphrase")
    dialog.asking.next.click()
    wrong = messages.sentence(WrongPassphrase())
    qtbot.waitUntil(lambda: dialog.asking.passphrase.said() == wrong, timeout=LONG)
    dialog.reject()
    assert state(vault) == SheetState()


def test_a_sheet_from_the_terminal_waits_for_its_trial(
    card: ExecutorCard, page: PracticePage, vault: Vault, qtbot: QtBot
) -> None:
    """It is said to open the record already; the trial can be made now, without a new key."""
    key = keys.make(vault, PASSPHRASE, at=factory.AT)
    card.refresh()
    qtbot.waitUntil(lambda: "opens the record already" in card.says.said(), timeout=LONG)
    assert offered(card)[0] == "Try it…"
    card.attempt.click()
    dialog = dialog_of(card)
    dialog.checks[0].back.click()
    keys.attempt(vault, key)

    card.attempt.click()
    dialog = dialog_of(card)
    type_key(dialog.checks[0], str(read("0" * 36)), qtbot)
    refused = messages.sentence(WrongExecutorKey())
    qtbot.waitUntil(lambda: dialog.checks[0].problem() == refused, timeout=LONG)
    dialog.checks[0]._fields.clear()
    with qtbot.waitSignal(page.told, timeout=LONG) as told:
        type_key(dialog.checks[0], str(key), qtbot)
    assert told.args == [IN_FORCE]
    assert state(vault).tried


def test_a_sheet_is_revoked_after_a_question(
    card: ExecutorCard, page: PracticePage, vault: Vault, qtbot: QtBot
) -> None:
    """The question says what it means; revoked, the key opens nothing and the card says so."""
    key = keys.make(vault, PASSPHRASE, at=factory.AT)
    card.refresh()
    qtbot.waitUntil(card.revoke.isVisible, timeout=LONG)
    card.revoke.click()
    [dialog] = [each for each in page.findChildren(Dialog) if each.isVisible()]
    assert cards.SURE in said(dialog)
    with qtbot.waitSignal(page.told, timeout=LONG) as told:
        dialog.main.click()
    assert told.args == [cards.REVOKED]
    qtbot.waitUntil(lambda: card.says.said() == cards.NONE, timeout=LONG)
    with pytest.raises(WrongExecutorKey):
        keys.attempt(vault, key)


def test_the_sheet_is_saved_as_it_is_shown(
    card: ExecutorCard, qtbot: QtBot, papers: Papers, tmp_path: Path
) -> None:
    """The paper that goes out holds the key that is shown, and the steps for whoever reads it."""
    dialog = make(card, qtbot)
    qtbot.waitUntil(lambda: bool(dialog.keys), timeout=LONG)
    step = dialog.keys[0]
    key = [words.text() for words in step._shown]
    step.save_wanted.emit()
    file = tmp_path / "sheet.pdf"
    assert papers.save_to(dialog, file) == "Executor sheet.pdf"
    qtbot.waitUntil(file.exists, timeout=LONG)
    with pypdfium2.PdfDocument(file) as document:
        text = document[0].get_textpage().get_text_range()
    assert [group for group in key if group not in text] == []
    assert "Open as executor" in " ".join(text.split())
    qtbot.waitUntil(lambda: not papers.open(dialog))
    dialog.reject()


def test_a_locked_practice_is_told_on_the_card(
    card: ExecutorCard, vault: Vault, qtbot: QtBot
) -> None:
    """Where the state cannot be read, the card says why in place of it."""
    vault.close()
    card.refresh()
    told = messages.sentence(StoreClosed())
    qtbot.waitUntil(lambda: card.says.said() == told, timeout=LONG)


@pytest.mark.parametrize("size", [100, 200])
def test_every_step_has_names_and_room(
    card: ExecutorCard, page: PracticePage, theme: Theme, qtbot: QtBot, size: int, unnamed, clipped
) -> None:
    """In a small window and with large text each step is whole, and every control has a name."""
    theme.set_text_size(size)
    page.resize(1024, 700)
    dialog = make(card, qtbot, parts=True)
    qtbot.waitUntil(lambda: bool(dialog.keys), timeout=LONG)
    steps: list[QWidget] = [dialog.asking, *dialog.keys, *dialog.checks]
    assert isinstance(steps[1], KeyStep)
    for step in steps:
        dialog._go(step)  # type: ignore[arg-type]
        assert unnamed(dialog) == []
        qtbot.waitUntil(lambda: clipped(dialog) == [])
    dialog.reject()
