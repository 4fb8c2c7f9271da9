"""The lines of the client list: who stands in it, in which group, and what is said about them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex

from practicenotes.domain import times
from practicenotes.domain.people import ClientId, ClientLine, ClientStatus, FileKind
from practicenotes.ui import damage
from practicenotes.ui.widgets.lines import Lines


_PRESENT = (ClientStatus.ACTIVE, ClientStatus.ENQUIRY)
_PAST = (ClientStatus.PAUSED, ClientStatus.ENDED, ClientStatus.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: the head of a group, or a client."""

    head: str = ""
    client: ClientLine | None = None
    name: str = ""
    about: str = ""

    @property
    def id(self) -> ClientId | str:
        """What names the line, however its words change: the client, or nothing for a head."""
        return self.client.id if self.client else ""

    @property
    def is_head(self) -> bool:
        """Whether the line is the head of a group."""
        return self.client is None

    @property
    def aloud(self) -> str:
        """Return the line as a screen reader says it."""
        if self.client is None:
            return self.head
        draft = ", draft" if self.client.has_draft else ""
        return f"{self.name}, {self.about}{draft}"


def about(client: ClientLine, today: date) -> str:
    """Return what stands under a code name: when the work goes on, and how far it has come."""
    if client.damaged:
        return "damaged"
    held = client.sessions_held
    parts = (
        _day(client.next_seen, today) if client.next_seen else "",
        f"{held} session{'' if held == 1 else 's'}" if held else "first contact",
        "" if client.kind is FileKind.INDIVIDUAL else client.kind.value,
    )
    return " · ".join(part for part in parts if part)


def _day(day: date, today: date) -> str:
    if day == today:
        return "today"
    return f"{times.DAYS[day.weekday()][:3]} {times.in_short(day, today)}"


class ClientModel(Lines[Row]):
    """The clients that a view shows; those whose work rests or is over only when asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._clients: Sequence[ClientLine] = ()
        self._today = date.min
        self._words = ""
        self._named: frozenset[ClientId] = frozenset()
        self._with_past = False

    def show_clients(self, listed: Sequence[ClientLine], today: date) -> None:
        """Take the clients, in the order of their code names."""
        self._clients, self._today = listed, today
        self._lay_out()

    def narrow(self, words: str, named: frozenset[ClientId] = frozenset()) -> None:
        """Show only clients whose code name holds these letters, wherever their work stands.

        `named` are those of whom someone is called so by their legal name, which stays covered.
        """
        self._words, self._named = words.strip().lower(), named
        self._lay_out()

    def show_past(self, shown: bool) -> None:
        """Show or fold those whose work rests or is over."""
        self._with_past = shown
        self._lay_out()

    @property
    def past(self) -> str:
        """How many are folded away, in words: "Paused 1 · Ended 14"; empty for nobody."""
        counts = Counter(client.status for client in self._clients)
        named = [(status.value.capitalize(), counts[status]) for status in _PAST]
        return " · ".join(f"{name} {count}" for name, count in named if count)

    def first(self) -> QModelIndex:
        """Return the first client, or an invalid index."""
        return self.index(1) if len(self._rows) > 1 else QModelIndex()

    def _lines(self) -> Iterator[Row]:
        found = [
            client
            for client in self._clients
            if self._words in client.code_name.lower() or client.id in self._named
        ]
        yield from self._group("Active", [c for c in found if c.status in _PRESENT])
        if self._with_past or self._words:
            for status in _PAST:
                group = [client for client in found if client.status is status]
                yield from self._group(status.value.capitalize(), group)

    def _group(self, name: str, group: Sequence[ClientLine]) -> Iterator[Row]:
        if group:
            yield Row(head=f"{name} · {len(group)}")
            for client in group:
                name = damage.words(client.code_name, damage.NAME)
                yield Row(client=client, name=name, about=about(client, self._today))
