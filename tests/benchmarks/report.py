"""Print the speeds that PracticeNotes promises, each beside what it is measured against.

`make bench` runs it. Everything is measured on this computer in the same run, ours and the other in
turns, and nothing is asserted: a slow computer is not a fault.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import crowd
import therapy
from sqlalchemy.orm import Session as Db

from practicenotes import catalog, records, reflections
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId, NewClient
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.domain.times import on_the_wall
from practicenotes.records import briefing, clients, notes, search, sessions, timeline
from practicenotes.reflections import briefing as private_briefing
from practicenotes.vault import Vault, keys


PASSPHRASE = "seven quiet herons by the weir"
SCHEMAS = {"record": records.SCHEMA, "private": reflections.SCHEMA}
AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)

AS_INSTALLED = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}  # modules compiled
UNTIL_USABLE = Path(__file__).with_name("until_usable.py")


@dataclass(frozen=True, slots=True)
class Figure:
    """One promise: the seconds that were measured, ours and beside it, and what was promised."""

    name: str
    promise: str
    ours: float
    beside: float | None = None

    def __str__(self) -> str:
        """Return one line of the report."""
        beside = f"{self.beside * 1000:8.1f} ms" if self.beside else " " * 11
        ratio = f"{self.ours / self.beside:6.2f}" if self.beside else " " * 6
        return f"{self.name:38} {self.ours * 1000:8.1f} ms {beside} {ratio}   {self.promise}"


def seconds(work: Callable[[], object]) -> float:
    """Return how long one piece of work takes."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def until_usable(what: str) -> float:
    """Return the seconds from starting a process until a line of its window can be typed into."""
    with tempfile.TemporaryDirectory() as home:  # what the device remembers is not what is measured
        homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA"), home)
        before = time.monotonic()
        told = subprocess.run(
            [sys.executable, str(UNTIL_USABLE), what],
            env={**os.environ, **homes, **AS_INSTALLED},
            capture_output=True,
            text=True,
            check=False,
        )
    if not told.stdout:
        sys.exit(f"The window of {what} never opened.\n{told.stderr}")
    return float(told.stdout) - before


def start(folder: Path, times: int) -> Figure:
    """Measure the unlock prompt against a bare window with one line to type into."""
    what = (str(folder), "bare")
    for each in what:  # the first start reads from the disk
        until_usable(each)
    ours, bare = zip(*[map(until_usable, what) for _ in range(times)], strict=True)
    promise = "≤ 1.5 × a bare window with one line"
    return Figure("start to a usable unlock prompt", promise, median(ours), median(bare))


def unlock(folder: Path, times: int) -> Figure:
    """Measure opening a vault by its passphrase against its key derivation alone."""
    with closing(Vault.open(folder, PASSPHRASE, SCHEMAS, at=AT)) as vault:
        cost = vault.passphrase_cost
    opened, derived = [], []
    for _ in range(times):
        before = time.perf_counter()
        with closing(Vault.open(folder, PASSPHRASE, SCHEMAS, at=AT)):
            opened.append(time.perf_counter() - before)
        derived.append(seconds(partial(keys.argon2id, PASSPHRASE.encode(), bytes(16), cost)))
    more = (median(opened) - median(derived)) * 1000
    promise = f"≤ key derivation + 150 ms (here {more:+.1f} ms)"
    return Figure("unlock", promise, median(opened), median(derived))


def opening(vault: Vault, client_id: ClientId, times: int) -> Figure:
    """Measure reading everything that the page of a client of many sessions shows."""
    taken = [
        seconds(partial(vault.record.run, timeline.of_client, client_id)) for _ in range(times)
    ]
    count = len(vault.record.run(timeline.of_client, client_id))
    return Figure(f"opening a client of {count:,} sessions", "≤ 100 ms", median(taken))


def autosave(vault: Vault, session_id: SessionId, times: int) -> Figure:
    """Measure one save of a growing note, from asking until it is on the disk."""
    template = catalog.note_template("dap")
    note = vault.record.run(notes.begin, session_id, template, AT)
    said = f"{note.sections[0].text}\n"
    taken = []
    for number in range(times):
        said += f"Sentence {number} of what came up about the week, as it is typed. "
        texts = {note.sections[0].key: said}
        at = AT + timedelta(seconds=2 * number)
        taken.append(seconds(partial(vault.record.run, notes.save, note.id, texts, at)))
    return Figure("one autosave, 95 in 100", "≤ 10 ms", quantiles(taken, n=20)[-1])


def before(vault: Vault, client_ids: list[ClientId], times: int) -> Figure:
    """Measure reading both sides of the page before a session, another client every time."""
    book = catalog.facet_book()
    taken = []
    for number in range(times):
        client_id = client_ids[number * 7 % len(client_ids)]
        taken.append(seconds(partial(read_before, vault, client_id, book)))
    return Figure("the page before a session", "≤ 100 ms", median(taken))


def read_before(vault: Vault, client_id: ClientId, book: FacetBook) -> None:
    """Read what the page shows, as the page does: the record first, then what is private."""
    found = vault.record.run(briefing.of_client, client_id, on_the_wall(AT))
    earlier = tuple(session_id for session_id, _ in found.earlier)
    vault.private.run(private_briefing.of_client, client_id, earlier, book)


