"""Approving: what it asks for, what it freezes, and that the bytes stay what they were."""

import hashlib

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from practicenotes.domain.disclosures import Way
from practicenotes.domain.letters import Consent, LetterState
from practicenotes.domain.people import Practitioner
from practicenotes.errors import LetterApproved
from practicenotes.records import disclosures, practice
from practicenotes.records import letters as records
from practicenotes.ui.widgets.words import Words

from .conftest import PLAN, UNSIGNED


def approve(heron):
    heron.page.header.approve.click()
    heron.qtbot.waitUntil(lambda: heron.page.letter.state is LetterState.APPROVED, timeout=10_000)
    heron.qtbot.waitUntil(lambda: not heron.busy)
    return heron.page.letter


def text_of(data):
    pdf = pypdfium2.PdfDocument(data)
    found = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return " ".join(found.split())


def test_approving_asks_for_the_consent_first(filled):
    """Without consent nothing is frozen: the fields open at the first that is missing."""
    form = filled.page.panes.consent.form

    filled.page.header.approve.click()
    assert form.field("given_on").hasFocus()
    assert "When did Heron agree?" in form.field("given_on").accessibleDescription()
    QTest.keyClicks(form.field("given_on"), "11.11.2025")
    filled.page.header.approve.click()
    assert form.field("scope").hasFocus()
    assert "To what did Heron agree?" in form.field("scope").accessibleDescription()

    filled.settle()
    assert filled.kept().state is LetterState.DRAFT


def test_a_day_that_cannot_be_read_is_asked_for_again(filled):
    """Something that names no day is no consent, and the field says how to write one."""
    field = filled.page.panes.consent.form.field("given_on")
    field.setFocus()
    QTest.keyClicks(field, "last week")

    filled.page.header.approve.click()

    assert field.hasFocus()
    assert "No day can be read here" in field.accessibleDescription()


def test_consent_is_kept_and_read_back_in_two_lines(agreed):
    """What was agreed is saved with the letter; closed, it reads as two lines."""
    consent = agreed.page.panes.consent
    consent.has_read.click()
    agreed.settle()

    consent.turn.click()

    said = [words.said() for words in consent.findChildren(Words) if words.isVisible()]
    assert "11 November 2025, in session, in writing" in said
    assert "dates, focus, change" in said
    day = agreed.page.letter.written_on.replace(day=11)
    agreement = Consent(
        *(day, "in session, in writing", "dates, focus, change", True),
        purpose="to let her know how the work is going",
        confirmed_on=agreed.page.letter.written_on,
    )
    assert agreed.kept().consent == agreement


def test_approving_keeps_exactly_what_is_shown(agreed):
    """Store, preview and digest agree on the bytes; the watermark of the draft is gone."""
    assert "DRAFT" in agreed.page.panes.preview.text()

    letter = approve(agreed)

    kept = agreed.pages(letter.id)
    assert agreed.page.panes.preview.data == kept
    assert hashlib.sha256(kept).hexdigest() == letter.pdf_digest
    assert "DRAFT" not in text_of(kept)


def test_an_approved_letter_is_only_read(agreed):
    """No field takes a word, no box is left, the head says when and to whom."""
    approve(agreed)
    page = agreed.page
    before = page.letter

    for field in page.panes.sheet.findChildren(QLineEdit):
        assert field.isReadOnly()
    QTest.keyClicks(page.panes.sheet.text, "More.")
    QTest.keyClick(page.panes.sheet.text, Qt.Key.Key_Backspace)
    assert page.letter == before
    assert not page.panes.offers.isVisible()
    assert not page.panes.consent.turn.isVisible()
    assert not page.panes.consent.has_read.isEnabled()
    assert not page.header.approve.isVisible()
    assert page.header.state.word == "approved 12:05"
    said = [words.said() for words in page.panes.aside.sources.findChildren(Words)]
    assert "3  Change on a questionnaire: PHQ-9: 15, 11, 8" in said


def test_an_approved_letter_cannot_be_saved_over(agreed):
    """The store refuses what the page no longer offers."""
    letter = approve(agreed)

    with pytest.raises(LetterApproved):
        agreed.record.run(records.save, letter, agreed.clock())


def test_approving_enters_the_disclosure(agreed):
    """Who received what, and on which ground, stands in the list of disclosures."""
    approve(agreed)

    assert agreed.scalar("SELECT recipient FROM disclosure") == "Dr A. Moss"
    assert "11 November 2025: dates, focus, change" in agreed.scalar("SELECT basis FROM disclosure")


