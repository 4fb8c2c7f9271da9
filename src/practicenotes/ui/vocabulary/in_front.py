"""Whom the page in front is about: the only one whose code name a snippet may write."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from practicenotes.domain.people import ClientId
from practicenotes.ui.clients.section import ClientsSection
from practicenotes.ui.letter.page import LetterPage
from practicenotes.ui.note.desk import NoteDesk
from practicenotes.ui.second_look.page import SecondLookPage
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.vocabulary import Vocabulary


class About(Protocol):
    """The pages that are about one client each."""

    session: SessionPage
    notes: NoteDesk
    letter: LetterPage
    clients: ClientsSection
    second_look: SecondLookPage


class InFront(QObject):
    """Tells the words of both sides whom they are about, whenever that changes.

    A page that is about nobody in particular, or has not been filled yet, is about nobody: what is
    written there must never bear the name of whoever was in front before.
    """

    def __init__(
        self, vocabulary: Vocabulary, pages: About, page: Callable[[], QWidget | None]
    ) -> None:
        super().__init__(vocabulary)
        self._vocabulary, self._pages, self._page = vocabulary, pages, page
        for turned in (
            pages.clients.page.turned,
            pages.session.record.opened,
            pages.notes.page.record.opened,
            pages.letter.opened,
            pages.second_look.turned,
        ):
            turned.connect(self.look)

    def look(self) -> None:
        """See who it is now."""
        self._vocabulary.meet(self.client_id)

    @property
    def client_id(self) -> ClientId | None:
        """Whom the page in front is about, or None."""
        pages, page = self._pages, self._page()
        letter = pages.letter.letter
        about = {
            pages.clients: pages.clients.client_id,
            pages.session: pages.session.client_id,
            pages.notes.page: pages.notes.page.client_id,
            pages.letter: letter.client_id if letter else None,
            pages.second_look: pages.second_look.client_id,
        }
        return about.get(page) if page else None
