"""Whose consents are to be looked at again, as the page of a day says it."""

from collections.abc import Iterable, Iterator
from datetime import date

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.records.client_consents import DueReview
from practicenotes.ui import damage


NAME = "Consents to look at again"


def lines(due: Iterable[DueReview], today: date) -> Iterator[tuple[str, str, str]]:
    """Yield each client once, with the name and since when; to what was agreed is not shown here.

    A screen is seen across a desk.
    """
    by_client: dict[ClientId, list[DueReview]] = {}
    for review in due:
        by_client.setdefault(review.client_id, []).append(review)
    for client_id, reviews in by_client.items():
        since = f"since {times.in_brief(reviews[0].review_on, today)}"
        count = f"{times.number(len(reviews))} of them" if len(reviews) > 1 else ""
        about = ", ".join(part for part in (count, since) if part)
        yield client_id, damage.words(reviews[0].code_name, damage.NAME), about
