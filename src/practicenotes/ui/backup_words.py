"""When the last backup was made, in the words that every page uses."""

from datetime import datetime

from practicenotes.domain import times


def when(last: str, now: datetime) -> str:
    """Return the time of a backup as "today 08:12"; `last` is ISO 8601, `now` the wall clock."""
    at = times.on_the_wall(datetime.fromisoformat(last))
    day = "today" if at.date() == now.date() else times.in_full(at.date())
    return f"{day}{'' if day == 'today' else ','} {times.clock(at)}"
