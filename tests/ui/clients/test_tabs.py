"""The parts of a client's file behind their tabs, by mouse, by key and in a narrow window."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from practicenotes.ui.clients.tabs import Tab


class Part(QWidget):
    """A part of the file that says which clients it was opened for."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.words = QLabel("nobody")
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QVBoxLayout(self).addWidget(self.words)

    def open(self, client_id: str) -> None:
        self.opened.append(client_id)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self.words.setFocus(event.reason())


@pytest.fixture
def part() -> Part:
    """Give a part of the file that is not in a page yet."""
    return Part()


@pytest.fixture
def heron(open_clients: Callable[..., Any], part: Part) -> Any:
    """Show Heron's page with a private part before the timeline."""
    shown = open_clients()
    shown.section.page.add_tab(Tab("alliance", "Alliance", private=True), part, before="timeline")
    shown.client("Heron")
    return shown


def bar(shown: Any) -> QTabBar:
    """Return the tabs."""
    return shown.section.findChild(QTabBar)


def test_the_timeline_is_in_front_at_first(heron: Any, part: Part) -> None:
    """A part that is not shown reads nothing."""
    assert [bar(heron).tabText(n) for n in range(bar(heron).count())] == ["Alliance", "Timeline"]
    assert heron.section.page.tab == "timeline"
    assert part.opened == []


def test_a_part_reads_itself_when_it_is_shown(heron: Any, part: Part) -> None:
    """The tab brings the part to the front, for the client of the page, and says where one is."""
    heron.told.clear()
    QTest.mouseClick(bar(heron), Qt.MouseButton.LeftButton, pos=bar(heron).tabRect(0).center())

    assert part.opened == [heron.played.id_of("Heron")]
    assert part.isVisible()
    assert not heron.view("Timeline").isVisible()
    assert heron.told == ["Heron, alliance"]


def test_another_client_opens_the_same_part(heron: Any, part: Part) -> None:
    """Who looks at one client's alliance and turns to another sees the other's alliance."""
    heron.section.page.choose_tab("alliance")
    heron.client("Moss")

    assert part.opened[-1] == heron.played.id_of("Moss")
    assert part.isVisible()


def test_a_private_part_carries_the_lock(heron: Any) -> None:
    """Only the private tab has an icon, so that it is told apart without colour."""
    assert [bar(heron).tabIcon(n).isNull() for n in (0, 1)] == [False, True]


def test_ctrl_tab_goes_round(heron: Any, part: Part) -> None:
    """Ctrl+Tab leads to the next part, takes the keyboard along, and comes round again."""
    heron.view("Timeline").setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert part.isVisible()
    assert QApplication.focusWidget() is part.words

    QTest.keyClick(part.words, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is heron.view("Timeline")


def test_narrow_windows_have_a_list(
    open_clients: Callable[..., Any], part: Part, theme: Any
) -> None:
    """Where tabs have no room, a list offers the same parts."""
    theme.set_text_size(200)
    shown = open_clients(900, 620)
    shown.section.page.add_tab(Tab("alliance", "Alliance", private=True), part)
    shown.client("Heron")
    choice = next(
        each
        for each in shown.section.findChildren(QComboBox)
        if each.accessibleName() == "Parts of the file"
    )

    assert choice.isVisible()
    assert not bar(shown).isVisible()
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentText() == "Alliance"
    assert part.isVisible()


def test_what_changes_elsewhere_reaches_the_part_in_front(heron: Any, part: Part) -> None:
    """A write by another page lets the part read itself anew."""
    heron.section.page.choose_tab("alliance")
    before = len(part.opened)
    heron.section.page.refresh()

    assert len(part.opened) == before + 1


def seen(shown: Any) -> set[str]:
    """Return the words of every button that is seen in the head of the page."""
    return {b.text() for b in shown.section.page.findChildren(QPushButton) if b.isVisible()}


def test_a_part_brings_its_own_buttons(open_clients: Callable[..., Any], part: Part) -> None:
    """They stand beside the name while the part is in front, in place of those of the timeline."""
    shown = open_clients()
    own = QPushButton("Write a reflection")
    shown.section.page.add_tab(Tab("alliance", "Alliance", private=True), part, own)
    shown.client("Heron")
    assert {"New session note", "New letter"} <= seen(shown)
    assert "Write a reflection" not in seen(shown)
    shown.section.page.choose_tab("alliance")
    assert "Write a reflection" in seen(shown)
    assert not {"New session note", "New letter"} & seen(shown)

    shown.section.page.choose_tab("timeline")
    assert {"New session note", "New letter"} <= seen(shown)
    assert "Write a reflection" not in seen(shown)


def test_a_part_without_buttons_leaves_those_of_the_timeline(heron: Any) -> None:
    """What can be begun for a client can be begun from there, too."""
    heron.section.page.choose_tab("alliance")

    assert {"New session note", "New letter"} <= seen(heron)


def test_two_parts_keep_their_buttons_apart(open_clients: Callable[..., Any], part: Part) -> None:
    """Of two parts that have buttons only that in front shows its own."""
    shown = open_clients()
    page = shown.section.page
    page.add_tab(Tab("one", "One"), part, QPushButton("Do one"))
    page.add_tab(Tab("two", "Two"), Part(), QPushButton("Do two"))
    shown.client("Heron")
    page.choose_tab("one")
    assert "Do one" in seen(shown)
    assert "Do two" not in seen(shown)
    page.choose_tab("two")

    assert "Do two" in seen(shown)
    assert "Do one" not in seen(shown)
