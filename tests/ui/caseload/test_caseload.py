"""Across the caseload: what comes back, what stays silent, what is due, and the week's learning."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import factory
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import FacetEntry, Reflection
from practicenotes.domain.reflections.hypotheses import Hypothesis, HypothesisId
from practicenotes.domain.reflections.learnings import Learning
from practicenotes.domain.reflections.pulls import Pull, PullId, PullKind
from practicenotes.domain.sessions import SessionId
from practicenotes.records import sessions
from practicenotes.reflections import caseload, hypotheses, learnings, pulls, reflections
from practicenotes.ui.caseload.page import CaseloadPage
from practicenotes.ui.caseload.silence import EMPTY, KEY
from practicenotes.ui.theme import Theme


MONDAY = date(2025, 11, 17)


@dataclass
class Across:
    """What a therapist sees across the caseload, and does there."""

    page: CaseloadPage
    played: Any
    qtbot: QtBot
    told: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until every operation has come back and was shown."""
        self.qtbot.waitUntil(self.played.idle)
        self.qtbot.wait(30)
        self.qtbot.waitUntil(self.played.idle)

    def refresh(self) -> None:
        """Read the page anew."""
        self.page.refresh()
        self.settle()

    def look(self, words: str) -> None:
        """Take one of the four looks, by its segment or in the list."""
        choice = self.page.findChild(QComboBox)
        if choice.isVisible():
            choice.setFocus()
            self.qtbot.keyClick(choice, Qt.Key.Key_Home)
            while choice.currentText() != words:
                self.qtbot.keyClick(choice, Qt.Key.Key_Down)
            self.settle()
        else:
            self.press(words)

    def said(self) -> list[str]:
        """Return every word that is seen in labels, in the order of the page."""
        labels = self.page.findChildren(QLabel)
        return [label.accessibleName() or label.text() for label in labels if label.isVisible()]

    def press(self, words: str) -> None:
        """Click the first button that is seen and says so."""
        button = next(
            each
            for each in self.page.findChildren(QPushButton)
            if each.isVisible() and words in (each.text().replace("&", ""), each.accessibleName())
        )
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def notice(self, who: str, which: int, name: str) -> None:
        """Keep a pull in one of a client's sessions."""
        held = [each for each in self.played.sessions_of(who) if each.number]
        made = Pull(PullId(""), held[which].id, self.played.id_of(who), PullKind.URGE, name)
        self.played.private.run(pulls.add, made, self.played.now())

    def suppose(self, who: str, words: str, again: date | None = None) -> None:
        """Keep a hypothesis about a client."""
        made = Hypothesis(HypothesisId(""), self.played.id_of(who), words, "", again)
        self.played.private.run(hypotheses.add, made, self.played.now())


def forget(played: Any) -> None:
    """Take out what the story tells, so that a test begins with nothing."""
    at, private = played.now(), played.private
    for each in private.run(pulls.everywhere):
        private.run(pulls.remove, each.id, at)
    for each in private.run(hypotheses.still_open):
        private.run(hypotheses.remove, each.id, at)
    for each in private.run(learnings.latest):
        private.run(learnings.save, Learning(each.week_of), at)


@pytest.fixture
def across(theme: Theme, played: Any, qtbot: QtBot) -> Across:
    """Give the page in a window of its own, with nothing in it that the story tells."""
    forget(played)
    page = CaseloadPage(*played.doors, played.now)
    qtbot.addWidget(page)
    page.resize(1100, 760)
    page.show()
    shown = Across(page, played, qtbot)
    page.told.connect(shown.told.append)
    shown.refresh()
    return shown


def test_nothing_noted_is_one_sentence_for_each_look(across: Across) -> None:
    """An empty look says what would stand there, and the page says that it is private."""
    assert "Private. Never printed." in across.said()
    assert any(words.startswith("No pull is noted yet.") for words in across.said())
    across.look("Hypotheses")
    assert "Nothing is supposed about anyone at the moment." in across.said()


