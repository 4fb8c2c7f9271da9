"""The files of a session, quietly in the head of its note."""

from collections.abc import Callable

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
from practicenotes.ui.session.record_side import RecordSide
from practicenotes.ui.tasks import Broadcast, Tasks
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
        self.session: Session | None = None
        self._flow = Flow(theme.current().space("one"), self)
        self._parts: list[QWidget] = []
        broadcast.changed.connect(self._hear)
        self.hide()

    def show_write_up(self, found: WriteUp) -> None:
        """Show the files of the session that is written up."""
        self.session = found.session
        self._show([])
        self._read()

    def _read(self) -> None:
        if self.session:
            session_id = self.session.id

            def take(found: tuple[Attachment, ...]) -> None:
                if self.session and self.session.id == session_id:
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
    side: RecordSide,
    files: FilesPage,
    record: Tasks,
    broadcast: Broadcast,
    show_part: Callable[[str, ClientId], object],
) -> None:
    """Give a note its session's files, with the way to add one and the way to read one."""
    shown = SessionFiles(record, broadcast)
    side.head.add_beneath(shown)
    side.opened.connect(shown.show_write_up)

    def read(attachment_id: AttachmentId) -> None:
        if shown.session:
            show_part(FILES.name, shown.session.client_id)
            files.read(attachment_id)

    def keep() -> None:
        if shown.session:
            files.add_to_session(shown.session.client_id, shown.session.id)

    shown.wanted.connect(read)
    side.head.file_wanted.connect(keep)
