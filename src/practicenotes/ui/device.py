"""Settings of this computer: looks and places, never anything of a client."""

import contextlib
import json
import os
from pathlib import Path

from practicenotes.domain.settings import Home, Setting, Value


class Device:
    """The settings file of this computer; a lost or broken one only loses looks."""

    def __init__(self, folder: Path) -> None:
        self.dictionaries = folder / "dictionaries"  # those that were brought
        self.anchors = folder / "anchors"  # what was seen of each vault last; marked by its keys
        self.reading = folder / "reading"  # copies of a practice that is open elsewhere; encrypted
        self._file = folder / "device.json"
        self._values: dict[str, object] = {}
        with contextlib.suppress(OSError, ValueError, RecursionError):
            read = json.loads(self._file.read_text("utf-8"))
            self._values = read if isinstance(read, dict) else {}

    def get(self, setting: Setting) -> Value:
        """Return what was chosen on this computer, or the default."""
        return setting.understood(self._values.get(_own(setting), setting.default))

    def put(self, setting: Setting, value: Value) -> None:
        """Keep a choice; a disk that takes nothing costs only this choice."""
        self._values[_own(setting)] = value
        beside = self._file.with_suffix(".part")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside.unlink(missing_ok=True)
            with open(beside, "x", encoding="utf-8", opener=_private) as file:
                file.write(json.dumps(self._values, indent=1))
            os.replace(beside, self._file)  # noqa: PTH105


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _own(setting: Setting) -> str:
    if setting.home is not Home.DEVICE:
        raise ValueError(setting.name)
    return setting.name