def test_a_pull_tells_with_whom_and_when(across: Across) -> None:
    """One urge with two clients is one line, with whom it was last first, and every day."""
    across.notice("Moss", -1, "to explain")
    across.notice("Heron", -1, "To explain")
    across.notice("Heron", -4, "to explain")
    across.refresh()

    said = across.said()
    heron = said.index("With Heron: 14 October, 11 November")
    assert said[heron - 2 : heron] == ["to explain", "urge"]
    assert said[heron + 1].startswith("With Moss: ")


def test_a_line_leads_to_its_client(across: Across) -> None:
    """*Open* asks for the thoughts about the client who was last."""
    across.notice("Heron", -1, "to explain")
    across.refresh()
    with across.qtbot.waitSignal(across.page.client_wanted) as asked:
        across.press("Open: to explain")
    assert asked.args == [across.played.id_of("Heron")]


def test_what_is_due_comes_first(across: Across) -> None:
    """A hypothesis whose day has come stands before the others, and asks."""
    across.suppose("Moss", "The jokes are a test.")
    across.suppose("Heron", "The rota is safer.", MONDAY)
    across.refresh()
    across.look("Hypotheses")

    said = across.said()
    assert said.index("The rota is safer.") < said.index("The jokes are a test.")
    assert said.count("How does it stand now?") == 1
    assert "Heron, look again on 17 November" in said


# --- silence -------------------------------------------------------------------------------------


def test_one_silence_is_asked_about_and_none_is_counted(across: Across) -> None:
    """The look has one question, no digit, and the key says that nothing is a task."""
    across.look("Not written about")
    said = across.said()
    questions = [words for words in said if words.endswith("?")]

    assert len(questions) == 1
    assert "has not been written about with" in questions[0]
    assert KEY in said
    assert not any(sign.isdigit() for words in said for sign in words)


def test_the_map_can_be_read_in_words(across: Across) -> None:
    """The same map stands there as sentences, and a screen reader hears them at once."""
    across.look("Not written about")
    spoken = across.page.silence.map.accessibleDescription()
    assert "Heron: written about lately: Trust and Safety" in spoken

    across.press("Show in words")
    assert not across.page.silence.map.isVisible()
    assert any("Moss: written about lately" in words for words in across.said())
    across.press("Show the map")
    assert across.page.silence.map.isVisible()


def test_without_reflections_there_is_no_map(across: Across) -> None:
    """Until there is enough to look at, one sentence says when the map begins."""
    for who in ("Alder", "Birch", "Heron", "Juniper", "Moss", "Teasel"):
        client_id = across.played.id_of(who)
        for each in across.played.private.run(reflections.of_client, client_id)[3:]:
            empty = Reflection(each.session_id, client_id)
            across.played.private.run(reflections.save, empty, across.played.now())
    across.refresh()
    across.look("Not written about")

    assert EMPTY in across.said()
    assert not across.page.silence.map.isVisible()


# --- learning ------------------------------------------------------------------------------------


def kept(across: Across, monday: date = MONDAY) -> Learning:
    """Return what the store has of a week."""
    return across.played.private.run(learnings.of_week, monday)


def test_a_week_is_saved_as_it_is_written(across: Across) -> None:
    """Words and linked clients are in the store a moment later, and the length is a plain fact."""
    across.look("Weekly learning")
    across.qtbot.keyClicks(across.page.learning.editor, "Slower is faster.")
    box = next(b for b in across.page.findChildren(QCheckBox) if b.text() == "Heron")
    across.qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    across.qtbot.waitUntil(lambda: not across.page.has_unsaved)

    assert kept(across).words == "Slower is faster."
    assert kept(across).clients == (across.played.id_of("Heron"),)
    assert "100 to 140 words are enough; three so far." in across.said()
    assert across.told[-1].startswith("Saved ")


