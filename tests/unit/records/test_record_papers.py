"""A record is gathered whole for its paper, and the trail tells that it went out."""

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain import record_paper
from practicenotes.domain.attached import Unset
from practicenotes.domain.attachments import PDF, UNKNOWN
from practicenotes.domain.client_consents import ClientConsent, ConsentId
from practicenotes.domain.notes import NoteState
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import Choice, InError, Part
from practicenotes.errors import NotFound
from practicenotes.records import (
    attachments,
    cards,
    client_consents,
    measures,
    record_papers,
    signatures,
)
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


def test_forms_and_cards_in_error_are_listed_with_the_reason(record: Store, heron) -> None:
    """They stand apart from what counts, are named as errors, and go out only where chosen."""
    (phq,) = [each for each in catalog.measures() if each.id == "phq9"]
    form = record.run(measures.enter, heron, phq, 12, (), factory.DAY, factory.AT)
    card = record.run(cards.add, factory.paper(heron, 7), factory.AT)
    record.run(measures.withdraw, form.id, "the form of somebody else", factory.AT)
    record.run(cards.withdraw, card, "the wrong day", factory.AT)
    paper = record.run(record_papers.gather, heron)
    assert (paper.whole.measures, paper.whole.cards, paper.is_empty) == ((), (), False)
    told = [(each.key, each.state, each.why) for each in record_paper.items(paper)]
    assert told == [
        (f"measure:{form.id}", "entered in error", "the form of somebody else"),
        (f"card:{card}", "entered in error", "the wrong day"),
    ]
    assert record_paper.chosen(paper, Choice()).in_error == InError()
    kept = record_paper.chosen(paper, Choice(in_error=True)).in_error
    assert ([each.id for each in kept.measures], [each.id for each in kept.cards]) == (
        [form.id],
        [card],
    )
    one = Choice(in_error=True, left_out=frozenset({f"card:{card}"}))
    assert not record_paper.chosen(paper, one).in_error.cards


def test_a_record_without_anything_is_empty(record: Store, heron) -> None:
    """A client file alone is no record yet."""
    assert record.run(record_papers.gather, heron).is_empty


def test_the_content_of_files_is_read_where_they_go_as_pages(
    record: Store, heron, monkeypatch
) -> None:
    """Of a kind that cannot be set, or beyond what one paper holds, nothing is read."""
    told = (("a.pdf", PDF), ("b.heic", UNKNOWN), ("c.pdf", PDF))
    ids = [
        record.run(
            attachments.add,
            factory.attachment(heron, name=name, media_type=kind, content=name.encode()),
            factory.AT,
        )
        for name, kind in told
    ]
    usual = record.run(record_papers.gather_with_files, heron, Choice())
    assert usual.contents == {}
    whole = Choice(frozenset(Part), left_out=frozenset({f"pages:{ids[2]}"}))
    found = record.run(record_papers.gather_with_files, heron, whole)
    assert found.contents == {ids[0]: b"a.pdf", ids[1]: Unset.KIND}
    assert "contents" not in repr(found)
    monkeypatch.setattr(record_papers, "MOST_TOGETHER", 7)
    found = record.run(record_papers.gather_with_files, heron, Choice(frozenset(Part)))
    assert list(found.contents.values()).count(Unset.LARGE) == 1


def test_the_trail_tells_that_a_record_went_out(record: Store, heron) -> None:
    """What was done and about whom, and nothing that the record says."""
    record.run(record_papers.told_of_printing, heron, "print the record", factory.AT)
    last = record.run(entries)[0]
    assert (last.act, last.object) == ("print the record", f"client:{heron}")
    with pytest.raises(NotFound):
        record.run(record_papers.told_of_printing, ClientId("nobody"), "print", factory.AT)
    with pytest.raises(NotFound):
        record.run(record_papers.gather, ClientId("nobody"))
