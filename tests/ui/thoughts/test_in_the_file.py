"""Thoughts in the file of a client, which reads itself anew whenever something was written."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from practicenotes.domain.reflections.hypotheses import Hypothesis, HypothesisId
from practicenotes.domain.reflections.pulls import Pull, PullId, PullKind
from practicenotes.domain.unfinished import Mark
from practicenotes.reflections import endings, hypotheses, pulls, sayings, unfinished
from practicenotes.ui.thoughts.part import SHEET
from practicenotes.ui.unfinished import Standing


THREE_DAYS = timedelta(days=3)


def test_writing_goes_on_while_it_is_saved(in_the_file: Any) -> None:
    """An autosave takes neither the keyboard nor a letter from who is writing the ending."""
    in_the_file.press("Write towards the ending")
    editor = in_the_file.page.ending.editors["turning_points"]
    editor.setFocus()
    for words in ("The letter", " that he did", " not send."):
        in_the_file.qtbot.keyClicks(editor, words)
        in_the_file.qtbot.waitUntil(lambda: not in_the_file.page.has_unsaved)
        in_the_file.settle()
        assert editor.hasFocus()

    kept = in_the_file.private(endings.of_client, in_the_file.heron)
    assert kept.turning_points == editor.text() == "The letter that he did not send."


def test_an_empty_ending_stays_unfolded_when_something_else_is_kept(in_the_file: Any) -> None:
    """Who has unfolded the page to write finds it so after adding a line above it."""
    in_the_file.press("Write towards the ending")
    in_the_file.press("Add a hypothesis")
    in_the_file.type("words", "He agrees.")
    in_the_file.press("Keep it", in_the_file.sheet())

    assert in_the_file.page.ending.editors["turning_points"].isVisible()


def test_undo_stays_until_it_is_used(in_the_file: Any) -> None:
    """The file reads itself anew after a line is taken out, and still offers to bring it back."""
    made = Hypothesis(HypothesisId(""), in_the_file.heron, "He agrees.", "He says no.")
    in_the_file.private(hypotheses.add, made, in_the_file.played.now())
    in_the_file.open()
    in_the_file.press("Change: He agrees.")
    in_the_file.press("Take it out", in_the_file.sheet())
    in_the_file.played.move(days=3)
    in_the_file.press("Undo")

    (back,) = in_the_file.private(hypotheses.of_client, in_the_file.heron)
    assert (back.words, back.opened_at) == ("He agrees.", in_the_file.played.now() - THREE_DAYS)


def test_the_keyboard_stays_on_the_line_that_was_kept(in_the_file: Any) -> None:
    """After a change and all that is read anew, the same line has the keyboard."""
    made = Hypothesis(HypothesisId(""), in_the_file.heron, "He agrees.", "He says no.")
    in_the_file.private(hypotheses.add, made, in_the_file.played.now())
    in_the_file.open()
    in_the_file.press("Change: He agrees.")
    in_the_file.type("learned", "Not yet.")
    in_the_file.press("Keep it", in_the_file.sheet())

    window = in_the_file.page.window()
    in_the_file.qtbot.waitUntil(
        lambda: window.focusWidget() is in_the_file.button("Change: He agrees.")
    )


def test_a_line_that_is_being_written_is_no_line_yet(in_the_file: Any) -> None:
    """What stands in its sheet is kept beside the ledger, and found when it is begun again."""
    in_the_file.press("Add words")
    in_the_file.type("words", "You looked tired.")
    standing = in_the_file.sheet().findChild(Standing)
    standing.flush()
    in_the_file.qtbot.waitUntil(lambda: not standing.has_unsaved)

    assert in_the_file.private(sayings.of_client, in_the_file.heron) == ()
    mark = Mark(SHEET, (in_the_file.heron, "saying", ""))
    assert in_the_file.private(unfinished.find, mark).words["words"] == "You looked tired."

    in_the_file.press("Keep it", in_the_file.sheet())
    assert "“You looked tired.”" in in_the_file.said()
    assert in_the_file.private(unfinished.find, mark) is None


def test_a_pull_can_be_moved_to_another_hour(in_the_file: Any) -> None:
    """The session that is chosen is the one that it belongs to from then on."""
    first, *_, last = [each for each in in_the_file.played.sessions_of("Heron") if each.number]
    made = Pull(PullId(""), last.id, in_the_file.heron, PullKind.URGE, "to explain")
    kept = in_the_file.private(pulls.add, made, in_the_file.played.now())
    in_the_file.private(pulls.change, replace(made, id=kept, session_id=first.id))

    assert in_the_file.private(pulls.of_session, last.id) == ()
    assert len(in_the_file.private(pulls.of_session, first.id)) == 1
