"""The wall while the program runs: private words are on the private side, and nowhere else."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, FunctionType, MethodType, ModuleType
from typing import Any

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QStatusBar, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.app import cover
from practicenotes.app.program import Program
from practicenotes.domain import settings as known
from practicenotes.domain.people import NewClient
from practicenotes.domain.reflections import FacetEntry, Reflection, StrainEpisode
from practicenotes.records import clients, settings
from practicenotes.ui import announce
from practicenotes.ui.desk import Desk
from practicenotes.ui.device import Device
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.theme import Theme
from practicenotes.vault import Vault


CANARY = "kanarienvogel"
LONG = 20_000  # ms


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what is announced to a screen reader."""
    heard: list[str] = []

    class Listener(QAccessible):
        @staticmethod
        def updateAccessibility(event: Any) -> None:  # noqa: N802
            heard.append(event.message())

    monkeypatch.setattr(announce, "QAccessible", Listener)
    return heard


@pytest.fixture
def desk(
    vault: Vault, qapp: QApplication, theme: Theme, tmp_path: Path, qtbot: QtBot, spoken: list[str]
) -> Iterator[Desk]:
    """Give the pages of an open practice, with a canary just written in every private field."""
    vault.record.run(settings.put, known.RECOVERY_TRIED, True)
    heron = vault.record.run(clients.add, NewClient("Heron"), datetime(2025, 8, 1, tzinfo=UTC))
    program = Program(qapp, Device(tmp_path / "config"), vault.folder)
    program.enter(vault)
    assert program.desk
    program.desk.new_note(heron)
    session = program.desk.session
    qtbot.waitUntil(
        lambda: session.record.is_open and session.private.free.isVisible(), timeout=LONG
    )
    pad = session.private.facets.pad
    assert pad
    for editor in (pad.noticed, pad.said, pad.part, session.private.free):
        editor.setFocus()
        editor.insertPlainText(CANARY)
    session.private.foot.next_time.setPlainText(CANARY)
    session.save_now()
    qtbot.waitUntil(lambda: not program.desk.has_unsaved, timeout=LONG)
    yield program.desk
    program.close()
    cover.discard([program.front] if program.front else [])
    program.deleteLater()


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


def test_nothing_that_a_letter_page_holds_leads_to_the_private_store(
    desk: Desk, vault: Vault, qtbot: QtBot
) -> None:
    """From the letter page the record can be reached, and neither the reflections nor a key."""
    (heron,) = vault.record.run(clients.find, datetime(2025, 11, 18))
    desk.new_letter(heron.id)
    letter = desk.letter
    # What is under way is kept at the door together with whoever asked for it.
    doors = [one for one in reachable(letter) if isinstance(one, Tasks)]
    qtbot.waitUntil(lambda: letter.letter is not None, timeout=LONG)
    qtbot.waitUntil(lambda: not any(door.busy for door in doors), timeout=LONG)

    held = list(reachable(letter))

    assert any(one is vault.record for one in held)
    assert not any(one is vault.private or one is vault for one in held)
    private = (Reflection, FacetEntry, StrainEpisode)
    assert not [one for one in held if isinstance(one, private)]
    assert not [one for one in held if isinstance(one, str) and CANARY in one]


def test_the_private_store_would_be_found(desk: Desk, vault: Vault) -> None:
    """The same search from the session page comes upon it: the search is not blind."""
    held = list(reachable(desk.session))

    assert any(one is vault.private for one in held)


@pytest.mark.release(36)
def test_private_words_stand_on_the_private_side_alone(
    desk: Desk, tmp_path: Path, spoken: list[str]
) -> None:
    """No title, status line, announcement, clipboard or setting holds a word of a reflection."""
    windows = QApplication.topLevelWidgets()
    outside = [w.windowTitle() for w in windows] + spoken
    outside += [bar.currentMessage() for w in windows for bar in w.findChildren(QStatusBar)]
    outside += [QApplication.clipboard().text()]
    side = desk.session.private
    for widget in QApplication.allWidgets():
        if widget is not side and not side.isAncestorOf(widget):
            outside += _texts(widget)
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]

    assert any(CANARY in text for widget in side.findChildren(QWidget) for text in _texts(widget))
    assert spoken
    assert [text for text in outside if CANARY in text] == []
    assert not any(CANARY.encode(code) in data for data in files for code in ("utf-8", "utf-16-le"))


def test_the_alliance_tab_keeps_what_it_shows(
    desk: Desk, vault: Vault, qtbot: QtBot, spoken: list[str]
) -> None:
    """Words stand on the tab and are neither announced, nor in a title, nor around it."""
    (heron,) = vault.record.run(clients.find, datetime(2025, 11, 18))
    desk.clients.show_client(heron.id)
    desk.clients.page.choose_tab("alliance")
    tab = desk.alliance
    qtbot.waitUntil(lambda: bool(tab.words.rows), timeout=LONG)
    tab.marks.marks.mark(0)
    tab.marks.turn()
    tab.undo.offer("Something was taken back.", "Undo", lambda: None)
    around = [w for w in QApplication.allWidgets() if w is not tab and not tab.isAncestorOf(w)]
    side = desk.session.private
    around = [w for w in around if w is not side and not side.isAncestorOf(w)]

    shown = [text for widget in tab.findChildren(QWidget) for text in _texts(widget)]
    assert any(CANARY in text for text in shown)
    assert [text for widget in around for text in _texts(widget) if CANARY in text] == []
    assert spoken
    assert not any(CANARY in said for said in spoken)


def _texts(widget: QWidget) -> list[str]:
    """Return everything that a widget shows or says."""
    found = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    for name in ("text", "toPlainText", "placeholderText", "said"):
        say = getattr(widget, name, None)
        text = say() if callable(say) else say
        found += [text] if isinstance(text, str) else []
    return found
