"""The private side: facets, anchors by key, what is carried over, and what is skipped."""

import pytest
from PySide6.QtCore import Qt

from practicenotes import catalog
from practicenotes.domain.reflections import Answer, Happened
from practicenotes.errors import NotFound
from practicenotes.ui.session.page import SessionPage
from practicenotes.ui.tasks import Tasks
from practicenotes.ui.widgets.words import Words

from .conftest import FACET, INTENTION


BOOK = catalog.facet_book()
RATING = "SELECT typeof(rating) || ' ' || answer FROM facet_entry WHERE facet_id = '{}'"


def said(widget):
    """Return every word that stands in a widget now."""
    return [label.said() for label in widget.findChildren(Words) if label.isVisible()]


def entry(visit, facet_id=FACET):
    """Return what the store has on a facet of this session."""
    return visit.practice.reflection().entry(facet_id)


def choose(visit, key):
    """Go to the anchors of the open facet and press a key there."""
    anchors = visit.page.private.facets.pad.anchors
    anchors.radio(max(0, anchors._group.checkedId())).setFocus()
    visit.press(key)
    visit.saved()


def test_the_side_says_what_it_is(visit):
    """The lock stands with the words, on the private ground and nowhere else."""
    assert "Private. Never printed." in said(visit.page.private)
    assert "Rough is fine. All fields may stay empty." in said(visit.page.private)
    assert visit.page.private.property("ground") == "private"
    assert "Private. Never printed." not in said(visit.page.record)


def test_the_facet_carried_on_is_open_with_its_question(visit):
    """The facet that was taken up last time stands open, and says since when."""
    facet = BOOK.facet(FACET)

    assert {facet.name, facet.observation, "carried on from 11 November"} <= set(
        said(visit.page.private.facets.pad)
    )


def test_everything_written_on_a_facet_is_kept(visit):
    """What I noticed, what was said, and my part stand in the store under the facet."""
    pad = visit.page.private.facets.pad
    visit.type("He agreed fast.", into=pad.noticed)
    visit.press(Qt.Key.Key_Tab)
    visit.type("It is fine.")
    visit.press(Qt.Key.Key_Tab)
    visit.type("I hurried.")
    visit.saved()

    kept = entry(visit)
    assert (kept.noticed, kept.said_or_done, kept.my_part) == (
        "He agreed fast.",
        "It is fine.",
        "I hurried.",
    )
    assert kept.answer is Answer.OPEN


def test_no_anchor_is_chosen_at_first(visit):
    """Nothing is suggested: all six stand open until one is taken."""
    assert visit.page.private.facets.pad.anchors.answer == (Answer.OPEN, None)


@pytest.mark.parametrize("rating", range(5))
def test_a_digit_chooses_its_anchor(visit, rating):
    """Keys 0 to 4 choose, and the store has the number."""
    choose(visit, Qt.Key(Qt.Key.Key_0 + rating))

    assert (entry(visit).answer, entry(visit).rating) == (Answer.RATED, rating)


def test_not_observed_is_a_choice_and_no_number(visit):
    """N chooses it, and the file holds NULL where a rating would stand: never 0."""
    choose(visit, Qt.Key.Key_3)
    choose(visit, Qt.Key.Key_N)

    assert entry(visit).answer is Answer.NOT_OBSERVED
    stored = visit.practice.scalar(
        visit.practice.private, RATING.format(FACET) + " ORDER BY row DESC LIMIT 1"
    )
    assert stored == "null not observed"


def test_backspace_takes_the_choice_back(visit):
    """A choice that was none leaves nothing behind in the store."""
    choose(visit, Qt.Key.Key_2)
    choose(visit, Qt.Key.Key_Backspace)

    assert visit.page.private.facets.pad.anchors.answer == (Answer.OPEN, None)
    assert (entry(visit).answer, entry(visit).rating) == (Answer.OPEN, None)


