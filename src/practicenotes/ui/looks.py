"""How the windows look on this computer, chosen once and kept there."""

from PySide6.QtCore import QObject

from practicenotes.domain import settings as known
from practicenotes.ui import theme
from practicenotes.ui.device import Device
from practicenotes.ui.theme import Appearance, WritingLook


class Looks(QObject):
    """Takes up what was chosen, and remembers it on the device."""

    def __init__(self, parent: QObject, device: Device) -> None:
        super().__init__(parent)
        self._device = device

    def write_so(self, look: WritingLook) -> None:
        """Give another look to what is being written."""
        theme.current().set_writing(look)
        for setting, value in (
            (known.MEASURE, look.measure),
            (known.WRITING_SIZE, look.size),
            (known.LINE_SPACING, look.spacing),
        ):
            self._device.put(setting, value)

    def take(self, appearance: Appearance) -> None:
        """Switch to light, dark, or to what the system does."""
        theme.current().set_appearance(appearance)
        self._device.put(known.APPEARANCE, appearance.value)

    def scale(self, per_cent: int) -> None:
        """Scale all text."""
        theme.current().set_text_size(per_cent)
        self._device.put(known.TEXT_SIZE, per_cent)
