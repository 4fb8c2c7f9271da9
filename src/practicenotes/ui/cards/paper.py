"""The card on paper: printed empty, typed in, corrected."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from practicenotes import catalog
from practicenotes.documents import card as card_paper
from practicenotes.documents import page
from practicenotes.domain import settings as known
from practicenotes.domain import times
from practicenotes.domain.cards import CardId, ClientCard, Given
from practicenotes.domain.letterhead import Letterhead
from practicenotes.domain.people import Client, ClientId
from practicenotes.domain.sessions import Session, SessionId
from practicenotes.domain.unfinished import Mark
from practicenotes.records import cards, clients, letterheads, sessions, settings, unfinished
from practicenotes.ui import damage
from practicenotes.ui.cards import blank
from practicenotes.ui.cards.choosing import PrintDialog
from practicenotes.ui.cards.typing import TypeCardDialog
from practicenotes.ui.printing.paper import Paper, Told
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.unfinished import Standing
from practicenotes.ui.window import Window


SHEET = "card"


class PaperCards(QObject):
    """Asks over the window for what a paper card needs.

    Signals:
        told(str): what was done.
    """

    told = Signal(str)

    def __init__(
        self, window: Window, record: Tasks, work: Work, now: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window, self._record, self._work, self._now = window, record, work, now
        self._book = catalog.facet_book()
        self._ways = Ways(window, record, work)
        self._ways.told.connect(self.told)

    def print(self, client_id: ClientId) -> None:
        """Ask which lines stand on the paper, draw it, and hand it to a printer."""
        front = self._in_front()

        def ask(client: Client, head: Letterhead, chosen: known.Value) -> None:
            if self._in_front() != front:
                return
            name = damage.words(client.code_name, damage.NAME)
            dialog = PrintDialog(self._book, str(chosen), name, self._window)
            dialog.named.setEnabled(not client.damaged)
            dialog.asked.connect(lambda: self._draw(dialog, client, head))
            blank.show(dialog)

        def then(client: Client, head: Letterhead) -> None:
            asking = partial(ask, client, head)
            self._record.run(self, settings.get, known.CARD_LINES, then=asking)

        def found(client: Client) -> None:
            self._record.run(self, letterheads.get, then=partial(then, client))

        self._record.run(self, clients.get, client_id, then=found)

    def _draw(self, dialog: PrintDialog, client: Client, head: Letterhead) -> None:
        self._record.run(self, settings.put, known.CARD_LINES, dialog.chosen())
        lines = self._book.card_lines(dialog.chosen())
        today = times.on_the_wall(self._now()).date()
        name = client.code_name if dialog.named.isChecked() else ""
        front = self._in_front()
        wanted = lambda: self._in_front() == front  # noqa: E731
        draw = partial(card_paper.draw, code_name=name, paper=page.Paper.of(head))

        def hand_over(data: bytes) -> None:
            dialog.accept()
            enter = partial(self._enter, client.id)
            self._ways.print(Paper(data, "card", "Client card", enter, wanted=wanted))

        dialog.hand_in(self._work, draw, lines, self._book.client_card, today, then=hand_over)

    def _in_front(self) -> tuple[object, object]:
        """Return the page in front, and whom it is about."""
        page = self._window.page
        return page, getattr(page, "client_id", None)

    def _enter(self, client_id: ClientId, _how: str, tell: Told) -> None:
        arguments = (client_id, self._now())
        self._record.run(self, cards.told_of_printing, *arguments, then=lambda _: tell())

    def type_in(self, client_id: ClientId, session_id: SessionId | None = None) -> None:
        """Ask for what stands on a paper card."""

        def ask(about: SessionId | None) -> None:
            ids = " ".join(facet.id for facet in self._book.facets)
            day = self._wall().date()
            card = blank.card(self._book, ids, client_id, about, Given.ON_PAPER, day)
            self._type(card, known_card=False)

        blank.find_session(self._record, self, client_id, session_id, self._wall(), ask)

    def correct(self, card: ClientCard) -> None:
        """Ask for what a paper card that was typed in really says."""
        self._type(card, known_card=True)

    def correct_kept(self, card_id: CardId) -> None:
        """Ask the same of a card that is known by its id alone."""
        self._record.run(self, cards.get, card_id, then=self.correct)

    def _type(self, card: ClientCard, *, known_card: bool) -> None:
        def ask(held: tuple[Session, ...]) -> None:
            met = [each for each in held if each.starts_at <= self._wall() and not each.damaged]
            about = next((each for each in met if each.id == card.session_id), None)
            dialog = TypeCardDialog(
                card, self._book.client_card, met, self._window, known=known_card
            )
            if about and not known_card:
                dialog.form.set_values({"day": about.starts_at.date()})
            mark = Mark(SHEET, (card.client_id, card.id))
            standing = Standing(dialog, self._record, unfinished, mark, self._now)
            dialog.asked.connect(lambda: self._keep_typed(dialog, standing, known_card))
            blank.show(dialog)

        self._record.run(self, sessions.of_client, card.client_id, then=ask)

    def _keep_typed(self, dialog: TypeCardDialog, standing: Standing, known_card: bool) -> None:
        def kept(_: object) -> None:
            dialog.accept()
            self.told.emit("The card is kept.")

        operation = cards.correct if known_card else cards.add
        standing.hand_in(operation, dialog.typed(), self._now(), then=kept)

    def _wall(self) -> datetime:
        return times.on_the_wall(self._now())
