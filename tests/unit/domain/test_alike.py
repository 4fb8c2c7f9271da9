"""Texts are compared as they look, and shown as they are written."""

import pytest

from practicenotes.domain import alike


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a ‑ b `c`", "a - b 'c'"),
        ("Zoë Żółć Ørsted", "Zoe Zolc Orsted"),
        ("ﬁne Ａｉ", "fine Ai"),
        ("re\u00adsi\u200ds\ufefft", "resist"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_what_looks_alike_reads_alike(text: str, plain: str) -> None:
    """Whole or sign by sign; case stays."""
    assert alike.plain(text) == alike.read(text).plain == plain


def test_a_part_is_cut_as_it_is_written() -> None:
    """With its accents and unseen signs, and without those of its neighbours."""
    read = alike.read("I met Zoe\u0308 Kh\u00adan\u200d.")
    start = read.plain.index("Zoe")
    assert read.cut(start, start + 3) == "Zoe\u0308"
    assert read.cut(start + 4, start + 8) == "Kh\u00adan\u200d"
    assert read.cut(start + 4, len(read.plain)) == "Kh\u00adan\u200d."
    assert alike.read("Tom came").cut(0, 3) == "Tom"


def test_what_nobody_sees_is_blank() -> None:
    """A space of no width is as empty as none."""
    assert alike.is_blank(" \u200b\u00ad\n")
    assert not alike.is_blank(".")
