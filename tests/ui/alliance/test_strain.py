"""Moments of strain across sessions: seen, followed, closed, taken back and put back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

import factory
from practicenotes.domain.reflections import Step, StrainState
from practicenotes.reflections import episodes, unfinished
from practicenotes.ui.alliance.strain import tried


def stand(tabled: Any, state: StrainState) -> None:
    """Choose where the first moment stands, as with the arrow keys."""
    choice = tabled.card().state
    choice.set_value(state)
    choice.activated.emit(choice.currentIndex())
    tabled.settle()


def test_a_card_says_everything_about_a_moment(heron: Any) -> None:
    """Its kind, its signs, the client's words, my part and that some was mine, what was tried."""
    said = heron.said(heron.card())

    assert said == [
        "Open strain",
        "Moving away",
        "Agrees, praises or goes along to avoid friction",
        "Goes silent or answers so briefly that the work stops",
        "“It’s fine. Honestly.”",
        "My part",
        "Moved to practical things. Some of it was mine too.",
        "Tried",
        "Noticed later; not yet addressed",
    ]
    assert heron.card().state.currentText() == "Still open"


def test_open_moments_come_first_and_the_others_are_folded(heron: Any) -> None:
    """What is closed waits under a line that says how many there are."""
    assert len(heron.page.strain.cards) == 1
    fold = heron.page.strain._fold
    assert fold.text() == "One moment no longer open"
    fold.click()

    assert [card.state.value for card in heron.page.strain.cards] == [
        StrainState.OPEN,
        StrainState.REPAIRED,
    ]
    assert fold.text() == "Fold them"
    assert QApplication.focusWidget() is fold


def test_what_was_tried_later_has_its_day(heron: Any) -> None:
    """A repair that came two weeks after the strain is told with its date."""
    heron.page.strain._fold.click()
    said = heron.said(heron.page.strain.cards[1])

    assert "Acknowledged my part, 16 September" in said


def test_a_state_that_is_chosen_is_kept(heron: Any) -> None:
    """The moment is named together from now on, and the picture says since when."""
    stand(heron, StrainState.NAMED)
    moment = heron.strain()[-1]

    assert (moment.state, moment.closed_at) == (StrainState.NAMED, heron.played.now())
    assert heron.page.strain.cards == []
    assert [bar.open for bar in heron.page.marks.marks.laid.bars] == [False, False]


def test_a_state_that_cannot_be_kept_is_shown_as_it_was(
    heron: Any, broadcast: Any, qtbot: Any
) -> None:
    """When the store refuses, the list goes back and the window hears why."""
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    moment = heron.strain()[-1]
    factory.meddle(
        heron.played.private, "UPDATE strain_episode SET my_part = 'x' WHERE id = ?", moment.id
    )
    stand(heron, StrainState.REPAIRED)

    assert [type(error).__name__ for error in raised] == ["RowDamaged"]


def test_repairs_can_be_added_later(heron: Any) -> None:
    """The form of a moment opens across sessions; what is ticked now is tried now."""
    heron.card().open.click()
    dialog = heron.page.strain.dialog
    assert dialog.isVisible()
    assert dialog.markers["w_defer"].box.isChecked()
    dialog.tried["r_invite"].click()
    dialog.main.click()
    heron.settle()

    moment = heron.strain()[-1]
    assert not dialog.isVisible()
    assert moment.steps[-1] == Step(heron.played.now(), ("r_invite",), StrainState.OPEN)
    assert "Invited the client to talk about me or the therapy, 18 November" in heron.said()


def test_a_moment_leads_to_the_session_in_which_it_began(heron: Any) -> None:
    """The day on the card opens that session."""
    (since,) = [b for b in heron.card().findChildren(object) if _is_link(b)]
    assert since.text() == "since 28 October"
    since.click()

    assert heron.opened == [heron.strain()[-1].session_id]


def _is_link(part: Any) -> bool:
    return getattr(part, "text", None) is not None and str(part.property("kind")) == "link"


def test_a_moment_that_is_taken_back_can_be_put_back(heron: Any) -> None:
    """Undo brings it back with everything that was tried, and when."""
    before = heron.strain()[-1]
    heron.card().open.click()
    heron.page.strain.dialog.taken_back.emit()
    heron.settle()
    assert len(heron.strain()) == 1
    assert heron.page.undo.said() == "A moment of strain was taken back."
    heron.page.undo.acted.emit()
    heron.settle()

    after = heron.strain()[-1]
    assert replace(after, id=before.id) == before
    assert not heron.page.undo.isVisible()
    assert len(heron.page.strain.cards) == 1


