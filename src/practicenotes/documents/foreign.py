"""PDFs that came from elsewhere, made harmless: only what is painted on their pages is kept.

`harmless` is for the process apart alone; what it made is looked at again where it comes back.

Each page becomes one painted form. Scripts, actions, links, embedded files and what the file says
about itself lie around the pages or hang on them, and are not carried along.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from practicenotes.domain.attached import MOST_PAGES, Unset


FORM = "/Leaf"  # what the one form on each page of a harmless file is called
_MOST_UNFOLDED = 200_000_000  # bytes of one stream: a few packed bytes may hold a flood
LEAST_SIDE = 1.0  # points
_BESIDE = (  # of a form or a picture: none of it is painted
    *("/AF", "/Alternates", "/LastModified", "/Measure", "/Metadata", "/OC", "/OPI", "/PieceInfo"),
    *("/PtData", "/Ref", "/StructParent", "/StructParents"),
)
_MAKING = (  # it is not built as it should be
    *(pikepdf.PdfError, pikepdf.DependencyError, ArithmeticError, LookupError, RuntimeError),
    *(TypeError, ValueError, AttributeError),
)

pikepdf.settings.set_qpdf_limits(flate_max_memory=_MOST_UNFOLDED, run_length_max_memory=10_000_000)


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where the painted page lies, upright, in points of its own."""

    left: float
    bottom: float
    width: float
    height: float
    has_words: bool  # it can be read aloud, and is no picture of words alone


@dataclass(frozen=True, slots=True)
class Harmless:
    """A PDF with one form on each page, and where each of them lies."""

    pdf: bytes
    leaves: tuple[Leaf, ...]


class _CannotBeSet(Exception):
    def __init__(self, why: Unset) -> None:
        self.why = why


def harmless(data: bytes) -> Harmless | Unset:
    """Return the pages of a PDF as forms, or why they cannot be set."""
    try:
        with pikepdf.open(BytesIO(data)) as source:
            _look(source)
            found = _painted(source)
        with pikepdf.open(BytesIO(found.pdf)) as made:
            return Unset.DAMAGED if made.check_pdf_syntax() else found
    except _CannotBeSet as cannot:
        return cannot.why
    except pikepdf.PasswordError:
        return Unset.LOCKED
    except _MAKING:
        return Unset.DAMAGED


def is_whole(found: Harmless) -> bool:
    """Say whether what came back has a form for each leaf, and nothing that was to be taken out."""
    try:
        with pikepdf.open(BytesIO(found.pdf)) as made:
            held = [isinstance(form, pikepdf.Stream) for form in forms(made)]
            streams = (each for each in made.objects if isinstance(each, pikepdf.Stream))
            beside = any(name in each for each in streams for name in (*_BESIDE, "/F"))
    except (*_MAKING, pikepdf.PasswordError):
        return False
    return all(held) and 0 < len(held) == len(found.leaves) <= MOST_PAGES and not beside


def _look(source: pikepdf.Pdf) -> None:
    """Raise _CannotBeSet where paper would show something else than the file does."""
    count = len(source.pages)
    if not count:
        raise _CannotBeSet(Unset.DAMAGED)
    if count > MOST_PAGES:
        raise _CannotBeSet(Unset.LARGE)
    if source.Root.get("/NeedsRendering", False):
        raise _CannotBeSet(Unset.FORM)
    usual = _within(source.Root, "/OCProperties", "/D")
    if usual.get("/BaseState") == Name.OFF or len(usual.get("/OFF", ())):
        raise _CannotBeSet(Unset.HIDDEN)


def _painted(source: pikepdf.Pdf) -> Harmless:
    """Return every page as a form; what was filled in and drawn on a page becomes part of it."""
    if _within(source.Root, "/AcroForm").get("/NeedAppearances", False):
        source.generate_appearance_streams()
    source.flatten_annotations("all")
    out = BytesIO()
    with pikepdf.new() as made:
        leaves = tuple(_leaf(made, page) for page in source.pages)
        for each in made.objects:
            _clean(each)
        made.save(out, deterministic_id=True)
    return Harmless(out.getvalue(), leaves)


def _leaf(made: pikepdf.Pdf, page: pikepdf.Page) -> Leaf:
    form = made.copy_foreign(page.as_form_xobject())
    left, bottom, right, top = _bounds(form)
    if min(right - left, top - bottom) < LEAST_SIDE:
        raise _CannotBeSet(Unset.DAMAGED)
    made.add_blank_page(page_size=(right - left, top - bottom))
    held = made.pages[-1].obj
    held.Resources = Dictionary(XObject=Dictionary({FORM: form}))
    held.Contents = form  # so that a look at the page looks through the form
    has_words = bool(_within(form, "/Resources", "/Font"))
    return Leaf(left, bottom, right - left, top - bottom, has_words)


def _within(thing: Any, *names: str) -> Any:
    """Return what lies in a dictionary within dictionaries; nothing where one is missing."""
    for name in names:
        thing = thing.get(name, {})
    return thing


def _bounds(form: pikepdf.Object) -> tuple[float, float, float, float]:
    """Return where a form is painted once it was turned as its page was."""
    a, b, c, d, e, f = (float(each) for each in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    x0, y0, x1, y1 = (float(each) for each in form.BBox)
    corners = [(x, y) for x in (x0, x1) for y in (y0, y1)]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _clean(thing: pikepdf.Object) -> None:
    """Take everything from an object that is not painted; raises where it lies outside the file."""
    if isinstance(thing, pikepdf.Stream):
        if "/F" in thing or thing.get("/Subtype") == "/PS":
            raise _CannotBeSet(Unset.DAMAGED)
        for name in _BESIDE:
            if name in thing:
                del thing[name]
    if isinstance(thing, pikepdf.Stream | Dictionary):
        held = thing.get("/Resources")
        if isinstance(held, Dictionary) and "/Properties" in held:
            del held["/Properties"]


def forms(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield the form of each page of a harmless file."""
    for page in pdf.pages:
        yield page.obj.Resources.XObject[FORM]
