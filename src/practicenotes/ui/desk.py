"""The unlocked practice: its pages in the window's frame, and the ways between them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from practicenotes.domain import times
from practicenotes.domain.letters import LetterId
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Attendance, Session, SessionId
from practicenotes.records import sessions
from practicenotes.ui import desk_menus, letter_ways, returning
from practicenotes.ui.alliance import tab
from practicenotes.ui.alliance.page import AlliancePage
from practicenotes.ui.backup_status import BackupStatus
from practicenotes.ui.before import BeforePage
from practicenotes.ui.card_acts import CardAct
from practicenotes.ui.cards.desk import CardDesk
from practicenotes.ui.clients.page import TIMELINE
from practicenotes.ui.clients.section import ClientsSection
from practicenotes.ui.clients.tabs import Tab
from practicenotes.ui.device import Device
from practicenotes.ui.executor.notice import OpenedNotice
from practicenotes.ui.files import of_session
from practicenotes.ui.files import tab as files_tab
from practicenotes.ui.letter.desk import LetterDesk
from practicenotes.ui.letter.page import LetterPage
from practicenotes.ui.letter_kinds import joining as kind_ways
from practicenotes.ui.looks import Looks
from practicenotes.ui.measures.page import MeasuresPage
from practicenotes.ui.note.desk import NoteDesk
from practicenotes.ui.papers import tab as papers_tab
from practicenotes.ui.place import Place
from practicenotes.ui.practice import PracticePage, VaultCare
from practicenotes.ui.reopening import Reopening
from practicenotes.ui.second_look.page import SecondLookPage
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.supervision import SupervisionSection
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.thoughts.page import ThoughtsPage
from practicenotes.ui.today import TodayPage
from practicenotes.ui.unfinished import Standings
from practicenotes.ui.unsaved import Unsaved
from practicenotes.ui.vocabulary import Vocabulary, joining, menu
from practicenotes.ui.vocabulary.in_front import InFront
from practicenotes.ui.window import Section, Window


BEFORE = Tab("before", "Before", said="before the session")


class Desk(QObject):
    """Joins the pages; the letter page is given the record's door and no other."""

    def __init__(
        self,
        window: Window,
        record: Tasks,
        private: Tasks,
        work: Work,
        broadcast: Broadcast,
        care: VaultCare,
        device: Device,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self._window, self._record, self._now = window, record, now
        self.today = TodayPage(record, private, broadcast, now)
        self.clients = ClientsSection(record, private, broadcast, now)
        self.thoughts = ThoughtsPage(record, private, now)
        self.supervision = SupervisionSection(
            *(record, private, work, broadcast), care.check_passphrase, now
        )
        self.measures = MeasuresPage(record, work, now)
        self.practice = PracticePage(record, work, care, now)
        self.forms, self.kinds = kind_ways.desks(window, record, work, now)
        self.session = SessionPage(record, private, now)
        self.alliance = AlliancePage(record, private, now)
        self.notes = NoteDesk(window, record, work, now)
        self.letter = LetterPage(record, work, now)
        self.letters = LetterDesk(window, record, self.letter, self._client_in_question)
        self.before = BeforePage(record, private, now)
        self.clients.page.add_tab(BEFORE, self.before, before=TIMELINE)
        self.second_look = SecondLookPage(record, private, now)
        self.cards = CardDesk(window, record, private, work, care.check_passphrase, device, now)
        _own(window, self.session, self.notes.page, self.letter, self.second_look)
        self.session_id: SessionId | None = None
        broadcast.raised.connect(window.tell)
        _add_sections(self, window)
        self.clients.page.add_tab(Tab("measures", "Goals & measures"), self.measures)
        self.clients.page.add_tab(Tab("thoughts", "Thoughts", private=True), self.thoughts)
        tab.add(self.clients.page, self.alliance, before="thoughts")
        self.files = files_tab.add(self.clients.page, record, work, now)
        self.papers = papers_tab.add(self.clients.page, record, work, now)
        for side in (self.session.record, self.notes.page.record):
            of_session.join(side, self.files, record, broadcast, self._show_part)
        self._unsaved = Unsaved(
            *(self.session, self.notes.page, self.letter, self.thoughts),
            *(self.supervision, self.second_look, self.cards, Standings(window), self.forms.page),
        )
        self._reopening = Reopening(self, window, record, private)
        self._looks = Looks(self, device)
        self.vocabulary = Vocabulary(record, private, work, device.dictionaries, now, self)
        joining.join(self.vocabulary, work, self._looks, self, window)
        self._in_front = InFront(self.vocabulary, self, lambda: window.page)
        self._backup = BackupStatus(window, record, broadcast, now, self.practice)
        self._join(private)
        desk_menus.fill(self, window, device)
        menu.fill(window.act, self.session, self.notes.page)

    def begin(self, place: Place | None = None) -> None:
        """Show the day, or the place where the therapist was before the practice was locked."""
        self._window.show_page(self.today)
        self._reopening.begin(place)

    @property
    def place(self) -> Place:
        """Where the therapist is now."""
        return returning.place(self, self._window)

    def new_client(self) -> None:
        """Ask for a new client."""
        self._window.show_page(self.clients)
        self.clients.add()

    def flush(self) -> None:
        """Hand everything that is unsaved to the stores."""
        self._unsaved.flush()
        self.alliance.flush()

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed that no store has confirmed."""
        return self._unsaved.any or self.alliance.has_unsaved

    def open_session(self, session_id: SessionId) -> None:
        """Open the note and the reflection of a session that has begun."""
        self._record.run(self, sessions.get, session_id, then=self._open_begun)

    def open_letter(self, letter_id: LetterId) -> None:
        """Open a letter."""
        self.letter.open(letter_id)
        self._window.show_page(self.letter, "clients")

    def look_again(self, session_id: SessionId) -> None:
        """Open the page of a second look at a session."""
        self.second_look.open(session_id)
        self._window.show_page(self.second_look, "clients")

    def new_note(self, client_id: ClientId | None = None) -> None:
        """Open the note of this client's session of today, beginning one where there is none."""
        chosen = client_id or self.clients.client_id
        if chosen is None:
            self._window.show_page(self.clients)
            return
        at = self._now()
        now = times.on_the_wall(at)
        self._record.run(self, sessions.begin_now, chosen, now, at, then=self.show_session)

    def before_session(self, client_id: ClientId | None = None) -> None:
        """Show what to look at before the session with this client, or with whom it is about."""
        chosen = client_id or self._client_in_question()
        if chosen is None:
            self._window.show_page(self.clients)
            return
        self.clients.page.choose_tab(BEFORE.name)
        self.show_client(chosen)
        self.clients.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _client_in_question(self) -> ClientId | None:
        """Return whom the page in front is about: on a day, who comes next."""
        page, letter = self._window.page, self.letter.letter
        about = {
            self.today: self.today.next_client_id,
            self.session: self.session.client_id,
            self.notes.page: self.notes.page.client_id,
            self.letter: letter.client_id if letter else None,
        }
        return (about.get(page) if page else None) or self.clients.client_id

    def _join(self, private: Tasks) -> None:
        self.letter_shelf = letter_ways.join(self, self._record, private, self._now)
        self.new_letter = self.letters.begin
        kind_ways.join(self.kinds, self.letters, self.practice, self._window)
        self._unsaved.add(self.kinds.page)
        self._unsaved.add(self.practice)
        self.alliance.session_wanted.connect(self.open_session)
        for reflecting in (self.alliance, self.notes):
            reflecting.reflection_wanted.connect(partial(self.show_session, at_facet=True))
        for page in (self.today, self.clients.page):
            page.session_wanted.connect(self.open_session)
            page.letter_wanted.connect(self.open_letter)
            page.note_opened.connect(self.notes.open)
        self.notes.serve(self.session, self.clients.page)
        self.notes.session_wanted.connect(self.show_session)
        self.today.before_wanted.connect(self.before_session)
        self.before.session_wanted.connect(self.open_session)
        self.today.plan_wanted.connect(self.clients.plan)
        self.today.add_notice(self._backup.strip)
        self.opened = OpenedNotice(self.today, self._record)
        self.today.backup_wanted.connect(self._show_backup)
        self._backup.wanted.connect(self._show_backup)
        self.today.client_wanted.connect(self.show_client)
        for looking in (self.today, self.session):
            looking.second_look_wanted.connect(self.look_again)
        self.clients.page.card_opened.connect(self.cards.open)
        for asking in (self.clients.page, self.session):
            asking.card_wanted.connect(self.cards.take)
        self.clients.page.note_wanted.connect(self.new_note)
        self.clients.page.new_letter_wanted.connect(self.letters.ask)
        self.practice.forms_wanted.connect(self.forms.show)
        self.practice.look_chosen.connect(self._looks.take)
        self.practice.size_chosen.connect(self._looks.scale)
        self.supervision.session_wanted.connect(self.open_session)
        self.supervision.clients_wanted.connect(lambda: self._window.show_page(self.clients))
        self.supervision.thoughts_wanted.connect(partial(self._show_part, "thoughts"))
        self.today.files_wanted.connect(partial(self._show_part, "files"))
        sections = (self.clients, self.supervision, self.practice)
        pages = (self.session, self.letter, self.measures, self.thoughts, self.second_look)
        desks = (self.cards, self.notes, self.letters, self.forms, self.kinds)
        for told in (*sections, *pages, *desks, self.files):
            told.told.connect(self._window.say)
        for opened in (self.session, self.letter, self.before, self.second_look):
            opened.left.connect(self._window.go_back)
        self._window.page_shown.connect(self._shown)

    def take_to_supervision(self) -> None:
        """Ask about the session in front, or show what is taken there."""
        if self._window.page is self.session:
            self.session.private.flagging.ask()
        else:
            self._window.show_page(self.supervision)

    def take_card(self, act: CardAct) -> None:
        """Do something with a client card of the session or the client in front."""
        page = self._window.page
        if page is self.session and self.session.record.is_open:
            session = self.session.record.session
            self.cards.take(act, session.client_id, session.id)
        elif self.clients.client_id:
            self.cards.take(act, self.clients.client_id)
        else:
            self._window.show_page(self.clients)

    def show_client(self, client_id: ClientId) -> None:
        """Show a client's file."""
        self._window.show_page(self.clients)
        self.clients.show_client(client_id)

    def _show_part(self, part: str, client_id: ClientId) -> None:
        self.show_client(client_id)
        self.clients.page.choose_tab(part)

    def _show_backup(self) -> None:
        self._window.show_page(self.practice)
        self.practice.focus_backup()

    def _open_begun(self, session: Session) -> None:
        """Open a session that has begun; one still to come has nothing to write up."""
        today = times.on_the_wall(self._now()).date()
        if session.starts_at.date() > today and session.attendance is Attendance.PLANNED:
            day = times.in_full(session.starts_at.date())
            self._window.say(f"This session is planned for {day}. Its note can begin then.")
            return
        self.show_session(session.id)

    def ask_for_note(self) -> None:
        """Ask which note is to be begun for whom the page in front is about."""
        self.notes.ask(self._client_in_question())

    def show_session(self, session_id: SessionId, *, at_facet: bool = False) -> None:
        """Show the page of a session."""
        self.session_id = session_id
        self.session.open(session_id, at_facet=at_facet)
        self._window.show_page(self.session, "clients")

    def _shown(self, page: QWidget) -> None:
        """Save what another page holds, and read the one in front anew."""
        self._unsaved.flush()
        self._in_front.look()
        sections = (self.today, self.clients, self.supervision, self.practice)
        for fresh in (*sections, self.forms.page, self.kinds.page):
            if page is fresh:
                fresh.refresh()


def _add_sections(desk: Desk, window: Window) -> None:
    """Give each part of the practice its place at the side."""
    for section, page in (
        (Section("today", "Today", "calendar-days"), desk.today),
        (Section("clients", "Clients", "users"), desk.clients),
        (Section("supervision", "Supervision", "messages-square"), desk.supervision),
        (Section("practice", "Practice", "archive"), desk.practice),
    ):
        window.add_section(section, page)


def _own(window: Window, *pages: QWidget) -> None:
    """Let pages that are never shown go with the window, as those do that were."""
    for page in pages:
        page.setParent(window)
        page.hide()
