"""Words and snippets of both sides: who may use which, and the sheets on which they are kept."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from practicenotes.domain import settings as known
from practicenotes.domain.people import Client, ClientId
from practicenotes.domain.settings import Value
from practicenotes.domain.supervision import NameBook
from practicenotes.records import clients, names, settings
from practicenotes.records import snippets as record_snippets
from practicenotes.records import unfinished as of_record
from practicenotes.records import words as record_words
from practicenotes.reflections import snippets as private_snippets
from practicenotes.reflections import unfinished as of_private
from practicenotes.reflections import words as private_words
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.writing.side import Operations, WritingSide, lend
from practicenotes.ui.writing.speller import Speller


_RECORD = Operations(
    record_words.every,
    record_words.learn,
    record_words.forget,
    record_snippets.every,
    record_snippets.keep,
    record_snippets.remove,
    of_record,
)
_PRIVATE = Operations(
    private_words.every,
    private_words.learn,
    private_words.forget,
    private_snippets.every,
    private_snippets.keep,
    private_snippets.remove,
    of_private,
)


class Vocabulary(QObject):
    """Holds one side for the record and one for the private layer; only the speller is shared.

    The names of whoever is written about are known to both, as their ids are.
    """

    def __init__(
        self,
        record: Tasks,
        private: Tasks,
        work: Work,
        added: Path,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks, self.added = record, added
        self.speller = Speller(work, added, self)
        self.record = WritingSide(record, _RECORD, self.speller, now)
        self.private = WritingSide(private, _PRIVATE, self.speller, now)
        self._client_id: ClientId | None = None

    def begin(self) -> None:
        """Read what was learnt, and load the dictionary that was chosen."""
        self.record.refresh()
        self.private.refresh()
        self._tasks.run(self, settings.get, known.SPELLING, then=self._check)

    def lend(self, record: tuple[QWidget, ...], private: tuple[QWidget, ...]) -> None:
        """Let each page use the words of its side; the nearest page around a sheet counts."""
        for side, pages in ((self.record, record), (self.private, private)):
            for page in pages:
                lend(page, side)

    def choose(self, language: str) -> None:
        """Check another language from now on, or none."""
        self.speller.choose(language)
        self._tasks.run(self, settings.put, known.SPELLING, language)

    def meet(self, client_id: ClientId | None) -> None:
        """Know whoever is written about from now on, or nobody.

        The one before is forgotten at once: until the store has said who it is, no snippet writes
        a code name.
        """
        if client_id != self._client_id:
            self._client_id = client_id
            self.record.client = self.private.client = ""
        if client_id is None:
            self._know("", ())
            return
        take, gone = partial(self._take_client, client_id), partial(self._lose, client_id)
        self._tasks.run(self, clients.get, client_id, then=take, failed=gone)

    def _take_client(self, client_id: ClientId, client: Client) -> None:
        if client_id == self._client_id:
            take = partial(self._take_names, client_id, "" if client.damaged else client.code_name)
            self._tasks.run(self, names.book, client_id, then=take)

    def _take_names(self, client_id: ClientId, code_name: str, book: NameBook) -> None:
        if client_id == self._client_id:
            self._know(code_name, [name.words for name in book.names])

    def _lose(self, client_id: ClientId, _error: Exception) -> bool:
        if client_id == self._client_id:
            self._know("", ())
        return True  # the page in front says why

    def _know(self, code_name: str, every: Sequence[str]) -> None:
        for side in (self.record, self.private):
            side.meet(code_name, every)

    def _check(self, language: Value) -> None:
        self.speller.choose(str(language))
