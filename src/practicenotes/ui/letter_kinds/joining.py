"""Ways to the kinds of letters: from where a letter is begun, from the practice, from the menu."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout

from practicenotes.ui.forms.desk import FormDesk
from practicenotes.ui.letter.desk import LetterDesk
from practicenotes.ui.letter_kinds.trade import KINDS
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.tasks import Tasks, Work
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.card import Card
from practicenotes.ui.widgets.words import Words
from practicenotes.ui.window import Window


ABOUT = "What a letter always says, and what can be ticked in it. Make your own."


def desks(
    window: Window, record: Tasks, work: Work, now: Callable[[], datetime]
) -> tuple[FormDesk, FormDesk]:
    """Return the desk of forms for notes, and that of kinds of letters."""
    both = FormDesk(window, record, work, now), FormDesk(window, record, work, now, KINDS)
    for desk in both:  # a page that is never shown goes with the window, too
        desk.page.setParent(window)
        desk.page.hide()
    return both


def join(kinds: FormDesk, letters: LetterDesk, practice: PracticePage, window: Window) -> None:
    """Lead to the kinds of letters."""
    letters.kinds_wanted.connect(kinds.show)
    window.act("&Letter", "Kin&ds of letters", kinds.show)
    card = Card()
    card.stack.addWidget(Words("Kinds of letters", "heading"))
    card.stack.addWidget(Words(ABOUT, "body", wraps=True))
    button = Button("Open the kinds of letters")
    button.clicked.connect(kinds.show)
    row = QHBoxLayout()
    row.addWidget(button)
    row.addStretch()
    card.stack.addLayout(row)
    practice.add_card(card)
