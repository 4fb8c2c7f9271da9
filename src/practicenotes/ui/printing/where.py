"""Asks where a file is to lie; every way out of the vault asks in this way."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where(
    page: QWidget, title: str, name: str, kinds: str, chosen: Callable[[Path], object]
) -> None:
    """Ask for a file to be written."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(page, title, folder, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if kinds.endswith(".pdf)"):
        dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
