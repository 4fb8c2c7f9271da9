"""All forms on one page: listed, opened, copied, retired, written into files and taken in."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from practicenotes import catalog
from practicenotes.domain import form_drafts as rules
from practicenotes.domain.forms import Layer, NoteTemplate, Section
from practicenotes.exchange import form_file
from practicenotes.records import form_drafts, form_shelf, notes
from practicenotes.records.form_shelf import Incoming
from practicenotes.ui.forms.coming_in import HEADING
from practicenotes.ui.forms.form_view import FIRST
from practicenotes.ui.forms.listing import CHANGING, EXPLAINED, NO_OWN, OWN, RETIRED
from practicenotes.ui.forms.page import SHOW_IT


MINE = NoteTemplate(
    "mine", 1, "Mine", "A form.", (Section("mood", "Mood", "How?"), Section("plan", "Plan", "And?"))
)
OTHER = replace(MINE, sections=(replace(MINE.sections[0], label="Feeling"), MINE.sections[1]))
DAP = catalog.note_template("dap")


def open_form(desk, name):
    """Open a form from the list."""
    row = next(row for row in desk.page.list.rows if row.text() == name)
    row.click()
    desk.settle()
    return desk.page.form


# --- the list ---------------------------------------------------------------------------------


def test_every_shipped_form_is_listed(desk):
    """Group by group, with how many sections it has and what it is for."""
    said = desk.words(desk.page.list)

    assert len(desk.rows()) == len(catalog.note_templates())
    assert "DAP, 3 sections  ·  What happened, what it means, what follows." in desk.rows()
    for words in (EXPLAINED, NO_OWN, "Session notes", "Course documents"):
        assert words in said
    assert CHANGING not in said
    assert RETIRED not in said


def test_ones_own_forms_and_drafts_stand_first(desk):
    """What is being changed before all."""
    desk.keep()
    desk.run(form_drafts.begin, rules.empty(), desk.at)
    desk.page.refresh()
    desk.settle()

    assert (
        desk.rows()[0]
        == "A form without a name, to be version 1  ·  0 sections  ·  kept 18 November"
    )
    assert desk.rows()[1] == "Mine, version 1  ·  2 sections  ·  A form."
    assert OWN in desk.words(desk.page.list)
    assert NO_OWN not in desk.words(desk.page.list)


def test_a_draft_in_the_list_is_gone_on_with(desk):
    """Enter opens it where it was left."""
    desk.run(form_drafts.begin, rules.copied(DAP), desk.at)
    desk.page.refresh()
    desk.settle()
    desk.page.list.rows[0].setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()

    assert desk.editor.isVisible()
    assert len(desk.form.sections) == 3
    assert len(desk.run(form_drafts.listed)) == 1


def draft_line(desk, name):
    """Take the line of a draft as the list has it now, though it may be older than the store."""
    draft = next(each for each in desk.page._shelf.drafts if each.template.name == name)
    desk.page.list.draft_wanted.emit(draft)


def two_drafts(desk):
    """Leave two forms that are being changed, and show the list."""
    for name in ("Mine", "Other"):
        desk.run(form_drafts.begin, replace(MINE, id="", version=0, name=name), desk.at)
    desk.page.refresh()
    desk.settle()


def rename(desk, name):
    """Give the form that is open another name."""
    desk.editor._take(replace(desk.form, name=name), (), "")


def test_a_draft_just_left_is_opened_as_it_was_left(desk):
    """The list may still show what it read before: the newest words are opened, and stay."""
    two_drafts(desk)
    draft_line(desk, "Mine")
    desk.settle()
    rename(desk, "Mine, longer")
    desk.page._leave_editor()
    draft_line(desk, "Mine")
    desk.settle()
    assert desk.form.name == "Mine, longer"

    desk.editor._take(replace(desk.form, summary="Told anew."), (), "")
    desk.saved()

    kept = {draft.template.name: draft.template for draft in desk.run(form_drafts.listed)}
    assert set(kept) == {"Mine, longer", "Other"}
    assert kept["Mine, longer"].summary == "Told anew."


def test_another_draft_opens_once_the_one_just_left_is_kept(desk):
    """Its last words are with the store, and not those of the other."""
    two_drafts(desk)
    draft_line(desk, "Mine")
    desk.settle()
    rename(desk, "Mine, longer")
    desk.page._leave_editor()
    draft_line(desk, "Other")
    desk.settle()

    assert desk.form.name == "Other"
    names = {draft.template.name for draft in desk.run(form_drafts.listed)}
    assert names == {"Mine, longer", "Other"}


def test_what_could_not_be_kept_is_not_let_go_of_for_another_draft(desk):
    """The list says so and leads back; once the store takes it, the other can be opened."""
    two_drafts(desk)
    draft_line(desk, "Mine")
    desk.settle()
    allow = forbid(desk)
    rename(desk, "Mine, longer")
    desk.page._leave_editor()
    desk.until(desk.page.problem.isVisible)
    draft_line(desk, "Other")
    desk.settle()
    assert desk.page.has_unsaved
    assert desk.form.name == "Mine, longer"
    assert "still here" in desk.page.problem.said()

    desk.click(SHOW_IT)
    assert desk.editor.isVisible()
    assert desk.form.name == "Mine, longer"

    allow()
    desk.saved()
    desk.page._leave_editor()
    draft_line(desk, "Other")
    desk.settle()
    assert desk.form.name == "Other"
    names = {draft.template.name for draft in desk.run(form_drafts.listed)}
    assert names == {"Mine, longer", "Other"}


def test_a_draft_that_could_not_be_kept_is_gone_on_with(desk):
    """Its line in the list leads to the words on the page, not to the older ones of the store."""
    two_drafts(desk)
    draft_line(desk, "Mine")
    desk.settle()
    allow = forbid(desk)
    rename(desk, "Mine, longer")
    desk.page._leave_editor()
    desk.until(desk.page.problem.isVisible)

    draft_line(desk, "Mine")
    assert desk.editor.isVisible()
    assert desk.form.name == "Mine, longer"

    allow()
    desk.saved()
    assert "Mine, longer" in {draft.template.name for draft in desk.run(form_drafts.listed)}


def test_an_empty_draft_that_the_store_does_not_let_go_of_stays(desk):
    """What was typed and taken back is saved once the store can be written; nothing is stuck."""
    desk.page.begin(rules.empty())
    desk.settle()
    allow = forbid(desk)
    rename(desk, "Mine")
    desk.editor.undo()
    desk.page._leave_editor()
    desk.settle()
    assert desk.page.has_unsaved
    allow()

    desk.saved()

    assert not desk.page.has_unsaved
    assert [draft.template for draft in desk.run(form_drafts.listed)] == [rules.empty()]


def test_an_empty_draft_leaves_nothing_behind(desk):
    """Back from a form in which nothing was done, the list has no line for it."""
    desk.page.begin(rules.empty())
    desk.settle()
    desk.page._leave_editor()
    desk.settle()

    assert desk.run(form_drafts.listed) == ()
    assert desk.page._shelf.drafts == ()


def forbid(desk):
    """Let the record be read and not written; return what lets it be written again."""
    driver = desk.vault.record.on_connection(
        lambda connection: connection.connection.driver_connection.driver
    )

    def tell(pragma):
        guard, driver.authorizer = driver.authorizer, None
        driver.execute(pragma)
        driver.authorizer = guard

    tell("PRAGMA query_only = ON")
    return lambda: tell("PRAGMA query_only = OFF")


def test_a_new_form_is_begun_from_the_page(desk):
    """The main button leads to an empty form."""
    desk.click("New form")
    assert desk.editor.isVisible()
    assert desk.form.sections == ()


def test_the_list_keeps_the_keyboard_where_it_was(desk):
    """Reading it anew does not lose the line."""
    row = next(row for row in desk.page.list.rows if row.text() == "SOAP")
    row.setFocus()
    desk.page.refresh()
    desk.settle()
    assert QApplication.focusWidget().text() == "SOAP"


def test_the_keyboard_comes_into_the_part_that_is_shown(desk):
    """Whoever gives the page the keyboard gives it to something that takes it."""
    desk.page.setFocus()
    desk.page.focusInEvent(_focus())
    assert desk.page.isAncestorOf(QApplication.focusWidget())


def _focus():
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent

    return QFocusEvent(QEvent.Type.FocusIn)


def test_what_cannot_be_read_is_told(desk):
    """One sentence, and a way to try again."""
    desk.vault.close()
    desk.page.refresh()
    desk.until(desk.page.problem.isVisible)
    assert desk.page.problem.said()
    assert desk.page.problem._action.text() == "Try again"


def test_a_version_that_cannot_be_read_is_told_of(desk):
    """One sentence, with what is safe; the others are listed."""
    import factory

    desk.keep()
    factory.meddle(desk.vault.record, "UPDATE form SET source = 'x'")
    desk.page.refresh()
    desk.settle()

    assert "One version of a form can no longer be read." in desk.words(desk.page.list)
    assert len(desk.rows()) == len(catalog.note_templates())


# --- one form ---------------------------------------------------------------------------------


def test_a_shipped_form_is_copied_and_never_changed(desk):
    """*Copy and change* begins a form of one’s own; *Change* is not there."""
    view = open_form(desk, "DAP")
    assert not view.change.isVisible()
    assert "comes with the program" in desk.words(view)
    assert FIRST in desk.words(view)

    desk.click("Copy and change")
    assert (desk.form.id, desk.form.sections) == ("", DAP.sections)


def test_versions_are_listed_with_what_changed(desk):
    """In words, the newest first; each of them can be seen as it was."""
    desk.keep()
    desk.run(form_shelf.take_in, OTHER, Incoming.VERSION, desk.at)
    desk.page.refresh()
    desk.settle()
    view = open_form(desk, "Mine")

    assert [row.accessibleName() for row in view.rows] == [
        "Version 2, 18 November 2025",
        "Version 1, 18 November 2025",
    ]
    assert "Mood is called Feeling now." in desk.words(view)
    assert "Feeling" in desk.words(view.preview)
    view.rows[1].click()
    desk.settle()
    assert "Mood" in desk.words(view.preview)
    assert "Feeling" not in desk.words(view.preview)
    assert "no longer offered" in desk.words(view)


def test_an_older_version_is_changed_into_a_new_one(desk):
    """What was better before comes back under the next number."""
    desk.keep()
    desk.run(form_shelf.take_in, OTHER, Incoming.VERSION, desk.at)
    desk.page.refresh()
    desk.settle()
    view = open_form(desk, "Mine")
    view.rows[1].click()
    desk.click("Change")
    assert desk.form.sections == MINE.sections
    assert desk.editor.header.save.text() == "Save as version 3"
    desk.editor.publish()  # as it was: that is another form than the newest
    desk.until(lambda: desk.versions("mine") == [3, 2, 1])


def test_a_form_is_retired_and_brought_back(desk):
    """It is no longer offered, its notes stay, and *Undo* stands there."""
    open_form(desk, "DAP")
    desk.click("Offer no longer")
    assert "dap" not in desk.offered()
    assert "Its notes stay as they are." in desk.page.strip.said()

    desk.click("Undo")
    assert "dap" in desk.offered()

    desk.click("Offer no longer")
    assert "Not offered since 18 November 2025." in desk.words(desk.page.form)
    desk.page.form.back.click()
    desk.settle()
    assert RETIRED in desk.words(desk.page.list)
    open_form(desk, "DAP")
    desk.click("Offer again")
    assert "dap" in desk.offered()
    assert desk.said[-1] == "DAP is offered again."


def test_an_old_note_keeps_the_form_it_was_written_with(desk):
    """Whatever is saved here later."""
    import factory
    from practicenotes.records import forms

    hour = factory.add_session(desk.vault.record, factory.add_client(desk.vault.record))
    first = desk.keep().template
    note = desk.run(notes.begin, hour, first, desk.at)
    desk.write(first)
    desk.editor.column.go_to(0, "label")
    desk.type("Feeling")
    desk.editor.publish()
    desk.until(lambda: desk.versions("mine") == [2, 1])

    assert desk.run(forms.of_note, note) == first


# --- files ------------------------------------------------------------------------------------


def test_a_form_is_written_into_a_file(desk, tmp_path):
    """Under its id; the file reads as the form, and nothing is left beside it."""
    open_form(desk, "DAP")
    path = tmp_path / "out" / "theirs.toml"
    path.parent.mkdir()
    desk.page.form.export.click()
    assert desk.answer_where(path) == "dap.toml"

    assert form_file.read(path) == DAP
    assert [left.name for left in path.parent.iterdir()] == ["theirs.toml"]
    assert desk.page.notice.said() == f"Saved as {path}."


def test_a_place_that_takes_nothing_is_told(desk, tmp_path):
    """And nothing is written."""
    desk.page.export(DAP, tmp_path / "gone" / "dap.toml")
    desk.until(desk.page.problem.isVisible)
    assert not (tmp_path / "gone").exists()


def test_a_form_comes_in_from_a_file(desk, tmp_path):
    """It is shown, and offered."""
    path = tmp_path / "theirs.toml"
    form_file.write(path, MINE)
    desk.page.list.bring.click()
    desk.answer_where(path)
    desk.until(desk.page.form.isVisible)

    assert desk.versions("mine") == [1]
    assert desk.page.notice.said() == "Mine is here, version 1."
    assert "mine" in desk.offered()


HOSTILE = {
    "ten megabytes": b"#" * (10 * 1024 * 1024),
    "nested": b"a = " + b"[" * 1900,
    "unknown": b'id = "x"\nversion = 1\nname = "X"\nsummary = "X"\ncolour = 1\n',
    "binary": bytes(range(256)),
    "private plan": (
        b'id = "x"\nversion = 1\nname = "X"\nsummary = "X"\n[[sections]]\nid = "p"\n'
        b'label = "Treatment plan"\nprompt = "?"\nlayer = "private"\n'
    ),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_file_that_is_no_form_is_refused(desk, tmp_path, content):
    """With the file, the place and the reason in one sentence, and nothing comes in."""
    path = tmp_path / "theirs.toml"
    path.write_bytes(content)
    desk.page.coming_in.read(path)
    desk.until(desk.page.problem.isVisible)

    assert desk.page.problem.said().startswith("The file theirs.toml")
    assert "not touched" in desk.page.problem.said()
    assert desk.versions("x") == []


@pytest.mark.parametrize("way", [Incoming.VERSION, Incoming.COPY])
def test_a_taken_id_asks_for_version_or_copy(desk, tmp_path, way):
    """And the other form stays as it is."""
    desk.keep()
    path = tmp_path / "theirs.toml"
    form_file.write(path, OTHER)
    desk.page.coming_in.read(path)
    desk.until(lambda: desk.page.coming_in.dialog)
    dialog = desk.page.coming_in.dialog
    assert dialog.windowTitle() == HEADING
    dialog.ways[way].setChecked(True)
    dialog.main.click()
    desk.until(lambda: not desk.page.coming_in.dialog)
    desk.settle()

    assert desk.versions("mine") == ([2, 1] if way is Incoming.VERSION else [1])
    assert desk.versions("mine_2") == ([] if way is Incoming.VERSION else [1])


def test_a_taken_id_may_be_left_alone(desk, tmp_path):
    """Esc, and nothing comes in."""
    desk.keep()
    path = tmp_path / "theirs.toml"
    form_file.write(path, OTHER)
    desk.page.coming_in.read(path)
    desk.until(lambda: desk.page.coming_in.dialog)
    desk.page.coming_in.dialog.reject()
    desk.settle()
    assert desk.versions("mine") == [1]


def test_an_edition_of_a_shipped_form_comes_in_as_a_copy(desk, tmp_path):
    """Its versions are the program’s, so that is the one way that is offered."""
    path = tmp_path / "dap.toml"
    form_file.write(path, replace(DAP, name="DAP, ours"))
    desk.page.coming_in.read(path)
    desk.until(lambda: desk.page.coming_in.dialog)
    assert list(desk.page.coming_in.dialog.ways) == [Incoming.COPY]
    desk.page.coming_in.dialog.main.click()
    desk.until(lambda: desk.versions("dap_2"))


# --- everybody can use it -----------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(1200, 740), (944, 640)])
@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_clipped_and_everything_is_named(
    desk, theme, unnamed, clipped, width, height, size
):
    """The list, a form and the page on which it is written, in a small window and in large type."""
    theme.set_text_size(size)
    desk.page.resize(width, height)
    desk.keep()
    desk.qtbot.wait(50)
    found = [*unnamed(desk.page), *clipped(desk.page)]
    open_form(desk, "Mine")
    desk.qtbot.wait(50)
    found += [*unnamed(desk.page), *clipped(desk.page)]
    desk.click("Change")
    desk.editor.column.add(Layer.PRIVATE)
    desk.type("My part")
    desk.qtbot.wait(400)
    found += [*unnamed(desk.page), *clipped(desk.page)]
    desk.editor.column.go_to(0, "label")
    desk.qtbot.wait(50)
    found += [*unnamed(desk.page), *clipped(desk.page)]

    assert found == []


def test_the_open_section_is_in_sight(desk, theme):
    """In large type too, the page scrolls to the field where the keyboard is."""
    theme.set_text_size(200)
    desk.page.resize(944, 640)
    desk.write(rules.copied(catalog.note_template("risk")))
    desk.editor.column.add(Layer.RECORD)
    desk.qtbot.wait(100)
    focus = QApplication.focusWidget()
    area = desk.editor.panes.writing
    spot = focus.mapTo(area, focus.rect().center())

    assert focus is desk.editor.column.cards[-1].fields.form.field("label")
    assert area.rect().contains(spot)


def test_one_pane_is_shown_where_two_have_no_room(desk):
    """The head offers the other; wide again, both are there."""
    editor = desk.write(rules.copied(DAP))
    assert editor.panes.writing.isVisible()
    assert editor.panes.reading.isVisible()
    desk.page.resize(800, 640)
    assert not editor.panes.reading.isVisible()
    editor.header.panes.button("preview").click()
    assert editor.panes.reading.isVisible()
    assert not editor.panes.writing.isVisible()
    desk.page.resize(1200, 740)
    assert editor.panes.writing.isVisible()


def test_tab_walks_through_the_editor_as_it_is_read(desk):
    """Head, then the sections with their fields, then what can be added."""
    desk.write(rules.copied(DAP))
    desk.editor.column.cards[0].head.click()
    seen = []
    desk.editor.column.head.field("name").setFocus()
    for _ in range(40):
        desk.press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        seen.append(focus.accessibleName() or getattr(focus, "text", str)())
    order = ["Description", "Label", "Question", "Answer", "Help text", "Covers medication"]
    order += ["Move up", "Take out", "Section 2, Assessment, Text, in the record, closed"]
    order += ["Add a section", "Throw this draft away"]
    places = [seen.index(name) for name in order]

    assert places == sorted(places)
