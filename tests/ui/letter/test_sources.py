"""Every sentence of the record shows where it came from: under the pointer, and in a list."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from practicenotes.domain.letter_sources import OTHERWISE, ListedSource
from practicenotes.domain.notes import AddendumKind
from practicenotes.domain.sessions import SessionId
from practicenotes.records import sessions, signatures
from practicenotes.ui.letter.aside import OFFERED, SOURCES
from practicenotes.ui.letter.sources import AS_IT_STOOD, SourcesPane
from practicenotes.ui.widgets.words import Words

from .conftest import NOW, PLAN


@pytest.fixture
def quoted(heron):
    """Give a letter with a fact and the plan of the ninth session."""
    heron.begin()
    heron.fact("dates_seen").click()
    passages = heron.page.panes.offers.passages
    offers = [passages.offer(row) for row in range(passages.count)]
    plan = next(offer for offer in offers if offer.label.endswith("Plan"))
    heron.page.panes.offers.chosen.emit(plan, True)
    heron.settle()
    return heron


def pane(heron):
    return heron.page.panes.aside.sources


def note_of(heron):
    [listed] = [each for each in pane(heron).listed if "/" in each.record_id]
    return listed.record_id.split("/")[0]


def amend(heron):
    kind = (AddendumKind.AMENDMENT, "wrong day", "It was on Monday.", NOW)
    heron.record.run(signatures.add_to, note_of(heron), *kind)


def test_the_list_names_note_version_and_day_of_each_sentence(quoted):
    """In the order of the letter, under the numbers of its tags."""
    found = [(row.number, row.label, row.detail) for row in pane(quoted).listed]

    assert found == [
        (1, "Dates seen and number: 10 sessions since 2 September 2025", "4 November 2025"),
        (2, "session 9, Plan", "version 1, 28 October 2025"),
    ]


def test_a_letter_without_a_source_says_so_and_leads_to_what_is_offered(heron):
    """The empty list has one sentence and one way on."""
    heron.begin()
    heron.page.panes.aside.choice.button(SOURCES).click()
    assert pane(heron).empty.isVisible()

    pane(heron).offers.click()

    assert heron.page.panes.aside.view == OFFERED


def test_the_list_is_on_no_page(quoted):
    """What is printed has the sentences, and not where they are from."""
    shown = quoted.page.panes.preview.text()

    assert "Keep the sleep record" in shown
    assert "session 9" not in shown
    assert "version 1" not in shown


def test_the_pointer_over_a_sentence_says_where_it_comes_from(quoted):
    """The source and its version, or that the words are those of the template."""
    text = quoted.page.panes.sheet.text
    hovering = quoted.page.panes.hovering

    def under(words):
        cursor = text.document().find(words)
        cursor.setPosition(cursor.selectionStart() + 2)
        return hovering.said(text.cursorRect(cursor).center())

    assert under("Keep the sleep") == "session 9, Plan, version 1"
    assert under("Thank you") == "From the template: Progress letter to a referrer"


def test_a_note_that_was_amended_since_is_said_when_the_letter_is_shown_again(quoted):
    """The letter keeps its words, and the list says what happened to their source."""
    amend(quoted)
    assert [row.since for row in pane(quoted).listed] == ["", ""]

    quoted.page.hide()
    quoted.page.show()
    quoted.settle()

    assert pane(quoted).listed[1].since.startswith("amended on ")
    assert PLAN in "\n".join(paragraph.text for paragraph in quoted.kept().paragraphs)


def test_a_fact_that_the_record_tells_otherwise_by_now_is_said_when_it_is_opened_again(quoted):
    """One session more, and the count in the letter is an old one."""
    held = quoted.record.run(sessions.of_client, quoted.client)[-1]
    again = replace(held, id=SessionId(""), starts_at=held.starts_at.replace(hour=17))
    quoted.record.run(sessions.add, again, NOW)

    quoted.page.open(quoted.kept().id)
    quoted.settle()

    assert pane(quoted).listed[0].since == OTHERWISE


def test_a_changed_sentence_is_marked_as_reworded_and_keeps_its_place_in_the_list(quoted):
    """The tag behind it says so, and the list from which wording it grew."""
    text = quoted.page.panes.sheet.text
    cursor = text.document().find("one more week")
    text.setTextCursor(cursor)
    QTest.keyClicks(text, "two more weeks")
    quoted.settle()

    tags = [mark.tag for line in text.marks for mark in line]
    assert "reworded" in tags
    reworded = pane(quoted).listed[1]
    assert (reworded.number, reworded.label) == (None, "reworded; was: session 9, Plan")


def test_going_to_a_sentence_selects_it_in_the_letter(quoted):
    """The keyboard is there, and what is selected is the whole sentence."""
    pane(quoted).rows[1].to_it.click()

    text = quoted.page.panes.sheet.text
    assert text.textCursor().selectedText() == PLAN
    assert text.hasFocus()


def test_opening_a_source_asks_for_it_by_its_id(quoted, qtbot):
    """From the list, and from the line under the letter."""
    wanted = pane(quoted).listed[1].record_id
    with qtbot.waitSignal(quoted.page.panes.source_wanted) as asked:
        pane(quoted).rows[1].open.click()
    assert asked.args == [wanted]

    pane(quoted).rows[1].to_it.click()
    with qtbot.waitSignal(quoted.page.panes.source_wanted) as asked:
        quoted.page.panes.source.open.click()
    assert asked.args == [wanted]


def test_a_frozen_letter_keeps_its_sources_and_is_offered_nothing(quoted):
    """They are those of the day on which it was approved; what happened since is said of them."""
    quoted.agree()
    quoted.page.approve()
    quoted.settle()
    quoted.page.panes.check.on.click()  # the scope does not speak of notes
    quoted.qtbot.waitUntil(lambda: quoted.kept().approved_at is not None)
    quoted.settle()
    amend(quoted)
    quoted.page.open(quoted.kept().id)
    quoted.settle()

    aside = quoted.page.panes.aside
    assert aside.view == SOURCES
    assert not aside.choice.isVisible()
    assert AS_IT_STOOD in [words.said() for words in aside.sources.findChildren(Words)]
    assert [bool(row.since) for row in pane(quoted).listed] == [False, True]


def test_a_long_list_is_shown_in_pieces(qtbot, theme):
    """A letter that rests on hundreds of sentences stays quick; each row shows what it is given."""
    several = [ListedSource(n, f"session {n}", "", "He slept.", f"n{n}/plan") for n in range(1, 91)]
    shown = SourcesPane()
    qtbot.addWidget(shown)
    shown.show()
    shown.show_sources(several, frozen=False)
    first = shown.rows[0]
    assert (len(shown.rows), shown.more.text()) == (40, "Show more (50 left)")
    shown.more.click()
    shown.more.click()
    assert len(shown.rows) == 90
    assert not shown.more.isVisible()

    reworded = replace(several[0], number=None, label="reworded; was: session 1", since="amended")
    with qtbot.waitSignal(shown.source_wanted) as asked:
        shown.show_sources([reworded, *several[1:80]], frozen=False)
        shown.rows[79].open.click()
    assert asked.args == ["n80/plan"]
    assert shown.rows[0] is first
    assert first.to_it.accessibleName() == "Go to the sentence: reworded; was: session 1"
    assert "Amended" in [words.said() for words in first.findChildren(Words) if words.isVisible()]
