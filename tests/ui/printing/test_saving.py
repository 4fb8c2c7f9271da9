"""Papers saved outside the vault: where they lie is said, and a password seals them."""

import logging
import stat
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

import disks
from outgoing import Papers
from practicenotes.domain import settings as known
from practicenotes.records import settings
from practicenotes.ui.printing.dialog import OPEN_FILE, PLACE, THERE, SaveDialog
from practicenotes.ui.printing.paper import Paper, harmless
from practicenotes.ui.theme import Theme
from practicenotes.vault import Store

from .conftest import Out, drawn


PASSWORD = "seven quiet herons"


def wait(out: Out, qtbot: QtBot) -> None:
    """Wait until the therapist was told."""
    qtbot.waitUntil(lambda: bool(out.told))


def test_a_saved_paper_is_the_one_that_was_seen(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path
) -> None:
    """Byte for byte, for this account alone; where it lies is said, and that it is open."""
    data, file = drawn(2), tmp_path / "note.pdf"
    out.ways.save(out.paper(data))
    assert papers.window(out.page).preview.data == data
    assert papers.save_to(out.page, file) == "Heron, note.pdf"
    wait(out, qtbot)

    assert file.read_bytes() == data
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".pdf"] == ["note.pdf"]
    assert out.went == ["save"]
    assert out.told[0] == (
        f"Saved as {file}. It is not protected there: whoever can open that folder can read the"
        " note."
    )


def test_that_a_file_is_open_is_warned_of_once(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path, record: Store
) -> None:
    """The first save warns before the place is chosen; the next ones say where the file lies."""
    paper, said = out.paper(drawn()), []
    for number in range(2):
        out.ways.save(paper)
        window = papers.window(out.page)
        said.append(window.once.isVisible() and window.once.said())
        papers.save_to(out.page, tmp_path / f"{number}.pdf")
        qtbot.waitUntil(lambda wanted=number + 1: len(out.told) == wanted)
        qtbot.waitUntil(lambda: not papers.open(out.page))

    assert said == [OPEN_FILE, False]
    assert record.run(settings.get, known.OPEN_FILE_TOLD) is True


