"""The sentences that ask about a relationship: each a question, or a plain observation."""

from datetime import date

from practicenotes.domain import times


def day(on: date, today: date) -> str:
    """Return a day as a sentence says it: in brief."""
    return times.in_brief(on, today)


def dip(on: date, today: date) -> str:
    """Ask about a session that was rated lower than usual."""
    return (
        f"Your ratings of this relationship were lower than usual on {day(on, today)}."
        " What do you make of it?"
    )


def repaired(on: date, today: date) -> str:
    """Say that the ratings came back after a dip."""
    return f"They were back near the usual on {day(on, today)}."


def partly_repaired() -> str:
    """Say that the ratings came part of the way back after a dip."""
    return "In the three rated sessions after it they came part of the way back."


def not_repaired() -> str:
    """Say that the ratings did not come back after a dip."""
    return "In the three rated sessions after it they stayed near there."


def still_early() -> str:
    """Say that too few sessions were rated after a dip to tell."""
    return "Fewer than three sessions have been rated since."


def drift(since: date, on: date, today: date) -> str:
    """Ask about a slow decline."""
    return (
        f"Your ratings of this relationship went down little by little between"
        f" {times.beside(since, on, today)} and {day(on, today)}. What do you make of it?"
    )


def facet(name: str, steps: int, on: date, since: date, today: date) -> str:
    """Ask about one facet that was rated lower than the last time."""
    return (
        f"You rated {name} {times.number(steps)} steps lower on {day(on, today)} than on"
        f" {times.beside(since, on, today)}. What was different?"
    )


def card_line(
    line: str, now: int, on: date, today: date, was: tuple[int, date] | None = None
) -> str:
    """Ask about one line of the client's card; `was` is the number before, with its day."""
    before = f", after {was[0]} on {times.beside(was[1], on, today)}" if was else ""
    return (
        f"On the card of {day(on, today)}, “{line.rstrip('.')}” stood at {now}{before}."
        " What might the client be telling you?"
    )


def comment(on: date, today: date) -> str:
    """Ask about what the client wrote on a card in their own words."""
    return (
        f"The client wrote something in their own words on the card of {day(on, today)}."
        " Have you come back to it together?"
    )
