"""A client's record as one PDF, from the terminal."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from practicenotes.domain import times
from practicenotes.domain.people import ClientId
from practicenotes.domain.record_paper import USUAL, Choice, Part
from practicenotes.errors import ArgumentMissing, UnknownKind
from practicenotes.exchange import files
from practicenotes.records import record_papers
from practicenotes.vault import Store


def choice(given: Namespace) -> Choice:
    """Return what was asked for; raises UnknownKind, or ArgumentMissing for days turned round."""
    if given.since and given.until and given.until < given.since:
        raise ArgumentMissing("print-record", "a day behind --until that is not before --since")
    return Choice(
        parts=_parts(given.parts),
        since=given.since,
        until=given.until,
        drafts=not given.no_drafts,
        in_error=given.in_error,
        third_party=given.third_parties,
    )


def written(
    record: Store, client_id: ClientId, chosen: Choice, target: Path, at: datetime
) -> tuple[str, dict[str, Any]]:
    """Write the PDF, and return what is said of it; raises TargetExists and what drawing raises."""
    from practicenotes.documents import record as papers  # its faces take as long as the rest

    files.refuse_taken(target)
    paper = record.run(record_papers.gather_with_files, client_id, chosen)
    drawn = papers.draw_telling(paper, chosen, times.on_the_wall(at).date())
    with files.none_unless_done() as made:
        files.write_beside(target, drawn.data)
        made.append(target)
        record.run(record_papers.told_of_printing, client_id, "save the record", at)
    words = f"Wrote {target}. It is not encrypted: anyone who has it can read it."
    told = {"parts": sorted(part.name.lower() for part in chosen.parts), "unset": [*drawn.unset]}
    return "\n".join((words, *drawn.unset)), {"file": str(target), **told}


def _parts(named: str | None) -> frozenset[Part]:
    if named is None:
        return USUAL
    known = {part.name.lower(): part for part in Part}
    names = [name.strip() for name in named.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise UnknownKind("part of a record", name, tuple(known))
    return frozenset(known[name] for name in names)
