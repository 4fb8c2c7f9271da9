"""In my words: latest first, one facet at a time, and always a way to the session."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

import factory
from courses import BOOK, IDS
from practicenotes.reflections import reflections


def test_all_facets_come_first_and_the_latest_words_on_top(heron: Any) -> None:
    """The newest session leads, each entry with its day, its session and its facet."""
    assert heron.page.facet.currentText() == "All facets"
    first = heron.words()[0]
    assert first.startswith("11 Nov. session 12. Trust and Safety. Safest while we rehearsed")


def test_an_entry_says_everything_that_was_written(heron: Any) -> None:
    """What was noticed, what was said, one's own part, and the anchor in full words."""
    heron.narrow("resistance_transference")

    assert heron.words()[1] == (
        "28 Oct. session 10. First hour after my break. Friendly, brief, agreed with everything. I"
        " filled the silence with the rota. He is back in the chair by the door. Said or done:"
        " “It’s fine. Honestly.”. My part: I came back rested and wanted it all to be where I had"
        " left it. Guilt, I suppose, in its working clothes. I noticed it but steered round it or"
        " pressed harder"
    )


def test_no_number_stands_for_a_rating(heron: Any) -> None:
    """The words of the anchor are the rating; its number is nowhere in the rows."""
    heron.narrow("resistance_transference")
    shown = [said for row in heron.page.words.rows for said in heron.said(row)]

    assert "I touched on it lightly; the client did not take it up." in shown
    assert not [word for word in shown if word.strip() in {"0", "1", "2", "3", "4"}]


def test_one_facet_shows_that_facet_alone(heron: Any) -> None:
    """What was not observed is said in words, like any other answer."""
    heron.narrow("resistance_transference")
    while heron.page.words._earlier.isVisible():
        heron.page.words._earlier.click()

    assert all("Trust and Safety" not in words for words in heron.words())
    assert "Not observed. No pull-back" in heron.words()[-1]


def test_a_facet_without_words_says_so(open_alliance: Callable[..., Any]) -> None:
    """An empty list is a sentence."""
    wren = open_alliance("Wren and Lark")
    written = wren.played.private.run(reflections.of_client, wren.played.id_of("Wren and Lark"))
    touched = {entry.facet_id for each in written for entry in each.entries}
    wren.narrow(next(facet for facet in IDS if facet not in touched))

    assert wren.words() == []
    assert "Nothing is written on this facet yet." in wren.said()


def test_a_click_opens_the_session(heron: Any) -> None:
    """Words lead to the hour in which they were written."""
    heron.qtbot.mouseClick(heron.page.words.rows[0], Qt.MouseButton.LeftButton)

    assert heron.opened == [heron.played.sessions_of("Heron")[-2].id]


def test_arrows_pass_through_the_rows_and_enter_opens(heron: Any) -> None:
    """The keyboard walks from row to row; the ends hold."""
    rows = heron.page.words.rows
    rows[0].setFocus()
    heron.key(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is rows[2]

    heron.key(Qt.Key.Key_Return)
    assert heron.opened == [rows[2].said.session_id]


def test_tab_stops_once_at_the_row_that_was_left(heron: Any) -> None:
    """A long list is one stop on the way through the page."""
    rows = heron.page.words.rows
    rows[0].setFocus()
    heron.key(Qt.Key.Key_Down)
    stops = [n for n, row in enumerate(rows) if row.focusPolicy() & Qt.FocusPolicy.TabFocus]

    assert stops == [1]


def test_earlier_words_come_when_asked_for(heron: Any) -> None:
    """At first there are three entries; more of them follow, and the keyboard goes to the first."""
    assert len(heron.page.words.rows) == 3
    heron.page.words._earlier.click()

    assert len(heron.page.words.rows) == 13
    assert QApplication.focusWidget() is heron.page.words.rows[3]


def test_what_fits_no_facet_stands_among_all_of_them(open_alliance: Callable[..., Any]) -> None:
    """Free words are read with the others, under a name of their own."""
    teasel = open_alliance("Teasel")
    while teasel.page.words._earlier.isVisible():
        teasel.page.words._earlier.click()

    assert any("Anything else. Left the third line blank" in said for said in teasel.words())


def test_a_rating_without_words_is_left_to_the_marks(heron: Any) -> None:
    """Among all facets only words are listed; by one facet its rating is, too."""
    heron.narrow("motivation_engagement")

    anchor = BOOK.facet("motivation_engagement").anchors[3]
    assert heron.words()[0] == f"11 Nov. session 12. {anchor.rstrip('.')}"


def test_reading_anew_leaves_the_rows_in_place(heron: Any) -> None:
    """While nothing was written, the same widgets stand there, and so does the keyboard."""
    heron.narrow("trust_safety")
    row = heron.page.words.rows[0]
    row.setFocus()
    heron.client("Heron")

    assert heron.page.words.rows[0] is row
    assert QApplication.focusWidget() is row
    assert heron.page.facet.value == "trust_safety"


def test_another_client_begins_with_all_facets(heron: Any) -> None:
    """Nothing of one client is left when another is shown."""
    heron.narrow("trust_safety")
    heron.client("Moss")

    assert heron.page.facet.value == ""
    assert not any("rehearsed" in said for said in heron.said())


def test_a_damaged_reflection_is_said_in_words(
    open_alliance: Callable[..., Any], played: Any
) -> None:
    """Where words cannot be trusted, a sentence stands in their place."""
    last = played.sessions_of("Heron")[-2].id
    factory.meddle(
        played.private, "UPDATE reflection SET next_time = 'other' WHERE session_id = ?", last
    )
    heron = open_alliance()

    assert heron.words()[0].startswith("11 Nov. session 12. What was written here can no longer be")
