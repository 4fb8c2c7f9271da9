"""Requests for a record: kept, put together, handed over once, and then frozen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import factory
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import Choice, Part
from practicenotes.domain.record_requests import Clock, Omission, RecordRequest, RequestId
from practicenotes.domain.redaction import Removal, RemovalId, RemovalReason
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.records import record_papers, record_requests, removals
from practicenotes.vault import Store
from practicenotes.vault.audit import entries


PDF = b"%PDF-1.7 a pack"
RECEIVED = date(2025, 11, 3)


def _new(client_id: ClientId, **told) -> RecordRequest:
    request = RecordRequest(RequestId(""), client_id, "Hart & Lowe", RECEIVED, "all notes")
    return replace(request, **told)


def _removal(**told) -> Removal:
    reason = RemovalReason.THIRD_PARTY
    passage = Removal(RemovalId(""), "note:n", "section:plan", 6, "one", reason, "why")
    return replace(passage, **told)


@pytest.fixture
def asked(record: Store, heron) -> RequestId:
    """Give a request for Heron's record."""
    return record.run(record_requests.add, _new(heron), factory.AT)


def test_a_request_comes_back_as_it_was_noted(record: Store, heron) -> None:
    """Who, what, when, the clock, the choice and every reason are kept."""
    choice = Choice(
        frozenset({Part.NOTES, Part.LETTERS}),
        since=date(2025, 1, 1),
        drafts=False,
        in_error=True,
        left_out=frozenset({"note:a"}),
    )
    new = _new(
        heron,
        clock=Clock.OWN,
        due_on=date(2025, 12, 24),
        remarks="told the insurer",
        choice=choice,
        left_out=(("note:a", Omission.HARM),),
    )
    request_id = record.run(record_requests.add, new, factory.AT)
    assert record.run(record_requests.get, request_id) == replace(new, id=request_id)
    assert record.run(record_requests.of_client, heron) == (replace(new, id=request_id),)


def test_a_change_is_kept_and_told(record: Store, asked) -> None:
    """The trail hears of what was received and what was changed."""
    was = record.run(record_requests.get, asked)
    changed = replace(was, asked_by="the client", left_out=(("note:b", Omission.LEGAL),))
    record.run(record_requests.change, changed, factory.AT)
    found = record.run(record_requests.get, asked)
    assert found.asked_by == "the client"
    assert found.choice.left_out == {"note:b"}
    assert [entry.act for entry in record.run(entries)[:2]] == ["change", "receive"]


def test_a_pack_is_kept_to_the_byte(record: Store, asked) -> None:
    """What was handed over comes back as it went, and nothing of it can be changed."""
    sent = record.run(record_requests.hand_over, asked, PDF, "", factory.AT)
    assert sent.recipient == "Hart & Lowe"
    assert not sent.is_open
    assert record.run(record_requests.pages, asked) == PDF
    for operation, arguments in (
        (record_requests.hand_over, (asked, b"other", "x", factory.AT)),
        (record_requests.change, (sent, factory.AT)),
        (record_requests.remove, (asked, factory.AT)),
        (record_requests.close, (asked, RECEIVED, factory.AT)),
        (record_requests.open_again, (asked, factory.AT)),
        (removals.add, (sent.client_id, asked, _removal(), factory.AT)),
    ):
        with pytest.raises(NotFound):
            record.run(operation, *arguments)
    assert record.run(record_requests.pages, asked) == PDF


def test_a_pack_stands_in_the_list_of_disclosures(record: Store, heron, asked) -> None:
    """To whom, what and on what grounds is entered with the pack."""
    record.run(record_requests.hand_over, asked, PDF, "Ms Hart", factory.AT)
    found = factory.rows_of(record, "SELECT recipient, what, basis, client_id FROM disclosure")
    basis = "asked for by Hart & Lowe on 3 November 2025: all notes"
    assert [tuple(row) for row in found] == [("Ms Hart", record_requests.WHAT, basis, heron)]
    assert [entry.act for entry in record.run(entries)[:2]] == ["disclose", "hand over"]


def test_pages_that_were_changed_from_outside_are_refused(record: Store, asked) -> None:
    """A pack that is not what was handed over is never printed again."""
    with pytest.raises(NotFound):
        record.run(record_requests.pages, asked)
    record.run(record_requests.hand_over, asked, PDF, "", factory.AT)
    factory.meddle(record, "UPDATE file SET content = ?", b"%PDF-1.7 another")
    with pytest.raises(RowDamaged):
        record.run(record_requests.pages, asked)


