"""Hides names on this computer's screen: while it is on, no legal name can be uncovered."""

from PySide6.QtCore import QObject

from practicenotes.domain import settings
from practicenotes.ui import hidden
from practicenotes.ui.device import Device
from practicenotes.ui.widgets.covered import CoveredName
from practicenotes.ui.window import Window


KEY = "Shift+F8"
HIDE, SHOW = ("Hide names", "eye-off"), ("Show names", "eye")
HIDDEN = "Names are hidden. Legal names stay covered until you show names again."
SHOWN = "Names can be uncovered again, one by one."


class Hiding(QObject):
    """The tool at the foot of the rail, and its entry in the menu; the device remembers it."""

    def __init__(self, window: Window, device: Device) -> None:
        super().__init__(window)
        self._window, self._device = window, device
        self.button = window.add_tool(*HIDE, self.turn)
        self.action = window.act("&View", HIDE[0], self.turn, KEY)
        self._show(hides=bool(device.get(settings.HIDE_NAMES)))

    def turn(self) -> None:
        """Hide names, or let them be uncovered again."""
        hides = not hidden.names()
        self._device.put(settings.HIDE_NAMES, hides)
        self._show(hides=hides)
        self._window.say(HIDDEN if hides else SHOWN)

    def _show(self, *, hides: bool) -> None:
        hidden.hide_names(hides)
        for name in self._window.findChildren(CoveredName):
            name.follow()
        label, icon = SHOW if hides else HIDE
        self.button.rename(label, icon)
        self.action.setText(label)