def test_undo_is_not_offered_for_another_client(heron: Any) -> None:
    """Who goes on to somebody else does not put back what belongs to the first."""
    heron.card().open.click()
    heron.page.strain.dialog.taken_back.emit()
    heron.settle()
    heron.client("Moss")

    assert not heron.page.undo.isVisible()


def test_a_lock_in_the_middle_keeps_the_sheet_and_changes_nothing(heron: Any) -> None:
    """What is being described stands in the store as a sheet; the moment is as it was."""
    heron.card().open.click()
    dialog = heron.page.strain.dialog
    before = heron.strain()
    dialog.form.set_values({"my_part": "half a sentence"})
    heron.settle()
    heron.page.flush()
    heron.settle()

    kept = heron.played.private.run(unfinished.find, dialog.mark)
    assert kept.words["my_part"] == "half a sentence"
    assert heron.strain() == before


def test_a_form_does_not_outlive_its_client(heron: Any) -> None:
    """Words on one client are never asked for beside another's name."""
    heron.card().open.click()
    heron.client("Moss")

    assert heron.page.strain.dialog is None


def test_a_damaged_moment_is_said_in_words(open_alliance: Callable[..., Any], played: Any) -> None:
    """Its card is a sentence, and the others stay."""
    session_id = played.private.run(episodes.of_client, played.id_of("Heron"))[-1].session_id
    factory.meddle(
        played.private,
        "UPDATE strain_episode SET my_part = 'other' WHERE session_id = ?",
        session_id,
    )
    heron = open_alliance()

    assert any(said.startswith("A moment of strain can no longer be read") for said in heron.said())
    assert [bar.open for bar in heron.page.marks.marks.laid.bars] == [False]


@pytest.mark.parametrize("later", [False, True])
def test_the_day_of_a_repair_is_said_only_where_it_was_a_later_one(later: bool) -> None:
    """What was tried in the hour itself needs no date."""
    at = factory.AT + timedelta(days=7 * later)
    steps = (Step(factory.AT), Step(at, ("r_own",)))
    moment = factory.episode("c", "s", tried=("r_own", "r_lost"), opened_at=factory.AT, steps=steps)

    assert list(tried(moment, at.date())) == [
        ("r_own", "25 November" if later else ""),
        ("r_lost", ""),
    ]


def test_a_repair_that_was_unticked_is_not_told(heron: Any) -> None:
    """Steps remember; what stands on the card is what stands in the form."""
    moment = factory.episode("c", "s", tried=(), steps=(Step(factory.AT, ("r_own",)),))

    assert list(tried(moment, factory.AT.date())) == []


def test_a_form_that_says_something_new_is_unsaved_until_it_is_kept(heron: Any) -> None:
    """One that only stands open is not; one that is hidden while the store is full still is."""
    heron.card().open.click()
    dialog = heron.page.strain.dialog
    assert not heron.page.has_unsaved
    dialog.form.set_values({"my_part": "half a sentence"})
    assert heron.page.has_unsaved
    dialog.hide()
    heron.settle()
    assert heron.page.has_unsaved
    heron.page.flush()
    assert heron.page.has_unsaved
    heron.settle()

    assert not heron.page.has_unsaved


def test_a_form_that_was_put_away_is_not_unsaved(heron: Any) -> None:
    """Cancel is an answer: nothing of it waits for a store."""
    heron.card().open.click()
    heron.page.strain.dialog.form.set_values({"my_part": "half a sentence"})
    heron.page.strain.dialog.reject()

    assert not heron.page.has_unsaved


def test_a_refusal_may_come_when_the_card_is_gone(heron: Any, broadcast: Any) -> None:
    """Another client stands there by then; the window hears why all the same."""
    raised: list[Exception] = []
    broadcast.raised.connect(raised.append)
    factory.meddle(heron.played.private, "UPDATE strain_episode SET my_part = 'x'")
    card = heron.card()
    heron.page.strain._cards.clear()
    card.state_chosen.emit(StrainState.REPAIRED)
    heron.settle()

    assert [type(error).__name__ for error in raised] == ["RowDamaged"]
