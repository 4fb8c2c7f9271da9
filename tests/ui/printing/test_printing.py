"""Pages on their way to a printer: whole, in their order, as large as they may be, from memory."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QImage, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

import disks
from outgoing import Papers
from practicenotes import messages
from practicenotes.app.background import Background
from practicenotes.documents.page import Paper as Size
from practicenotes.errors import FolderMissing, NameTooLong
from practicenotes.ui.printing import dialog, file_made, painting, spool
from practicenotes.ui.printing.dialog import FILE_BROKE_OFF, QUEUE
from practicenotes.ui.printing.pages import Pages
from practicenotes.ui.printing.ways import PRINTED

from .conftest import Out, drawn, lying


def printer(file: Path, data: bytes) -> QPrinter:
    """Return a printer that makes a file, prepared for these pages."""
    made = QPrinter()
    with closing(Pages(data)) as pages:
        painting.prepare(made, pages, "PracticeNotes note")
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(file))
    return made


def run(qtbot: QtBot, page: object, made: QPrinter, data: bytes) -> painting.Printing:
    """Print, and wait for the end."""
    job = painting.Printing(page, made, data)
    with qtbot.waitSignal(job.ended, timeout=30_000) as ended:
        job.start()
    assert ended.args == [True]
    return job


def sizes(file: Path) -> list[tuple[int, int]]:
    """Return the sheets of a printed file in points."""
    with pypdfium2.PdfDocument(file) as document:
        return [tuple(round(side) for side in page.get_size()) for page in document]


def left(folder: Path) -> list[str]:
    """Return what lies in a folder beside the practice of the test."""
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".practice")


def ink(file: Path, number: int = 0) -> tuple[float, float, float, float]:
    """Return where on a sheet something is printed, as shares: left, top, right, bottom."""
    with closing(Pages(file.read_bytes())) as pages:
        image = pages.image(number, 0.5).convertToFormat(QImage.Format.Format_Grayscale8)
    dark = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).lightness() < 200
    ]
    across, down = [x for x, _ in dark], [y for _, y in dark]
    width, height = image.width(), image.height()
    return min(across) / width, min(down) / height, max(across) / width, max(down) / height


def test_every_page_is_printed_and_the_queue_hears_of_a_note(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path
) -> None:
    """Three pages come out as three sheets of the same size; the job names nobody."""
    out.ways.print(out.paper(drawn(3)))
    made = papers.print_to(out.page, tmp_path / "out.pdf").printer()
    qtbot.waitUntil(lambda: bool(out.told))

    assert made.docName() == "PracticeNotes note"
    assert sizes(tmp_path / "out.pdf") == [(595, 842)] * 3
    assert (out.went, out.told) == (["print"], [PRINTED])


def test_what_a_queue_may_keep_is_said_once(out: Out, papers: Papers, qtbot: QtBot) -> None:
    """It is said until the therapist goes on to the printers, and never again."""
    paper = out.paper(drawn())
    said = []
    for go_on in (False, True, False):
        out.ways.print(paper)
        window = papers.window(out.page)
        said.append(window.once.said() if window.once.isVisible() else "")
        if go_on:
            papers.printer(out.page).reject()
        window.reject()
        qtbot.waitUntil(lambda: not papers.open(out.page))

    assert said == [QUEUE, QUEUE, ""]


def test_the_pages_are_seen_before_they_are_printed(out: Out, papers: Papers) -> None:
    """What is shown is what is printed, byte for byte, and Enter goes on from there."""
    data = lying(drawn(2))
    out.ways.print(out.paper(data))
    window = papers.window(out.page)

    assert window.preview.data == data
    assert window.facts.said() == "2 pages, A4, upright."
    assert window.main.isDefault()
    window.reject()


@pytest.mark.parametrize(
    ("set_up", "wanted"),
    [
        (lambda p: None, [0, 1, 2, 3, 4]),
        (lambda p: p.setFromTo(2, 3), [1, 2]),
        (lambda p: p.setPageRanges(QPageRanges.fromString("1,4-5")), [0, 3, 4]),
        (lambda p: p.setPageOrder(QPrinter.PageOrder.LastPageFirst), [4, 3, 2, 1, 0]),
        (lambda p: (p.setFromTo(1, 2), p.setCopyCount(2)), [0, 1, 0, 1]),
        (
            lambda p: (p.setFromTo(1, 2), p.setCopyCount(2), p.setCollateCopies(False)),
            [0, 0, 1, 1],
        ),
        (lambda p: p.setFromTo(7, 9), []),
    ],
)
def test_the_pages_that_are_asked_for_are_printed(
    qtbot: QtBot, tmp_path: Path, set_up: object, wanted: list[int]
) -> None:
    """Ranges, order and copies are those of the dialog."""
    made = printer(tmp_path / "out.pdf", drawn())
    set_up(made)
    if made.pageRanges().isEmpty() is False or made.fromPage():
        made.setPrintRange(QPrinter.PrintRange.PageRange)

    assert painting.chosen(made, 5) == wanted


def test_a_page_is_made_smaller_for_other_paper_and_that_is_said(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path
) -> None:
    """A page of A4 stands whole on a sheet of Letter, in its middle."""
    data, file = drawn(), tmp_path / "out.pdf"
    out.ways.print(out.paper(data))
    dialog = papers.printer(out.page)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(file))
    dialog.printer().setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    qtbot.waitUntil(lambda: bool(out.told))

    assert out.told == [f"{PRINTED} The pages were made smaller to fit Letter."]
    assert sizes(file) == [(612, 792)]
    (tmp_path / "whole.pdf").write_bytes(data)
    left, top, right, bottom = ink(file)
    assert (top, bottom) == pytest.approx(ink(tmp_path / "whole.pdf")[1::2], abs=0.01)
    assert left + right == pytest.approx(1, abs=0.02)


def test_a_page_is_never_made_larger(out: Out, qtbot: QtBot, tmp_path: Path) -> None:
    """On a sheet of A3 a page of A4 keeps its size."""
    data, file = drawn(), tmp_path / "out.pdf"
    made = printer(file, data)
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    job = run(qtbot, out.page, made, data)

    left, top, right, bottom = ink(file)
    assert job.fitted == ""
    assert right - left < 0.6
    assert left > 0.1
    assert top > 0.1
    assert bottom < 0.9


def test_a_lying_page_gets_a_lying_sheet(out: Out, qtbot: QtBot, tmp_path: Path) -> None:
    """Pages that lie and pages that stand come out of one job as they are."""
    data, file = lying(drawn(2)), tmp_path / "out.pdf"
    run(qtbot, out.page, printer(file, data), data)

    assert sizes(file) == [(595, 842), (842, 595)]


def test_a_page_without_colour_goes_out_as_shades_of_grey(qtbot: QtBot) -> None:
    """The queue gets a third of the dots; a page with colour keeps it."""
    grey = QImage(4, 4, QImage.Format.Format_RGB32)
    grey.fill(Qt.GlobalColor.white)
    assert painting._grey(grey).format() == QImage.Format.Format_Grayscale8
    grey.fill(Qt.GlobalColor.red)
    assert painting._grey(grey).format() == QImage.Format.Format_RGB32


def test_a_long_job_leaves_the_window_alive_and_can_be_stopped(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path
) -> None:
    """It says how far it is, Esc stops it, and no half file and no entry is left."""
    file = tmp_path / "out.pdf"
    out.ways.print(out.paper(drawn(300, Size.LETTER)))
    window = papers.window(out.page)
    papers.print_to(out.page, file)
    qtbot.waitUntil(lambda: "of 300 is drawn" in window.progress.said())
    assert window.back.text() == "Stop"
    assert not window.main.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(out.told))

    assert out.told[0].startswith("Printing was stopped after ")
    assert out.went == []
    assert left(tmp_path) == []
    qtbot.waitUntil(lambda: not papers.open(out.page))


def test_a_lock_leaves_no_half_file(out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path) -> None:
    """The program goes before it would be printed to its end, and the pages do not stay there."""
    out.ways.print(out.paper(drawn(300, Size.LETTER)))
    window = papers.window(out.page)
    papers.print_to(out.page, tmp_path / "out.pdf")
    qtbot.waitUntil(lambda: "of 300 is drawn" in window.progress.said())
    assert left(tmp_path) != []
    Background.drop(())

    assert left(tmp_path) == []
    assert out.went == []
    window.reject()
    qtbot.waitUntil(lambda: not papers.open(out.page))


def test_a_page_that_cannot_be_drawn_is_no_finished_job(
    out: Out, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The printer is told to forget the pages before it, and nothing is said to be printed."""
    data = drawn(3)
    whole = Pages.image

    def image(pages: Pages, number: int, *rest: float) -> QImage:
        if number == 1:
            raise ZeroDivisionError
        return whole(pages, number, *rest)

    monkeypatch.setattr(Pages, "image", image)
    job = painting.Printing(out.page, printer(tmp_path / "notes.pdf", data), data)
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(job.ended) as ended:
        job.start()

    assert ended.args == [False]
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]
    assert left(tmp_path) == []