def test_arrows_move_the_choice(visit):
    """The first arrow takes the anchor in focus, the next ones go on, round and round."""
    anchors = visit.page.private.facets.pad.anchors
    seen = []
    for key in (*(Qt.Key.Key_Down,) * 6, Qt.Key.Key_Down, Qt.Key.Key_Up):
        choose(visit, key)
        seen.append(anchors._group.checkedId())

    assert seen == [0, 1, 2, 3, 4, 5, 0, 5]


def test_a_click_on_the_words_chooses(visit, qtbot):
    """The whole row can be clicked, and the chosen one is raised."""
    anchors = visit.page.private.facets.pad.anchors
    row = anchors.radio(4).parentWidget()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())

    assert anchors.answer == (Answer.RATED, 4)
    assert row.property("raised") is True


def test_every_anchor_is_named_in_full_words(visit):
    """A screen reader hears the whole anchor and its key; no number takes its place."""
    facet, anchors = BOOK.facet(FACET), visit.page.private.facets.pad.anchors
    names = [anchors.radio(number).accessibleName() for number in range(6)]

    assert names == [*facet.anchors, f"Not observed. {facet.not_observed_when}"]


def test_digits_in_a_text_stay_in_the_text(visit):
    """A digit that is typed into a field chooses nothing."""
    visit.type("3 of 4", into=visit.page.private.facets.pad.noticed)
    visit.saved()

    assert entry(visit).noticed == "3 of 4"
    assert entry(visit).answer is Answer.OPEN


def test_skipping_costs_nothing(visit):
    """A skipped facet folds, the other one opens, and the store has neither."""
    facets = visit.page.private.facets
    first, second = facets._pair
    facets.pad.skip.setFocus()
    visit.press(Qt.Key.Key_Space)

    assert facets._open == second
    facets.pad.skip.setFocus()
    visit.press(Qt.Key.Key_Space)
    assert facets.pad is None
    visit.saved()
    assert visit.practice.reflection().saved_at is None
    visit.page.go_to_facet()
    assert facets._open == first


def test_opening_the_other_facet_folds_this_one_to_its_first_line(visit):
    """One facet is open at a time; what was written on the other is seen in its line."""
    facets = visit.page.private.facets
    visit.type("He agreed fast.", into=facets.pad.noticed)
    visit.press(Qt.Key.Key_Return)
    visit.type("Then he laughed.")
    facets.folded.setFocus()
    visit.press(Qt.Key.Key_Space)

    assert facets._open == facets._pair[1]
    assert facets.folded.accessibleName() == f"Open {BOOK.facet(FACET).name}"
    assert facets.folded.accessibleDescription() == "He agreed fast."


def test_all_ten_facets_can_be_listed_one_open_at_a_time(visit):
    """The list holds ten; each can be opened and written on, and its text is kept."""
    page = visit.page.private
    page.all_ten.setFocus()
    visit.press(Qt.Key.Key_Space)
    for facet in BOOK.facets:
        if page.facets._open != facet.id:
            line = page.facets._lines[facet.id]
            assert line.isVisible()
            line.setFocus()
            visit.press(Qt.Key.Key_Space)
        visit.type(f"on {facet.short}")
        open_pads = [pad for pad in page.facets._pads.values() if pad.isVisible()]
        assert open_pads == [page.facets.pad]
    visit.saved()

    assert [entry(visit, facet.id).noticed for facet in BOOK.facets] == [
        f"on {facet.short}" for facet in BOOK.facets
    ]
    assert page.all_ten.text() == "Only two facets"


def test_what_was_written_beyond_the_pair_is_not_hidden(visit):
    """A third facet with text stays in sight, folded, when only the pair is shown."""
    page = visit.page.private
    third = next(f.id for f in BOOK.facets if f.id not in page.facets._pair)
    page.facets.list_all(True)
    page.facets.open(third)
    visit.type("beyond", into=page.facets.pad.noticed)
    visit.saved()
    visit.open(visit.practice.tenth)
    visit.open(visit.practice.eleventh)

    assert page.facets._lines[third].isVisible()
    assert page.facets._lines[third].accessibleDescription() == "beyond"


