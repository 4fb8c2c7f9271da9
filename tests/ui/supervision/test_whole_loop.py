"""The whole loop in the program's own windows, and what a lock leaves of it."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, FunctionType, MethodType, ModuleType
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStatusBar, QWidget
from pytestqt.qtbot import QtBot

from outgoing import Papers
from practicenotes.app import cover
from practicenotes.app.program import Program
from practicenotes.domain import settings as known
from practicenotes.domain.people import NewClient, Person
from practicenotes.domain.reflections.supervision_items import ItemState, SupervisionItem
from practicenotes.domain.supervision import NameBook
from practicenotes.records import clients, settings
from practicenotes.reflections import supervision
from practicenotes.ui import announce
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.style import on_private
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.theme import Theme
from practicenotes.vault import Vault


CANARY = "kanarienvogel"
NAME = "Ottilie Zaunkönig"  # of nobody in any other test
LONG = 20_000  # ms
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is announced to a screen reader."""
    heard: list[str] = []

    class Listener:
        @staticmethod
        def updateAccessibility(event: Any) -> None:  # noqa: N802
            heard.append(event.message())

        AnnouncementPoliteness = announce.QAccessible.AnnouncementPoliteness

    monkeypatch.setattr(announce, "QAccessible", Listener)
    return heard


@pytest.fixture
def program(
    vault: Vault, qapp: QApplication, theme: Theme, tmp_path: Path, spoken: list[str]
) -> Iterator[Program]:
    """Give the program on an open practice with one client."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    new = NewClient("Heron", people=(Person(NAME),))
    vault.record.run(clients.add, new, datetime(2025, 8, 1, tzinfo=UTC))
    running = Program(qapp, Device(tmp_path / "config"), vault.folder)
    running.enter(vault)
    yield running
    running.close()
    cover.discard([running.front] if running.front else [])
    running.deleteLater()


@pytest.fixture
def flagged(program: Program, vault: Vault, qtbot: QtBot) -> None:
    """Flag a passage from the private side of today's session."""
    desk = pages(program)
    [heron] = vault.record.run(clients.find, datetime(2025, 11, 18))
    desk.new_note(heron.id)
    private = desk.session.private
    qtbot.waitUntil(lambda: desk.session.record.is_open and private.free.isVisible(), timeout=LONG)
    private.free.setFocus()
    private.free.insertPlainText(f"Heron spoke of a {CANARY}. I waited.")
    private.flagging.ask()
    dialog = private.flagging.dialog
    assert dialog
    dialog.question.insertPlainText("What did I wait for?")
    QTest.keyClick(dialog.question, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: private.flagging.dialog is None, timeout=LONG)
    qtbot.waitUntil(lambda: not desk.has_unsaved, timeout=LONG)


def pages(program: Program) -> Desk:
    """Return the pages of the open practice; nothing here holds on to them."""
    assert program.desk
    return program.desk


def prepare(program: Program, vault: Vault, qtbot: QtBot) -> SupervisionItem:
    """Open the sheet of the passage."""
    desk = pages(program)
    [item] = vault.private.run(supervision.every)
    desk._window.show_page(desk.supervision)
    desk.supervision.open(item.id)
    passages = desk.supervision.passages
    qtbot.waitUntil(lambda: passages.item_id == item.id, timeout=LONG)
    passages.item.sheet.click()
    qtbot.waitUntil(lambda: len(passages.sheet.rows) == 3, timeout=LONG)
    return item


def reachable(start: object) -> Iterator[Any]:
    """Yield every object that an object holds, and what that holds; code and classes hold all."""
    waiting, seen = [start], {id(start)}
    while waiting:
        one = waiting.pop()
        yield one
        held = gc.get_referents(one)
        if isinstance(one, MethodType):
            held = [one.__self__, one.__func__]
        elif isinstance(one, FunctionType):
            held = [cell.cell_contents for cell in one.__closure__ or ()]
        for thing in held:
            if id(thing) not in seen and not isinstance(thing, (type, ModuleType, FrameType)):
                seen.add(id(thing))
                waiting.append(thing)


def texts(widget: QWidget) -> list[str]:
    """Return everything that a widget shows or says."""
    found = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    for name in ("text", "toPlainText", "placeholderText", "said"):
        say = getattr(widget, name, None)
        try:
            text = say() if callable(say) else say
        except TypeError:
            continue
        found += [text] if isinstance(text, str) else []
    return found


