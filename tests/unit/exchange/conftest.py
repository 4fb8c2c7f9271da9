"""A whole record in which every text says something else, whatever fields the domain has."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import disks
from fillings import Filler
from practicenotes.domain.whole import WholeRecord


@pytest.fixture
def filler() -> Filler:
    return Filler()


@pytest.fixture
def whole(filler: Filler) -> WholeRecord:
    """Give one of everything that a record can hold; `filler.texts` lists every text in it."""
    return filler.fill(WholeRecord)


@pytest.fixture
def damaged(whole: WholeRecord) -> WholeRecord:
    """Give the same record after it was changed from outside: nothing in it can be trusted."""

    def hurt(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(hurt(part) for part in value)
        return replace(value, damaged=True)

    return WholeRecord(**{f.name: hurt(getattr(whole, f.name)) for f in fields(whole)})


@pytest.fixture
def places() -> Callable[[Any], Iterator[str]]:
    """Give what walks through JSON and names every key by its place."""

    def walk(value: Any, place: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            for key, part in value.items():
                yield f"{place}.{key}".lstrip(".")
                yield from walk(part, f"{place}.{key}".lstrip("."))
        elif isinstance(value, list):
            for part in value:
                yield from walk(part, f"{place}[]")

    return walk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 64 KiB, where this account may mount one."""
    with disks.small(tmp_path / "disk", "64k") as disk:
        yield disk
