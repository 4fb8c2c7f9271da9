"""How much is written on one side: a quiet figure, spoken when it is asked for."""

from PySide6.QtCore import QTimer

from practicenotes.domain.writing import words
from practicenotes.ui.announce import announce
from practicenotes.ui.session.record_form import RecordForm
from practicenotes.ui.widgets.words import Words


_RESTS = 400  # ms: the fingers must rest before anything is counted


class WordCount(Words):
    """Counts the words on all sheets of a form, and follows what is written there."""

    def __init__(self, form: RecordForm) -> None:
        super().__init__("", "caption")
        self._form = form
        self._soon = QTimer(self, singleShot=True, interval=_RESTS)
        self._soon.timeout.connect(self.renew)
        form.touched.connect(self._soon.start)
        form.rearranged.connect(self._soon.start)

    def renew(self) -> None:
        """Count now."""
        total = sum(words.count(text) for text in self._form.written())
        self.say(f"{total:,} {'word' if total == 1 else 'words'}")

    def speak(self) -> None:
        """Say the figure aloud."""
        self.renew()
        announce(self, self.said())
