"""The letters' place in a client's file, and the ways from a letter to what it rests on.

The letter pages themselves know none of the pages that are joined to them here.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject

from practicenotes.domain import letter_charts, letter_sources
from practicenotes.domain.letter_kinds import Fact
from practicenotes.domain.notes import Note, NoteId
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.records import note_rows, notes
from practicenotes.reflections import phrases
from practicenotes.ui.clients.page import TIMELINE, ClientPage
from practicenotes.ui.clients.section import ClientsSection
from practicenotes.ui.clients.tabs import Tab
from practicenotes.ui.files.tab import FILES
from practicenotes.ui.letter.checking import Answer
from practicenotes.ui.letter.page import LetterPage
from practicenotes.ui.letter.shelf import LetterShelfPage
from practicenotes.ui.note.desk import NoteDesk
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.buttons import Button


LETTERS = Tab("letters", "Letters")
_MEASURES = "measures"
_PARTS: Mapping[str, str] = {  # where in a client's file a fact stands; the others in the timeline
    Fact.FOCUS.value: _MEASURES,
    Fact.REACHED.value: _MEASURES,
    Fact.MEASURE_CHANGE.value: _MEASURES,
    Fact.MEASURE_NOW.value: _MEASURES,
}


class Ways(Protocol):
    """The pages that a source can lead to."""

    clients: ClientsSection
    practice: PracticePage
    notes: NoteDesk
    letter: LetterPage

    def show_client(self, client_id: ClientId) -> None:
        """Show a client's file."""

    def show_session(self, session_id: SessionId) -> None:
        """Show the page of a session."""


def join(desk: Ways, record: Tasks, private: Tasks, now: Callable[[], datetime]) -> LetterShelfPage:
    """Give the letters their tab, and open what a sentence of a letter rests on where it is read.

    Returns the page of the tab.
    """

    def open_source(record_id: str) -> None:
        letter = desk.letter.letter
        note_id = letter_sources.note_of(record_id)
        if note_id:
            _open_note(desk, record, note_id)
        elif letter:
            desk.show_client(letter.client_id)
            part = _MEASURES if letter_charts.is_one(record_id) else TIMELINE
            desk.clients.page.choose_tab(_PARTS.get(record_id, part))

    def head_anew() -> None:
        """Let a letter that is open bear the head that was just kept."""
        if letter := desk.letter.letter:
            desk.letter.open(letter.id)

    desk.letter.panes.source_wanted.connect(open_source)
    checks = desk.letter.panes.checks
    checks.private_asked.connect(partial(_ask_private, private, checks))
    desk.practice.headed.connect(head_anew)
    return _add_tab(desk.clients.page, record, now)


def _ask_private(private: Tasks, asker: QObject, runs: Sequence[str], answer: Answer) -> None:
    """Ask the private side of each run of words whether it stands there: yes, no, or locked."""

    def refused(_error: Exception) -> bool:
        answer(None)
        return True

    private.run(asker, phrases.stand, tuple(runs), then=answer, failed=refused)


def _add_tab(client: ClientPage, record: Tasks, now: Callable[[], datetime]) -> LetterShelfPage:
    """Give the letters their tab, and that tab its main button."""
    shelf = LetterShelfPage(record, now)
    begin = Button("New letter…", "primary", icon="mail")
    begin.clicked.connect(shelf.new_letter_wanted)
    shelf.new_letter_wanted.connect(lambda: client.new_letter_wanted.emit(client.client_id))
    shelf.letter_wanted.connect(client.letter_wanted)
    shelf.told.connect(client.told)
    client.add_tab(LETTERS, shelf, begin, before=FILES.name)
    return shelf


def _open_note(desk: Ways, record: Tasks, note_id: NoteId) -> None:
    """Open a note on the page of its session where it is that session's, else on its own."""
    letter = desk.letter.letter

    def found(note: Note) -> None:
        if not desk.letter.isVisible() or desk.letter.letter != letter:
            return  # left meanwhile: nobody is taken away from where they went
        if note.session_id is None:
            desk.notes.open(note.id)
        else:
            record.run(desk.letter, notes.of_session, note.session_id, then=partial(lead, note))

    def lead(note: Note, of_session: Note | None) -> None:
        if of_session and of_session.id == note.id and note.session_id:
            desk.show_session(note.session_id)
        else:
            desk.notes.open(note.id)

    record.run(desk.letter, note_rows.get, note_id, then=found)
