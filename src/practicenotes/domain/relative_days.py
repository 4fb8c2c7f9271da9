"""Days as they stand to one another: what a sheet may say in the place of a date."""

import re
from collections.abc import Sequence
from datetime import date

from practicenotes.domain import times


_MONTHS = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in times.MONTHS).replace(
    "Sep(?:tember)?", "Sept?(?:ember)?"
)
_DAY_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = rf"(?P<month>{_MONTHS})\b(?:\.(?=\s+\d))?"
_BEFORE_A_MONTH = r"in|since|until|till|by|from|to|last|next|this|early|late|mid|of|and|during"

_SHORT_YEAR = r"(?P<year>(?:19|20)\d\d|(?<=[’'.-])\d\d)"
_OF_A_MONTH = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MONTH_NUMBER = r"(?P<number>0?[1-9]|1[0-2])"
_ORDINALS = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth"
    r"|(?:twentieth|thirtieth)|(?:twenty|thirty)[\s-](?:first|second|third|\w+th)"
)
_ON = r"\b(?:on|since|until|till|before|after|last|next|every|am|vom|zum|seit)\s+"
_NO_MEASURE = (
    r"(?![\w/%]|\.\d)"
    r"(?!\s*(?:mg|mcg|µg|ml|g|per|out|points?|hours?|days?|weeks?|months?|years?)\b)"
)
_NO_DAY = r"session|time|hour|week|month|day|year|birthday|visit|meeting|try|attempt|minute|floor"

# Each names what it can; the longest reading comes first.
_WRITTEN = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.]){_DAY_NUMBER}(?:\s+of\s+|[\s.-]*){_MONTH}(?:[,.\s-]*[’']?{_SHORT_YEAR})?(?!\w)",
        rf"(?<!\w){_MONTH}\s+{_DAY_NUMBER}(?:,?\s+{_YEAR})?(?![\w:])",
        rf"(?<!\w)(?:the\s+)?(?:{_ORDINALS})\s+of\s+{_MONTH}(?:,?\s+{_YEAR})?(?!\w)",
        rf"(?<!\w){_YEAR}[-/.](?P<number>\d\d)[-/.](?P<day>\d\d)(?!\w)",
        r"(?<!\w)(?P<day>\d{1,2})[./-](?P<number>\d{1,2})[./-](?P<year>(?:19|20)\d\d|\d\d)(?!\w)",
        rf"{_ON}(?P<only>{_OF_A_MONTH}[./]{_MONTH_NUMBER}(?:\.(?=\s+[a-z]))?){_NO_MEASURE}",
        rf"(?<!\w){_MONTH}\s+{_YEAR}(?!\w)",
        rf"{_ON}(?P<only>(?P<nth>the\s+\d{{1,2}}(?:st|nd|rd|th)))(?!\w)(?!\s+(?:{_NO_DAY})s?\b)",
        rf"{_ON}(?P<only>(?P<weekday>mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun))(?!\w)",
    )
)
_BARE = (
    re.compile(rf"(?<=\b(?i:in)\s){_MONTH}(?!\w)"),
    re.compile(rf"(?<!\w)(?:(?i:{_BEFORE_A_MONTH})[\s-]+)(?P<only>(?P<month>{_MONTHS})\b)(?!\w)"),
    re.compile(
        r"(?<!\w)(?P<month>January|February|April|June|July|September|October|November)(?!\w)"
    ),
    re.compile(r"(?<!\w)(?P<month>December)(?!\w)"),
    re.compile(rf"(?<![\w.,:/-]){_YEAR}(?![\w:/]|[.,]\d)"),
    re.compile(r"(?<!\w)[’'](?P<year>\d\d)(?![\w’'])"),
    re.compile(rf"(?<!\w)(?P<weekday>{'|'.join(times.DAYS)})s?(?!\w)", re.IGNORECASE),
)
_AHEAD = re.compile(
    rf"(?<!\w)(?:(?:on|in)\s+)?(?:(?:{'|'.join(times.DAYS)}),?\s+)?$", re.IGNORECASE
)
_DAYS_IN_WORDS, _WEEKS_IN_WORDS, _MONTHS_IN_WORDS = 14, 60, 730  # up to so many days
_WEEK, _MONTH_DAYS, _YEAR_DAYS = 7, 30.44, 365.25


