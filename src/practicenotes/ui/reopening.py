"""Goes back to where the therapist was, and opens the sheet again that stood open there.

The act is begun anew, and the sheet finds its own words in its own store: none of them passes here.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from practicenotes.domain.cards import CardId
from practicenotes.domain.hours import HourId
from practicenotes.domain.letters import LetterId
from practicenotes.domain.notes import NoteId
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import EpisodeId
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.records import unfinished as of_record
from practicenotes.reflections import unfinished as of_private
from practicenotes.ui.cards import opening, paper
from practicenotes.ui.cards.desk import CardDesk
from practicenotes.ui.clients import frame
from practicenotes.ui.clients import section as people
from practicenotes.ui.clients.section import ClientsSection
from practicenotes.ui.files import handing
from practicenotes.ui.files.page import FilesPage
from practicenotes.ui.forms.desk import FormDesk
from practicenotes.ui.measures import form_acts, goal_acts
from practicenotes.ui.measures.page import MeasuresPage
from practicenotes.ui.note.desk import NoteDesk
from practicenotes.ui.papers import disposing, requests, whole
from practicenotes.ui.papers.page import PapersPage
from practicenotes.ui.place import Place
from practicenotes.ui.session import private_flagging, private_moment, record_addenda
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.supervision import SupervisionSection, hours, section
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.thoughts import part as thoughts
from practicenotes.ui.thoughts.page import ThoughtsPage
from practicenotes.ui.window import Window


class Pages(Protocol):
    """What of the desk leads to a page, or is one."""

    clients: ClientsSection
    measures: MeasuresPage
    session: SessionPage
    notes: NoteDesk
    supervision: SupervisionSection
    thoughts: ThoughtsPage
    cards: CardDesk
    forms: FormDesk
    files: FilesPage
    papers: PapersPage

    def show_client(self, client_id: ClientId) -> None:
        """Show a client's file."""

    def show_session(self, session_id: SessionId) -> None:
        """Show the page of a session."""

    def look_again(self, session_id: SessionId) -> None:
        """Show the page of a second look."""

    def open_letter(self, letter_id: LetterId) -> None:
        """Show the page of a letter."""


