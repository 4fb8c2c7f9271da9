"""Where the keyboard was on a page, and how far along: found again on a page made anew."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from practicenotes.ui import loose
from practicenotes.ui.closed.ground import ClosedGround
from practicenotes.ui.loose import Loose
from practicenotes.ui.session.header import PRIVATE
from practicenotes.ui.style import on_private


_STEP = 40  # ms between two looks: a page fills as its stores answer
_LOOKS = 100  # at a page that can be used, until the place is taken to be gone
_BY_HAND = (
    QEvent.Type.KeyPress,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
)


@runtime_checkable
class Folds(Protocol):
    """A part of a page in which not all is in sight at once."""

    def part_of(self, widget: QWidget, /) -> str:
        """Return the name of the part that something inside lies in."""

    def show_part(self, part: str, /) -> None:
        """Bring a part into sight, where there is one of this name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What has the keyboard, by a number made of its name, and how far along it is.

    `at` is the cursor in it, `down` how far the page around it was scrolled, `parts` what had to
    be open to see it. No word that was written is in here; but a name on the `private` ground may
    be a sentence that was, and a guess could be held against its number: that stays on its side.
    Where that is closed the keyboard goes to the way in: words for it must not run into the record.
    """

    number: int
    at: int = 0
    down: int = 0
    parts: Mapping[str, str] = field(default_factory=dict)
    private: bool = False


def here(page: QWidget | None) -> Spot | None:
    """Return where the keyboard is on a page, or was last; None, where that has no name."""
    if page is None:
        return None
    now = QApplication.focusWidget()
    place = now if now and page.isAncestorOf(now) else page.focusWidget()
    if place is None or not (number := loose.number(place)):
        return None
    area = _area(place)
    down = area.verticalScrollBar().value() if area else 0
    return Spot(number, _cursor(place), down, _parts(place, page), on_private(place))


class Finding(QObject):
    """Looks for a spot on whichever page is in front, until it is there or somebody does something.

    Words that stood loose on the page are given back whatever is done meanwhile.
    """

    def __init__(
        self,
        parent: QObject,
        page: Callable[[], QWidget | None],
        spot: Spot | None,
        words: Loose | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._spot, self._words = page, spot, words or Loose()
        self._left = _LOOKS
        self._clock = QTimer(self, interval=_STEP)
        self._clock.timeout.connect(self._look)
        self._clock.start()
        if app := QApplication.instance():
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Leave the keyboard to whoever types or points at once."""
        if event.type() in _BY_HAND:
            self._spot = None
            self._end_if_done()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        page = self._page()
        if page and page.isEnabled() and page.isVisible():
            self._left -= 1
            if self._spot and _take(page, self._spot):
                self._spot = None
            self._words = loose.give_back(page, self._words)
            self._end_if_done()

    def _end_if_done(self) -> None:
        done = self._spot is None and self._words == Loose()
        if (done or self._left < 0) and self._clock.isActive():
            self._clock.stop()
            self.deleteLater()


def _take(page: QWidget, spot: Spot) -> bool:
    """Put the keyboard where it was, and say whether all that was there is there again."""
    if spot.private and (ground := _closed(page)):
        ground.button.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
    for place in page.findChildren(QWidget) if spot.number else ():
        there = place.isVisible() and place.isEnabled() and loose.number(place) == spot.number
        if there and _parts(place, page) == spot.parts:
            place.setFocus(Qt.FocusReason.OtherFocusReason)
            area = _area(place)
            bar = area.verticalScrollBar() if area else None
            reached = _go_to(place, spot.at)
            if bar:
                bar.setValue(spot.down)
            return reached and (bar is None or bar.value() == spot.down)
    for part in page.findChildren(QWidget):
        if (wanted := spot.parts.get(type(part).__name__)) and isinstance(part, Folds):
            part.show_part(wanted)
    return False


def nameless(spot: Spot) -> Spot:
    """Return that the keyboard was on the private ground, and nothing of where on it."""
    sides = {kind: part for kind, part in spot.parts.items() if part == PRIVATE}
    return Spot(0, parts=sides, private=True)


def _closed(page: QWidget) -> ClosedGround | None:
    """Return what stands in the place of closed reflections."""
    return next((each for each in page.findChildren(ClosedGround) if each.isVisible()), None)


def _cursor(place: QWidget) -> int:
    if isinstance(place, QPlainTextEdit | QTextEdit):
        return place.textCursor().position()
    return place.cursorPosition() if isinstance(place, QLineEdit) else 0


def _go_to(place: QWidget, at: int) -> bool:
    """Put the cursor there, or at the end of a text that is shorter; say whether it is so long."""
    if isinstance(place, QPlainTextEdit | QTextEdit):
        cursor = place.textCursor()
        cursor.setPosition(min(at, place.document().characterCount() - 1))
        place.setTextCursor(cursor)
    elif isinstance(place, QLineEdit):
        place.setCursorPosition(at)
    return _cursor(place) >= at


def _area(place: QWidget) -> QScrollArea | None:
    """Return what scrolls around it."""
    return next((each for each in _around(place) if isinstance(each, QScrollArea)), None)


def _parts(place: QWidget, page: QWidget) -> dict[str, str]:
    """Return what is open around it, by the kind of what can be opened."""
    inside = (
        each for each in _around(place) if page.isAncestorOf(each) and isinstance(each, Folds)
    )
    return {type(each).__name__: each.part_of(place) for each in inside}


def _around(place: QWidget) -> Iterator[QWidget]:
    """Yield it, and all that it lies in."""
    around: QWidget | None = place
    while around is not None:
        yield around
        around = around.parentWidget()
