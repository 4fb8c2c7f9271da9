"""What was written before: every wording that was kept, and what changed between two of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QWidget

from practicenotes.domain import comparing
from practicenotes.ui import theme as themes
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.compared import LEGEND, SAME, ComparedSheet
from practicenotes.ui.widgets.empty import EmptyState
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.widgets.words import Words


FIRST = "This is the first wording that was kept."
DAMAGED = "This wording is damaged and cannot be read. The others are safe."
_ROWS = 5  # of the list, before it scrolls


class Against(Enum):
    """What a former wording is compared with."""

    BEFORE = "With the one before"
    NOW = "With what stands now"


Wording = tuple[tuple[str, str, str], ...]  # key, label, text


@dataclass(frozen=True, slots=True)
class Kept:
    """One wording: the line under which it is listed, and its passages."""

    line: str
    wording: Wording
    damaged: bool = False


class FormerWordings(PageDialog):
    """Every kept wording, latest first; one can be compared, and taken back into a draft.

    Signals:
        asked(): the chosen wording is wanted back.
        keep_wanted(): what stands now is to be kept.
    """

    keep_wanted = Signal()
    least_width = 780

    def __init__(
        self,
        parent: QWidget,
        now: Callable[[], Wording],
        none_yet: str,
        *,
        writable: bool,
        private: bool = False,
    ) -> None:
        back = ("Take this wording back", "Close")
        super().__init__(parent, "Former wordings", *back, private=private)
        self._now, self._writable = now, writable
        self._kept: tuple[Kept, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName("Former wordings, latest first")
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.against = Segments("Compare", [(each, each.value) for each in Against])
        self.against.set_value(Against.BEFORE)
        self.against.chosen.connect(lambda _: self._show())
        self._said = Words("", "small", wraps=True)
        self.sheet = ComparedSheet("What changed")
        self.sheet.setMinimumHeight(themes.current().scaled(180))
        self.empty = EmptyState(none_yet, "Keep the wording of now")
        self.empty.wanted.connect(self.keep_wanted)
        for part in (self.list, self.against, self._said):
            self.body.addWidget(part)
        self.body.addWidget(self.sheet, 1)
        self.body.addWidget(self.empty)
        self.takes_ctrl_enter = False
        self.show_kept(())

    def show_kept(self, kept: Sequence[Kept]) -> None:
        """Show these wordings, given oldest first; the latest is chosen."""
        self._kept = tuple(reversed(kept))
        self.list.clear()
        self.list.addItems([each.line for each in self._kept])
        row = self.list.sizeHintForRow(0) if self._kept else 0
        self.list.setFixedHeight(row * min(_ROWS, len(self._kept)) + 2 * self.list.frameWidth() + 4)
        for part in (self.list, self.against, self._said, self.sheet):
            part.setVisible(bool(self._kept))
        self.empty.setVisible(not self._kept)
        self.main.setVisible(self._writable and bool(self._kept))
        if self._kept:
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> Kept | None:
        """The wording that is looked at."""
        row = self.list.currentRow()
        return self._kept[row] if 0 <= row < len(self._kept) else None

    @property
    def said(self) -> str:
        """What stands over the comparison."""
        return self._said.said()

    def texts(self) -> Mapping[str, str]:
        """Return what the chosen wording says, by the keys of its sections."""
        return _texts(self.chosen.wording) if self.chosen else {}

    def _show(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        self.main.setEnabled(not chosen.damaged and self.texts() != _texts(self._now()))
        if chosen.damaged:
            self._said.say(DAMAGED)
            self.sheet.show_compared(())
            return
        before, after = self._pair(chosen)
        found = comparing.compare(before, after)
        first = self.against.value is Against.BEFORE and self._before() is None
        same = not any(section.differs for section in found)
        self._said.say(FIRST if first else SAME if same else LEGEND)
        self.sheet.show_compared(found)

    def _pair(self, chosen: Kept) -> tuple[Wording, Wording]:
        """Return the older and the newer wording that are laid beside each other."""
        if self.against.value is Against.NOW:
            return chosen.wording, self._now()
        before = self._before()
        return (before or chosen).wording, chosen.wording

    def _before(self) -> Kept | None:
        older = self._kept[self.list.currentRow() + 1 :]
        return next((each for each in older if not each.damaged), None)


def _texts(wording: Wording) -> Mapping[str, str]:
    return {key: text for key, _, text in wording}
