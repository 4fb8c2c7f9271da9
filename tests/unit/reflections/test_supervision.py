"""A passage goes its way through supervision, and nothing of it is lost on the way."""

from dataclasses import replace
from datetime import date

import pytest

import factory
from practicenotes.domain.changes import Changes, touched_by
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.sheets import Sentence
from practicenotes.domain.reflections.supervision_items import (
    ItemState,
    SupervisionItem,
    SupervisionItemId,
)
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.reflections import reflections, supervision
from practicenotes.vault import Store, audit
from practicenotes.vault.rows import DAMAGED


MOSS = ClientId("c2" * 16)
SENTENCES = (Sentence("Heron left.", "A left.", released=True), Sentence("Why?", "Why?", asks=True))


def item(client: ClientId, session: SessionId | None = None, **told: object) -> SupervisionItem:
    """Return a passage that is to be flagged."""
    new = SupervisionItem(SupervisionItemId(""), client, session, "Heron left.", "Why?")
    return replace(new, **told)  # type: ignore[arg-type]


def flag(private: Store, client: ClientId, session: SessionId | None = None, **told: object):
    """Flag a passage and return it as it is kept."""
    item_id = private.run(supervision.flag, item(client, session, **told), factory.AT)
    return private.run(supervision.get, item_id)


def acts(private: Store) -> list[str]:
    """Return what the private trail says was done, latest first."""
    return [entry.act for entry in private.run(audit.entries)]


# --- flagging and writing --------------------------------------------------------------------


