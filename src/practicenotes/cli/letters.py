"""Letters from the terminal: listed, begun as drafts, and written as they were approved."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from practicenotes import catalog
from practicenotes.domain import letter_charts, letter_check, rewording, times
from practicenotes.domain import letters as rules
from practicenotes.domain.letter_check import Finding
from practicenotes.domain.letter_kinds import LetterKind
from practicenotes.domain.letter_shelf import LetterShelf, ShelvedLetter
from practicenotes.domain.letters import Letter, LetterId, LetterState, Offer
from practicenotes.domain.people import ClientId
from practicenotes.errors import LetterIsDraft, LetterUnfinished, UnknownKind
from practicenotes.exchange import files, paper_file
from practicenotes.records import (
    letter_charts as charted,
)
from practicenotes.records import (
    letter_kinds,
    letter_names,
    letter_shelf,
    letterheads,
    letters,
    offers,
    practice,
)
from practicenotes.vault import Store


NOT_ASKED = "Whether any of these words also stand in your reflections was not asked."
NONE_YET = "No letters yet."
TO_LOOK_AT = "To look at before it is final:"
NOT_SEALED = "It is not encrypted: anyone who has it can read it."
SEALED = "It opens with that password."

_Told = tuple[str, dict[str, Any]]  # for a reader, and for a program


def listed(record: Store, client_id: ClientId) -> _Told:
    """Return the letters of a client, latest first, and how each went."""
    shelf = record.run(letter_shelf.of_client, client_id)
    sent = {entry.letter_id: entry.sent for entry in shelf.disclosures}
    lines = [
        ", ".join(part for part in (_line(each), sent.get(each.letter.id, "")) if part)
        for each in shelf.letters
    ]
    return "\n".join(lines) or NONE_YET, {"letters": list(_facts(shelf, sent))}


def approved(
    record: Store, letter_id: LetterId, target: Path, password: str, at: datetime
) -> _Told:
    """Write the exact pages of an approved letter; that is entered in the trail.

    Raises LetterIsDraft, NotFound, RowDamaged, TargetExists and what writing raises.
    """
    files.refuse_taken(target)
    paper_file.check(password)
    if record.run(letters.get, letter_id).state is LetterState.DRAFT:
        raise LetterIsDraft(letter_id)
    pages = record.run(letters.pages, letter_id)
    with files.none_unless_done() as made:
        paper_file.write(target, pages, password)
        made.append(target)
        record.run(letters.told_of_printing, letter_id, "save", at)
    words = f"Wrote {target}, as it was approved. {SEALED if password else NOT_SEALED}"
    return words, {"file": str(target), "letter": letter_id, "encrypted": bool(password)}


def drafted(
    record: Store, client_id: ClientId, given: Namespace, password: str, at: datetime
) -> _Told:
    """Keep a letter as a draft, write it with the draft mark, and say what to look at in it."""
    target: Path = given.to
    files.refuse_taken(target)
    paper_file.check(password)
    kind = record.run(letter_kinds.offered_one, given.kind)
    places = dict(given.place)
    with files.none_unless_done() as made:

        def write(pages: bytes) -> None:
            paper_file.write(target, pages, password)
            made.append(target)

        asked_for = (client_id, kind, given.recipient, given.facts, places)
        begun, chosen = record.run(_write, *asked_for, write, at)
    found = record.run(_findings, begun)
    how = "it opens with that password" if password else "anyone who has the file can read it"
    words = [f"Wrote {target}. It is a draft, and {how}."]
    words += [TO_LOOK_AT, *map(_asked, found)] if found else []
    facts = {
        "file": str(target),
        "letter": begun.id,
        "facts": sorted(chosen),
        "findings": [{"about": each.concern.value, "words": each.words} for each in found],
    }
    return "\n".join([*words, NOT_ASKED]), facts


# --- what is listed ------------------------------------------------------------------------------


def _line(each: ShelvedLetter) -> str:
    return f"{each.letter.id}  {each.state}, {each.letter.kind_name}, {each.about}"


def _facts(shelf: LetterShelf, sent: Mapping[LetterId | None, str]) -> Iterable[dict[str, Any]]:
    for each in shelf.letters:
        letter = each.letter
        yield {
            "id": letter.id,
            "state": each.state,
            "kind": letter.kind_id,
            "recipient": letter.recipient,
            "written_on": letter.written_on,
            "approved_at": letter.approved_at,
            "sent": sent.get(letter.id, ""),
            "replaces": letter.replaces,
            "replaced_on": each.replaced_on,
        }


# --- a new draft ---------------------------------------------------------------------------------


def _write(  # one transaction: no letter is kept whose file could not be written
    db: Any,
    client_id: ClientId,
    kind: LetterKind,
    recipient: str | None,
    asked_for: str | None,
    places: Mapping[str, str],
    write: Callable[[bytes], object],
    at: datetime,
) -> tuple[Letter, set[str]]:
    drawn, charts = charted.offered(db, client_id, kind)
    on_offer = (*offers.facts(db, client_id, kind), *drawn)
    chosen = _chosen(asked_for, on_offer, frozenset(places))
    begun = letters.begin(db, client_id, kind, times.on_the_wall(at).date(), at)
    paragraphs = begun.paragraphs
    for offer in on_offer:
        if offer.key in chosen:
            paragraphs = rules.take(paragraphs, kind, offer)
    told = replace(begun, paragraphs=paragraphs, recipient=recipient or begun.recipient)
    filled = _filled(told, kind, places)
    if empty := rules.unfilled(filled):
        raise LetterUnfinished(empty)
    letters.save(db, filled, at)
    letters.told_of_printing(db, begun.id, "save", at)
    kept = letters.get(db, begun.id)
    head = letterheads.get(db)
    draw = partial(_drawing(), kept, practice.get(db), letterhead=head, charts=charts)
    write(draw(draft=True, large=kind.large, states_purpose=kind.states_purpose))
    return kept, chosen


def _drawing() -> Callable[..., bytes]:
    from practicenotes.documents import letter as paper  # its faces take as long as the rest

    return paper.draw


def _chosen(asked_for: str | None, on_offer: Iterable[Offer], filled: frozenset[str]) -> set[str]:
    """Return the keys that were named; where none were, those that wait for no words, no charts."""
    known = {offer.key: offer.sentence for offer in on_offer}
    if asked_for is None:
        ready = {
            key for key, said in known.items() if said and filled >= set(rules.places(said.text))
        }
        return {key for key in ready if not letter_charts.is_one(key)}
    named = {name.strip() for name in asked_for.split(",") if name.strip()}
    for name in named - set(known):
        raise UnknownKind("fact", name, tuple(known))
    return named


def _filled(letter: Letter, kind: LetterKind, places: Mapping[str, str]) -> Letter:
    """Return a letter with the writer’s words in its places; raises UnknownKind.

    A sentence that was filled in is the writer’s own, as it is on the page.
    """
    known = dict.fromkeys([*kind.asks, rules.PURPOSE])
    for name in places:
        if name not in known:
            raise UnknownKind("place to fill", name, tuple(known))
    texts = (rules.fill(paragraph.text, places) for paragraph in letter.paragraphs)
    purpose = places.get(rules.PURPOSE, letter.consent.purpose)
    return replace(
        letter,
        paragraphs=rewording.reword(letter.paragraphs, "\n".join(texts)),
        subject=rules.fill(letter.subject, places),
        greeting=rules.fill(letter.greeting, places),
        closing=rules.fill(letter.closing, places),
        consent=replace(letter.consent, purpose=purpose),
    )


def _findings(db: Any, letter: Letter) -> tuple[Finding, ...]:
    known = letter_names.of_letter(db, letter)
    told = (letter, known.names, known.about_others, catalog.language_helpers())
    return letter_check.look_over(*told, None)


def _asked(finding: Finding) -> str:
    words = f"“{finding.words}” " if finding.words else ""
    return f"- {finding.concern.value}: {words}{finding.says}"
