"""Answers that come when the page is about another client by then."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import factory
from practicenotes.documents import record as record_paper
from practicenotes.domain.record_paper import Choice
from practicenotes.domain.record_requests import RecordRequest, RequestId
from practicenotes.records import record_papers, record_requests
from practicenotes.ui.papers.requests import SHEET
from practicenotes.ui.printing.paper import Paper
from practicenotes.vault import audit


@pytest.fixture
def asked(heron: Any) -> Any:
    """Show a request for Heron's record, and know who comes next."""
    request = RecordRequest(RequestId(""), heron.client_id, "Hart & Lowe", date(2025, 10, 28))
    heron.id = heron.played.record.run(record_requests.add, request, heron.played.now())
    heron.page.refresh()
    heron.settle()
    heron.other = heron.played.id_of("Birch")
    return heron


def _print(asked: Any) -> None:
    asked.press("Print the record…")
    asked.press("Print…", asked.dialog())
    asked.qtbot.waitUntil(lambda: not asked.dialogs(), timeout=20_000)


def _certify(asked: Any) -> None:
    asked.page.certify()


def _open(asked: Any) -> None:
    asked.page.rows[0].click()


def _change(asked: Any) -> None:
    asked.page.ask_again(SHEET, asked.id)


@pytest.mark.parametrize("act", [_print, _certify, _open, _change])
def test_nothing_of_the_former_client_opens_over_another(
    asked: Any, act: Callable[[Any], None]
) -> None:
    """What was asked for is dropped: no window, no entry in the trail, no error."""
    act(asked)
    asked.page.open(asked.other)
    asked.settle()
    assert asked.dialogs() == []
    assert asked.page.requests.pack is None
    assert asked.raised == []
    done = {entry.act for entry in asked.played.record.run(audit.entries)}
    assert done.isdisjoint({"print the record", "print a certificate of disposal"})


def test_the_lines_of_the_former_client_go_at_once(asked: Any) -> None:
    """Nobody can take one while the other client's are still on their way."""
    assert len(asked.page.rows) == 1
    asked.page.turn(asked.other)
    assert asked.page.rows == []
    assert "Hart & Lowe" not in asked.said()
    asked.page.refresh()
    asked.settle()
    assert asked.page.rows == []


def test_a_request_that_was_taken_out_is_not_offered_back_over_another(asked: Any) -> None:
    """Undo stands over the page of its own client alone."""
    asked.page.rows[0].click()
    asked.settle()
    asked.page.requests.pack.acts.actions()[2].trigger()
    asked.page.open(asked.other)
    asked.settle()
    assert not asked.page.undo.isVisible()
    assert asked.played.record.run(record_requests.of_client, asked.client_id) == ()


def test_a_paper_that_is_no_longer_wanted_asks_nothing(asked: Any) -> None:
    """It was drawn, and the page turned before its window could open."""
    pages = record_paper.draw(
        asked.played.record.run(record_papers.gather, asked.client_id), Choice(), factory.DAY
    )
    asked.page.whole._ways.save(Paper(pages, "client record", "x", wanted=lambda: False))
    asked.settle()
    assert asked.dialogs() == []
