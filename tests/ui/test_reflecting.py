"""The record is open on the desk, and the reflections are not until they are asked for."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from evenings import Evening
from practicenotes import messages
from practicenotes.app import bookmark, reflecting
from practicenotes.app.stores import SCHEMAS
from practicenotes.domain.key_files import MENDED
from practicenotes.domain.unfinished import Unfinished
from practicenotes.errors import ReflectionsShut, ReflectionsUnsaved, WrongSecondPassphrase
from practicenotes.records import access, notes
from practicenotes.reflections import reflections, unfinished
from practicenotes.ui import spot
from practicenotes.ui.cards.reading import ReadingDialog
from practicenotes.ui.closed.asking import AskPassphrase
from practicenotes.ui.closed.card import SecondCard
from practicenotes.ui.closed.ground import ClosedGround
from practicenotes.ui.closed.joining import Turn
from practicenotes.ui.elsewhere import Elsewhere
from practicenotes.ui.passphrase_dialog import PassphraseDialog
from practicenotes.ui.session.header import PRIVATE
from practicenotes.ui.session.record_facts import FactsDialog
from practicenotes.ui.supervision.section import HOURS
from practicenotes.ui.unlock import Unlock
from practicenotes.ui.widgets.closed import ClosedCard
from practicenotes.ui.widgets.strip import NoticeStrip
from practicenotes.ui.window import Window
from practicenotes.vault import Cost, Vault, second
from practicenotes.vault.header import COPIES


FIRST = "correct horse battery staple"
OWN = "a quiet garden behind the house"
NOW = datetime(2025, 11, 19, tzinfo=UTC)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def window(evening: Evening) -> Window:
    """Return the window of the open practice."""
    assert isinstance(evening.program.front, Window)
    return evening.program.front


def press(evening: Evening, key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key in the window, wherever the keyboard is in it."""
    front = window(evening)
    front.activateWindow()
    evening.until(lambda: QApplication.activeWindow() is front)
    evening.qtbot.keyClick(QApplication.focusWidget() or front, key, held)


def fill(evening: Evening, over: QWidget, *typed: str) -> None:
    """Type into the fields of a sheet, one after the other, and press Enter."""
    fields = [each for each in over.findChildren(QLineEdit) if each.isVisible()]
    for field, words in zip(fields, typed, strict=True):
        field.setFocus()
        evening.qtbot.keyClicks(field, words)
    evening.qtbot.keyClick(fields[-1], Qt.Key.Key_Return)


def seen(page: QWidget, kind: Any) -> list[Any]:
    """Return what is seen of one kind on a page."""
    return [each for each in page.findChildren(kind) if each.isVisible()]


def test_an_evening_with_two_passphrases(evening: Evening) -> None:
    """By keyboard: set it, lock, open the record, write; open the reflections, write, close."""
    window(evening).show_page(evening.desk.practice)
    evening.desk.practice.findChildren(SecondCard)[0].put.setFocus()
    press(evening, Qt.Key.Key_Space)
    fill(evening, evening.sheet(PassphraseDialog), FIRST, OWN, OWN)
    evening.until(lambda: second.is_set(evening.vault) and not evening.sheets(PassphraseDialog))

    evening.show_session()
    words = Unfinished(bookmark._WORDS, {"9": "anger"}, stands=False)
    evening.vault.private.run(unfinished.keep, words, NOW)
    press(evening, Qt.Key.Key_L, CONTROL)
    prompt = evening.program.front
    assert isinstance(prompt, Unlock)
    fill(evening, prompt, FIRST)
    evening.until(lambda: evening.program.desk)
    assert evening.vault.is_shut

    page = evening.desk.session
    evening.until(lambda: page.record.is_open and window(evening).page is page)
    assert len(seen(page.private, ClosedGround)) == 1
    evening.desk.new_note(evening.client)
    evening.until(lambda: page.record.is_open and page.record.writable)
    note, session = page.record.note.id, page.record.session.id
    editor: Any = page.record.form.editor("data")
    editor.setFocus()
    evening.qtbot.keyClicks(editor, "Heron came early.")

    press(evening, Qt.Key.Key_E, CONTROL | SHIFT)
    dialog = evening.sheet(AskPassphrase)
    fill(evening, dialog, FIRST)
    evening.until(dialog.passphrase.said)
    assert dialog.passphrase.said() == messages.sentence(WrongSecondPassphrase())
    assert evening.vault.is_shut
    dialog.passphrase.field.field.clear()
    fill(evening, dialog, OWN)
    evening.until(lambda: not evening.vault.is_shut and evening.desk.session is not page)

    page = evening.desk.session
    evening.until(lambda: page.private.shows(session) and page.record.is_open)
    assert window(evening).page is page
    assert evening.vault.private.run(unfinished.find, bookmark._WORDS) is None  # given back
    kept_note = evening.vault.record.run(notes.get, note)
    assert "Heron came early." in {section.text for section in kept_note.sections}
    page.private.free.setFocus()
    evening.qtbot.keyClicks(page.private.free, "I was glad of it.")
    press(evening, Qt.Key.Key_E, CONTROL | SHIFT)
    evening.until(lambda: evening.vault.is_shut and evening.desk.session is not page)
    evening.until(lambda: evening.desk.session.record.is_open)
    assert seen(evening.desk.session.private, ClosedGround)
    assert not seen(evening.desk.session.private, QPlainTextEdit)

    second.reopen(evening.vault, OWN, SCHEMAS, at=NOW)
    kept = evening.vault.private.run(reflections.get, session, evening.client)
    assert kept.free == "I was glad of it."


