"""What stands before a paper goes out: the pages as they will be, and what going out means."""

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QDialog, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain import synchronised
from practicenotes.errors import PracticeNotesError
from practicenotes.exchange import paper_file
from practicenotes.ui import theme as themes
from practicenotes.ui.printing import painting
from practicenotes.ui.printing.pages import Pages
from practicenotes.ui.printing.paper import Paper
from practicenotes.ui.printing.preview import PdfPreview
from practicenotes.ui.printing.where import ask_where
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.meter import StrengthMeter
from practicenotes.ui.widgets.passphrase_field import PassphraseField
from practicenotes.ui.widgets.words import Words, section


WIDTH, HEIGHT = 860, 560  # px at 100 % text
SIDE = 300  # px at 100 % text: the words beside the pages
PRINTER, PLACE, THERE = "Choose a printer…", "Choose a place…", "Save it there"
QUEUE = (
    "PracticeNotes draws the pages in memory and keeps no file of them. The computer’s own queue"
    " for printers is another matter: it, and the printer, may keep a copy."
)
OPEN_FILE = (
    "Outside the practice nothing protects a file: whoever can open its folder can read it, and"
    " so can every program that copies the folder elsewhere."
)
PROTECT = "&Open it with a password only"
MEANS = (
    "Without this password nobody can open the file, and PracticeNotes does not keep it. Tell it"
    " another way than the one by which the file goes."
)
NOT_TAKEN = "The printer did not take the {noun}. Nothing was printed. Choose another one."
FILE_BROKE_OFF = (
    "The file could not be written to its end: perhaps the disk is full. Nothing half was left, and"
    " a file that was there before is as it was. Choose another place."
)
HALF_LEFT = (
    "The file could not be written to its end, and half of it lies at {path}. A file that was there"
    " before is as it was. Delete that half, and choose another place."
)
SYNCHRONISED = "That folder is copied elsewhere, by {service}. Nothing was written yet."


