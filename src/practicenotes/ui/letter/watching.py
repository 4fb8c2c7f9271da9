"""Watches the notes that the letter on the page rests on, and says what happened to them since."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject

from practicenotes.domain import letter_sources as rules
from practicenotes.domain.letter_sources import Standing
from practicenotes.domain.letters import Letter, LetterId, Offer
from practicenotes.domain.notes import NoteId
from practicenotes.records import letter_sources
from practicenotes.ui.letter.sources import SourcesPane
from practicenotes.ui.tasks import Tasks


class SourceWatch(QObject):
    """Keeps the list of sources true while the letter is written, and when it is shown again."""

    def __init__(self, pane: SourcesPane, record: Tasks) -> None:
        super().__init__(pane)
        self._pane, self._record = pane, record
        self._letter: Letter | None = None
        self._offers: tuple[Offer, ...] = ()
        self._frozen = False
        self._standings: Mapping[NoteId, Standing] = {}

    def turn(self) -> None:
        """Let go of the letter: another is coming, or this one anew."""
        self._letter, self._standings = None, {}

    def show_letter(self, letter: Letter, offers: tuple[Offer, ...], *, frozen: bool) -> None:
        """Show the sources of a letter as it stands now."""
        turned = self._letter is None
        self._letter, self._offers, self._frozen = letter, () if frozen else offers, frozen
        if turned:
            self.look()
        self._show()

    def look(self) -> None:
        """Ask the record how the notes stand by now."""
        if self._letter is None:
            return
        sources = [s.source for p in self._letter.paragraphs for s in p.sentences]
        named = (rules.note_of(source.record_id or source.was_id) for source in sources)
        wanted = tuple(dict.fromkeys(note_id for note_id in named if note_id))
        if wanted:
            take = partial(self._take, self._letter.id)
            self._record.run(self, letter_sources.standings, wanted, then=take)

    def _take(self, letter_id: LetterId, standings: Mapping[NoteId, Standing]) -> None:
        if self._letter and self._letter.id == letter_id:
            self._standings = standings
            self._show()

    def _show(self) -> None:
        if self._letter:
            found = rules.listed(self._letter.paragraphs, self._standings, self._offers)
            self._pane.show_sources(found, frozen=self._frozen)
