"""What the menu of a note asks of the desk: passed on once all that was written is saved."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from practicenotes.ui.session.record_side import RecordSide


class NoteAsks(QObject):
    """Stands between a record side and whoever can print its note or begin another.

    Signals:
        paper_wanted(NoteId, str): the note is to be printed, or saved as PDF.
        another_wanted(ClientId): another note is to be begun.
    """

    paper_wanted = Signal(str, str)
    another_wanted = Signal(str)

    def __init__(self, record: RecordSide) -> None:
        super().__init__(record)
        self._record = record
        record.head.paper_wanted.connect(self._ask_for_paper)
        record.head.another_wanted.connect(self._ask_for_another)

    def _ask_for_paper(self, how: str) -> None:
        ask = partial(self.paper_wanted.emit, self._record.note.id, how)
        self._record.saves.then(ask)

    def _ask_for_another(self) -> None:
        ask = partial(self.another_wanted.emit, self._record.note.client_id)
        self._record.saves.then(ask)
