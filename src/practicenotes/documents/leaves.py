"""Pages of files that lie on our own pages: smaller, under a line that says what they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Dictionary
from reportlab.platypus import Flowable

from practicenotes.documents import foreign, style
from practicenotes.documents.foreign import Harmless
from practicenotes.documents.photo import Photo
from practicenotes.domain.pictures import upright


WIDER = 44.0  # points by which a page may stand out of the text at each side
LEAST = 300.0  # points of height: with less room it goes on the next page
_DOT = 0.75  # points: a picture is never larger than it is at 96 dpi
_TURNED = {  # how a picture of 1 by 1 is turned upright, by its orientation
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A page of a harmless file, drawn by its name on one of our pages (counted from 0)."""

    page: int
    name: str
    file: Harmless
    number: int


class _OnPage(Flowable):  # type: ignore[misc]
    """Something of another shape, as large as the rest of a page lets it be, within a hairline."""

    def __init__(self, shape: tuple[float, float], most: float, said: str, role: str) -> None:
        super().__init__()
        self._shape, self._most, self._said, self._role = shape, most, said, role

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take what is left of the page, or ask for another one."""
        room = (width + 2 * WIDER, max(height - 1, LEAST))
        self._by = min(
            self._most, *(have / want for have, want in zip(room, self._shape, strict=True))
        )
        self.width, self.height = width, self._shape[1] * self._by
        return self.width, self.height

    def draw(self) -> None:
        """Draw it in the middle, and its edge as furniture."""
        across, up = (side * self._by for side in self._shape)
        left = (self.width - across) / 2
        with self.canv.tagged(self._role, self, self._said):
            self._paint(left, across, up)
        with self.canv.untagged():
            self.canv.setStrokeColor(style.ink("outline"))
            self.canv.setLineWidth(0.5)
            self.canv.rect(left, 0, across, up)

    def _paint(self, left: float, across: float, up: float) -> None:
        raise NotImplementedError


class LeafOnPage(_OnPage):
    """A page of a PDF; its words are read aloud where it has any, and what it is where not."""

    def __init__(self, file: Harmless, number: int, said: str) -> None:
        self._file, self._number = file, number
        leaf = self._leaf = file.leaves[number]
        role, said = ("P", "") if leaf.has_words else ("Figure", said)
        super().__init__((leaf.width, leaf.height), 1.0, said, role)

    def _paint(self, left: float, _across: float, _up: float) -> None:
        leaf, by = self._leaf, self._by
        name = f"{foreign.FORM}{len(self.canv.leaves)}"
        x, y = left - leaf.left * by, -leaf.bottom * by
        self.canv.addLiteral(f"q {by:.5f} 0 0 {by:.5f} {x:.3f} {y:.3f} cm {name} Do Q")
        page = self.canv.getPageNumber() - 1
        self.canv.leaves.append(Placed(page, name, self._file, self._number))


class PictureOnPage(_OnPage):
    """A picture, upright."""

    def __init__(self, photo: Photo, said: str) -> None:
        self._photo = photo
        dots, self._turned = _seen(photo)
        super().__init__(dots, _DOT, said, "Figure")

    def _paint(self, left: float, across: float, up: float) -> None:
        self.canv.saveState()
        a, b, c, d, e, f = self._turned
        self.canv.translate(left, 0)
        self.canv.transform(a * across, b * up, c * across, d * up, e * across, f * up)
        self.canv.drawImage(self._photo.face(), 0, 0, 1, 1, mask="auto")
        self.canv.restoreState()


def put(pdf: bytes, placed: Iterable[Placed]) -> bytes:
    """Return the pages with what was only named while they were drawn."""
    by_file: dict[int, list[Placed]] = {}
    for each in placed:
        by_file.setdefault(id(each.file), []).append(each)
    if not by_file:
        return pdf
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for mine in by_file.values():
            with pikepdf.open(BytesIO(mine[0].file.pdf)) as file:
                forms = list(foreign.forms(file))
                for each in mine:
                    held = document.pages[each.page].obj.Resources
                    if "/XObject" not in held:
                        held.XObject = Dictionary()
                    held.XObject[each.name] = document.copy_foreign(forms[each.number])
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _seen(photo: Photo) -> tuple[tuple[float, float], tuple[int, ...]]:
    """Return how wide and high a picture is once it stands upright, and how it is turned."""
    width, height = photo.width, photo.height
    turned = _TURNED.get(photo.turned, _TURNED[upright.AS_IT_LIES])
    return ((height, width) if turned[0] == 0 else (width, height)), turned
