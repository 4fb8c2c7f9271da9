"""What a letter is written from: its words, its offers, or its frozen pages."""

from dataclasses import replace

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain import letters as rules
from practicenotes.domain.changes import Changes, touched_by
from practicenotes.domain.people import ClientId
from practicenotes.errors import NotFound
from practicenotes.records import brief as briefs
from practicenotes.records import letters, offers, practice
from practicenotes.records.brief import Brief
from practicenotes.vault import Store


PDF = b"%PDF-1.7 pages"


@pytest.fixture
def begun(record: Store, heron: ClientId) -> Brief:
    """Give a letter that was just begun."""
    kind = catalog.letter_kind("progress")
    return record.run(briefs.begin, heron, kind, factory.DAY, factory.AT)


def approve(record: Store, brief: Brief) -> None:
    """Fill in what is missing and freeze the letter."""
    whole = replace(brief.letter, recipient="Dr Voss", subject="Re: him", consent=factory.CONSENT)
    record.run(letters.save, whole, factory.AT)
    record.run(letters.approve, brief.letter.id, PDF, factory.AT)


def test_a_begun_letter_is_kept_and_laid_out(record: Store, heron: ClientId, begun: Brief) -> None:
    """What is begun is in the store, and says only what its kind always says."""
    assert record.run(letters.get, begun.letter.id) == begun.letter
    assert begun.letter.paragraphs == rules.begin(catalog.letter_kind("progress"))
    assert begun.client.id == heron


def test_beginning_is_a_write_and_opening_is_not() -> None:
    """Only a begun letter is news for the other pages."""
    assert touched_by(briefs.begin) is Changes.LETTERS
    assert touched_by(briefs.gather) is Changes.NONE


def test_a_draft_has_everything_that_the_record_offers(
    record: Store, heron: ClientId, begun: Brief
) -> None:
    """Facts and passages are those of the kind and the client, and there are no pages yet."""
    brief = record.run(briefs.gather, begun.letter.id)
    kind = catalog.letter_kind("progress")

    assert brief.kind == kind
    assert brief.facts == record.run(offers.facts, heron, kind)
    assert brief.passages == record.run(offers.passages, heron, kind)
    assert brief.practitioner == record.run(practice.get)
    assert brief.pages == b""


def test_an_approved_letter_has_its_pages_and_takes_nothing_more(
    record: Store, begun: Brief
) -> None:
    """The exact bytes are there, and no offer is."""
    approve(record, begun)

    brief = record.run(briefs.gather, begun.letter.id)

    assert brief.pages == PDF
    assert brief.kind is None
    assert (brief.facts, brief.passages) == ((), ())


def test_an_approved_letter_outlives_its_kind(record: Store, begun: Brief) -> None:
    """A kind that is shipped no more does not keep anyone from reading what was sent."""
    kind = replace(catalog.letter_kind("progress"), id="given up")
    old = record.run(letters.begin, begun.client.id, kind, factory.DAY, factory.AT)
    approve(record, replace(begun, letter=old))

    assert record.run(briefs.gather, old.id).pages == PDF


def test_pages_that_were_changed_from_outside_are_not_shown(record: Store, begun: Brief) -> None:
    """The letter says that it is damaged, and gives no pages as if they were true."""
    approve(record, begun)
    factory.meddle(record, "UPDATE file SET content = x'255044'")

    brief = record.run(briefs.gather, begun.letter.id)

    assert brief.letter.damaged
    assert brief.pages == b""


def test_a_draft_that_was_changed_from_outside_takes_nothing_more(
    record: Store, begun: Brief
) -> None:
    """It can be looked at, and nothing is offered to it."""
    factory.meddle(record, "UPDATE letter SET recipient = 'Dr Evil'")

    brief = record.run(briefs.gather, begun.letter.id)

    assert brief.letter.damaged
    assert (brief.kind, brief.facts, brief.passages) == (None, (), ())


def test_a_letter_that_is_not_there_is_not_found(record: Store) -> None:
    """An unknown id, and an unknown client, are named as such."""
    kind = catalog.letter_kind("progress")

    with pytest.raises(NotFound):
        record.run(briefs.gather, rules.LetterId("f" * 32))
    with pytest.raises(NotFound):
        record.run(briefs.begin, ClientId("f" * 32), kind, factory.DAY, factory.AT)