class Reopening(QObject):
    """Asks both stores for the sheet that stood open last, and begins its act again."""

    def __init__(self, desk: Pages, window: Window, record: Tasks, private: Tasks) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._record, self._private = record, private
        self._place: Place | None = None
        measures = (goal_acts.SHEET, form_acts.SHEET, form_acts.SEEN, form_acts.PLAN)
        self._ways: Mapping[str, Callable[..., None]] = {
            **dict.fromkeys(measures, self._on_measures),
            paper.SHEET: self._of_card,
            opening.SHEET: self._of_guess,
            frame.SHEET: self._of_frame,
            people.SHEET: self._of_client,
            hours.SHEET: self._of_hour,
            record_addenda.SHEET: self._of_addendum,
            private_flagging.SHEET: self._of_passage,
            private_moment.SHEET: self._of_moment,
            thoughts.SHEET: self._of_thought,
            **dict.fromkeys((handing.FILE, handing.CONSENT), self._on_files),
            **dict.fromkeys((whole.SHEET, requests.SHEET, disposing.SHEET), self._on_papers),
        }

    def begin(self, place: Place | None) -> None:
        """Go to a place, or stay on the first page, and open what stood open."""
        self._place = place
        if place:
            self._go_back(place)
        self._record.run(self, of_record.standing, then=self._hear_record)

    def _go_back(self, place: Place) -> None:
        if place.client_id:
            self._desk.show_client(place.client_id)
            self._desk.clients.page.choose_tab(place.tab)
        if place.session_id:
            self._desk.show_session(place.session_id)
        elif place.note_id:
            self._desk.notes.open(place.note_id)
        elif place.second_look_id:
            self._desk.look_again(place.second_look_id)
        elif place.letter_id:
            self._desk.open_letter(place.letter_id)
        elif place.item_id:
            self._window.show_page(self._desk.supervision)
            self._desk.supervision.open(place.item_id)
        elif place.form_draft_id:
            self._desk.forms.reopen(place.form_draft_id)

    def _hear_record(self, found: Unfinished | None) -> None:
        self._private.run(self, of_private.standing, then=partial(self._open_latest, found))

    def _open_latest(self, *found: Unfinished | None) -> None:
        sheets = [sheet for sheet in found if sheet and sheet.kept_at]
        latest = max(sheets, key=lambda sheet: str(sheet.kept_at), default=None)
        if latest and (way := self._ways.get(latest.mark.sheet)):
            way(latest.mark, *latest.mark.about)

    # --- the ways back -------------------------------------------------------------------------

    def _on_measures(self, mark: Mark, client_id: str, *_: str) -> None:
        self._desk.show_client(ClientId(client_id))
        self._desk.clients.page.choose_tab("measures")
        self._desk.measures.again(mark)

    def _on_files(self, mark: Mark, client_id: str, thing_id: str) -> None:
        self._desk.show_client(ClientId(client_id))
        self._desk.clients.page.choose_tab("files")
        self._desk.files.ask_again(mark.sheet, thing_id)

    def _on_papers(self, mark: Mark, client_id: str, *about: str) -> None:
        self._desk.show_client(ClientId(client_id))
        self._desk.clients.page.choose_tab("papers")
        self._desk.papers.ask_again(mark.sheet, *about)

    def _of_client(self, _mark: Mark, client_id: str) -> None:
        self._window.show_page(self._desk.clients)
        if client_id:
            self._desk.show_client(ClientId(client_id))
            self._desk.clients.edit_again(ClientId(client_id))
        else:
            self._desk.clients.add()

    def _of_frame(self, _mark: Mark, client_id: str, event_id: str) -> None:
        self._desk.show_client(ClientId(client_id))
        framing = self._desk.clients.framing
        framing.change(event_id) if event_id else framing.begin(ClientId(client_id))

    def _of_card(self, _mark: Mark, client_id: str, card_id: str) -> None:
        self._go_to(client_id)
        self._desk.cards.type_again(ClientId(client_id), CardId(card_id))

    def _of_guess(self, _mark: Mark, client_id: str, card_id: str) -> None:
        self._go_to(client_id)
        self._desk.cards.open(CardId(card_id))

    def _of_hour(self, _mark: Mark, _no_client: str, hour_id: str) -> None:
        supervision = self._desk.supervision
        self._window.show_page(supervision)
        supervision.choose_tab(section.HOURS)
        supervision.hours.open_line(HourId(hour_id)) if hour_id else supervision.hours.begin()

    def _of_addendum(self, _mark: Mark, _client_id: str, session_id: str, note_id: str) -> None:
        alone = not session_id or (self._place is not None and self._place.note_id == note_id)
        if alone:
            self._desk.notes.open(NoteId(note_id))
        else:
            self._show_session(session_id)
        side = (self._desk.notes.page if alone else self._desk.session).record
        _once(side.opened, lambda: side.is_open and side.note.id == note_id, side.add_to)

    def _of_passage(self, _mark: Mark, _client_id: str, session_id: str) -> None:
        side = self._desk.session.private
        ask = partial(side.flagging.ask, again=True)
        self._in_session(session_id, side.opened, lambda: side.shows(session_id), ask)

    def _of_moment(self, _mark: Mark, _client_id: str, session_id: str, episode_id: str) -> None:
        side = self._desk.session.private
        ask = partial(side.strain.again, EpisodeId(episode_id))
        self._in_session(session_id, side.opened, lambda: side.shows(session_id), ask)

    def _of_thought(self, _mark: Mark, client_id: str, kind_name: str, line_id: str) -> None:
        self._desk.show_client(ClientId(client_id))
        self._desk.clients.page.choose_tab("thoughts")
        self._desk.thoughts.again(ClientId(client_id), kind_name, line_id)

    def _go_to(self, client_id: str) -> None:
        """Show whose sheet it is, unless the therapist is back where the sheet was opened."""
        if self._place is None:
            self._desk.show_client(ClientId(client_id))

    def _in_session(
        self,
        session_id: str,
        opened: SignalInstance,
        here: Callable[[], bool],
        act: Callable[[], object],
    ) -> None:
        """Do something once this session stands on its page."""
        self._show_session(session_id)
        _once(opened, here, act)

    def _show_session(self, session_id: str) -> None:
        if self._place is None or self._place.session_id != session_id:
            self._desk.show_session(SessionId(session_id))


def _once(opened: SignalInstance, here: Callable[[], bool], act: Callable[[], object]) -> None:
    """Do something now, or once something that is opened turns out to be what it is about."""
    if here():
        act()
        return

    def hear(_: object) -> None:
        if here():
            opened.disconnect(hear)
            act()

    opened.connect(hear)
