"""A picture becomes a page: upright, whole, and never larger than a screen needs."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from practicenotes.errors import PagesUnreadable
from practicenotes.ui.files import picture as drawing
from practicenotes.ui.printing.pages import Pages, look_through
from practicenotes.ui.theme import Theme


Draw = Callable[..., bytes]


def seen(data: bytes) -> Image.Image:
    """Return what stands on the one page that a picture becomes."""
    look_through(data)
    pages = Pages(data)
    assert len(pages) == 1
    image = pages.image(0, 0.5)
    pages.close()
    return Image.frombytes(
        "RGB",
        (image.width(), image.height()),
        bytes(image.constBits()),
        "raw",
        "BGRX",
        image.bytesPerLine(),
    )


@pytest.mark.parametrize("size", [(900, 640), (640, 900), (5000, 1200), (300, 200)])
def test_a_page_has_the_shape_of_its_picture(
    theme: Theme, picture: Draw, size: tuple[int, int]
) -> None:
    """Wide or high, large or tiny: nothing is cut off and nothing is stretched."""
    pages = Pages(drawing.page(picture("PNG", size), "letter"))
    shown = pages.size(0)
    pages.close()
    assert shown.width() / shown.height() == pytest.approx(size[0] / size[1], rel=0.34)


@pytest.mark.parametrize(("turn", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))])
def test_a_turned_picture_shows_its_first_corner_where_it_belongs(
    theme: Theme, turn: int, corner: tuple[int, int]
) -> None:
    """A black corner that was taken on its side stands upright on the page."""
    image = Image.new("RGB", (400, 300), "white")
    image.paste("black", (0, 0, 100, 100))
    told = Image.Exif()
    told[0x0112] = turn
    out = io.BytesIO()
    image.save(out, "JPEG", exif=told)
    shown = seen(drawing.page(out.getvalue(), "letter")).convert("L")
    width, height = shown.size
    place = 10 if corner[0] == 0 else width - 10, 10 if corner[1] == 0 else height - 10
    assert shown.getpixel(place) < 60
    assert sum(shown.getpixel(p) > 200 for p in _corners(width, height)) == 3


def _corners(width: int, height: int) -> list[tuple[int, int]]:
    return [(x, y) for x in (10, width - 10) for y in (10, height - 10)]


def test_what_sees_through_lies_on_white_paper(theme: Theme) -> None:
    """A signature without a ground is ink on paper, in light and in dark."""
    image = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (150, 100, 250, 200))
    out = io.BytesIO()
    image.save(out, "PNG")
    shown = seen(drawing.page(out.getvalue(), "letter")).convert("L")
    assert shown.getpixel((5, 5)) > 250
    assert shown.getpixel((shown.width // 2, shown.height // 2)) < 10


def test_a_large_picture_is_read_small(theme: Theme) -> None:
    """Twelve million dots take no more memory than a screen can show."""
    out = io.BytesIO()
    Image.new("L", (4000, 3000), 128).save(out, "JPEG")
    image = drawing.dots(out.getvalue(), "letter").image
    assert (image.width(), image.height()) == (2400, 1800)


@pytest.mark.parametrize("data", [b"", b"x", b"\x89PNG\r\n\x1a\n", b"GIF89a"])
def test_what_is_no_picture_is_said_to_be_unreadable(theme: Theme, data: bytes) -> None:
    """Nothing is drawn, and nothing else happens."""
    with pytest.raises(PagesUnreadable):
        drawing.read(data)
