"""How a questionnaire is read changes what is said of its totals, and nothing that was asked."""

from dataclasses import replace

import pytest

from practicenotes import catalog
from practicenotes.domain import measure_choices
from practicenotes.domain.measure_choices import Choices
from practicenotes.domain.measures import Measure


FORMS = catalog.measures()
BOTH = Choices(*[frozenset(form.id for form in FORMS)] * 2)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_nothing_that_is_asked_or_added_up_changes(form: Measure) -> None:
    """Only bands, what is said of them and the points of change may be others."""
    read = measure_choices.read(form, BOTH)
    assert replace(read, bands=form.bands, bands_note=form.bands_note, change=form.change) == form


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_without_a_choice_a_form_is_as_it_ships(form: Measure) -> None:
    """The usual reading is the form itself, and reading twice is reading once."""
    assert measure_choices.read(form, Choices()) == form
    read = measure_choices.read(form, BOTH)
    assert measure_choices.read(read, BOTH) == read
    if form.change and form.change.reliable_points_strict:
        assert read.change
        assert read.change.reliable_points > form.change.reliable_points
