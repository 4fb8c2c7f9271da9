"""The clock of a request, and what is left out of its pack."""

from datetime import date

import pytest

from practicenotes.domain import record_requests
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import Choice, Item, Part
from practicenotes.domain.record_requests import Clock, Omission, RecordRequest, RequestId


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2025, 11, 18), date(2025, 12, 18)),
        (date(2025, 12, 31), date(2026, 1, 31)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
    ],
)
def test_a_calendar_month_ends_on_the_same_day_or_the_last(received, due) -> None:
    """Where the next month has no such day, its last day counts."""
    assert record_requests.due_on(received, Clock.MONTH) == due


def test_thirty_days_are_thirty_days() -> None:
    """The other clock counts days, whatever the months."""
    assert record_requests.due_on(date(2026, 1, 31), Clock.THIRTY_DAYS) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 1, 5), "no days left"),
        (date(2026, 1, 6), "due tomorrow"),
        (date(2026, 1, 19), "14 days left"),
        (date(2026, 1, 15), "ten days left"),
        (date(2026, 1, 1), "was due on 1 January 2026"),
    ],
)
def test_days_are_told_calmly(due, words) -> None:
    """What is near is told in days, what is past by its day."""
    said = record_requests.left_in_words(due, date(2026, 1, 5))
    assert said == (words if due != date(2026, 1, 5) else "due today")


def _request(**told) -> RecordRequest:
    return RecordRequest(RequestId("r"), ClientId("c"), "the client", date(2025, 11, 18), **told)


def test_a_request_is_open_until_it_is_answered() -> None:
    """Its day is that of its clock unless another was set."""
    assert _request().is_open
    assert _request().due == date(2025, 12, 18)
    assert _request(due_on=date(2026, 1, 1)).due == date(2026, 1, 1)
    assert not _request(closed_on=date(2025, 12, 1)).is_open


def test_whatever_is_missing_has_its_reason() -> None:
    """A reason that was given counts first; parts, days, drafts and errors give their own."""

    def item(key: str, part: Part = Part.NOTES, state: str = "signed", day: int = 5) -> Item:
        return Item(key, part, "Note", date(2025, 11, day), state)

    items = (
        *(item("in"), item("given"), item("card", Part.CARDS), item("early", day=1)),
        *(item("draft", state="draft"), item("error", state="entered in error")),
    )
    choice = Choice(frozenset({Part.NOTES}), since=date(2025, 11, 2), drafts=False)
    request = _request(choice=choice, left_out=(("given", Omission.HARM), ("gone", Omission.OTHER)))
    found = {each.key: why for each, why in record_requests.omissions(request, items)}
    assert found == {
        "given": Omission.HARM,
        "card": Omission.NOT_ASKED,
        "early": Omission.NOT_ASKED,
        "draft": Omission.DRAFT,
        "error": Omission.IN_ERROR,
    }


def test_the_pages_of_a_file_follow_the_file() -> None:
    """They are left out with it for its reason, and by themselves where they cannot be set."""
    day = date(2025, 11, 18)
    listed = Item("file:a", Part.FILES, "Other", day)
    pages = Item("pages:a", Part.PAGES, "Other", day)
    request = _request(choice=Choice(frozenset(Part)), left_out=(("file:a", Omission.CONFIDENCE),))
    assert record_requests.omissions(request, (listed, pages)) == (
        (listed, Omission.CONFIDENCE),
        (pages, Omission.CONFIDENCE),
    )
    unset = Item("pages:b", Part.PAGES, "Other", day, unset=True)
    assert record_requests.omissions(request, (unset,)) == ((unset, Omission.UNSET),)
    assert record_requests.by_choice(pages, Choice()) is Omission.NOT_ASKED
