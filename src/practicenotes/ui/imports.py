"""Keeps `import` Python's own: PySide6 puts a hook before it that nothing here needs.

The hook serves `from __feature__ import ...`. For every module that is imported after PySide6 it
reads the source and splits it into words, to see whether PySide6 is among them: much of the wait
for the prompt, and far more of the wait for the databases behind it.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - it puts the hook there


def keep_plain() -> None:
    """Take the hook away, if this PySide6 has one."""
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None:
        builtins.__import__ = plain
