"""Whose records were asked for and until when, as the page of a day says it."""

from collections.abc import Iterable, Iterator
from datetime import date

from practicenotes.domain import record_requests
from practicenotes.domain.record_requests import DueRequest
from practicenotes.ui import damage


NAME = "Record requests"


def lines(due: Iterable[DueRequest], today: date) -> Iterator[tuple[str, str, str]]:
    """Yield each request with the name of the client and how long there is; not who asks.

    A screen is seen across a desk.
    """
    for number, request in enumerate(due, 1):
        left = record_requests.left_in_words(request.due, today)
        name = damage.words(request.code_name, damage.NAME)
        yield f"request {number} {request.client_id}", name, left
