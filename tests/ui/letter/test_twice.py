"""Approving is done once, and for the words that were looked over."""

from threading import Event

import pytest

from practicenotes.domain.letters import LetterState


def test_two_presses_begin_one_letter(heron):
    """The second finds the first on its way, or untouched; another kind is another letter."""
    heron.page.begin(heron.client, "progress")
    heron.begin()
    first = heron.begin()
    assert heron.scalar("SELECT count(*) FROM letter") == 1

    heron.page.begin(heron.client, "attendance")
    heron.settle()
    assert heron.page.letter.id != first.id
    assert heron.scalar("SELECT count(*) FROM letter") == 2


def test_what_was_asked_for_last_is_shown(heron):
    """The answer to what was asked for before it comes late, and nothing follows it."""
    first = heron.begin()
    heron.page.begin(heron.client, "attendance")
    heron.settle()
    opened = []
    heron.page.opened.connect(lambda: opened.append(heron.page.letter.id))

    heron.page.begin(heron.client, "court")
    heron.page.open(first.id)
    heron.settle()
    heron.settle()

    assert opened == [first.id]


def test_an_approval_that_was_left_freezes_nothing(agreed):
    """The check answers late, when another letter has been opened and this one again."""
    letter = agreed.page.letter.id
    answers = []
    agreed.page.panes.checks.private_asked.connect(lambda _runs, answer: answers.append(answer))
    agreed.page.header.approve.click()
    agreed.qtbot.waitUntil(lambda: len(answers) == 1)
    agreed.page.begin(agreed.client, "attendance")
    agreed.qtbot.waitUntil(lambda: agreed.page.letter.id != letter)
    agreed.page.open(letter)
    agreed.qtbot.waitUntil(lambda: agreed.page.letter.id == letter)

    answers[0](None)
    agreed.settle()

    assert agreed.kept().state is LetterState.DRAFT


def type_behind(heron, words):
    text = heron.page.panes.sheet.text
    cursor = text.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    text.setTextCursor(cursor)
    text.insertPlainText(words)


def test_two_presses_approve_once(agreed):
    """The second press, while the letter is still looked over, does nothing at all."""
    refused = []
    agreed.page.approval.refused.connect(lambda *error: refused.append(error))

    agreed.page.header.approve.click()
    agreed.page.header.approve.click()
    agreed.qtbot.waitUntil(lambda: agreed.page.letter.state is LetterState.APPROVED)
    agreed.settle()

    assert refused == []
    assert not agreed.page.has_unsaved
    assert agreed.scalar("SELECT count(*) FROM disclosure") == 1


def test_what_is_written_during_the_check_is_looked_over_too(agreed):
    """The word came after the button was pressed, and the letter waits for it all the same."""
    agreed.page.header.approve.click()
    type_behind(agreed, " He was manipulative.")
    agreed.settle()
    agreed.settle()

    assert [row.finding.words for row in agreed.page.panes.check.rows] == ["manipulative"]
    assert agreed.kept().state is LetterState.DRAFT


def test_a_place_that_was_opened_during_the_check_keeps_the_letter_a_draft(agreed):
    """Nothing is frozen, and what is still empty is said."""
    agreed.page.header.approve.click()
    type_behind(agreed, " It was {how it was}.")
    agreed.settle()
    agreed.settle()

    assert agreed.kept().state is LetterState.DRAFT
    assert agreed.page.panes.isEnabled()
    assert "how it was" in agreed.page.notice.said()


@pytest.mark.parametrize("ask", ["print", "keep"])
def test_no_window_opens_over_another_letter(filled, papers, ask):
    """A printer or a place that was asked for just before the page turned is not asked for."""
    gate = Event()
    filled.record.submit(lambda _: gate.wait(20))  # the answers wait
    getattr(filled.page, ask)()
    filled.page.begin(filled.client, "attendance")
    gate.set()
    filled.qtbot.waitUntil(lambda: filled.page.letter.kind_id == "attendance")
    filled.settle()

    assert papers.open(filled.page) == []
