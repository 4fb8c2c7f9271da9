"""A picture loses what was written beside its pixels, and none of its pixels."""

import contextlib
import io
import random
import struct
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from practicenotes.domain import pictures
from practicenotes.domain.pictures import upright


CANARY = "kanarienvogel"
TURNED = 6  # on its side
KINDS = {"JPEG": pictures.JPEG, "PNG": pictures.PNG, "WEBP": pictures.WEBP}


def drawn(mode: str = "RGB", size: tuple[int, int] = (61, 40)) -> Image.Image:
    """Return a picture in which no two lines are alike."""
    source = random.Random(7)
    dots = bytes(source.randrange(256) for _ in range(size[0] * size[1] * len(mode)))
    return Image.frombytes(mode, size, dots)


def exif(orientation: int = TURNED) -> Image.Exif:
    """Return an Exif block with a place, a time, a maker and an orientation."""
    told = Image.Exif()
    told[0x010F] = told[0x0131] = told[0x9286] = told[0x0132] = CANARY
    told[0x0112] = orientation
    told.get_ifd(0x8825)[1] = told.get_ifd(0x8825)[0x1D] = CANARY
    return told


def saved(form: str, picture: Image.Image | None = None, **told: Any) -> bytes:
    """Return a picture as a file of this form."""
    out = io.BytesIO()
    (picture or drawn()).save(out, form, **told)
    return out.getvalue()


def full(form: str) -> bytes:
    """Return a file of this form that tells more than a picture should."""
    told: dict[str, Any] = {"exif": exif(), "icc_profile": CANARY.encode() * 40}
    if form == "PNG":
        words = PngInfo()
        words.add_text("Comment", CANARY)
        words.add_text("Author", CANARY, zip=True)
        words.add_itxt("XML:com.adobe.xmp", CANARY)
        told["pnginfo"] = words
    elif form == "JPEG":
        told |= {"comment": CANARY.encode(), "progressive": True}
    else:
        told |= {"xmp": CANARY.encode(), "lossless": True}
    return saved(form, **told)


def dots(data: bytes) -> bytes:
    """Return the pixels of a file as they lie in it."""
    return Image.open(io.BytesIO(data)).tobytes()


@pytest.mark.parametrize("form", KINDS)
def test_what_was_written_beside_the_pixels_is_gone_and_they_are_not_touched(form: str) -> None:
    """No maker, place, time, profile or comment is left, and every dot is the same."""
    whole = full(form)
    assert CANARY.encode() in whole

    clean = pictures.strip(KINDS[form], whole)

    told = Image.open(io.BytesIO(clean))
    assert CANARY.encode() not in clean
    assert dots(clean) == dots(whole)
    assert dict(told.getexif()) == {0x0112: TURNED}
    assert not {"icc_profile", "comment", "xmp", "Comment", "Author"} & set(told.info)


@pytest.mark.parametrize("form", KINDS)
def test_a_picture_that_lies_as_it_should_tells_nothing_at_all(form: str) -> None:
    """Without a turn there is no Exif block, and cleaning twice changes nothing more."""
    clean = pictures.strip(KINDS[form], saved(form, exif=exif(1)))
    assert not Image.open(io.BytesIO(clean)).getexif()
    assert pictures.strip(KINDS[form], clean) == clean


@pytest.mark.parametrize("form", KINDS)
def test_what_hangs_behind_the_end_is_left_behind(form: str) -> None:
    """A film or a second picture after the end of the first does not come along."""
    whole = saved(form)
    clean = pictures.strip(KINDS[form], whole + CANARY.encode() * 9)
    assert CANARY.encode() not in clean
    assert dots(clean) == dots(whole)


def test_the_small_picture_in_the_head_of_a_jpeg_is_gone() -> None:
    """A thumbnail can show what was cut off: neither kind of it is kept."""
    whole = saved("JPEG")
    small = struct.pack(">H", 16 + len(CANARY)) + b"JFXX\x00" + CANARY.encode() + bytes(9)
    clean = pictures.strip(pictures.JPEG, whole[:2] + b"\xff\xe0" + small + whole[2:])
    assert CANARY.encode() not in clean
    assert dots(clean) == dots(whole)


