"""What is added to a signed note: shown below it, and the form that asks for more."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from practicenotes.domain import times
from practicenotes.domain.notes import Addendum, AddendumKind
from practicenotes.ui import theme as themes
from practicenotes.ui.session.dialog import PageDialog
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.words import Words


_KINDS = (
    (AddendumKind.ADDENDUM, "Addendum"),
    (AddendumKind.AMENDMENT, "Amendment"),
)
_NAMES = dict(_KINDS)


class Addenda(QWidget):
    """Every addition in the order of its date."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(themes.current().space("one"))

    def show_addenda(self, addenda: tuple[Addendum, ...]) -> None:
        """Show these additions in place of those before."""
        for card in self.findChildren(Card):
            self._stack.removeWidget(card)
            card.deleteLater()
        for addendum in addenda:
            self._stack.addWidget(_card(addendum))
        self.setVisible(bool(addenda))


class AddendumDialog(PageDialog):
    """Asks for what is to be added; what was signed stays as it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Add to the signed note", "Add to note", "Cancel")
        self.form = Form(
            (
                Field(
                    "kind",
                    "&Kind",
                    Kind.SEGMENTS,
                    AddendumKind.ADDENDUM,
                    "An addendum adds to a note that was right; an amendment corrects one"
                    " that was wrong. Both stay beside what you signed.",
                    _KINDS,
                ),
                Field("reason", "&Reason", help="Why it is added now."),
                Field("text", "&Text", Kind.LINES),
            )
        )
        self.form.changed.connect(lambda _: self._weigh())
        self.body.addWidget(self.form)
        self.body.addStretch()
        self._weigh()

    def _weigh(self) -> None:
        self.main.setEnabled(bool(self.form.values()["text"].strip()))


def _card(addendum: Addendum) -> Card:
    at = times.on_the_wall(addendum.signed_at)
    name = _NAMES[addendum.kind]
    card = Card()
    card.stack.addWidget(
        Words(f"{name}, {times.in_full(at)} at {times.clock(at)}", "section", wraps=True)
    )
    if addendum.reason:
        card.stack.addWidget(Words(addendum.reason, "muted", wraps=True))
    card.stack.addWidget(Words(addendum.text, "reading", wraps=True))
    return card
