"""What every error says, in windows and in the terminal: what happened, what is safe, what next."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from practicenotes.domain import findings
from practicenotes.errors import StoreDamaged
from practicenotes.messages import papers, record, terminal, vault
from practicenotes.messages.phrases import Says
from practicenotes.messages.vault import handed_over as handed_over
from practicenotes.messages.vault import harm as harm


UNEXPECTED = (
    "Something unexpected happened in PracticeNotes itself. What you saved is safe."
    " Close the program and open it again."
)

verification = findings.said  # what a check of the vault found, from the facts of its report

_SAYS: Mapping[type[Exception], Says] = {**vault.SAYS, **record.SAYS, **papers.SAYS}


def sentence(error: Exception) -> str:
    """Return what is said about an error; a mistake of ours shows none of its content."""
    return _said(error, _SAYS) or UNEXPECTED


def at_the_prompt(error: Exception) -> str:
    """Return what is said where a practice did not open: what would repair it lies behind that."""
    if isinstance(error, StoreDamaged) and error.how == "place":
        error = replace(error, how="")
    return sentence(error)


def to_reader(error: Exception) -> str:
    """Return what is said where a practice is only read: there is no page that repairs it."""
    return _said(error, vault.FOR_READER) or sentence(error)


def in_terminal(error: Exception) -> str:
    """Return what the terminal says about an error: where a window has a button, it has a word."""
    return _said(error, terminal.SAYS) or sentence(error)


def verification_in_terminal(facts: Mapping[str, Any]) -> str:
    """Return what the terminal says that a check found, from the facts of its report."""
    return findings.said(facts, findings.TERMINAL).replace(findings.SHUT, terminal.SHUT)


def after_repair(facts: Mapping[str, Any]) -> str:
    """Return the same where what was damaged has just been repaired, in the terminal."""
    return findings.after_repair(facts).replace(findings.SHUT, terminal.SHUT)


def of_backup(error: Exception) -> str:
    """Return what is said when a backup that was chosen by hand gives no practice."""
    return _said(error, vault.OF_BACKUP) or sentence(error)


def of_backup_in_terminal(error: Exception) -> str:
    """Return the same in the terminal, for the commands that take their keys out of a backup."""
    return _said(error, vault.OF_BACKUP) or in_terminal(error)


def _said(error: Exception, told: Mapping[type[Exception], Says]) -> str:
    says = told.get(type(error), "")
    return says(error) if callable(says) else says.format_map(_facts(error))


def _facts(error: Exception) -> dict[str, object]:
    if not is_dataclass(error):
        return {}
    return {fact.name: getattr(error, fact.name) for fact in fields(error)}
