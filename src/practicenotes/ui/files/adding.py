"""How a file gets into the record: chosen or dropped, read, asked about, kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from practicenotes.domain.attachments import AttachmentId
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import SessionId
from practicenotes.domain.unfinished import Mark, Unfinished
from practicenotes.exchange import looked_at
from practicenotes.exchange.incoming import Incoming
from practicenotes.records import attachments, unfinished
from practicenotes.ui.files.asking import NewFileDialog
from practicenotes.ui.files.handing import NEW, Handing
from practicenotes.ui.tasks import Tasks, Work


class Adding(Handing):
    """Takes files one after the other; each is asked about before it is kept.

    Signals:
        added(AttachmentId): a file is in the record.
    """

    added = Signal(str)

    def __init__(
        self, page: QWidget, record: Tasks, work: Work, now: Callable[[], datetime]
    ) -> None:
        super().__init__(page, record, now)
        self._work = work
        self._waiting: list[Mark] = []

    def choose(self, client_id: ClientId, session_id: SessionId | None = None) -> None:
        """Ask for files of a client or of one session."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._page, "Files to keep, 25 MB each at most", folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        take = partial(self.take, client_id, session_id)
        dialog.filesSelected.connect(lambda chosen: take([Path(path) for path in chosen]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(
        self, client_id: ClientId, session_id: SessionId | None, paths: Sequence[Path]
    ) -> None:
        """Read these files, and ask about each of them."""
        about = [(client_id, str(path), session_id or "") for path in paths]
        self._waiting += [Mark(NEW, each) for each in about]
        self._next()

    def _next(self) -> None:
        if self._waiting:
            mark = self._waiting.pop(0)
            _, path, _ = mark.about
            ask, go_on = partial(self._ask_about, mark), partial(self._go_on, mark)
            self._work.run(self, looked_at.read, Path(path), then=ask, failed=go_on)

    def _go_on(self, mark: Mark, _error: Exception) -> bool:
        """Let the window say why a file cannot be read, and go on with the next.

        What was typed about it before a lock waits until it is chosen again.
        """
        self._record.run(self, unfinished.find, mark, then=self._put_aside)
        self._next()
        return False

    def _put_aside(self, found: Unfinished | None) -> None:
        if found:
            self._record.run(self, unfinished.keep, replace(found, stands=False), self._now())

    def _ask_about(self, mark: Mark, came: Incoming) -> None:
        dialog = NewFileDialog(came, self.today, self._page)
        client_id, _, session_id = mark.about
        whose = ClientId(client_id), SessionId(session_id) if session_id else None

        def kept(attachment_id: AttachmentId) -> None:
            name = dialog.given(*whose).name
            self.done(dialog, f"“{name}” is kept.")
            self.added.emit(attachment_id)

        self.ask(dialog, lambda: (attachments.add, (dialog.given(*whose),)), kept, mark)
        dialog.finished.connect(lambda _: self._next())


def dropped(data: QMimeData) -> list[Path]:
    """Return the files of this computer that are dropped; an address of elsewhere is none."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
