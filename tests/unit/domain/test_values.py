"""Small rules of the values: attendance, settings, changes, forms."""

import dataclasses
import importlib
import pkgutil
from enum import Enum, Flag
from typing import Any, Protocol

import pytest

import factory
from practicenotes import domain
from practicenotes.domain import changes, settings
from practicenotes.domain.changes import Changes
from practicenotes.domain.forms import Layer
from practicenotes.domain.sessions import Attendance


MODULES = [
    importlib.import_module(f"{domain.__name__}.{m.name}")
    for m in pkgutil.iter_modules(domain.__path__)
]
CLASSES = [
    found
    for module in MODULES
    for found in vars(module).values()
    if isinstance(found, type) and found.__module__ == module.__name__
]
VALUES = [found for found in CLASSES if dataclasses.is_dataclass(found)]


def is_protocol(one: type) -> bool:
    """Say whether a class only names what others have."""
    return Protocol in one.__bases__


def test_a_session_was_held_if_the_two_met() -> None:
    """On time or late counts; everything else does not."""
    assert {a for a in Attendance if a.held} == {Attendance.ATTENDED, Attendance.LATE}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_every_value_is_frozen_and_slotted(value: Any) -> None:
    """What was read from a store cannot be changed by whoever shows it."""
    assert value.__dataclass_params__.frozen
    assert hasattr(value, "__slots__")


def test_the_domain_holds_values_and_closed_sets_alone() -> None:
    """A class in the domain is one or the other, or says what values have in common."""
    others = [c for c in CLASSES if c not in VALUES and not issubclass(c, Enum | Flag)]
    assert [c for c in others if not is_protocol(c)] == []
    assert len(VALUES) > 20


def test_every_setting_has_a_name_of_its_own_and_a_plain_default() -> None:
    """The table lists each setting of the module once; its type is text, number or yes and no."""
    declared = [s for s in vars(settings).values() if isinstance(s, settings.Setting)]
    assert list(settings.ALL) == declared
    assert len({setting.name for setting in declared}) == len(declared)
    assert {type(setting.default) for setting in declared} <= {str, int, bool}


def test_an_operation_says_what_it_touches() -> None:
    """The mark is read back, several kinds at once; without a mark an operation only reads."""

    @changes.writes(Changes.NOTES | Changes.SESSIONS)
    def write(words: str) -> str:
        return words

    assert write("said") == "said"
    assert changes.touched_by(write) == Changes.NOTES | Changes.SESSIONS
    assert changes.touched_by(len) == Changes.NONE


def test_a_form_parts_what_is_kept_from_what_is_private() -> None:
    """Each section is of one layer, in the order of the form."""
    form = factory.template("data", "plan")
    assert [section.id for section in form.of_layer(Layer.RECORD)] == ["data", "plan"]
    assert [section.id for section in form.of_layer(Layer.PRIVATE)] == ["aside"]
