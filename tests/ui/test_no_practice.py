"""Where no practice is found: one sentence, three ways on, and nothing made by itself."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import messages
from practicenotes.app import folders
from practicenotes.app.cover import discard
from practicenotes.app.program import Program
from practicenotes.errors import FileNotReadable, VaultMissing
from practicenotes.ui.device import Device
from practicenotes.ui.first_run import FirstRun
from practicenotes.ui.no_practice import NoPractice
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock


Start = Callable[[Path], Program]


@pytest.fixture
def start(qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[Start]:
    """Give a way to start the program on a folder that was named; it is closed behind the test."""
    started: list[Program] = []

    def begin(folder: Path) -> Program:
        program = Program(qapp, Device(tmp_path / "config"), folder)
        started.append(program)
        program.begin(expected=True)
        return program

    yield begin
    for program in started:
        program.close()
        if program.front:
            discard([program.front])
        program.deleteLater()


def seen(page: QWidget | None) -> list[str]:
    """Return all that is said on a page."""
    assert page
    return [w.accessibleName() for w in page.findChildren(QWidget) if w.isVisible()]


def press(qtbot: QtBot, page: QWidget | None, words: str) -> None:
    """Press the button with these words."""
    assert page
    buttons = [b for b in page.findChildren(QPushButton) if b.isVisible()]
    wanted = next(b for b in buttons if b.text().replace("&", "") == words)
    qtbot.mouseClick(wanted, Qt.MouseButton.LeftButton)


@pytest.fixture(params=["missing", "empty", "full", "file"])
def nothing(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a path at which there is no practice."""
    folder = tmp_path / "here" / str(request.param)
    folder.parent.mkdir()
    if request.param == "file":
        folder.write_text("mine")
    elif request.param != "missing":
        folder.mkdir()
    if request.param == "full":
        (folder / "diary.txt").write_text("mine")
    return folder


def test_a_folder_without_a_practice_is_told_of(start: Start, nothing: Path) -> None:
    """The sentence names the folder, and looking at it changes nothing."""
    before = sorted(nothing.parent.rglob("*"))

    program = start(nothing)

    assert isinstance(program.front, NoPractice)
    assert messages.sentence(VaultMissing(nothing)) in seen(program.front)
    assert sorted(nothing.parent.rglob("*")) == before


def test_a_new_practice_is_begun_only_when_it_is_wanted(
    start: Start, nothing: Path, qtbot: QtBot
) -> None:
    """The first steps then offer a place where nothing is, and have made nothing yet."""
    program = start(nothing)
    before = sorted(nothing.parent.rglob("*"))

    press(qtbot, program.front, "Begin a new practice")

    assert isinstance(program.front, FirstRun)
    fields = program.front.findChildren(QLineEdit)
    (place,) = (f.text() for f in fields if f.accessibleName() == "Folder of the practice")
    assert Path(place) == folders.for_a_new_one(nothing)
    assert folders.is_free(Path(place))
    assert sorted(nothing.parent.rglob("*")) == before


def test_a_practice_that_comes_back_is_found(
    start: Start, vault_folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """A drive that was connected meanwhile is all it takes: look again, and the prompt stands."""
    away = vault_folder.rename(tmp_path / "away")
    program = start(vault_folder)
    press(qtbot, program.front, "Look again")
    still = type(program.front)
    away.rename(vault_folder)

    press(qtbot, program.front, "Look again")

    assert still is NoPractice
    assert isinstance(program.front, Unlock)


@pytest.mark.parametrize("right", [True, False])
def test_another_practice_can_be_chosen(
    start: Start,
    vault_folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    right: bool,
) -> None:
    """A folder with a practice is asked for its key; another one is told of, and the page stays."""
    chosen = vault_folder if right else tmp_path
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(chosen))
    program = start(tmp_path / "missing")

    press(qtbot, program.front, "Open another practice…")

    assert isinstance(program.front, Unlock if right else NoPractice)
    assert (messages.sentence(VaultMissing(tmp_path)) in seen(program.front)) is not right


def test_a_damaged_practice_is_not_called_missing(start: Start, vault_folder: Path) -> None:
    """Without its key files it still is a practice: the prompt stands, and no first steps."""
    for name in ("keys-a.txt", "keys-b.txt"):
        (vault_folder / name).unlink()

    assert isinstance(start(vault_folder).front, Unlock)


def test_a_folder_that_may_not_be_read_is_told_of(
    start: Start, vault_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it holds a practice is not known, so none is begun over it."""

    def refuse(folder: Path) -> bool:
        raise PermissionError(folder)

    monkeypatch.setattr(folders, "is_vault", refuse)

    assert messages.sentence(FileNotReadable(vault_folder)) in seen(start(vault_folder).front)
