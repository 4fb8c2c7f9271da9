"""The letters of a client lie in a tab of their own, with the list of what left the practice."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain.disclosures import Way
from practicenotes.domain.letters import Consent, Letter, LetterState
from practicenotes.domain.people import ClientId, NewClient
from practicenotes.records import clients, disclosures, letters
from practicenotes.ui.letter.shelf import DELETED, LetterShelfPage
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets.words import Words
from practicenotes.vault.store import Store

from .conftest import NOW, Clock


CONSENT = Consent(NOW.date(), "in session", "dates and focus")
PDF = b"%PDF-1.7 pages"


@dataclass
class Shelf:
    """The tab of one client."""

    page: LetterShelfPage
    record: Store
    client: ClientId
    tasks: Tasks
    qtbot: QtBot

    def draft(self) -> Letter:
        """Put a draft there that lacks nothing."""
        kind = catalog.letter_kind("progress")
        begun = self.record.run(letters.begin, self.client, kind, NOW.date(), NOW)
        told = replace(begun, recipient="Dr A. Moss", consent=CONSENT)
        self.record.run(letters.save, told, NOW)
        return self.record.run(letters.get, begun.id)

    def final(self) -> Letter:
        """Put an approved letter there."""
        return self.record.run(letters.approve, self.draft().id, PDF, NOW)

    def show(self) -> None:
        """Show the tab as the record has it now."""
        self.page.open(self.client)
        self.settle()

    def settle(self) -> None:
        """Wait until everything has come back."""
        self.qtbot.waitUntil(lambda: not self.tasks.busy)


@pytest.fixture
def shelf(
    qtbot: QtBot,
    theme: Theme,
    record: Store,
    heron_vault: tuple[object, ClientId],
    tasks: Tasks,
    clock: Clock,
) -> Shelf:
    """Give the tab of a client without a letter."""
    page = LetterShelfPage(tasks, clock)
    page.resize(900, 640)
    qtbot.addWidget(page)
    page.show()
    held = Shelf(page, record, heron_vault[1], tasks, qtbot)
    held.show()
    return held


def test_a_client_without_letters_is_offered_one(shelf):
    """One sentence each for letters and disclosures, and one button."""
    assert shelf.page.empty.isVisible()
    assert shelf.page.nothing_left.isVisible()
    with shelf.qtbot.waitSignal(shelf.page.new_letter_wanted):
        shelf.page.empty.button.click()


def test_a_draft_can_be_opened_and_deleted_and_a_final_letter_corrected(shelf):
    """What cannot be done is not offered."""
    shelf.draft()
    shelf.final()
    shelf.show()

    acts = {
        line.shelved.state: [b.text() for b in line.findChildren(QPushButton) if b.isVisible()]
        for line in shelf.page.letters
    }
    assert acts == {"draft": ["Open", "Delete"], "final": ["Open", "Correct…"]}
    assert "18 November 2025 · to Dr A. Moss" in shelf.page.letters[0].shelved.about


def test_a_deleted_draft_comes_back_by_undo(shelf):
    """The list is empty at once, and whole again after the word is taken."""
    draft = shelf.draft()
    shelf.show()

    shelf.page.letters[0].delete.click()
    shelf.settle()
    shelf.settle()
    assert shelf.page.letters == []
    assert shelf.page.undo.said() == DELETED

    shelf.page.undo.acted.emit()
    shelf.settle()
    shelf.settle()
    assert [line.shelved.letter for line in shelf.page.letters] == [draft]


def test_correcting_opens_a_new_version_and_both_are_listed(shelf):
    """Once the new one is final, the old one says by which day it was replaced."""
    old = shelf.final()
    shelf.show()
    with shelf.qtbot.waitSignal(shelf.page.letter_wanted) as asked:
        shelf.page.letters[0].correct.click()
    new = shelf.record.run(letters.get, asked.args[0])
    assert (new.state, new.replaces) == (LetterState.DRAFT, old.id)

    shelf.show()
    assert "replaced by" not in shelf.page.letters[1].shelved.about
    shelf.record.run(letters.approve, new.id, PDF, NOW)
    shelf.show()
    abouts = [line.shelved.about for line in shelf.page.letters]
    assert "replaces that of 18 November 2025" in abouts[0]
    assert "replaced by that of 18 November 2025" in abouts[1]
    assert not shelf.page.letters[1].correct.isVisible()


def test_a_client_who_is_the_reader_stands_there_by_code_name(shelf):
    """In the list of letters, and in that of what left the practice."""
    final = shelf.draft()
    shelf.record.run(letters.save, replace(final, recipient="Mr Jonas Feld", consent=CONSENT), NOW)
    shelf.record.run(letters.approve, final.id, PDF, NOW)
    shelf.show()

    seen = " ".join(words.said() for words in shelf.page.findChildren(Words))
    assert "to Heron" in seen
    assert "Feld" not in seen


def test_a_late_answer_changes_nothing_of_another_client(shelf):
    """No letter is opened and no undo is offered once the page shows somebody else."""
    shelf.draft()
    shelf.final()
    shelf.show()
    opened = []
    shelf.page.letter_wanted.connect(opened.append)
    by_state = {line.shelved.state: line for line in shelf.page.letters}

    by_state["draft"].delete.click()
    by_state["final"].correct.click()
    shelf.page.open(shelf.record.run(clients.add, NewClient("Wren"), NOW))
    shelf.settle()
    shelf.settle()

    assert opened == []
    assert not shelf.page.undo.isVisible()
    assert shelf.page.letters == []


def test_how_a_letter_went_is_asked_and_kept(shelf):
    """Day and way are entered behind the letter, and the line says both."""
    shelf.final()
    shelf.show()
    [entry] = shelf.page.left
    entry.sent.click()
    dialog = shelf.page.dialog
    field = dialog.form.field("sent_on")
    field.selectAll()
    QTest.keyClicks(field, "19 November 2025")
    dialog.form.field("way").button(Way.BY_HAND).click()
    dialog.main.click()
    shelf.settle()
    shelf.settle()

    [kept] = shelf.record.run(disclosures.of_client, shelf.client)
    assert (kept.sent_on, kept.way) == (date(2025, 11, 19), Way.BY_HAND)
    assert [line.entry.sent for line in shelf.page.left] == ["sent on 19 November 2025, by hand"]


def test_without_a_day_nothing_is_entered(shelf):
    """The sheet stays and asks for it."""
    shelf.final()
    shelf.show()
    shelf.page.left[0].sent.click()
    dialog = shelf.page.dialog
    dialog.form.field("sent_on").clear()
    dialog.main.click()
    shelf.settle()

    assert dialog.isVisible()
    assert shelf.record.run(disclosures.of_client, shelf.client)[0].sent == ""
    dialog.reject()


def test_a_damaged_letter_can_be_looked_at_and_nothing_else(shelf):
    """It is listed, and neither deleted nor corrected from here."""
    shelf.draft()
    shelf.record.on_connection(
        lambda connection: connection.exec_driver_sql("UPDATE letter SET subject = 'x'")
    )
    shelf.show()

    [line] = shelf.page.letters
    shown = [each.text() for each in line.findChildren(QPushButton) if each.isVisible()]
    assert (line.shelved.state, shown) == ("damaged", ["Open"])


def test_every_act_says_which_letter_it_is_about(shelf):
    """Two buttons of one name are told apart by a screen reader."""
    shelf.draft()
    shelf.final()
    shelf.show()

    names = [b.accessibleName() for b in shelf.page.findChildren(QPushButton) if b.isVisible()]
    assert len(set(names)) == len(names)
    assert any(name.startswith("Delete: ") for name in names)
