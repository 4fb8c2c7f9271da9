"""Undo goes back over the whole form, also from inside a field that has an undo of its own."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtWidgets import QWidget

from practicenotes.ui.keys import Keys


UNDO, REDO = "Ctrl+Z", "Ctrl+Shift+Z"

Acts = Mapping[str, Callable[[], object]]  # what the keys of the page do

_SLOTS = (("undo", UNDO), ("redo", REDO))  # what the menu *Edit* asks of the field in focus


def watch(parts: Iterable[QWidget], keys: Keys, acts: Acts) -> None:
    """Hear the keys of the page before these fields do, and answer the menu in their place."""
    for part in parts:
        part.installEventFilter(keys)
        for slot, key in _SLOTS:
            setattr(part, slot, acts[key])