def test_a_printer_that_takes_no_more_pages_leaves_no_half_file(
    out: Out, qtbot: QtBot, tmp_path: Path
) -> None:
    """What it had of the file goes, and the job is not said to be done."""

    class Stuck(QPrinter):
        def newPage(self) -> bool:  # noqa: N802
            return False

    data, made = drawn(3), Stuck()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "notes.pdf"))
    job = painting.Printing(out.page, made, data)
    with qtbot.waitSignal(job.ended, timeout=30_000) as ended:
        job.start()

    assert ended.args == [False]
    assert job.made
    assert job.left is None
    assert left(tmp_path) == []


def test_a_disk_that_fills_while_a_file_is_printed_is_told(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path
) -> None:
    """The window stays and says so, the older file is whole, and another place can be chosen."""
    older = drawn()[:4000]
    with disks.small(tmp_path / "stick", "20k") as stick:
        (stick / "out.pdf").write_bytes(older)
        out.ways.print(out.paper(drawn(3)))
        papers.print_to(out.page, stick / "out.pdf")
        window = papers.window(out.page)
        qtbot.waitUntil(lambda: bool(window.problem()), timeout=30_000)
        assert window.problem() == FILE_BROKE_OFF
        assert [path.read_bytes() for path in stick.iterdir()] == [older]
    assert (out.went, out.told) == ([], [])
    papers.print_to(out.page, tmp_path / "out.pdf")
    qtbot.waitUntil(lambda: bool(out.told), timeout=30_000)
    assert sizes(tmp_path / "out.pdf") == [(595, 842)] * 3