def test_a_passage_comes_back_as_it_was_flagged(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Words, question and whose it is; it is to be prepared, and the trail tells of it."""
    kept = flag(private, heron, hours[0])

    assert (kept.client_id, kept.session_id) == (heron, hours[0])
    assert (kept.passage, kept.question) == ("Heron left.", "Why?")
    assert kept.state is ItemState.TO_PREPARE
    assert kept.flagged_at == factory.AT
    assert acts(private) == ["begin"]


def test_a_passage_need_not_be_of_a_session(private: Store, heron: ClientId) -> None:
    """What is thought between the hours can be taken too."""
    assert flag(private, heron).session_id is None


def test_what_is_written_about_it_is_kept(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """The whole loop in one value; passage, owner and how far it has come do not change by it."""
    before = flag(private, heron, hours[0])
    written = replace(
        before,
        question="Whose silence is it?",
        alias="K",
        sentences=SENTENCES,
        left_so=("Rota",),
        said="Wait.",
        did="I waited.",
        changed="He spoke.",
        facet_id="trust_safety",
    )
    elsewhere = replace(written, client_id=MOSS, session_id=None, passage="x", closed_at=factory.AT)

    at = private.run(supervision.save, elsewhere, factory.later(days=1))

    assert at == factory.later(days=1)
    assert private.run(supervision.get, before.id) == written


def test_saving_adds_nothing_to_the_trail(private: Store, heron: ClientId) -> None:
    """What is saved as one types is no act."""
    kept = flag(private, heron)
    private.run(supervision.save, replace(kept, said="more"), factory.later(minutes=1))
    assert acts(private) == ["begin"]


def test_what_is_gone_cannot_be_written(private: Store, heron: ClientId) -> None:
    """An id that nobody has is told as such."""
    for operation in (supervision.save, supervision.bring, supervision.remove):
        nobody = item(heron, id=SupervisionItemId("0"))
        arguments = {
            supervision.save: (nobody, factory.AT),
            supervision.bring: (nobody.id, ItemState.CLOSED, factory.AT),
            supervision.remove: (nobody.id, factory.AT),
        }[operation]
        with pytest.raises(NotFound):
            private.run(operation, *arguments)
    with pytest.raises(NotFound):
        private.run(supervision.get, SupervisionItemId("0"))


# --- aliases ---------------------------------------------------------------------------------


def test_a_client_keeps_the_alias(private: Store, heron: ClientId) -> None:
    """The first is A, the next client B, and who had one has it again."""
    assert flag(private, heron).alias == "A"
    assert flag(private, MOSS).alias == "B"
    assert flag(private, heron).alias == "A"


def test_the_alias_that_was_chosen_last_is_suggested(private: Store, heron: ClientId) -> None:
    """Another word chosen by the therapist stands for that client from then on."""
    kept = flag(private, heron)
    private.run(supervision.save, replace(kept, alias="the pianist"), factory.AT)
    assert flag(private, heron).alias == "the pianist"
    assert flag(private, MOSS).alias == "A"


def test_an_alias_that_is_given_is_taken(private: Store, heron: ClientId) -> None:
    """Nothing is suggested over it."""
    assert flag(private, heron, alias="Q").alias == "Q"


# --- how far it has come ---------------------------------------------------------------------


@pytest.mark.parametrize("state", ItemState)
def test_it_is_brought_to_any_state(private: Store, heron: ClientId, state: ItemState) -> None:
    """What is said of it is what it is then."""
    kept = flag(private, heron)
    assert private.run(supervision.bring, kept.id, state, factory.later(days=2)).state is state


def test_each_step_keeps_its_day(private: Store, heron: ClientId) -> None:
    """Closing does not change when it was discussed, and going back takes only what follows."""
    kept = flag(private, heron)
    for days, state in enumerate(ItemState):
        brought = private.run(supervision.bring, kept.id, state, factory.later(days=days))

    assert brought.sheet_on == date(2025, 11, 19)
    assert brought.discussed_at == factory.later(days=2)
    assert brought.closed_at == factory.later(days=3)
    back = private.run(supervision.bring, kept.id, ItemState.DISCUSSED, factory.later(days=9))
    assert back.discussed_at == factory.later(days=2)
    assert back.closed_at is None
    assert back.sheet_on == date(2025, 11, 19)


def test_back_to_the_beginning_forgets_every_day(private: Store, heron: ClientId) -> None:
    """What is to be prepared again has no sheet."""
    kept = flag(private, heron)
    private.run(supervision.bring, kept.id, ItemState.SHEET_READY, factory.AT)
    private.run(supervision.bring, kept.id, ItemState.CLOSED, factory.AT)
    back = private.run(supervision.bring, kept.id, ItemState.TO_PREPARE, factory.AT)
    assert (back.sheet_on, back.discussed_at, back.closed_at) == (None, None, None)


def test_the_trail_tells_of_a_change_of_state_and_of_no_other(
    private: Store, heron: ClientId
) -> None:
    """Saying the same again is no act."""
    kept = flag(private, heron)
    for _ in range(2):
        private.run(supervision.bring, kept.id, ItemState.DISCUSSED, factory.AT)
    assert acts(private) == ["change state", "begin"]


@pytest.mark.parametrize("how", ["print", "save"])
def test_a_sheet_that_went_out_is_ready(private: Store, heron: ClientId, how: str) -> None:
    """The trail says which way it went; the day of the first time stays."""
    kept = flag(private, heron)
    once = private.run(supervision.handed_out, kept.id, how, factory.AT)
    again = private.run(supervision.handed_out, kept.id, how, factory.later(days=5))

    assert once.state is ItemState.SHEET_READY
    assert again.sheet_on == once.sheet_on == date(2025, 11, 18)
    assert acts(private) == [how, how, "begin"]


# --- removing --------------------------------------------------------------------------------


def test_what_was_removed_can_be_put_back(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Everything is as it was but its id, and the trail tells of both."""
    kept = flag(private, heron, hours[0])
    private.run(supervision.save, replace(kept, sentences=SENTENCES, said="Wait."), factory.AT)
    private.run(supervision.bring, kept.id, ItemState.CLOSED, factory.AT)
    before = private.run(supervision.get, kept.id)

    removed = private.run(supervision.remove, kept.id, factory.AT)
    assert private.run(supervision.every) == ()
    back = private.run(supervision.put_back, removed, factory.later(minutes=1))

    assert replace(private.run(supervision.get, back), id=kept.id) == before == removed
    assert acts(private)[:2] == ["put back", "forget"]


def test_removing_takes_the_tick_off(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """A session whose only passage is gone is not ticked any more, and is again when it is back."""
    reflection = factory.reflection(hours[0], heron, "trust_safety", for_supervision=True)
    private.run(reflections.save, reflection, factory.AT)
    one, other = flag(private, heron, hours[0]), flag(private, heron, hours[0])

    private.run(supervision.remove, one.id, factory.AT)
    assert private.run(reflections.get, hours[0], heron).for_supervision
    removed = private.run(supervision.remove, other.id, factory.AT)
    assert not private.run(reflections.get, hours[0], heron).for_supervision
    private.run(supervision.put_back, removed, factory.AT)
    assert private.run(reflections.get, hours[0], heron).for_supervision


# --- the list --------------------------------------------------------------------------------


def test_the_newest_is_at_the_head(private: Store, heron: ClientId) -> None:
    """All passages of all clients, latest first."""
    flagged = [flag(private, client) for client in (heron, MOSS, heron)]
    assert private.run(supervision.every) == tuple(reversed(flagged))


def test_a_ticked_session_waits_until_a_passage_is_taken(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """The tick on the pad stands in the list until something of that session does."""
    for session, ticked in ((hours[0], True), (hours[1], False), (hours[2], True)):
        reflection = factory.reflection(session, heron, "trust_safety", for_supervision=ticked)
        private.run(reflections.save, reflection, factory.AT)

    before = private.run(supervision.agenda)
    flag(private, heron, hours[2])
    after = private.run(supervision.agenda)

    assert [each.session_id for each in before.ticked] == [hours[2], hours[0]]
    assert before.items == ()
    assert [each.session_id for each in after.ticked] == [hours[0]]
    assert [each.session_id for each in after.items] == [hours[2]]


def test_a_passage_of_no_session_hides_no_tick(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """Only a passage of the same session stands for its tick."""
    reflection = factory.reflection(hours[0], heron, "trust_safety", for_supervision=True)
    private.run(reflections.save, reflection, factory.AT)
    flag(private, heron)
    assert len(private.run(supervision.ticked)) == 1


def test_a_damaged_passage_shows_nothing_and_stays(private: Store, heron: ClientId) -> None:
    """It is in the list, marked, can be neither written nor removed, and lends no alias."""
    kept = flag(private, heron, alias="Q")
    factory.meddle(private, "UPDATE supervision_item SET passage = 'other'")

    [shown] = private.run(supervision.every)

    assert shown.damaged
    assert shown.passage == shown.question == DAMAGED
    assert shown.sentences == ()
    for operation, arguments in (
        (supervision.save, (shown, factory.AT)),
        (supervision.bring, (kept.id, ItemState.CLOSED, factory.AT)),
        (supervision.remove, (kept.id, factory.AT)),
    ):
        with pytest.raises(RowDamaged):
            private.run(operation, *arguments)
    assert flag(private, MOSS).alias == "A"


@pytest.mark.parametrize(
    "operation",
    [
        supervision.flag,
        supervision.save,
        supervision.bring,
        supervision.handed_out,
        supervision.remove,
        supervision.put_back,
    ],
)
def test_every_write_is_heard(operation: object) -> None:
    """Views of supervision learn of every write, and no view of the record does."""
    touched = touched_by(operation)  # type: ignore[arg-type]
    assert touched & Changes.SUPERVISION
    assert not touched & ~(Changes.SUPERVISION | Changes.REFLECTIONS)


def test_looking_writes_nothing(private: Store, heron: ClientId) -> None:
    """The list and a passage are read without a trace."""
    kept = flag(private, heron)
    before = factory.rows_of(private, "SELECT * FROM supervision_item")
    private.run(supervision.agenda)
    private.run(supervision.get, kept.id)
    assert factory.rows_of(private, "SELECT * FROM supervision_item") == before
    assert acts(private) == ["begin"]