@pytest.mark.parametrize("mode", ["L", "CMYK"])
@pytest.mark.parametrize("subsampling", [0, 2])
def test_grey_and_print_colours_stay_what_they_are(mode: str, subsampling: int) -> None:
    """How the colours of a JPEG are meant stays told, so that every dot reads the same."""
    picture = drawn(mode) if mode == "L" else drawn("RGBA").convert("RGB").convert(mode)
    whole = saved("JPEG", picture, subsampling=subsampling, restart_marker_blocks=3)
    assert dots(pictures.strip(pictures.JPEG, whole)) == dots(whole)


def test_what_sees_through_and_what_moves_stays() -> None:
    """Transparent dots and the frames of a moving picture are pixels too."""
    clear = saved("PNG", drawn("RGBA"))
    assert dots(pictures.strip(pictures.PNG, clear)) == dots(clear)
    frames = [drawn(), drawn(size=(61, 40)).transpose(Image.Transpose.FLIP_LEFT_RIGHT)]
    for form in ("PNG", "WEBP"):
        moving = saved(form, frames[0], save_all=True, append_images=frames[1:])
        clean = Image.open(io.BytesIO(pictures.strip(KINDS[form], moving)))
        assert clean.n_frames == len(frames)


@pytest.mark.parametrize("form", KINDS)
def test_no_picture_that_is_cut_short_breaks_the_cleaning(form: str) -> None:
    """At whatever byte it ends, what comes back tells nothing, or it is said to be no picture."""
    whole = full(form)
    for end in range(0, len(whole), 7):
        try:
            clean = pictures.strip(KINDS[form], whole[:end])
        except ValueError:
            continue
        assert CANARY.encode() not in clean


@pytest.mark.parametrize("form", KINDS)
@pytest.mark.parametrize("seed", range(40))
def test_no_damage_breaks_the_cleaning(form: str, seed: int) -> None:
    """Bytes that were changed at random are cleaned or refused, and nothing else happens."""
    source = random.Random(seed)
    hurt = bytearray(full(form))
    for _ in range(source.randrange(1, 30)):
        hurt[source.randrange(len(hurt))] = source.randrange(256)
    with contextlib.suppress(ValueError):
        assert pictures.strip(KINDS[form], bytes(hurt))


@pytest.mark.parametrize("form", KINDS)
@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xd9", b"\x89PNG\r\n\x1a\n", b"x"]
)
def test_what_is_no_picture_is_refused(form: str, data: bytes) -> None:
    """Something without pixels is not taken for a picture."""
    with pytest.raises(ValueError, match="no"):
        pictures.strip(KINDS[form], data)


def test_only_three_kinds_are_cleaned() -> None:
    """Anything else is kept as it came."""
    assert all(map(pictures.is_known, KINDS.values()))
    assert not pictures.is_known("image/heic")


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("order", ["<", ">"])
def test_every_turn_is_read_and_written(turn: int, order: str) -> None:
    """All eight ways to lie are known, in both orders of bytes."""
    head = b"II*\x00" if order == "<" else b"MM\x00*"
    entry = struct.pack(order + "HHIHH", 0x0112, 3, 1, turn, 0)
    assert upright.of(head + struct.pack(order + "IH", 8, 1) + entry) == turn
    assert upright.of(upright.block(turn)) == turn


@pytest.mark.parametrize("block", [b"", b"II*\x00", b"II*\x00\xff\xff\xff\xff", b"XX", bytes(40)])
def test_a_block_that_cannot_be_read_turns_nothing(block: bytes) -> None:
    """A broken Exif block says that the picture lies as it lies."""
    assert upright.of(block) == upright.AS_IT_LIES


def test_a_turn_that_does_not_exist_turns_nothing() -> None:
    """There are eight ways to lie."""
    assert upright.of(upright.block(9)) == upright.AS_IT_LIES


def jpeg(*segments: bytes, scan: bytes = b"\x12\x34") -> bytes:
    """Return a JPEG made of segments by hand; nothing could draw it."""
    sof = segment(0xC0, b"\x08\x00\x01\x00\x01\x01\x01\x11\x00")
    sos = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + scan
    return b"\xff\xd8" + b"".join(segments) + sof + sos + b"\xff\xd9"


