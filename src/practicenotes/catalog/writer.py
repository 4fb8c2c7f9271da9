"""Turns forms and kinds of letters into the TOML that the reader reads: the same, the same text."""

import json
from collections.abc import Collection, Iterator
from dataclasses import MISSING, fields
from enum import Enum
from typing import Any

from practicenotes.domain.forms import NoteTemplate
from practicenotes.domain.letter_kinds import LetterKind


def note_template(template: NoteTemplate) -> str:
    """Return a note template as TOML, its keys in the order of the fields, defaults left out."""
    parts = ["".join(_keys(template, without=("sections",)))]
    parts += [f"[[sections]]\n{''.join(_keys(section))}" for section in template.sections]
    return "\n".join(parts)


def letter_kind(kind: LetterKind) -> str:
    """Return a kind of letter as TOML: its head, then each part with what it offers."""
    told = ["".join(_keys(kind, without=("parts",)))]
    for part in kind.parts:
        told.append(f"[[parts]]\n{''.join(_keys(part, without=('offers', 'phrases')))}")
        told += [f"[[parts.offers]]\n{''.join(_keys(rule))}" for rule in part.offers]
        told += [f"[[parts.phrases]]\n{''.join(_keys(phrase))}" for phrase in part.phrases]
    return "\n".join(told)


def _keys(value: Any, without: Collection[str] = ()) -> Iterator[str]:
    for field in fields(value):
        held = getattr(value, field.name)
        default = () if field.default is MISSING else field.default
        if field.name not in without and held != default:
            yield f"{field.name} = {_plain(held)}\n"


def _plain(value: object) -> str:
    """Return a value as TOML writes it; what JSON escapes in a string, TOML reads."""
    if isinstance(value, tuple):
        return f"[{', '.join(_plain(part) for part in value)}]"
    if isinstance(value, Enum):
        value = value.value
    return json.dumps(value, ensure_ascii=False)
