"""Words are found on the side where the keyboard is, and nothing is looked into on the other."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from practicenotes.ui.session.find_bar import FindBar
from practicenotes.ui.widgets.editor import GrowingEditor


CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def bar(visit) -> FindBar:
    """Return the bar that is open."""
    [found] = [b for b in visit.page.findChildren(FindBar) if b.isVisible()]
    return found


def marked(visit) -> dict[str, list[str]]:
    """Return what is marked, by the names of the sheets."""
    return {
        sheet.accessibleName(): [each.cursor.selectedText() for each in sheet.extraSelections()]
        for sheet in visit.page.findChildren(GrowingEditor)
        if sheet.extraSelections()
    }


def test_places_are_counted_over_all_sections(visit) -> None:
    """Enter goes on through every section and round, Shift+Enter goes back."""
    data, plan = (visit.page.record.form.editor(key) for key in ("data", "plan"))
    visit.type("Sleep was short. He wants to sleep.", data)
    visit.type("A record of his sleep", plan)
    data.setFocus()
    visit.press(Qt.Key.Key_Home)
    visit.press(Qt.Key.Key_F, CTRL)
    visit.type("sleep")
    open_bar = bar(visit)

    assert open_bar.count.said() == "1 of 3"
    assert marked(visit) == {"Data": ["Sleep", "sleep"], "Plan": ["sleep"]}
    for expected in ("2 of 3", "3 of 3", "1 of 3"):
        visit.press(Qt.Key.Key_Return)
        assert open_bar.count.said() == expected
    visit.press(Qt.Key.Key_Return, SHIFT)
    assert open_bar.count.said() == "3 of 3"


def test_esc_returns_to_the_cursor(visit) -> None:
    """The bar goes, every mark goes, and writing goes on where it was."""
    data = visit.page.record.form.editor("data")
    visit.type("one two one", data)
    visit.press(Qt.Key.Key_Left)
    visit.press(Qt.Key.Key_F, CTRL)
    visit.type("one")
    visit.press(Qt.Key.Key_Return)
    visit.press(Qt.Key.Key_Escape)

    assert marked(visit) == {}
    assert visit.focus is data
    assert data.textCursor().position() == len("one two on")
    visit.type("X")
    assert data.text() == "one two onXe"


def test_the_record_side_never_finds_what_is_private(visit) -> None:
    """Nor the private side what stands in the record."""
    data, free = visit.page.record.form.editor("data"), visit.page.private.free
    visit.type("A heron in the record", data)
    visit.type("A heron of my own", free)
    visit.press(Qt.Key.Key_F, CTRL)
    visit.type("heron")
    assert marked(visit) == {free.accessibleName(): ["heron"]}
    assert bar(visit).count.said() == "1 of 1"
    visit.press(Qt.Key.Key_Escape)
    data.setFocus()
    visit.press(Qt.Key.Key_F, CTRL)
    visit.type("own")
    assert bar(visit).count.said() == "Not found"
    assert marked(visit) == {}


def test_a_folded_facet_is_named(visit) -> None:
    """What stands in a facet that is not open is not passed over."""
    side = visit.page.private
    first, other = side.facets._pair
    visit.type("a heron", side.facets.pad.noticed)
    side.facets.open(other)
    visit.press(Qt.Key.Key_F, CTRL)
    visit.type("heron")
    assert bar(visit).count.said() == "Not found"
    name = side.facets._book.facet(first).name
    assert bar(visit).elsewhere.said() == f"Also in {name}, which is folded."
    side.facets.open(first)
    bar(visit).step(1)
    assert bar(visit).count.said() == "1 of 1"
    assert bar(visit).elsewhere.isHidden()


def test_what_is_selected_is_sought(visit) -> None:
    """Two keys find the next place of the word under the hand."""
    data = visit.page.record.form.editor("data")
    visit.type("shame and shame", data)
    data.set_selection(0, 5)
    visit.press(Qt.Key.Key_F, CTRL)
    assert bar(visit).field.text() == "shame"
    visit.press(Qt.Key.Key_F3)
    assert bar(visit).count.said() == "2 of 2"


def test_a_search_writes_nothing(visit) -> None:
    """No mark of it is saved, and none can be undone."""
    data = visit.page.record.form.editor("data")
    visit.type("shame", data)
    visit.saved()
    visit.press(Qt.Key.Key_F, CTRL)
    visit.type("sham")
    assert not visit.page.has_unsaved
    visit.press(Qt.Key.Key_Escape)
    visit.press(Qt.Key.Key_Z, CTRL)
    assert data.text() == ""


def test_another_session_begins_without_a_search(visit, practice) -> None:
    """What was sought in one note is not sought in the next."""
    visit.type("shame", visit.page.record.form.editor("data"))
    visit.press(Qt.Key.Key_F, CTRL)
    visit.type("shame")
    visit.open(practice.tenth)
    assert not [b for b in visit.page.findChildren(FindBar) if b.isVisible()]


def test_another_form_leaves_the_search_whole(visit) -> None:
    """Sheets that another form does not have are no longer looked into."""
    data = visit.page.record.form.editor("data")
    visit.type("shame", data)
    visit.saved()
    visit.press(Qt.Key.Key_F, CTRL)
    visit.type("shame")
    open_bar = bar(visit)
    visit.page.record._change_form("narrative")
    visit.until(lambda: visit.page.record.note.template_id == "narrative")
    visit.qtbot.wait(10)
    open_bar.step(1)
    open_bar.close_bar()
    assert marked(visit) == {}


def test_the_bar_is_named_and_reached_by_keys(visit, unnamed, clipped) -> None:
    """Everything on it has a name, at full size and large."""
    visit.press(Qt.Key.Key_F, CTRL)
    assert unnamed(bar(visit)) == []
    assert clipped(bar(visit)) == []
    assert QApplication.focusWidget() in (bar(visit).field, None)


# --- undo and words ----------------------------------------------------------------------------


def test_undo_survives_a_save(visit) -> None:
    """What was written before a save can be taken back after it, and is saved so."""
    data = visit.page.record.form.editor("data")
    visit.type("one", data)
    visit.press(Qt.Key.Key_B, CTRL)
    visit.saved()
    assert visit.practice.text("data") == "**one**"
    visit.press(Qt.Key.Key_Z, CTRL)
    visit.saved()
    assert visit.practice.text("data") == "one"
    visit.press(Qt.Key.Key_Z, CTRL)
    visit.saved()
    assert visit.practice.text("data") == ""
    visit.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert data.text() == "one"


def test_words_are_counted_quietly(visit) -> None:
    """The figure at the foot follows the fingers, once they rest."""
    visit.type("three short words", visit.page.record.form.editor("data"))
    visit.type("one", visit.page.record.form.editor("plan"))
    visit.until(lambda: visit.page.record.count.said() == "4 words")
