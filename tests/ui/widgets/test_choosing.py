"""Segments, choices, days and forms take what is chosen and give it back."""

from collections.abc import Callable
from datetime import date, time
from enum import Enum

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from practicenotes.ui.theme import Theme
from practicenotes.ui.widgets import day
from practicenotes.ui.widgets.choice import Choice
from practicenotes.ui.widgets.day import DayField
from practicenotes.ui.widgets.form import Field, Form, Kind
from practicenotes.ui.widgets.segments import Segments


class Answer(Enum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"


ANSWERS = ((Answer.YES, "Yes"), (Answer.PARTLY, "Partly"), (Answer.NO, "No"))

ROWS = (
    Field("code_name", "&Code name", help="Any word will do."),
    Field("reason", "&Reason", Kind.LINES),
    Field("answer", "&Answer", Kind.CHOICE, Answer.YES, options=ANSWERS),
    Field("happened", "Did it &happen?", Kind.SEGMENTS, Answer.NO, options=ANSWERS),
    Field("since", "&Since", Kind.DAY, date(2025, 8, 26)),
    Field("starts", "Star&ts", Kind.TIME, time(13, 0)),
    Field("minutes", "&Minutes", Kind.NUMBER, 50),
    Field("supervision", "S&upervision", Kind.YES, value=True),
)


@pytest.fixture
def segments(qtbot: QtBot, theme: Theme) -> Segments:
    """Show three segments, none taken."""
    made = Segments("Did it happen?", ANSWERS, ticked=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_taken_at_first(segments: Segments) -> None:
    """A question begins without an answer."""
    assert segments.value is None


def test_a_click_takes_one_and_only_one(qtbot: QtBot, segments: Segments) -> None:
    """Taking another gives the first back."""
    with qtbot.waitSignal(segments.chosen) as chosen:
        qtbot.mouseClick(segments.button(Answer.PARTLY), Qt.MouseButton.LeftButton)
    assert chosen.args == [Answer.PARTLY]
    qtbot.mouseClick(segments.button(Answer.NO), Qt.MouseButton.LeftButton)

    assert segments.value is Answer.NO
    taken = [value for value, _ in ANSWERS if segments.button(value).isChecked()]
    assert taken == [Answer.NO]


def test_the_arrow_keys_move_between_segments(qtbot: QtBot, segments: Segments) -> None:
    """Left and Right choose, as between radio buttons."""
    segments.set_value(Answer.YES)
    segments.button(Answer.YES).setFocus()
    qtbot.keyClick(segments.button(Answer.YES), Qt.Key.Key_Right)

    assert segments.value is Answer.PARTLY


def test_setting_a_value_is_silent_and_can_be_taken_back(qtbot: QtBot, segments: Segments) -> None:
    """What the program shows is no choice of the therapist; none is a value too."""
    with qtbot.assertNotEmitted(segments.chosen):
        segments.set_value(Answer.YES)
        segments.set_value(None)

    assert segments.value is None


def test_nothing_moves_when_a_word_becomes_bold(qtbot: QtBot, segments: Segments) -> None:
    """The chosen segment is bold, and its neighbours stay where they were."""
    before = [segments.button(value).geometry() for value, _ in ANSWERS]
    qtbot.mouseClick(segments.button(Answer.PARTLY), Qt.MouseButton.LeftButton)
    qtbot.wait(1)

    assert [segments.button(value).geometry() for value, _ in ANSWERS] == before


def test_a_choice_gives_values_and_not_words(qtbot: QtBot, theme: Theme) -> None:
    """What is stored never depends on how it is worded."""
    choice = Choice("Answer", ANSWERS)
    qtbot.addWidget(choice)
    choice.show()
    with qtbot.waitSignal(choice.chosen) as chosen:
        qtbot.keyClick(choice, Qt.Key.Key_Down)

    assert chosen.args == [Answer.PARTLY]
    choice.set_value(Answer.NO)
    assert choice.value is Answer.NO
    assert choice.currentText() == "No"


def test_a_choice_can_offer_other_values(qtbot: QtBot, theme: Theme) -> None:
    """What was offered before is gone, and the first of the new ones is chosen, silently."""
    choice = Choice("Year", [(0, "All years"), (2024, "2024")])
    qtbot.addWidget(choice)
    choice.set_value(2024)
    chosen: list[object] = []
    choice.chosen.connect(chosen.append)
    choice.offer([(0, "All years"), (2026, "2026"), (2025, "2025")])

    assert [choice.itemText(n) for n in range(choice.count())] == ["All years", "2026", "2025"]
    assert choice.value == 0
    assert chosen == []
    choice.set_value(2025)
    assert choice.currentText() == "2025"


def test_the_wheel_never_changes_a_choice(qtbot: QtBot, theme: Theme) -> None:
    """Scrolling over a closed list must not change what is written in a record."""
    choice = Choice("Answer", ANSWERS)
    qtbot.addWidget(choice)
    choice.show()
    spot = QPointF(5, 5)
    none = Qt.MouseButton.NoButton
    wheel = QWheelEvent(
        spot, choice.mapToGlobal(spot), QPoint(), QPoint(0, -120), none,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, wheel)

    assert choice.value is Answer.YES


@pytest.mark.parametrize(
    "written",
    [
        "26 August 2025",
        "26 aug 2025",
        "26.8.2025",
        "26/08/2025",
        "26-8-2025",
        "2025-08-26",
        " 26. August 2025 ",
    ],
)
def test_a_day_is_read_as_people_write_it(written: str) -> None:
    """Words, dots, slashes and the order of computers all name the same day."""
    assert day.read(written) == date(2025, 8, 26)


@pytest.mark.parametrize(
    "written",
    ["", "soon", "31.2.2025", "26.8.25", "26 Ju 2025", "26 Foo 2025", "0.1.2025", "8 2025"],
)
def test_what_names_no_day_is_no_day(written: str) -> None:
    """Two-digit years, impossible days and doubtful months are never guessed."""
    assert day.read(written) is None


def test_a_day_is_shown_back_in_full(qtbot: QtBot, theme: Theme) -> None:
    """After leaving the field one sees which day was understood."""
    field = DayField("Since")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "3.4.2025")
    with qtbot.waitSignal(field.day_changed) as changed:
        qtbot.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == "3 April 2025"
    assert changed.args == [date(2025, 4, 3)]


def test_an_unclear_day_stays_as_it_was_typed(qtbot: QtBot, theme: Theme) -> None:
    """Nothing typed is thrown away, and an empty field is not unclear."""
    field = DayField("Since")
    qtbot.addWidget(field)
    field.show()
    assert not field.unclear
    qtbot.keyClicks(field, "soon")
    with qtbot.assertNotEmitted(field.day_changed):
        qtbot.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == "soon"
    assert field.unclear


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Form:
    """Show a form with a field of every kind."""
    made = Form(ROWS)
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    return made


def test_a_form_gives_back_what_it_was_given(form: Form) -> None:
    """Every kind of field keeps its value untouched."""
    assert form.values() == {
        "code_name": "",
        "reason": "",
        "answer": Answer.YES,
        "happened": Answer.NO,
        "since": date(2025, 8, 26),
        "starts": time(13, 0),
        "minutes": 50,
        "supervision": True,
    }


def test_a_form_takes_other_values_and_leaves_the_rest(form: Form) -> None:
    """Only the fields that are named change."""
    form.set_values({"code_name": "Heron", "since": None, "answer": Answer.NO, "minutes": 90})

    values = form.values()
    assert (values["code_name"], values["since"], values["answer"]) == ("Heron", None, Answer.NO)
    assert (values["minutes"], values["starts"]) == (90, time(13, 0))


def test_typing_into_a_form_names_the_field_that_changed(qtbot: QtBot, form: Form) -> None:
    """Continuous saving hears which field was touched, and hears nothing of the program's own."""
    heard: list[str] = []
    form.changed.connect(heard.append)
    form.set_values({"code_name": "Moss"})
    assert heard == []
    qtbot.keyClicks(form.field("code_name"), "y")
    qtbot.keyClick(form.field("supervision"), Qt.Key.Key_Space)
    qtbot.keyClick(form.field("answer"), Qt.Key.Key_Down)

    assert heard == ["code_name", "supervision", "answer"]


def test_a_problem_stands_under_its_field_and_leads_there(qtbot: QtBot, form: Form) -> None:
    """The words are next to the field, a screen reader tells them, and the field has the focus."""
    form.show_problem("code_name", "A client needs a code name.")

    field = form.field("code_name")
    qtbot.waitUntil(field.hasFocus)
    assert field.accessibleDescription() == "A client needs a code name."
    seen = [x.accessibleName() for x in form.findChildren(QLabel) if x.isVisible()]
    assert "A client needs a code name." in seen
    form.show_problem("code_name", "")
    seen = [x.accessibleName() for x in form.findChildren(QLabel) if x.isVisible()]
    assert "A client needs a code name." not in seen


def test_a_form_names_its_unclear_days(qtbot: QtBot, form: Form) -> None:
    """A day that cannot be read is found before anything is saved."""
    assert form.unclear_days() == ()
    form.field("since").setText("soon")

    assert form.unclear_days() == ("since",)


def test_every_field_has_a_name(form: Form, unnamed: Callable[[QWidget], list[str]]) -> None:
    """No field of any kind is nameless."""
    assert unnamed(form) == []


def test_large_text_clips_no_form(
    qtbot: QtBot, theme: Theme, clipped: Callable[[QWidget], list[str]]
) -> None:
    """At 200 % every label, field and help is whole."""
    theme.set_text_size(200)
    made = Form(ROWS)
    qtbot.addWidget(made)
    made.resize(made.sizeHint().expandedTo(made.minimumSizeHint()))
    made.show()
    qtbot.wait(1)

    assert clipped(made) == []


def test_what_is_taken_is_one_of_the_new_values(qtbot: QtBot, theme: Theme) -> None:
    """What was there before is gone, and what is taken is one of the new values."""
    choice = Choice("Year", [(2025, "2025"), (2024, "2024")])
    qtbot.addWidget(choice)
    choice.set_value(2024)

    choice.offer([(1999, "1999"), (1998, "1998"), (1997, "1997")])
    with qtbot.waitSignal(choice.chosen) as told:
        choice.activated.emit(2)

    assert [choice.itemText(number) for number in range(choice.count())] == ["1999", "1998", "1997"]
    assert told.args == [1997]
