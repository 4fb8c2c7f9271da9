"""A disk that takes nothing: the window says so, and what was written finds a way out and back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFrame, QLabel
from pytestqt.qtbot import QtBot

import evenings
from evenings import AT, Evening
from practicenotes import messages
from practicenotes.domain.elsewhere import Came
from practicenotes.domain.people import Practitioner
from practicenotes.domain.reflections import Reflection
from practicenotes.errors import FolderMissing, StoreLost, WordsUnreadable
from practicenotes.records import notes, practice
from practicenotes.reflections import reflections
from practicenotes.ui import unkept
from practicenotes.ui.elsewhere import Elsewhere, joining
from practicenotes.ui.elsewhere.returned import SAID, ReturnedSheet
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.reading import ReadText
from practicenotes.ui.widgets.state import NeverPrinted
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.window import Window
from practicenotes.vault import RecoveryKey, Vault


RECORD, PRIVATE = "He spoke of the heron.", "I was tired with him."
NAME = "M. Lindqvist"


class Pulled(Evening):
    """An evening on which the stick is pulled in the middle of a word."""

    note_id = notes.NoteId("")
    away = Path()

    @property
    def window(self) -> Window:
        assert isinstance(self.program.front, Window)
        return self.program.front

    @property
    def elsewhere(self) -> Elsewhere:
        (found,) = self.window.findChildren(Elsewhere)
        return found

    def write(self) -> None:
        """Write on both sides of a session, with the disk away."""
        self.note_id = self.draft()
        page = self.desk.session
        self.until(lambda: page.private.shows(page.record.session.id))
        self.until(lambda: not self.desk.has_unsaved)
        folder = self.vault.folder
        self.away = folder.rename(folder.with_name("Pulled.practice"))
        page.record.form.editor("data").setPlainText(RECORD)
        page.private.free.setPlainText(PRIVATE)
        self.qtbot.keyClicks(self.desk.practice._form.field("name"), NAME)
        self.desk.flush()
        self.until(self.elsewhere.strip.isVisible)

    def put_back(self) -> None:
        """Put the disk back, just as it was."""
        self.away.rename(self.vault.folder)

    def kept(self) -> tuple[str, str]:
        """Return what stands in both stores."""
        note = self.vault.record.run(notes.get, self.note_id)
        assert note.session_id
        private = self.vault.private.run(reflections.get, note.session_id, self.client)
        return note.sections[0].text, private.free


@pytest.fixture
def evening(
    vault: Vault,
    recovery_key: RecoveryKey,
    qapp: QApplication,
    theme: Theme,
    tmp_path: Path,
    qtbot: QtBot,
) -> Iterator[Pulled]:
    """Give an evening on which words were written while the disk was away."""
    with evenings.spent(vault, qapp, tmp_path / "config", qtbot, recovery_key) as begun:
        pulled = Pulled(
            *(begun.program, begun.key, begun.client, begun.session, begun.card, begun.qtbot)
        )
        pulled.write()
        yield pulled
        if not pulled.vault.folder.exists():
            pulled.put_back()


def _said(sheet: Any) -> str:
    return " ".join(label.accessibleName() for label in sheet.findChildren(QLabel))


@pytest.mark.release(10)
def test_a_pulled_disk_is_told_of_and_saving_goes_on_by_itself(
    evening: Pulled, tmp_path: Path
) -> None:
    """One calm strip over the page; once the disk is back everything is saved without a step."""
    strip = evening.elsewhere.strip
    assert strip.said() == unkept.sentence(StoreLost())
    evening.elsewhere.save(tmp_path / "none" / "words")
    refused = messages.sentence(FolderMissing(tmp_path / "none"))
    evening.until(lambda: refused in strip.said())
    evening.elsewhere.bring_back(tmp_path / "words.practicewords")
    evening.until(lambda: joining.FIRST in _said(evening.window))

    evening.put_back()
    evening.until(lambda: not evening.desk.has_unsaved)
    evening.until(strip.isHidden)

    assert evening.kept() == (RECORD, PRIVATE)
    assert joining.SAVED in _said(evening.window)


@pytest.mark.release(10)
def test_words_go_elsewhere_and_come_back(evening: Pulled, tmp_path: Path) -> None:
    """Nothing readable is in the file; both sides come back into their places, or beside them."""
    evening.elsewhere.save(tmp_path / "stick")
    file = tmp_path / "stick.practicewords"
    evening.until(lambda: file.name in evening.elsewhere.strip.said())
    data = file.read_bytes()
    assert not any(word in data for word in (b"heron", b"tired"))
    _forget(evening)

    came = _brought(evening, file)
    assert evening.kept() == (RECORD, PRIVATE)
    own = evening.desk.practice._form.field("name")
    evening.until(lambda: own.text() == NAME)
    assert evening.vault.record.run(practice.get).name == NAME
    assert SAID[Came.BACK] in _said(came)
    assert came.texts == []
    came.main.click()
    assert evening.elsewhere.sheet is None
    page, read = evening.desk.session, evening.desk.session_id
    evening.until(lambda: page.isEnabled() and read and page.private.shows(read))
    assert page.record.form.editor("data").toPlainText() == RECORD
    assert page.private.free.toPlainText() == PRIVATE

    page.record.form.editor("data").setPlainText("Other words.")
    page.private.free.setPlainText("Other words.")
    page.flush()
    evening.until(lambda: not evening.desk.has_unsaved)
    beside = _brought(evening, file)
    assert evening.kept() == ("Other words.", "Other words.")
    assert beside.texts[0].source == RECORD
    grounds = [f for f in beside.findChildren(QFrame) if f.property("ground") == "private"]
    assert [t.source for g in grounds for t in g.findChildren(ReadText)] == [PRIVATE]
    assert all(ground.findChildren(NeverPrinted) for ground in grounds)

    beside.main.click()
    file.write_bytes(b"a shopping list")
    evening.elsewhere.bring_back(file)
    unreadable = messages.sentence(WordsUnreadable())
    strips = evening.window.findChildren(NoticeStrip)
    evening.until(lambda: any(each.said() == unreadable for each in strips))


def _brought(evening: Pulled, file: Path) -> ReturnedSheet:
    """Bring the words of a file back, and return what is shown then."""
    evening.elsewhere.bring_back(file)
    evening.until(lambda: evening.elsewhere.sheet and evening.elsewhere.sheet.isVisible())
    sheet = evening.elsewhere.sheet
    assert sheet
    return sheet


def _forget(evening: Pulled) -> None:
    """Put the disk back, and let both stores be as they were before the last words."""
    evening.put_back()
    evening.until(lambda: not evening.desk.has_unsaved)
    note = evening.vault.record.run(notes.get, evening.note_id)
    assert note.session_id
    evening.vault.record.run(notes.save, note.id, {"data": "He came."}, AT)
    before = Reflection(note.session_id, evening.client, free="Before.")
    evening.vault.private.run(reflections.save, before, AT)
    evening.vault.record.run(practice.save, Practitioner(), AT)
