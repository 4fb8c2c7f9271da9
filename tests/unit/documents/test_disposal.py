"""A certificate of disposal says what was destroyed, and nothing of what it said."""

from dataclasses import replace
from datetime import date

import pytest

from practicenotes.documents import disposal as certificate
from practicenotes.domain.disposal import Disposal
from practicenotes.errors import GlyphMissing, RowDamaged


DAY = date(2025, 11, 18)


@pytest.fixture
def destroyed() -> Disposal:
    """Give a disposal of papers."""
    return Disposal(
        *("Heron", "Notes on paper, 2015 to 2018", date(2025, 11, 17), "Cross-cut shredded"),
        *("Seven years after the last session", "M. Lindqvist"),
    )


def test_everything_that_was_told_stands_on_one_page(destroyed, practitioner, read, faults) -> None:
    """File, what, when, how, rule and by whom; what was not told leaves no label."""
    pdf = certificate.draw(destroyed, practitioner, DAY)
    [text] = read(pdf)
    for words in (
        *("Certificate of disposal", "Heron", "Notes on paper, 2015 to 2018", "17 November 2025"),
        *("Cross-cut shredded", "Seven years after the last session", "M. Lindqvist, date"),
    ):
        assert words in text
    assert "Witness" not in text
    assert "Copies" not in text
    assert faults(pdf) == []


def test_a_witness_and_copies_are_named(destroyed, practitioner, read) -> None:
    """Where backups may still hold it, that is said."""
    told = replace(destroyed, witness="A. Brook", copies="Backups until 1 March 2026")
    text = " ".join(" ".join(read(certificate.draw(told, practitioner, DAY))).split())
    assert "Witness A. Brook" in text
    assert "Copies Backups until 1 March 2026" in text


def test_it_is_heard_in_its_order(destroyed, practitioner, read_aloud) -> None:
    """The title is a heading, and each fact carries its label."""
    said = read_aloud(certificate.draw(destroyed, practitioner, DAY))
    assert ("H1", "Certificate of disposal") in said
    assert ("P", "How Cross-cut shredded") in said


def test_what_cannot_be_printed_is_refused(destroyed, practitioner) -> None:
    """A damaged practice line, and signs that no face shows."""
    with pytest.raises(RowDamaged):
        certificate.draw(destroyed, replace(practitioner, damaged=True), DAY)
    with pytest.raises(GlyphMissing):
        certificate.draw(replace(destroyed, what="\U00012000"), practitioner, DAY)
