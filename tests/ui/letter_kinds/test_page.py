"""The page of kinds of letters over a real encrypted record: made, changed, saved, retired."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.domain import letter_kind_drafts as rules
from practicenotes.domain.letter_kinds import Fact, LetterKind, Reader
from practicenotes.records import letter_kinds
from practicenotes.ui.forms.page import FormsPage
from practicenotes.ui.letter_kinds.trade import KINDS, SHIPPED
from practicenotes.ui.tasks import Broadcast, Tasks, Work
from practicenotes.ui.theme import Theme
from practicenotes.vault import Vault


LONG = 20_000  # ms
AT = datetime(2025, 11, 18, 14, 2, tzinfo=UTC)
ENDING = catalog.letter_kind("ending")


@dataclass
class Desk:
    """The page as a therapist sits before it."""

    page: FormsPage
    vault: Vault
    doors: tuple[Tasks, ...]
    qtbot: QtBot

    def settle(self) -> None:
        """Wait until everything has come back and is shown."""
        for _ in range(2):
            self.qtbot.waitUntil(lambda: not any(d.busy for d in self.doors), timeout=LONG)
            self.qtbot.wait(30)

    def write(self, kind: LetterKind) -> None:
        """Begin to change a kind."""
        self.page.begin(kind)
        self.settle()

    def save(self) -> None:
        """Save it as a version."""
        self.page.editor.publish()
        self.settle()

    @property
    def kind(self) -> LetterKind:
        """The kind as it stands on the page."""
        draft = self.page.editor.draft
        assert draft is not None
        return draft.template  # type: ignore[no-any-return]

    @property
    def column(self) -> Any:
        """Where it is written."""
        return self.page.editor.column

    def run(self, operation: Callable[..., Any], *arguments: object) -> Any:
        """Do something in the record."""
        return self.vault.record.run(operation, *arguments)

    def words(self) -> str:
        """Return every word that is seen."""
        labels = self.page.findChildren(QLabel)
        return "\n".join(w.accessibleName() or w.text() for w in labels if w.isVisible())


@pytest.fixture
def desk(
    qtbot: QtBot, theme: Theme, vault: Vault, broadcast: Broadcast, work: Work
) -> Iterator[Desk]:
    """Show the page of kinds."""
    door = Tasks(vault.record.submit, broadcast)
    page = FormsPage(door, work, lambda: AT, KINDS)
    here = Desk(page, vault, (door, work), qtbot)
    qtbot.addWidget(page)
    page.resize(1200, 740)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.refresh()
    here.settle()
    yield here
    page.flush()
    page.hide()
    here.settle()
    door.deleteLater()


def type_into(field: Any, words: str) -> None:
    """Write into a field as a person does."""
    field.setFocus()
    if hasattr(field, "selectAll"):
        field.selectAll()
    for number, line in enumerate(words.split("\n")):
        if number:
            QTest.keyClick(field, Qt.Key.Key_Return)
        QTest.keyClicks(field, line)


def test_every_kind_of_the_program_is_listed(desk: Desk) -> None:
    """With what it is for; one's own have their place, and the way to make one."""
    said = [row.accessibleName() for row in desk.page.list.rows]
    assert len(said) == len(catalog.letter_kinds())
    assert any("Attendance letter" in line and "nothing more" in line for line in said)
    assert SHIPPED in desk.words()
    assert "There is no kind of your own yet" in desk.words()


def test_a_kind_shows_how_a_letter_of_it_begins(desk: Desk) -> None:
    """What always stands there, what can be ticked, and what is for the writer alone."""
    desk.page._open("attendance")
    desk.settle()
    said = desk.words()
    assert "I have been asked by the person named above" in said
    assert "☐  The appointments are regular ({rhythm})." in said
    assert "the reason for coming" in said
    assert "Reason for coming" in said  # among what it never offers
    assert not desk.page.form.change.isVisible()


def test_a_copy_is_changed_and_saved_as_a_kind_of_ones_own(desk: Desk) -> None:
    """Its name, whom it goes to and a sentence; then a letter can be begun with it."""
    desk.write(rules.copied(ENDING))
    type_into(desk.column.head.field("name"), "Farewell")
    desk.column.go_to(0, "opening")
    opening = desk.column.cards[0].fields.form.field("opening")
    type_into(opening, "Goodbye. ")
    desk.column.go_to(1, "offers 1, sentence")
    QApplication.processEvents()
    sentence = desk.column.cards[1].fields.field("offers 1, sentence")
    type_into(sentence, "You came for {reason}.")
    desk.save()
    (line,) = [line for line in desk.run(letter_kinds.SHELF.of).forms if line.is_own]
    kind = line.template
    assert (kind.id, kind.name, kind.reader) == ("farewell", "Farewell", Reader.CLIENT)
    assert kind.parts[0].opening.startswith("Goodbye.")
    assert next(kind.parts[1].offers.__iter__()).sentence == "You came for {reason}."
    assert "Farewell is saved as version 1." in desk.words()


