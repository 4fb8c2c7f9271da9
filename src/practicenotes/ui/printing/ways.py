"""The two ways out of the vault for a finished paper: a printer, and a file in a folder."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from practicenotes.domain import settings as known
from practicenotes.domain.settings import Setting
from practicenotes.exchange import paper_file
from practicenotes.records import settings
from practicenotes.ui.printing.dialog import (
    OPEN_FILE,
    QUEUE,
    PaperDialog,
    PrintDialog,
    SaveDialog,
)
from practicenotes.ui.printing.paper import Paper
from practicenotes.ui.tasks import Tasks, Work


PRINTED = "Handed to the printer."


class Ways(QObject):
    """Shows a paper and asks where it goes; what goes is only in memory until then.

    Without a record, as before there is one, what is said once is said every time.

    Signals:
        told(str): what went out, and what that means.
    """

    told = Signal(str)

    def __init__(self, window: QWidget, record: Tasks | None, work: Work) -> None:
        super().__init__(window)
        self._window, self._record, self._work = window, record, work

    def print(self, paper: Paper) -> None:
        """Show the pages, ask for a printer, and print them on it."""
        dialog = PrintDialog(paper, self._window)
        dialog.printed.connect(partial(self._printed, paper))
        dialog.stopped.connect(lambda done: self.told.emit(_stopped(done)))
        self._open(dialog, known.QUEUE_TOLD, QUEUE)

    def save(self, paper: Paper) -> None:
        """Show the pages, ask for a place, and write them there."""
        dialog = SaveDialog(paper, self._window)
        dialog.placed.connect(partial(self._write, dialog))
        self._open(dialog, known.OPEN_FILE_TOLD, OPEN_FILE)

    def _open(self, dialog: PaperDialog, once: Setting, words: str) -> None:
        """Open a dialog that says what is said once, and remember that it was said."""

        def show(said: object) -> None:
            if not dialog.paper.wanted():
                dialog.deleteLater()
                return
            if not said:
                dialog.say_once(words)
                if self._record:
                    remember = partial(self._record.run, self, settings.put, once, True)
                    dialog.asked.connect(remember)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        if self._record:
            self._record.run(dialog, settings.get, once, then=show)
        else:
            show(said=False)

    def _printed(self, paper: Paper, fitted: str) -> None:
        words = f"{PRINTED} The pages were made smaller to fit {fitted}." if fitted else PRINTED
        paper.went_out("print", partial(self.told.emit, words))

    def _write(self, dialog: SaveDialog, path: Path, password: str) -> None:
        paper = dialog.paper
        means = (
            "It opens with the password that you gave it."
            if password
            else "It is not protected there:"
            f" whoever can open that folder can read the {paper.noun}."
        )

        def written(_: None) -> None:
            dialog.accept()
            paper.went_out("save", partial(self.told.emit, f"Saved as {path}. {means}"))

        arguments = (path, paper.data, password)
        dialog.hand_in(self._work, paper_file.write, *arguments, then=written)


def _stopped(done: int) -> str:
    pages = f"{done} {'page' if done == 1 else 'pages'}"
    return f"Printing was stopped after {pages}. What the printer had by then may still come out."
