"""The reflections as files that need no program of ours: a page for each client, and data.

The pages are made from the tables as they are, so that a table that is new tomorrow is on them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from practicenotes.domain import times
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.reflections.archive import Line, Taken


FORMAT = "practicenotes-reflections"
VERSION = 1
OVERVIEW, DATA = "overview.html", "reflections.json"

_TITLES = {
    "strain_episode": "A moment of strain",
    "strain_step": "What was tried about it later",
    "supervision_item": "For supervision",
    "reflection_section": "A section of a private form",
    "second_look": "A second look",
    "guess": "A guess before looking",
    "pull": "My own pull",
    "saying": "The client’s words about us",
    "learning": "What a week taught",
    "question": "A question",
    "reflection_revision": "A former wording of the reflection",
    "discarded": "In the trash",
    "word": "A learnt word",
    "snippet": "A snippet",
    "unfinished": "Begun, and not kept yet",
}
_YES_OR_NO = frozenset({"mine_too", "for_supervision"})
_PARTS_OF = {"reflection_id": "reflection", "episode_id": "strain_episode"}
_IDS = frozenset({"id", "client_id", "session_id", "card_id", *_PARTS_OF})
_TECHNICAL = frozenset({"audit", "setting"})
_HEAD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width"><title>{title}</title>
<style>
body {{ font: 1.05rem/1.55 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }}
h1, h2, h3, dt {{ font-family: sans-serif; line-height: 1.3; }} h2 {{ margin-top: 2.5rem; }}
dt {{ font-size: 0.8rem; margin-top: 0.8rem; color: #555; }}
dd {{ margin: 0; white-space: pre-wrap; }}
</style></head><body>
"""
_SAYS = (
    "These are a therapist’s own reflections, taken out of PracticeNotes on {on}. They are private"
    " and no part of the clinical record. {data} holds the same as data, with the list of what was"
    " done when."
)


@dataclass(frozen=True, slots=True)
class Key:
    """What the ids stand for: code names, days, and the words of the facets."""

    clients: Mapping[ClientId, str]
    days: Mapping[SessionId, date]
    book: FacetBook

    def words(self, value: str) -> str:
        """Return what an id means, or the text itself."""
        known = {facet.id: facet.name for facet in self.book.facets}
        known |= {marker.id: marker.label for marker in self.book.markers}
        known |= {repair.id: repair.label for repair in self.book.repairs}
        return self.clients.get(ClientId(value)) or known.get(value, value)


def members(taken: Taken, key: Key, at: datetime) -> dict[str, bytes]:
    """Return the files by name; no name of a file tells who is in it."""
    clients = sorted(taken.clients, key=lambda each: key.clients.get(each, "~").casefold())
    files = {client: f"client-{number:02}.html" for number, client in enumerate(clients, 1)}
    of_client = _by_client(taken)
    pages = {
        files[client]: _document(_name(client, key), _client(of_client[client], key))
        for client in clients
    }
    overview = _document("Reflections", _overview(files, of_client[None], key, at))
    return {OVERVIEW: overview, **pages, DATA: _data(taken, key, at)}


def _data(taken: Taken, key: Key, at: datetime) -> bytes:
    said = {
        "format": FORMAT,
        "version": VERSION,
        "taken_at": times.exact(at),
        "clients": {each: key.clients.get(each, "") for each in taken.clients},
        "sessions": {
            each: key.days[each].isoformat() for each in taken.sessions if each in key.days
        },
        "tables": taken.tables,
    }
    return f"{json.dumps(said, ensure_ascii=False, indent=2)}\n".encode()


_Lines = list[tuple[str, Line]]  # each with the name of its table


def _by_client(taken: Taken) -> dict[str | None, _Lines]:
    """Return the lines of each client; what is part of another line goes where that one went."""
    parents = {line["id"]: line for t in _PARTS_OF.values() for line in taken.tables.get(t, ())}
    found: defaultdict[str | None, _Lines] = defaultdict(list)
    for table, lines in taken.tables.items():
        for line in lines if table not in _TECHNICAL else ():
            parent = next((parents[line[p]] for p in _PARTS_OF if line.get(p) in parents), {})
            whole = {**line, "session_id": line.get("session_id") or parent.get("session_id")}
            found[line.get("client_id") or parent.get("client_id")].append((table, whole))
    return found