def among_many(folder: Path, client_id: ClientId, times: int) -> Iterator[Figure]:
    """Measure what a large practice could make slow: opening it, one save, and the search."""
    megabytes = (folder / "record-1.db").stat().st_size // 1_000_000
    yield replace(unlock(folder, min(times, 3)), name=f"unlock, {megabytes:,} MB of record")
    with closing(Vault.open(folder, PASSPHRASE, SCHEMAS, at=AT)) as vault:
        hour = vault.record.run(add_week, client_id, 1100)
        saved = autosave(vault, hour, times * 4)
        yield replace(saved, name=f"{saved.name}, among them")
        looked_for = ("sentence typed", "1100 sister")  # what stands in few of many notes
        taken = [
            seconds(partial(vault.record.run, search.find, words))
            for words in looked_for
            for _ in range(times)
        ]
        yield Figure("searching among them", "≤ 200 ms", median(taken))
        everywhere = seconds(partial(vault.record.run, search.find, "sister house"))
        yield Figure("searching for what stands in each", "nothing is promised", everywhere)


def painting(times: int, count: int = 500) -> Figure:
    """Measure painting the marks of a therapy of many sessions, placed anew each time."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication

    from practicenotes.ui.alliance.marks import Marks
    from practicenotes.ui.theme import Appearance, Theme

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    Theme(app, Appearance.LIGHT)
    story, today = therapy.story(count)
    marks = Marks(catalog.facet_book())
    drawn = QPixmap(900, 300)

    def paint() -> None:
        marks.show_story(story, None, today)
        marks.resize(900, marks.sizeHint().height())
        marks.render(drawn)

    taken = [seconds(paint) for _ in range(times)]
    return Figure(f"painting a timeline of {count} sessions", "≤ 100 ms", median(taken))


def writing(keys: int) -> Iterator[Figure]:
    """Measure keys in a note of 5,000 words that is checked and saved, against it unchecked."""
    import writing as long_note

    plain, checked = long_note.measure(keys, ""), long_note.measure(keys, "en_GB")
    name = "a key in a long note, 99 in 100"
    yield Figure(name, "≤ 16 ms", checked.slowest, plain.slowest)
    name = "spelling of a long note once opened"
    yield Figure(name, "≤ 300 ms", checked.checked)
    yield Figure(
        "longest silence while it is checked", "the window goes on answering", checked.blocked
    )


def drawing(times: int) -> Iterator[Figure]:
    """Measure a letter, and a long record beside the same words set with ReportLab alone."""
    import papers

    yield Figure("a letter of two pages with a chart", "≤ 150 ms", papers.measure_letter(times))
    record = papers.measure(times)
    name = f"a record of {record.pages} pages"
    yield Figure(name, "≤ 2 s, ≤ 1.5 × bare ReportLab", record.ours, record.bare)


def add_week(db: Db, client_id: ClientId, week: int) -> SessionId:
    """Write one session with a note in every section, as it is written in a practice."""
    starts_at = datetime(2005, 1, 4, 13) + timedelta(weeks=week)
    session = Session(SessionId(""), client_id, starts_at, attendance=Attendance.ATTENDED)
    session_id = sessions.add(db, session, AT)
    note = notes.begin(db, session_id, catalog.note_template("dap"), AT)
    said = f"Week {week}: what was said about the work, the house and the sister. " * 12
    notes.save(db, note.id, {section.key: said for section in note.sections}, AT)
    return session_id


def report(times: int, count: int, crowd_: int) -> Iterator[Figure]:
    """Measure every promise, and yield each figure as it is known."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "Bench.practice"
        vault, _ = Vault.create(folder, PASSPHRASE, SCHEMAS, at=AT)
        with closing(vault):
            client_id = vault.record.run(clients.add, NewClient("Heron"), AT)
            for week in range(count):
                session_id = vault.record.run(add_week, client_id, week)
        yield start(folder, times)
        yield unlock(folder, times)
        with closing(Vault.open(folder, PASSPHRASE, SCHEMAS, at=AT)) as vault:
            yield opening(vault, client_id, times)
            yield autosave(vault, session_id, times * 20)
        vault, _ = Vault.create(Path(place) / "Crowd.practice", PASSPHRASE, SCHEMAS, at=AT)
        with closing(vault):
            many = crowd.fill(vault, sessions=crowd_, at=AT)
            yield before(vault, many, times)
        yield from among_many(vault.folder, many[0], times)
        yield painting(times)
        yield from writing(times * 50)
        yield from drawing(times)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=11, help="how often each is measured")
    parser.add_argument("--sessions", type=int, default=1000, help="how many the client has")
    parser.add_argument("--crowd", type=int, default=50_000, help="sessions of all clients")
    asked = parser.parse_args()
    print(f"{'':38} {'ours':>11} {'beside it':>11} {'ratio':>6}   promised")
    for figure in report(asked.times, asked.sessions, asked.crowd):
        print(figure, flush=True)


if __name__ == "__main__":
    main()
