"""Joins words and snippets to the pages: who may use which is said here, and nowhere else."""

from typing import Protocol

from practicenotes.ui.alliance.page import AlliancePage
from practicenotes.ui.clients.section import ClientsSection
from practicenotes.ui.forms.desk import FormDesk
from practicenotes.ui.letter.page import LetterPage
from practicenotes.ui.looks import Looks
from practicenotes.ui.measures.page import MeasuresPage
from practicenotes.ui.note.desk import NoteDesk
from practicenotes.ui.practice import PracticePage
from practicenotes.ui.second_look.page import SecondLookPage
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.supervision import SupervisionSection
from practicenotes.ui.tasks import Work
from practicenotes.ui.thoughts.page import ThoughtsPage
from practicenotes.ui.vocabulary import Vocabulary
from practicenotes.ui.vocabulary.card import PrivateWritingCard, WritingCard
from practicenotes.ui.window import Window
from practicenotes.ui.writing.side import lend_to_dialogs


class Pages(Protocol):
    """The pages of an open practice on which something is written."""

    session: SessionPage
    notes: NoteDesk
    practice: PracticePage
    supervision: SupervisionSection

    letter: LetterPage
    clients: ClientsSection
    measures: MeasuresPage
    kinds: FormDesk
    alliance: AlliancePage
    thoughts: ThoughtsPage
    second_look: SecondLookPage


def join(
    vocabulary: Vocabulary,
    work: Work,
    looks: Looks,
    pages: Pages,
    window: Window,
) -> None:
    """Lend each page the words of its side, and put the cards on the page of the practice."""
    lend_to_dialogs(window, vocabulary.record, vocabulary.private)
    session, supervision = pages.session, pages.supervision
    vocabulary.lend(
        record=(
            *(session.record, pages.notes.page, pages.letter, pages.clients, pages.measures),
            *(pages.practice, supervision.hours, pages.kinds.page),
        ),
        private=(
            *(session.private, pages.alliance, pages.thoughts, pages.second_look),
            *(supervision.passages, supervision.caseload),
        ),
    )
    card = WritingCard(vocabulary, work)
    card.told.connect(window.say)
    card.look_chosen.connect(looks.write_so)
    pages.practice.add_card(card)
    pages.practice.add_card(PrivateWritingCard(vocabulary.private))
    vocabulary.begin()
