"""When a consent is to be looked at again, as far as the line in the file says so."""

import re
from datetime import date, timedelta

from practicenotes.domain import times


_MONTHS = {name.casefold(): number for number, name in enumerate(times.MONTHS, 1)}
_COUNTS = {times.number(count): count for count in range(1, 13)} | {"a": 1, "an": 1}
_DAY = r"(?:\d{4}-\d\d-\d\d|\d{1,2} (?:" + "|".join(times.MONTHS) + r")(?: \d{4})?)"
_ON = re.compile(rf"\breview(?:ed)?,?(?: again)?(?: on| by|:)? ({_DAY})", re.IGNORECASE)
_IN = re.compile(
    r"\breview(?:ed)?,?(?: again)? (?:in|after) (\w+) (week|month|year)s?\b", re.IGNORECASE
)
_WRITTEN_ON = re.compile(_DAY, re.IGNORECASE)


def mentions_review(consent: str) -> bool:
    """Say whether a consent speaks of being looked at again."""
    return "review" in consent.casefold()


def review_on(consent: str, today: date) -> date | None:
    """Return the day on which a consent is to be looked at again, or None where none can be read.

    "review on 3 March 2026", and "signed 12 August, review in three months": counted from the day
    that stands before it. A day without a year is the last one of that name up to `today`; that of
    a review is the first one after the signing.
    """
    said = _ON.search(consent) or _IN.search(consent)
    if said is None:
        return None
    before = _WRITTEN_ON.findall(consent[: said.start()])
    signed = _day(before[-1], today) if before else None
    if said.re is _ON:
        return _day(said[1], _a_year_after(signed) if signed else None)
    count = int(said[1]) if said[1].isdecimal() else _COUNTS.get(said[1].casefold())
    return _after(signed, count, said[2].casefold()) if signed and count else None


def _day(words: str, latest: date | None) -> date | None:
    """Return the day that is written; one without a year is the last of its name up to `latest`."""
    try:
        if "-" in words:
            return date.fromisoformat(words)
        number, month, *year = words.split()
        if year:
            return date(int(year[0]), _MONTHS[month.casefold()], int(number))
        if latest is None:
            return None
        this = date(latest.year, _MONTHS[month.casefold()], int(number))
        return this if this <= latest else this.replace(year=latest.year - 1)
    except ValueError:
        return None


def _a_year_after(day: date) -> date:
    return day + timedelta(days=365)


def _after(day: date, count: int, unit: str) -> date | None:
    """Return the day so many weeks, months or years later; the 31st may become the last."""
    try:
        if unit == "week":
            return day + timedelta(weeks=count)
        months = day.month - 1 + count * (12 if unit == "year" else 1)
        year, month = day.year + months // 12, months % 12 + 1
        following = date(year + month // 12, month % 12 + 1, 1)
        return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(1))
    except (OverflowError, ValueError):
        return None