def test_a_name_that_slipped_in_is_pointed_out(across: Across) -> None:
    """A moment after the last key one line says which name still stands there, and then no more."""
    across.look("Weekly learning")
    editor = across.page.learning.editor
    across.qtbot.keyClicks(editor, "Whitcombe said yes too fast.")
    across.qtbot.waitUntil(lambda: "This still tells who is meant: Whitcombe." in across.said())
    editor.setPlainText("He said yes too fast.")
    across.qtbot.waitUntil(lambda: not any("who is meant" in words for words in across.said()))


def test_the_weeks_before_are_one_arrow_away(across: Across) -> None:
    """What was being written is kept before another week is shown; there is no week to come."""
    across.look("Weekly learning")
    across.qtbot.keyClicks(across.page.learning.editor, "This week.")
    across.page.learning.back.click()
    across.settle()

    assert kept(across).words == "This week."
    assert across.page.learning.editor.text() == ""
    assert "Week of 10 November 2025" in across.said()
    across.page.learning.on.click()
    across.settle()
    assert across.page.learning.editor.text() == "This week."
    assert not across.page.learning.on.isEnabled()


def test_a_client_who_left_stays_linked(across: Across) -> None:
    """Writing on does not unlink a client who is no longer on offer."""
    gone = ClientId("0" * 32)
    learned = Learning(MONDAY, "Slower.", (gone,))
    across.played.private.run(learnings.save, learned, across.played.now())
    across.refresh()
    across.look("Weekly learning")
    across.qtbot.keyClicks(across.page.learning.editor, "x")
    across.qtbot.waitUntil(lambda: not across.page.has_unsaved)

    assert kept(across).clients == (gone,)


def test_a_damaged_week_is_not_written_over(across: Across) -> None:
    """It says so, and takes no words."""
    across.played.private.run(learnings.save, Learning(MONDAY, "Slower."), across.played.now())
    factory.meddle(across.played.private, "UPDATE learning SET revision = 9")
    across.refresh()
    across.look("Weekly learning")

    assert any(words.startswith("This week can no longer be read") for words in across.said())
    assert not across.page.learning.editor.isEnabled()


# --- the stores, room and names ------------------------------------------------------------------


def test_days_of_sessions_are_read_at_once(across: Across) -> None:
    """The record tells the day of each session that it has, and nothing of others."""
    held = across.played.sessions_of("Heron")[:2]
    asked = [*(each.id for each in held), SessionId("0" * 32)]

    found = across.played.record.run(sessions.days, asked)
    assert found == {each.id: each.starts_at.date() for each in held}


def test_only_those_who_are_seen_are_read(across: Across) -> None:
    """Reflections come for the clients that are asked for."""
    heron = across.played.id_of("Heron")
    found = across.played.private.run(caseload.get, [heron])
    assert [client_id for client_id, _ in found.reflections] == [heron]
    entry = FacetEntry("trust_safety")
    assert all(isinstance(e.entry("trust_safety"), type(entry)) for e in found.reflections[0][1])


@pytest.mark.parametrize(("size", "width"), [(100, 720), (150, 720), (200, 760)])
@pytest.mark.parametrize(
    "look", ["My own pull", "Not written about", "Hypotheses", "Weekly learning"]
)
def test_nothing_is_clipped_and_everything_has_a_name(
    across: Across,
    theme: Theme,
    clipped: Callable[[QWidget], list[str]],
    unnamed: Callable[[QWidget], list[str]],
    size: int,
    width: int,
    look: str,
) -> None:
    """Large text and a small window lose no word; where the map has no room its words stand."""
    across.notice("Heron", -1, "to explain")
    across.suppose("Heron", "The rota is safer.", MONDAY)
    theme.set_text_size(size)
    across.page.resize(width, 620)
    across.refresh()
    across.look(look)

    assert clipped(across.page) == []
    assert unnamed(across.page) == []
