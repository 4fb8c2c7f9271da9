"""A record is gathered whole for its paper, and the trail tells that it went out."""

import pytest

import factory
from practicenotes.domain.client_consents import ClientConsent, ConsentId
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId
from practicenotes.errors import NotFound
from practicenotes.records import client_consents, record_papers, signatures
from practicenotes.records.letterheads import get as letterhead
from practicenotes.vault import Store
from practicenotes.vault.audit import entries


def test_a_record_is_gathered_with_all_that_its_paper_needs(record: Store, heron, hour) -> None:
    """Notes in error, consents in their order, questionnaires and the letterhead are there."""
    note = factory.sign_note(record, hour)
    record.run(signatures.enter_in_error, note.id, "another client", factory.AT)
    factory.write_note(record, factory.add_session(record, heron))
    for scope, day in (("recordings", 9), ("letters", 3)):
        given = ClientConsent(ConsentId(""), heron, scope, factory.DAY.replace(day=day))
        record.run(client_consents.add, given, factory.AT)
    paper = record.run(record_papers.gather, heron)
    states = [each.state for each in paper.whole.notes]
    assert states == [NoteState.IN_ERROR, NoteState.DRAFT]
    assert [each.scope for each in paper.consents] == ["letters", "recordings"]
    assert "phq9" in paper.known
    assert paper.letterhead == record.run(letterhead)
    assert paper.code_name == "Heron"
    assert not paper.is_empty


def test_a_record_without_anything_is_empty(record: Store, heron) -> None:
    """A client file alone is no record yet."""
    assert record.run(record_papers.gather, heron).is_empty


def test_the_trail_tells_that_a_record_went_out(record: Store, heron) -> None:
    """What was done and about whom, and nothing that the record says."""
    record.run(record_papers.told_of_printing, heron, "print the record", factory.AT)
    last = record.run(entries)[0]
    assert (last.act, last.object) == ("print the record", f"client:{heron}")
    with pytest.raises(NotFound):
        record.run(record_papers.told_of_printing, ClientId("nobody"), "print", factory.AT)
    with pytest.raises(NotFound):
        record.run(record_papers.gather, ClientId("nobody"))
