"""The parts of the page of kinds: the fields of a part, one offer, and the letter as it begins."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from practicenotes import catalog
from practicenotes.catalog import writer
from practicenotes.domain import letter_kind_drafts as rules
from practicenotes.domain.letter_kinds import Fact, OfferRule, Part, Phrase
from practicenotes.ui.letter_kinds.offered_row import OWN, OfferedRow
from practicenotes.ui.letter_kinds.part_card import NOTHING_ALWAYS, PartCard
from practicenotes.ui.letter_kinds.part_fields import PartFields, first_sentence
from practicenotes.ui.letter_kinds.preview import NOTHING, PASSAGES, KindPreview
from practicenotes.ui.theme import Theme


BORN = OfferRule(Fact.BORN, "Born", "Born on {born}.")
THANKS = Phrase("thanks", "Thanks", "Thank you.")
PART = Part("a", "Hello.", (BORN,), (THANKS,), passages=True)

Shown = Callable[[QWidget], Any]


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Shown:
    """Give a way to show a part of the page."""

    def show(widget: QWidget) -> Any:
        qtbot.addWidget(widget)
        widget.resize(700, 600)
        widget.show()
        qtbot.waitUntil(widget.isVisible)
        return widget

    return show


def seen(widget: QWidget) -> list[str]:
    """Return every word that is seen."""
    QApplication.processEvents()
    labels = widget.findChildren(QLabel)
    return [w.accessibleName() or w.text() for w in labels if w.isVisibleTo(widget)]


def told(signal: Any) -> list[tuple[Any, ...]]:
    """Return what a signal says from now on."""
    heard: list[tuple[Any, ...]] = []
    signal.connect(lambda *said: heard.append(said))
    return heard


# --- one offer -----------------------------------------------------------------------------------


def test_a_fact_says_which_values_it_brings(shown: Shown) -> None:
    """So that nobody has to guess the names of places."""
    row = shown(OfferedRow(OfferRule(Fact.SETTING, "How", "We meet {how}."), 1))
    assert "It brings: {how}, {minutes}." in seen(row)
    assert row.remove.accessibleName() == "Take out How and how long"


def test_a_sentence_of_ones_own_says_where_its_places_are_named(shown: Shown) -> None:
    """It has no values of its own."""
    row = shown(OfferedRow(THANKS, 2))
    assert OWN in seen(row)
    assert row.remove.accessibleName() == "Take out Sentence 2"


def test_what_is_typed_is_told_as_one_plain_line(shown: Shown) -> None:
    """Spaces around it go; showing the same words again tells nothing and moves no cursor."""
    row = shown(OfferedRow(THANKS, 1))
    heard = told(row.changed)
    field = row.form.field("label")
    QTest.keyClicks(field, " ")
    assert heard[-1] == ("label", "Thanks")
    row.show_offer(THANKS)
    assert field.text() == "Thanks "
    count = len(heard)
    row.show_offer(replace(THANKS, label="Other"))
    assert field.text() == "Other"
    assert len(heard) == count


# --- one part ------------------------------------------------------------------------------------


def test_a_part_shows_all_that_it_holds(shown: Shown) -> None:
    """What always stands there, the box of passages, each fact, then each sentence."""
    fields = shown(PartFields(PART))
    fields.show_part(PART, (Fact.RISK,))
    assert fields.form.values() == {"opening": "Hello.", "passages": True}
    assert list(fields.rows) == [("offers", "born"), ("phrases", "thanks")]
    assert [action.text() for action in fields.facts.actions()] == ["Risk at last contact"]
    fields.show_part(replace(PART, offers=(), phrases=()), ())
    assert fields.rows == {}
    assert not fields.more.isEnabled()


def test_a_part_tells_each_change(shown: Shown) -> None:
    """Its field and the new value: of an offer, the whole list with one sentence changed."""
    fields = shown(PartFields(PART))
    fields.show_part(PART, (Fact.RISK,))
    heard = told(fields.changed)
    wanted = told(fields.fact_wanted)
    fields.form.field("passages").click()
    assert heard[-1] == ("passages", False)
    QTest.keyClicks(fields.field("offers 1, label"), "e")
    assert heard[-1] == ("offers", (replace(BORN, label="Borne"),))
    fields.rows["phrases", "thanks"].remove.click()
    assert heard[-1] == ("phrases", ())
    fields.facts.actions()[0].trigger()
    assert wanted == [(Fact.RISK,)]


@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("opening", "opening"),
        ("passages", "passages"),
        ("nothing known", "opening"),
        ("offers 7, label", "opening"),
        ("offers", "opening"),
    ],
)
def test_a_fault_leads_to_its_field(shown: Shown, name: str, of: str) -> None:
    """Or to the first one, where its own is gone."""
    fields = shown(PartFields(PART))
    fields.show_part(PART, ())
    assert fields.field(name) is fields.form.field(of)


def test_a_fault_of_an_offer_leads_to_that_offer(shown: Shown) -> None:
    """Counted from 1, among those of its sort."""
    fields = shown(PartFields(PART))
    fields.show_part(PART, ())
    rows = fields.rows
    offered = rows["offers", "born"].form
    assert fields.field("offers 1, sentence") is offered.field("sentence")
    assert fields.field("offers 1, fact") is offered.field("label")
    own = rows["phrases", "thanks"].form
    assert fields.field("phrases 1, label") is own.field("label")


@pytest.mark.parametrize("fact", list(Fact))
def test_a_new_fact_begins_with_a_sentence_that_can_stand(fact: Fact) -> None:
    """All its values are in it, so that nothing is wrong before a word was written."""
    rule = first_sentence(fact)
    kind = catalog.letter_kind("ending")
    fresh = replace(kind, parts=(Part("a", "So."),), asks=(), never=())
    written = writer.letter_kind(rules.with_fact(fresh, 0, rule))
    assert catalog.parse_letter_kind(written, "mine.toml").parts[0].offers == (rule,)


def test_a_closed_part_says_what_is_in_it(shown: Shown) -> None:
    """The beginning of its words, and how much is on offer."""
    card = shown(PartCard({"Ctrl+Z": bool, "Ctrl+Shift+Z": bool}, tuple, print, print))
    card.show_section(1, PART, (), is_open=False)
    assert card.head.text() == "1  Hello."
    said = card.head.accessibleName()
    assert "1 fact" in said
    assert "1 sentence to tick" in said
    assert "passages of notes" in said
    card.show_section(2, replace(PART, opening="a" * 90), (), is_open=False)
    assert card.head.text().endswith("a …")
    card.show_section(3, Part("b"), (), is_open=False)
    assert card.head.text() == f"3  {NOTHING_ALWAYS}"


def test_a_closed_part_fits_a_small_window_in_large_text(shown: Shown, theme: Theme) -> None:
    """At 200 % the line of a part asks for no more than a window of 1024 px has for it."""
    theme.set_text_size(200)
    card = shown(PartCard({"Ctrl+Z": bool, "Ctrl+Shift+Z": bool}, tuple, print, print))
    said = catalog.letter_kind("progress").parts[0].opening
    card.show_section(1, replace(PART, opening=said), (), is_open=False)

    assert card.minimumSizeHint().width() <= 780


# --- the letter as it begins ---------------------------------------------------------------------


def test_the_preview_shows_what_stands_and_what_can_be_ticked(shown: Shown) -> None:
    """In the order of the letter; what is for the writer stands beneath the sheet."""
    preview = shown(KindPreview())
    preview.show_form(catalog.letter_kind("progress"))
    said = seen(preview)
    assert said.index("Dear {recipient}") < said.index("Yours sincerely")
    assert f"☐  {PASSAGES}" in said
    assert said[-1] == "Has the client seen it?"


def test_the_preview_of_an_empty_kind_says_so(shown: Shown) -> None:
    """And forgets it once there is a part."""
    preview = shown(KindPreview())
    preview.show_form(rules.empty())
    assert NOTHING in seen(preview)
    preview.show_form(rules.changed(rules.added(rules.empty(), 0), 0, opening="Hello."))
    assert NOTHING not in seen(preview)
    assert "Hello." in seen(preview)
