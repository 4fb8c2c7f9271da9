"""The demo without a display: what it leaves, where it writes, and that it calls nobody."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from journey import command, environment, files_with, opened
from PySide6.QtGui import QImage

from practicenotes.app import story
from practicenotes.domain import letters as rules
from practicenotes.domain import times
from practicenotes.domain.notes import NoteState
from practicenotes.records import clients, letters, notes
from practicenotes.reflections import reflections
from practicenotes.vault import Vault


CALLS = (
    *("socket", "open", "openat", "creat", "mkdir", "mkdirat", "rename", "renameat", "renameat2"),
    *("link", "linkat", "symlink", "symlinkat", "truncate"),
)
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^\d+ +(creat|mkdir|rename|link|symlink|truncate)")
PATHS = re.compile(r'"(/[^"]+)"|= \d+<(/[^>]+)')  # strace -y shows what was opened in the end


@dataclass(frozen=True, slots=True)
class Played:
    """A story that was played, and what the system was asked on the way, where that can be seen."""

    folder: Path
    home: Path
    said: list[str]
    calls: list[str]

    @property
    def letter(self) -> bytes:
        """The letter that was saved."""
        return (self.folder / story.LETTER).read_bytes()


def start(home: Path, folder: Path, *before: str) -> "subprocess.Popen[str]":
    """Start the demo as `make demo` does where there is no display."""
    alone = environment(home) | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [*before, *command("practicenotes"), "--demo", str(folder)],
        env=alone,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def works(arguments: list[str]) -> bool:
    """Say whether a tool is there and may be used."""
    try:
        return subprocess.run(arguments, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Play the story once, and listen to what the system is asked where strace is there."""
    parent = tmp_path_factory.mktemp("story")
    trace, folder, home = parent / "trace", parent / "demo", parent / "home"
    listen = f"strace -f -y -qq --seccomp-bpf -o {trace} -e trace={','.join(CALLS)}".split()
    program = start(home, folder, *(listen if works([*listen, "true"]) else []))
    said, complaint = program.communicate(timeout=300)
    assert (program.returncode, complaint) == (0, "")
    calls = trace.read_text("utf-8", "replace").splitlines() if trace.exists() else []
    return Played(folder, home, said.splitlines(), calls)


@pytest.fixture(scope="module")
def vault(played: Played) -> Iterator[Vault]:
    """Give the vault that the story left, opened with the passphrase that it told."""
    passphrase = played.said[-1].partition(": ")[2]
    with closing(opened(played.folder / story.PRACTICE, passphrase)) as vault:
        yield vault


def of_client(vault: Vault, code_name: str) -> Any:
    """Return the id of a client."""
    listed = vault.record.run(clients.find, times.on_the_wall(times.utc_now()))
    (found,) = [line.id for line in listed if line.code_name == code_name]
    return found


def test_the_new_client_has_a_signed_note_and_a_reflection(vault: Vault) -> None:
    """What the player typed is in the record and in the private store, word for word."""
    sorrel = of_client(vault, "Sorrel")
    (note,) = vault.record.run(notes.of_client, sorrel)
    (thought,) = vault.private.run(reflections.of_client, sorrel)
    (entry,) = thought.entries

    assert note.state is NoteState.SIGNED
    assert {section.label: section.text for section in note.sections} == story._NOTE
    written = (entry.noticed, entry.said_or_done, entry.my_part)
    assert written == tuple(story._REFLECTION.values())
    assert thought.next_time == story._INTENTION
    assert vault.verify().is_sound


def test_the_letter_is_the_one_that_was_approved(vault: Vault, played: Played) -> None:
    """The file equals the pages in the vault byte for byte, and no place in it is empty."""
    (letter,) = vault.record.run(letters.of_client, of_client(vault, "Heron"))

    assert vault.record.run(letters.pages, letter.id) == played.letter
    assert rules.unfilled(letter) == ()


def test_the_letter_says_what_was_ticked(played: Played) -> None:
    """A reader of the PDF finds the words of the record in it and no place left open."""
    with closing(pypdfium2.PdfDocument(played.letter)) as pdf:
        said = " ".join(page.get_textpage().get_text_range() for page in pdf)

    assert "Dr A. Fenwick" in said
    assert "PHQ-9" in said
    assert not re.search(r"[{}]", said)


def test_the_letter_is_a_sound_pdf_with_its_fonts_inside(played: Played) -> None:
    """Other programs can read it, and it looks the same on every computer."""
    with pikepdf.open(played.folder / story.LETTER) as pdf:
        assert pdf.check_pdf_syntax() == []
        fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)