def test_a_passage_goes_the_whole_way(
    program: Program,
    flagged: None,
    vault: Vault,
    qtbot: QtBot,
    papers: Papers,
    tmp_path: Path,
) -> None:
    """Flagged, disguised, released, saved as a page, discussed and closed, all of it kept."""
    item = prepare(program, vault, qtbot)
    passages = pages(program).supervision.passages
    sheet = passages.sheet
    sheet.rows[1].box.setFocus()
    QTest.keyClick(sheet.rows[1].box, Qt.Key.Key_R)
    for row in sheet.rows:
        QTest.keyClick(row.box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: CANARY in sheet.preview.text(), timeout=LONG)
    sheet.keep.click()
    papers.save_to(pages(program).supervision, tmp_path / "sheet.pdf")
    qtbot.waitUntil(
        lambda: vault.private.run(supervision.get, item.id).state is ItemState.SHEET_READY,
        timeout=LONG,
    )
    sheet.back.click()
    view = passages.item
    for editor, words in ((view.said, "Wait."), (view.did, "I did."), (view.changed, "He spoke.")):
        editor.insertPlainText(words)
    view.state.button(ItemState.CLOSED).click()
    qtbot.waitUntil(
        lambda: vault.private.run(supervision.get, item.id).state is ItemState.CLOSED, timeout=LONG
    )

    kept = vault.private.run(supervision.get, item.id)
    assert [each.words for each in kept.sentences] == [
        "What did I wait for?",
        f"A spoke of a {CANARY}.",
        "I waited.",
    ]
    assert all(each.released for each in kept.sentences)
    assert (kept.said, kept.did, kept.changed) == ("Wait.", "I did.", "He spoke.")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")


def test_its_words_stand_on_private_ground_alone(
    program: Program, flagged: None, vault: Vault, qtbot: QtBot, tmp_path: Path, spoken: list[str]
) -> None:
    """No title, status line, announcement, clipboard, setting or other page holds one."""
    prepare(program, vault, qtbot)
    windows = QApplication.topLevelWidgets()
    outside = [window.windowTitle() for window in windows] + spoken
    outside += [bar.currentMessage() for w in windows for bar in w.findChildren(QStatusBar)]
    outside += [QApplication.clipboard().text()]
    inside = []
    for widget in QApplication.allWidgets():
        (inside if on_private(widget) else outside).extend(texts(widget))
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]

    assert any(CANARY in text for text in inside)
    assert [text for text in outside if CANARY in text] == []
    assert not any(CANARY.encode() in data for data in files)


def test_the_letter_page_knows_of_no_passage(
    program: Program, flagged: None, vault: Vault, qtbot: QtBot
) -> None:
    """From the letter page neither a passage nor the private store can be reached."""
    prepare(program, vault, qtbot)
    [heron] = vault.record.run(clients.find, datetime(2025, 11, 18))
    desk = pages(program)
    desk.new_letter(heron.id)
    qtbot.waitUntil(lambda: desk.letter.letter is not None, timeout=LONG)
    doors = [one for one in reachable(desk.letter) if isinstance(one, Tasks)]
    qtbot.waitUntil(lambda: not any(door.busy for door in doors), timeout=LONG)

    held = list(reachable(desk.letter))

    assert not [one for one in held if isinstance(one, SupervisionItem)]
    assert not any(one is vault.private for one in held)


def test_a_lock_leaves_nothing_of_the_sheet(
    program: Program, flagged: None, vault: Vault, qtbot: QtBot
) -> None:
    """What was worked on is saved; neither a word nor a name of the sheet stays in the program."""
    prepare(program, vault, qtbot)
    pages(program).supervision.passages.sheet.rows[2].box.click()
    program.lock()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()

    shown = [text for widget in QApplication.allWidgets() for text in texts(widget)]
    books = [one for one in gc.get_objects() if isinstance(one, NameBook)]
    telling = [one for one in books if NAME in [name.words for name in one.names]]

    assert program.vault is None
    assert [text for text in shown if CANARY in text] == []
    assert telling == []


def test_what_was_released_before_a_lock_is_kept(
    program: Program, flagged: None, vault: Vault, qtbot: QtBot, recovery_key: object
) -> None:
    """The last key before the lock counts: the release is in the store."""
    item = prepare(program, vault, qtbot)
    pages(program).supervision.passages.sheet.rows[2].box.click()
    program.lock()

    from practicenotes.app.stores import SCHEMAS

    again = Vault.open(vault.folder, recovery_key, SCHEMAS, at=datetime.now(UTC))  # type: ignore[arg-type]
    kept = again.private.run(supervision.get, item.id)
    again.close()
    assert [each.released for each in kept.sentences] == [False, False, True]