@pytest.mark.parametrize("answer", Happened)
def test_the_intention_is_carried_over_and_answered(visit, answer):
    """What one wanted to do stands at the top, and Yes, Partly or No is kept."""
    carried = visit.page.private.carried
    assert INTENTION in said(carried)
    carried.segments.button(answer).setFocus()
    visit.press(Qt.Key.Key_Space)
    visit.saved()

    assert visit.practice.reflection().happened is answer
    assert visit.page.private.in_the_way.isVisible() == (answer is not Happened.YES)


def test_backspace_takes_the_answer_back(visit):
    """An answer given by mistake leaves nothing behind."""
    carried = visit.page.private.carried
    carried.segments.button(Happened.NO).click()
    carried.segments.button(Happened.NO).setFocus()
    visit.press(Qt.Key.Key_Backspace)
    visit.saved()

    assert carried.answer is None
    assert visit.practice.reflection().happened is None


def test_the_quiet_fields_are_kept(visit):
    """What fits no facet, what got in the way, next time, and supervision stand in the store."""
    page = visit.page.private
    page.carried.segments.button(Happened.PARTLY).click()
    visit.type("the clock", into=page.in_the_way)
    visit.type("his coat", into=page.free)
    visit.type("say it aloud", into=page.foot.next_time)
    page.foot.supervision.setFocus()
    visit.press(Qt.Key.Key_Space)
    visit.saved()

    kept = visit.practice.reflection()
    assert (kept.in_the_way, kept.free, kept.next_time) == ("the clock", "his coat", "say it aloud")
    assert kept.for_supervision


def test_everything_is_there_when_the_session_is_opened_again(visit):
    """What was written and chosen stands on the page as it was left."""
    visit.type("He agreed fast.", into=visit.page.private.facets.pad.noticed)
    choose(visit, Qt.Key.Key_3)
    visit.page.private.foot.supervision.setChecked(True)
    visit.saved()
    visit.open(visit.practice.tenth)
    visit.open(visit.practice.eleventh)

    page = visit.page.private
    assert page.facets.pad.noticed.text() == "He agreed fast."
    assert page.facets.pad.anchors.answer == (Answer.RATED, 3)
    assert page.foot.supervision.isChecked()


def test_opening_a_session_writes_no_reflection(visit):
    """Looking at the private side leaves nothing in the private store."""
    visit.page.flush()
    visit.saved()

    count = "SELECT count(*) FROM reflection"
    assert visit.practice.scalar(visit.practice.private, count) == 1  # that of session 10


def test_of_a_session_that_is_gone_nothing_stands_on_the_private_side(
    qtbot, theme, practice, broadcast, clock, told
):
    """Its reflection is not called damaged, and no field takes words that would go nowhere."""
    doors = [Tasks(store.submit, broadcast) for store in (practice.record, practice.private)]
    page = SessionPage(*doors, clock)
    qtbot.addWidget(page)
    page.resize(1200, 744)  # both sides are in sight
    page.show()
    with qtbot.waitSignal(page.record.refused):
        page.open("gone")

    assert [type(error) for error in told] == [NotFound]
    assert "This reflection can no longer be read" not in " ".join(said(page))
    assert not page.private.free.isVisible()
    assert not page.private.foot.isVisible()
    page.hide()
    qtbot.waitUntil(lambda: not any(door.busy for door in doors))
    for door in doors:
        door.deleteLater()


def test_a_damaged_reflection_is_shown_and_cannot_be_written(visit):
    """A reflection that was changed from outside says so in one sentence, and takes no key."""
    visit.type("true words", into=visit.page.private.free)
    visit.saved()
    visit.practice.scalar(
        visit.practice.private,
        "UPDATE reflection SET free = 'forged' WHERE free = 'true words' RETURNING 1",
    )
    visit.open(visit.practice.tenth)
    visit.open(visit.practice.eleventh)

    page = visit.page.private
    assert page.notice.isVisible()
    assert not page.free.isEnabled()
    assert page.free.text() == "damaged"
    visit.type("goes on", into=visit.page.record.form.editor("data"))
    visit.saved()
    assert visit.practice.text("data") == "goes on"
