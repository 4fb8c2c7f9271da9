"""The register of consents: noted, looked at again, taken back, and its form read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import factory
from practicenotes.domain.people import Person
from practicenotes.records import client_consents, clients
from practicenotes.ui.files.asking import new_consent


Open = Callable[..., Any]
GIVEN = date(2025, 8, 12)


def noted(shown: Any, **told: Any) -> Any:
    """Enter a consent past the window."""
    consent = replace(new_consent(shown.client_id, GIVEN), scope="Recordings", **told)
    entered = shown.played.record.run(client_consents.add, consent, factory.AT)
    shown.settle()
    return entered


def of(shown: Any) -> Any:
    """Return the register of the client."""
    return shown.played.record.run(client_consents.of_client, shown.client_id)


def test_a_consent_is_noted_with_its_form(open_files: Open) -> None:
    """What, when, how, and which file holds the signature."""
    shown = open_files()
    kept = shown.keep()
    shown.press("Note a consent…")
    dialog = shown.dialog()
    shown.press("Note it", dialog)
    assert "what was agreed to?" in shown.said(dialog)
    dialog.form.set_values(
        {"scope": "Recordings", "review_on": date(2026, 3, 3), "attachment_id": kept}
    )
    shown.press("Note it", dialog)
    shown.settle()
    [consent] = of(shown)
    assert (consent.scope, consent.form, consent.given_on) == (
        "Recordings",
        "in writing",
        date(2025, 11, 18),
    )
    assert (consent.review_on, consent.attachment_id) == (date(2026, 3, 3), kept)
    assert "Recordings, in writing · 18 November · until 3 March" in shown.rows()


def test_a_review_that_is_due_is_said_in_its_line(open_files: Open) -> None:
    """Since when, in words; nothing turns red."""
    shown = open_files()
    noted(shown, review_on=date(2025, 11, 1))
    assert shown.rows() == ["Recordings, in writing · 12 August · look again, due since 1 November"]


def test_a_consent_is_taken_back(open_files: Open) -> None:
    """It stays in the register with its day, and is never due again."""
    shown = open_files()
    noted(shown, review_on=date(2025, 11, 1))
    shown.take("Recordings")
    dialog = shown.dialog()
    dialog.form.set_values({"withdrawn_on": date(2025, 11, 10)})
    shown.press("Keep changes", dialog)
    shown.settle()
    assert shown.rows() == ["Recordings, in writing · 12 August · taken back on 10 November"]
    assert shown.played.record.run(client_consents.due, date(2026, 1, 1)) == ()


def test_a_line_entered_in_error_goes_and_can_come_back(open_files: Open) -> None:
    """Taken out, the strip offers to put it back."""
    shown = open_files()
    noted(shown)
    shown.take("Recordings")
    shown.press("Entered in error", shown.dialog())
    shown.settle()
    assert of(shown) == ()
    shown.press("Undo")
    shown.settle()
    assert [consent.scope for consent in of(shown)] == ["Recordings"]


def test_the_signed_form_is_read_from_its_consent(open_files: Open, pdf: bytes) -> None:
    """One button leads from the line to the file."""
    shown = open_files()
    kept = shown.keep(pdf)
    noted(shown, attachment_id=kept)
    shown.take("Recordings")
    shown.press("Read the signed form", shown.dialog())
    shown.settle()
    assert shown.page.reader.shown.id == kept


def test_a_line_that_stood_open_at_the_lock_is_asked_again_as_it_was_left(
    open_files: Open,
) -> None:
    """What was typed comes back, of a new line and of one that is changed."""
    shown = open_files()
    entered = noted(shown)
    for thing_id in (entered, ""):
        shown.page.ask_again("consent", thing_id)
        dialog = shown.dialog()
        field = dialog.form.field("form")
        field.setFocus()
        field.setText("by word of mouth")
        shown.qtbot.wait(1200)
        shown.settle()
        dialog.hide()
        shown.page.ask_again("consent", thing_id)
        again = shown.dialog()
        shown.settle()
        assert again.form.values()["form"] == "by word of mouth"
        again.hide()


def test_of_several_people_one_may_have_agreed(open_files: Open) -> None:
    """In a file about more than one the dialog asks who, and the line says it."""
    shown = open_files()
    record, now = shown.played.record, shown.played.now()
    people = (Person("Ada Brook", part="mother"), Person("Bea Brook", part="daughter"))
    shown.client_id = record.run(clients.add, factory.client("Willow", people=people), now)
    shown.settle()
    shown.press("Note a consent…")
    dialog = shown.dialog()
    who = dialog.form.field("person_id")
    assert [who.itemText(n) for n in range(who.count())] == ["All of them", "mother", "daughter"]
    daughter = record.run(clients.get, shown.client_id).people[1].id
    dialog.form.set_values({"scope": "School letters", "person_id": daughter})
    shown.press("Note it", dialog)
    shown.settle()
    assert shown.rows() == ["School letters, daughter · in writing · 18 November"]


def test_a_consent_whose_person_and_file_are_gone_keeps_both(open_files: Open) -> None:
    """Looking at a line changes nothing in it that is no longer there."""
    shown = open_files()
    kept = shown.keep()
    noted(shown, attachment_id=kept, person_id="f" * 32)
    shown.take("consent.pdf")
    shown.press("Take out")
    shown.settle()
    before = of(shown)
    shown.take("Recordings")
    shown.press("Keep changes", shown.dialog())
    shown.settle()
    assert of(shown) == before
