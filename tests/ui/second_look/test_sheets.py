"""The two sheets of a second look: the one to write on, and the one to read."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import Answer, FacetEntry, Reflection
from practicenotes.domain.reflections.looking_back import SecondLook
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections.second_looks import Compared
from practicenotes.ui.second_look.comparing import NOT_OBSERVED, NOTHING, side_by_side
from practicenotes.ui.second_look.writing import Writing
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.card import Card


BOOK = catalog.facet_book()
HOUR, HERON = SessionId("5" * 32), ClientId("c" * 32)
FIRST_AT, SECOND_AT = (datetime(2025, 11, day, 14, tzinfo=UTC) for day in (18, 20))


def rated(facet_id: str, rating: int, noticed: str = "") -> FacetEntry:
    """Return what was noticed about a facet, and which anchor came closest."""
    return FacetEntry(facet_id, noticed=noticed, answer=Answer.RATED, rating=rating)


def words(card: QWidget) -> list[str]:
    """Return what stands on a card, from top to bottom."""
    return [label.accessibleName() or label.text() for label in card.findChildren(QLabel)]


def cards(
    qtbot: QtBot, first: tuple[FacetEntry, ...], second: tuple[FacetEntry, ...], free: str = ""
) -> list[list[str]]:
    """Return the words of both looks."""
    both = Compared(
        Reflection(HOUR, HERON, first, saved_at=FIRST_AT),
        SecondLook(HOUR, HERON, second, free, saved_at=SECOND_AT),
    )
    sheet = side_by_side(BOOK, both)
    qtbot.addWidget(sheet)
    return [words(card) for card in sheet.findChildren(Card)]


def test_each_look_has_its_day(qtbot: QtBot, theme: Theme) -> None:
    """The first stands before the second, with the day on which each was saved last."""
    first, second = cards(qtbot, (), ())

    assert first[0] == "First look, 18 November 2025"
    assert second[0] == "Second look, 20 November 2025"


def test_the_same_facets_stand_in_both(qtbot: QtBot, theme: Theme) -> None:
    """Those that were written about, in the same order; what was only rated beside them is not."""
    taken = (rated("trust_safety", 3, "He sat down."), rated("emotional_expression", 2, "A laugh."))
    more = (rated("self_understanding", 4), rated("motivation_engagement", 1))
    first, second = cards(qtbot, (*taken, *more), (rated("emotional_expression", 1, "Not joy."),))

    names = ["Trust and Safety", BOOK.facet("emotional_expression").name]
    assert [word for word in first if word in names] == names
    assert [word for word in second if word in names] == names
    assert BOOK.facet("self_understanding").name not in first
    assert "Not joy." in second
    assert NOTHING in second


def test_anchors_stand_in_their_words(qtbot: QtBot, theme: Theme) -> None:
    """No number is laid beside another; not observed is said as such."""
    first, second = cards(
        qtbot,
        (rated("trust_safety", 3),),
        (FacetEntry("trust_safety", answer=Answer.NOT_OBSERVED),),
    )

    assert BOOK.facet("trust_safety").anchors[3] in first
    assert NOT_OBSERVED in second
    assert not [word for word in (*first, *second) if word.strip().isdigit()]


def test_what_was_said_and_my_part_have_their_names(qtbot: QtBot, theme: Theme) -> None:
    """Of the first look everything is read that was written about the facet."""
    entry = FacetEntry("trust_safety", "He sat down.", "“Fine.”", "I was late.")
    first, _ = cards(qtbot, (entry,), ())

    at = [first.index(word) for word in ("He sat down.", "“Fine.”", "I was late.")]
    assert at == sorted(at)
    assert "What exactly was said or done" in first
    assert "My part" in first


def test_free_words_stand_last(qtbot: QtBot, theme: Theme) -> None:
    """Where there are none, that is said."""
    first, second = cards(qtbot, (), (), "Slower than I wrote.")

    assert first[-1] == NOTHING
    assert second[-1] == "Slower than I wrote."


@pytest.mark.parametrize(
    "facets", [(), ("self_understanding",), ("emotional_expression", "trust_safety")]
)
def test_the_sheet_asks_about_the_given_facets_in_their_order(
    qtbot: QtBot, theme: Theme, facets: tuple[str, ...]
) -> None:
    """And then for whatever comes up; without a facet, only for that."""
    sheet = Writing(BOOK, facets, SecondLook(HOUR, HERON))
    qtbot.addWidget(sheet)

    assert tuple(each.entry().facet_id for each in sheet.facets) == facets
    expected = sheet.facets[0].noticed if facets else sheet.free
    assert sheet.first_field() is expected
    assert all(entry.is_empty for entry in sheet.entries())


def test_a_second_look_that_was_begun_stands_on_its_sheet(qtbot: QtBot, theme: Theme) -> None:
    """Words, anchor and free words are where they were left, and writing says so."""
    look = SecondLook(HOUR, HERON, (rated("trust_safety", 1, "He waited."),), "Slower.")
    sheet = Writing(BOOK, ("trust_safety",), look)
    qtbot.addWidget(sheet)
    touched: list[int] = []
    sheet.touched.connect(lambda: touched.append(1))

    assert sheet.entries() == look.entries
    assert sheet.free.text() == "Slower."
    sheet.facets[0].anchors.radio(2).click()
    sheet.free.insertPlainText("More. ")
    assert len(touched) == 2
