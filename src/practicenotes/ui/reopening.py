"""Goes back to where the therapist was, and opens the sheet again that stood open there.

The act is begun anew, and the sheet finds its own words in its own store: none of them passes here.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, SignalInstance

from practicenotes.domain.cards import CardId
from practicenotes.domain.hours import HourId
from practicenotes.domain.notes import NoteId
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import EpisodeId
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.records import unfinished as of_record
from practicenotes.reflections import unfinished as of_private
from practicenotes.ui import returning
from practicenotes.ui.cards import opening, paper
from practicenotes.ui.clients import frame, plan
from practicenotes.ui.clients import section as people
from practicenotes.ui.files import handing
from practicenotes.ui.letter import shelf
from practicenotes.ui.letterhead import card as letterhead
from practicenotes.ui.measures import form_acts, goal_acts
from practicenotes.ui.papers import disposing, requests, whole
from practicenotes.ui.place import Place
from practicenotes.ui.returning import Pages
from practicenotes.ui.session import (
    private_flagging,
    private_moment,
    record_addenda,
    record_facts,
    record_signing,
    record_unseen,
)
from practicenotes.ui.session.record_side import RecordSide
from practicenotes.ui.supervision import hours, section
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.thoughts import part as thoughts
from practicenotes.ui.vocabulary import snippets_sheet
from practicenotes.ui.vocabulary.snippets_sheet import SnippetsSheet
from practicenotes.ui.window import Window


class Reopening(QObject):
    """Asks both stores for the sheet that stood open last, and begins its act again."""

    def __init__(self, desk: Pages, window: Window, record: Tasks, private: Tasks) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._record, self._private = record, private
        self._place: Place | None = None
        measures = (
            goal_acts.SHEET,
            form_acts.SHEET,
            form_acts.SEEN,
            form_acts.PLAN,
            form_acts.ERROR,
        )
        self._ways: Mapping[str, Callable[..., None]] = {
            **dict.fromkeys(measures, self._on_measures),
            paper.SHEET: self._of_card,
            opening.SHEET: self._of_guess,
            opening.ERROR: self._of_card_in_error,
            frame.SHEET: self._of_frame,
            people.SHEET: self._of_client,
            hours.SHEET: self._of_hour,
            private_flagging.SHEET: self._of_passage,
            private_moment.SHEET: self._of_moment,
            thoughts.SHEET: self._of_thought,
            handing.NEW: self._of_new_file,
            shelf.SHEET: self._of_sending,
            **dict.fromkeys((handing.FILE, handing.CONSENT), self._on_files),
            plan.SHEET: self._of_plan,
            letterhead.SHEET: self._of_letterhead,
            **dict.fromkeys((snippets_sheet.SHEET, snippets_sheet.PRIVATE_SHEET), self._of_snippet),
            **dict.fromkeys(_AT_A_NOTE, self._at_note),
            **dict.fromkeys((whole.SHEET, requests.SHEET, disposing.SHEET), self._on_papers),
        }

    def begin(self, place: Place | None) -> None:
        """Go to a place, or stay on the first page, and open what stood open."""
        self._place = place
        if place:
            returning.go_back(self._desk, self._window, place)
        self._record.run(self, of_record.standing, then=self._hear_record)

    def _hear_record(self, found: Unfinished | None) -> None:
        go_on = partial(self._open_latest, found)
        # where the reflections are closed, or damaged, what is told of that is told by their pages
        self._private.run(self, of_private.standing, then=go_on, failed=lambda _: go_on(None))

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
        self._to_files(client_id)
        self._desk.files.ask_again(mark.sheet, thing_id)

    def _of_new_file(self, _mark: Mark, client_id: str, path: str, session_id: str) -> None:
        self._to_files(client_id)
        session = SessionId(session_id) if session_id else None
        self._desk.files.adding.take(ClientId(client_id), session, [Path(path)])

    def _of_sending(self, _mark: Mark, client_id: str, letter_id: str) -> None:
        self._desk.show_client(ClientId(client_id))
        self._desk.clients.page.choose_tab("letters")
        self._desk.letter_shelf.ask_again(letter_id)

    def _to_files(self, client_id: str) -> None:
        self._desk.show_client(ClientId(client_id))
        self._desk.clients.page.choose_tab("files")

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

    def _of_card_in_error(self, _mark: Mark, client_id: str, card_id: str) -> None:
        self._go_to(client_id)
        self._desk.cards.ask_why_again(CardId(card_id))

    def _of_hour(self, _mark: Mark, _no_client: str, hour_id: str) -> None:
        supervision = self._desk.supervision
        self._window.show_page(supervision)
        supervision.choose_tab(section.HOURS)
        supervision.hours.open_line(HourId(hour_id)) if hour_id else supervision.hours.begin()

    def _of_plan(self, _mark: Mark, client_id: str, session_id: str) -> None:
        self._desk.clients.planning.again(ClientId(client_id), SessionId(session_id))

    def _of_letterhead(self, _mark: Mark, *_: str) -> None:
        self._window.show_page(self._desk.practice)
        self._desk.practice.letterhead.ask()

    def _of_snippet(self, mark: Mark, *_: str) -> None:
        private = mark.sheet == snippets_sheet.PRIVATE_SHEET
        vocabulary, practice = self._desk.vocabulary, self._desk.practice
        self._window.show_page(practice)
        side = vocabulary.private if private else vocabulary.record
        SnippetsSheet(side, practice, private=private).show_sheet()

    def _at_note(
        self, mark: Mark, _client_id: str, session_id: str, note_id: str, *_of: str
    ) -> None:
        """Do something on the page of a note, whichever it is written on."""
        place, act = self._place or Place(), _AT_A_NOTE[mark.sheet]
        sides = self._desk.session.record, self._desk.notes.page.record

        def has(side: RecordSide) -> bool:
            return side.is_open and side.note.id == note_id

        if place.note_id != note_id and not (session_id and place.session_id == session_id):
            self._desk.notes.lead_to(NoteId(note_id))
        _once_of_any(sides, has, act)

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


def _once_of_any(
    sides: Sequence[RecordSide],
    here: Callable[[RecordSide], bool],
    act: Callable[[RecordSide], object],
) -> None:
    """Do something once one of these pages has what it is about; the others then wait no more."""
    done: list[RecordSide] = []

    def of(side: RecordSide) -> None:
        def once() -> None:
            if not done:
                done.append(side)
                act(side)

        _once(side.opened, lambda: bool(done) or here(side), once)

    for side in sides:
        of(side)


_AT_A_NOTE: Mapping[str, Callable[[RecordSide], object]] = {
    record_addenda.SHEET: RecordSide.add_to,
    record_facts.SHEET: lambda side: side.head.facts.edit_wanted.emit(),
    record_signing.READ: lambda side: side.signing.read(signing=True),
    record_signing.WITHDRAWAL: lambda side: side.signing.withdraw(),
    record_signing.ERROR: lambda side: side.signing.enter_in_error(),
    record_unseen.SHEET: lambda side: side.signing.ask_unseen(),
}
