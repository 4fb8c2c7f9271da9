"""The ways out for a sheet; its name says nothing of whom it is about."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from practicenotes.ui.printing.paper import Paper, Told
from practicenotes.ui.printing.ways import Ways
from practicenotes.ui.tasks import Tasks, Work


class SheetOut(QObject):
    """Hands a finished page over.

    Signals:
        gone(str): how it went out.
        told(str): what that means.
    """

    gone = Signal(str)
    told = Signal(str)

    def __init__(self, page: QWidget, record: Tasks, work: Work) -> None:
        super().__init__(page)
        self.ways = Ways(page, record, work)
        self.ways.told.connect(self.told)

    def print(self, data: bytes) -> None:
        """Print the page."""
        self.ways.print(self._paper(data))

    def keep(self, data: bytes) -> None:
        """Write the page where the therapist wants it."""
        self.ways.save(self._paper(data))

    def _paper(self, data: bytes) -> Paper:
        def went_out(how: str, tell: Told) -> None:
            self.gone.emit(how)
            tell()

        return Paper(data, "sheet", "Supervision sheet", went_out)
