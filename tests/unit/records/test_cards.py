"""Client cards are begun, kept as they grow, given back, typed in and corrected."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

import factory
from practicenotes.domain.cards import CardId, Given
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, SessionId
from practicenotes.errors import CardAsGiven, NotFound, RowDamaged
from practicenotes.records import cards
from practicenotes.vault import Store
from practicenotes.vault.audit import entries


def trail(record: Store) -> list[str]:
    """Return the acts of the trail on cards, earliest first."""
    found = record.run(lambda db: [(e.act, e.object) for e in entries(db)])
    return [act for act, thing in reversed(found) if thing.startswith("client_card:")]


def test_a_card_is_kept_while_it_is_filled_in(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """Each answer is in the record before the computer is given back, and nothing else is said."""
    begun = record.run(cards.begin, factory.card(heron, session_id=hour), factory.AT)
    assert begun.is_empty
    assert begun.finished_at is None

    said = replace(begun, lines=factory.card(heron, 7, None, 0).lines, comment="Slower, perhaps.")
    at = record.run(cards.keep, said, factory.later(minutes=2))

    (kept,) = record.run(cards.of_session, hour)
    assert [line.answer for line in kept.lines] == [7, None, 0]
    assert kept.lines[0].words == "a line on trust_safety"
    assert (kept.comment, kept.saved_at, kept.finished_at) == ("Slower, perhaps.", at, None)
    assert kept.answered == 2
    assert kept.answer("collaboration_empowerment") == 0
    assert kept.answer("positive_expectations") is None
    assert kept == record.run(cards.get, begun.id)


def test_a_card_that_was_given_back_stays_as_it_was_given(record: Store, heron: ClientId) -> None:
    """Neither the hand-over nor the therapist can change it, and the trail tells of both ends."""
    begun = record.run(cards.begin, factory.card(heron, 4), factory.AT)
    record.run(cards.finish, begun.id, factory.later(minutes=5))

    for change in (cards.keep, cards.correct):
        with pytest.raises(CardAsGiven):
            record.run(change, replace(begun, comment="mine"), factory.later(minutes=6))

    assert record.run(cards.get, begun.id).finished_at == factory.later(minutes=5)
    assert trail(record) == ["begin", "finish"]


def test_a_card_on_which_nothing_was_said_is_gone(record: Store, heron: ClientId) -> None:
    """Giving the computer back without a word leaves nothing but the trail."""
    begun = record.run(cards.begin, factory.card(heron), factory.AT)

    record.run(cards.finish, begun.id, factory.AT)

    assert record.run(cards.of_client, heron) == ()
    assert trail(record) == ["begin", "forget"]


def test_a_card_that_was_interrupted_is_gone_on_with(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """Handed over again the same day, it has its answers still, and the lines chosen since."""
    begun = record.run(cards.begin, factory.card(heron, 7, session_id=hour), factory.AT)
    other = factory.card(heron, session_id=hour).lines[1:]

    again = record.run(
        cards.begin, factory.card(heron, session_id=hour, lines=other), factory.later(hours=1)
    )

    assert again.id == begun.id
    assert [(line.facet_id, line.answer) for line in again.lines] == [
        ("emotional_expression", None),
        ("collaboration_empowerment", None),
        ("trust_safety", 7),
    ]
    assert trail(record) == ["begin", "go on"]


def test_another_hour_and_another_day_have_a_card_of_their_own(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """What was begun and not given back is gone on with for its own hour on its own day only."""
    day_after = factory.DAY + timedelta(days=1)
    begun = [
        record.run(cards.begin, each, factory.AT).id
        for each in (
            factory.card(heron, session_id=hour),
            factory.card(heron),
            factory.card(heron, taken_on=day_after),
            factory.card(heron, session_id=hour),
        )
    ]

    assert begun[3] == begun[0]
    assert len(set(begun)) == 3


def test_a_card_on_paper_is_typed_in_whole_and_can_be_corrected(
    record: Store, heron: ClientId, hour: SessionId
) -> None:
    """It is finished at once; a slip of the typing is mended, and the trail tells of it."""
    card_id = record.run(cards.add, factory.paper(heron, 3, 3), factory.AT)
    typed = record.run(cards.get, card_id)
    assert typed.finished_at == factory.AT

    mended = replace(typed, lines=factory.card(heron, 8, 3).lines, session_id=hour, comment="Fine")
    record.run(cards.correct, mended, factory.later(minutes=1))

    kept = record.run(cards.get, card_id)
    assert [line.answer for line in kept.lines] == [8, 3, None]
    assert (kept.session_id, kept.comment, kept.given) == (hour, "Fine", Given.ON_PAPER)
    assert trail(record) == ["add", "correct"]


@pytest.mark.parametrize("number", [-1, 11])
def test_a_number_beside_the_scale_is_refused(record: Store, heron: ClientId, number: int) -> None:
    """Nothing but 0 to 10, or nothing, is ever kept."""
    with pytest.raises(ValueError, match=str(number)):
        record.run(cards.add, factory.paper(heron, number), factory.AT)

    assert record.run(cards.of_client, heron) == ()


def test_cards_stand_in_the_order_of_their_days(record: Store, heron: ClientId) -> None:
    """Earliest first, whenever they were typed in; another client's are not among them."""
    wren = factory.add_client(record, "Wren")
    later, earlier = factory.DAY, factory.DAY - timedelta(days=7)
    for client, day in ((heron, later), (heron, earlier), (wren, later)):
        record.run(cards.add, factory.paper(client, 5, taken_on=day), factory.AT)

    assert [card.taken_on for card in record.run(cards.of_client, heron)] == [earlier, later]


