"""Where the therapist is on the desk, and the way back to it after a lock."""

from typing import Protocol

from PySide6.QtWidgets import QApplication, QWidget

from practicenotes.domain.letters import LetterId
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.ui import loose, spot
from practicenotes.ui.cards.desk import CardDesk
from practicenotes.ui.clients.section import ClientsSection
from practicenotes.ui.files.page import FilesPage
from practicenotes.ui.forms.desk import FormDesk
from practicenotes.ui.letter.page import LetterPage
from practicenotes.ui.letter.shelf import LetterShelfPage
from practicenotes.ui.measures.page import MeasuresPage
from practicenotes.ui.note.desk import NoteDesk
from practicenotes.ui.papers.page import PapersPage
from practicenotes.ui.place import Place
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.second_look.page import SecondLookPage
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.supervision import SupervisionSection
from practicenotes.ui.thoughts.page import ThoughtsPage
from practicenotes.ui.today import TodayPage
from practicenotes.ui.vocabulary import Vocabulary
from practicenotes.ui.window import Window


PRACTICE, SUPERVISION, FORMS, KINDS = "practice", "supervision", "forms", "kinds"


class Pages(Protocol):
    """What of the desk leads to a page, or is one."""

    today: TodayPage
    clients: ClientsSection
    measures: MeasuresPage
    session: SessionPage
    second_look: SecondLookPage
    letter: LetterPage
    letter_shelf: LetterShelfPage
    notes: NoteDesk
    supervision: SupervisionSection
    practice: PracticePage
    thoughts: ThoughtsPage
    cards: CardDesk
    forms: FormDesk
    kinds: FormDesk
    files: FilesPage
    papers: PapersPage
    vocabulary: Vocabulary
    session_id: SessionId | None

    def show_client(self, client_id: ClientId) -> None:
        """Show a client's file."""

    def show_session(self, session_id: SessionId) -> None:
        """Show the page of a session."""

    def look_again(self, session_id: SessionId) -> None:
        """Show the page of a second look."""

    def open_letter(self, letter_id: LetterId) -> None:
        """Show the page of a letter."""


def place(desk: Pages, window: Window) -> Place:
    """Return where the therapist is now."""
    page, letter = window.page, desk.letter.letter
    return Place(
        client_id=None if page is desk.today else desk.clients.client_id,
        tab=desk.clients.page.tab,
        session_id=desk.session_id if page is desk.session else None,
        note_id=desk.notes.page.note_id if page is desk.notes.page else None,
        second_look_id=desk.second_look.session_id if page is desk.second_look else None,
        letter_id=letter.id if page is desk.letter and letter else None,
        item_id=desk.supervision.item_id if page is desk.supervision else None,
        on_sheet=page is desk.supervision and desk.supervision.on_sheet,
        form_draft_id=desk.forms.draft_id,
        kind_draft_id=desk.kinds.draft_id,
        section=next((name for name, there in _sections(desk).items() if page is there), ""),
        part=desk.supervision.tab if page is desk.supervision else "",
        spot=spot.here(page),
        over=spot.here(QApplication.activeModalWidget()),
        loose=loose.typed(page),
    )


def go_back(desk: Pages, window: Window, to: Place) -> None:
    """Show where the therapist was, and put the keyboard there once the page is filled."""
    if to.client_id:
        desk.show_client(to.client_id)
        desk.clients.page.choose_tab(to.tab)
    _show_page(desk, window, to)
    spot.Finding(window, lambda: window.page, to.spot, to.loose)
    if to.over:
        spot.Finding(window, QApplication.activeModalWidget, to.over)


def _show_page(desk: Pages, window: Window, to: Place) -> None:
    if to.session_id:
        desk.show_session(to.session_id)
    elif to.note_id:
        desk.notes.open(to.note_id)
    elif to.second_look_id:
        desk.look_again(to.second_look_id)
    elif to.letter_id:
        desk.open_letter(to.letter_id)
    elif to.section in {FORMS, KINDS}:
        own = desk.forms if to.section == FORMS else desk.kinds
        draft_id = to.form_draft_id or to.kind_draft_id
        own.reopen(draft_id) if draft_id else own.show()
    elif to.item_id:
        window.show_page(desk.supervision)
        desk.supervision.open(to.item_id, on_sheet=to.on_sheet)
    elif to.section:
        window.show_page(_sections(desk)[to.section])
        if to.part:
            desk.supervision.choose_tab(to.part)


def _sections(desk: Pages) -> dict[str, QWidget]:
    """Return the pages that no id leads to."""
    return {
        PRACTICE: desk.practice,
        SUPERVISION: desk.supervision,
        FORMS: desk.forms.page,
        KINDS: desk.kinds.page,
    }
