"""Forms and kinds of letters at the terminal: listed, written into a file, taken in from one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from practicenotes.domain import form_changes, letter_kind_changes
from practicenotes.domain.editions import Kept, Line
from practicenotes.domain.forms import NoteTemplate
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.errors import UnknownKind
from practicenotes.exchange import files, form_file, letter_kind_file
from practicenotes.records import form_shelf, letter_kinds
from practicenotes.records.editions import Shelving
from practicenotes.records.form_shelf import Incoming
from practicenotes.vault import Store


Told = tuple[str, Mapping[str, Any]]  # for a reader, and for a program


@dataclass(frozen=True, slots=True)
class Trade:
    """What is kept in versions, and how the terminal speaks of it."""

    what: str
    plural: str  # the key of the list, for a program
    shelf: Shelving[Any]
    read: Callable[[Path], Any]
    write: Callable[[Path, Any], None]
    counted: Callable[[Any], str]
    facts: Callable[[Any], dict[str, Any]]


def listed(trade: Trade, record: Store) -> Told:
    """List every one by name: its id, its version, and where it comes from."""
    shelf = record.run(trade.shelf.of)
    told = [_line(trade, line) for line in shelf.forms]
    told += [f"Damaged and left out: {shelf.unread}"] if shelf.unread else []
    found = [_facts(trade, line) for line in shelf.forms]
    return "\n".join(told), {trade.plural: found, "damaged": shelf.unread}


def written(trade: Trade, record: Store, form_id: str, version: int | None, target: Path) -> Told:
    """Write one version into a file; the newest where none is named."""
    files.refuse_taken(target)
    template = _version(trade, record, form_id, version).template
    trade.write(target, template)
    facts = {"file": str(target), "id": template.id, "version": template.version}
    return f"Wrote {target}: {template.name}, version {template.version}.", facts


def taken_in(trade: Trade, record: Store, source: Path, incoming: Incoming, at: datetime) -> Told:
    """Take in what a file holds; of a taken id only as a version or a copy."""
    found = trade.read(source)
    kept = record.run(trade.shelf.take_in, found, incoming, at).template
    facts = {"id": kept.id, "version": kept.version}
    return f"{kept.name} is here as {kept.id}, version {kept.version}.", facts


def _version(trade: Trade, record: Store, form_id: str, version: int | None) -> Kept[Any]:
    shelf = record.run(trade.shelf.of)
    line = shelf.find(form_id)
    if line is None:
        raise UnknownKind(trade.what, form_id, tuple(each.template.id for each in shelf.forms))
    known = {kept.template.version: kept for kept in line.versions}
    if version is None:
        return line.versions[0]
    if version not in known:
        raise UnknownKind("version of it", str(version), tuple(map(str, sorted(known))))
    return known[version]


def _line(trade: Trade, line: Line[Any]) -> str:
    template = line.template
    parts = [template.name, f"version {template.version}", trade.counted(template)]
    parts += ["your own"] if line.is_own else []
    parts += ["retired"] if line.retired_at else []
    return f"{template.id}  {', '.join(parts)}"


def _facts(trade: Trade, line: Line[Any]) -> dict[str, Any]:
    template = line.template
    return {
        "id": template.id,
        "name": template.name,
        "version": template.version,
        "versions": [kept.template.version for kept in line.versions],
        "own": line.is_own,
        "retired_at": line.retired_at,
        **trade.facts(template),
    }


def _of_form(template: NoteTemplate) -> dict[str, Any]:
    return {
        "group": template.group.value,
        "sections": [
            {"id": s.id, "label": s.label, "kind": s.kind.value, "layer": s.layer.value}
            for s in template.sections
        ],
    }


def _of_kind(kind: LetterKind) -> dict[str, Any]:
    return {
        "summary": kind.summary,
        "reader": kind.reader.value,
        "facts": [rule.fact.value for rule in kind.rules],
        "sentences": [phrase.key for phrase in kind.phrases],
        "asks": list(kind.asks),
        "never": list(kind.never),
    }


FORMS = Trade(
    what="form",
    plural="forms",
    shelf=form_shelf.SHELF,
    read=form_file.read,
    write=form_file.write,
    counted=form_changes.counted,
    facts=_of_form,
)
KINDS = Trade(
    what="kind of letter",
    plural="kinds",
    shelf=letter_kinds.SHELF,
    read=letter_kind_file.read,
    write=letter_kind_file.write,
    counted=letter_kind_changes.counted,
    facts=_of_kind,
)