def find(words: str, on: date | None, held: Sequence[date]) -> list[tuple[int, int, str]]:
    """Return where a day is named, and what can stand there: "three sessions before".

    `on` is the day from which is counted; `held` are the days of sessions, earliest first.
    """
    found: list[tuple[int, int, str]] = []
    for pattern in (*_WRITTEN, *_BARE):
        for match in pattern.finditer(words):
            start, end = match.span("only") if "only" in pattern.groupindex else match.span()
            if ahead := _AHEAD.search(words[:start]):  # "on 4 May" as a whole becomes another word
                start = ahead.start()
            if all(end <= a or b <= start for a, b, _ in found):
                found.append((start, end, _instead(match, on, held)))
    return sorted(found)


def said(day: date, on: date, held: Sequence[date] = ()) -> str:
    """Return how a day stands to another one, in sessions where both were sessions."""
    if day == on:
        return "that day"
    way = "before" if day < on else "later"
    if day in held and on in held:
        steps = abs(list(held).index(day) - list(held).index(on))
        if steps == 1:
            return "the session before" if day < on else "the session after"
        return f"{times.number(steps)} sessions {way}"
    return f"{_apart(abs((on - day).days))} {way}"


def _apart(days: int) -> str:
    if days < _DAYS_IN_WORDS:
        return _counted(days, "day")
    if days < _WEEKS_IN_WORDS:
        return _counted(round(days / _WEEK), "week")
    if days < _MONTHS_IN_WORDS:
        return f"about {_counted(round(days / _MONTH_DAYS), 'month')}"
    return f"about {_counted(round(days / _YEAR_DAYS), 'year')}"


def _counted(number: int, what: str) -> str:
    return f"{times.number(number)} {what}{'' if number == 1 else 's'}"


def _instead(match: re.Match[str], on: date | None, held: Sequence[date]) -> str:
    told = match.groupdict()
    if told.get("weekday") or told.get("nth"):
        return "one day"
    if on is None:
        return "at one time"
    year = _year(told.get("year"), on)
    month = _month_number(told)
    if month is None:
        return _years_apart(year or on.year, on.year)
    day = int(told["day"]) if told.get("day") else None
    found = _nearest(year, month, day or 15, on)
    if found is None:
        return "at one time"
    if day is None:
        months = round(abs((on - found).days) / _MONTH_DAYS)
        way = "before" if found < on else "later"
        return f"about {_counted(months, 'month')} {way}" if months else "around that time"
    return said(found, on, held)


def _year(text: str | None, on: date) -> int | None:
    """Return a year; of one with two figures, the century in which it is past or next year."""
    if not text or len(text) > len("25"):
        return int(text) if text else None
    year = 2000 + int(text)
    return year if year <= on.year + 1 else year - 100


def _years_apart(year: int, now: int) -> str:
    if year == now:
        return "that year"
    way = "before" if year < now else "later"
    return f"about {_counted(abs(now - year), 'year')} {way}"


def _month_number(told: dict[str, str | None]) -> int | None:
    if number := told.get("number"):
        return int(number)
    month = told.get("month")
    if not month:
        return None
    names = [name[:3].casefold() for name in times.MONTHS]
    return names.index(month[:3].casefold()) + 1


def _nearest(year: int | None, month: int, day: int, on: date) -> date | None:
    """Return the day; where no year was said, one that is near and rather past than to come."""
    years = [year] if year else [on.year - 1, on.year, on.year + 1]
    found = []
    for each in years:
        try:
            found.append(date(each, month, day))
        except ValueError:
            continue
    return min(found, key=lambda other: abs(on - other) * (1 if other <= on else 2), default=None)
