"""The files of a session, quietly in the head of its note."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from practicenotes.domain.attachments import Attachment, AttachmentId
from practicenotes.domain.changes import Changes
from practicenotes.domain.people import ClientId
from practicenotes.domain.sessions import Session
from practicenotes.records import attachments
from practicenotes.records.write_up import WriteUp
from practicenotes.ui import theme
from practicenotes.ui.files.page import FilesPage
from practicenotes.ui.files.tab import FILES
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.tasks import Broadcast, Tasks
from practicenotes.ui.today import TodayPage
from practicenotes.ui.widgets.buttons import LinkButton
from practicenotes.ui.widgets.drawing import Drawing
from practicenotes.ui.widgets.flow import Flow


class SessionFiles(QWidget):
    """A word for each file, which leads to it; nothing at all where there is none.

    Signals:
        wanted(AttachmentId): a file is to be read.
    """

    wanted = Signal(str)

    def __init__(self, record: Tasks, broadcast: Broadcast) -> None:
        super().__init__()
        self._record = record
        self._session: Session | None = None
        self._flow = Flow(theme.current().space("one"), self)
        self._parts: list[QWidget] = []
        broadcast.changed.connect(self._hear)
        self.hide()

    def show_write_up(self, found: WriteUp) -> None:
        """Show the files of the session that is written up."""
        self._session = found.session
        self._read()

    def _read(self) -> None:
        if self._session:
            session_id = self._session.id

            def take(found: tuple[Attachment, ...]) -> None:
                if self._session and self._session.id == session_id:
                    self._show([each for each in found if not each.damaged])

            self._record.run(self, attachments.of_session, session_id, then=take)

    def _show(self, files: list[Attachment]) -> None:
        for part in self._parts:
            self._flow.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = [Drawing("paperclip", size="small")] if files else []
        for attachment in files:
            link = LinkButton(attachment.name.replace("&", "&&"))
            link.setAccessibleName(f"File: {attachment.name}")
            link.clicked.connect(lambda _=False, each=attachment.id: self.wanted.emit(each))
            self._parts.append(link)
        for part in self._parts:
            self._flow.addWidget(part)
            part.show()
        self.setVisible(bool(files))

    def _hear(self, touched: Changes, _initiator: object) -> None:
        if touched & Changes.ATTACHMENTS:
            self._read()


def join(
    today: TodayPage,
    page: SessionPage,
    files: FilesPage,
    record: Tasks,
    broadcast: Broadcast,
    show_part: Callable[[str, ClientId], object],
) -> None:
    """Give the note of a session its files, and lead to files from there and from a day."""
    today.files_wanted.connect(partial(show_part, FILES.name))
    shown = SessionFiles(record, broadcast)
    head = page.record.head
    head.add_beneath(shown)
    page.record.opened.connect(shown.show_write_up)

    def read(attachment_id: AttachmentId) -> None:
        show_part(FILES.name, page.record.session.client_id)
        files.read(attachment_id)

    def keep() -> None:
        session = page.record.session
        files.add_to_session(session.client_id, session.id)

    shown.wanted.connect(read)
    head.file_wanted.connect(keep)
