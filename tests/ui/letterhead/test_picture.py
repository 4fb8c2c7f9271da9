"""Whatever picture comes, paper gets one that it can show: eight bits, on white, and small."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from practicenotes.errors import FileTooLarge, PagesUnreadable, PictureTooLarge
from practicenotes.ui.letterhead import picture as making
from practicenotes.ui.theme import Theme


Draw = Callable[..., bytes]
GREEN = (0x1F, 0x6F, 0x70)


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize(
    ("form", "mode", "told"),
    [
        ("PNG", "RGB", {}),
        ("PNG", "P", {}),
        ("JPEG", "RGB", {"quality": 95}),
        ("JPEG", "RGB", {"quality": 95, "progressive": True}),
        ("JPEG", "CMYK", {"quality": 95}),
        ("WEBP", "RGB", {"quality": 95}),
        ("GIF", "P", {}),
        ("TIFF", "RGB", {}),
    ],
)
def test_every_common_kind_becomes_a_picture_in_its_colours(
    theme: Theme, picture: Draw, form: str, mode: str, told: dict
) -> None:
    """Pictures for screens and for presses, in one piece or several, keep colour and shape."""
    made = opened(making.ready(picture(form, mode, **told), "logo").content)

    assert (made.format, made.mode, made.size) == ("PNG", "RGB", (400, 160))
    near = zip(made.getpixel((200, 80)), GREEN, strict=True)
    assert max(abs(got - wanted) for got, wanted in near) < 12


def test_sixteen_bits_become_eight(theme: Theme) -> None:
    """A grey picture of a scanner, with 65,536 steps, becomes one that every printer takes."""
    out = io.BytesIO()
    Image.new("I;16", (200, 80), 0x8000).save(out, "PNG")
    made = opened(making.ready(out.getvalue(), "logo").content)

    assert made.mode == "RGB"
    assert abs(made.getpixel((50, 40))[0] - 128) < 3


def test_what_sees_through_lies_on_white(theme: Theme) -> None:
    """A logo without a ground is drawn on the white of the paper, and its edges stay soft."""
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (50, 20, 100, 80))
    image.paste((0, 0, 0, 128), (100, 20, 150, 80))
    out = io.BytesIO()
    image.save(out, "PNG")
    made = opened(making.ready(out.getvalue(), "logo").content)

    assert made.getpixel((5, 5)) == (255, 255, 255)
    assert made.getpixel((75, 50)) == (0, 0, 0)
    assert 120 < made.getpixel((125, 50))[0] < 135


def test_of_a_picture_that_moves_the_first_is_used_and_that_is_said(theme: Theme) -> None:
    """An animation gives its first picture."""
    first, second = Image.new("RGB", (80, 40), "red"), Image.new("RGB", (80, 40), "blue")
    out = io.BytesIO()
    first.save(out, "GIF", save_all=True, append_images=[second], duration=100, loop=0)
    made = making.ready(out.getvalue(), "logo")

    assert made.moved
    assert opened(made.content).getpixel((10, 10))[0] > 200


def test_nothing_stays_that_a_camera_or_a_program_wrote(theme: Theme, picture: Draw) -> None:
    """No place, no words and no profile is in what is kept."""
    told = Image.Exif()
    told[0x010F] = "Camera of the canary"
    jpeg = making.ready(picture("JPEG", exif=told, comment=b"canary"), "logo").content
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "canary")
    png = making.ready(picture("PNG", pnginfo=words), "logo").content

    assert b"canary" not in jpeg + png
    assert opened(png).info.keys() <= {"dpi", "gamma"}


@pytest.mark.parametrize("size", [(5000, 300), (900, 4000), (3000, 1)])
def test_a_large_picture_has_no_more_dots_than_paper_shows(
    theme: Theme, picture: Draw, size: tuple[int, int]
) -> None:
    """What is kept is small, and in the shape in which it came."""
    made = opened(making.ready(picture("PNG", size=size), "logo").content)

    assert made.width <= 1500
    assert made.height <= 600
    if min(size) > 1:
        assert made.width / made.height == pytest.approx(size[0] / size[1], rel=0.02)


@pytest.mark.parametrize("content", [b"no picture", b"%PDF-1.7 a form", b"\x89PNG\r\n\x1a\n cut"])
def test_what_is_no_picture_is_refused(theme: Theme, content: bytes) -> None:
    """A text, a PDF and a head without a body are told apart from pictures."""
    with pytest.raises(PagesUnreadable):
        making.ready(content, "logo")


def test_more_dots_than_can_be_drawn_are_refused_before_they_are_read(theme: Theme) -> None:
    """A small file that would unfold to gigabytes is not unfolded."""
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    with pytest.raises(PictureTooLarge):
        making.ready(out.getvalue(), "logo")


def test_forty_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    """The limit is ten, and the refusal knows it."""
    path = tmp_path / "logo.png"
    with path.open("wb") as file:
        file.truncate(40_000_000)
    with pytest.raises(FileTooLarge) as refused:
        making.load(path)
    assert (refused.value.name, refused.value.most) == ("logo.png", 10)
