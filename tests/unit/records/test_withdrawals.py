"""What was entered in error leaves charts, cards, copies and questions, and can be brought back."""

import pytest

import factory
from practicenotes import catalog
from practicenotes.domain.cards import CardId
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, ReasonMissing, RowDamaged
from practicenotes.records import (
    cards,
    measure_overview,
    measure_plans,
    measures,
    offers,
    timeline,
    whole,
    withdrawals,
)
from practicenotes.vault import Store, audit


PHQ = catalog.measure("phq9")
WHY = "meant for another file"
THOUGHTS = (0, 0, 0, 0, 0, 0, 0, 0, 1)


def acts(record: Store, table: str) -> list[str]:
    """Return the acts of the trail on a table, earliest first."""
    found = record.run(lambda db: [(e.act, e.object) for e in audit.entries(db)])
    return [act for act, thing in reversed(found) if thing.startswith(f"{table}:")]


def form(record: Store, client: ClientId) -> str:
    """File a form on the day of the hour and return its id."""
    filed = (client, PHQ, THOUGHTS, factory.DAY, factory.AT)
    return record.run(measures.file, *filed).id


def test_a_form_entered_in_error_is_counted_nowhere(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """Neither chart nor timeline, letter, copy, plan nor the question of a signature knows it."""
    result_id = form(record, heron)
    record.run(measure_plans.plan, heron, PHQ.id, 1, factory.DAY, factory.AT)
    assert record.run(measures.unseen, hour)

    record.run(measures.withdraw, result_id, WHY, factory.AT)

    now = factory.later(minutes=1).replace(tzinfo=None)
    page = record.run(measure_overview.of_client, heron, now)
    assert page.results == ()
    assert [each.id for each in page.withdrawn] == [result_id]
    assert record.run(measures.of_client, heron) == ()
    assert record.run(measures.unseen, hour) == ()
    assert record.run(whole.of_client, heron).measures == ()
    assert page.due[PHQ.id].last_on is None
    assert result_id not in {entry.id for entry in record.run(timeline.of_client, heron)}
    facts = record.run(offers.facts, heron, catalog.letter_kind("progress"))
    assert not [offer for offer in facts if "PHQ" in repr(offer)]


def test_a_form_is_brought_back_as_it_was(record: Store, heron: ClientId) -> None:
    """It never left; the trail tells of both ways, once each."""
    result_id = form(record, heron)
    before = record.run(measures.of_client, heron)

    for _ in range(2):
        record.run(measures.withdraw, result_id, WHY, factory.AT)
    for _ in range(2):
        record.run(measures.bring_back, result_id, factory.AT)

    assert record.run(measures.of_client, heron) == before
    said = ["add", "entered in error", "not entered in error"]
    assert acts(record, "measure_result") == said


def test_a_card_entered_in_error_can_only_be_opened(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """It stands on the timeline as what it is, and in no comparison or copy."""
    given = factory.paper(heron, 7, 3, session_id=hour)
    card_id = record.run(cards.add, given, factory.AT)

    withdrawn = record.run(cards.withdraw, card_id, WHY, factory.AT)

    assert withdrawn.withdrawn
    assert record.run(cards.get, card_id) == withdrawn
    assert record.run(cards.of_client, heron) == record.run(cards.of_session, hour) == ()
    assert record.run(whole.of_client, heron).cards == ()
    (entry,) = [e for e in record.run(timeline.of_client, heron) if e.id == card_id]
    assert entry.line == "entered in error"
    assert not record.run(cards.bring_back, card_id, factory.AT).withdrawn
    assert [card.id for card in record.run(cards.of_session, hour)] == [card_id]
    said = ["add", "entered in error", "not entered in error"]
    assert acts(record, "client_card") == said


def test_a_card_begun_in_error_is_not_gone_on_with(record: Store, heron: ClientId) -> None:
    """The next one of the hour is a card of its own."""
    begun = record.run(cards.begin, factory.card(heron, 4), factory.AT)
    record.run(cards.withdraw, begun.id, WHY, factory.AT)

    assert record.run(cards.begin, factory.card(heron), factory.AT).id != begun.id


def test_what_is_unknown_or_damaged_is_refused(record: Store, heron: ClientId) -> None:
    """Nothing is said about what cannot be read."""
    result_id = form(record, heron)
    card_id = record.run(cards.add, factory.paper(heron, 7), factory.AT)
    factory.meddle(record, "UPDATE measure_result SET total = 0")
    factory.meddle(record, "UPDATE client_card SET comment = 'other'")

    for operation, about, error in (
        (measures.withdraw, (result_id, WHY), RowDamaged),
        (measures.bring_back, ("x",), NotFound),
        (cards.withdraw, (card_id, WHY), RowDamaged),
        (cards.bring_back, (CardId("x"),), NotFound),
    ):
        with pytest.raises(error):
            record.run(operation, *about, factory.AT)


def test_a_line_that_was_meddled_with_withdraws_nothing(record: Store, heron: ClientId) -> None:
    """Whoever changes the file cannot make a form disappear."""
    result_id = form(record, heron)
    other = record.run(measures.add, factory.result(heron), None, factory.AT)
    record.run(measures.withdraw, other, WHY, factory.AT)
    factory.meddle(record, "UPDATE withdrawn SET object_id = ?", result_id)

    assert record.run(withdrawals.of_client, heron) == frozenset()


def test_nothing_is_entered_in_error_without_a_reason(record: Store, heron: ClientId) -> None:
    """Blanks are none; the form stands as it stood, and the trail tells of nothing."""
    result_id = form(record, heron)

    with pytest.raises(ReasonMissing):
        record.run(measures.withdraw, result_id, " \n", factory.AT)

    assert [each.id for each in record.run(measures.of_client, heron)] == [result_id]
    assert acts(record, "measure_result") == ["add"]


def test_every_reason_stays_in_the_record(record: Store, heron: ClientId) -> None:
    """The last one counts while the form is in error; brought back, none does; all are kept."""
    result_id = form(record, heron)
    card_id = record.run(cards.add, factory.paper(heron, 7), factory.AT)
    for why in (WHY, " the wrong day "):
        record.run(measures.bring_back, result_id, factory.AT)
        record.run(measures.withdraw, result_id, why, factory.AT)
    record.run(cards.withdraw, card_id, WHY, factory.AT)

    now = factory.later(minutes=1).replace(tzinfo=None)
    reasons = {result_id: "the wrong day", card_id: WHY}
    assert record.run(withdrawals.reasons, heron) == reasons
    assert record.run(measure_overview.of_client, heron, now).reasons == reasons
    assert record.run(cards.get, card_id).why == WHY
    assert [card.why for card in record.run(cards.every, heron)] == [WHY]

    record.run(measures.bring_back, result_id, factory.AT)
    record.run(cards.bring_back, card_id, factory.AT)
    assert record.run(withdrawals.reasons, heron) == {}
    assert record.run(cards.get, card_id).why == ""
    assert acts(record, "withdrawn_why") == ["add", "add", "add"]


def test_a_reason_that_was_meddled_with_is_not_shown(record: Store, heron: ClientId) -> None:
    """Nobody else's words stand under her mark; the form stays in error."""
    result_id = form(record, heron)
    record.run(measures.withdraw, result_id, WHY, factory.AT)
    factory.meddle(record, "UPDATE withdrawn_why SET reason = 'other'")

    assert record.run(withdrawals.reasons, heron) == {}
    assert record.run(withdrawals.of_client, heron) == {result_id}
