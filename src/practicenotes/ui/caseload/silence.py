"""What I am not writing about: one question, and the map beneath it or its words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain.facets import FacetBook
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.silences import ENOUGH, Line
from practicenotes.ui import theme as themes
from practicenotes.ui.caseload import lines
from practicenotes.ui.caseload.lines import Names
from practicenotes.ui.caseload.silence_map import SilenceMap
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.words import Words


EMPTY = "The map begins once there are four reflections with a client."
HEARD = "Everything has been written about lately. Nothing is asked."
KEY = "A dot: written about lately. A ring: earlier. Nothing: not yet. None of it is a task."

assert ENOUGH == 4  # noqa: PLR2004 - the sentence above says so


class Silence(QWidget):
    """A question about one silence each week; the map is for looking, and counts nothing.

    Signals:
        client_wanted(ClientId): a client's own thoughts are to be shown.
    """

    client_wanted = Signal(str)

    def __init__(self, book: FacetBook) -> None:
        super().__init__()
        self._book = book
        self._client_id: ClientId | None = None
        self._question = Words("", "prompt", wraps=True)
        self._way = LinkButton("Open")
        self._way.setAccessibleName("Open the client in question")
        self._way.clicked.connect(lambda: self.client_wanted.emit(self._client_id))
        self.map = SilenceMap(book)
        self._key = Words(KEY, "muted", wraps=True)
        self._words = Words("", "body", wraps=True)
        self.turn = LinkButton("Show in words")
        self.turn.setCheckable(True)
        self.turn.toggled.connect(self._show_parts)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("one"))
        left = Qt.AlignmentFlag.AlignLeft
        stack.addWidget(self._question)
        for link in (self._way, self.turn):
            stack.addWidget(link, 0, left)
        stack.addWidget(self.map, 0, left)
        for part in (self._key, self._words):
            stack.addWidget(part)

    def show_map(self, heard: Sequence[Line], names: Names, turn: int) -> None:
        """Show how facets have been heard; `turn` chooses the silence that is asked about."""
        asked = lines.silence_question(heard, self._book, names, turn)
        self._client_id = asked[1] if asked else None
        self._question.say(asked[0] if asked else (HEARD if heard else EMPTY))
        self.map.show_lines(heard, names)
        said = [lines.silence_words(line, self._book, names) for line in heard]
        self._words.say("\n\n".join(said))
        self._way.setVisible(asked is not None)
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Say in words what the map has no room for."""
        super().resizeEvent(event)
        self._show_parts()

    def _show_parts(self) -> None:
        some, fits = bool(self._words.said()), self.map.sizeHint().width() <= self.width()
        in_words = some and (self.turn.isChecked() or not fits)
        self.turn.setVisible(some and fits)
        self.turn.setText("Show the map" if in_words else "Show in words")
        self.map.setVisible(some and not in_words)
        self._key.setVisible(some and not in_words)
        self._words.setVisible(in_words)
