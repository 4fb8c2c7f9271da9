"""Moments of strain: chips, and the form with what counts against each sign."""

from dataclasses import replace

from PySide6.QtCore import Qt

from practicenotes import catalog
from practicenotes.domain.facets import StrainKind
from practicenotes.domain.reflections import StrainState, Strength
from practicenotes.reflections import episodes, unfinished
from practicenotes.ui.session.private_moment import MomentDialog
from practicenotes.ui.widgets.words import Words


CTRL = Qt.KeyboardModifier.ControlModifier
BOOK = catalog.facet_book()


def add(visit):
    """Open the form for a new moment with the keyboard."""
    visit.page.private.strain.add.setFocus()
    visit.press(Qt.Key.Key_Space)
    return visit.page.private.strain.findChildren(MomentDialog)[-1]


def chips(visit):
    """Return the words of every chip."""
    return [chip.toolTip() for chip in visit.page.private.strain.chips]


def test_a_moment_is_described_and_kept(visit):
    """Signs with their strength, words, my part, repair and state stand in the private store."""
    dialog = add(visit)
    dialog.markers["w_defer"].box.setFocus()
    visit.press(Qt.Key.Key_Space)
    dialog.markers["w_defer"].strength.button(Strength.STRONGLY).click()
    dialog.markers["w_minimal"].box.click()
    dialog.tried["r_own"].click()
    visit.type("You have others to see.", into=dialog.form.field("client_words"))
    visit.type("I hurried.", into=dialog.form.field("my_part"))
    dialog.form.field("mine_too").click()
    visit.press(Qt.Key.Key_Return, CTRL)
    visit.until(lambda: chips(visit))

    (kept,) = visit.practice.strain()
    assert {(s.marker_id, s.strength) for s in kept.sightings} == {
        ("w_defer", Strength.STRONGLY),
        ("w_minimal", Strength.CLEARLY),
    }
    assert (kept.kind, kept.state) == (StrainKind.WITHDRAWAL, StrainState.OPEN)
    assert (kept.client_words, kept.my_part) == ("You have others to see.", "I hurried.")
    assert kept.mine_too
    assert kept.tried == ("r_own",)
    assert kept.session_id == visit.practice.eleventh


def test_a_sign_of_each_family_makes_the_moment_mixed(visit):
    """What was moving away and what was moving against are kept as both."""
    dialog = add(visit)
    dialog.markers["w_defer"].box.click()
    dialog.markers["c_control"].box.click()
    dialog.main.click()
    visit.until(visit.practice.strain)

    assert visit.practice.strain()[0].kind is StrainKind.MIXED


def test_every_sign_stands_with_what_counts_against_it(visit):
    """All markers are there, in their groups, each with its counter-cue."""
    dialog = add(visit)
    shown = {label.said() for label in dialog.findChildren(Words)}

    assert set(dialog.markers) == {marker.id for marker in BOOK.markers}
    assert {marker.counter_cue for marker in BOOK.markers} <= shown
    assert "Private. Never printed." in shown
    dialog.reject()


def test_a_moment_needs_one_sign(visit):
    """Without a sign there is nothing to keep, and Ctrl+Enter keeps nothing."""
    dialog = add(visit)
    assert not dialog.main.isEnabled()
    visit.press(Qt.Key.Key_Return, CTRL)

    assert dialog.isVisible()
    assert visit.practice.strain() == ()
    dialog.reject()


def test_a_moment_stands_as_a_chip(visit, strained):
    """The chip names the first sign and how plainly it showed."""
    visit.open(visit.practice.eleventh)

    assert chips(visit) == ["Agrees, praises or goes along to avoid friction: clearly"]


def test_a_long_chip_gives_way_and_ends_with_three_dots(visit, strained):
    """It is cut where the row ends, with its edge in sight, and its tooltip has all of it."""
    visit.open(visit.practice.eleventh)
    row = visit.page.private.strain
    row.setFixedWidth(330)
    visit.until(lambda: row.chips[0].text().endswith("…"))

    held = row.chips[0].parentWidget()
    assert row.chips[0].geometry().right() <= held.rect().right()
    assert row.chips[0].toolTip() == "Agrees, praises or goes along to avoid friction: clearly"


