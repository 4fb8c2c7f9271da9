"""A property is told by name what it is to be, and a wrong name is heard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from practicenotes.ui import by_name


def test_a_property_takes_the_value_of_that_name(qtbot: QtBot) -> None:
    """The label is plain, and takes the keyboard, as if Qt's own values had been given."""
    label = QLabel()
    qtbot.addWidget(label)

    by_name.tell(label, textFormat="PlainText", focusPolicy="StrongFocus")

    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.focusPolicy() is Qt.FocusPolicy.StrongFocus


@pytest.mark.parametrize("wrong", [{"textFormat": "Plain"}, {"textForm": "PlainText"}])
def test_what_qt_does_not_know_is_no_silent_nothing(qtbot: QtBot, wrong: dict[str, str]) -> None:
    """A value or a property that does not exist is an error, and the label stays as it was."""
    label = QLabel()
    qtbot.addWidget(label)
    before = label.textFormat()

    with pytest.raises(ValueError, match="textForm"):
        by_name.tell(label, **wrong)

    assert label.textFormat() is before
