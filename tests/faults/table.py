"""The table at the end of `make faults`: what was tried, how often, and what came of it.

A test that carries `@pytest.mark.release(13)` stands under that number, with what it says by the
fixture `tried`. What could not be tried is a line with its reason.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from faults.promised import PROMISED, Promise


_NUMBER, _TRIED = "release", "tried"
_OUTCOMES = ("passed", "failed", "error", "skipped")


@dataclass(frozen=True, slots=True)
class Trial:
    """One test of a promise, as it ended."""

    outcome: str
    tried: str
    reason: str = ""

    @property
    def result(self) -> str:
        """What stands in the last column."""
        said = {"passed": "passed", "skipped": f"not run: {self.reason}"}
        return said.get(self.outcome, "FAILED")


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Give a way to say how often a thing was tried, and what was found."""
    return lambda what: request.node.user_properties.append((_TRIED, what))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each report bring the numbers of its test along, and begin with what takes longest."""
    for item in items:
        for mark in item.iter_markers("release"):
            item.user_properties.extend((_NUMBER, number) for number in mark.args)
    is_long = _is_long if os.environ.get("PRACTICENOTES_FAULTS") else _is_journey
    items.sort(key=lambda item: not is_long(item))


def _is_long(item: pytest.Item) -> bool:
    return any(mark.kwargs.get("long") for mark in item.iter_markers("release"))


def _is_journey(item: pytest.Item) -> bool:
    return item.path.parent.name == "journeys"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table, if one was asked for."""
    if os.environ.get("PRACTICENOTES_FAULTS"):
        terminalreporter.section("what was tried")
        for line in lines(trials(terminalreporter.stats)):
            terminalreporter.write_line(line)


def trials(stats: dict[str, list[Any]]) -> dict[int, list[Trial]]:
    """Return what came of the tests, by number."""
    found: dict[int, list[Trial]] = defaultdict(list)
    for outcome in _OUTCOMES:
        for report in stats.get(outcome, ()):
            said = [tuple(each) for each in getattr(report, "user_properties", ())]
            text = "; ".join(str(value) for name, value in said if name == _TRIED)
            for number in sorted({value for name, value in said if name == _NUMBER}):
                found[number].append(Trial(outcome, text, _reason(report)))
    return found


def lines(found: dict[int, list[Trial]]) -> Iterator[str]:
    """Yield the lines of the table; every promise has one, tried or not."""
    yield _line("No", "what", "tried", "pass mark", "result")
    yield "-" * 150
    for promise in PROMISED:
        rows = list(_rows(promise, found.get(promise.number, [])))
        for at, (count, result) in enumerate(rows):
            first = (str(promise.number), promise.what) if at == 0 else ("", "")
            yield _line(*first, count, promise.mark if at == 0 else "", result)


def _rows(promise: Promise, known: list[Trial]) -> Iterator[tuple[str, str]]:
    """Yield each count with its result; tests that counted nothing share one row."""
    silent = [trial for trial in known if not trial.tried]
    for trial in known:
        if trial.tried:
            yield trial.tried, trial.result
    results = {trial.result for trial in silent}
    for result in sorted(results):
        count = sum(trial.result == result for trial in silent)
        yield f"{count} test{'s' * (count > 1)}", result
    if promise.not_here or not known:
        yield "", f"not run: {promise.not_here or 'no test was chosen'}"


def _line(number: str, what: str, tried: str, mark: str, result: str) -> str:
    return f"{number:>3}  {what:<45} {tried:<55} {mark:<40} {result}".rstrip()


def _reason(report: Any) -> str:
    told = getattr(report, "longrepr", None)
    return str(told[-1]).removeprefix("Skipped: ") if isinstance(told, tuple) else ""
