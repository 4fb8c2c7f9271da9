"""The words that one side has learnt: seen, and taken out again."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.strip import UndoStrip
from practicenotes.ui.widgets.words import Words
from practicenotes.ui.writing.side import WritingSide, lend


NONE_YET = (
    "No word has been learnt here yet. Open the menu on an underlined word, with the menu key or"
    " Shift+F10, and choose Add to dictionary."
)


class WordsSheet(PageDialog):
    """Lists the learnt words of a side, the latest first."""

    def __init__(self, side: WritingSide, parent: QWidget, *, private: bool) -> None:
        heading = "Learnt words, private" if private else "Learnt words of the record"
        super().__init__(parent, heading, "Done", "Close", private=private)
        self.back.hide()
        lend(self, side)
        self._side = side
        self.undo = UndoStrip()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(themes.current().space("half"))
        self.body.addWidget(self.undo)
        self.body.addLayout(self._rows)
        self.body.addStretch()
        self.asked.connect(self.accept)
        side.stored.connect(self._show_words)
        self._show_words()

    def _show_words(self) -> None:
        _clear(self._rows)
        if not self._side.learnt:
            self._rows.addWidget(Words(NONE_YET, "body", wraps=True))
        for word in self._side.learnt:
            self._rows.addWidget(self._line(word))

    def _line(self, word: str) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        remove = LinkButton("Remove")
        remove.setAccessibleName(f"Remove {word}")
        remove.clicked.connect(partial(self._remove, word))
        row.addWidget(Words(word, "reading"), 1)
        row.addWidget(remove)
        return held

    def _remove(self, word: str, _checked: bool = False) -> None:
        self._side.forget(word)
        self.undo.offer(f"“{word}” is forgotten.", "Undo", partial(self._side.learn, word))


def _clear(rows: QVBoxLayout) -> None:
    while item := rows.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
