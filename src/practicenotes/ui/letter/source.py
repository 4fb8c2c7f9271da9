"""One line under the letter: where the sentence with the cursor came from."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from practicenotes.ui import theme as themes
from practicenotes.ui.letter import marks, tags
from practicenotes.ui.letter.marks import Mark
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.words import Words


NOWHERE = "Put the cursor into a sentence to see where it came from."


class SourceLine(QFrame):
    """The tag of a sentence with its source in words.

    Signals:
        take_out(str): the sentence of the record with this id is to go.
        open_wanted(str): what the sentence rests on is to be opened.
    """

    take_out = Signal(str)
    open_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sourceLine")
        self.setAccessibleName("Source of this sentence")
        self._mark: Mark | None = None
        self._tag = _Tag()
        self._words = Words("", "body", wraps=True)
        self._words.setContentsMargins(0, themes.current().scaled(5), 0, 0)  # the air is beneath
        self.out = LinkButton("Take it out")
        self.out.setAccessibleName("Take this sentence out of the letter")
        self.out.clicked.connect(self._ask)
        self.open = LinkButton("Open")
        self.open.setAccessibleName("Open the source of this sentence")
        self.open.clicked.connect(self._open)
        theme = themes.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space("three"), 5, theme.space("three"), 5)
        row.setSpacing(theme.space("one"))
        row.addWidget(self._tag)
        row.addWidget(self._words, 1)
        row.addWidget(self.out)
        row.addWidget(self.open)
        self.show_mark(None, frozen=False)

    def show_mark(self, mark: Mark | None, *, frozen: bool) -> None:
        """Show the source of a sentence."""
        self._mark = mark
        source = mark.sentence.source if mark else None
        self._tag.show_tag(mark.tag if mark and mark.is_record else "")
        self._words.say(marks.said(source) if source else NOWHERE)
        self.out.setVisible(bool(mark and mark.is_record) and not frozen)
        self.open.setVisible(bool(source and (source.record_id or source.was_id)))

    def said(self) -> str:
        """Return the source in words."""
        return self._words.said()

    def _open(self) -> None:
        if self._mark:
            source = self._mark.sentence.source
            self.open_wanted.emit(source.record_id or source.was_id)

    def _ask(self) -> None:
        if self._mark:
            self.take_out.emit(self._mark.sentence.source.record_id)


class _Tag(QWidget):
    """The number of a sentence, as it stands in the letter."""

    def __init__(self) -> None:
        super().__init__()
        self._tag = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_tag(self, tag: str) -> None:
        """Show another number, or none."""
        self._tag = tag
        self.setVisible(bool(tag))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Grow with the text."""
        return QSize(round(tags.width(self._tag)), themes.current().scaled(17))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint the number as the letter paints the one in use."""
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(self.rect(), theme.radius("tag"), theme.radius("tag"))
        painter.setPen(theme.colour("on_accent"))
        painter.setFont(theme.font("caption"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._tag)
