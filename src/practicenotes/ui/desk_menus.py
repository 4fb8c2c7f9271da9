"""What the menus over the desk begin, with the keys that do the same."""

from functools import partial
from typing import Protocol

from practicenotes.domain.people import ClientId
from practicenotes.ui.card_acts import BEGUN, CardAct
from practicenotes.ui.clients.section import ClientsSection
from practicenotes.ui.device import Device
from practicenotes.ui.forms.desk import FormDesk
from practicenotes.ui.hiding import Hiding
from practicenotes.ui.letter.desk import LetterDesk
from practicenotes.ui.papers.page import PapersPage
from practicenotes.ui.today import TodayPage
from practicenotes.ui.window import Window


class Acts(Protocol):
    """What the desk can begin."""

    clients: ClientsSection
    forms: FormDesk
    letters: LetterDesk
    papers: PapersPage
    today: TodayPage

    def show_client(self, client_id: ClientId) -> None:
        """Show a client's file."""

    def new_client(self) -> None:
        """Ask for a new client."""

    def take_card(self, act: CardAct) -> None:
        """Do something with a client card."""

    def new_note(self) -> None:
        """Open the note of today's session."""

    def ask_for_note(self) -> None:
        """Ask which note is to be begun."""

    def before_session(self) -> None:
        """Show what to look at before a session."""

    def take_to_supervision(self) -> None:
        """Ask what is taken to supervision."""


def fill(desk: Acts, window: Window, device: Device) -> None:
    """Put every act of the desk into the menus of its window."""
    act = window.act

    def find_client() -> None:
        window.show_page(desk.clients)
        desk.clients.find_client()

    def show_papers(client_id: ClientId) -> None:
        desk.show_client(client_id)
        desk.clients.page.choose_tab("papers")

    desk.papers.told.connect(window.say)
    desk.today.papers_wanted.connect(show_papers)

    def print_record() -> None:
        if desk.clients.client_id:
            desk.papers.whole.ask_for(desk.clients.client_id)
        else:
            window.show_page(desk.clients)

    act("&Client", "&New client…", desk.new_client, "Ctrl+Shift+N")
    act("&Client", "&Find a client", find_client, "Ctrl+Shift+C")
    for card_act in BEGUN:
        act("&Client", card_act.value, partial(desk.take_card, card_act))
    act("&Client", "Print the &record…", print_record, "Ctrl+Shift+R")
    act("&Session", "&New session note", desk.new_note, "Ctrl+N")
    act("&Session", "New note of any &kind…", desk.ask_for_note, "Ctrl+Shift+K")
    act("&Session", "&Before the session", desk.before_session, "Ctrl+Shift+B")
    act("&Session", "&Plan a session…", desk.clients.plan, "Ctrl+Shift+D")
    act("&Session", "&Take to supervision…", desk.take_to_supervision, "Ctrl+Shift+T")
    act("&Session", "&Forms for notes", desk.forms.show)
    Hiding(window, device)
    act("&Letter", "New &progress letter", desk.letters.begin, "Ctrl+Shift+L")
    act("&Letter", "New letter of any &kind…", desk.letters.ask)
