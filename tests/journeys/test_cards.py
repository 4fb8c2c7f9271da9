"""An hour, a card, a guess: from the client's first answer to the page that is handed over."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

import factory
from practicenotes.app import cover
from practicenotes.app.program import Program
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.cards import ClientCard, Given
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.exchange import record_files
from practicenotes.records import cards, settings, whole
from practicenotes.reflections import guesses
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.cards.choosing import LinesDialog
from practicenotes.ui.cards.guessing import GuessDialog
from practicenotes.ui.cards.hand_over import HandOver
from practicenotes.ui.cards.reading import ReadingDialog
from practicenotes.ui.device import Device
from practicenotes.ui.theme import Appearance, Theme
from practicenotes.ui.window import Window
from practicenotes.vault import Vault


PASSPHRASE = "correct horse battery staple"
WORDS = "I would like more time."
LONG = 20_000  # ms


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    """Dress the application, once."""
    return qapp.findChild(Theme) or Theme(qapp, Appearance.LIGHT)


@dataclass
class Hour:
    """A therapist and a client in one room, with one computer."""

    program: Program
    window: Window
    vault: Vault
    heron: ClientId
    hour: SessionId
    qtbot: QtBot

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for something to become true."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=LONG)

    def dialog(self, kind: Any) -> Any:
        """Return the dialog of a kind that is open, or will be."""

        def found() -> list[Any]:
            return [each for each in self.window.findChildren(kind) if each.isVisible()]

        self.until(found)
        return found()[-1]

    def press(self, *keys: Qt.Key) -> None:
        """Press keys wherever the keyboard is."""
        for key in keys:
            QTest.keyClick(self.window.focusWidget(), key)

    def accept(self, dialog: QDialog) -> None:
        """Take the main button of a dialog with the keyboard."""
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def card(self) -> ClientCard:
        """Return the card of the hour as the record has it now."""
        return self.vault.record.run(cards.of_session, self.hour)[0]

    def hand_over(self) -> HandOver:
        """Hand the screen over, and return what the client holds."""
        assert self.program.desk
        self.program.desk.cards.take(CardAct.HAND_OVER, self.heron, self.hour)
        self.accept(self.dialog(LinesDialog))
        self.until(lambda: self.window.alone)
        self.until(lambda: not self.window.findChildren(LinesDialog))
        page = self.window.findChildren(HandOver)[-1]
        next(iter(page.sheet.lines.scales.values())).button(0).setFocus()
        return page

    def answer(self) -> None:
        """Answer three lines, leave two empty, write a sentence, and say that it is done."""
        self.press(Qt.Key.Key_8, Qt.Key.Key_Tab, Qt.Key.Key_End, Qt.Key.Key_Tab, Qt.Key.Key_3)
        self.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
        QTest.keyClicks(self.window.focusWidget(), WORDS)
        self.press(Qt.Key.Key_Tab, Qt.Key.Key_Space)

    def take_back(self, page: HandOver) -> None:
        """Type the passphrase, and wait until everything is kept."""
        QTest.keyClicks(page.give_back.field.field, PASSPHRASE)
        QTest.keyClick(page.give_back.field.field, Qt.Key.Key_Return)
        self.until(lambda: self.window.alone is None)
        self.until(lambda: self.card().finished_at)

    def guess_and_read(self, number: int) -> list[str]:
        """Guess at the first line, open the card, and return what stands there."""
        assert self.program.desk
        self.program.desk.cards.open(self.card().id)
        guessing = self.dialog(GuessDialog)
        next(iter(guessing.lines.scales.values())).button(number).click()
        self.accept(guessing)
        reading = self.dialog(ReadingDialog)
        self.qtbot.wait(50)
        labels = [each for each in reading.findChildren(QLabel) if each.isVisible()]
        words = [each.accessibleName() or each.text() for each in labels]
        reading.accept()
        return words


@pytest.fixture
def held(
    vault: Vault, qapp: QApplication, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> Iterator[Hour]:
    """Give an hour that has just been held, in an open practice."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    heron = factory.add_client(vault.record)
    now = times.on_the_wall(times.utc_now())
    hour = factory.add_session(vault.record, heron, starts_at=now)
    program = Program(qapp, Device(tmp_path / "config"), vault.folder)
    program.enter(vault)
    window = program.front
    assert isinstance(window, Window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG)
    yield Hour(program, window, vault, heron, hour, qtbot)
    program.close()
    cover.discard([window])
    program.deleteLater()


def test_from_the_clients_hand_to_the_record(held: Hour, tmp_path: Path) -> None:
    """With keys alone: handed over, answered, given back, guessed at, read, and exported."""
    page = held.hand_over()
    held.answer()
    assert page.give_back.isVisible()
    held.take_back(page)

    card = held.card()
    assert [line.answer for line in card.lines] == [8, 10, 3, None, None]
    assert (card.comment, card.given) == (WORDS, Given.ON_SCREEN)

    read = held.guess_and_read(6)
    guess = held.vault.private.run(guesses.of_card, card.id)
    assert guess is not None
    assert guess.answer("trust_safety") == 6
    assert WORDS in read
    assert "6, two lower" in read

    record = held.vault.record.run(whole.of_client, held.heron)
    page_file, data_file = record_files.write(record, tmp_path / "out")
    kept = json.loads(data_file.read_text("utf-8"))["cards"][0]
    assert WORDS in page_file.read_text("utf-8")
    assert [line["answer"] for line in kept["lines"]] == [8, 10, 3, None, None]
    assert "guess" not in data_file.read_text("utf-8").casefold()
