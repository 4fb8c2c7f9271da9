"""What the tests of a restore at the prompt share: a backup on a stick, and no practice at hand."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from practicenotes.app.cover import discard
from practicenotes.app.program import Program
from practicenotes.domain import settings as known
from practicenotes.domain.people import NewClient
from practicenotes.records import clients, settings
from practicenotes.ui.device import Device
from practicenotes.ui.theme import Theme
from practicenotes.vault import Vault


MADE = datetime(2025, 11, 18, 16, 2, tzinfo=UTC)
Start = Callable[[Path], Program]


@pytest.fixture
def file(vault: Vault, tmp_path: Path) -> Path:
    """Make a backup of a practice with one client, Heron; then close the practice."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    vault.record.run(clients.add, NewClient("Heron"), MADE)
    written = vault.backup(tmp_path / "stick", at=MADE)
    vault.close()
    return written


@pytest.fixture
def start(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Start]:
    """Give a way to start the program on a folder; it is closed behind the test."""
    started: list[Program] = []

    def begin(folder: Path) -> Program:
        program = Program(qapp, Device(tmp_path / "config"), folder)
        started.append(program)
        program.begin()
        return program

    yield begin
    for program in started:
        program.close()
        if program.front:
            discard([program.front])
        program.deleteLater()
