"""The executor sheet from the terminal: made, tried, and taken out of force."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from practicenotes.domain import times
from practicenotes.errors import ArgumentMissing
from practicenotes.exchange import files
from practicenotes.records import executor, executor_sheet
from practicenotes.records.executor_sheet import Parts
from practicenotes.vault import RecoveryKey, Vault


Told = tuple[str, Mapping[str, Any]]

_COMMAND = "executor-sheet"
_NOT_TRIED = (
    "It opens the record already, and was not tried yet. Write the key, or its two parts a line"
    f" each, into a file from the paper, and say: {_COMMAND} try --key-file FILE."
)
_REPLACED = "An executor sheet that was made before opens old backups only."


def said(vault: Vault) -> Told:
    """Say whether there is a sheet, if it was tried, and when the record was opened with one."""
    state = executor_sheet.state(vault)
    opened = [_moment(at) for at in vault.record.run(executor.openings).times]
    if state.made_at is None:
        words = "There is no executor sheet."
    elif state.tried:
        words = f"An executor sheet is in force, made on {_day(state.made_at)}."
    else:
        words = f"An executor sheet was made on {_day(state.made_at)}. {_NOT_TRIED}"
    words = "\n".join([words, *(f"The record was opened with one on {when}." for when in opened)])
    in_force = state.made_at is not None
    facts = {"made": state.made_at, "in_force": in_force, "tried": state.tried, "opened": opened}
    return words, facts


def made(vault: Vault, proof: str | RecoveryKey, given: Namespace, at: datetime) -> Told:
    """Make a key, and write it on paper or say it; a key before it opens the record no more.

    The paper comes first: a sheet before it is out of force only once this one lies there.
    """
    targets, two = _targets(given), given.two_parts

    @contextmanager
    def on_paper(parts: Parts) -> Iterator[None]:
        with files.none_unless_done() as written:
            for number, (part, target) in enumerate(zip(parts, targets, strict=False), 1):
                written.append(target)  # nothing had its name
                files.write_beside(target, _sheet(vault, part, number if two else 0, at))
            yield

    parts = executor_sheet.make(vault, proof, at, two_parts=two, kept=on_paper)
    keys = ["-".join(part) for part in parts]
    lines = [f"Wrote {target}. Print it, and delete the file." for target in targets]
    lines = lines or [f"Executor’s key{_of(n, keys)}: {key}" for n, key in enumerate(keys, 1)]
    words = "\n".join([*lines, _REPLACED, _NOT_TRIED])
    told = {"files": [str(target) for target in targets], "keys": [] if targets else keys}
    return words, told


def tried(vault: Vault, lines: tuple[str, ...], at: datetime) -> Told:
    """Open the key files with the typed key, and remember that it works."""
    executor_sheet.attempt(vault, lines, at)
    facts = {"in_force": True, "tried": True}
    return "The key opens the record. The executor sheet is in force.", facts


def revoked(vault: Vault, at: datetime) -> Told:
    """Let no executor sheet open the record any more."""
    executor_sheet.revoke(vault, at)
    words = "No executor sheet opens this practice any more. Old backups still open with theirs."
    return words, {"in_force": False}


def _targets(given: Namespace) -> tuple[Path, ...]:
    """Return the files that the sheets go into; raises TargetExists."""
    if given.to is None:
        return ()
    targets: tuple[Path, ...] = (given.to,)
    if given.two_parts:
        targets = tuple(given.to.with_stem(f"{given.to.stem} {number}") for number in (1, 2))
    for target in targets:
        files.refuse_taken(target)
    return targets


def key_file(given: Namespace) -> str:
    """Return the file that a key is tried from; raises ArgumentMissing."""
    if given.key_file is None:
        raise ArgumentMissing(f"{_COMMAND} try", "--key-file FILE")
    return str(given.key_file)


def _sheet(vault: Vault, groups: tuple[str, ...], part: int, at: datetime) -> bytes:
    from practicenotes.documents import executor as paper  # its faces take as long as the rest

    return paper.draw(vault.label, groups, times.on_the_wall(at).date(), part=part)


def _of(number: int, parts: list[str]) -> str:
    return f", part {number} of 2" if len(parts) > 1 else ""


def _day(at: datetime) -> str:
    return times.in_full(times.on_the_wall(at).date())


def _moment(at: datetime) -> str:
    wall = times.on_the_wall(at)
    return f"{times.in_full(wall.date())} at {times.clock(wall)}"
