"""A screen reader that asks for a scroll bar which has just gone gets an answer."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QPlainTextEdit, QScrollArea

from practicenotes.ui import scroll_areas


@pytest.mark.parametrize("kind", [QScrollArea, QAbstractScrollArea])
def test_a_part_that_has_gone_is_none(qtbot, kind) -> None:
    """Asked for more parts than there are, a scroll area answers instead of ending the program."""
    scroll_areas.describe_safely()
    area = kind()
    qtbot.addWidget(area)
    described = QAccessible.queryAccessibleInterface(area)

    assert described.child(described.childCount() + 1) is None


def test_what_lies_inside_is_still_found(qtbot) -> None:
    """The words in a scroll area are read as before."""
    scroll_areas.describe_safely()
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidget(QLabel("Who comes today"))
    area.show()

    def words(described) -> list[str]:
        below = (described.child(number) for number in range(described.childCount()))
        inside = [word for child in below if child for word in words(child)]
        return [described.text(QAccessible.Text.Name), *inside]

    assert "Who comes today" in words(QAccessible.queryAccessibleInterface(area))


def test_an_editor_keeps_its_own_description(qtbot) -> None:
    """An editor is a scroll area, too, and is still described as one that takes text."""
    scroll_areas.describe_safely()
    editor = QPlainTextEdit("a line")
    qtbot.addWidget(editor)
    described = QAccessible.queryAccessibleInterface(editor)

    assert described.role() is QAccessible.Role.EditableText
    assert described.text(QAccessible.Text.Value) == "a line"
