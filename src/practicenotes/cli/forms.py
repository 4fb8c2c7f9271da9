"""Forms for notes at the terminal: listed, written into a file, and taken in from one."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from practicenotes.domain import form_changes
from practicenotes.domain.forms import KeptForm, NoteTemplate
from practicenotes.errors import TargetExists, UnknownKind
from practicenotes.exchange import form_file
from practicenotes.records import form_shelf
from practicenotes.records.form_shelf import FormLine, Incoming
from practicenotes.vault import Store


Told = tuple[str, Mapping[str, Any]]  # for a reader, and for a program


def listed(record: Store) -> Told:
    """List every form by name: its id, its version, and where it comes from."""
    shelf = record.run(form_shelf.of)
    told = [_line(line) for line in shelf.forms]
    told += [f"Damaged and left out: {shelf.unread}"] if shelf.unread else []
    facts = {"forms": [_facts(line) for line in shelf.forms], "damaged": shelf.unread}
    return "\n".join(told), facts


def written(record: Store, form_id: str, version: int | None, target: Path) -> Told:
    """Write one version of a form into a file; the newest where none is named."""
    if target.exists():
        raise TargetExists(target)
    template = _version(record, form_id, version).template
    form_file.write(target, template)
    facts = {"file": str(target), "id": template.id, "version": template.version}
    return f"Wrote {target}: {template.name}, version {template.version}.", facts


def taken_in(record: Store, source: Path, incoming: Incoming, at: datetime) -> Told:
    """Take the form of a file in; of a taken id only as a version or a copy."""
    found = form_file.read(source)
    kept = record.run(form_shelf.take_in, found, incoming, at).template
    facts = {"id": kept.id, "version": kept.version}
    return f"{kept.name} is here as {kept.id}, version {kept.version}.", facts


def _version(record: Store, form_id: str, version: int | None) -> KeptForm:
    shelf = record.run(form_shelf.of)
    line = shelf.find(form_id)
    if line is None:
        raise UnknownKind("form", form_id, tuple(each.template.id for each in shelf.forms))
    known = {kept.template.version: kept for kept in line.versions}
    if version is None:
        return line.versions[0]
    if version not in known:
        raise UnknownKind("version of it", str(version), tuple(map(str, sorted(known))))
    return known[version]


def _line(line: FormLine) -> str:
    template = line.template
    parts = [template.name, f"version {template.version}", form_changes.counted(template)]
    parts += ["your own"] if line.is_own else []
    parts += ["retired"] if line.retired_at else []
    return f"{template.id}  {', '.join(parts)}"


def _facts(line: FormLine) -> dict[str, Any]:
    template: NoteTemplate = line.template
    return {
        "id": template.id,
        "name": template.name,
        "version": template.version,
        "versions": [kept.template.version for kept in line.versions],
        "group": template.group.value,
        "own": line.is_own,
        "retired_at": line.retired_at,
        "sections": [
            {"id": s.id, "label": s.label, "kind": s.kind.value, "layer": s.layer.value}
            for s in template.sections
        ],
    }