def test_a_sheet_of_the_record_comes_back_though_they_are_closed(evening: Evening) -> None:
    """What stood in it is in the record; nobody needs the reflections for it."""
    second.put(evening.vault, FIRST, OWN, at=NOW, cost=Cost(65_536, 2, 1))
    evening.show_session()
    evening.desk.session.record.head.facts.edit_wanted.emit()
    evening.qtbot.keyClicks(evening.sheet(FactsDialog).form.field("risk"), "asked: no")
    folder = evening.vault.folder
    evening.lock(at_once=False)

    evening.program.enter(Vault.open(folder, FIRST, SCHEMAS, at=NOW))

    assert evening.vault.is_shut
    assert evening.returned(FactsDialog).form.values()["risk"] == "asked: no"


def test_every_page_has_an_honest_answer_while_they_are_closed(
    evening: Evening, unnamed: Callable[[QWidget], list[str]], tmp_path: Path
) -> None:
    """Their own pages say so in one sentence; the others stand, and claim nothing of them."""
    second.put(evening.vault, FIRST, OWN, at=NOW, cost=Cost(65_536, 2, 1))
    reflecting._close(evening.program, evening.vault)
    desk, front = evening.desk, window(evening)
    desk.show_client(evening.client)
    evening.until(lambda: desk.clients.page._history._overview)
    front.activateWindow()
    for part, page in (("alliance", desk.alliance), ("thoughts", desk.thoughts)):
        desk.clients.page.choose_tab(part)
        (ground,) = seen(front, ClosedGround)
        page.setFocus()
        evening.until(ground.button.hasFocus)
        assert unnamed(front) == []
    desk.clients.page.choose_tab("timeline")
    rows = desk.clients.page._history._model._rows
    assert rows
    assert not any("reflect" in row.aloud for row in rows)
    desk.clients.page.choose_tab("before")
    evening.until(lambda: seen(desk.before, ClosedCard))
    desk.look_again(evening.session)
    assert len(seen(front, ClosedGround)) == 1
    front.show_page(desk.supervision)
    assert len(seen(front, ClosedGround)) == 1
    desk.supervision.choose_tab(HOURS)
    assert seen(front, ClosedGround) == []

    heard: list[object] = []
    desk.letter.panes.checks.private_asked.emit(("a run of words",), heard.append)
    evening.until(lambda: heard)
    assert heard == [None]
    desk.cards.open(evening.card)
    evening.sheet(ReadingDialog).reject()
    card = desk.practice.findChildren(SecondCard)[0]
    assert all(button.isHidden() for button in (card.put, card.change, card.take))
    evening.until(lambda: not any(door.busy for door in evening.program._doors))
    assert front.problem.isHidden()

    front.findChildren(Elsewhere)[0].bring_back(tmp_path / "any.practicewords")
    evening.until(front.problem.isVisible)
    assert messages.sentence(ReflectionsShut()) in front.problem.said()


