"""What stands in a sheet that was begun, and neither kept nor thrown away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """Which sheet it is, and the ids of what it is about, that of the client first or none."""

    sheet: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A sheet as it stood: plain values by the names of its fields.

    One that was put aside by hand waits until the same thing is begun again; one that `stands`
    was open when the practice closed, and comes back by itself.
    """

    mark: Mark
    words: Mapping[str, Any] = field(repr=False)
    stands: bool = True
    kept_at: datetime | None = None


def joined(
    first: Mapping[str, Any], now: Mapping[str, Any], kept: Mapping[str, Any]
) -> dict[str, Any]:
    """Return a sheet with what was kept of it and what was typed meanwhile: neither is lost.

    `first` is the sheet as it was opened and `now` as it stands when the kept words arrive.
    """

    def both(name: str) -> Any:
        if name not in kept or now[name] == kept[name]:
            return now[name]
        if now[name] == first.get(name):
            return kept[name]
        if isinstance(now[name], str) and isinstance(kept[name], str):
            return f"{kept[name]} {now[name]}".strip()
        return now[name]

    return {**kept, **{name: both(name) for name in now}}
