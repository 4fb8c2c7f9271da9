"""A sealed file opens with its passphrase here and in other hands, and shows nothing without it."""

import itertools
import os
from collections.abc import Callable

import pytest

from practicenotes.vault import age, strict


PASSPHRASE = "seven quiet herons by the weir"
QUICK = 10  # of a hundred guesses a second, for tests alone

# What `seal` makes of the words below when chance counts up from nought. The same bytes were opened
# by a reader of another hand (rage) when they were written down here.
WORDS = "Heron’s silence"
KEPT = bytes.fromhex(
    "6167652d656e6372797074696f6e2e6f72672f76310a2d3e20736372797074204542455345785156466863594752"
    "6f62484230654877203130"
    "0a2f4b77754152426b70684371376e636132534c6d44746378527833363971457a70524c61324e546e67484d0a2d"
    "2d2d204f3538694f636e746c4e736f614b574f4c4e3531526a7a49472f2b4a564c5666375759657a474162664a30"
    "0a"
    "202122232425262728292a2b2c2d2e2f1ae6b14b4589e52c3c2576253fab82d3c48188e331e0de75be0893de9e4f"
    "eabdaf"
)


def counting() -> Callable[[int], bytes]:
    """Return a chance that counts."""
    numbers = itertools.count()
    return lambda size: bytes(next(numbers) % 256 for _ in range(size))


def sealed(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    """Return a sealed file, made quickly."""
    return age.seal(data, passphrase, os.urandom, QUICK)


def test_the_format_is_the_public_one() -> None:
    """Byte for byte, the file is what another reader has opened."""
    assert age.seal(WORDS.encode(), PASSPHRASE, counting(), QUICK) == KEPT


def test_a_file_of_long_ago_opens() -> None:
    """What was kept opens with the passphrase of its day."""
    assert age.open_sealed(KEPT, PASSPHRASE).decode() == WORDS


@pytest.mark.parametrize("length", [0, 1, 65_535, 65_536, 65_537, 131_072, 200_001])
def test_everything_comes_back(length: int) -> None:
    """Whatever its length, at and around the edges of a piece."""
    data = os.urandom(length)
    assert age.open_sealed(sealed(data), PASSPHRASE) == data


def test_no_readable_word_is_in_the_file() -> None:
    """Neither the words nor the passphrase stand in it."""
    made = sealed(b"kanarienvogel " * 100)
    assert b"kanarienvogel" not in made
    assert PASSPHRASE.encode() not in made


def test_no_two_files_are_alike() -> None:
    """The same words sealed twice share nothing but the beginning."""
    one, other = sealed(b"the same"), sealed(b"the same")
    assert one[:32] == other[:32] == b"age-encryption.org/v1\n-> scrypt "
    assert one[32:54] != other[32:54]
    assert one[-24:] != other[-24:]


@pytest.mark.parametrize(
    "wrong", ["", "Seven quiet herons by the weir", f"{PASSPHRASE} ", "\udc80"]
)
def test_another_passphrase_opens_nothing(wrong: str) -> None:
    """One sign, a capital or a space more is another passphrase."""
    with pytest.raises(age.WrongKey):
        age.open_sealed(KEPT, wrong)


def test_a_passphrase_is_the_same_however_it_was_typed() -> None:
    """Composed and decomposed letters give the same key."""
    made = sealed(b"words", "gro\u0308ße und tra\u0308ume")
    assert age.open_sealed(made, "größe und träume") == b"words"


@pytest.mark.parametrize("place", range(0, len(KEPT), 7))
def test_a_changed_byte_is_noticed(place: int) -> None:
    """Wherever one bit is turned, nothing comes out."""
    changed = bytearray(KEPT)
    changed[place] ^= 1
    with pytest.raises((strict.Broken, age.WrongKey)):
        age.open_sealed(bytes(changed), PASSPHRASE)


@pytest.mark.parametrize("length", [0, 10, 22, 60, 100, 150, 151, 167, len(KEPT) - 1])
def test_a_shortened_file_is_noticed(length: int) -> None:
    """What was cut off is missed, also where a whole piece is."""
    with pytest.raises((strict.Broken, age.WrongKey)):
        age.open_sealed(KEPT[:length], PASSPHRASE)


def test_a_lost_piece_is_noticed() -> None:
    """A file that ends after its first whole piece is not taken for a shorter one."""
    made = sealed(bytes(2 * 65_536))
    with pytest.raises(strict.Broken):
        age.open_sealed(made[: -(65_536 + 16)], PASSPHRASE)


def test_pieces_in_another_order_are_noticed() -> None:
    """Each piece has its place."""
    made = sealed(os.urandom(3 * 65_536))
    piece = 65_536 + 16
    head, first, second, last = (
        made[: -3 * piece],
        made[-3 * piece : -2 * piece],
        made[-2 * piece : -piece],
        made[-piece:],
    )
    with pytest.raises(strict.Broken):
        age.open_sealed(head + second + first + last, PASSPHRASE)


def test_what_hangs_behind_is_noticed() -> None:
    """Nothing can be added at the end."""
    with pytest.raises(strict.Broken):
        age.open_sealed(KEPT + b"more", PASSPHRASE)


@pytest.mark.parametrize("work", [b"21", b"22", b"64", b"99"])
def test_a_forged_file_cannot_take_the_memory(work: bytes) -> None:
    """A cost beyond a GiB is refused before a key is derived."""
    forged = KEPT.replace(b" 10\n", b" " + work + b"\n", 1)
    with pytest.raises(strict.Broken, match="work"):
        age.open_sealed(forged, PASSPHRASE)


@pytest.mark.parametrize(
    "other",
    [
        b"",
        b"PK\x03\x04 a plain archive",
        b"age-encryption.org/v1\n-> X25519 abc\nabc\n--- abc\n",
        b"age-encryption.org/v2\n" + KEPT[22:],
        KEPT.replace(b" 10\n", b" 010\n", 1),
        KEPT.replace(b" 10\n", b" 1O\n", 1),
        KEPT.replace(b"scrypt EBES", b"scrypt EB=S", 1),
    ],
)
def test_another_file_is_refused(other: bytes) -> None:
    """What is no file of this form is said to be broken, and not to have another passphrase."""
    with pytest.raises(strict.Broken):
        age.open_sealed(other, PASSPHRASE)


def test_base64_is_written_in_one_way_only() -> None:
    """A last sign with spare bits set is not the same file."""
    at = KEPT.index(b"NTngHM")
    forged = KEPT[: at + 5] + b"N" + KEPT[at + 6 :]
    with pytest.raises(strict.Broken, match="base64"):
        age.open_sealed(forged, PASSPHRASE)


def test_the_usual_cost_is_a_quarter_of_a_gib() -> None:
    """A guess costs what a guess at the practice itself costs."""
    assert 128 * 8 * 2**age.WORK == 256 * 1024 * 1024
    assert age.WORK <= age.MOST_WORK
