"""How fast a key is seen in a long note that is spell-checked and saved meanwhile."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median, quantiles


os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before any import of Qt

from PySide6.QtCore import QEvent, QObject, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from practicenotes import catalog, records, reflections, spelling
from practicenotes.domain.people import NewClient
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.domain.times import on_the_wall
from practicenotes.records import clients, notes, sessions
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Appearance, Theme
from practicenotes.ui.vocabulary import Vocabulary
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.vault import Vault


SCHEMAS = {"record": records.SCHEMA, "private": reflections.SCHEMA}
AT = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
PASSPHRASE = "seven quiet herons by the weir"
COUNT = 5000  # words of the note
STRANGE = ("lettre dysregulatoin recieved thier " * 200)[:4000]
PARAGRAPH = 60  # words
TYPED = "he recieved a calmer week and "
PAUSE = 0.03  # s between two keys: faster than anybody types

_PROSE = (
    "Heron came on time and **described** a quieter week at work, with two evenings at home."
    " She reported six hours of sleep, some dysregulation and a lettre from her mother;"
    " we looked at the countertransference and at what the pause after the question had meant."
)


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds: from each key to its paint, until all was checked, the longest without an answer."""

    keys: list[float]
    checked: float
    blocked: float

    @property
    def slowest(self) -> float:
        """What 99 keys in 100 do not exceed."""
        return quantiles(self.keys, n=100)[-1]


def measure(keys: int, language: str, *, strange: bool = False) -> Taken:
    """Open a long note, let it be checked, and type in the middle of it while it saves.

    A `strange` one is a single paragraph of 4,000 signs in which no word is spelt rightly.
    """
    qInstallMessageHandler(lambda *_: None)  # offscreen has no frame, and says so for each window
    app = QApplication.instance() or QApplication([])
    (app.findChild(Theme) or Theme(app, Appearance.LIGHT)).complete()
    with tempfile.TemporaryDirectory() as place:
        vault, _ = Vault.create(Path(place) / "Writing.practice", PASSPHRASE, SCHEMAS, at=AT)
        with closing(vault):
            session_id = write(vault, STRANGE if strange else said(COUNT))
            with opened(vault, session_id, language) as (page, checked, blocked):
                return Taken(type_on(page.record.form.editor("data"), keys), checked, blocked)


def said(count: int) -> str:
    """Return so many words, in paragraphs, with marks and misspelt words."""
    words = list(islice(cycle(_PROSE.split()), count))
    return "\n\n".join(" ".join(words[n : n + PARAGRAPH]) for n in range(0, count, PARAGRAPH))


def write(vault: Vault, text: str) -> SessionId:
    """Write a note."""
    client_id = vault.record.run(clients.add, NewClient("Heron"), AT)
    held = Session(SessionId(""), client_id, on_the_wall(AT), attendance=Attendance.ATTENDED)
    session_id = vault.record.run(sessions.add, held, AT)
    note = vault.record.run(notes.begin, session_id, catalog.note_template("dap"), AT)
    vault.record.run(notes.save, note.id, {"data": text}, AT + timedelta(seconds=1))
    return session_id


@contextmanager
def opened(
    vault: Vault, session_id: SessionId, language: str
) -> Iterator[tuple[SessionPage, float, float]]:
    """Give the page of a session, how long its check took, and how long the window was deaf."""
    broadcast, parent = Broadcast(), QObject()
    work = Work(broadcast)
    record, private = (Tasks(s.submit, broadcast) for s in (vault.record, vault.private))
    vocabulary = Vocabulary(record, private, work, Path("none"), lambda: AT, parent)
    page = SessionPage(record, private, lambda: AT)
    vocabulary.lend((page.record,), (page.private,))
    vocabulary.speller.choose(language if spelling.is_available() else "")
    until(lambda: not work.busy)
    page.resize(1280, 800)
    page.show()
    page.open(session_id)
    until(lambda: page.record.is_open)
    before = time.perf_counter()
    blocked = until(lambda: not work.busy and still() and not work.busy)
    yield page, time.perf_counter() - before, blocked
    page.flush()
    until(lambda: not (record.busy or private.busy or work.busy))
    page.close()
    page.deleteLater()
    work.close()


class _Eye(QObject):
    """Counts the paints of a sheet."""

    def __init__(self, sheet: GrowingEditor) -> None:
        super().__init__(sheet)
        self.seen = 0
        sheet.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """See a paint."""
        self.seen += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)


def type_on(sheet: GrowingEditor, count: int) -> list[float]:
    """Type in the middle of a sheet, and return the seconds from each key to its paint."""
    eye = _Eye(sheet)
    sheet.setFocus()
    sheet.set_selection(len(sheet.text()) // 2, len(sheet.text()) // 2)
    rest(0.3)
    taken = []
    for sign in islice(cycle(TYPED), count):
        seen, before = eye.seen, time.perf_counter()
        QTest.keyClick(sheet, sign)
        while eye.seen == seen and time.perf_counter() - before < 1:
            QApplication.processEvents()
        taken.append(time.perf_counter() - before)
        rest(PAUSE)
    return taken


def until(holds: Callable[[], bool], most: float = 20) -> float:
    """Let the window work until something holds; return its longest time without an answer."""
    end, longest = time.perf_counter() + most, 0.0
    while not holds() and time.perf_counter() < end:
        before = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - before)
        time.sleep(0.0005)
    return longest


def still() -> bool:
    """Let the window work once more."""
    QApplication.processEvents()
    return True


def rest(seconds: float) -> None:
    """Let the window work for a while."""
    until(lambda: False, seconds)


if __name__ == "__main__":
    for language, strange in (("", False), ("en_GB", False), ("en_GB", True)):
        found = measure(600, language, strange=strange)
        name = "one strange paragraph" if strange else language or "unchecked"
        print(
            f"{name:22} 99 in 100: {found.slowest * 1000:.1f} ms,"
            f" half: {median(found.keys) * 1000:.1f} ms, checked in {found.checked * 1000:.0f} ms,"
            f" longest without an answer {found.blocked * 1000:.0f} ms"
        )
