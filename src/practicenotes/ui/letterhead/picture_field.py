"""One picture of a letterhead: seen small, chosen, taken out and put back."""

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain.attachments import MEGABYTE
from practicenotes.errors import PagesUnreadable, PictureTooLarge
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.letterhead import picture
from practicenotes.ui.letterhead.picture import Ready
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.words import Words, section


NONE_YET = "No picture."
UNUSABLE = (
    "This file is damaged, too large to be drawn, or no picture. Nothing was changed."
    " Choose a PNG or JPEG."
)
MOVES = "It moves; its first picture is used."
TAKEN_OUT = "Taken out."
_SMALL = (150, 48)  # px at 100 % text
_PICTURES = "Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff);;All files (*)"


class PictureField(QWidget):
    """A picture with its two buttons; what is amiss with a file is said beneath them.

    Signals:
        changed(): another picture stands here, or none.
    """

    changed = Signal()

    def __init__(self, label: str, work: Work) -> None:
        super().__init__()
        self._work, self._content, self._before = work, b"", b""
        self._name = label.replace("&", "").lower()
        self._seen = QLabel()
        self._seen.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.choose, self.remove = Button("Choose…"), Button("Take out", "text")
        self.choose.setAccessibleName(f"Choose a {self._name}")
        self.choose.clicked.connect(self._choose)
        self.remove.clicked.connect(self._remove)
        self._said = Words("", "muted", wraps=True)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(themes.current().space("half"))
        stack.addWidget(section(label, self.choose))
        stack.addWidget(self._seen)
        stack.addLayout(row)
        stack.addWidget(self._said)
        self.show_picture(b"")

    @property
    def content(self) -> bytes:
        """The picture that stands here; empty if there is none."""
        return self._content

    def said(self) -> str:
        """Return what is said about the picture."""
        return self._said.said()

    def show_picture(self, content: bytes, said: str = "") -> None:
        """Show a picture, or that there is none."""
        self._content = content
        small = QPixmap()
        if content:
            small.loadFromData(content)
        self._seen.setVisible(not small.isNull())
        self._seen.setPixmap(_small(small, self.devicePixelRatioF()))
        self._seen.setAccessibleName(f"The {self._name}")
        self._say(said or ("" if content else NONE_YET))
        back = not content and bool(self._before)
        self.remove.setText("Put it back" if back else "Take out")
        self.remove.setAccessibleName(f"{self.remove.text()}: {self._name}")
        self.remove.setVisible(bool(content) or back)

    def take(self, path: Path) -> None:
        """Read a picture from a file, off the window’s thread."""
        self.choose.setEnabled(False)
        self._work.run(self, picture.load, path, then=self._taken, failed=self._refused)

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        heading = f"A {self._name}, {picture.MOST // MEGABYTE} MB at most"
        dialog = QFileDialog(self.window(), heading, folder, _PICTURES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.take(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _taken(self, came: Ready) -> None:
        self.choose.setEnabled(True)
        self._before = b""
        self.show_picture(came.content, MOVES if came.moved else "")
        self.changed.emit()

    def _refused(self, error: Exception) -> bool:
        self.choose.setEnabled(True)
        unusable = isinstance(error, PagesUnreadable | PictureTooLarge)
        self._say(UNUSABLE if unusable else messages.sentence(error), wrong=True)
        return True

    def _remove(self) -> None:
        """Take the picture out, or put back the one that was taken out."""
        put_back, self._before = self._before, self._content
        self.show_picture(put_back, "" if put_back else TAKEN_OUT)
        self.changed.emit()

    def _say(self, words: str, *, wrong: bool = False) -> None:
        themes.mark(self._said, role="" if wrong else "muted", state="error" if wrong else "")
        self._said.say(words)
        self._said.setVisible(bool(words))
        if wrong:
            announce(self, words, urgent=True)


def _small(picture: QPixmap, ratio: float) -> QPixmap:
    """Return a picture small enough to stand among fields."""
    if picture.isNull():
        return picture
    look = themes.current()
    room = QSize(look.scaled(_SMALL[0]), look.scaled(_SMALL[1])) * ratio
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    shown = picture.scaled(room.boundedTo(picture.size() * ratio), keep, smooth)
    shown.setDevicePixelRatio(ratio)
    return shown
