"""Steps of writing a form are taken back one by one; typing is one step until the hand rests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from practicenotes import catalog
from practicenotes.domain import form_drafts as rules
from practicenotes.ui.forms.history import MOST, PAUSE, History, difference


DAP = catalog.note_template("dap")
AT = datetime(2025, 11, 18, 14, 2, tzinfo=UTC)


def named(name: str):
    """Return a form of this name."""
    return replace(DAP, name=name)


def test_typing_in_one_field_is_one_step() -> None:
    """As long as the hand does not rest."""
    history = History(DAP)
    for number, name in enumerate(["Da", "Dap", "Dapp"]):
        history.put(named(name), ("", "name"), AT + number * PAUSE / 2)

    history.undo()

    assert history.now == DAP
    assert not history.can_undo


def test_a_rest_or_another_field_begins_a_step() -> None:
    """And so does an act that is no typing."""
    history = History(DAP)
    history.put(named("a"), ("", "name"), AT)
    history.put(named("b"), ("", "name"), AT + PAUSE + timedelta(milliseconds=1))
    history.put(replace(named("b"), summary="c"), ("", "summary"), AT + PAUSE)
    history.put(named("d"), (), AT + PAUSE)
    history.put(named("e"), (), AT + PAUSE)

    seen = []
    while history.can_undo:
        history.undo()
        seen.append((history.now.name, history.now.summary[:1]))

    assert seen == [("d", "W"), ("b", "c"), ("b", "W"), ("a", "W"), ("DAP", "W")]


def test_what_was_taken_back_is_taken_again() -> None:
    """Until something else is done."""
    history = History(DAP)
    history.put(named("a"), (), AT)
    history.put(named("b"), (), AT)
    history.undo()
    history.undo()
    history.redo()
    assert (history.now, history.can_redo) == (named("a"), True)

    history.put(named("c"), (), AT)
    assert not history.can_redo
    history.redo()
    assert history.now == named("c")


def test_nothing_done_is_no_step() -> None:
    """The same form again changes nothing, and at the beginning there is nothing to take back."""
    history = History(DAP)
    history.put(DAP, (), AT)
    history.undo()
    assert history.now == DAP
    assert not history.can_undo


def test_the_memory_has_an_end() -> None:
    """The oldest steps go first."""
    history = History(DAP)
    for number in range(MOST + 50):
        history.put(named(str(number)), (), AT)
    steps = 0
    while history.can_undo:
        history.undo()
        steps += 1
    assert steps == MOST


@pytest.mark.parametrize(
    ("after", "place"),
    [
        (rules.changed(DAP, 1, prompt="And?"), (1, "prompt")),
        (rules.changed(DAP, 2, options=("a", "b")), (2, "options")),
        (rules.added(DAP, 1), (1, "label")),
        (rules.removed(DAP, 0), (0, "label")),
        (rules.removed(DAP, 2), (1, "label")),
        (rules.moved(DAP, 2, 1), (1, "label")),
        (replace(DAP, summary="Other"), (None, "summary")),
        (replace(DAP, for_client=True), (None, "for_client")),
        (replace(DAP, sections=()), (None, "name")),
    ],
)
def test_the_place_of_a_step_is_found(after, place) -> None:
    """The section that is another now, and its field; the head where no section is."""
    assert difference(DAP, after) == place
