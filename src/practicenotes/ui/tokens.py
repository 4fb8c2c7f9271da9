"""The design tokens as values: colours by role, type, space; read from one shipped file."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from practicenotes import resources


@dataclass(frozen=True, slots=True)
class Type:
    """How one role of text is set; sizes in px at 100 % text."""

    families: tuple[str, ...]
    size: int
    line: int
    weight: int = 400
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything that the palette, the style sheet and the painters read."""

    colours: Mapping[str, tuple[str, str]]  # role → light, dark; "accent", "private.ground"
    types: Mapping[str, Type]
    numbers: Mapping[str, int]  # "space.two", "radius.card", "icon.normal": px at 100 % text


@cache
def read() -> Tokens:
    """Return the shipped tokens."""
    raw = tomllib.loads(resources.read_text("style", "tokens.toml"))
    return Tokens(
        colours=dict(_colours(raw["colour"])) | dict(_colours(raw["chart"], "chart.")),
        types={name: _type(raw["font"], fields) for name, fields in raw["type"].items()},
        numbers={
            f"{group}.{name}": value
            for group in ("space", "radius", "line", "icon", "motion")
            for name, value in raw[group].items()
            if isinstance(value, int)
        },
    )


def _colours(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, tuple[str, str]]]:
    for name, value in table.items():
        if not isinstance(value, dict):
            continue
        if "light" in value:
            yield f"{prefix}{name}", (value["light"], value["dark"])
        else:
            yield from _colours(value, f"{prefix}{name}.")


def _type(fonts: Mapping[str, Any], fields: Mapping[str, Any]) -> Type:
    """Put a face together; a serif falls back to a serif first."""
    serif = fields["family"] == "reading"
    fallback = sorted(fonts["fallback"], key=lambda name: ("Serif" in name) != serif)
    return Type(
        families=(fonts[fields["family"]], *fallback),
        size=fields["size"],
        line=fields["line"],
        weight=fields["weight"],
        italic=fields.get("italic", False),
    )
