"""Consent says what the letter is for, what was agreed to, and that the client was asked again."""

from datetime import date

from PySide6.QtTest import QTest

from practicenotes.ui.widgets.words import Words

from .conftest import NOW


def consent_of(heron):
    return heron.page.panes.consent


def write_purpose(heron, words):
    field = consent_of(heron).form.field("purpose")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    heron.settle()


def test_what_a_letter_is_for_is_kept_and_printed(agreed):
    """It stands in the store, above the letter, and in what is read when the fields are closed."""
    write_purpose(agreed, "a review of the medication")
    assert agreed.kept().consent.purpose == "a review of the medication"
    assert "Purpose: a review of the medication" in agreed.page.panes.preview.text()

    consent_of(agreed).turn.click()
    said = [words.said() for words in consent_of(agreed).findChildren(Words) if words.isVisible()]
    assert "a review of the medication" in said


def test_asking_again_is_kept_with_the_day(filled):
    """A tick today is worth today, and taking it back leaves nothing."""
    box = consent_of(filled).confirmed
    box.click()
    filled.settle()
    assert filled.kept().consent.confirmed_on == NOW.date()

    box.click()
    filled.settle()
    assert filled.kept().consent.confirmed_on is None


def test_a_tick_of_another_day_says_which(agreed):
    """Opened a day later, the box tells when the client was asked."""
    agreed.clock.move(days=1)
    agreed.page.open(agreed.kept().id)
    agreed.settle()

    assert consent_of(agreed).confirmed.isChecked()
    assert consent_of(agreed).confirmed.text() == "Heron was asked again on 18 November"
    assert agreed.kept().consent.confirmed_on == date(2025, 11, 18)


def test_a_frozen_letter_keeps_what_was_said_and_takes_no_tick(agreed):
    """Nothing of the consent changes once the letter is final."""
    write_purpose(agreed, "a review")
    agreed.page.approve()
    agreed.qtbot.waitUntil(lambda: agreed.kept().approved_at is not None)
    agreed.settle()

    assert not consent_of(agreed).confirmed.isEnabled()
    assert consent_of(agreed).confirmed.isChecked()
    assert agreed.kept().consent.purpose == "a review"


def test_correcting_a_final_letter_opens_a_draft_that_names_it(agreed):
    """The page turns to the new version; the sentence stands above the text and on the page."""
    agreed.page.approve()
    agreed.qtbot.waitUntil(lambda: agreed.kept().approved_at is not None)
    agreed.settle()
    old = agreed.kept()
    before = agreed.pages(old.id)
    assert agreed.page.header.correct.isVisible()

    agreed.page.header.correct.click()
    agreed.qtbot.waitUntil(lambda: agreed.page.letter.id != old.id)
    agreed.settle()

    named = "This letter replaces mine of 18 November 2025."
    assert agreed.page.panes.sheet.replacing.isVisible()
    assert agreed.page.panes.sheet.replacing.said() == named
    assert named in agreed.page.panes.preview.text()
    assert not agreed.page.header.correct.isVisible()
    assert not consent_of(agreed).has_read.isChecked()
    assert agreed.pages(old.id) == before


def test_a_reprint_is_byte_for_byte_what_was_approved(agreed):
    """Opened again on another day, the page shows and hands out the very same bytes."""
    agreed.page.approve()
    agreed.qtbot.waitUntil(lambda: agreed.kept().approved_at is not None)
    agreed.settle()
    first = agreed.pages(agreed.kept().id)
    agreed.clock.move(days=400)

    agreed.page.open(agreed.kept().id)
    agreed.settle()

    assert agreed.page.panes.preview.data == first == agreed.pages(agreed.kept().id)