def test_a_chip_opens_its_moment_for_a_change(visit, strained):
    """What became of a moment is kept in the same moment."""
    visit.open(visit.practice.eleventh)
    visit.page.private.strain.chips[0].setFocus()
    visit.press(Qt.Key.Key_Space)
    dialog = visit.page.private.strain.findChild(MomentDialog)
    assert dialog.markers["w_defer"].box.isChecked()
    dialog.form.set_values({"state": StrainState.NAMED})
    visit.press(Qt.Key.Key_Return, CTRL)
    visit.until(lambda: visit.practice.strain()[0].state is StrainState.NAMED)

    assert [moment.id for moment in visit.practice.strain()] == [strained]


def test_a_moment_can_be_taken_back(visit, strained):
    """A moment that was none after all leaves the page and the store."""
    visit.open(visit.practice.eleventh)
    visit.page.private.strain.chips[0].click()
    visit.page.private.strain.findChild(MomentDialog).taken_back.emit()
    visit.until(lambda: chips(visit) == [])

    assert visit.practice.strain() == ()


def test_an_earlier_moment_that_is_still_open_stands_here_too(visit, strained, clock):
    """What is not repaired comes along, with the day on which it began."""
    later = visit.practice.private.run(episodes.of_client, visit.practice.client)[0]
    visit.practice.private.run(episodes.remove, later.id, clock())
    before = replace(later, session_id=visit.practice.tenth)
    visit.practice.private.run(episodes.add, before, clock())
    visit.open(visit.practice.eleventh)

    assert chips(visit) == [
        "Agrees, praises or goes along to avoid friction: clearly, open since 11 November"
    ]


def test_escape_puts_a_moment_aside(visit):
    """Esc closes the form; *Add* shows it again as far as it had got."""
    dialog = add(visit)
    dialog.markers["c_reject"].box.click()
    visit.press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()

    assert add(visit) is dialog
    assert dialog.markers["c_reject"].box.isChecked()
    assert visit.practice.strain() == ()
    dialog.reject()


def test_a_lock_in_the_middle_keeps_the_sheet_and_makes_no_moment(visit):
    """What is being described stands in the private store as a sheet, until she keeps it."""
    dialog = add(visit)
    dialog.markers["w_story"].box.click()
    dialog.form.set_values({"my_part": "half a sentence"})
    visit.page.flush()
    visit.until(lambda: not visit.page.has_unsaved)

    kept = visit.practice.private.run(unfinished.find, dialog.mark)
    assert (kept.words["sign_w_story"], kept.words["my_part"]) == ("clearly", "half a sentence")
    assert visit.practice.strain() == ()


def test_a_moment_is_unsaved_until_the_store_has_its_sheet(visit):
    """An empty form is not; one with a word is, until the commit came back."""
    dialog = add(visit)
    assert not visit.page.has_unsaved
    dialog.form.set_values({"my_part": "half a sentence"})
    assert visit.page.has_unsaved
    dialog.reject()
    visit.until(lambda: not visit.page.has_unsaved)
    add(visit).markers["w_story"].box.click()
    visit.page.flush()
    assert visit.page.has_unsaved
    visit.until(lambda: not visit.page.has_unsaved)

    assert visit.practice.strain() == ()


def test_a_moment_that_was_put_aside_comes_back_after_another_session(visit):
    """Its words wait in the store while another hour stands on the page."""
    add(visit).form.set_values({"my_part": "half a sentence"})
    visit.page.private.strain.findChildren(MomentDialog)[-1].reject()
    visit.until(lambda: not visit.page.has_unsaved)
    visit.open(visit.practice.tenth)
    visit.open(visit.practice.eleventh)

    dialog = add(visit)
    visit.until(dialog.returned.isVisible)

    assert dialog.form.values()["my_part"] == "half a sentence"
    dialog.reject()


def test_a_moment_that_cannot_be_kept_stays_in_its_form(visit, told):
    """On a full disk the form says why and keeps every word."""
    visit.practice.fill_disk(visit.practice.private)
    dialog = add(visit)
    dialog.markers["w_split"].box.click()
    dialog.form.set_values({"client_words": "c" * 60_000})
    dialog.main.click()
    visit.until(dialog._problem.isVisible)

    assert "full" in dialog._problem.said()
    assert told == []
    visit.practice.free_disk(visit.practice.private)
    dialog.main.click()
    visit.until(lambda: chips(visit))
    assert visit.practice.strain()[0].client_words == "c" * 60_000