def test_requests_are_named_when_their_day_is_near(record: Store, heron, asked) -> None:
    """From ten days before, the nearest first, until they are answered."""
    due = date(2025, 12, 3)
    near = due - record_requests.NEAR
    assert record.run(record_requests.due, near - timedelta(days=1)) == ()
    [found] = record.run(record_requests.due, near)
    assert (found.client_id, found.code_name, found.due) == (heron, "Heron", due)
    record.run(record_requests.close, asked, near, factory.AT)
    assert record.run(record_requests.due, due) == ()
    record.run(record_requests.open_again, asked, factory.AT)
    assert len(record.run(record_requests.due, due)) == 1
    record.run(record_requests.hand_over, asked, PDF, "", factory.AT)
    assert record.run(record_requests.due, due) == ()


def test_a_request_in_error_can_be_taken_out_and_brought_back(record: Store, heron, asked) -> None:
    """It comes back with the passages that were marked for it."""
    record.run(removals.add, heron, None, _removal(words="everywhere"), factory.AT)
    record.run(removals.add, heron, asked, _removal(), factory.AT)
    removed = record.run(record_requests.remove, asked, factory.AT)
    assert record.run(record_requests.of_client, heron) == ()
    assert [each.words for each in record.run(removals.of_client, heron)] == ["everywhere"]
    back = record.run(record_requests.bring_back, removed, factory.AT)
    assert record.run(record_requests.get, back).asked_by == "Hart & Lowe"
    words = [each.words for each in record.run(removals.of_client, heron, back)]
    assert words == ["everywhere", "one"]


def test_what_is_not_there_is_refused(record: Store) -> None:
    """A request of nobody, and one that is unknown."""
    for operation, arguments in (
        (record_requests.add, (_new(ClientId("nobody")), factory.AT)),
        (record_requests.get, (RequestId("none"),)),
        (record_requests.told_of_printing, (RequestId("none"), "print", factory.AT)),
        (removals.add, (ClientId("nobody"), None, _removal(), factory.AT)),
        (removals.take_back, (RemovalId("none"), factory.AT)),
    ):
        with pytest.raises(NotFound):
            record.run(operation, *arguments)


def test_a_damaged_request_is_neither_changed_nor_handed_over(record: Store, heron, asked) -> None:
    """It is shown as damaged, and waits for nobody's answer."""
    factory.meddle(record, "UPDATE record_request SET scope = 'all of it'")
    [found] = record.run(record_requests.of_client, heron)
    assert found.damaged
    assert not found.is_open
    with pytest.raises(RowDamaged):
        record.run(record_requests.hand_over, asked, PDF, "", factory.AT)
    assert record.run(record_requests.due, date(2026, 1, 1)) == ()


# --- passages ------------------------------------------------------------------------------------


def test_passages_belong_to_one_request_or_to_every_paper(record: Store, heron, asked) -> None:
    """A pack has both kinds, the whole record on paper only the second."""
    record.run(removals.add, heron, asked, _removal(words="pack"), factory.AT)
    record.run(removals.add, heron, None, _removal(words="all"), factory.AT)
    paper = record.run(record_papers.gather, heron)
    assert [each.words for each in paper.removals] == ["all"]
    request, paper = record.run(record_requests.gather, asked)
    assert request.id == asked
    assert [each.words for each in paper.removals] == ["pack", "all"]


def test_a_passage_can_stand_after_all(record: Store, heron, asked) -> None:
    """The log keeps who, when and why in the trail; the passage goes from the list."""
    marked = record.run(removals.add, heron, asked, _removal(), factory.AT)
    [kept] = record.run(removals.of_client, heron, asked)
    assert replace(kept, id=RemovalId(""), at=None) == _removal()
    assert record.run(removals.take_back, marked, factory.AT) == kept
    assert record.run(removals.of_client, heron, asked) == ()
    acts = [entry.act for entry in record.run(entries)[:2]]
    assert acts == ["take back a removal", "mark for removal"]


def test_the_log_of_what_went_stays(record: Store, heron, asked) -> None:
    """After a pack was handed over its passages cannot be taken back."""
    marked = record.run(removals.add, heron, asked, _removal(), factory.AT)
    record.run(record_requests.hand_over, asked, PDF, "", factory.AT)
    with pytest.raises(NotFound):
        record.run(removals.take_back, marked, factory.AT)
    assert len(record.run(removals.of_client, heron, asked)) == 1


def test_a_passage_that_was_changed_from_outside_is_damaged(record: Store, heron, asked) -> None:
    """Whoever moves a mark past the program is found out: no paper is drawn with it."""
    record.run(removals.add, heron, asked, _removal(), factory.AT)
    factory.meddle(record, "UPDATE removal SET start = 90")
    assert [each.damaged for each in record.run(removals.of_client, heron, asked)] == [True]
