"""The whole way from a new letter to an approved one without a mouse, and for every ear and eye."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from practicenotes.domain.letters import LetterState
from practicenotes.ui.theme import Appearance


def key(heron, which, modifier=Qt.KeyboardModifier.NoModifier):
    target = QApplication.focusWidget() or heron.page
    QTest.keyClick(target, which, modifier)


def words(heron, text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def name_of(widget):
    return widget.accessibleName() or getattr(widget, "text", str)()


def pane(heron, name):
    return heron.page.panes.widget(("offers", "sheet", "pages").index(name))


def shown(heron):
    return [name for name in ("offers", "sheet", "pages") if pane(heron, name).isVisible()]


def tab_to(heron, name, most=60):
    """Press Tab until the keyboard is where `name` says."""
    for _ in range(most):
        if name_of(QApplication.focusWidget() or heron.page) == name:
            return
        key(heron, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


@pytest.fixture
def active(heron):
    """Let the page have the keyboard, as a window in front has."""
    heron.page.activateWindow()
    heron.qtbot.waitUntil(heron.page.isActiveWindow)
    return heron


def test_from_ticks_to_approval_by_keyboard_alone(active):
    """Tick, fill the empty place, write, agree, approve: with Tab, Space, Enter and F4 only."""
    active.begin()
    assert name_of(QApplication.focusWidget()) == "Dates seen and number"

    key(active, Qt.Key.Key_Space)
    tab_to(active, "Focus")
    key(active, Qt.Key.Key_Space)
    tab_to(active, "Recipient’s name")
    key(active, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    key(active, Qt.Key.Key_Delete)
    key(active, Qt.Key.Key_F6)
    key(active, Qt.Key.Key_F4)
    words(active, "Dr Aubrey")
    tab_to(active, "Text of the letter")
    key(active, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    words(active, " With kind regards.")
    tab_to(active, "What for")
    words(active, "to tell her of the work")
    tab_to(active, "Agreed on")
    words(active, "11 November 2025")
    tab_to(active, "To what")
    words(active, "dates and goals")
    for box in ("Heron was asked again", "Heron has read this letter"):
        tab_to(active, box)
        key(active, Qt.Key.Key_Space)
    active.settle()
    tab_to(active, "Approve letter")
    key(active, Qt.Key.Key_Space)
    active.qtbot.waitUntil(lambda: active.page.letter.state is LetterState.APPROVED, timeout=10_000)

    kept = active.kept()
    assert kept.recipient == "Dr Aubrey"
    assert kept.consent.has_read
    text = " ".join(active.page.panes.preview.text().split())
    assert "We have met ten times" in text
    assert "With kind regards." in text


def test_tab_follows_the_page_as_it_is_read(active):
    """Head, record, letter, consent, page: left to right and top to bottom."""
    active.begin()
    tab_to(active, "Back")
    seen = []
    for _ in range(40):
        seen.append(name_of(QApplication.focusWidget()))
        key(active, Qt.Key.Key_Tab)
        if name_of(QApplication.focusWidget()) == "Back":
            break

    expected = [
        "Back",
        "Save draft as PDF…",
        "Print draft…",
        "Approve letter",
        "Dates seen and number",
        "Medication",
        "Find in signed notes",
        "Passages of signed notes",
        "Recipient’s name",
        "Recipient’s address",
        "Show the name",
        "Greeting",
        "Text of the letter",
        "Closing",
        "Close consent",
        "Agreed on",
        "How",
        "To what",
        "Heron has read this letter",
        "Smaller pages",
        "Larger pages",
        "Pages as they will print",
    ]
    assert [name for name in seen if name in expected] == expected


def test_f6_goes_round_the_panes_and_remembers_the_place(active):
    """Record, letter, page, and back to the box where the keyboard was before."""
    active.begin()
    tab_to(active, "Focus")

    key(active, Qt.Key.Key_F6)
    assert pane(active, "sheet").isAncestorOf(QApplication.focusWidget())
    key(active, Qt.Key.Key_F6)
    assert pane(active, "pages").isAncestorOf(QApplication.focusWidget())
    key(active, Qt.Key.Key_F6)
    assert name_of(QApplication.focusWidget()) == "Focus"


def test_everything_that_tab_reaches_has_a_name(filled, unnamed):
    """A screen reader can name every stop, in a draft and in an approved letter."""
    assert unnamed(filled.page) == []
    filled.page.panes.sheet.subject.covered.turn()
    assert unnamed(filled.page) == []


@pytest.mark.parametrize(
    ("size", "text"),
    [
        *(((1200, 716), text) for text in (100, 150, 200)),
        *(((944, 616), text) for text in (100, 150, 200)),
        *(((720, 476), text) for text in (100, 150)),
    ],
)
def test_nothing_is_clipped(filled, theme, clipped, size, text):
    """Words and buttons are whole in every window and at every size of text."""
    theme.set_text_size(text)
    filled.page.resize(*size)
    filled.settle()
    for name in ("offers", "sheet", "pages"):
        filled.page.panes.show_pane(name)
        filled.qtbot.waitUntil(lambda: clipped(filled.page) == [])  # once all has found its place


def test_a_wide_window_shows_all_three_panes(filled):
    """At 1280 px nothing has to be chosen."""
    assert shown(filled) == ["offers", "sheet", "pages"]
    assert not filled.page.header.panes.isVisible()


def test_a_middle_window_shows_the_letter_and_one_other(filled):
    """At 1024 px the record and the page share one place, with a switch in the head."""
    filled.page.resize(944, 616)
    switch = filled.page.header.panes

    assert shown(filled) == ["sheet", "pages"]
    assert [switch.button(n).isVisible() for n in ("offers", "sheet", "pages")] == [
        True,
        False,
        True,
    ]
    switch.button("offers").click()
    assert shown(filled) == ["offers", "sheet"]


def test_large_text_in_a_small_window_shows_one_pane(filled, theme):
    """At 200 % the three panes take turns, and F4 turns to the letter."""
    theme.set_text_size(200)
    filled.page.resize(944, 616)
    filled.page.header.panes.button("pages").click()

    assert shown(filled) == ["pages"]
    filled.page.go_to_place()
    assert shown(filled) == ["sheet"]


def test_a_low_window_lets_the_consent_scroll_with_the_letter(filled):
    """Where there is no room for both, the consent stands behind the closing."""
    area = pane(filled, "sheet").findChild(QScrollArea)
    consent = filled.page.panes.consent
    assert not area.isAncestorOf(consent)

    filled.page.resize(1200, 500)
    assert area.isAncestorOf(consent)
    consent.form.field("scope").setFocus()
    filled.page.resize(1200, 716)
    assert not area.isAncestorOf(consent)


def test_going_to_a_field_brings_it_into_sight(filled):
    """A field that was scrolled away is seen when the keyboard comes to it."""
    area = pane(filled, "sheet").findChild(QScrollArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    filled.page.panes.sheet.text.setFocus()

    filled.page.panes.sheet.recipient.setFocus()

    field = filled.page.panes.sheet.recipient
    top = field.mapTo(area.viewport(), field.rect().topLeft()).y()
    assert 0 <= top < area.viewport().height()


def test_the_page_is_drawn_in_the_dark(filled, theme):
    """Paper stays paper in the dark, and the letter's words are light on dark."""
    theme.set_appearance(Appearance.DARK)
    filled.settle()

    sheet = filled.page.panes.preview.grab_sheet()
    middle = sheet.pixelColor(sheet.width() // 2, sheet.height() // 2)
    assert middle.lightness() > 180
    ground = filled.page.panes.sheet.text.grab().toImage().pixelColor(3, 60)
    assert ground.lightness() < 80


def test_nothing_of_the_client_is_in_the_title(filled):
    """No window of the page has a name in its title."""
    titles = {widget.windowTitle() for widget in filled.page.findChildren(QWidget)}

    assert titles | {filled.page.windowTitle()} == {""}


def test_the_status_line_says_where_one_is(heron):
    """Code name, kind, and how many places are empty; said once for each change."""
    told = []
    heron.page.told.connect(told.append)
    heron.begin()
    field = heron.page.panes.sheet.recipient
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, "Dr")

    assert told == [
        "Heron, progress letter to a referrer. Draft",
        "Heron, progress letter to a referrer. One place empty",
        "Heron, progress letter to a referrer. Draft",
    ]


def test_f6_brings_the_next_pane_where_they_take_turns(active, theme):
    """At 200 % in a small window one key leads from the letter to its page and to the record."""
    active.begin()
    theme.set_text_size(200)
    active.page.resize(944, 616)
    assert shown(active) == ["sheet"]

    for name in ("pages", "offers", "sheet"):
        key(active, Qt.Key.Key_F6)
        assert shown(active) == [name]
        assert pane(active, name).isAncestorOf(QApplication.focusWidget())


def test_large_text_leaves_room_to_tick_and_to_write(filled, theme):
    """At 200 % the head keeps to two rows, and the first fact stands in sight."""
    theme.set_text_size(200)
    filled.page.resize(864, 560)
    filled.page.panes.show_pane("offers")
    filled.settle()
    header, box = filled.page.header, filled.fact("dates_seen")

    assert header.saved.y() == header.state.y()
    assert header.height() < 3 * header.approve.height()
    area = filled.page.panes.offers.findChild(QScrollArea).viewport()
    filled.qtbot.waitUntil(
        lambda: area.rect().contains(box.mapTo(area, box.rect().bottomLeft()))
    )  # once all has found its place
