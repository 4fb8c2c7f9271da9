"""The card of the letterhead in a window of its own, on the fictional practice."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.letterhead.card import LetterheadCard
from practicenotes.ui.letterhead.dialog import LetterheadDialog
from practicenotes.ui.tasks import Broadcast, Work
from practicenotes.ui.theme import Theme


def _picture(form: str = "PNG", mode: str = "RGB", size=(400, 160), **told: Any) -> bytes:
    image = Image.new("RGB", size, "#1f6f70")
    image = image.quantize(8) if mode == "P" else image.convert(mode)
    out = io.BytesIO()
    image.save(out, form, **told)
    return out.getvalue()


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """Give what makes a picture of one colour."""
    return _picture


@dataclass
class Shown:
    """What a therapist sees of the letterhead."""

    card: LetterheadCard
    window: QWidget
    played: Any
    work: Work
    qtbot: QtBot
    told: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until everything has come back."""
        for _ in range(3):
            idle = lambda: self.played.idle() and not self.work.busy  # noqa: E731
            self.qtbot.waitUntil(idle, timeout=30_000)
            self.qtbot.wait(20)

    def open(self) -> LetterheadDialog:
        """Open what sets the letterhead, and wait for its pages."""
        self.card.change.click()
        self.qtbot.waitUntil(lambda: self.card.findChild(LetterheadDialog) is not None)
        dialog = self.card.findChild(LetterheadDialog)
        self.qtbot.waitUntil(lambda: bool(dialog.preview.data), timeout=30_000)
        self.settle()
        return dialog

    def drawn(self, dialog: LetterheadDialog) -> str:
        """Wait until the pages show what stands in the form, and return what is read on them."""
        self.qtbot.waitUntil(lambda: not dialog.proof.busy, timeout=30_000)
        return dialog.preview.text()

    def keep(self, dialog: LetterheadDialog) -> None:
        """Keep what stands there."""
        with self.qtbot.waitSignal(dialog.accepted, timeout=30_000):
            dialog.main.click()
        self.settle()


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme, played: Any, work: Work, broadcast: Broadcast) -> Shown:
    """Give the card in a window, read."""
    window = QWidget()
    card = LetterheadCard(played.doors[0], work, played.now)
    stack = QVBoxLayout(window)
    stack.addWidget(card)
    stack.addStretch()
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    card.refresh()
    made = Shown(card, window, played, work, qtbot)
    card.told.connect(made.told.append)
    made.settle()
    return made
