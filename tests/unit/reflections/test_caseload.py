"""What runs through more than one hour is kept, changed, taken out, and said to be damaged."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import factory
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.endings import Ending
from practicenotes.domain.reflections.hypotheses import Hypothesis, HypothesisId, HypothesisState
from practicenotes.domain.reflections.learnings import Learning
from practicenotes.domain.reflections.pulls import Pull, PullId, PullKind
from practicenotes.domain.reflections.sayings import Saying, SayingId
from practicenotes.domain.sessions import SessionId
from practicenotes.errors import NotFound, RowDamaged
from practicenotes.reflections import endings, hypotheses, learnings, pulls, sayings
from practicenotes.vault import Store, audit
from practicenotes.vault.rows import DAMAGED


MOSS = ClientId("5e" * 16)
MONDAY = date(2025, 11, 17)


def acts(private: Store) -> list[str]:
    """Return what the trail tells, oldest first."""
    return [entry.act for entry in reversed(private.run(audit.entries))]


# --- pulls ---------------------------------------------------------------------------------------


@pytest.fixture
def pull(heron: ClientId, hours: list[SessionId]) -> Pull:
    """Give a pull that is not kept yet."""
    return Pull(PullId(""), hours[0], heron, PullKind.URGE, "to rescue", "after the silence")


def test_a_pull_comes_back_as_it_was_noticed(private: Store, pull: Pull) -> None:
    """Its kind, name, words and time, with its client, its session and among all."""
    kept = private.run(pulls.add, pull, factory.AT)
    expected = (replace(pull, id=kept, noticed_at=factory.AT),)

    assert private.run(pulls.of_client, pull.client_id) == expected
    assert private.run(pulls.of_session, pull.session_id) == expected
    assert private.run(pulls.everywhere) == expected
    assert private.run(pulls.of_client, MOSS) == ()


def test_a_pull_is_changed_and_taken_out(private: Store, pull: Pull) -> None:
    """What it says now stands, and then nothing; the trail has the beginning and the end."""
    kept = private.run(pulls.add, pull, factory.AT)
    private.run(pulls.change, replace(pull, id=kept, name="to explain"))
    assert private.run(pulls.everywhere)[0].name == "to explain"

    private.run(pulls.remove, kept, factory.AT)
    assert private.run(pulls.everywhere) == ()
    assert acts(private)[-2:] == ["begin", "forget"]


# --- sayings -------------------------------------------------------------------------------------


def saying(client_id: ClientId, words: str, days: int = 0) -> Saying:
    """Return something that was said some days after the first."""
    return Saying(SayingId(""), client_id, factory.DAY + timedelta(days), words, "I was moved.")


def test_the_ledger_reads_from_the_latest(private: Store, heron: ClientId) -> None:
    """Sayings stand in the order of their days, whenever they were written down."""
    for words, days in (("the second", 7), ("the first", 0), ("the third", 14)):
        private.run(sayings.add, saying(heron, words, days), factory.AT)
    private.run(sayings.add, saying(MOSS, "another’s"), factory.AT)

    found = private.run(sayings.of_client, heron)
    assert [each.words for each in found] == ["the third", "the second", "the first"]
    assert found[0].thought == "I was moved."


def test_a_saying_is_mended_and_taken_out(
    private: Store, heron: ClientId, hours: list[SessionId]
) -> None:
    """A word that was misheard is put right, with the session it belongs to."""
    kept = private.run(sayings.add, saying(heron, "it’s fin"), factory.AT)
    mended = replace(saying(heron, "it’s fine"), id=kept, session_id=hours[1])
    private.run(sayings.change, mended, factory.AT)
    assert private.run(sayings.of_client, heron) == (mended,)

    private.run(sayings.remove, kept, factory.AT)
    assert private.run(sayings.of_client, heron) == ()


# --- hypotheses ----------------------------------------------------------------------------------


def test_a_hypothesis_is_followed_to_its_end(private: Store, heron: ClientId) -> None:
    """It is open until its state says otherwise, and the trail tells when that was."""
    made = Hypothesis(
        HypothesisId(""), heron, "He agrees to keep me.", "He says no, and stays.", MONDAY
    )
    kept = private.run(hypotheses.add, made, factory.AT)
    opened = replace(made, id=kept, opened_at=factory.AT)
    assert private.run(hypotheses.still_open) == (opened,)

    lost = replace(opened, state=HypothesisState.DROPPED, learned="He said no on Tuesday.")
    private.run(hypotheses.change, lost, factory.later(days=7))
    assert private.run(hypotheses.still_open) == ()
    assert private.run(hypotheses.of_client, heron) == (lost,)
    assert acts(private)[-2:] == ["begin", "change state"]

    private.run(hypotheses.remove, kept, factory.AT)
    assert private.run(hypotheses.of_client, heron) == ()


# --- learning and ending -------------------------------------------------------------------------


def test_a_week_has_one_learning(private: Store, heron: ClientId) -> None:
    """Written again it replaces itself; emptied it is gone."""
    assert private.run(learnings.of_week, MONDAY) == Learning(MONDAY)
    private.run(learnings.save, Learning(MONDAY, "Slower."), factory.AT)
    later = factory.later(minutes=2)
    private.run(learnings.save, Learning(MONDAY, "Slower still.", (heron,)), later)

    week_before = MONDAY - timedelta(7)
    private.run(learnings.save, Learning(week_before, "Listen."), later)
    expected = Learning(MONDAY, "Slower still.", (heron,), later)
    assert private.run(learnings.of_week, MONDAY) == expected
    assert [each.week_of for each in private.run(learnings.latest)] == [MONDAY, week_before]

    private.run(learnings.save, Learning(MONDAY, " "), later)
    assert [each.week_of for each in private.run(learnings.latest)] == [week_before]


def test_an_ending_is_kept_as_it_grows(private: Store, heron: ClientId) -> None:
    """Each client has one page towards the ending; emptied it is gone."""
    assert private.run(endings.of_client, heron) == Ending(heron)
    page = Ending(heron, "The letter.", "May.", "She laughed.", "Her brother.")
    private.run(endings.save, page, factory.AT)
    private.run(endings.save, replace(page, never_spoken=""), factory.AT)

    expected = replace(page, never_spoken="", saved_at=factory.AT)
    assert private.run(endings.of_client, heron) == expected
    assert private.run(endings.of_client, MOSS) == Ending(MOSS)
    private.run(endings.save, Ending(heron), factory.AT)
    assert private.run(endings.of_client, heron) == Ending(heron)


# --- damage and what is not there ----------------------------------------------------------------


def test_what_is_damaged_is_shown_so_and_not_written_over(
    private: Store, heron: ClientId, pull: Pull
) -> None:
    """A row that was changed from outside loses its words and cannot be saved or removed."""
    private.run(pulls.add, pull, factory.AT)
    private.run(endings.save, Ending(heron, "The letter."), factory.AT)
    private.run(learnings.save, Learning(MONDAY, "Slower."), factory.AT)
    for table in ("pull", "ending", "learning"):
        factory.meddle(private, f"UPDATE {table} SET revision = 9")

    (found,) = private.run(pulls.everywhere)
    assert (found.damaged, found.name) == (True, DAMAGED)
    assert private.run(endings.of_client, heron).damaged
    assert private.run(learnings.of_week, MONDAY).damaged
    with pytest.raises(RowDamaged):
        private.run(pulls.remove, found.id, factory.AT)
    with pytest.raises(RowDamaged):
        private.run(endings.save, Ending(heron, "Another."), factory.AT)
    with pytest.raises(RowDamaged):
        private.run(learnings.save, Learning(MONDAY, "Another."), factory.AT)


@pytest.mark.parametrize("module", [pulls, sayings, hypotheses], ids=lambda m: m.__name__[-10:])
def test_what_is_not_there_cannot_be_removed(private: Store, module: object) -> None:
    """An id that nobody has is said to be nobody's."""
    with pytest.raises(NotFound):
        private.run(module.remove, "0" * 32, factory.AT)  # type: ignore[attr-defined]
