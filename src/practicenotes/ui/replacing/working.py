"""The third step: the practice is encrypted anew, and a bar says how far that is."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from practicenotes.errors import StoreClosed
from practicenotes.ui import theme as themes
from practicenotes.ui.announce import announce
from practicenotes.ui.first_run.sheet import MEASURE, Sheet
from practicenotes.ui.widgets.words import Words


LOOK = 200  # ms between two looks at how far it is
STOPPING = "Stopping."
_HEIGHT = 8  # px at 100 % text
_SPOKEN = 25  # per cent between two times that it is said aloud
_WORDS = (
    "Everything is copied, encrypted with new keys and read back. Until the last moment the"
    " practice stays as it is, and opens with the old passphrase and the old sheet."
)


class Share:
    """How far the work is: written by its thread, read by the window; it can also be stopped."""

    def __init__(self) -> None:
        self.done = 0.0
        self.stopped = False

    def hear(self, done: float) -> None:
        """Take note of how far it is; end the work if that is wanted."""
        self.done = done
        if self.stopped and done < 1:
            raise StoreClosed


class WorkingStep(Sheet):
    """A bar, its per cent in words, and one button that stops."""

    def __init__(self) -> None:
        super().__init__(3, "The keys are being replaced", _WORDS, "&Stop")
        self._bar, self._said = Bar(), Words("", "body")
        self._share, self._spoken = Share(), 0
        self._bar.setMaximumWidth(themes.current().scaled(MEASURE))
        self.stack.addWidget(self._bar)
        self.stack.addSpacing(themes.current().space("one"))
        self.stack.addWidget(self._said)
        self.stack.addStretch()
        self._clock = QTimer(self, interval=LOOK)
        self._clock.timeout.connect(self._look)
        self.next.clicked.connect(self._stop)
        self.next.setAutoDefault(False)  # an Enter that comes late must not stop it
        self.setFocusProxy(self._bar)

    @property
    def was_stopped(self) -> bool:
        """Whether somebody wanted it to stop."""
        return self._share.stopped

    def begin(self) -> Share:
        """Begin at nothing; return what the work tells how far it is."""
        self._share, self._spoken = Share(), 0
        self.next.setEnabled(True)
        self._look()
        self._clock.start()
        return self._share

    def end(self) -> None:
        """Look no more."""
        self._clock.stop()

    def _stop(self) -> None:
        self._share.stopped = True
        self.next.setEnabled(False)
        self._said.say(STOPPING)

    def _look(self) -> None:
        if self._share.stopped:
            return
        per_cent = int(100 * self._share.done)
        self._bar.show_share(self._share.done)
        self._said.say(f"{per_cent} % done.")
        if per_cent >= self._spoken + _SPOKEN:
            self._spoken = per_cent
            announce(self, f"{per_cent} per cent done")


class Bar(QWidget):
    """A flat bar that fills; its words stand beneath it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_share(0)

    def show_share(self, share: float) -> None:
        """Fill it so far."""
        self._share = share
        self.setAccessibleName(f"{int(100 * share)} per cent done")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Grow with the text."""
        return QSize(themes.current().scaled(MEASURE), themes.current().scaled(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint what is done over what is to be done."""
        look = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        round_end = self.height() / 2
        for width, colour in ((self.width(), "covered"), (self.width() * self._share, "accent")):
            painter.setBrush(look.colour(colour))
            painter.drawRoundedRect(QRectF(0, 0, width, self.height()), round_end, round_end)
