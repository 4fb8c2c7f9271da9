"""The whole page by keyboard, in small windows and large text, with a name on everything."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from practicenotes.domain import settings as known
from practicenotes.records import settings
from practicenotes.ui.session.header import PRIVATE, RECORD
from practicenotes.ui.theme import Appearance


F6 = Qt.Key.Key_F6
CTRL = Qt.KeyboardModifier.ControlModifier


def walk(visit):
    """Press Tab until the keyboard is back where it began, and return every stop."""
    visit.page.header.back.setFocus()
    stops = [visit.focus]
    while len(stops) < 200:
        visit.press(Qt.Key.Key_Tab)
        if visit.focus is stops[0]:
            return stops
        stops.append(visit.focus)
    raise AssertionError("Tab does not come round")


def place(visit, stop):
    """Say where a stop lies: head, record or private."""
    page = visit.page
    parts = (page.header, page.record, page.private)
    return next(number for number, part in enumerate(parts) if part.isAncestorOf(stop))


def test_tab_goes_through_head_record_and_private_in_reading_order(visit):
    """The order of Tab is the order in which the page is read, and nothing traps the keyboard."""
    visit.qtbot.wait(20)
    stops = walk(visit)
    places = [place(visit, stop) for stop in stops]
    form, private = visit.page.record.form, visit.page.private

    assert places == sorted(places)
    order = [
        *(form.editor(key) for key in ("data", "assessment", "plan")),
        *(private.all_ten, private.facets.pad.noticed, private.facets.pad.said),
        *(private.facets.pad.part, private.facets.pad.anchors.radio(0), private.free),
        *(private.facets.folded, private.strain.add, private.foot.next_time),
        private.foot.supervision,
    ]
    found = [stops.index(widget) for widget in order]
    assert found == sorted(found)


def test_the_anchors_are_one_stop(visit):
    """Tab passes six anchors in one step, at the chosen one."""
    visit.qtbot.wait(20)
    anchors = visit.page.private.facets.pad.anchors
    radios = [anchors.radio(number) for number in range(6)]
    assert [stop for stop in walk(visit) if stop in radios] == radios[:1]
    anchors.radio(3).click()

    assert [stop for stop in walk(visit) if stop in radios] == [radios[3]]


@pytest.mark.parametrize("width", [1200, 944])
@pytest.mark.parametrize("all_ten", [False, True])
def test_everything_has_a_name(visit, unnamed, width, all_ten):
    """Whatever Tab reaches can be named by a screen reader."""
    visit.page.resize(width, 644)
    visit.page.private.facets.list_all(all_ten)
    visit.page.sides.cross()

    assert unnamed(visit.page) == []


def test_opening_a_session_goes_to_where_writing_goes_on(visit, clock):
    """The keyboard is on the first empty sheet of the record, with the cursor behind the text."""
    visit.type("Heron came on time.", into=visit.page.record.form.editor("data"))
    visit.saved()
    visit.open(visit.practice.tenth)
    visit.open(visit.practice.eleventh)

    assert visit.focus is visit.page.record.form.editor("assessment")
    assert visit.page.record.form.editor("data").textCursor().atEnd()
    visit.page.resize(944, 644)
    visit.page.sides.go_to(PRIVATE)
    visit.open(visit.practice.tenth)
    assert visit.focus is visit.page.private.facets.pad.noticed


def test_f6_crosses_and_comes_back_to_the_same_place(visit):
    """The other side is one key away, and so is the way back."""
    plan = visit.page.record.form.editor("plan")
    plan.setFocus()
    visit.press(F6)
    assert visit.focus is visit.page.private.facets.pad.noticed
    visit.page.private.free.setFocus()
    visit.press(F6)
    assert visit.focus is plan
    visit.press(F6)

    assert visit.focus is visit.page.private.free


def test_ctrl_r_goes_to_the_open_facet(visit):
    """From anywhere, Ctrl+R leads to what I noticed."""
    visit.page.record.form.editor("data").setFocus()
    visit.press(Qt.Key.Key_R, CTRL)

    assert visit.focus is visit.page.private.facets.pad.noticed


def test_the_keys_of_the_page_go_before_those_of_the_window(visit, qtbot):
    """A menu of the window that has the same key does not take it away."""
    taken = []
    window = QMainWindow()
    qtbot.addWidget(window)
    action = window.menuBar().addMenu("View").addAction("Next pane", lambda: taken.append(1))
    action.setShortcut("F6")
    window.setCentralWidget(visit.page)
    window.resize(1200, 744)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    visit.page.record.form.editor("data").setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    visit.press(F6)

    assert taken == []
    assert visit.focus is visit.page.private.facets.pad.noticed
    window.takeCentralWidget()
    visit.page.setParent(None)
    visit.page.show()


def test_a_small_window_shows_one_side_at_a_time(visit):
    """At 1024 by 700 a switch stands in the head, and the private side is never partly visible."""
    visit.page.record.form.editor("data").setFocus()
    visit.page.resize(944, 644)

    assert visit.page.record.isVisible()
    assert not visit.page.private.isVisible()
    assert visit.page.header.sides.isVisible()
    visit.press(F6)
    assert not visit.page.record.isVisible()
    visit.until(lambda: visit.page.private.width() == visit.page.width())
    assert visit.focus is visit.page.private.facets.pad.noticed
    visit.page.resize(1200, 744)
    assert visit.page.record.isVisible()
    assert visit.page.private.isVisible()
    assert not visit.page.header.sides.isVisible()


def test_the_switch_in_the_head_swaps_the_sides(visit, qtbot):
    """What F6 does can be done with the mouse too."""
    visit.page.resize(944, 644)
    for side, shown in ((PRIVATE, visit.page.private), (RECORD, visit.page.record)):
        qtbot.mouseClick(visit.page.header.sides.button(side), Qt.MouseButton.LeftButton)
        assert shown.isVisible()
        assert visit.page.private.isVisible() == (side == PRIVATE)


def test_large_text_is_a_small_window(visit, theme):
    """What counts is how many characters fit: at 150 % a wide window shows one side."""
    theme.set_text_size(150)

    assert not visit.page.private.isVisible()


def test_two_sides_are_never_narrower_than_a_reader_needs(visit):
    """Dragging the border stops where a side would become narrower than 480."""
    splitter = visit.page.sides
    splitter.setSizes([10, 10_000])
    assert visit.page.record.width() >= 480
    splitter.setSizes([10_000, 10])

    assert visit.page.private.width() >= 480


def test_the_width_of_the_sides_is_remembered(visit, clock, broadcast, qtbot):
    """The border stands where it was drawn when the page is made again."""
    splitter = visit.page.sides
    splitter.setSizes([640, 560])
    splitter.splitterMoved.emit(640, 1)
    width = visit.page.record.width()
    qtbot.wait(700)
    assert visit.practice.record.run(settings.get, known.SESSION_SPLIT) == width != 576


@pytest.mark.parametrize(("size", "width", "height"), [(100, 944, 644), (200, 864, 588)])
@pytest.mark.parametrize("side", [RECORD, PRIVATE])
def test_nothing_is_clipped(visit, theme, clipped, strained, size, width, height, side):
    """At 1024 by 700, and there at 200 % text, every word and button is seen whole."""
    theme.set_text_size(size)
    visit.open(visit.practice.eleventh)
    visit.page.resize(width, height)
    visit.page.sides.go_to(side)
    visit.qtbot.wait(50)

    assert visit.page.width() == width
    assert clipped(visit.page) == []


def test_a_low_window_lets_the_foot_scroll_with_the_rest(visit, theme):
    """Where the foot would take too much of the height, it is no longer pinned."""
    foot = visit.page.private.foot
    assert foot.parentWidget() is visit.page.private
    theme.set_text_size(200)
    visit.page.resize(864, 500)
    visit.page.sides.go_to(PRIVATE)
    assert foot.parentWidget() is not visit.page.private

    theme.set_text_size(100)
    visit.page.resize(1200, 744)
    assert foot.parentWidget() is visit.page.private


def test_the_private_ground_follows_the_theme(visit, theme):
    """In the dark the private side is still another ground than the record."""
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.set_appearance(appearance)
        image = visit.page.grab().toImage()
        record = image.pixelColor(visit.page.record.x() + 8, 400)
        private = image.pixelColor(_left(visit.page, visit.page.private) + 10, 400)
        assert record == theme.colour("window")
        assert private == theme.colour("private.ground")


def _left(page: QWidget, side: QWidget) -> int:
    return side.mapTo(page, side.rect().topLeft()).x()


@pytest.mark.parametrize("width", [1200, 700])
def test_a_session_can_be_opened_where_it_is_reflected_on(visit, width):
    """Asked for so, the keyboard is on the open facet, beside the record or in its place."""
    visit.page.resize(width, 744)
    with visit.qtbot.waitSignals([visit.page.record.opened, visit.page.private.opened]):
        visit.page.open(visit.practice.tenth, at_facet=True)

    visit.until(lambda: visit.focus is visit.page.private.facets.pad.noticed)
    visit.open(visit.practice.eleventh)
    assert visit.page.record.session.id == visit.practice.eleventh
    assert not visit.page._at_facet
