"""Instants, days and the clock on the wall, and how they are said in words."""

from datetime import UTC, date, datetime


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_SMALL_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

_ONE_YEAR_ONLY = 300  # days: a day so near is not taken for the same day of another year


def utc_now() -> datetime:
    """Return this instant in UTC, to the millisecond: the precision that the stores keep."""
    return instant(datetime.now(UTC))


def instant(at: datetime) -> datetime:
    """Return an aware time in UTC, cut to the millisecond."""
    at = at.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def exact(at: datetime) -> str:
    """Return an instant as it is kept and signed: 2025-11-18T13:02:44.120Z."""
    at = at if at.tzinfo is UTC else at.astimezone(UTC)
    return at.isoformat("T", "milliseconds")[:-6] + "Z"


def on_the_wall(at: datetime) -> datetime:
    """Return an instant as the clock on this computer's wall shows it, without a zone."""
    return at.astimezone().replace(tzinfo=None)


def in_full(day: date) -> str:
    """Return a day as a letter says it: 26 August 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def with_weekday(day: date) -> str:
    """Return a day as a page title says it: Tuesday 18 November 2025."""
    return f"{DAYS[day.weekday()]} {in_full(day)}"


def in_brief(day: date, today: date) -> str:
    """Return a day with its year only where it may be taken for another's: 26 August."""
    return f"{day.day} {MONTHS[day.month - 1]}{_year(day, today)}"


def beside(day: date, other: date, today: date) -> str:
    """Return a day in brief that stands beside another: a year that is said there serves both."""
    return in_brief(day, other if _year(other, today) else today)


def in_short(day: date, today: date) -> str:
    """Return a day in brief for where there is little room: 26 Aug."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}{_year(day, today)}"


def _year(day: date, today: date) -> str:
    apart = abs(day.toordinal() - today.toordinal())
    return "" if apart < _ONE_YEAR_ONLY else f" {day.year}"


def clock(at: datetime) -> str:
    """Return the time of day: 14:02."""
    return f"{at:%H:%M}"


def number(count: int) -> str:
    """Return a count as prose says it: words up to twelve, then digits."""
    return _SMALL_NUMBERS[count] if 0 <= count < len(_SMALL_NUMBERS) else str(count)