def test_half_a_file_that_stays_is_named(out: Out, qtbot: QtBot, tmp_path: Path) -> None:
    """Where it may not be removed, one sentence says where it lies."""
    job = painting.Printing(out.page, QPrinter(), drawn())
    job.left = tmp_path / "out.pdf"
    assert str(tmp_path / "out.pdf") in dialog._not_taken("note", job)


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        (b"%PDF pages xref startxref 11 %%EOF\n", True),
        (b"%PDF pages xref startxref 12 %%EOF\n", False),
        (b"%PDF pages xref startxref 9999 %%EOF\n", False),
        (b"%PDF pages xref startxref 11 %%EOF\n more", False),
        (b"%PDF pages %%EOF\n", False),
        (b"%PDF pag", False),
        (b"", False),
    ],
)
def test_a_byte_that_is_missing_of_a_file_is_missed(
    tmp_path: Path, written: bytes, whole: bool
) -> None:
    """A file that was cut off, or lacks a piece in its middle, is not called whole."""
    (tmp_path / "out.pdf").write_bytes(written)
    assert file_made.is_whole(tmp_path / "out.pdf") is whole
    assert not file_made.is_whole(tmp_path / "none.pdf")


def test_a_file_comes_into_its_place_when_it_is_whole(
    out: Out, qtbot: QtBot, tmp_path: Path
) -> None:
    """Until then the older one stands there; a link leads to it still, and nobody else may read."""
    data, place, link = drawn(2), tmp_path / "out.pdf", tmp_path / "link.pdf"
    place.write_bytes(b"older")
    link.symlink_to(place)
    job = painting.Printing(out.page, printer(link, data), data)
    seen = []
    job.drawn.connect(lambda *_: seen.append(place.read_bytes()))
    with qtbot.waitSignal(job.ended, timeout=30_000) as ended:
        job.start()

    assert (ended.args, seen) == ([True], [b"older"] * 2)
    assert sizes(place) == [(595, 842)] * 2
    assert place.stat().st_mode & 0o777 == 0o600
    assert link.is_symlink()
    assert left(tmp_path) == ["link.pdf", "out.pdf"]


def test_a_name_that_no_disk_takes_is_told_as_that(tmp_path: Path) -> None:
    """Before a page is drawn it is said in plain words."""
    with pytest.raises(NameTooLong):
        file_made.begun(printer(tmp_path / ("n" * 300), drawn()))


def test_a_device_is_written_as_it_is(tmp_path: Path) -> None:
    """No file is made beside a pipe, and none where a printer makes none."""
    os.mkfifo(tmp_path / "pipe.pdf")
    assert file_made.begun(printer(tmp_path / "pipe.pdf", drawn())) is None
    assert file_made.begun(QPrinter()) is None
    assert left(tmp_path) == ["pipe.pdf"]


