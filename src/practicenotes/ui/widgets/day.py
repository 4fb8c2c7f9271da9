"""A day that is typed as people write it, and shown back in full so that no one mistakes it."""

import re
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from practicenotes.domain import times
from practicenotes.ui import loose


_WRITTEN = re.compile(r"(\d{1,2})[\s./-]+([a-z]+|\d{1,2})[\s./,-]+(\d{4})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def read(text: str) -> date | None:
    """Return the day that a text names, or None: 26 August 2025, 26.8.2025, 26/08/2025, 2025-08-26.

    The day stands before the month, as nearly everywhere; the field then shows what it understood.
    """
    text = text.strip()
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
    elif written := _WRITTEN.fullmatch(text):
        day, month, year = int(written[1]), _month(written[2]), int(written[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    found = [n for n, name in enumerate(times.MONTHS, 1) if name.lower().startswith(text.lower())]
    return found[0] if len(found) == 1 else 0


class DayField(QLineEdit):
    """A field for one day, or none.

    Signals:
        day_changed(date | None): another day was understood.
    """

    day_changed = Signal(object)

    def __init__(self, name: str, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText("26 August 2025")
        loose.mark(self)
        self._day: date | None = None
        self.set_day(day)
        self.editingFinished.connect(self._understand)

    @property
    def day(self) -> date | None:
        """The day as it is understood; None while the field is empty or unclear."""
        return read(self.text())

    @property
    def unclear(self) -> bool:
        """Whether something is written that names no day."""
        return bool(self.text().strip()) and self.day is None

    def set_day(self, day: date | None) -> None:
        """Show a day without a signal."""
        self._day = day
        self.setText(times.in_full(day) if day else "")

    def _understand(self) -> None:
        day = self.day
        if day is not None:
            self.setText(times.in_full(day))
        if day != self._day and not self.unclear:
            self._day = day
            self.day_changed.emit(day)
