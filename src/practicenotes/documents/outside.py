"""What goes on paper from outside is read in a process apart; what is painted of it comes back."""

import math
from collections.abc import Callable, Mapping
from contextlib import closing
from io import BytesIO
from typing import Any, TypeVar

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.lib.utils import Image as Pillow

from practicenotes.apart import serving
from practicenotes.apart.reading import Reading
from practicenotes.apart.serving import Reader
from practicenotes.documents import foreign, photo
from practicenotes.documents.foreign import Harmless, Leaf
from practicenotes.documents.photo import Photo
from practicenotes.domain import attachments, pictures
from practicenotes.domain.attached import Unset
from practicenotes.domain.pictures import upright
from practicenotes.errors import ReadingStopped


KIND = "annex"
MEMORY = 1536 * 1024 * 1024  # bytes: the largest picture, and the ways from its dots to ours
SECONDS = 100.0  # for one file: nobody waits at a window, and a long one may take its time
_FURTHEST = 1_000_000.0  # points

Set = TypeVar("Set", Harmless, Photo)


def prepared(media_type: str, data: bytes, name: str) -> Harmless | Photo | Unset:
    """Return what is painted of a file, or why it cannot be set; raises StoreClosed."""
    if media_type == attachments.PDF:
        return _asked(data, name, _pages, "pages")
    return _asked(data, name, photo.shaped, "picture", media_type)


def _asked(
    data: bytes,
    name: str,
    shaped: Callable[[Any, bytes], Set | Unset],
    *asked: str,
) -> Set | Unset:
    def taken(said: Any, body: bytes) -> Set | Unset:
        return Unset[said] if isinstance(said, str) else shaped(said, body)

    try:
        with closing(Reading(KIND, data, name)) as reading:
            return reading.ask(taken, *asked, most=serving.MOST_BYTES, seconds=SECONDS)
    except ReadingStopped:
        return Unset.STOPPED


def _pages(said: Any, pdf: bytes) -> Harmless:
    found = Harmless(pdf, tuple(_leaf(*each) for each in said))
    if not foreign.is_whole(found):
        raise ValueError
    return found


def _leaf(*told: float) -> Leaf:
    left, bottom, width, height, has_words = map(float, told)
    where = (left, bottom, width, height)
    if not all(math.isfinite(each) and abs(each) <= _FURTHEST for each in where):
        raise ValueError
    if min(width, height) < foreign.LEAST_SIDE:
        raise ValueError
    return Leaf(*where, bool(has_words))


# --- in the process apart -----------------------------------------------------------------


def readers() -> Mapping[str, Reader]:
    """Return what can be asked, rehearsed: what is loaded late could not be loaded any more."""
    for own in _own_pdfs():
        _read_pages(own)
    for media_type, own in _own_pictures():
        _read_picture(own, media_type)
    return {"pages": _read_pages, "picture": _read_picture}


def _read_pages(data: bytes) -> tuple[object, bytes]:
    try:
        found = foreign.harmless(data)
    except MemoryError:
        found = Unset.LARGE
    if isinstance(found, Unset):
        return found.name, b""
    places = [(a.left, a.bottom, a.width, a.height, a.has_words) for a in found.leaves]
    return places, found.pdf


def _read_picture(data: bytes, media_type: str) -> tuple[object, bytes]:
    try:
        found = photo.read(media_type, data)
    except MemoryError:
        found = Unset.LARGE
    return (found.name, b"") if isinstance(found, Unset) else found


def _own_pdfs() -> list[bytes]:
    """Return PDFs of ours: one with a form to fill in, two that are encrypted, one that is none."""
    with pikepdf.new() as document:
        page = document.add_blank_page().obj
        page.Contents = document.make_stream(b"BT /F 9 Tf (a) Tj ET")
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        box = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, V="a", T="a")
        box.Rect, box.DA = Array([0, 0, 9, 9]), pikepdf.String("/F 9 Tf")
        field = document.make_indirect(box)
        page.Annots = Array([field])
        form = Dictionary(Fields=Array([field]), NeedAppearances=True)
        form.DR = Dictionary(Font=Dictionary(F=font))
        page.Resources, document.Root.AcroForm = form.DR, form
        held = []
        for way in (False, pikepdf.Encryption(R=4), pikepdf.Encryption(R=6, user="a")):
            out = BytesIO()
            packed = pikepdf.ObjectStreamMode.generate
            document.save(out, encryption=way, object_stream_mode=packed)
            held.append(out.getvalue())
    return [*held, held[0][:200]]


def _own_pictures() -> list[tuple[str, bytes]]:
    """Return pictures of ours, one of each kind with what can lie in it, and one that is none."""
    held = [(pictures.JPEG, b"\xff\xd8\xff")]
    for media_type, form, mode in (
        *((pictures.JPEG, "JPEG", mode) for mode in ("L", "RGB", "CMYK")),
        *((pictures.PNG, "PNG", mode) for mode in ("P", "LA", "RGBA", "I;16")),
        *((pictures.WEBP, "WEBP", mode) for mode in ("RGB", "RGBA")),
    ):
        out = BytesIO()
        more = {"transparency": 0} if mode == "P" else {}
        exif = b"Exif\x00\x00" + upright.block(6)
        Pillow.new(mode, (9, 9)).save(out, form, exif=exif, **more)
        held.append((media_type, out.getvalue()))
    return held
