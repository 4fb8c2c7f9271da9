"""A passage on its way through supervision knows how far it has come."""

from dataclasses import replace
from datetime import datetime

import pytest

from practicenotes import catalog
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections import FacetEntry, Reflection
from practicenotes.domain.reflections.supervision_items import (
    ItemState,
    SupervisionItem,
    SupervisionItemId,
    passage_of,
)
from practicenotes.domain.sessions import SessionId


AT = datetime.fromisoformat("2025-11-18T14:00:00+00:00")


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({}, ItemState.TO_PREPARE),
        ({"sheet_on": AT.date()}, ItemState.SHEET_READY),
        ({"sheet_on": AT.date(), "discussed_at": AT}, ItemState.DISCUSSED),
        ({"discussed_at": AT}, ItemState.DISCUSSED),
        ({"discussed_at": AT, "closed_at": AT}, ItemState.CLOSED),
    ],
)
def test_a_passage_has_come_as_far_as_its_days_say(
    told: dict[str, object], state: ItemState
) -> None:
    """The latest step counts."""
    item = SupervisionItem(SupervisionItemId("1"), ClientId("c"))
    assert replace(item, **told).state is state


def test_a_whole_reflection_becomes_one_passage() -> None:
    """Facets under their names, then what fits no facet; ratings and empty fields stay out."""
    reflection = Reflection(
        SessionId("s"),
        ClientId("c"),
        entries=(
            FacetEntry("trust_safety", "He sat down.", "“Fine.”", ""),
            FacetEntry("self_understanding"),
        ),
        free="A grey day.",
        next_time="wait",
        in_the_way=" I hurried. ",
    )

    passage = passage_of(reflection, catalog.facet_book())

    assert passage.splitlines() == [
        "Trust and safety:",
        "He sat down.",
        "“Fine.”",
        "I hurried.",
        "A grey day.",
        "wait",
    ]
