"""Goals touched: offered in the head of a note, and never asked for."""

from practicenotes import catalog
from practicenotes.records import goals, notes
from practicenotes.ui.session.record_reading import Reading
from practicenotes.ui.widgets.words import Words


def add(visit, *words):
    """Add goals to the file, and open the session anew."""
    for goal in words:
        day = visit.page.record.session.starts_at.date()
        visit.practice.record.run(goals.add, visit.practice.client, goal, day, visit.page._now())
    visit.open(visit.practice.tenth)
    visit.open(visit.practice.eleventh)
    return visit.page.record.head.goals


def tick(visit, words):
    """Tick a goal in the menu."""
    shown = visit.page.record.head.goals
    action = next(each for each in shown.menu.actions() if each.text() == words)
    action.trigger()
    visit.until(lambda: any(link.words == words for link in visit.page.record.note.goals))


def test_without_goals_the_head_says_nothing_of_them(visit):
    """A file without a goal shows no empty line for them."""
    assert not visit.page.record.head.goals.isVisible()


def test_a_goal_is_linked_from_the_head(visit):
    """Ticked in the menu, it stands in the head and in the store; ticked again, it is gone."""
    shown = add(visit, "Sleep six hours", "Ask once")
    assert [action.text() for action in shown.menu.actions()] == ["Sleep six hours", "Ask once"]
    assert shown.said == ""

    tick(visit, "Sleep six hours")
    assert shown.said == "Sleep six hours"
    assert [link.words for link in visit.practice.note().goals] == ["Sleep six hours"]

    shown.menu.actions()[0].trigger()
    visit.until(lambda: not visit.page.record.note.goals)
    assert shown.said == ""
    assert visit.practice.note().goals == ()


def test_linking_leaves_what_is_being_written(visit):
    """Words on the sheet are neither lost nor jumped over while a goal is linked."""
    add(visit, "Sleep six hours")
    editor = visit.page.record.form.editor("data")
    visit.type("Half a sen", into=editor)

    tick(visit, "Sleep six hours")
    visit.type("tence")
    visit.saved()

    assert visit.page.record.form.editor("data") is editor
    assert visit.practice.text("data") == "Half a sentence"


def test_a_goal_is_never_demanded(visit):
    """A note with no goal is signed as any other."""
    add(visit, "Sleep six hours")
    visit.type("A word.", into=visit.page.record.form.editor("data"))
    visit.saved()

    note = visit.practice.record.run(notes.sign, visit.practice.note().id, visit.page._now())

    assert note.signed_at
    assert note.goals == ()


def test_links_stand_in_the_reading_and_stay_when_signed(visit):
    """The reading names what was touched; a signed note shows it and offers no menu."""
    shown = add(visit, "Sleep six hours")
    visit.type("A word.", into=visit.page.record.form.editor("data"))
    tick(visit, "Sleep six hours")
    visit.page.record.signing.read(signing=False)
    reading = visit.page.findChild(Reading)
    said = [label.said() for label in reading.findChildren(Words)]
    assert "Goals touched: Sleep six hours" in said
    reading.reject()

    visit.saved()
    visit.practice.record.run(notes.sign, visit.practice.note().id, visit.page._now())
    visit.open(visit.practice.tenth)
    visit.open(visit.practice.eleventh)

    assert shown.isVisible()
    assert shown.said == "Sleep six hours"
    assert not shown.button.isVisible()


def test_objectives_of_the_plan_are_offered_too(visit):
    """Each line of the latest treatment plan can be linked to; a plan itself offers none."""
    record, client = visit.practice.record, visit.practice.client
    form = catalog.note_template("treatment_plan")
    plan = record.run(notes.begin_another, client, None, form, visit.page._now())
    objectives = "- Sleep six hours & more\n- Ask once"
    record.run(notes.save, plan.id, {"objectives": objectives}, visit.page._now())
    shown = add(visit)

    shown.menu.actions()[0].trigger()
    visit.until(lambda: visit.page.record.note.goals)

    assert visit.practice.note().goals[0].plan_id == plan.id
    assert shown.said == "Sleep six hours & more"