def _client(lines: _Lines, key: Key) -> Iterator[str]:
    """Yield a client's page: session by session, then what belongs to none."""
    by_session: defaultdict[str | None, _Lines] = defaultdict(list)
    for table, line in lines:
        by_session[line.get("session_id")].append((table, line))
    whole = by_session.pop(None, [])

    def when(session_id: str | None) -> date:
        return key.days.get(SessionId(session_id or ""), date.max)

    for session_id in sorted(by_session, key=when):
        day = key.days.get(SessionId(session_id or ""))
        yield f"<h2>{escape(times.in_full(day) if day else 'A session that is gone')}</h2>"
        yield from _lines(sorted(by_session[session_id], key=_reflection_first), key)
    if whole:
        yield "<h2>Of no one session</h2>"
        yield from _lines(whole, key)


def _reflection_first(line: tuple[str, Line]) -> int:
    order = ("reflection", "facet_entry")
    return order.index(line[0]) if line[0] in order else len(order)


def _lines(lines: Iterable[tuple[str, Line]], key: Key) -> Iterator[str]:
    for table, line in lines:
        title = _TITLES.get(table, table.replace("_", " ").capitalize())
        if table == "facet_entry" and not line.get("damaged"):
            title = key.words(line["facet_id"])
        if table == "reflection_section" and not line.get("damaged"):
            title = line["label"]
        yield f"<h3>{escape(title)}</h3>"
        if line.get("damaged"):
            yield "<p>This entry is damaged and was left out.</p>"
            continue
        pairs = [(name, _said(name, value, line, key)) for name, value in line.items()]
        rows = [
            f"<dt>{escape(name.replace('_', ' '))}</dt><dd>{escape(said)}</dd>"
            for name, said in pairs
            if said.strip() and name not in _IDS
        ]
        yield f"<dl>{''.join(rows)}</dl>"


def _said(name: str, value: Any, line: Line, key: Key) -> str:
    """Return a value as it is read."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_said(name, each, line, key) for each in value if each is not None)
    if isinstance(value, Mapping):  # a row of something in the trash
        parts = [_said(each, part, value, key) for each, part in value.items() if each not in _IDS]
        return "\n".join(part for part in parts if part.strip())
    if isinstance(value, str):
        return _written(name, value, key)
    if name == "rating" and "facet_id" in line:
        return _rated(value, line["facet_id"], key)
    return ("yes" if value else "") if name in _YES_OR_NO else str(value)


def _rated(rating: int, facet_id: str, key: Key) -> str:
    """Return what a rating says; of a facet that the book no longer has, the number alone."""
    anchors = next((each.anchors for each in key.book.facets if each.id == facet_id), None)
    return f"{anchors[rating]} ({rating})" if anchors else str(rating)


def _written(name: str, value: str, key: Key) -> str:
    """Return a text, with ids as what they mean and days in words."""
    if name.endswith("_at"):
        at = times.on_the_wall(datetime.fromisoformat(value))
        return f"{times.in_full(at.date())}, {times.clock(at)}"
    if name.endswith(("_on", "_of")):
        return times.in_full(date.fromisoformat(value))
    return key.words(value)


def _overview(
    files: Mapping[ClientId, str], lines: _Lines, key: Key, at: datetime
) -> Iterator[str]:
    on = times.in_full(times.on_the_wall(at).date())
    yield f"<p>{escape(_SAYS.format(on=on, data=DATA))}</p>"
    links = [
        f'<li><a href="{file}">{escape(_name(client, key))}</a></li>'
        for client, file in files.items()
    ]
    yield (
        f"<h2>Clients</h2><ul>{''.join(links)}</ul>" if links else "<p>Nothing is written yet.</p>"
    )
    if lines:
        yield "<h2>Across the practice</h2>"
        yield from _lines(lines, key)


def _name(client_id: ClientId, key: Key) -> str:
    return key.clients.get(client_id) or "A client who is no longer in the record"


def _document(title: str, body: Iterable[str]) -> bytes:
    parts = [_HEAD.format(title=escape(title)), f"<h1>{escape(title)}</h1>", *body]
    return "\n".join([*parts, "</body></html>\n"]).encode()
