"""Private forms beside the facets: opened on asking, kept as written, seen by nobody else."""

import dataclasses

import pytest

from practicenotes import catalog
from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate, Section
from practicenotes.domain.reflections import PrivateSection, Reflection
from practicenotes.reflections import reflections
from practicenotes.ui.session.private_forms import PrivateForms
from practicenotes.ui.theme import Theme


FORMS = [
    form
    for form in catalog.note_templates()
    if form.of_layer(Layer.PRIVATE) and form.id != "alliance"
]


def test_every_private_form_is_offered_and_none_is_open(visit):
    """The menu names each form that asks for something private; the facets are there already."""
    forms = visit.page.private.forms

    assert [action.text() for action in forms.menu.actions()] == [form.name for form in FORMS]
    assert all(action.toolTip() for action in forms.menu.actions())
    assert forms.open_forms == ()


@pytest.mark.parametrize("form", FORMS, ids=[form.id for form in FORMS])
def test_a_private_form_is_written_and_kept(visit, form):
    """Chosen from the menu, each section is asked under its label and is in the private store."""
    forms = visit.page.private.forms
    action = next(each for each in forms.menu.actions() if each.text() == form.name)
    action.trigger()
    sections = form.of_layer(Layer.PRIVATE)
    assert visit.focus is forms.form(form.id).answer(sections[0].id).entry
    for section in sections:
        visit.type(f"on {section.id}", into=forms.form(form.id).answer(section.id).editor)
    visit.saved()

    kept = visit.practice.reflection().sections

    assert [(s.key, s.label, s.prompt, s.text) for s in kept] == [
        (s.id, s.label, s.prompt, f"on {s.id}") for s in sections
    ]
    assert {(s.form_id, s.version) for s in kept} == {(form.id, form.version)}


def test_the_record_knows_nothing_of_it(visit):
    """Neither the note nor any table of the record holds the form, its name or its words."""
    visit.page.private.forms.open("kolb")
    visit.type("kanarienvogel", into=visit.page.private.forms.form("kolb").answer("concept").editor)
    visit.saved()

    dump = visit.practice.record.on_connection(
        lambda connection: repr(
            [
                connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()
                for name in connection.exec_driver_sql(
                    "SELECT name FROM sqlite_schema WHERE type = 'table'"
                ).scalars()
            ]
        )
    )

    assert "kanarienvogel" not in dump
    assert "kolb" not in dump


def test_what_was_written_stands_there_again(visit):
    """Coming back to the session, the form is open with its words and its picks."""
    forms = visit.page.private.forms
    forms.open("when_then")
    visit.type("when he smiles, wait", into=forms.form("when_then").answer("when_then").editor)
    forms.form("when_then").answer("about").picks.button("skill").click()
    visit.saved()
    visit.open(visit.practice.tenth)
    assert forms.open_forms == ()

    visit.open(visit.practice.eleventh)

    form = forms.form("when_then")
    assert form.answer("when_then").text() == "when he smiles, wait"
    assert form.answer("about").picks.chosen == ("skill",)


def test_only_an_empty_form_can_be_closed(visit):
    """A form that holds words has no button that could seem to remove them."""
    forms = visit.page.private.forms
    forms.open("gibbs")
    gibbs = forms.form("gibbs")
    assert gibbs.close_button.isVisible()
    visit.type("a word", into=gibbs.answer("feelings").editor)
    assert not gibbs.close_button.isVisible()

    gibbs.answer("feelings").editor.clear()
    gibbs.close_button.click()

    assert forms.open_forms == ()
    assert visit.focus is forms.button
    visit.saved()
    assert visit.practice.reflection().sections == ()


def test_two_forms_stand_beside_each_other(visit):
    """Opening a second leaves the first; opening one again goes to it."""
    forms = visit.page.private.forms
    forms.open("gibbs")
    forms.open("kolb")
    forms.open("gibbs")

    assert forms.open_forms == ("gibbs", "kolb")
    assert visit.focus is forms.form("gibbs").answer("description").editor
    forms.open("gone")
    assert forms.open_forms == ("gibbs", "kolb")


def test_the_keyboard_can_be_sent_to_a_form(visit):
    """A form that is wanted opens when the private side is gone to, once."""
    visit.page.private.forms.want("resistance")
    visit.page.go_to_facet()
    form = visit.page.private.forms.form("resistance")
    assert visit.focus is form.answer("risk_of_going_along").editor

    visit.page.go_to_facet()

    assert visit.focus is visit.page.private.facets.pad.noticed


def test_a_signed_note_leaves_the_private_forms_open(visit):
    """The record is closed by signing; what is thought about the hour goes on."""
    visit.page.private.forms.open("free_process")
    editor = visit.page.private.forms.form("free_process").answer("free").editor
    visit.type("still thinking", into=editor)
    visit.saved()

    assert not editor.isReadOnly()
    assert visit.practice.reflection().sections[0].text == "still thinking"


def test_every_field_of_a_private_form_has_a_name(visit, unnamed, clipped):
    """A screen reader can name each of them, and no word is cut off."""
    for form in FORMS:
        visit.page.private.forms.open(form.id)
    visit.qtbot.wait(50)

    assert unnamed(visit.page.private) == []
    assert clipped(visit.page.private.forms) == []


