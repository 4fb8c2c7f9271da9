"""A stop ends a command, until what it does counts: then it waits."""

import signal

import pytest

from practicenotes.cli.stops import NUMBERS, Stops, heed


STOP = signal.SIGINT


def test_a_stop_ends_what_is_under_way() -> None:
    """Before anything is held it comes through at once."""
    with Stops(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(STOP)


def test_a_stop_that_is_held_comes_where_it_is_looked_for() -> None:
    """What is under way asks for it, what is done asks in vain; behind it, stops come through."""
    with Stops() as stops:
        stops.hold()
        stops.look(0.5)
        signal.raise_signal(STOP)
        with pytest.raises(KeyboardInterrupt):
            stops.look(0.5)
        stops.look(1.0)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(STOP)


def test_what_the_caller_has_ignored_stays_ignored() -> None:
    """Whoever starts a command so that nothing of that kind ends it is heard, held or not."""
    before = {number: signal.getsignal(number) for number in NUMBERS}
    signal.signal(STOP, signal.SIG_IGN)
    try:
        heed()
        signal.raise_signal(STOP)
        with Stops() as stops:
            stops.hold()
            signal.raise_signal(STOP)
            stops.look(0.5)
        assert signal.getsignal(STOP) is signal.SIG_IGN
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
