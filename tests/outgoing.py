"""What a person does with a paper that goes out: a printer is chosen, or a place."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.printing.dialog import PaperDialog, SaveDialog


class Papers:
    """The window over a paper, as a person uses it."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def window(self, over: QWidget) -> PaperDialog:
        """Return the window over a paper, once it is there."""
        self._qtbot.waitUntil(lambda: bool(self.open(over)), timeout=20_000)
        return self.open(over)[-1]

    def printer(self, over: QWidget) -> QPrintDialog:
        """Go on to the printers, and return what asks for one."""
        window = self.window(over)
        self._qtbot.waitUntil(window.main.isEnabled)
        window.main.click()
        return window.findChildren(QPrintDialog)[-1]

    def print_to(self, over: QWidget, file: Path) -> QPrintDialog:
        """Print into a file that the person chose, as a printer that makes PDFs does."""
        dialog = self.printer(over)
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(file))
        dialog.accepted.emit(dialog.printer())
        dialog.reject()
        return dialog

    def save_to(self, over: QWidget, file: Path, password: str = "") -> str:
        """Save into a file, and return the name that was offered."""
        window = self.window(over)
        assert isinstance(window, SaveDialog)
        if password:
            window.protect.setChecked(True)
            window.password.set_text(password)
        window.main.click()
        [dialog] = window.findChildren(QFileDialog)
        [offered] = [Path(name).name for name in dialog.selectedFiles()]
        dialog.findChild(QLineEdit).setText(str(file))
        dialog.accept()
        return offered

    @staticmethod
    def open(over: QWidget) -> list[PaperDialog]:
        """Return the windows over papers that are open."""
        return [each for each in over.findChildren(PaperDialog) if each.isVisible()]
