"""How this program is started once more, however it was started itself."""

import os
import sys


# What a program needs to be found and loaded; nothing that says who works here, or on what.
_NEEDED = ("APPDATA", "LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH", "PYTHONUSERBASE", "SYSTEMROOT")


def command() -> list[str]:
    """Return the words that start it."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # -P: nothing that happens to lie in the folder of the moment is taken for a part of the program
    return [sys.executable, *(["-I"] if sys.flags.isolated else ["-P"]), "-m", "practicenotes"]


def surroundings() -> dict[str, str]:
    """Return the little of the environment that another start cannot do without."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ}