def test_a_part_a_fact_and_a_sentence_are_added_and_taken_back(desk: Desk) -> None:
    """Each is a step; the fact comes from a list of those that are not offered yet."""
    desk.write(rules.copied(ENDING))
    before = desk.kind
    next(iter(desk.column.adding.values())).click()
    fields = desk.column.cards[-1].fields
    names = [action.text() for action in fields.facts.actions()]
    assert "Date of birth" in names
    assert "Reason for coming" not in names  # offered above
    assert "Attendance in detail" not in names  # never offered here
    fields.facts.actions()[names.index("Date of birth")].trigger()
    fields.sentence.click()
    assert [rule.fact for rule in desk.kind.parts[-1].offers] == [Fact.BORN]
    assert "Two things keep this kind of letter from being saved." in desk.words()
    sentence = fields.field("phrases 1, sentence")
    label = fields.field("phrases 1, label")
    type_into(label, "Thanks")
    type_into(sentence, "Thank you.")
    assert desk.page.editor.header.save.isEnabled()
    row = next(iter(fields.rows.values()))
    row.remove.click()
    assert desk.kind.parts[-1].offers == ()
    seen = []
    for _ in range(12):
        desk.page.editor.undo()
        seen.append(desk.kind.parts[-1])
    assert desk.kind == before, seen


def test_what_keeps_a_kind_from_being_saved_is_found_by_a_key(desk: Desk) -> None:
    """F4 goes to the field; the reason stands at its part."""
    kind = rules.changed(rules.copied(ENDING), 2, opening="For {nobody}.")
    desk.write(kind)
    assert not desk.page.editor.header.save.isEnabled()
    desk.page.editor.go_to_fault()
    focus = QApplication.focusWidget()
    assert focus is desk.column.cards[2].fields.form.field("opening")
    assert "{nobody} cannot be filled here" in desk.column.cards[2].faults()


def test_parts_are_moved_and_taken_out(desk: Desk) -> None:
    """By Alt and an arrow; what was taken out can be brought back."""
    desk.write(rules.copied(ENDING))
    card = desk.column.cards[0]
    card.head.setFocus()
    QTest.keyClick(card.head, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [part.key for part in desk.kind.parts] == ["work", "beginning", "after"]
    desk.column.go_to(0, "opening")
    desk.column.cards[0].removal_wanted.emit()
    assert [part.key for part in desk.kind.parts] == ["beginning", "after"]
    assert "The part was taken out." in desk.words()
    desk.page.editor.undo()
    assert len(desk.kind.parts) == 3


def test_the_head_is_written(desk: Desk) -> None:
    """Lists are one to a line; a box is a box."""
    desk.write(rules.empty())
    head = desk.column.head
    type_into(head.field("think_of"), "Who reads it?\nWhy now?")
    head.field("large").click()
    assert desk.kind.think_of == ("Who reads it?", "Why now?")
    assert desk.kind.large


def test_what_a_kind_never_offers_is_picked(desk: Desk) -> None:
    """In words and not in the names of its file, and never offered from then on."""
    desk.write(rules.empty())
    picks = desk.column.head.field("never")
    picks.button("Reason for coming").click()
    picks.button("Passages of notes").click()
    assert desk.kind.never == ("reason", "passages")
    assert Fact.REASON not in rules.free_facts(desk.kind)
    desk.page.editor.undo()
    assert desk.kind.never == desk.column.head.values()["never"] == ()
    desk.column.head.field("states_purpose").click()
    assert not desk.kind.states_purpose


def test_a_version_says_what_changed(desk: Desk) -> None:
    """Two versions, the newer first, with the difference in words."""
    first = desk.run(letter_kinds.DRAFTS.begin, rules.copied(ENDING), AT)
    kept = desk.run(letter_kinds.DRAFTS.publish, first, AT).template
    desk.write(kept)
    type_into(desk.column.head.field("closing"), "Warmly")
    desk.save()
    assert "The closing is now: Warmly" in desk.words()
    assert [row.text() for row in desk.page.form.rows] == ["Version 2", "Version 1"]


def test_a_kind_is_retired_and_brought_back(desk: Desk) -> None:
    """It says that its letters stay, and one step brings it back."""
    desk.page._open("court")
    desk.page.form.retire.click()
    desk.settle()
    assert "Its letters stay as they are." in desk.words()
    offered = desk.run(letter_kinds.offered, catalog.letter_kinds())
    assert "court" not in [kind.id for kind in offered]
    desk.page.strip.acted.emit()
    desk.settle()
    offered = desk.run(letter_kinds.offered, catalog.letter_kinds())
    assert "court" in [kind.id for kind in offered]


@pytest.mark.parametrize(("size", "text"), [((1200, 716), 100), ((944, 616), 200)])
def test_nothing_is_clipped_and_everything_has_a_name(
    desk: Desk, theme: Theme, clipped: Any, unnamed: Any, size: tuple[int, int], text: int
) -> None:
    """The list, one kind and the page that writes it, in small windows and large text."""
    theme.set_text_size(text)
    desk.page.resize(*size)
    desk.settle()
    assert clipped(desk.page) == []
    desk.page._open("insurance")
    desk.settle()
    assert clipped(desk.page) == []
    assert unnamed(desk.page) == []
    desk.write(rules.copied(catalog.letter_kind("progress")))
    desk.column.go_to(0, "opening")
    desk.settle()
    assert clipped(desk.page) == []
    assert unnamed(desk.page) == []
