"""How letters are headed: set at the left, seen on an empty letter at the right."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from practicenotes import messages
from practicenotes.documents import letter as paper
from practicenotes.domain import letterhead as heads
from practicenotes.domain import times
from practicenotes.domain.letterhead import LANGUAGES, Layout, Letterhead, PaperSize
from practicenotes.domain.people import Practitioner
from practicenotes.ui import theme as themes
from practicenotes.ui.letter.proof import Proof
from practicenotes.ui.letterhead import sample
from practicenotes.ui.letterhead.picture_field import PictureField
from practicenotes.ui.printing.preview import PdfPreview
from practicenotes.ui.tasks import Work
from practicenotes.ui.widgets.dialog import Dialog
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.words import Words


WIDTH, HEIGHT = 940, 560  # px at 100 % text
SIDE = 400  # px at 100 % text: what is set
_AROUND = 210  # px at 100 % text: what stands over and under the body

LAYOUTS = (
    (Layout.PLAIN, "No window"),
    (Layout.DIN_A, "DIN 5008, form A"),
    (Layout.DIN_B, "DIN 5008, form B"),
    (Layout.UK, "British DL or C5 window"),
    (Layout.US, "American No. 10 window"),
)
PAPERS = (
    (PaperSize.BY_LANGUAGE, "By language"),
    (PaperSize.A4, "A4"),
    (PaperSize.LETTER, "Letter"),
)
LAYOUT_HELP = "With a window, the address lies behind it and short marks say where to fold."
LANGUAGE_HELP = "Told to programs that read a letter aloud. What you write is not translated."
REGISTERED_HELP = "Each on a line of its own, beneath the registration of your own lines."
UNSIGNED = "Only letters that go out are signed with it. A draft never is."


class LetterheadDialog(Dialog):
    """Asks how letters are headed; the owner keeps what `given` returns."""

    def __init__(
        self,
        head: Letterhead,
        practitioner: Practitioner,
        work: Work,
        now: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        self._practitioner, self._now = practitioner, now
        self.form = Form(_rows(heads.PLAIN if head.damaged else head))
        self.logo, self.signature = PictureField("&Logo", work), PictureField("&Signature", work)
        self.preview = PdfPreview(note="an empty letter")
        self._refused = Words("", "small", wraps=True)
        themes.mark(self._refused, role="", state="error")
        self._refused.hide()
        super().__init__(parent, "Letterhead", self._body_of(parent), "Keep this letterhead", WIDTH)
        self.logo.show_picture(head.logo)
        self.signature.show_picture(head.signature)
        self.proof = Proof(self, work, self._compose)
        self.proof.drawn.connect(self._show_pages)
        self.proof.refused.connect(self._say_why)
        self.form.changed.connect(lambda _: self.proof.touch())
        for field in (self.logo, self.signature):
            field.changed.connect(self.proof.touch)
        self.proof.begin()

    def given(self) -> Letterhead:
        """Return the letterhead as it stands here."""
        typed = self.form.values()
        lines = tuple(line.strip() for line in typed.pop("registrations").splitlines())
        return Letterhead(
            **typed,
            registrations=tuple(filter(None, lines)),
            logo=self.logo.content,
            signature=self.signature.content,
        )

    def as_typed(self) -> dict[str, Any]:
        """Return what stands in the form; a picture is chosen anew."""
        return self.form.as_typed()

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what stood in the form."""
        self.form.show_typed(words)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Begin with the envelope."""
        super().showEvent(event)
        self.form.field("layout").setFocus(Qt.FocusReason.OtherFocusReason)

    def _compose(self) -> Callable[[], bytes]:
        at = self._now()
        letter = sample.empty(times.on_the_wall(at).date(), at)
        them = replace(self._practitioner, damaged=False)
        return partial(paper.draw, letter, them, letterhead=self.given(), draft=False)

    def _show_pages(self, data: bytes) -> None:
        self._refused.hide()
        self.preview.show_pdf(data)

    def _say_why(self, error: Exception) -> None:
        self._refused.say(messages.sentence(error))
        self._refused.show()

    def _body_of(self, parent: QWidget) -> QWidget:
        """Return both sides: next to each other where the window has the room."""
        look, body = themes.current(), QWidget()
        wide = parent.window().width() >= look.scaled(WIDTH)
        way = QBoxLayout.Direction
        row = QBoxLayout(way.LeftToRight if wide else way.TopToBottom, body)
        row.setContentsMargins(0, 0, look.space("two"), 0)
        row.setSpacing(look.space("three"))
        side = QWidget()
        if wide:
            side.setFixedWidth(look.scaled(SIDE))
        stack = QVBoxLayout(side)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(look.space("two"))
        unsigned = Words(UNSIGNED, "muted", wraps=True)
        for part in (self.form, self.logo, self.signature, unsigned, self._refused):
            stack.addWidget(part)
        stack.addStretch()
        row.addWidget(side)
        row.addWidget(self.preview, 1, Qt.AlignmentFlag.AlignTop)
        room = parent.window().height() - look.scaled(_AROUND)
        self.preview.setFixedHeight(max(look.scaled(240), min(look.scaled(HEIGHT), room)))
        return body


def _rows(head: Letterhead) -> tuple[Field, ...]:
    tongues = tuple(LANGUAGES.items())
    if head.language not in LANGUAGES:
        tongues = ((head.language, head.language), *tongues)
    lines = "\n".join(head.registrations)
    return (
        Field("layout", "&Envelope", Kind.CHOICE, head.layout, LAYOUT_HELP, LAYOUTS),
        Field("language", "L&anguage", Kind.CHOICE, head.language, LANGUAGE_HELP, tongues),
        Field("paper", "&Paper", Kind.SEGMENTS, head.paper, options=PAPERS),
        Field("registrations", "&Registrations", Kind.LINES, lines, REGISTERED_HELP),
    )
