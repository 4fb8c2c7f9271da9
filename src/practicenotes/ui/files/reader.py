"""One file, read inside the program: nothing of it lies readable on the disk meanwhile."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.domain import attachments, pictures, times
from practicenotes.domain.attachments import Attachment
from practicenotes.domain.sessions import Session
from practicenotes.errors import (
    FileUnshowable,
    PagesUnreadable,
    PictureTooLarge,
    ReadingStopped,
    ShowingStopped,
)
from practicenotes.records import attachments as kept
from practicenotes.ui import theme as themes
from practicenotes.ui.files import picture
from practicenotes.ui.printing import pages
from practicenotes.ui.printing.outside import OutsidePages
from practicenotes.ui.printing.preview import PdfPreview
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.flow import Flow
from practicenotes.ui.widgets.words import Words


Read = TypeVar("Read")

HEIGHT = 440  # px at 100 % text: what a page needs to be read
LONGEST_TEXT = 200_000  # signs that are shown of a text
CUT = "Only the beginning is shown here. Save a copy to read all of it."


class FileReader(QWidget):
    """A head with what is said about the file and what can be done with it, and the file itself.

    Signals:
        copy_wanted(Attachment), change_wanted(Attachment), removal_wanted(Attachment).
    """

    copy_wanted = Signal(object)
    change_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, record: Tasks, work: Work) -> None:
        super().__init__()
        self._record, self._work = record, work
        self.shown: Attachment | None = None
        self._name = Words("", "heading", wraps=True)
        self._facts = Words("", "small", wraps=True)
        self.sentence = Words("", "body", wraps=True)
        self.preview = PdfPreview(note="")
        self.preview.sheets.lost.connect(self._tell)
        self.text = QPlainTextEdit(readOnly=True)
        self._stack = QStackedWidget()
        self._lay_out()

    def show_file(self, attachment: Attachment, session: Session | None) -> None:
        """Show a file; what was shown before is let go of first."""
        again = self.shown and self.shown.id == attachment.id
        self.shown = attachment
        self._name.say(attachment.name)
        self._facts.say(_facts(attachment, session))
        if again:
            return
        self._let_go()
        self._say("")
        for view in (self.preview.sheets, self.text):
            view.setAccessibleName(attachment.words or attachment.name)
        self._record.run(
            self,
            kept.content,
            attachment.id,
            then=self._if_still(attachment, self._take),
            failed=self._tell,
        )

    def close_file(self) -> None:
        """Show nothing, and keep nothing of what was shown."""
        self.shown = None
        self._let_go()
        self._say("")

    def focus_file(self) -> None:
        """Put the keyboard where the file can be walked through."""
        shown = self._stack.currentWidget()
        target: QWidget = self.copy
        if shown in (self.preview, self.text):
            target = self.preview.sheets if shown is self.preview else self.text
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def come_into_sight(self) -> None:
        """Take the keyboard, and scroll the page that this is on to its head."""
        self.copy.setFocus(Qt.FocusReason.OtherFocusReason)
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and (sheet := above.widget()):
            above.verticalScrollBar().setValue(self.mapTo(sheet, self.rect().topLeft()).y())

    # --- what comes back -----------------------------------------------------------------------

    def _if_still(
        self, attachment: Attachment, act: Callable[[Read], object]
    ) -> Callable[[Read], None]:
        """Return what does something with a file, if that is the one still shown by then."""

        def then(read: Read) -> None:
            if self.shown and self.shown.id == attachment.id:
                act(read)

        return then

    def _take(self, data: bytes) -> None:
        assert self.shown
        media_type, then = self.shown.media_type, partial(self._if_still, self.shown)
        if media_type == attachments.TEXT:
            self._show_text(attachments.text_of(data))
        elif media_type == attachments.PDF:
            read = (OutsidePages, data, self.shown.name)
            self._work.run(self, *read, then=then(self._show_outside), failed=self._tell)
        elif pictures.is_known(media_type):
            read_picture = (picture.page, data, self.shown.name)
            self._work.run(self, *read_picture, then=then(self._show_pages), failed=self._tell)
        else:
            self._tell(FileUnshowable())

    def _show_text(self, text: str) -> None:
        self.text.setPlainText(text[:LONGEST_TEXT])
        self._note.say(CUT)
        self._note.setVisible(len(text) > LONGEST_TEXT)
        self._stack.setCurrentWidget(self.text)

    def _show_pages(self, data: bytes) -> None:
        try:
            pages.look_through(data)
        except (PagesUnreadable, PictureTooLarge) as error:
            self._tell(error)
        else:
            self.preview.show_pdf(data)
            self._stack.setCurrentWidget(self.preview)

    def _show_outside(self, found: OutsidePages) -> None:
        self.preview.show_outside(found)
        self._stack.setCurrentWidget(self.preview)

    def _tell(self, error: Exception) -> bool:
        self._let_go()
        if isinstance(error, ReadingStopped):
            error = ShowingStopped(error.name)
        self._say(messages.sentence(error))
        return True

    def _say(self, words: str) -> None:
        self.sentence.say(words)
        self._stack.setCurrentWidget(self._blank)

    def _let_go(self) -> None:
        self.preview.show_pdf(b"")
        self.text.clear()
        self._note.hide()

    # --- layout --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = themes.current()
        self.copy = Button("Save a copy…", icon="save")
        self.about = Button("Change…", icon="pen-line")
        self.out = Button("Take out", icon="trash-2")
        for button, signal in (
            (self.copy, self.copy_wanted),
            (self.about, self.change_wanted),
            (self.out, self.removal_wanted),
        ):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.shown))
        self.text.setProperty("reading", True)
        self.text.setTabChangesFocus(True)
        self._note = Words("", "small", wraps=True)
        self._note.hide()
        self._blank = QWidget()
        blank = QVBoxLayout(self._blank)
        blank.setContentsMargins(0, look.space("three"), 0, 0)
        blank.addWidget(self.sentence)
        blank.addStretch()
        for view in (self._blank, self.preview, self.text):
            self._stack.addWidget(view)
        self._stack.setMinimumHeight(look.scaled(HEIGHT))
        acts = QWidget()
        row = Flow(look.space("one"), acts)
        for button in (self.copy, self.about, self.out):
            row.addWidget(button)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.space("one"))
        for part in (self._name, self._facts, acts, self._note):
            stack.addWidget(part)
        stack.addWidget(self._stack, 1)


def _facts(attachment: Attachment, session: Session | None) -> str:
    of = f"of the session of {times.in_full(session.starts_at.date())}" if session else ""
    parts = (
        attachment.kind.value.capitalize(),
        of,
        f"received {times.in_full(attachment.received_on)}",
        attachments.size_in_words(attachment.size),
        attachment.words,
    )
    return " · ".join(part for part in parts if part)
