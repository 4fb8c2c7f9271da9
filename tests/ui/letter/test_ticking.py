"""Nothing of the record stands in a letter before it is ticked by hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from practicenotes import catalog
from practicenotes.domain.letters import Origin
from practicenotes.domain.people import NewClient
from practicenotes.records import clients
from practicenotes.ui.widgets.words import Words

from .conftest import NOW, PLAN, UNSIGNED


BEGUN = (
    "Thank you for your referral. With the client’s agreement, I am writing to let you know how the"
    " work is going.\nIf there is anything that you would like to add or to ask, I would be glad to"
    " hear from you."
)


def text_of(letter):
    return "\n".join(paragraph.text for paragraph in letter.paragraphs)


def sources(letter):
    found = (s.source for paragraph in letter.paragraphs for s in paragraph.sentences)
    return [source.record_id for source in found if source.origin is Origin.RECORD]


def test_a_new_letter_holds_nothing_of_the_record(heron):
    """A letter that was just begun says what its kind always says, in the store and on the page."""
    letter = heron.begin()

    assert text_of(letter) == text_of(heron.kept()) == BEGUN
    assert not any(box.isChecked() for box in heron.page.panes.offers.facts.values())
    shown = heron.page.panes.preview.text()
    assert "PHQ-9" not in shown
    assert "Sertraline" not in shown


def test_every_fact_says_what_it_rests_on(heron):
    """A box has its label, and under it where the fact comes from."""
    heron.begin()

    box = heron.fact("dates_seen")
    assert box.text() == "Dates seen and number"
    assert box.accessibleDescription() == "10 sessions since 2 September 2025"
    assert heron.fact("measure_change").accessibleDescription() == "PHQ-9: 15, 11, 8"


def test_a_ticked_fact_becomes_a_sentence_with_its_source(heron):
    """The sentence stands in the letter, the page and the store, and names what it rests on."""
    heron.begin()

    heron.fact("measure_change").click()
    heron.settle()

    assert sources(heron.kept()) == ["measure_change"]
    assert "The PHQ-9 total was 15 on 2 September 2025" in text_of(heron.kept())
    assert "The PHQ-9 total was 15" in heron.page.panes.preview.text()
    [mark] = [m for line in heron.page.panes.sheet.text.marks for m in line if m.is_record]
    assert mark.tag == "1"
    assert heron.page.panes.source.said() == "Change on a questionnaire: PHQ-9: 15, 11, 8"


def test_facts_keep_the_order_of_the_letter_and_not_of_the_ticks(heron):
    """A fact that belongs further up is put there, and the numbers follow."""
    heron.begin()

    for key in ("risk", "measure_change", "dates_seen", "focus"):
        heron.fact(key).click()
    heron.settle()

    assert sources(heron.kept()) == ["dates_seen", "measure_change", "focus", "risk"]
    numbers = [m.tag for line in heron.page.panes.sheet.text.marks for m in line if m.is_record]
    assert numbers == ["1", "2", "3", "4"]


def test_unticking_takes_the_sentence_out(heron):
    """What is unticked leaves the letter as if it had never been there."""
    heron.begin()

    heron.fact("risk").click()
    heron.fact("risk").click()
    heron.settle()

    assert text_of(heron.kept()) == BEGUN
    assert not heron.fact("risk").isChecked()


def test_undo_takes_a_tick_back_and_redo_gives_it_again(heron):
    """Ctrl+Z leads back over ticks, with boxes and sources as they were."""
    heron.begin()
    heron.fact("focus").click()
    heron.fact("risk").click()
    heron.fact("focus").click()

    sheet = heron.page.panes.sheet.text
    sheet.undo()
    assert sources(heron.page.letter) == ["focus", "risk"]
    assert heron.fact("focus").isChecked()
    sheet.undo()
    assert sources(heron.page.letter) == ["focus"]
    sheet.redo()
    assert sources(heron.page.letter) == ["focus", "risk"]


def test_undo_gives_a_source_back_even_behind_a_tick(heron):
    """A slip made before another fact was ticked can still be taken back with its source."""
    heron.begin()
    heron.fact("focus").click()
    sheet = heron.page.panes.sheet.text
    sheet.insertPlainText("!")
    assert sources(heron.page.letter) == []
    heron.fact("risk").click()

    sheet.undo()
    sheet.undo()

    assert sources(heron.page.letter) == ["focus"]
    assert heron.fact("focus").isChecked()


def test_the_source_line_can_take_its_sentence_out(heron):
    """The sentence with the cursor goes, and its box is empty again."""
    heron.begin()
    heron.fact("medication").click()

    heron.page.panes.source.out.click()

    assert sources(heron.page.letter) == []
    assert not heron.fact("medication").isChecked()
    assert not heron.page.panes.source.out.isVisible()


def test_what_the_record_does_not_say_cannot_be_ticked(heron):
    """A client without forms, goals and sessions offers boxes that are off, and say why."""
    other = heron.record.run(clients.add, NewClient("Wren"), NOW)

    heron.page.begin(other, "progress")
    heron.qtbot.waitUntil(lambda: heron.page.letter is not None)

    facts = {rule.fact.value for rule in catalog.letter_kind("progress").rules}
    offered = heron.page.panes.offers.facts
    boxes = [box for key, box in offered.items() if key in facts]
    assert len(boxes) == len(facts)
    assert not any(box.isEnabled() for box in boxes)
    assert {box.accessibleDescription() for box in boxes} == {"nothing in the record yet"}


# --- passages ------------------------------------------------------------------------------------


def test_only_signed_notes_offer_passages(heron):
    """The two sections of the signed note are there, and nothing of the draft."""
    heron.begin()
    passages = heron.page.panes.offers.passages

    labels = [passages.offer(row).label for row in range(passages.count)]

    assert labels == ["session 9, Data", "session 9, Plan"]
    assert not any(UNSIGNED in passages.offer(row).sentence.text for row in range(passages.count))


def test_passages_are_found_by_their_words(heron):
    """Words in any order and case narrow the list; none that fits says so."""
    heron.begin()
    passages = heron.page.panes.offers.passages

    QTest.keyClicks(passages.field, "MANAGER sleep")
    assert [passages.offer(row).label for row in range(passages.count)] == ["session 9, Plan"]
    passages.field.setText("elephant")
    assert passages.count == 0
    assert passages._words.said() == "Nothing found for “elephant”."


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_passage_is_ticked_by_the_keyboard(heron, key):
    """Space and Enter put the passage into the letter word for word, and take it out again."""
    heron.begin()
    view = heron.page.panes.offers.passages.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(1))

    QTest.keyClick(view, key)
    assert PLAN in text_of(heron.page.letter)
    assert view.model().index(1).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert heron.page.panes.source.said() == "session 9, Plan, version 1"
    QTest.keyClick(view, key)
    assert text_of(heron.page.letter) == BEGUN


def test_a_passage_is_ticked_by_a_click(heron):
    """A click anywhere in a row ticks it."""
    heron.begin()
    view = heron.page.panes.offers.passages.view
    rect = view.visualRect(view.model().index(0))

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())

    assert "slept six hours" in text_of(heron.page.letter)


def test_a_screen_reader_hears_a_passage_whole(heron):
    """A row says where the passage stands and all its words."""
    heron.begin()
    index = heron.page.panes.offers.passages.view.model().index(1)

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        f"session 9, Plan, 28 October 2025. {PLAN}"
    )


def test_reflections_are_not_offered(heron):
    """The pane says that no letter can read them, and has no box for them."""
    heron.begin()

    boxes = heron.page.panes.offers.findChildren(QCheckBox)
    assert len(boxes) == 13
    said = [w.said() for w in heron.page.panes.offers.findChildren(Words)]
    assert "Reflections are not offered here. No letter can read them." in said