def test_qpdf_finds_no_fault_in_the_letter(played: Played) -> None:
    """A checker that is not ours agrees, where it is installed."""
    if not works(["qpdf", "--version"]):
        pytest.skip("checking the letter from outside needs qpdf")
    subprocess.run(["qpdf", "--check", played.folder / story.LETTER], check=True)


def test_every_picture_shows_something(played: Played) -> None:
    """Each picture that was announced is there, and is not of one colour."""
    pictures = [line.split()[0] for line in played.said if ".png" in line]

    assert len(pictures) >= 10
    for name in pictures:
        image = QImage(str(played.folder / name))
        across, down = range(0, image.width(), 16), range(0, image.height(), 16)
        colours = {image.pixel(x, y) for x in across for y in down}
        assert len(colours) > 8, name


def test_nothing_else_lies_in_the_folder(played: Played) -> None:
    """The vault, how far it went, the letter, pictures and looks of a window, and no other file."""
    found = {str(path.relative_to(played.folder)) for path in played.folder.rglob("*")}
    pictures = {line.split()[0] for line in played.said if ".png" in line}
    found = {re.sub("[0-9a-f]{32}", "<id>", name) for name in found}
    vault = {"keys-a.txt", "keys-b.txt", "lock", "private-1.db", "record-1.db"}

    assert found == {
        *{story.LETTER, "device.json", story.PRACTICE, "anchors", "anchors/<id>.json"},
        *{f"{story.PRACTICE}/{name}" for name in vault},
        *pictures,
    }


@pytest.mark.release(35)
def test_no_file_but_the_letter_tells_a_word(played: Played) -> None:
    """Names, notes and reflections stand in clear in no file of the folder or of the account."""
    written = [*story._NOTE.values(), *story._REFLECTION.values(), story._INTENTION]
    words = [part[:24] for text in written for part in text.split(". ")]
    names = ["Sorrel", "Ines Marchetti", "Heron", "Ashdown", "Fenwick"]
    told = files_with([*words, *names, story.PASSPHRASE], played.folder, played.home)

    assert set(told) <= {played.folder / story.LETTER}


@pytest.mark.release(41)
def test_nobody_is_called(played: Played) -> None:
    """No socket to any network is opened from the first window to the last."""
    if not played.calls:
        pytest.skip("seeing what the system is asked needs strace")
    assert [call for call in played.calls if "AF_INET" in call] == []
    assert [call for call in played.calls if "AF_UNIX" in call or "openat" in call]


@pytest.mark.release(35, 39)
def test_nothing_is_written_elsewhere(played: Played) -> None:
    """All writing is into the folder that was named, but for what Qt and its fonts remember."""
    if not played.calls:
        pytest.skip("seeing what the system is asked needs strace")
    done = [call for call in played.calls if WRITES.search(call) and " = -1 " not in call]
    written = {path for call in done for found in PATHS.findall(call) for path in found if path}
    elsewhere = {path for path in written if not Path(path).is_relative_to(played.folder)}

    assert any(path.endswith("record-1.db") for path in written)
    assert {path for path in elsewhere if not _is_of_qt(path, played.home)} == set()


def _is_of_qt(path: str, home: Path) -> bool:
    """Say whether this is a setting of Qt's dialogs, a list of fonts, or no place on a disk."""
    kept = (f"{home}/.config", f"{home}/.cache/fontconfig")  # the second where the system has none
    return path.rstrip("/") == f"{home}/.cache" or path.startswith((*kept, "/proc/", "/dev/"))


def test_a_second_demo_leaves_the_first_alone(played: Played, tmp_path: Path) -> None:
    """Played again, the story goes into a folder of its own."""
    first = tmp_path / "demo"
    shutil.copytree(played.folder, first)
    before = {path: path.read_bytes() for path in first.rglob("*") if path.is_file()}
    with start(tmp_path / "home", first) as again:
        assert again.stdout.readline().startswith("01-")
        again.kill()
        again.stdout.read(), again.stderr.read()

    assert (tmp_path / "demo-2" / "01-first-run.png").exists()
    assert {path: path.read_bytes() for path in first.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("where", ["file", "file/demo", "/proc/demo"])
def test_a_folder_that_cannot_be_is_told_in_one_line(tmp_path: Path, where: str) -> None:
    """The demo ends with one sentence and exit code 1, and nothing is made."""
    (tmp_path / "file").write_bytes(b"")
    program = start(tmp_path / "home", tmp_path / where)
    said, complaint = program.communicate(timeout=60)

    assert (program.returncode, said) == (1, "")
    assert complaint == (
        f"practicenotes: There is no folder {tmp_path / where}. Nothing was changed. Connect its"
        " disk, or choose another folder.\n"
    )
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == ["file"]