def segment(marker: int, body: bytes) -> bytes:
    """Return one segment."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


@pytest.mark.parametrize("marker", [*range(0xE0, 0xEE), 0xEF, 0xFE, *range(0xF0, 0xFE)])
def test_every_segment_beside_the_pixels_is_left_behind(marker: int) -> None:
    """Whatever a program called its own segment, nothing of it comes along."""
    assert pictures.strip(pictures.JPEG, jpeg(segment(marker, CANARY.encode()))) == jpeg()


@pytest.mark.parametrize("marker", [0xDB, 0xC4, 0xDD, 0xDC, 0xCC, 0xC2])
def test_every_segment_that_the_pixels_need_stays(marker: int) -> None:
    """Tables, intervals and frames are copied byte for byte."""
    whole = jpeg(segment(marker, b"\x00\x01\x02"))
    assert pictures.strip(pictures.JPEG, whole) == whole


def test_of_the_segment_that_tells_colours_nothing_more_is_kept() -> None:
    """What hangs behind its twelve bytes could be anything."""
    adobe = b"Adobe\x00\x64\x00\x00\x00\x00\x01"
    whole = jpeg(segment(0xEE, adobe + CANARY.encode()))
    assert pictures.strip(pictures.JPEG, whole) == jpeg(segment(0xEE, adobe))
    other = jpeg(segment(0xEE, CANARY.encode()))
    assert pictures.strip(pictures.JPEG, other) == jpeg()


def test_stuffed_bytes_and_restarts_belong_to_the_pixels() -> None:
    """The pixels end at a marker that is none of theirs, and nowhere else."""
    scan = b"\x01\xff\x00\x02\xff\xd0\x03\xff\xd7\xff\xff\x00\x04"
    assert pictures.strip(pictures.JPEG, jpeg(scan=scan)) == jpeg(scan=scan)


def test_a_comment_between_two_scans_is_left_behind_too() -> None:
    """A picture that comes in several scans is read to its end."""
    again = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x56"
    first, last = jpeg()[:-2], again + b"\xff\xd9"
    whole = first + segment(0xFE, CANARY.encode()) + last
    assert pictures.strip(pictures.JPEG, whole) == first + last


def test_pixels_that_break_off_are_kept_as_far_as_they_go() -> None:
    """A picture that was cut short is cleaned all the same."""
    whole = jpeg(segment(0xE1, CANARY.encode()))
    assert pictures.strip(pictures.JPEG, whole[:-4]) == jpeg()[:-4]


def test_the_small_picture_of_an_orientation_block_does_not_come_along() -> None:
    """Only the one number is written anew."""
    block = b"Exif\x00\x00" + upright.block(8) + CANARY.encode() * 3
    clean = pictures.strip(pictures.JPEG, jpeg(segment(0xE1, block)))
    assert clean == jpeg(segment(0xE1, b"Exif\x00\x00" + upright.block(8)))


@pytest.mark.parametrize("name", [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"iCCP", b"prVt"])
def test_every_chunk_beside_the_pixels_is_left_behind(name: bytes) -> None:
    """Words, times, profiles and chunks of a program's own do not come along."""
    whole = saved("PNG")
    body = CANARY.encode()
    chunk = struct.pack(">I", len(body)) + name + body + bytes(4)
    head = 8 + 25  # the signature and the first chunk
    assert pictures.strip(pictures.PNG, whole[:head] + chunk + whole[head:]) == whole


@pytest.mark.parametrize("name", [b"EXIF", b"XMP ", b"ICCP", b"OWN "])
def test_every_box_beside_the_pixels_is_left_behind(name: bytes) -> None:
    """A WebP without them is as long as its own head says."""
    whole = saved("WEBP", lossless=True)
    body = CANARY.encode() + b"x" * (len(CANARY) % 2)
    more = whole + name + struct.pack("<I", len(body)) + body
    more = more[:4] + struct.pack("<I", len(more) - 8) + more[8:]
    assert pictures.strip(pictures.WEBP, more) == whole
