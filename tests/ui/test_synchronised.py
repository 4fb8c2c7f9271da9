"""A practice in a synchronised folder is warned of before its passphrase, until a word is typed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.app.program import Program
from practicenotes.domain import settings as known
from practicenotes.ui.device import Device
from practicenotes.ui.first_run import FirstRun
from practicenotes.ui.synchronised import Synchronised
from practicenotes.ui.theme import Theme
from practicenotes.ui.unlock import Unlock


@pytest.fixture
def device(tmp_path: Path) -> Device:
    """Give the settings of a computer that keeps nothing yet."""
    return Device(tmp_path / "config")


@pytest.fixture
def start(qapp: QApplication, theme: Theme, device: Device) -> Iterator[Callable[..., Program]]:
    """Give a way to start the program on a folder; it is closed behind the test."""
    started: list[Program] = []

    def begin(folder: Path, *, expected: bool = False) -> Program:
        started.append(Program(qapp, device, folder))
        started[-1].begin(expected=expected)
        return started[-1]

    yield begin
    for program in started:
        program.close()
        if program.front:
            program.front.close()
            program.front.deleteLater()
        program.deleteLater()


@pytest.fixture
def inside(vault_folder: Path, tmp_path: Path) -> Path:
    """Give a practice that lies in a folder of Dropbox."""
    return Path(copytree(vault_folder, tmp_path / "Dropbox" / "Practice.practice"))


def page_of(program: Program) -> Synchronised:
    """Return the warning that stands in front."""
    assert isinstance(program.front, Synchronised)
    return program.front


def button(page: QWidget, words: str) -> QPushButton:
    """Return the button that says so."""
    return next(b for b in page.findChildren(QPushButton) if b.text().replace("&", "") == words)


def test_a_synchronised_practice_is_not_asked_for_its_passphrase(
    start: Callable[..., Program], inside: Path
) -> None:
    """The warning stands first, and nothing leads on but another folder or the word."""
    page = page_of(start(inside))

    assert not button(page, "Use this folder all the same").isEnabled()


def test_the_word_leads_to_the_prompt_and_is_asked_for_once(
    start: Callable[..., Program], inside: Path, device: Device, qtbot: QtBot
) -> None:
    """Typed to its end the word opens the way, and the next start asks for the passphrase."""
    program = start(inside)
    page = page_of(program)
    qtbot.keyClicks(page.word, "Synchronise")
    assert not button(page, "Use this folder all the same").isEnabled()
    qtbot.keyClicks(page.word, "d")
    qtbot.keyClick(page.word, Qt.Key.Key_Return)

    assert isinstance(program.front, Unlock)
    assert device.get(known.SYNCHRONISED) == str(inside)
    assert isinstance(start(inside).front, Unlock)


def test_the_word_for_one_folder_is_none_for_another(
    start: Callable[..., Program], inside: Path, device: Device
) -> None:
    """Who allowed one folder is asked again for the next."""
    device.put(known.SYNCHRONISED, str(inside.with_name("Other.practice")))

    page_of(start(inside))


def test_a_new_practice_is_not_begun_there_without_the_word(
    start: Callable[..., Program], tmp_path: Path, qtbot: QtBot
) -> None:
    """An empty synchronised folder is warned of before the first steps too."""
    program = start(tmp_path / "Nextcloud" / "New.practice")
    page = page_of(program)
    qtbot.keyClicks(page.word, "synchronised")
    button(page, "Use this folder all the same").click()
    assert not isinstance(program.front, Synchronised)
    program.show_first_run(tmp_path / "Nextcloud" / "New.practice")
    assert isinstance(program.front, FirstRun)


def test_beginning_anew_beside_nothing_warns_as_well(
    start: Callable[..., Program], tmp_path: Path, device: Device, qtbot: QtBot
) -> None:
    """*Begin a new practice* on the page of an absent one asks for the word of its folder."""
    folder = tmp_path / "Nextcloud" / "New.practice"
    device.put(known.SYNCHRONISED, str(folder))
    program = start(folder, expected=True)
    device.put(known.SYNCHRONISED, "")
    assert program.front
    button(program.front, "Begin a new practice").click()
    page = page_of(program)
    qtbot.keyClicks(page.word, "synchronised")
    button(page, "Use this folder all the same").click()

    assert isinstance(program.front, FirstRun)


@pytest.mark.parametrize(("width", "size"), [(1280, 100), (1024, 200)])
def test_every_word_of_the_warning_has_room(
    theme: Theme,
    qtbot: QtBot,
    unnamed: Callable[[QWidget], list[str]],
    clipped: Callable[[QWidget], list[str]],
    width: int,
    size: int,
) -> None:
    """In large text too the reasons are read whole, and every control has a name."""
    theme.set_text_size(size)
    page = Synchronised("/home/m/Dropbox/" + "long name " * 5, "Dropbox")
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()

    qtbot.waitUntil(lambda: clipped(page) == [])
    assert unnamed(page) == []