def test_later_changes_of_the_record_do_not_reach_the_letter(agreed):
    """Opened on another day, after the practitioner changed, the pages are the same bytes."""
    letter = approve(agreed)
    kept = agreed.pages(letter.id)
    agreed.record.run(practice.save, Practitioner(name="Someone Else"), agreed.clock())
    agreed.clock.move(days=40)

    agreed.page.open(letter.id)
    agreed.qtbot.waitUntil(lambda: not agreed.busy)

    assert agreed.page.panes.preview.data == kept
    assert "Someone Else" not in agreed.page.panes.preview.text()
    assert agreed.page.header.state.word == "approved 18 November"


def test_the_head_says_how_a_letter_went_once_that_was_told(agreed):
    """Approved is not sent; what was entered afterwards stands beside it."""
    letter = approve(agreed)
    sent_on = agreed.clock().date()
    agreed.record.run(disclosures.told_of_sending, letter.id, sent_on, Way.POST, agreed.clock())

    agreed.page.open(letter.id)
    agreed.qtbot.waitUntil(lambda: "sent" in agreed.page.header.state.word)

    said = "approved 12:05, sent on 18 November 2025, by post"
    assert agreed.page.header.state.word == said


def test_the_letter_says_what_was_ticked_and_nothing_else(agreed):
    """Of the record, only the ticked facts are in the pages."""
    letter = approve(agreed)

    text = text_of(agreed.pages(letter.id))
    assert "We have met ten times since 2 September 2025" in text
    assert "sleep through most nights; and ask for what he needs at work" in text
    assert "The PHQ-9 total was 15 on 2 September 2025 and 8 on 4 November 2025" in text
    for unticked in (
        "Sertraline",
        "harming",
        "cancelled",
        "change at work",
        PLAN,
        UNSIGNED,
        "Heron",
    ):
        assert unticked not in text


def test_a_letter_bears_the_day_on_which_it_was_approved(agreed):
    """Left open over midnight, it is dated when it goes out."""
    agreed.clock.move(days=1)

    letter = approve(agreed)

    assert letter.written_on.day == 19
    assert "19 November 2025" in text_of(agreed.pages(letter.id))


def test_what_was_typed_last_is_in_the_approved_letter(agreed):
    """Approving straight after a key press loses no word of it."""
    sheet = agreed.page.panes.sheet.text
    sheet.moveCursor(sheet.textCursor().MoveOperation.End)
    QTest.keyClicks(sheet, " With kind regards to your team.")

    letter = approve(agreed)

    assert "kind regards to your team" in text_of(agreed.pages(letter.id))


def test_a_letter_that_cannot_be_drawn_stays_a_draft(agreed):
    """A sign without a font stops the approval, says which, and writing goes on."""
    sheet = agreed.page.panes.sheet.text
    sheet.insertPlainText("\u13a0")

    agreed.page.approve()
    agreed.qtbot.waitUntil(agreed.page.notice.isVisible)

    assert "\u13a0" in agreed.page.notice.said()
    assert agreed.kept().state is LetterState.DRAFT
    assert agreed.page.panes.isEnabled()
    assert agreed.page.header.approve.isEnabled()


def test_another_letter_opened_meanwhile_is_not_frozen(agreed):
    """Whatever is opened while a letter is approved, only that letter is approved."""
    first = agreed.page.letter.id
    agreed.page.header.approve.click()

    agreed.page.begin(agreed.client, "progress")
    agreed.qtbot.waitUntil(lambda: agreed.page.letter.id != first)
    agreed.qtbot.waitUntil(lambda: not agreed.busy, timeout=10_000)

    assert agreed.record.run(records.get, first).state is LetterState.APPROVED
    assert agreed.kept().state is LetterState.DRAFT
    assert agreed.page.letter.id != first
    assert agreed.page.header.approve.isVisible()


def test_a_letter_changed_from_outside_is_shown_and_sealed(agreed):
    """A row that no longer carries the mark of the vault can be neither written nor sent."""
    letter_id = agreed.page.letter.id
    agreed.record.on_connection(
        lambda connection: connection.exec_driver_sql("UPDATE letter SET recipient = 'Dr Evil'")
    )

    agreed.page.open(letter_id)
    agreed.qtbot.waitUntil(lambda: agreed.page.letter.damaged)

    assert "changed from outside" in agreed.page.problem.said()
    assert not agreed.page.header.print.isEnabled()
    assert not agreed.page.header.approve.isEnabled()
    assert agreed.page.panes.sheet.text.isReadOnly()
