"""A final letter is corrected by a new version that names it, and neither ever goes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import factory
from practicenotes.domain.disclosures import Way
from practicenotes.domain.letter_check import as_kept
from practicenotes.domain.letters import Letter, LetterId, LetterState
from practicenotes.domain.people import ClientId
from practicenotes.errors import LetterApproved, NotFound, RowDamaged
from practicenotes.records import disclosures, letter_about, letters, trash
from practicenotes.records.letter_tables import LetterAboutRow
from practicenotes.vault import Store, audit


PDF = b"%PDF-1.7\n\x00\xff pages\n%%EOF\n"
NEXT = factory.DAY + timedelta(days=3)
ABOUT = replace(factory.CONSENT, purpose="so that she knows", confirmed_on=factory.DAY)


def draft(record: Store, client: ClientId) -> Letter:
    """Give a draft that lacks nothing."""
    begun = record.run(letters.begin, client, factory.letter_kind(), factory.DAY, factory.AT)
    told = {"recipient": "Dr. Voss", "subject": "Re: him", "consent": ABOUT, "seen": ("name:Voss",)}
    record.run(letters.save, replace(begun, **told), factory.AT)
    return record.run(letters.get, begun.id)


@pytest.fixture
def final(record: Store, heron: ClientId) -> Letter:
    """Give a letter that was approved."""
    return record.run(letters.approve, draft(record, heron).id, PDF, factory.AT)


# --- what belongs to a letter --------------------------------------------------------------------


def test_purpose_and_asking_again_come_back_with_the_letter(record: Store, heron: ClientId) -> None:
    """So does what was looked at before approving."""
    letter = draft(record, heron)
    assert letter.consent == ABOUT
    assert letter.seen == (as_kept(letter.id, "name:Voss"),)
    assert record.run(letters.of_client, heron) == (letter,)


def test_no_letter_keeps_the_names_that_its_check_found(record: Store, heron: ClientId) -> None:
    """Nor one that kept them once: it is read without them, and they go when it is next saved."""
    letter = draft(record, heron)
    kept = "SELECT seen FROM letter_about"

    def store_as_before(db: Session) -> None:
        db.scalars(select(LetterAboutRow)).one().seen = ["OTHER_CLIENT:Voss"]

    assert "Voss" not in record.on_connection(lambda c: c.exec_driver_sql(kept).scalar_one())
    record.run(store_as_before)
    found = record.run(letters.get, letter.id)
    assert found.seen == (as_kept(letter.id, "OTHER_CLIENT:Voss"),)
    record.run(letters.save, found, factory.AT)
    assert "Voss" not in record.on_connection(lambda c: c.exec_driver_sql(kept).scalar_one())


def test_the_disclosure_tells_the_purpose_and_that_it_was_asked_again(
    record: Store, heron: ClientId, final: Letter
) -> None:
    """The list says on what grounds the letter went out."""
    [entry] = record.run(disclosures.of_client, heron)
    assert entry.basis == (
        "agreed on 18 November 2025: dates, focus, change; asked again on 18 November 2025;"
        " for: so that she knows"
    )
    assert (entry.recipient, entry.what, entry.letter_id) == ("Dr. Voss", final.kind_name, final.id)


def test_a_letter_whose_purpose_was_changed_from_outside_is_damaged(
    record: Store, heron: ClientId
) -> None:
    """It is not approved, not saved over and not corrected."""
    letter = draft(record, heron)
    factory.meddle(record, "UPDATE letter_about SET purpose = 'x'")
    assert record.run(letters.get, letter.id).damaged
    for attempt in (
        lambda db: letters.save(db, letter, factory.AT),
        lambda db: letters.approve(db, letter.id, PDF, factory.AT),
        lambda db: letters.correct(db, letter.id, NEXT, factory.AT),
    ):
        with pytest.raises(RowDamaged):
            record.run(attempt)


# --- versions ------------------------------------------------------------------------------------


def test_a_correction_has_the_words_of_the_old_letter_and_names_it(
    record: Store, final: Letter
) -> None:
    """It is a draft of its own with the day of the old one; the client is asked anew."""
    new = record.run(letters.correct, final.id, NEXT, factory.later(days=3))
    assert (new.state, new.written_on, new.replaces) == (LetterState.DRAFT, NEXT, final.id)
    assert new.replacing == "This letter replaces mine of 18 November 2025."
    assert (new.paragraphs, new.recipient) == (final.paragraphs, final.recipient)
    assert new.consent == replace(ABOUT, has_read=False, confirmed_on=None)
    assert (new.seen, new.pdf_digest, new.approved_at) == ((), "", None)


def test_a_correction_leaves_the_old_letter_byte_for_byte(record: Store, final: Letter) -> None:
    """Pages and digest are what they were, also after the new version is approved."""
    before = factory.rows_of(record, "SELECT * FROM letter WHERE id = ?", final.id)
    new = record.run(letters.correct, final.id, NEXT, factory.AT)
    record.run(letters.approve, new.id, b"%PDF new", factory.AT)
    assert factory.rows_of(record, "SELECT * FROM letter WHERE id = ?", final.id) == before
    assert record.run(letters.pages, final.id) == PDF
    assert record.run(letters.pages, new.id) == b"%PDF new"


def test_there_is_one_next_version_of_a_letter(record: Store, final: Letter) -> None:
    """Asked twice, the version that was begun comes back; and a draft needs no other."""
    new = record.run(letters.correct, final.id, NEXT, factory.AT)
    assert record.run(letters.correct, final.id, NEXT, factory.AT) == new
    assert record.run(letters.correct, new.id, NEXT, factory.AT) == new
    assert record.run(letter_about.replaced, [final.id]) == {final.id: new.id}


def test_a_version_can_be_corrected_like_any_other(record: Store, final: Letter) -> None:
    """Each names the one before it."""
    second = record.run(letters.correct, final.id, NEXT, factory.AT)
    record.run(letters.approve, second.id, PDF, factory.AT)
    third = record.run(letters.correct, second.id, NEXT, factory.AT)
    assert (third.replaces, third.replaces_on) == (second.id, NEXT)


def test_saving_a_correction_does_not_forget_what_it_corrects(record: Store, final: Letter) -> None:
    """The page saves the letter as it stands there, and the link is no part of that."""
    new = record.run(letters.correct, final.id, NEXT, factory.AT)
    record.run(letters.save, replace(new, replaces=None, closing="Kind regards"), factory.AT)
    assert record.run(letters.get, new.id).replaces == final.id


# --- the trash -----------------------------------------------------------------------------------


def test_a_draft_goes_to_the_trash_with_all_that_belongs_to_it_and_comes_back(
    record: Store, heron: ClientId
) -> None:
    """Word for word, with its purpose and its sources."""
    letter = draft(record, heron)
    record.run(trash.put_letter, letter.id, factory.AT)
    assert record.run(letters.of_client, heron) == ()
    assert factory.rows_of(record, "SELECT * FROM letter_about") == []
    [lying] = record.run(trash.find)
    assert (lying.what, lying.words) == ("draft letter", "Progress letter, 18 November 2025")

    record.run(trash.restore_object, letter.id, factory.AT)
    assert record.run(letters.get, letter.id) == letter


def test_a_draft_of_a_correction_can_be_deleted_and_the_letter_corrected_again(
    record: Store, final: Letter
) -> None:
    """What it corrects stays as it is."""
    new = record.run(letters.correct, final.id, NEXT, factory.AT)
    record.run(trash.put_letter, new.id, factory.AT)
    assert record.run(letter_about.replaced, [final.id]) == {}
    assert record.run(letters.correct, final.id, NEXT, factory.AT).id != new.id


def test_a_final_letter_cannot_be_deleted(record: Store, final: Letter) -> None:
    """Not a row of it goes."""
    with pytest.raises(LetterApproved):
        record.run(trash.put_letter, final.id, factory.AT)
    assert record.run(letters.get, final.id) == final


def test_a_letter_that_is_not_there_or_damaged_is_not_deleted(
    record: Store, heron: ClientId
) -> None:
    """Each says what it is."""
    with pytest.raises(NotFound):
        record.run(trash.put_letter, LetterId("0"), factory.AT)
    letter = draft(record, heron)
    factory.meddle(record, "UPDATE letter SET subject = 'x'")
    with pytest.raises(RowDamaged):
        record.run(trash.put_letter, letter.id, factory.AT)


# --- what left the practice ----------------------------------------------------------------------


def test_when_and_how_a_letter_went_is_said_afterwards_and_the_last_word_counts(
    record: Store, heron: ClientId, final: Letter
) -> None:
    """Nothing is written over: both entries lie in the file and in the trail."""
    assert record.run(disclosures.of_client, heron)[0].sent == ""
    for on, way in ((date(2025, 11, 19), Way.POST), (date(2025, 11, 20), Way.BY_HAND)):
        record.run(disclosures.told_of_sending, final.id, on, way, factory.AT)
    [entry] = record.run(disclosures.of_client, heron)
    assert entry.sent == "sent on 20 November 2025, by hand"
    assert len(factory.rows_of(record, "SELECT * FROM letter_sent")) == 2
    assert [each.act for each in record.run(audit.entries, 2)] == ["send", "send"]


def test_a_draft_was_not_sent(record: Store, heron: ClientId) -> None:
    """What is no letter yet has not gone anywhere."""
    letter = draft(record, heron)
    with pytest.raises(NotFound):
        record.run(disclosures.told_of_sending, letter.id, factory.DAY, Way.POST, factory.AT)


def test_disclosures_are_listed_latest_first_and_only_those_of_the_client(
    record: Store, heron: ClientId, final: Letter
) -> None:
    """Another client’s letters are in another list."""
    other = factory.add_client(record, "Wren")
    record.run(letters.approve, draft(record, other).id, PDF, factory.AT)
    second = record.run(letters.approve, draft(record, heron).id, PDF, factory.later(days=1))
    found = record.run(disclosures.of_client, heron)
    assert [entry.letter_id for entry in found] == [second.id, final.id]


def test_a_damaged_entry_says_nothing_of_itself(
    record: Store, heron: ClientId, final: Letter
) -> None:
    """Whether the entry or what was said of its sending was touched."""
    record.run(disclosures.told_of_sending, final.id, factory.DAY, Way.POST, factory.AT)
    factory.meddle(record, "UPDATE letter_sent SET sent_on = '2020-01-01'")
    [entry] = record.run(disclosures.of_client, heron)
    assert (entry.damaged, entry.sent_on, entry.sent) == (True, None, "")