class PaperDialog(Dialog):
    """The pages at the left; at the right what they are, and what is to be known."""

    def __init__(self, paper: Paper, heading: str, act: str, parent: QWidget) -> None:
        self.paper = paper
        self.preview = PdfPreview(paper.data, note="")
        self.facts = Words(_facts(paper.data), "body", wraps=True)
        self.once = Words("", "body", wraps=True)
        self.once.hide()
        body = QWidget()
        beside = parent.window().width() >= themes.current().scaled(WIDTH)
        directions = QBoxLayout.Direction
        row = QBoxLayout(directions.RightToLeft if beside else directions.TopToBottom, body)
        row.setContentsMargins(0, 0, themes.current().space("two"), 0)
        row.setSpacing(themes.current().space("three"))
        row.addWidget(self._side(beside=beside))
        row.addWidget(self.preview, 1)
        self.preview.setFixedHeight(min(themes.current().scaled(HEIGHT), _room(parent)))
        super().__init__(parent, heading, body, act, WIDTH)

    def say_once(self, words: str) -> None:
        """Say what is said the first time alone."""
        self.once.say(words)
        self.once.show()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin on the main button: what is seen is what was asked for."""
        super().showEvent(event)
        self.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _side(self, *, beside: bool) -> QWidget:
        side = QWidget()
        if beside:
            side.setFixedWidth(themes.current().scaled(SIDE))
        self.beside = QVBoxLayout(side)
        self.beside.setContentsMargins(0, 0, 0, 0)
        self.beside.setSpacing(themes.current().space("two"))
        remarks = (Words(remark, "body", wraps=True) for remark in self.paper.remarks)
        for words in (self.facts, self.once, *remarks):
            self.beside.addWidget(words)
        self.beside.addStretch()
        return side


class PrintDialog(PaperDialog):
    """Asks for a printer, and draws the pages one by one; it can be stopped.

    Signals:
        printed(str): the printer took the pages; the name of the paper they were made smaller for.
        stopped(int): the therapist stopped after so many pages.
    """

    printed = Signal(str)
    stopped = Signal(int)

    def __init__(self, paper: Paper, parent: QWidget) -> None:
        super().__init__(paper, f"Print the {paper.noun}", PRINTER, parent)
        self.progress = Words("", "body", wraps=True)
        self.beside.insertWidget(2, self.progress)
        self._printing: painting.Printing | None = None
        self._done = 0
        self.asked.connect(self._ask_printer)

    def reject(self) -> None:
        """Leave, or stop what is being printed."""
        if self._printing:
            done, self._done = self._done, -1
            self._printing.stop()
            self.stopped.emit(done)
        super().reject()

    def _ask_printer(self) -> None:
        printer = QPrinter()
        with closing(Pages(self.paper.data)) as pages:
            painting.prepare(printer, pages, self.paper.job)
            count = len(pages)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, count)
        dialog.setFromTo(1, count)
        dialog.accepted.connect(lambda: self._print(printer))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own wants a slot by name

    def _print(self, printer: QPrinter) -> None:
        self.main.setEnabled(False)
        self.back.setText("Stop")
        self._printing = painting.Printing(self, printer, self.paper.data)
        self._printing.drawn.connect(self._say_drawn)
        self._printing.ended.connect(self._end)
        self._printing.start()

    def _say_drawn(self, done: int, count: int) -> None:
        self._done = done
        self.progress.say(f"Page {done} of {count} is drawn.")

    def _end(self, taken: bool) -> None:
        printing, self._printing = self._printing, None
        if self._done < 0 or printing is None:
            return
        printing.deleteLater()
        self.main.setEnabled(True)
        self.back.setText("Cancel")
        self.progress.say("")
        if taken:
            self.accept()
            self.printed.emit(printing.fitted)
        else:
            self.say_problem(_not_taken(self.paper.noun, printing))


class SaveDialog(PaperDialog):
    """Asks for a place and, where it is wanted, for a password that opens the file.

    Signals:
        placed(Path, str): where to write it, and the password or nothing.
    """

    placed = Signal(object, str)

    def __init__(self, paper: Paper, parent: QWidget) -> None:
        self.protect = QCheckBox(PROTECT)
        self.password = PassphraseField("Password")
        self.meter = StrengthMeter()
        self._label = section("&Password", self.password.field)
        self._means = Words(MEANS, "small", wraps=True)
        self._told_of: Path | None = None  # a folder that is copied elsewhere
        super().__init__(paper, f"Save the {paper.noun} as a PDF", PLACE, parent)
        parts = (self.protect, self._label, self.password, self.meter, self._means)
        for number, part in enumerate(parts, 2):
            self.beside.insertWidget(number, part)
            part.setVisible(part is self.protect)
        self.protect.toggled.connect(self._ask_password)
        self.password.edited.connect(self._weigh)
        self.asked.connect(self._ask_where)
        self.finished.connect(self.password.clear)

    def _ask_password(self, on: bool) -> None:
        self._told_of = None
        self.main.setText(PLACE)
        for part in (self._label, self.password, self.meter, self._means):
            part.setVisible(on)
        if on:
            self.bring_into_sight(self._means)
            self.password.select()

    def _weigh(self, text: str) -> None:
        self.meter.show_level(paper_file.level(text) if text else None)

    def _ask_where(self) -> None:
        if self._told_of:
            self._place(self._told_of)
            return
        if self.protect.isChecked():
            try:
                paper_file.prepared(self.password.text())
            except PracticeNotesError as error:
                self.refuse(error)
                self.password.select()
                return
        title = f"Save the {self.paper.noun} as a PDF"
        ask_where(self, title, self.paper.file_name, "PDF (*.pdf)", self._weigh_place)

    def _weigh_place(self, path: Path) -> None:
        """Say before a file is written in the open that its folder does not stay here."""
        service = "" if self.protect.isChecked() else synchronised.service(path.parent)
        if service:
            self._told_of = path
            self.main.setText(THERE)
            self.say_problem(SYNCHRONISED.format(service=service))
        else:
            self._place(path)

    def _place(self, path: Path) -> None:
        self._told_of = None
        self.main.setText(PLACE)
        self.placed.emit(path, self.password.text() if self.protect.isChecked() else "")


def _facts(data: bytes) -> str:
    with closing(Pages(data)) as pages:
        count, size = len(pages), pages.size(0)
    paper = _PAPERS.get((round(min(size.toTuple())), round(max(size.toTuple()))), "")
    lying = "lying" if size.width() > size.height() else "upright"
    said = f"{count} {'page' if count == 1 else 'pages'}"
    return f"{said}, {paper}, {lying}." if paper else f"{said}, {lying}."


def _not_taken(noun: str, printing: painting.Printing) -> str:
    if printing.left:
        return HALF_LEFT.format(path=printing.left)
    if printing.trouble:
        return messages.sentence(printing.trouble)
    return FILE_BROKE_OFF if printing.made else NOT_TAKEN.format(noun=noun)


def _room(parent: QWidget) -> int:
    return max(240, parent.window().height() - 250)


_PAPERS = {(595, 842): "A4", (612, 792): "Letter", (420, 595): "A5"}
