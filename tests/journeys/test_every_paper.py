"""Every paper there is: whole, readable by every program, and without one private word.

The private store holds a canary in every field; each paper is drawn from the record beside it, goes
every way out, and is searched as deep as a file can be.
"""

import contextlib
import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from journey import files_with, opened
from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from test_wall import (  # noqa: F401 - the fixtures write the canaries
    CANARY,
    KNOWN,
    RELEASED,
    _sheet,
    _written,
    client_id,
    session_id,
)

import every_paper
from every_paper import DRAWN_ELSEWHERE, Drawn
from practicenotes import app
from practicenotes.domain.letters import LetterState
from practicenotes.domain.people import ClientId
from practicenotes.exchange import paper_file
from practicenotes.records import brief, letters
from practicenotes.ui.printing import painting
from practicenotes.ui.printing.pages import Pages
from practicenotes.vault import RecoveryKey, Store, Vault


NAMES = ("Heron", "Ashdown", "Fenwick")  # the client, a person of the file, the referrer
FIRST = 16  # signs of a passage: a cell of a table may break after them
PASSWORD = "seven quiet herons"


@pytest.fixture
def drawn(record: Store, client_id: ClientId) -> list[Drawn]:  # noqa: F811
    """Give every paper, drawn from a record beside which stands a private store of canaries."""
    return list(every_paper.every(record, client_id))


def told(drawn: list[Drawn], amiss: Callable[[bytes], object]) -> dict[str, object]:
    """Return what is amiss, by the name of the paper."""
    found = {each.name: amiss(each.data) for each in drawn}
    return {name: fault for name, fault in found.items() if fault}


def within(data: bytes, password: str = "") -> bytes:
    """Return all that a file holds: every stream unpacked, every string and name, and its bytes."""
    parts = [data]
    with pikepdf.open(BytesIO(data), password=password) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                with contextlib.suppress(pikepdf.PdfError):  # an unknown packing is searched packed
                    parts.append(thing.read_bytes())
                parts.append(thing.read_raw_bytes())
            if isinstance(thing, pikepdf.Object):
                parts.append(thing.unparse(resolved=False))
        parts += [
            bytes(value) for value in document.docinfo.values() if hasattr(value, "__bytes__")
        ]
        parts += [str(value).encode() for value in document.docinfo.values()]
        with document.open_metadata() as about:
            parts.append(str(about).encode())
        with document.open_outline() as outline:
            parts += [entry.title.encode() for entry in outline.root]
    return b"\n".join(parts)


def text(data: bytes, password: str = "") -> str:
    """Return what can be read on the pages, as one line without spaces."""
    with pypdfium2.PdfDocument(data, password=password or None) as document:
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())


def holds(data: bytes, word: str, password: str = "") -> bool:
    """Say whether a file holds a word, anywhere and in any of the codes of a PDF."""
    codes = ("utf-8", "utf-16-be", "utf-16-le")
    inside = within(data, password).lower()
    return word in text(data, password) or any(word.encode(code) in inside for code in codes)


# --- no private word ---------------------------------------------------------------------------


def test_every_module_that_draws_is_tried(drawn: list[Drawn]) -> None:
    """A paper that is added without being tried here fails."""
    assert {each.module for each in drawn} | DRAWN_ELSEWHERE == every_paper.modules()


@pytest.mark.release(61)
def test_no_paper_holds_a_canary(drawn: list[Drawn]) -> None:
    """Neither its words nor anything unpacked from it: no stream, string, title or bookmark."""
    assert told(drawn, lambda data: holds(data, CANARY)) == {}
    said = "".join(text(each.data) for each in drawn)
    assert KNOWN.replace(" ", "") in said  # what the record says is there: the search is not blind


def test_the_search_would_find_a_canary(record: Store, client_id: ClientId) -> None:  # noqa: F811
    """A word in a title, in packed words or in a bookmark is found."""
    [paper, *_] = every_paper.every(record, client_id)
    with pikepdf.open(BytesIO(paper.data)) as document:
        out = BytesIO()
        document.docinfo.Title = f"To {CANARY}"
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert holds(out.getvalue(), CANARY)
    assert holds(paper.data, "Lindqvist")


def test_the_sheet_holds_only_what_was_released(
    record: Store,
    private: Store,
    client_id: ClientId,  # noqa: F811
) -> None:
    """The one paper of the private side says the released sentence, and no other word of it."""
    sheet = _sheet(record, private, client_id)
    assert RELEASED.replace(" ", "") in text(sheet)
    assert not holds(sheet, CANARY)
    assert not any(holds(sheet, name) for name in NAMES)


@pytest.mark.release(61)
def test_no_way_out_adds_a_canary(
    drawn: list[Drawn], qtbot: QtBot, qapp: QObject, tmp_path: Path
) -> None:
    """Saved, sealed and printed, a paper holds what it held, and sealed nothing without its key."""
    for number, each in enumerate(drawn):
        saved, sealed = tmp_path / f"{number}.pdf", tmp_path / f"{number}-sealed.pdf"
        paper_file.write(saved, each.data)
        paper_file.write(sealed, each.data, PASSWORD)
        assert not holds(saved.read_bytes(), CANARY), each.name
        assert not holds(sealed.read_bytes(), CANARY, PASSWORD), each.name
        assert KNOWN.encode() not in sealed.read_bytes()
    printed = tmp_path / "printed.pdf"
    longest = max(drawn, key=lambda each: len(each.data))
    printer = QPrinter()
    with contextlib.closing(Pages(longest.data)) as pages:
        painting.prepare(printer, pages, "PracticeNotes letter")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    job = painting.Printing(qapp, printer, longest.data)
    with qtbot.waitSignal(job.ended, timeout=60_000):
        job.start()
    assert not holds(printed.read_bytes(), CANARY)
    assert not any(holds(printed.read_bytes(), name) for name in NAMES)
    assert files_with([CANARY], tmp_path) == []


