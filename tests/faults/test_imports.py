"""Files that others made, mutated without end: each is taken in or refused."""

import io
import random
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from practicenotes import resources
from practicenotes.documents import foreign
from practicenotes.errors import PracticeNotesError
from practicenotes.exchange import form_file, incoming, letter_kind_file


MOST_MEMORY = 512 * 1024  # KiB


def picture(kind: str) -> bytes:
    """Return a small picture that says where it was taken."""
    file, told = io.BytesIO(), Image.Exif()
    told[0x010F] = "Camera Works"
    Image.new("RGB", (30, 20), "white").save(file, kind, exif=told)
    return file.getvalue()


def paper() -> bytes:
    """Return a small PDF."""
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 720, "A letter from another practice")
    canvas.save()
    return file.getvalue()


def read_paper(path: Path) -> object:
    """Make a PDF harmless, as a pack for a client does."""
    return foreign.harmless(path.read_bytes())


def text(folder: str, name: str) -> bytes:
    """Return a file that ships with the program."""
    return resources.path(folder).joinpath(name).read_bytes()


def mutated(data: bytes, chance: random.Random) -> Iterator[bytes]:
    """Yield without end what a broken disk, a bad tool or somebody of ill will makes of a file."""
    words = (b"[[", b"]]", b'"', b"=", b"\n", b"\xff\xfe", b"\0", b"9" * 400, b"[" * 3_000)
    while True:
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            at, length = chance.randrange(len(changed) + 1), chance.randint(1, 30)
            how = chance.randrange(4)
            if how == 0 and at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
            elif how == 1:
                del changed[at : at + length]
            elif how == 2:
                changed[at:at] = chance.choice(words)
            else:
                changed[at:at] = changed[at : at + length]
        yield bytes(changed)


@pytest.mark.release(57)
def test_no_file_from_outside_makes_the_program_stumble(
    tmp_path: Path, harder: bool, tried: Callable[[str], None]
) -> None:
    """Forms, kinds of letters, pictures and PDFs, however broken: taken in, or an error of ours."""
    sources: tuple[tuple[bytes, Callable[[Path], object], int], ...] = (
        (text("templates", "soap.toml"), form_file.read, 4),
        (text("letters", "court.toml"), letter_kind_file.read, 4),
        (picture("JPEG"), incoming.read, 4),
        (picture("PNG"), incoming.read, 4),
        (paper(), read_paper, 1),
    )
    each, chance, path = (6_000 if harder else 12), random.Random(57), tmp_path / "file"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken, refused, stumbles = 0, 0, []
    for data, read, share in sources:
        for content, _ in zip(mutated(data, chance), range(each * share), strict=False):
            path.write_bytes(content)
            try:
                read(path)
                taken += 1
            except PracticeNotesError:
                refused += 1
            except Exception as error:  # noqa: BLE001 - it is what is looked for
                stumbles.append((read.__name__, repr(error)[:200]))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    tried(f"{taken:,} files taken in, {refused:,} refused, {len(stumbles)} stumbles")
    assert stumbles == []
    assert grown < MOST_MEMORY
