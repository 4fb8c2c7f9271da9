"""Steps of writing a form are taken back one by one; typing is one step until the hand rests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from practicenotes import catalog
from practicenotes.ui.forms.history import MOST, PAUSE, History


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