def test_letters_of_the_terminal_hold_no_canary(
    vault: Vault, tmp_path: Path, recovery_key: object
) -> None:
    """What the terminal writes as PDF is searched as deep."""
    vault.close()
    key, to = tmp_path / "key", tmp_path / "letter.pdf"
    key.write_text(f"{recovery_key}\n")
    options = ["--vault", str(vault.folder), "--recovery-key-file", str(key)]
    command = ["letter", "--client", "Heron", "--kind", "progress", "--to", str(to)]
    with contextlib.redirect_stdout(io.StringIO()):
        assert app.command_line([*options, *command]) == 0
    assert not holds(to.read_bytes(), CANARY)


# --- whole files -------------------------------------------------------------------------------


def test_every_paper_is_a_sound_file(drawn: list[Drawn], tmp_path: Path) -> None:
    """Two independent readers find no fault in the form of any."""

    def syntax(data: bytes) -> list[str]:
        with pikepdf.open(BytesIO(data)) as document:
            return document.check_pdf_syntax()

    assert told(drawn, syntax) == {}
    if not shutil.which("qpdf"):
        pytest.skip("the second reader is qpdf")

    def checked(data: bytes) -> str:
        (tmp_path / "paper.pdf").write_bytes(data)
        command = ["qpdf", "--check", tmp_path / "paper.pdf"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr if done.returncode else ""

    assert told(drawn, checked) == {}


def test_every_font_is_carried(drawn: list[Drawn], tmp_path: Path) -> None:
    """No paper depends on the fonts of the computer on which it is read."""

    def missing(data: bytes) -> list[str]:
        with pikepdf.open(BytesIO(data)) as document:
            fonts = [t for t in document.objects if _type(t) == "/Font"]
            return [str(font.BaseFont) for font in fonts if not list(_files(font))]

    assert told(drawn, missing) == {}
    if not shutil.which("pdffonts"):
        pytest.skip("the second reader is pdffonts")

    def listed(data: bytes) -> list[str]:
        (tmp_path / "paper.pdf").write_bytes(data)
        command = ["pdffonts", tmp_path / "paper.pdf"]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return [line for line in lines.splitlines()[2:] if line.split()[-5] != "yes"]

    assert told(drawn, listed) == {}


def _type(thing: object) -> str:
    return str(thing.get("/Type", "")) if isinstance(thing, pikepdf.Dictionary) else ""


def _files(font: pikepdf.Dictionary) -> Iterator[object]:
    """Yield the file of a font, which may be that of its parts."""
    for part in (font, *font.get("/DescendantFonts", ())):
        held = part.get("/FontDescriptor", {})
        yield from (held[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in held)


def test_every_paper_says_what_it_is_and_names_nobody(drawn: list[Drawn]) -> None:
    """Tagged, with its language and a title that is shown and says the kind alone."""

    def amiss(data: bytes) -> list[str]:
        with pikepdf.open(BytesIO(data)) as document:
            root, title = document.Root, str(document.docinfo.get("/Title", ""))
            facts = {
                "not tagged": root.get("/MarkInfo", {}).get("/Marked") is True,
                "no tree": "/StructTreeRoot" in root,
                "no language": str(root.get("/Lang", "")).startswith("en"),
                "no title": bool(title),
                "title not shown": root.ViewerPreferences.DisplayDocTitle is True,
                "names somebody": not any(name in title for name in NAMES),
                "author": "Heron" not in str(document.docinfo.get("/Author", "")),
            }
        return [fault for fault, holds in facts.items() if not holds]

    assert told(drawn, amiss) == {}


def test_every_paper_is_read_in_its_order(drawn: list[Drawn], tmp_path: Path) -> None:
    """What stands first is read first, by two programs that take text out of a file."""
    readers = [text]
    if shutil.which("pdftotext"):

        def laid_out(data: bytes) -> str:
            (tmp_path / "paper.pdf").write_bytes(data)
            command = ["pdftotext", "-layout", tmp_path / "paper.pdf", "-"]
            done = subprocess.run(command, capture_output=True, check=True)
            return "".join(done.stdout.decode().split())

        readers.append(laid_out)
    for each in drawn:
        wanted = ["".join(words.split())[:FIRST] for words in each.in_order]
        for read in readers:
            if read is not text and "DRAFT" in text(each.data):
                continue  # that program weaves the letters across the page into the lines
            said = read(each.data)
            places = [said.find(words) for words in wanted]
            assert places == sorted(places), (each.name, wanted, said[:600])
            assert -1 not in places, (each.name, wanted[places.index(-1)], said[:600])


def test_an_approved_letter_is_printed_again_byte_for_byte(
    vault: Vault,
    client_id: ClientId,  # noqa: F811
    recovery_key: RecoveryKey,
) -> None:
    """After lock and unlock the record gives the very bytes that were approved."""
    drawn = every_paper.every(vault.record, client_id)
    approved = [each.data for each in drawn if each.name.startswith("approved")]
    vault.close()
    with contextlib.closing(opened(vault.folder, recovery_key)) as again:
        kept = again.record.run(letters.of_client, client_id)
        sent = [each.id for each in kept if each.state is LetterState.APPROVED]
        found = [again.record.run(brief.gather, letter_id).pages for letter_id in sent]

    assert approved
    assert sorted(found) == sorted(approved)
