"""The line at the foot of the window: where one is, what was saved, and how it is kept."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStatusBar, QWidget

from practicenotes.ui.announce import announce
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.words import Words


_MARGIN = 10  # px at the ends, to which Qt adds some of its own


class StatusLine(QStatusBar):
    """What was said last at the left, the notes on backup and lock at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = Words("", "small")
        self._just_said = QTimer(self, singleShot=True, interval=0)
        self._notes = {"backup": _Note("hard-drive"), "lock": _Note("lock")}
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self.addWidget(self._said, 1)
        for note in self._notes.values():
            self.addPermanentWidget(note)

    def say(self, text: str) -> None:
        """Put a line at the left, and speak it."""
        self._said.say(text)
        self._just_said.start()
        announce(self, text)
        self._fit()

    def turn(self) -> None:
        """Take away what was said on the page before, but not what was said on leaving it."""
        if not self._just_said.isActive():
            self._said.say("")
            self._fit()

    def said(self) -> str:
        """Return the line at the left."""
        return self._said.said()

    def note(self, name: str, text: str) -> None:
        """Put a note at the right: backup or lock; an empty one goes."""
        self._notes[name].say(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep what can be read whole."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the notes as far as there is room; what they say stands on a page too."""
        room = self.width() - self._said.sizeHint().width() - 4 * _MARGIN
        for note in self._notes.values():
            room -= note.sizeHint().width() + _MARGIN
            note.setVisible(bool(note.text) and room > 0)


class _Note(QWidget):
    """An icon and a few words."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.text = ""
        self._words = Words("", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Drawing(icon, "text_soft", "small"))
        row.addWidget(self._words)

    def say(self, text: str) -> None:
        """Hold other words."""
        self.text = text
        self._words.say(text)
