"""Hypotheses, the client's words, own pull and the ending: by mouse, by key, and undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import factory
from practicenotes.domain.reflections.endings import Ending
from practicenotes.domain.reflections.hypotheses import Hypothesis, HypothesisId, HypothesisState
from practicenotes.domain.reflections.pulls import Pull, PullId, PullKind
from practicenotes.reflections import endings, hypotheses, pulls, sayings
from practicenotes.ui.theme import Theme
from practicenotes.ui.thoughts.hypotheses import AGAIN, CANNOT_LOSE
from practicenotes.ui.thoughts.ledger import DAMAGED


TODAY = date(2025, 11, 18)


def suppose(thinking: Any, words: str = "He agrees to keep me.", **told: Any) -> Hypothesis:
    """Keep a hypothesis about Heron, past the page."""
    made = replace(Hypothesis(HypothesisId(""), thinking.heron, words, "He says no."), **told)
    kept = thinking.private(hypotheses.add, made, thinking.played.now())
    thinking.open()
    return replace(made, id=kept)


def notice(thinking: Any, which: int, name: str, **told: Any) -> None:
    """Keep a pull in one of Heron's sessions, past the page."""
    held = [each for each in thinking.played.sessions_of("Heron") if each.number]
    made = Pull(PullId(""), held[which].id, thinking.heron, PullKind.URGE, name)
    thinking.private(pulls.add, replace(made, **told), thinking.played.now())


# --- what is empty -------------------------------------------------------------------------------


def test_a_page_without_thoughts_says_what_it_is_for(thinking: Any) -> None:
    """Each part has one sentence, the ending stays folded, and all of it is marked private."""
    said = thinking.said()

    assert "Private. Never printed." in said
    for words in ("Nothing is supposed yet.", "Nothing is written down yet."):
        assert words in said
    assert "Nothing is noticed yet." in said
    assert "Turning points" not in said
    assert thinking.button("Write towards the ending").isVisible()


def test_a_client_without_sessions_has_no_pull_to_add(thinking: Any) -> None:
    """A pull belongs to an hour; before the first there is none."""
    assert thinking.button("Add a pull").isEnabled()
    thinking.open("Sparrow")
    assert not thinking.button("Add a pull").isEnabled()


# --- hypotheses ----------------------------------------------------------------------------------


def test_a_hypothesis_is_written_by_keys_alone(thinking: Any) -> None:
    """Typed with Tab between the fields and kept with Ctrl+Enter, it stands on the page."""
    thinking.button("Add a hypothesis").setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    thinking.qtbot.waitUntil(lambda: thinking.sheet().form.field("words").hasFocus())
    thinking.qtbot.keyClicks(QApplication.focusWidget(), "He agrees to keep me.")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    thinking.qtbot.keyClicks(QApplication.focusWidget(), "He says no and stays.")
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, control)
    thinking.settle()

    said = thinking.said()
    assert "He agrees to keep me." in said
    assert "Against it: He says no and stays." in said
    assert "look again on 16 December" in said


def test_nothing_is_kept_of_an_empty_hypothesis(thinking: Any) -> None:
    """Without a word there is nothing to keep, and the button says so."""
    thinking.press("Add a hypothesis")
    assert not thinking.sheet().main.isEnabled()
    thinking.type("words", "x")
    assert thinking.sheet().main.isEnabled()


def test_a_day_that_cannot_be_read_is_named(thinking: Any) -> None:
    """The sheet stays and says how a day is written."""
    thinking.press("Add a hypothesis")
    thinking.type("words", "He agrees.")
    day = thinking.sheet().form.field("look_again_on")
    day.setText("soon")
    thinking.press("Keep it", thinking.sheet())

    assert "Write a day as" in day.accessibleDescription()
    assert thinking.private(hypotheses.of_client, thinking.heron) == ()


def test_a_hypothesis_that_is_due_is_a_question(thinking: Any) -> None:
    """From its day on it asks how it stands; before that it is quiet."""
    suppose(thinking, look_again_on=TODAY)
    suppose(thinking, look_again_on=TODAY + timedelta(1))

    assert thinking.said().count(AGAIN) == 1


def test_one_that_cannot_lose_is_asked_how_it_could(thinking: Any) -> None:
    """Where nothing would count against it, the page asks for what would."""
    suppose(thinking, against="")
    assert CANNOT_LOSE in thinking.said()


def test_what_became_of_it_is_written_and_goes_behind(thinking: Any) -> None:
    """A hypothesis that was dropped says what was learned, and stands behind the open ones."""
    suppose(thinking, "The first.")
    suppose(thinking, "The second.")
    thinking.press("Change: The first.")
    thinking.press("dropped", thinking.sheet())
    thinking.type("learned", "He said no.")
    thinking.press("Keep it", thinking.sheet())

    said = thinking.said()
    assert said.index("The second.") < said.index("The first.")
    assert "Learned: He said no." in said
    (_, dropped) = sorted(
        thinking.private(hypotheses.of_client, thinking.heron), key=lambda h: h.state.value
    )[::-1]
    assert dropped.state is HypothesisState.DROPPED


def test_what_is_taken_out_can_be_brought_back(thinking: Any) -> None:
    """Undo stands where the page begins, and brings back the words with their counter-sign."""
    kept = suppose(thinking)
    thinking.press("Change: He agrees to keep me.")
    thinking.press("Take it out", thinking.sheet())
    assert "Nothing is supposed yet." in thinking.said()

    thinking.press("Undo")
    (back,) = thinking.private(hypotheses.of_client, thinking.heron)
    assert (back.words, back.against) == (kept.words, kept.against)
    assert "He agrees to keep me." in thinking.said()