def test_a_card_is_about_the_last_hour_that_has_begun(record: Store, heron: ClientId) -> None:
    """Neither one that is still to come nor one that was called off is what a card is about."""
    now = datetime(2025, 11, 18, 13, 55)
    assert record.run(cards.occasion, heron, now) is None
    factory.add_session(record, heron, starts_at=factory.weeks_ago(1))
    today = factory.add_session(record, heron, attendance=Attendance.PLANNED)
    factory.add_session(record, heron, starts_at=datetime(2025, 11, 25, 13))
    factory.add_session(
        record, heron, starts_at=datetime(2025, 11, 18, 13, 30), attendance=Attendance.MISSED
    )

    assert record.run(cards.occasion, heron, now) == today


def test_an_unknown_card_and_an_unknown_client_are_not_found(record: Store) -> None:
    """Nothing is made up for an id that is not there."""
    nobody = ClientId("0" * 32)
    for operation, argument in (
        (cards.begin, factory.card(nobody)),
        (cards.add, factory.paper(nobody)),
        (cards.keep, factory.card(nobody)),
        (cards.finish, CardId("0")),
        (cards.told_of_printing, nobody),
    ):
        with pytest.raises(NotFound):
            record.run(operation, argument, factory.AT)
    with pytest.raises(NotFound):
        record.run(cards.get, CardId("0"))


def test_printing_a_card_is_in_the_trail(record: Store, heron: ClientId) -> None:
    """The trail says for whom an empty card was printed."""
    record.run(cards.told_of_printing, heron, factory.AT)

    newest = record.run(lambda db: entries(db, 1)[0])
    assert (newest.act, newest.object) == ("print client card", f"client:{heron}")


@pytest.mark.parametrize("damage", ["comment = 'x'", "answers = '[]'", "given = 'x'"])
def test_a_damaged_card_is_marked_and_not_saved_over(
    record: Store, heron: ClientId, damage: str
) -> None:
    """It says nothing, and nobody writes over it."""
    hurt = record.run(cards.begin, factory.card(heron, 7, comment="true"), factory.AT)
    factory.meddle(record, f"UPDATE client_card SET {damage} WHERE id = ?", hurt.id)

    (found,) = record.run(cards.of_client, heron)

    assert (found.damaged, found.lines) == (True, ())
    with pytest.raises(RowDamaged):
        record.run(cards.keep, hurt, factory.AT)
    with pytest.raises(RowDamaged):
        record.run(cards.finish, hurt.id, factory.AT)
    assert record.run(cards.begin, factory.card(heron), factory.AT).id != hurt.id
