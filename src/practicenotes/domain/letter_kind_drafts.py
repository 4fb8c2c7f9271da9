"""A kind of letter while it is changed: it may have faults, and no letter can begin with it yet."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, fields, replace
from enum import Enum
from typing import Any

from practicenotes.domain import form_drafts
from practicenotes.domain.editions import Draft
from practicenotes.domain.letter_kinds import (
    Fact,
    LetterKind,
    OfferRule,
    Part,
    Phrase,
    Reader,
    Voice,
)


KindDraft = Draft[LetterKind]  # the kind of letter that it is about to become

_NEW = "+"  # begins the key of what was added here; no key of a saved kind has it
_LISTS = ("asks", "never", "leaves_out", "think_of")


# --- where one begins ----------------------------------------------------------------------------


def empty() -> LetterKind:
    """Return a kind of letter with nothing in it but how letters open and close."""
    return LetterKind(
        id="",
        version=0,
        name="",
        subject="{client}",
        greeting="Dear {recipient}",
        parts=(),
        closing="Yours sincerely",
        footer="",
    )


def copied(kind: LetterKind) -> LetterKind:
    """Return a kind of one’s own that is like another, and never says what that one does not."""
    return replace(kind, id="", version=0, name=f"{kind.name}, my letter")


# --- what can be done with it --------------------------------------------------------------------


def added(kind: LetterKind, at: int, _layer: object = None) -> LetterKind:
    """Return the kind with an empty part before the one at a place, counted from 0."""
    part = Part(_free({part.key for part in kind.parts}))
    return replace(kind, parts=(*kind.parts[:at], part, *kind.parts[at:]))


def removed(kind: LetterKind, at: int) -> LetterKind:
    """Return the kind without the part at a place."""
    return replace(kind, parts=kind.parts[:at] + kind.parts[at + 1 :])


def moved(kind: LetterKind, at: int, to: int) -> LetterKind:
    """Return the kind with one part at another place; past an end is at that end."""
    parts = list(kind.parts)
    part = parts.pop(at)
    parts.insert(min(max(to, 0), len(parts)), part)
    return replace(kind, parts=tuple(parts))


def changed(kind: LetterKind, at: int, **told: Any) -> LetterKind:
    """Return the kind with other values in the part at a place."""
    part = replace(kind.parts[at], **told)
    return replace(kind, parts=(*kind.parts[:at], part, *kind.parts[at + 1 :]))


def free_facts(kind: LetterKind) -> tuple[Fact, ...]:
    """Return the facts that a part may still offer: none twice, and none that it never offers."""
    offered = {rule.fact for rule in kind.rules}
    return tuple(f for f in Fact if f not in offered and f.value not in kind.never)


def with_fact(kind: LetterKind, at: int, rule: OfferRule) -> LetterKind:
    """Return the kind with one more fact on offer in the part at a place."""
    return changed(kind, at, offers=(*kind.parts[at].offers, rule))


def with_phrase(kind: LetterKind, at: int) -> LetterKind:
    """Return the kind with one more sentence to be ticked in the part at a place."""
    key = _free({phrase.key for phrase in kind.phrases})
    return changed(kind, at, phrases=(*kind.parts[at].phrases, Phrase(key, "", "")))


def _free(taken: Collection[str]) -> str:
    numbers = (f"{_NEW}{number}" for number in range(1, len(taken) + 2))
    return next(number for number in numbers if number not in taken)


# --- on its way into the record ------------------------------------------------------------------


def settled(kind: LetterKind, version: int, taken: Collection[str]) -> LetterKind:
    """Return the kind under the id and the keys that it keeps from now on.

    A new kind is named by its name, a new sentence by its label. `taken` are the ids of all kinds.
    """
    known = {part.key for part in kind.parts if not part.key.startswith(_NEW)}
    said = {phrase.key for phrase in kind.phrases if not phrase.key.startswith(_NEW)}
    said |= {fact.value for fact in Fact}
    parts = []
    for part in kind.parts:
        own = part.key if part.key in known else form_drafts.key("part", "part", known)
        known.add(own)
        phrases = []
        for phrase in part.phrases:
            new = phrase.key.startswith(_NEW)
            key = form_drafts.key(phrase.label, "sentence", said) if new else phrase.key
            said.add(key)
            phrases.append(replace(phrase, key=key))
        parts.append(replace(part, key=own, phrases=tuple(phrases)))
    kind_id = kind.id or form_drafts.key(kind.name, "letter", taken)
    return replace(kind, id=kind_id, version=version, parts=tuple(parts))


# --- as the store keeps it -----------------------------------------------------------------------


def to_plain(kind: LetterKind) -> list[Any]:
    """Return a kind as plain lists and words, whatever is wrong with it."""
    head = asdict(kind)
    parts = head.pop("parts")
    return [_worded(head), *map(_worded, parts)]


def of_plain(found: list[Any]) -> LetterKind:
    """Return the kind that `to_plain` made these lists from."""
    head, *parts = found
    read: dict[str, Any] = {
        **head,
        **{name: tuple(head[name]) for name in _LISTS},
        "reader": Reader(head["reader"]),
        "voice": Voice(head["voice"]),
    }
    return LetterKind(**read, parts=tuple(map(_part, parts)))


def _part(found: Mapping[str, Any]) -> Part:
    offers = (OfferRule(**{**rule, "fact": Fact(rule["fact"])}) for rule in found["offers"])
    phrases = (Phrase(**phrase) for phrase in found["phrases"])
    read: dict[str, Any] = {**found, "offers": tuple(offers), "phrases": tuple(phrases)}
    return Part(**read)


def _worded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _worded(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [_worded(part) for part in value]
    return value.value if isinstance(value, Enum) else value


def difference(before: LetterKind, after: LetterKind) -> tuple[int | None, str]:
    """Return where two kinds differ first: the part (None: the head), and its field."""
    was = {part.key: part for part in before.parts}
    for at, part in enumerate(after.parts):
        old = was.get(part.key)
        if old is None:
            return at, "opening"
        if old != part:
            return at, next(
                n for n in ("opening", "offers", "phrases", "passages") if _differ(old, part, n)
            )
    if [p.key for p in before.parts] != [p.key for p in after.parts] and after.parts:
        pairs = zip(before.parts, after.parts, strict=False)
        at = next((n for n, (b, a) in enumerate(pairs) if b.key != a.key), len(after.parts) - 1)
        return at, "opening"
    names = [field.name for field in fields(LetterKind) if field.name != "parts"]
    return None, next((name for name in names if _differ(before, after, name)), "name")


def _differ(before: object, after: object, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))
