"""The line beneath a section that names what was carried over and is still as it came."""

from datetime import date

from practicenotes.domain import times
from practicenotes.domain.carrying import Carried
from practicenotes.ui.widgets.phrase import Phrase


SHOWN = 6  # words of a passage, so that it is found above


class CarriedLine(Phrase):
    """Says from which day words were carried, until they are edited; else it is not there."""

    def __init__(self) -> None:
        super().__init__("", "muted")
        self._carried: tuple[Carried, ...] = ()
        self._today = date.min
        self.hide()

    def show_carried(self, carried: tuple[Carried, ...], text: str, today: date) -> None:
        """Show what of this still stands whole in a text."""
        self._carried, self._today = carried, today
        self.look_again(text)

    def look_again(self, text: str) -> None:
        """Look whether it still stands whole in a text that was edited."""
        if not self._carried:
            return
        found = [each for each in self._carried if each.places(text)]
        self.say("\n".join(_in_words(each, self._today) for each in found))
        self.setVisible(bool(found))


def _in_words(carried: Carried, today: date) -> str:
    words = carried.words.split()
    shown = " ".join(words[:SHOWN])
    if len(words) > SHOWN:
        shown = shown.rstrip(".,;:") + "…"
    return f"Carried from {times.in_brief(carried.on, today)}, not changed yet: “{shown}”"
