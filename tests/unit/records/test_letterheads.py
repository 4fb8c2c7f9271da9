"""A letterhead is kept whole, and never trusted when it was changed from outside."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import select

from practicenotes.domain.letterhead import PLAIN, Layout, Letterhead, PaperSize
from practicenotes.records import letterheads
from practicenotes.records.letterhead_tables import LetterheadRow
from practicenotes.records.schema import FileRow


AT = datetime(2025, 11, 18, 14, 20, tzinfo=UTC)
FULL = Letterhead(
    layout=Layout.DIN_B,
    paper=PaperSize.LETTER,
    language="de-AT",
    registrations=("Chamber, no. 1", "Tax no. 2"),
    logo=b"a picture",
    signature=b"another",
)


def test_before_anything_is_chosen_letters_are_plain(record) -> None:
    """A new practice writes on plain paper."""
    assert record.run(letterheads.get) == PLAIN


def test_a_letterhead_comes_back_as_it_was_kept(record) -> None:
    """Layout, paper, language, lines and pictures are the same when they are read again."""
    record.run(letterheads.save, FULL, AT)

    assert record.run(letterheads.get) == FULL


def test_another_letterhead_takes_the_place_of_the_first(record) -> None:
    """There is one letterhead, and pictures that it has no more do not stay behind."""
    record.run(letterheads.save, FULL, AT)
    record.run(letterheads.save, replace(FULL, logo=b""), AT)

    kept = record.run(letterheads.get)
    assert (kept.logo, kept.signature) == (b"", b"another")
    assert record.run(lambda db: len(db.scalars(select(LetterheadRow)).all())) == 1
    names = record.run(lambda db: [row.name for row in db.scalars(select(FileRow))])
    assert names == ["Signature.png"]


def test_a_picture_that_was_changed_from_outside_is_not_trusted(record) -> None:
    """A logo other than the one that was kept is not drawn, until it is replaced."""
    record.run(letterheads.save, FULL, AT)
    statement = "UPDATE file SET content = x'00' WHERE name = 'Logo.png'"
    record.on_connection(lambda connection: connection.exec_driver_sql(statement))
    assert record.run(letterheads.get).damaged

    record.run(letterheads.save, FULL, AT)
    assert record.run(letterheads.get) == FULL


def test_a_letterhead_that_was_changed_from_outside_is_set_anew(record) -> None:
    """Another language than was kept makes it damaged; a new one is good, and the old one stays."""
    record.run(letterheads.save, FULL, AT)
    statement = "UPDATE letterhead SET language = 'fr-FR'"
    record.on_connection(lambda connection: connection.exec_driver_sql(statement))
    assert record.run(letterheads.get).damaged

    record.run(letterheads.save, FULL, AT)
    assert record.run(letterheads.get) == FULL
    record.run(letterheads.save, replace(FULL, language="de-DE"), AT)

    assert record.run(letterheads.get).language == "de-DE"
    kept = record.run(
        lambda db: [r.damaged for r in db.scalars(select(LetterheadRow).order_by("row"))]
    )
    assert kept == [True, False]
