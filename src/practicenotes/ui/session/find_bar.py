"""Finds words on one side of the session page, and never on the other."""

from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from practicenotes.domain.writing import finding
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.widgets.buttons import IconButton
from practicenotes.ui.widgets.editor import GrowingEditor
from practicenotes.ui.widgets.reading import ReadText
from practicenotes.ui.widgets.search_field import SearchField
from practicenotes.ui.widgets.words import Words
from practicenotes.ui.writing import positions


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


Sheet = GrowingEditor | ReadText  # to write on, or only to read


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand: a sheet, and the bounds as Qt counts them."""

    sheet: Sheet
    start: int
    end: int


class FindBar(QFrame):
    """A line above one side: what is sought, which place of how many, and the way between them.

    Enter and Shift+Enter go on and back; Esc closes it and returns to the cursor that was.
    `folded` names the parts of the side that hold the words and are not open.
    """

    def __init__(
        self, side: QWidget, name: str, folded: Callable[[str], tuple[str, ...]] | None = None
    ) -> None:
        super().__init__(side)
        self._side, self._folded = side, folded or (lambda _: ())
        self._places: list[Place] = []
        self._marked: set[Sheet] = set()
        self._here = -1
        self._before: QWidget | None = None
        self.setProperty("strip", "quiet")
        self.field = SearchField(name)
        self.count = Words("", "small")
        self.elsewhere = Words("", "small", wraps=True)
        self.back = IconButton("chevron-left", "The place before")
        self.on = IconButton("chevron-right", "The next place")
        self._close = IconButton("x", "Close the search")
        self._lay_out()
        self.field.textChanged.connect(self._seek)
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))
        self._close.clicked.connect(self.close_bar)
        self.hide()

    def open(self) -> None:
        """Begin to seek; what is selected is sought first."""
        focus = QApplication.focusWidget() or self._side.focusWidget()
        if focus and not self.isAncestorOf(focus):
            self._before = focus
        chosen = focus.textCursor().selectedText() if isinstance(focus, Sheet) else ""
        self.show()
        if chosen and "\u2029" not in chosen:
            self.field.setText(chosen)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._seek()

    def part_of(self, _widget: QWidget) -> str:
        """Return which bar this is."""
        return self.field.accessibleName()

    def show_part(self, part: str) -> None:
        """Open, if this is the bar that is meant."""
        if part == self.part_of(self):
            self.open()

    def close_bar(self) -> None:
        """Close, and go back to where the cursor was."""
        if self.isHidden():
            return
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        self._places, self._here = [], -1
        self._draw()
        before, self._before = self._before, None
        if before and shiboken6.isValid(before) and before.isVisible() and had_focus:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Go to the next place or the one before, round the ends."""
        self._places = self._found()
        if self._places:
            self._here = (self._here + by) % len(self._places)
        self._show_here()
        announce(self, self.count.said())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Go on with Enter, back with Shift+Enter, away with Esc."""
        if event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        if event.key() in _ENTER:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            return super().eventFilter(watched, event)
        return True

    # --- seeking --------------------------------------------------------------------------------

    def _seek(self) -> None:
        """Find anew, and show the first place at or behind the cursor that was."""
        self._places = self._found()
        self._here = 0
        before = self._before
        if isinstance(before, Sheet) and shiboken6.isValid(before):
            sheets = self._sheets()
            cursor = before.textCursor().selectionStart()
            here = sheets.index(before) if before in sheets else 0
            behind = (
                number
                for number, place in enumerate(self._places)
                if (sheets.index(place.sheet), place.start) >= (here, cursor)
            )
            self._here = next(behind, 0)
        self._show_here()

    def _found(self) -> list[Place]:
        found = []
        for sheet in self._sheets():
            text = sheet.text()
            in_qt = positions.every(text)
            for start, end in finding.places(text, self.field.text()):
                found.append(Place(sheet, in_qt[start], in_qt[end]))
        return found

    def _sheets(self) -> list[Sheet]:
        """Return the sheets of this side in the order in which they are read."""
        side = self._side
        read = (each for each in side.findChildren(ReadText) if not each.quoted)
        inside: tuple[Sheet, ...] = (*side.findChildren(GrowingEditor), *read)
        seen = [each for each in inside if each.isVisibleTo(side)]

        def order(sheet: Sheet) -> tuple[int, int]:
            spot = sheet.mapTo(self._side, QPoint(0, 0))
            return spot.y(), spot.x()

        return sorted(seen, key=order)

    # --- showing --------------------------------------------------------------------------------

    def _show_here(self) -> None:
        sought, count = self.field.text(), len(self._places)
        self.count.say(f"{self._here + 1} of {count}" if count else "Not found" if sought else "")
        folded = self._folded(sought)
        self.elsewhere.say(f"Also in {', '.join(folded)}, which is folded." if folded else "")
        self.elsewhere.setVisible(bool(folded))
        for button in (self.back, self.on):
            button.setEnabled(count > 0)
        self._draw()
        if count:
            self._bring_into_sight(self._places[self._here])

    def _draw(self) -> None:
        """Mark every place, the one that is shown most; no text and no cursor is touched."""
        marks: dict[Sheet, list[QTextEdit.ExtraSelection]] = {}
        for number, place in enumerate(self._places):
            mark = self._mark(place, shown=number == self._here)
            marks.setdefault(place.sheet, []).append(mark)
        for sheet in self._marked | set(marks):
            if shiboken6.isValid(sheet):  # another form takes sheets away
                sheet.setExtraSelections(marks.get(sheet, []))
        self._marked = set(marks)

    def _mark(self, place: Place, *, shown: bool) -> QTextEdit.ExtraSelection:
        theme = themes.current()
        mark = QTextEdit.ExtraSelection()
        cursor = place.sheet.textCursor()
        cursor.setPosition(place.start)
        cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
        look = mark.format
        look.setBackground(theme.colour("accent" if shown else "accent_soft"))
        look.setForeground(theme.colour("on_accent" if shown else "text"))
        mark.cursor, mark.format = cursor, look
        return mark

    def _bring_into_sight(self, place: Place) -> None:
        area: QWidget | None = place.sheet
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        inside = area.widget() if area is not None else None
        if area is None or inside is None:
            return
        cursor = place.sheet.textCursor()
        cursor.setPosition(place.start)
        spot = place.sheet.cursorRect(cursor).center()
        there = place.sheet.viewport().mapTo(inside, spot)
        area.ensureVisible(there.x(), there.y(), 0, themes.current().space("six"))

    def _lay_out(self) -> None:
        theme = themes.current()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(theme.space("two"), 6, theme.space("two"), 6)
        stack.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.space("one"))
        stack.addLayout(row)
        stack.addWidget(self.elsewhere)
        row.addWidget(self.field, 1)
        for part in (self.count, self.back, self.on, self._close):
            row.addWidget(part)
        for stop in (self.field, self.back, self.on, self._close):
            stop.installEventFilter(self)
