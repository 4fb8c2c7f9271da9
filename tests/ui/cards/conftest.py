"""The program on an open practice, with Heron and an hour that was just held."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

import factory
from practicenotes.app import cover
from practicenotes.app.program import Program
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.cards import CardId, ClientCard, Given
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.looking_back import Guess
from practicenotes.domain.sessions import SessionId
from practicenotes.records import cards, settings
from practicenotes.reflections import guesses
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.cards.choosing import LinesDialog
from practicenotes.ui.cards.hand_over import HandOver
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.theme import Theme
from practicenotes.ui.window import Window
from practicenotes.vault import Vault


LONG = 20_000  # ms: deriving a key takes a while


@dataclass
class Sitting:
    """A therapist at the window, with a client in the room."""

    program: Program
    heron: ClientId
    hour: SessionId
    device: Device
    qtbot: QtBot

    @property
    def desk(self) -> Desk:
        assert self.program.desk
        return self.program.desk

    @property
    def vault(self) -> Vault:
        assert self.program.vault
        return self.program.vault

    @property
    def window(self) -> Window:
        assert isinstance(self.program.front, Window)
        return self.program.front

    def until(self, holds: Callable[[], object]) -> None:
        """Wait for something to become true."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=LONG)

    def idle(self) -> None:
        """Wait until every operation has come back."""
        self.until(lambda: not any(door.busy for door in self.program._doors))

    def take(self, act: CardAct) -> None:
        """Choose what a menu offers for the hour."""
        self.desk.cards.take(act, self.heron, self.hour)

    def dialog(self, kind: type[QDialog]) -> Any:
        """Return the dialog of a kind that is open, or will be."""

        def found() -> list[Any]:
            return [each for each in self.window.findChildren(kind) if each.isVisible()]

        self.until(found)
        return found()[-1]

    def hand_over(self) -> HandOver:
        """Hand the card over, and return the page in the client's hands."""
        self.take(CardAct.HAND_OVER)
        self.dialog(LinesDialog).main.click()
        self.until(lambda: self.window.alone)
        self.until(lambda: not self.window.findChildren(LinesDialog))
        self.idle()
        return self.window.findChildren(HandOver)[-1]

    def open_session(self) -> None:
        """Open the page of the hour, and wait until both sides stand there."""
        page = self.desk.session
        with self.qtbot.waitSignals([page.record.opened, page.private.opened], timeout=LONG):
            self.desk.open_session(self.hour)
        self.idle()

    def cards(self) -> tuple[ClientCard, ...]:
        """Return Heron's cards as the record has them now."""
        return self.vault.record.run(cards.of_client, self.heron)

    def guess(self, card_id: CardId) -> Guess | None:
        """Return the guess before a card as the private store has it now."""
        return self.vault.private.run(guesses.of_card, card_id)

    def file_card(self, *answers: int | None, weeks_ago: int = 0, **told: Any) -> CardId:
        """File a card that was filled in on the screen."""
        told.setdefault("session_id", None if weeks_ago else self.hour)
        told["taken_on"] = factory.DAY - timedelta(weeks=weeks_ago)
        card = factory.card(self.heron, *answers, **told)
        if card.given is Given.ON_PAPER:
            return self.vault.record.run(cards.add, card, factory.AT)
        begun = self.vault.record.run(cards.begin, card, factory.AT)
        self.vault.record.run(cards.finish, begun.id, factory.AT)
        return begun.id


def said(where: QWidget) -> list[str]:
    """Return every word that is seen in labels."""
    labels = where.findChildren(QLabel)
    return [label.accessibleName() or label.text() for label in labels if label.isVisible()]


@pytest.fixture
def sitting(
    vault: Vault, qapp: QApplication, theme: Theme, tmp_path: Any, qtbot: QtBot
) -> Iterator[Sitting]:
    """Sit down after an hour with Heron."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    heron = factory.add_client(vault.record)
    now = times.on_the_wall(times.utc_now())
    hour = factory.add_session(vault.record, heron, starts_at=now - timedelta(hours=1))
    device = Device(tmp_path / "config")
    program = Program(qapp, device, vault.folder)
    program.enter(vault)
    sat = Sitting(program, heron, hour, device, qtbot)
    sat.window.activateWindow()
    qtbot.waitUntil(sat.window.isActiveWindow, timeout=LONG)
    sat.desk.clients.show_client(heron)
    sat.idle()
    yield sat
    program.close()
    cover.discard([program.front] if program.front else [])
    program.deleteLater()
