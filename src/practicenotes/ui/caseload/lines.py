"""The words of the caseload page, put together from both stores by ids."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from practicenotes.domain import times
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import hypotheses as rules
from practicenotes.domain.reflections import pulls, silences
from practicenotes.domain.reflections.hypotheses import Hypothesis
from practicenotes.domain.reflections.pulls import Pull, Recurrence
from practicenotes.domain.reflections.silences import Line as MapLine
from practicenotes.domain.reflections.silences import Voice
from practicenotes.domain.sessions import SessionId


NOT_IN_DIARY = "a session that is no longer in the diary"


@dataclass(frozen=True, slots=True)
class Names:
    """What the record knows: code names, and on which day each session was."""

    clients: Mapping[ClientId, str]
    days: Mapping[SessionId, date]
    today: date

    def of(self, client_id: ClientId) -> str:
        """Return a code name."""
        return self.clients.get(client_id, "a file that is not here")

    def day(self, session_id: SessionId) -> str:
        """Return a day in brief."""
        day = self.days.get(session_id)
        return times.in_brief(day, self.today) if day else NOT_IN_DIARY

    def in_order(self, sessions: Iterable[SessionId]) -> list[str]:
        """Return the days of some sessions, earliest first."""
        return [self.day(s) for s in sorted(sessions, key=lambda s: self.days.get(s, date.max))]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line: its words, what belongs to it, and the client it leads to."""

    words: str
    aside: str
    more: tuple[str, ...] = ()
    client_id: ClientId | None = None


def pull_lines(noticed: Sequence[Pull], names: Names) -> tuple[CaseLine, ...]:
    """Return each pull with whom and when it recurred, the latest first."""
    return tuple(_pull_line(each, names) for each in pulls.recurrences(noticed))


def _pull_line(each: Recurrence, names: Names) -> CaseLine:
    with_whom = tuple(
        f"With {names.of(client_id)}: {', '.join(names.in_order(sessions))}"
        for client_id, sessions in each.with_whom
    )
    return CaseLine(each.name, each.kind.value, with_whom, each.with_whom[0][0])


def hypothesis_lines(
    open_ones: Sequence[Hypothesis], names: Names, today: date
) -> tuple[CaseLine, ...]:
    """Return what is due to be looked at again, and then the rest in its order."""
    first = rules.due(open_ones, today)
    rest = [each for each in open_ones if each not in first and not each.damaged]
    return tuple(_hypothesis_line(each, names, today) for each in (*first, *rest))


def _hypothesis_line(each: Hypothesis, names: Names, today: date) -> CaseLine:
    again = each.look_again_on
    when = f", look again on {times.in_brief(again, today)}" if again else ""
    more = [f"Against it: {each.against}"] if each.can_lose else []
    if each.is_due(today):
        more.append("How does it stand now?")
    aside = f"{names.of(each.client_id)}{when}"
    return CaseLine(each.words, aside, tuple(more), each.client_id)


def silence_question(
    lines: Sequence[MapLine], book: FacetBook, names: Names, turn: int
) -> tuple[str, ClientId] | None:
    """Return one silence as a question, and the client it is about; None when all is heard."""
    found = silences.question(lines, turn)
    if found is None:
        return None
    client_id, place = found
    facet = book.facets[place]
    line = next(each for each in lines if each.client_id == client_id)
    last = line.last[place]
    if last is None:
        heard = f"{facet.name} has not been written about with {names.of(client_id)} yet."
    else:
        heard = (
            f"{facet.name} was last written about with {names.of(client_id)} on {names.day(last)}."
        )
    return f"{heard} Is there something there, or nothing?", client_id


def silence_words(line: MapLine, book: FacetBook, names: Names) -> str:
    """Return one client's line of the map in words."""
    said = [f"{names.of(line.client_id)}:"]
    for voice in Voice:
        heard = [f.name for f, v in zip(book.facets, line.voices, strict=True) if v is voice]
        if heard:
            said.append(f"{voice.value}: {', '.join(heard)}.")
    return " ".join(said)