def test_a_form_that_changed_shows_what_was_written_before(qtbot, theme: Theme):
    """A section that the form no longer has stands at its end under its old label, as words."""
    asked = Section("new", "New", "What now?", layer=Layer.PRIVATE)
    form = NoteTemplate("mine", 2, "Mine", "Own.", (asked,))
    forms = PrivateForms([form])
    qtbot.addWidget(forms)
    old = PrivateSection("mine", 1, "old", "Old", "What then?", "low; flat")

    forms.show_sections([old])

    assert [(s.key, s.label, s.text) for s in forms.sections()] == [
        ("new", "New", ""),
        ("old", "Old", "low; flat"),
    ]


def test_a_form_that_is_gone_is_still_read(qtbot, theme: Theme):
    """Words in a form that nobody offers any more are shown and saved as they stand."""
    forms = PrivateForms([])
    qtbot.addWidget(forms)
    written = PrivateSection("gone", 3, "a", "A", "What?", "kept")

    forms.show_sections([written])

    assert forms.sections() == (written,)


def edition(version, *sections):
    """Return a version of a private form of one's own."""
    return NoteTemplate("mine", version, "Mine", "Own.", sections)


FELT = Section("felt", "What I felt", "How was I?", layer=Layer.PRIVATE)
SHAME = PrivateSection("mine", 1, "felt", "What I felt", "How was I?", "shame")
RELABELLED = [
    Section("felt", "What the client felt", "How was I?", layer=Layer.PRIVATE),
    Section("felt", "What I felt", "How was he?", layer=Layer.PRIVATE),
    Section("felt", "Who felt it", "?", FieldKind.ONE, Layer.PRIVATE, options=("I", "he")),
]


@pytest.mark.parametrize("now", RELABELLED, ids=lambda section: section.label)
def test_an_answer_stays_with_the_question_it_was_given_to(qtbot, theme: Theme, now):
    """A later edition that asks something else under the same key does not turn it into an answer
    to that.
    """
    forms = PrivateForms([edition(2, now)])
    qtbot.addWidget(forms)

    forms.show_sections([SHAME])

    assert forms.sections() == (SHAME,)
    editor = forms.form("mine").answer("felt").editor
    assert editor.accessibleName() == "What I felt"
    editor.set_text("shame, and then anger")
    assert forms.sections() == (dataclasses.replace(SHAME, text="shame, and then anger"),)


def test_a_section_that_stayed_the_same_keeps_its_way_of_answering(qtbot, theme: Theme):
    """Where label and question are as they were, the list to pick from is there still."""
    mood = Section("mood", "Mood", "How?", FieldKind.ONE, Layer.PRIVATE, options=("low", "flat"))
    forms = PrivateForms([edition(2, mood, FELT)])
    qtbot.addWidget(forms)
    before = PrivateSection("mine", 1, "mood", "Mood", "How?", "flat")

    forms.show_sections([before])

    assert forms.form("mine").answer("mood").picks.chosen == ("flat",)
    assert forms.sections()[0] == before
    assert forms.sections()[1] == dataclasses.replace(SHAME, version=2, text="")


def test_a_form_that_is_begun_anew_asks_as_it_does_now(qtbot, theme: Theme):
    """Nothing was written before, so the newest words stand there with the newest version."""
    forms = PrivateForms([edition(2, RELABELLED[0])])
    qtbot.addWidget(forms)

    forms.open("mine")

    [section] = forms.sections()
    assert (section.version, section.label) == (2, "What the client felt")


def test_a_later_edition_changes_nothing_in_the_store(visit, practice):
    """Written on under the newer form, the old answer keeps its label, prompt and version."""
    private, forms = practice.private, visit.page.private.forms
    written = Reflection(practice.tenth, practice.client, sections=(SHAME,))
    private.run(reflections.save, written, visit.page._now())
    visit.open(practice.tenth)
    forms.offer([edition(2, RELABELLED[0])])
    forms.show_sections([SHAME])

    visit.type(" again", into=forms.form("mine").answer("felt").editor)
    visit.saved()

    kept = private.run(reflections.get, practice.tenth, practice.client).sections
    assert kept == (dataclasses.replace(SHAME, text="shame again"),)


def test_kinds_are_drawn_on_the_private_side_too(qtbot, theme: Theme):
    """A list, a number line and a day can be private as well."""
    kinds = (
        Section("one", "One", "?", FieldKind.ONE, Layer.PRIVATE, options=("a", "b")),
        Section("line", "Line", "?", FieldKind.NUMBER_LINE, Layer.PRIVATE),
        Section("day", "Day", "?", FieldKind.DATE, Layer.PRIVATE),
    )
    forms = PrivateForms([NoteTemplate("mine", 1, "Mine", "Own.", kinds)])
    qtbot.addWidget(forms)
    written = [
        PrivateSection("mine", 1, key, key.capitalize(), "?", text)
        for key, text in (("one", "b\nwords"), ("line", "3 of 10"), ("day", "1 May 2025"))
    ]

    forms.show_sections(written)

    assert forms.sections() == tuple(written)
    assert forms.form("mine").answer("one").picks.chosen == ("b",)
    assert forms.form("mine").answer("line").line.value == 3


def test_a_damaged_section_closes_the_side(visit, practice):
    """What can no longer be trusted is named, and nothing can be written over it."""
    written = PrivateSection("kolb", 1, "concept", "It tells me", "What?", "words")
    practice.private.run(
        reflections.save,
        Reflection(practice.tenth, practice.client, sections=(written,)),
        visit.page._now(),
    )
    practice.private.on_connection(
        lambda connection: connection.exec_driver_sql(
            "UPDATE reflection_section SET body = 'forged'"
        )
    )

    visit.open(practice.tenth)

    assert visit.page.private.notice.isVisible()
    assert "forged" not in repr(visit.page.private.forms.sections())
