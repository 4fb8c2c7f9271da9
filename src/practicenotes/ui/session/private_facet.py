"""One facet of the relationship: open with its questions, or folded to a line."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from practicenotes.domain.facets import Facet
from practicenotes.domain.reflections import Answer, FacetEntry
from practicenotes.ui import icons
from practicenotes.ui import theme as themes
from practicenotes.ui.session.private_anchors import Anchors
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.phrase import Phrase
from practicenotes.ui.widgets.words import Words, section


_LABELS = 104  # px at 100 % text: the column of labels beside the short fields


class FacetPad(QWidget):
    """An open facet: question, what I noticed, what was said, my part, and which comes closest.

    Signals:
        touched(): something was written or chosen.
        skipped(): the therapist passes on; what stands here stays.
    """

    touched = Signal()
    skipped = Signal()

    def __init__(self, facet: Facet, entry: FacetEntry, aside: str) -> None:
        super().__init__()
        self._facet_id = facet.id
        self.noticed = GrowingEditor("What I noticed", least_lines=2, wide=True)
        self.noticed.setAccessibleDescription(facet.observation)
        self.said = short_field("What exactly was said or done")
        self.said.setToolTip(facet.client_observed)
        self.part = short_field("My part")
        self.part.setToolTip(facet.own_part)
        self.anchors = Anchors(facet)
        self.skip = LinkButton("Skip")
        self.skip.setAccessibleName(f"Skip {facet.name}")
        self.skip.clicked.connect(self.skipped)
        self._fill(entry)
        for editor in (self.noticed, self.said, self.part):
            editor.textChanged.connect(self.touched)
        self.anchors.answered.connect(self.touched)
        theme = themes.current()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(theme.space("one"))
        stack.addLayout(self._title(facet, aside))
        stack.addWidget(Words(facet.observation, "prompt", wraps=True))
        stack.addWidget(self.noticed)
        stack.addLayout(self._short_fields())
        stack.addLayout(_question())
        stack.addWidget(self.anchors)

    def entry(self) -> FacetEntry:
        """Return what stands here now."""
        answer, rating = self.anchors.answer
        return FacetEntry(
            facet_id=self._facet_id,
            noticed=self.noticed.text(),
            said_or_done=self.said.text(),
            my_part=self.part.text(),
            answer=answer,
            rating=rating,
        )

    def _fill(self, entry: FacetEntry) -> None:
        self.noticed.set_text(entry.noticed)
        self.said.set_text(entry.said_or_done)
        self.part.set_text(entry.my_part)
        self.anchors.set_answer(entry.answer, entry.rating)
        for editor in (self.noticed, self.said, self.part):
            editor.moveCursor(QTextCursor.MoveOperation.End)

    def _title(self, facet: Facet, aside: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        name = Phrase(facet.name, "heading")
        name.setToolTip(facet.description)
        row.addWidget(name)
        row.addWidget(Phrase(aside, "muted"), 1)
        row.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _short_fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(themes.current().space("one"))
        grid.setColumnStretch(1, 1)
        for number, editor in enumerate((self.said, self.part)):
            label = Words(editor.accessibleName(), "small")
            label.setWordWrap(True)
            label.setFixedWidth(themes.current().scaled(_LABELS))
            grid.addWidget(label, number, 0)
            grid.addWidget(editor, number, 1)
        return grid


def short_field(name: str) -> GrowingEditor:
    """Return a field of one line that grows when one is not enough."""
    field = GrowingEditor(name, least_lines=1, wide=True)
    field.setProperty("short", True)
    field.document().setDocumentMargin(0)
    return field


class FacetLine(QPushButton):
    """A folded facet: its name, and its first written line or else its question."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._line = "", ""
        self._written = False
        self.setProperty("kind", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        themes.current().changed.connect(self.updateGeometry)

    def show_facet(self, facet: Facet, entry: FacetEntry) -> None:
        """Show another facet, or another line of it."""
        written = _first_line(facet, entry)
        self._name, self._line, self._written = (
            facet.name,
            written or facet.observation,
            bool(written),
        )
        self.setAccessibleName(f"Open {facet.name}")
        self.setAccessibleDescription(self._line)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Be as high as a row."""
        theme = themes.current()
        return QSize(theme.scaled(240), theme.space("row"))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Let the line be cut, never the row."""
        return QSize(themes.current().scaled(120), themes.current().space("row"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the edge of the focus, the name, as much of the line as fits, and the arrow."""
        super().paintEvent(event)
        theme = themes.current()
        side = theme.icon_size("normal")
        whole = self.rect().adjusted(2, 0, -2, 0)
        painter = QPainter(self)
        name = theme.font("reading")
        name.setPixelSize(theme.scaled(16))
        painter.setFont(name)
        painter.setPen(theme.colour("private.text"))
        painter.drawText(whole, _LEFT, self._name)
        used = QFontMetrics(name).horizontalAdvance(self._name) + 12
        line = whole.adjusted(used, 0, -(side + 24), 0)
        font = theme.font("reading" if self._written else "prompt")
        font.setPixelSize(theme.scaled(14))
        painter.setFont(font)
        painter.setPen(theme.colour("private.text_soft"))
        cut = QFontMetrics(font).elidedText(self._line, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _LEFT, cut)
        arrow = icons.pixmap(
            "chevron-down", theme.colour("private.text_soft"), side, self.devicePixelRatioF()
        )
        painter.drawPixmap(whole.right() - side, whole.center().y() - side // 2, arrow)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _question() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(themes.current().space("one"))
    row.addWidget(section("Which comes closest?"))
    row.addWidget(Phrase("A way to look, not a grade.", "muted"), 1)
    return row


def _first_line(facet: Facet, entry: FacetEntry) -> str:
    for text in (entry.noticed, entry.said_or_done, entry.my_part):
        if text.strip():
            return text.strip().partition("\n")[0]
    if entry.answer is Answer.NOT_OBSERVED:
        return "Not observed"
    return facet.anchors[entry.rating] if entry.rating is not None else ""