def test_a_password_seals_the_file(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It opens with the password alone, and the password is kept nowhere."""
    caplog.set_level(logging.DEBUG)
    file = tmp_path / "note.pdf"
    out.ways.save(out.paper(drawn()))
    papers.save_to(out.page, file, PASSWORD)
    wait(out, qtbot)

    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(file)
    with pikepdf.open(file, password=PASSWORD) as document:
        assert document.encryption.R == 6
    assert out.told == [f"Saved as {file}. It opens with the password that you gave it."]
    assert PASSWORD not in caplog.text


def test_leaving_forgets_the_password(out: Out, papers: Papers) -> None:
    """Nothing of it stays in the window that is left."""
    out.ways.save(out.paper(drawn()))
    window = papers.window(out.page)
    window.protect.click()
    window.password.set_text(PASSWORD)
    window.reject()
    assert window.password.text() == ""


def test_the_strength_of_a_password_is_said(out: Out, papers: Papers) -> None:
    """A short word is found at once, and the window says so before anything is written."""
    out.ways.save(out.paper(drawn()))
    window = papers.window(out.page)
    assert isinstance(window, SaveDialog)
    assert not window.password.isVisible()
    window.protect.click()
    window.password.set_text("heron")
    assert window.meter.said().startswith("Found within minutes")
    window.password.set_text("violet canyon orbit ladle timber muffin")
    assert "Nobody finds this" in window.meter.said()
    window.reject()


@pytest.mark.parametrize(
    ("typed", "says"), [("", "none was typed"), ("a\u0007b", "typed everywhere"), ("ä" * 64, "127")]
)
def test_a_password_that_would_not_open_it_is_refused(
    out: Out, papers: Papers, typed: str, says: str
) -> None:
    """Nobody is asked for a place before the password is one."""
    out.ways.save(out.paper(drawn()))
    window = papers.window(out.page)
    window.protect.setChecked(True)
    window.password.set_text(typed)
    window.main.click()

    assert says in window.problem()
    assert window.findChildren(QFileDialog) == []
    window.reject()


def test_a_folder_that_is_copied_elsewhere_is_told_before_anything_is_written(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path
) -> None:
    """The therapist may still save there; another press of the button does it."""
    folder = tmp_path / "Dropbox (Practice)" / "Letters"
    folder.mkdir(parents=True)
    out.ways.save(out.paper(drawn()))
    window = papers.window(out.page)
    papers.save_to(out.page, folder / "note.pdf")

    assert window.problem().startswith("That folder is copied elsewhere, by Dropbox.")
    assert list(folder.iterdir()) == []
    assert window.main.text() == THERE
    window.main.click()
    wait(out, qtbot)
    assert (folder / "note.pdf").exists()


def test_a_password_takes_that_question_back(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path
) -> None:
    """Sealed, the file may be copied anywhere."""
    folder = tmp_path / "Nextcloud"
    folder.mkdir()
    out.ways.save(out.paper(drawn()))
    window = papers.window(out.page)
    papers.save_to(out.page, folder / "note.pdf")
    window.protect.click()
    assert window.main.text() == PLACE
    window.password.set_text(PASSWORD)
    window.main.click()
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.findChild(QLineEdit).setText(str(folder / "note.pdf"))
    dialog.accept()
    wait(out, qtbot)
    with pikepdf.open(folder / "note.pdf", password=PASSWORD) as document:
        assert len(document.pages) == 1


def test_a_full_disk_is_told_and_leaves_nothing_half(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path
) -> None:
    """One sentence in the window, which stays; no entry in the trail, no part of a file."""
    with disks.small(tmp_path / "stick", "64k") as stick:
        disks.stuff(stick)
        out.ways.save(out.paper(drawn(9)))
        window = papers.window(out.page)
        papers.save_to(out.page, stick / "note.pdf")
        qtbot.waitUntil(lambda: bool(window.problem()))
        assert "is full" in window.problem()
        assert [each.name for each in stick.iterdir()] == ["ballast"]
    assert (out.went, out.told) == ([], [])
    window.reject()


def test_a_name_that_is_too_long_is_told(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path
) -> None:
    """The sentence speaks of the name and not of the folder; another name can be given."""
    out.ways.save(out.paper(drawn()))
    window = papers.window(out.page)
    window.placed.emit(tmp_path / f"{'n' * 254}.pdf", "")
    qtbot.waitUntil(lambda: bool(window.problem()))

    assert window.problem().endswith("Choose a shorter name.")
    assert window.main.isEnabled()
    window.reject()


def test_an_offered_name_fits_every_disk() -> None:
    """A name of two hundred signs, in any script, and one that looks like a path."""
    for name in ("x" * 200, "長" * 200, "é" * 200):
        assert len(Paper(b"", "note", name).file_name.encode()) < 170
    assert harmless("../../etc/passwd") == "etc passwd"
    assert harmless("///", "Note") == "Note"


@pytest.mark.parametrize(("width", "height", "size"), [(1280, 800, 100), (1024, 700, 200)])
def test_the_window_fits_and_is_walked_by_the_keyboard(
    out: Out,
    papers: Papers,
    qtbot: QtBot,
    theme: Theme,
    clipped: object,
    unnamed: object,
    width: int,
    height: int,
    size: int,
) -> None:
    """Nothing in it is cut off, and every stop of the Tab key has a name."""
    theme.set_text_size(size)
    out.page.resize(width, height)
    out.ways.save(out.paper(drawn()))
    window = papers.window(out.page)
    window.protect.setChecked(True)
    window.password.set_text(PASSWORD)

    assert window.width() <= width
    assert window.height() <= height
    qtbot.waitUntil(lambda: clipped(window) == [])
    assert unnamed(window) == []
    window.reject()
