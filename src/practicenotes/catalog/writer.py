"""Turns a form for notes into the TOML text that the reader reads; the same form, the same text."""

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields
from enum import Enum
from typing import Any

from practicenotes.domain.forms import NoteTemplate


def note_template(template: NoteTemplate) -> str:
    """Return a note template as TOML, its keys in the order of the fields, defaults left out."""
    parts = ["".join(_keys(template, without="sections"))]
    parts += [f"[[sections]]\n{''.join(_keys(section))}" for section in template.sections]
    return "\n".join(parts)


def _keys(value: Any, without: str = "") -> Iterator[str]:
    for field in fields(value):
        held = getattr(value, field.name)
        default = () if field.default is MISSING else field.default
        if field.name != without and held != default:
            yield f"{field.name} = {_plain(held)}\n"


def _plain(value: object) -> str:
    """Return a value as TOML writes it; what JSON escapes in a string, TOML reads."""
    if isinstance(value, tuple):
        return f"[{', '.join(_plain(part) for part in value)}]"
    if isinstance(value, Enum):
        value = value.value
    return json.dumps(value, ensure_ascii=False)
