"""A form that comes in from a file, and the question how, where its id is taken."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QRadioButton, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain.forms import KeptForm, NoteTemplate
from practicenotes.errors import FormTaken
from practicenotes.exchange import form_file
from practicenotes.records import form_shelf
from practicenotes.records.form_shelf import Incoming
from practicenotes.ui import theme as themes
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.words import Words


HEADING = "There is such a form already"
_OWN = "The file holds another edition of a form of yours. How is it to come in?"
_SHIPPED = "The file holds another edition of a form of the program. It can come in as a copy."
_AS = {
    Incoming.VERSION: "As its new version: it is offered in place of the one before",
    Incoming.COPY: "As a form of its own, beside the other",
}


class HowDialog(Dialog):
    """Asks whether a form is a new version of one that is there, or a copy."""

    def __init__(self, parent: QWidget, taken: FormTaken) -> None:
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        stack.addWidget(Words(_OWN if taken.own else _SHIPPED, "body", wraps=True))
        ways = [Incoming.VERSION, Incoming.COPY] if taken.own else [Incoming.COPY]
        self.ways = {way: QRadioButton(_AS[way]) for way in ways}
        for button in self.ways.values():
            stack.addWidget(button)
        self.ways[ways[0]].setChecked(True)
        super().__init__(parent, HEADING, body, "Take it in", 560)

    @property
    def incoming(self) -> Incoming:
        """How the form is to come in."""
        return next(way for way, button in self.ways.items() if button.isChecked())


class ComingIn(QObject):
    """Asks for a file, reads it, and brings its form in.

    Signals:
        came(KeptForm): the form is here.
        refused(str): it is not, and why.
    """

    came = Signal(object)
    refused = Signal(str)

    def __init__(
        self, page: QWidget, record: Tasks, work: Work, now: Callable[[], datetime]
    ) -> None:
        super().__init__(page)
        self._page, self._record, self._work, self._now = page, record, work, now
        self.dialog: HowDialog | None = None

    def ask(self) -> None:
        """Ask for the file of a form."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._page, "Import a form", folder, "Form (*.toml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Read the form in a file, and take it in."""
        take = partial(self._take, Incoming.ASK)
        self._work.run(self, form_file.read, path, then=take, failed=self._refuse)

    def _take(self, incoming: Incoming, template: NoteTemplate) -> None:
        self._record.run(
            *(self, form_shelf.take_in, template, incoming, self._now()),
            then=self._came,
            failed=partial(self._ask_how, template),
        )

    def _came(self, kept: KeptForm) -> None:
        if self.dialog:
            self.dialog.accept()
        self.came.emit(kept)

    def _ask_how(self, template: NoteTemplate, error: Exception) -> None:
        if not isinstance(error, FormTaken):
            self._refuse(error)
            return
        dialog = HowDialog(self._page, error)
        dialog.asked.connect(lambda: self._take(dialog.incoming, template))
        dialog.finished.connect(self._let_go)
        self.dialog = dialog
        dialog.open()

    def _let_go(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
            self.dialog = None

    def _refuse(self, error: Exception) -> None:
        if self.dialog:
            self.dialog.refuse(error)
        else:
            self.refused.emit(messages.sentence(error))