def test_the_keyboard_stays_where_a_line_was_changed(thinking: Any) -> None:
    """After a change the same line has the keyboard; after taking it out, the button to add."""
    suppose(thinking)
    thinking.button("Change: He agrees to keep me.").setFocus()
    thinking.press("Change: He agrees to keep me.")
    thinking.type("learned", "Not yet.")
    thinking.press("Keep it", thinking.sheet())

    thinking.qtbot.waitUntil(
        lambda: thinking.page.focusWidget() is thinking.button("Change: He agrees to keep me.")
    )


# --- sayings and pulls ---------------------------------------------------------------------------


def test_the_clients_words_keep_their_day(thinking: Any) -> None:
    """Today is proposed, another day is understood, and the words stand in quotation marks."""
    thinking.press("Add words")
    thinking.type("words", "You looked tired.")
    thinking.sheet().form.field("said_on").setText("4 November 2025")
    thinking.press("Keep it", thinking.sheet())

    assert "“You looked tired.”" in thinking.said()
    assert "4 November 2025" in thinking.said()
    (kept,) = thinking.private(sayings.of_client, thinking.heron)
    assert kept.said_on == date(2025, 11, 4)


def test_words_without_a_day_stay_on_theirs(thinking: Any) -> None:
    """An emptied day is no reason to lose the one that was known."""
    thinking.press("Add words")
    thinking.type("words", "Fine.")
    thinking.sheet().form.field("said_on").clear()
    thinking.press("Keep it", thinking.sheet())

    assert thinking.private(sayings.of_client, thinking.heron)[0].said_on == TODAY


def test_a_pull_says_when_it_was_there_before(thinking: Any) -> None:
    """The latest names the earlier days; the earlier one does not say it again."""
    notice(thinking, -4, "to explain")
    notice(thinking, -1, "To explain")
    thinking.open()

    also = [words for words in thinking.said() if words.startswith("Also on")]
    assert also == ["Also on 14 October."]
    assert "11 November, urge" in thinking.said()


def test_a_pull_belongs_to_the_last_hour_unless_it_is_told_otherwise(thinking: Any) -> None:
    """The last session that took place is proposed, and the kind is one of three."""
    thinking.press("Add a pull")
    thinking.press("body", thinking.sheet())
    thinking.type("name", "tired")
    thinking.press("Keep it", thinking.sheet())

    (kept,) = thinking.private(pulls.of_client, thinking.heron)
    assert (kept.kind, kept.name) == (PullKind.BODY, "tired")
    assert "11 November, body" in thinking.said()


# --- the ending ----------------------------------------------------------------------------------


def test_the_ending_is_saved_as_it_is_written(thinking: Any) -> None:
    """It unfolds into four questions, and what is typed is in the store a moment later."""
    thinking.press("Write towards the ending")
    editor = thinking.page.ending.editors["never_spoken"]
    thinking.qtbot.keyClicks(editor, "His brother.")
    assert thinking.page.has_unsaved
    thinking.qtbot.waitUntil(lambda: not thinking.page.has_unsaved)

    assert thinking.private(endings.of_client, thinking.heron).never_spoken == "His brother."
    assert thinking.told[-1].startswith("Saved ")


def test_another_client_does_not_get_the_words(thinking: Any) -> None:
    """Turning to another client keeps what was typed with the first, and shows none of it."""
    thinking.press("Write towards the ending")
    thinking.qtbot.keyClicks(thinking.page.ending.editors["turning_points"], "The letter.")
    thinking.open("Moss")

    moss = thinking.played.id_of("Moss")
    assert thinking.private(endings.of_client, thinking.heron).turning_points == "The letter."
    assert thinking.private(endings.of_client, moss) == Ending(moss)
    assert thinking.page.ending.editors["turning_points"].text() == ""


# --- damage, room and names ----------------------------------------------------------------------


def test_what_is_damaged_is_said_and_cannot_be_changed(thinking: Any) -> None:
    """A line that was changed from outside says so, and offers no way to write over it."""
    suppose(thinking)
    thinking.private(endings.save, Ending(thinking.heron, "The letter."), thinking.played.now())
    for table in ("hypothesis", "ending"):
        factory.meddle(thinking.played.private, f"UPDATE {table} SET revision = 9")
    thinking.open("Moss")
    thinking.open()

    said = thinking.said()
    assert DAMAGED in said
    assert any(words.startswith("This page can no longer be read") for words in said)
    assert "The letter." not in thinking.page.ending.editors["turning_points"].text()
    with pytest.raises(StopIteration):
        thinking.button("Change: He agrees to keep me.")


@pytest.mark.parametrize(("size", "width"), [(100, 700), (150, 700), (200, 780)])
def test_nothing_is_clipped_and_everything_has_a_name(
    thinking: Any,
    theme: Theme,
    clipped: Callable[[QWidget], list[str]],
    unnamed: Callable[[QWidget], list[str]],
    size: int,
    width: int,
) -> None:
    """Large text and a small window lose no word, and a screen reader can name every control."""
    suppose(thinking, look_again_on=TODAY)
    notice(thinking, -1, "to explain", words="As soon as he went quiet.")
    theme.set_text_size(size)
    thinking.page.resize(width, 620)
    thinking.open()
    thinking.press("Write towards the ending")

    assert clipped(thinking.page) == []
    assert unnamed(thinking.page) == []
