"""Opens the sheet again that stood open when the practice closed, over the page it belongs to.

The act is begun anew, and the sheet finds its own words in its own store: none of them passes here.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, SignalInstance

from practicenotes.domain.cards import CardId
from practicenotes.domain.hours import HourId
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import EpisodeId
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.records import unfinished as of_record
from practicenotes.reflections import unfinished as of_private
from practicenotes.ui.cards import opening, paper
from practicenotes.ui.clients import frame
from practicenotes.ui.measures import form_acts, goal_acts
from practicenotes.ui.place import Place
from practicenotes.ui.session import private_flagging, private_moment, record_addenda
from practicenotes.ui.supervision import hours, section
from practicenotes.ui.tasks import Tasks


if TYPE_CHECKING:
    from practicenotes.ui.desk import Desk


class Reopening(QObject):
    """Asks both stores for the sheet that stood open last, and begins its act again."""

    def __init__(self, desk: "Desk", record: Tasks, private: Tasks) -> None:
        super().__init__(desk)
        self._desk, self._record, self._private = desk, record, private
        self._place: Place | None = None
        measures = (goal_acts.SHEET, form_acts.SHEET, form_acts.SEEN, form_acts.PLAN)
        self._ways: Mapping[str, Callable[..., None]] = {
            **dict.fromkeys(measures, self._on_measures),
            paper.SHEET: self._of_card,
            opening.SHEET: self._of_guess,
            frame.SHEET: self._of_frame,
            hours.SHEET: self._of_hour,
            record_addenda.SHEET: self._of_addendum,
            private_flagging.SHEET: self._of_passage,
            private_moment.SHEET: self._of_moment,
        }

    def begin(self, place: Place | None) -> None:
        """Open what stood open; `place` is where the therapist is now, None on the first page."""
        self._place = place
        self._record.run(self, of_record.standing, then=self._hear_record)

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
        self._desk.show_page(supervision)
        supervision.choose_tab(section.HOURS)
        supervision.hours.open_line(HourId(hour_id)) if hour_id else supervision.hours.begin()

    def _of_addendum(self, _mark: Mark, _client_id: str, session_id: str, _note_id: str) -> None:
        side = self._desk.session.record
        here = lambda: side.is_open and side.session.id == session_id  # noqa: E731
        self._in_session(session_id, side.opened, here, side.add_to)

    def _of_passage(self, _mark: Mark, _client_id: str, session_id: str) -> None:
        side = self._desk.session.private
        ask = partial(side.flagging.ask, again=True)
        self._in_session(session_id, side.opened, lambda: side.shows(session_id), ask)

    def _of_moment(self, _mark: Mark, _client_id: str, session_id: str, episode_id: str) -> None:
        side = self._desk.session.private
        ask = partial(side.strain.again, EpisodeId(episode_id))
        self._in_session(session_id, side.opened, lambda: side.shows(session_id), ask)

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
        if self._place is None or self._place.session_id != session_id:
            self._desk.show_session(SessionId(session_id))
        if here():
            act()
            return

        def hear(_: object) -> None:
            if here():
                opened.disconnect(hear)
                act()

        opened.connect(hear)