def test_a_folder_that_is_gone_is_told_when_a_file_is_printed_there(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path
) -> None:
    """It is told as everywhere, and the window stays."""
    out.ways.print(out.paper(drawn()))
    papers.print_to(out.page, tmp_path / "gone" / "out.pdf")
    window = papers.window(out.page)
    qtbot.waitUntil(lambda: bool(window.problem()))
    assert window.problem() == messages.sentence(FolderMissing(tmp_path / "gone"))
    assert (out.went, left(tmp_path)) == ([], [])


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_leaves_the_choice(
    out: Out, papers: Papers, qtbot: QtBot, tmp_path: Path
) -> None:
    """The window stays, says so, and another printer can be chosen."""
    out.ways.print(out.paper(drawn()))
    papers.print_to(out.page, tmp_path)
    window = papers.window(out.page)
    qtbot.waitUntil(lambda: bool(window.problem()))
    assert (
        window.problem()
        == "The printer did not take the note. Nothing was printed. Choose another one."
    )
    papers.print_to(out.page, tmp_path / "out.pdf")
    qtbot.waitUntil(lambda: bool(out.told))

    assert (out.went, out.told) == (["print"], [PRINTED])


# --- nothing readable on a disk ------------------------------------------------------------------

ALONE = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication(["", "-platform", "offscreen"])
from PySide6.QtPrintSupport import QPrinter
from practicenotes.ui.printing import painting
from practicenotes.ui.printing.pages import Pages
data = sys.stdin.buffer.read()
print("ready", file=sys.stderr, flush=True)
printer = QPrinter()
painting.prepare(printer, Pages(data), "PracticeNotes note")
printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
printer.setOutputFileName(sys.argv[1])
job = painting.Printing(app, printer, data)
job.ended.connect(lambda taken: app.exit(0 if taken else 1))
job.start()
sys.exit(app.exec())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="strace is a program of Linux")
def test_no_file_but_the_chosen_one_is_opened_for_writing(tmp_path: Path) -> None:
    """Every file that the program opens to write while it prints is the one that was chosen."""
    seen, file = tmp_path / "trace", tmp_path / "out.pdf"
    command = ["strace", "-f", "-o", str(seen), "-e", "trace=open,openat,creat,mkdir,rename,write"]
    try:
        done = subprocess.run(
            [*command, sys.executable, "-c", ALONE, str(file)],
            input=drawn(3),
            capture_output=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("this needs strace")
    if b"ptrace" in done.stderr and not file.exists():
        pytest.skip("this needs leave to trace")
    assert done.returncode == 0, done.stderr
    lines = seen.read_text(errors="replace").splitlines()
    begun = next(number for number, line in enumerate(lines) if '"ready' in line)
    writing = [
        line
        for line in lines[begun:]
        if ("O_WRONLY" in line or "O_RDWR" in line or "O_CREAT" in line or "mkdir(" in line)
        and "= -1" not in line
        and ('"/dev/' not in line or str(tmp_path) in line)
    ]

    assert writing
    assert [line for line in writing if str(file) not in line] == []


def test_the_print_queue_makes_its_file_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a job begins, files of the queue's library go to a place in memory, and only then."""
    monkeypatch.setenv("TMPDIR", "/var/tmp")
    with spool.in_memory(2) as place:
        if sys.platform == "linux" and place is None:
            pytest.skip("there is no place in memory here")
        assert os.environ["TMPDIR"] == str(place or "/var/tmp")
    assert os.environ["TMPDIR"] == "/var/tmp"
    monkeypatch.delenv("TMPDIR")
    with spool.in_memory(2):
        pass
    assert "TMPDIR" not in os.environ


def test_the_library_of_the_queue_heeds_that_place() -> None:
    """CUPS really makes its file there: it is asked, as Qt asks it."""
    import ctypes
    import ctypes.util

    name = ctypes.util.find_library("cups") or "libcups.so.2"
    try:
        cups = ctypes.CDLL(name)
    except OSError:
        pytest.skip("this needs CUPS")
    made = ctypes.create_string_buffer(1024)
    with spool.in_memory(1) as place:
        if place is None:
            pytest.skip("there is no place in memory here")
        descriptor = cups.cupsTempFd(made, 1024)
    os.close(descriptor)
    file = Path(os.fsdecode(made.value))
    file.unlink()

    assert file.parent == place


def test_a_job_too_long_for_the_memory_goes_where_it_always_went(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A place in memory that may fill up would cut the pages off."""
    monkeypatch.setenv("TMPDIR", "/var/tmp")
    with spool.in_memory(10_000_000) as place:
        assert place is None
        assert os.environ["TMPDIR"] == "/var/tmp"


def test_sheets_that_differ_by_a_hair_are_the_same() -> None:
    """The points of a paper are rounded by every program in its own way."""
    assert not painting._differ(QSizeF(595.28, 841.89), QSizeF(595, 842))
    assert painting._differ(QSizeF(595.28, 841.89), QSizeF(612, 792))
