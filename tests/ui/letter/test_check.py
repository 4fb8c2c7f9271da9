"""Before a letter is final the page lists what to look at, and goes on when it was seen."""

import pytest
from PySide6.QtTest import QTest

from practicenotes import catalog
from practicenotes.domain.letter_check import Concern, as_kept
from practicenotes.domain.letters import LetterState
from practicenotes.ui.letter.aside import CHECK
from practicenotes.ui.letter.hovering import find


def pane(heron):
    return heron.page.panes.check


def type_behind(heron, words):
    text = heron.page.panes.sheet.text
    cursor = text.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    text.setTextCursor(cursor)
    QTest.keyClicks(text, words)
    heron.settle()


def approve(heron):
    heron.page.header.approve.click()
    heron.settle()
    heron.settle()


def look(heron):
    heron.page.panes.aside.choice.button(CHECK).click()
    heron.settle()
    return [(each.concern, each.words) for each in pane(heron).findings]


@pytest.fixture
def judged(agreed):
    """Give a letter with one word to look at."""
    type_behind(agreed, " He was manipulative.")
    return agreed


def test_a_letter_with_nothing_to_look_at_is_approved_at_once(agreed):
    """The check stands in nobody’s way."""
    approve(agreed)
    agreed.qtbot.waitUntil(lambda: agreed.kept().state is LetterState.APPROVED)


def test_what_is_found_stops_once_and_is_listed(judged):
    """Nothing is frozen; the list is in sight with the word and its question."""
    approve(judged)

    assert judged.kept().state is LetterState.DRAFT
    assert judged.page.panes.aside.view == CHECK
    assert [(row.finding.concern, row.finding.words) for row in pane(judged).rows] == [
        (Concern.WORD, "manipulative")
    ]
    assert pane(judged).on.isVisible()


def test_the_letter_can_be_approved_all_the_same(judged):
    """One button more, and nothing was marked as seen for the therapist."""
    approve(judged)
    pane(judged).on.click()
    judged.qtbot.waitUntil(lambda: judged.kept().state is LetterState.APPROVED)
    assert judged.kept().seen == ()


def test_what_was_seen_is_kept_and_no_longer_stops(judged):
    """The tick is saved with the letter, and the next approval goes through."""
    look(judged)
    pane(judged).rows[0].box.click()
    judged.settle()
    assert judged.kept().seen == (as_kept(judged.kept().id, "WORD:manipulative"),)

    approve(judged)
    judged.qtbot.waitUntil(lambda: judged.kept().state is LetterState.APPROVED)


def test_a_tick_can_be_taken_back(judged):
    """Seen by mistake, it is to be looked at again."""
    look(judged)
    pane(judged).rows[0].box.click()
    pane(judged).rows[0].box.click()
    judged.settle()
    assert judged.kept().seen == ()


def test_going_to_a_finding_selects_its_words(judged):
    """The keyboard is in the letter, at the word."""
    look(judged)
    pane(judged).rows[0].to_it.click()
    assert judged.page.panes.sheet.text.textCursor().selectedText() == "manipulative"


def test_what_is_not_said_yet_leads_to_its_field(filled):
    """The purpose and the tick for asking again are one step away."""
    found = look(filled)
    assert found == [(Concern.PURPOSE, ""), (Concern.AGAIN, "")]

    pane(filled).rows[0].to_it.click()
    assert filled.page.panes.consent.form.field("purpose").hasFocus()
    pane(filled).rows[1].to_it.click()
    assert filled.page.panes.consent.confirmed.hasFocus()


def test_words_that_stand_on_the_private_side_are_said_and_nothing_else(agreed):
    """Whoever listens hears runs of the letter, and answers yes or no for each."""
    type_behind(agreed, " I felt pulled to rescue him, again.")
    heard = []

    def ask(runs, answer):
        heard.extend(runs)
        answer([run == "i felt pulled to rescue him" for run in runs])

    agreed.page.panes.checks.private_asked.connect(ask)
    assert (Concern.PRIVATE, "I felt pulled to rescue him") in look(agreed)
    assert "felt pulled to rescue him again" in heard
    assert not pane(agreed).not_asked.isVisible()


def test_the_record_never_holds_that_words_are_private(agreed):
    """Seen once, they no longer stop the letter, and no row of the record tells which they were."""
    type_behind(agreed, " I felt pulled to rescue him, again.")
    agreed.page.panes.checks.private_asked.connect(
        lambda runs, answer: answer([run == "i felt pulled to rescue him" for run in runs])
    )
    look(agreed)
    [row] = pane(agreed).rows
    assert row.finding.concern is Concern.PRIVATE
    row.box.click()
    type_behind(agreed, " It rained.")
    agreed.page.save_now()
    agreed.settle()
    assert look(agreed)
    assert pane(agreed).rows[0].box.isChecked()
    assert agreed.kept().seen == ()

    approve(agreed)

    assert agreed.kept().state is LetterState.APPROVED
    assert agreed.kept().seen == ()


def test_that_nobody_could_be_asked_is_said(agreed):
    """Locked is neither yes nor no."""
    look(agreed)
    assert pane(agreed).not_asked.isVisible()


def test_nothing_found_is_said_in_one_sentence(agreed):
    """The list is not just empty."""
    assert look(agreed) == []
    assert pane(agreed).nothing.isVisible()


def test_another_letter_has_other_findings(judged):
    """Nothing of the one before is shown with it."""
    approve(judged)
    judged.begin()
    assert pane(judged).findings == ()
    assert not pane(judged).on.isVisible()


def test_words_that_are_not_there_are_not_selected(agreed):
    """The search says so."""
    assert not find(agreed.page.panes.sheet.text, "nowhere to be seen")


def test_what_the_kind_says_to_the_writer_is_shown_and_not_printed(heron):
    """It stands beside the offers, and on no page."""
    heron.begin()
    advice, kind = heron.page.panes.offers.advice, catalog.letter_kind("progress")
    assert advice.isVisible()
    assert advice.leaves_out.said() == f"This kind leaves out: {', '.join(kind.leaves_out)}."
    for question in kind.think_of:
        assert question in advice.think_of.said()
        assert question not in heron.page.panes.preview.text()
    look(heron)
    assert pane(heron).advice.isVisible()
    assert pane(heron).advice.think_of.said() == advice.think_of.said()
    for each in (advice, pane(heron).advice):
        each.show_kind(None)
        assert not each.isVisibleTo(each.parentWidget())


def test_a_legal_name_in_a_letter_under_a_code_name_is_led_to_where_it_stands(heron):
    """In the subject, in the address, in the greeting: each is selected in its own field."""
    heron.page.begin(heron.client, "consultation")
    heron.qtbot.waitUntil(lambda: heron.page.letter is not None)
    heron.settle()
    assert heron.page.letter.subject == "Request for consultation: Heron"
    sheet = heron.page.panes.sheet
    assert not [words for concern, words in look(heron) if concern is Concern.LEGAL_NAME]
    sheet.subject.open()
    QTest.keyClicks(sheet.subject.field, " Feld")
    sheet.address.set_text("about Jonas Feld")
    heron.settle()

    found = [row for row in look_rows(heron) if row.finding.concern is Concern.LEGAL_NAME]
    assert [row.finding.words for row in found] == ["Feld", "Jonas Feld"]
    found[0].to_it.click()
    assert sheet.subject.field.selectedText() == "Feld"
    found[1].to_it.click()
    assert sheet.address.textCursor().selectedText() == "Jonas Feld"


def look_rows(heron):
    """Look the letter over and return the rows that are shown."""
    look(heron)
    return pane(heron).rows