def test_what_is_told_of_an_opening_is_told_once(evening: Evening) -> None:
    """To open or close the reflections meanwhile says nothing of key file and clock again."""
    second.put(evening.vault, FIRST, OWN, at=NOW, cost=Cost(65_536, 2, 1))
    evening.lock(at_once=False)
    folder = evening.program.folder
    with closing(Vault.open(folder, FIRST, SCHEMAS, at=NOW)) as ahead:
        ahead.record.run(access.locked, NOW.replace(year=2099))
    (folder / COPIES[1]).unlink()
    evening.program.enter(Vault.open(folder, FIRST, SCHEMAS, at=NOW))

    def told() -> list[str]:
        strips = [each.said() for each in seen(window(evening), NoticeStrip)]
        return [said for said in strips if said == MENDED or "The clock" in said]

    evening.until(lambda: len(told()) == 2)
    reflecting.care(evening.vault).reopen(OWN)
    evening.program.turn_desk()
    evening.until(lambda: not any(door.busy for door in evening.program._doors))

    assert told() == []


@pytest.mark.parametrize("by_lock", [False, True])
def test_words_for_closed_reflections_do_not_run_into_the_record(
    evening: Evening, by_lock: bool
) -> None:
    """Closed under a hand that wrote in them, they have the keyboard on the way into them."""
    second.put(evening.vault, FIRST, OWN, at=NOW, cost=Cost(65_536, 2, 1))
    evening.draft()
    evening.until(lambda: evening.desk.session.private.shows(evening.desk.session_id))
    before = evening.desk.session
    before.private.free.setFocus()
    evening.qtbot.keyClicks(before.private.free, "I was glad ")
    if by_lock:
        evening.lock(at_once=False)
        evening.program.enter(Vault.open(evening.program.folder, FIRST, SCHEMAS, at=NOW))
    else:
        reflecting._close(evening.program, evening.vault)
    evening.until(lambda: evening.desk.session.record.is_open)
    (ground,) = seen(evening.desk.session.private, ClosedGround)
    evening.until(ground.button.hasFocus)

    evening.qtbot.keyClicks(QApplication.focusWidget(), "of it.")

    assert ground.button.hasFocus()
    assert not evening.desk.session.record.saves.has_unsaved


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_private_search_comes_back_once_the_reflections_open(
    evening: Evening, elsewhere: bool
) -> None:
    """Its bar waits for the second passphrase, on its own page; on another it is not opened."""
    second.put(evening.vault, FIRST, OWN, at=NOW, cost=Cost(65_536, 2, 1))
    evening.show_session()
    page = evening.desk.session
    page.private.free.setFocus()
    page.finding.open()
    evening.qtbot.keyClicks(QApplication.focusWidget(), "anger")
    evening.lock(at_once=False)
    evening.program.enter(Vault.open(evening.program.folder, FIRST, SCHEMAS, at=NOW))
    evening.until(lambda: evening.desk.session.record.is_open)
    if elsewhere:
        evening.draft()
    reflecting.care(evening.vault).reopen(OWN)

    evening.program.turn_desk()

    session = evening.desk.session_id
    evening.until(lambda: evening.desk.session.private.shows(session))
    bar = evening.desk.session.finding._bars[PRIVATE]
    if elsewhere:
        evening.until(lambda: not window(evening).findChildren(spot.Finding))
        assert bar.isHidden()
    else:
        evening.until(lambda: bar.field.text() == "anger" and bar.field.hasFocus())
    assert evening.vault.private.run(unfinished.find, bookmark._MARK) is None


def test_what_cannot_be_saved_keeps_the_reflections_as_they_are(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is closed over words that no store has taken; one passphrase offers nothing."""
    assert not window(evening).findChildren(Turn)[0]._action.isVisible()
    second.put(evening.vault, FIRST, OWN, at=NOW, cost=Cost(65_536, 2, 1))
    told: list[Exception] = []
    monkeypatch.setattr(evening.program, "save", lambda: False)
    monkeypatch.setattr(evening.program, "tell", told.append)
    desk = evening.desk
    desk.practice.told.emit("The reflections have their own passphrase now.")
    assert window(evening).findChildren(Turn)[0]._action.isVisible()
    window(evening).findChildren(Turn)[0].turn()
    monkeypatch.undo()
    assert [type(error) for error in told] == [ReflectionsUnsaved]
    assert (evening.vault.is_shut, evening.desk) == (False, desk)
