"""Words in a practice that could not be written when it was opened: how they come to be saved."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import disks
import evenings
from evenings import Evening
from practicenotes.app.stores import SCHEMAS
from practicenotes.records import notes
from practicenotes.ui import unkept
from practicenotes.ui.elsewhere import Elsewhere
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey, Vault


WORDS = "He spoke of the heron."


def elsewhere_of(evening: Evening) -> Elsewhere:
    """Return what the window has for words that no store takes."""
    assert evening.program.front
    (found,) = evening.program.front.findChildren(Elsewhere)
    return found


def opened(evening: Evening) -> None:
    """Open the practice as it lies there now."""
    folder = evening.program.folder
    evening.program.enter(Vault.open(folder, evening.key, SCHEMAS, at=datetime.now(UTC)))


def test_words_go_elsewhere_and_come_back_once_it_is_opened_anew(
    vault: Vault,
    recovery_key: RecoveryKey,
    qapp: QApplication,
    theme: Theme,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    """Writing is allowed meanwhile: neither waiting nor a lock saves them, and that is not said."""
    folder = vault.folder
    with evenings.spent(vault, qapp, tmp_path / "config", qtbot, recovery_key) as evening:
        note = evening.draft()
        evening.lock(at_once=False)
        if not disks.mount("--bind", folder, folder):
            pytest.skip("mounting a folder read-only needs root on Linux")
        try:
            assert disks.mount("-o", "remount,ro,bind", folder)
            opened(evening)
            page = evening.desk.session
            evening.until(lambda: page.record.is_open and page.record.note.id == note)
            evening.until(lambda: page.private.shows(page.record.session.id))
            page.record.form.editor("data").setPlainText(WORDS)
            evening.desk.flush()
            strip = elsewhere_of(evening).strip
            evening.until(strip.isVisible)
            assert page.record.form.editor("data").toPlainText() == WORDS
            assert strip.said() == unkept.ONLY_READ.format(stays=unkept.STAYS)
            assert disks.mount("-o", "remount,rw,bind", folder)

            evening.program.lock()
            asks = evening.program.front
            assert isinstance(asks, Unlock)
            asks.recovery_key_given.emit(str(recovery_key))
            evening.until(lambda: isinstance(evening.program.front, Window))
            assert not evening.program.save()

            elsewhere_of(evening).save(tmp_path / "words")
            file = tmp_path / "words.practicewords"
            evening.until(lambda: file.name in strip.said())
            assert "Close the program and open it again" in strip.said()
            assert evening.program.front
            assert not evening.program.front.close()
            assert evening.program.front.close()
            opened(evening)
            elsewhere_of(evening).bring_back(file)
            evening.until(
                lambda: evening.vault.record.run(notes.get, note).sections[0].text == WORDS
            )
        finally:
            evening.program.close()
            subprocess.run(["umount", "--lazy", folder], check=True)
