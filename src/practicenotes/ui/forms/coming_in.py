"""A form that comes in from a file, and the question how, where its id is taken."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QRadioButton, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain.editions import Incoming, Kept
from practicenotes.errors import FormTaken
from practicenotes.ui import theme as themes
from practicenotes.ui.forms.trade import FORM_WORDS, FORMS, Trade, TradeWords
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.words import Words


HEADING = FORM_WORDS.taken
_NEWER = "As its new version: it is offered in place of the one before"


class HowDialog(Dialog):
    """Asks whether a form is a new version of one that is there, or a copy."""

    def __init__(self, parent: QWidget, taken: FormTaken, told: TradeWords = FORM_WORDS) -> None:
        body = QWidget()
        stack = QVBoxLayout(body)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        stack.addWidget(
            Words(told.taken_own if taken.own else told.taken_shipped, "body", wraps=True)
        )
        ways = [Incoming.VERSION, Incoming.COPY] if taken.own else [Incoming.COPY]
        self.ways = {
            way: QRadioButton(_NEWER if way is Incoming.VERSION else told.beside) for way in ways
        }
        for button in self.ways.values():
            stack.addWidget(button)
        self.ways[ways[0]].setChecked(True)
        super().__init__(parent, told.taken, body, "Take it in", 560)

    @property
    def incoming(self) -> Incoming:
        """How the form is to come in."""
        return next(way for way, button in self.ways.items() if button.isChecked())


class ComingIn(QObject):
    """Asks for a file, reads it, and brings its form in.

    Signals:
        came(Kept): the form is here.
        refused(str): it is not, and why.
    """

    came = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        page: QWidget,
        record: Tasks,
        work: Work,
        now: Callable[[], datetime],
        trade: Trade = FORMS,
    ) -> None:
        super().__init__(page)
        self._trade = trade
        self._page, self._record, self._work, self._now = page, record, work, now
        self.dialog: HowDialog | None = None

    def ask(self) -> None:
        """Ask for the file of a form."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        words = self._trade.words
        dialog = QFileDialog(self._page, words.bring, folder, words.files)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Read the form in a file, and take it in."""
        take = partial(self._take, Incoming.ASK)
        self._work.run(self, self._trade.read, path, then=take, failed=self._refuse)

    def _take(self, incoming: Incoming, template: Any) -> None:
        self._record.run(
            *(self, self._trade.shelf.take_in, template, incoming, self._now()),
            then=self._came,
            failed=partial(self._ask_how, template),
        )

    def _came(self, kept: Kept[Any]) -> None:
        if self.dialog:
            self.dialog.accept()
        self.came.emit(kept)

    def _ask_how(self, template: Any, error: Exception) -> None:
        if not isinstance(error, FormTaken):
            self._refuse(error)
            return
        dialog = HowDialog(self._page, error, self._trade.words)
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
