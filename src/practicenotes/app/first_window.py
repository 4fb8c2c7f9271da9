"""A second start brings the first window to the front, where both are for the same practice.

They speak through a socket of this account, on this computer; what is said is a folder, and yes.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget


if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket


YES = b"yes"
_PATIENCE = 1000  # ms: a program that hangs must not keep another from starting
_MOST = 4096  # bytes of a folder's name


def name(config: Path) -> str:
    """Return what the socket of the program on these settings is called."""
    own = f"practicenotes-{crc32(os.fsencode(config.absolute())):08x}"
    if sys.platform == "win32":
        return own  # a pipe, which lies in no folder
    return str(Path(os.environ.get("XDG_RUNTIME_DIR") or config.absolute()) / own)


def is_there(socket: str, folder: Path) -> bool:
    """Ask the first program to show its window, and say whether it does."""
    if sys.platform != "win32" and not Path(socket).exists():
        return False
    from PySide6.QtNetwork import QLocalSocket

    asks = QLocalSocket()
    asks.connectToServer(socket)
    if not asks.waitForConnected(_PATIENCE):
        return False
    asks.write(os.fsencode(folder) + b"\n")
    asks.flush()
    asks.waitForReadyRead(_PATIENCE)
    return bytes(asks.readAll().data()) == YES


class FirstWindow(QObject):
    """Listens for later starts; `here` tells the folder and the window that are open now."""

    def __init__(
        self, parent: QObject, socket: str, here: Callable[[], tuple[Path, QWidget | None]]
    ) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self._here = here
        self._server: QLocalServer = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(socket)  # of a process that ended without a word
        self._server.listen(socket)
        self._server.newConnection.connect(self._meet)

    def _meet(self) -> None:
        asks = self._server.nextPendingConnection()
        if asks:
            asks.disconnected.connect(asks.deleteLater)
            asks.readyRead.connect(lambda: self._hear(asks))
            self._hear(asks)

    def _hear(self, asks: "QLocalSocket") -> None:
        if not asks.canReadLine():
            return
        folder = Path(os.fsdecode(bytes(asks.readLine(_MOST).data()).rstrip(b"\n")))
        open_now, front = self._here()
        if front is None or not _same(folder, open_now):
            asks.disconnectFromServer()
            return
        asks.write(YES)
        asks.flush()
        bring(front)


def bring(window: QWidget) -> None:
    """Bring a window to the front, or let the task bar say that it wants to be seen."""
    if window.isMinimized():
        window.showNormal()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def _same(one: Path, other: Path) -> bool:
    return os.path.normcase(one.absolute()) == os.path.normcase(other.absolute())
