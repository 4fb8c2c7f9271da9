"""The files of a client in a window of their own, on the fictional practice."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import factory
from practicenotes.documents import letter as letter_paper
from practicenotes.domain.attachments import AttachmentId
from practicenotes.domain.people import Practitioner
from practicenotes.records import attachments, letters
from practicenotes.ui.files.page import FilesPage
from practicenotes.ui.tasks import Broadcast, Work
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.page import scrolled
from practicenotes.ui.widgets.row_button import RowButton


def _picture(form: str = "JPEG", size: tuple[int, int] = (900, 640), **told: Any) -> bytes:
    image = Image.new("RGB", size, "#f4efe6")
    draw = ImageDraw.Draw(image)
    for line in range(8):
        draw.rectangle((60, 60 + line * 60, size[0] - 90 - line * 20, 72 + line * 60), fill="#555")
    out = io.BytesIO()
    image.save(out, form, **told)
    return out.getvalue()


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """Give what makes a photograph of a letter."""
    return _picture


@dataclass
class Shown:
    """What a therapist sees of a client's files."""

    page: FilesPage
    window: QWidget
    played: Any
    work: Work
    qtbot: QtBot
    client_id: Any
    told: list[str] = field(default_factory=list)
    raised: list[Exception] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until everything has come back, and read the page anew as its owner does."""
        for _ in range(2):
            idle = lambda: self.played.idle() and not self.work.busy  # noqa: E731
            self.qtbot.waitUntil(idle, timeout=20_000)
            self.qtbot.wait(20)
        self.page.open(self.client_id)
        self.qtbot.waitUntil(lambda: self.played.idle() and not self.work.busy, timeout=20_000)
        self.qtbot.wait(20)

    def keep(self, content: bytes = b"", **told: Any) -> AttachmentId:
        """Keep a file past the window."""
        told = {"content": content, **told} if content else told
        new = factory.attachment(self.client_id, **told)
        kept = self.played.record.run(attachments.add, new, factory.AT)
        self.settle()
        return kept

    def drop(self, *paths: Path) -> None:
        """Let go of files over the page."""
        self.page.adding.take(self.client_id, None, list(paths))
        self.qtbot.waitUntil(lambda: not self.work.busy, timeout=20_000)
        self.qtbot.wait(20)

    def rows(self) -> list[str]:
        """Return the lines of files and consents as they are read aloud."""
        found = self.page.listed.findChildren(RowButton)
        return [row.accessibleName() for row in found if row.isVisible()]

    def take(self, words: str) -> None:
        """Take the first line that begins with these words, by keyboard."""
        found = self.page.listed.findChildren(RowButton)
        row = next(r for r in found if r.isVisible() and r.accessibleName().startswith(words))
        row.setFocus()
        self.qtbot.keyClick(row, Qt.Key.Key_Return)
        self.settle()

    def said(self, where: QWidget | None = None) -> str:
        """Return every word that is seen in labels."""
        labels = (where or self.window).findChildren(QLabel)
        shown = [label for label in labels if label.isVisible()]
        return "\n".join(label.accessibleName() or label.text() for label in shown)

    def press(self, words: str, where: QWidget | None = None) -> None:
        """Take the one button that is seen and says so."""
        found = [
            each
            for each in (where or self.window).findChildren(QPushButton)
            if each.isVisible() and words in (each.text().replace("&", ""), each.accessibleName())
        ]
        assert len(found) == 1, words
        found[0].click()

    def dialog(self) -> Any:
        """Return the dialog that is open."""
        self.qtbot.waitUntil(lambda: bool(self.dialogs()), timeout=20_000)
        return self.dialogs()[-1]

    def dialogs(self) -> list[QDialog]:
        """Return every dialog that is open."""
        return [each for each in self.window.findChildren(QDialog) if each.isVisible()]

    def place(self, path: Path) -> None:
        """Choose a path in the file dialog that is open, whatever it is for."""
        dialog = self.dialog()
        assert isinstance(dialog, QFileDialog)
        signal = (
            dialog.filesSelected if dialog.fileMode() is dialog.FileMode.ExistingFiles else None
        )
        if signal:
            signal.emit([str(path)])
        else:
            dialog.fileSelected.emit(str(path))
        dialog.reject()
        self.qtbot.waitUntil(lambda: not self.work.busy, timeout=20_000)
        self.qtbot.wait(20)


@pytest.fixture
def open_files(
    qtbot: QtBot, theme: Theme, played: Any, work: Work, broadcast: Broadcast
) -> Callable[..., Shown]:
    """Give what shows the files of a client and waits until everything stands there."""

    def show(code_name: str = "Heron", width: int = 1000, height: int = 700) -> Shown:
        page = FilesPage(played.doors[0], work, played.now)
        window = scrolled(page)
        qtbot.addWidget(window)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        shown = Shown(page, window, played, work, qtbot, played.id_of(code_name))
        page.told.connect(shown.told.append)
        broadcast.raised.connect(shown.raised.append)
        qtbot.waitUntil(window.isActiveWindow)
        shown.settle()
        return shown

    return show


@pytest.fixture
def pdf(played: Any) -> bytes:
    """Give a real document of two pages' worth of words."""
    client_id = played.id_of("Heron")
    begun = played.record.run(
        letters.begin, client_id, factory.letter_kind(), factory.DAY, factory.AT
    )
    return letter_paper.draw(begun, Practitioner("M. Lindqvist"), draft=True)
