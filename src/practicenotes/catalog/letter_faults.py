"""What a kind of letter may not be: one that says what it must not, or can never be filled."""

from collections.abc import Iterable, Iterator, Sequence

from practicenotes.catalog.faults import Fault, inside
from practicenotes.domain import letters
from practicenotes.domain.letter_kinds import FACT_VALUES, PASSAGES, Fact, LetterKind, Part


MOST_PARTS = 30
MOST_OFFERED = 30  # facts, or sentences of its own, in one part
LONGEST_PLACE = 60  # characters: a longer one would not be seen as a place

# The legal name is filled into the subject only, so that a screen has one place to cover; the name
# of the reader wherever the letter speaks to its reader.
_CLIENT, _ALIAS, _READER = "client", "code_name", "recipient"
_FACTS = frozenset(fact.value for fact in Fact)
_TAKEN = frozenset({_CLIENT, _ALIAS, _READER, *(v for each in FACT_VALUES.values() for v in each)})


def in_letter(kind: LetterKind) -> Iterator[Fault]:
    """Yield what is wrong in a kind of letter, the first thing first."""
    named = (_ALIAS,) if kind.alias else (_CLIENT, _ALIAS)
    yield from _in_text("subject", kind.subject, (*named, *kind.asks))
    yield from _in_text("greeting", kind.greeting, (_READER,))
    if not kind.parts:
        yield "parts", "a letter needs at least one part"
    if len(kind.parts) > MOST_PARTS:
        yield "parts", f"there are more than {MOST_PARTS} of them"
    for number, part in enumerate(kind.parts, 1):
        yield from inside(f"parts {number}", _in_part(part, kind.asks))
    if [part.passages for part in kind.parts].count(True) > 1:
        yield "parts", "passages of notes can go into one part only"
    yield from _twice([rule.fact.value for rule in kind.rules])
    yield from _twice([phrase.key for phrase in kind.phrases])
    yield from _in_text("closing", kind.closing, ())
    yield from _in_text("footer", kind.footer, ())
    yield from _in_never(kind)
    yield from _in_asks(kind)


def _in_part(part: Part, asks: Sequence[str]) -> Iterator[Fault]:
    yield from _in_text("opening", part.opening, (_READER, *asks))
    for name in ("offers", "phrases"):
        if len(getattr(part, name)) > MOST_OFFERED:
            yield name, f"there are more than {MOST_OFFERED} of them"
    for number, rule in enumerate(part.offers, 1):
        faults = _in_text("sentence", rule.sentence, (*FACT_VALUES[rule.fact], *asks))
        yield from inside(f"offers {number}", faults)
    for number, phrase in enumerate(part.phrases, 1):
        yield from inside(f"phrases {number}", _in_text("sentence", phrase.sentence, asks))
        if phrase.key in _FACTS:
            yield f"phrases {number}, key", f"{phrase.key} is what a fact is called"


def _twice(keys: Sequence[str]) -> Iterator[Fault]:
    for key in dict.fromkeys(keys):
        if keys.count(key) > 1:
            yield "parts", f"{key} is offered more than once"


def _in_never(kind: LetterKind) -> Iterator[Fault]:
    """Yield what is offered although the kind says that it never is."""
    for number, name in enumerate(kind.never, 1):
        if name not in _FACTS | {PASSAGES}:
            known = ", ".join([*(fact.value for fact in Fact), PASSAGES])
            yield f"never {number}", f"it must be one of: {known}"
    for number, part in enumerate(kind.parts, 1):
        for at, rule in enumerate(part.offers, 1):
            if rule.fact.value in kind.never:
                where = f"parts {number}, offers {at}, fact"
                yield where, f"this letter never offers {rule.fact.value}"
        if part.passages and PASSAGES in kind.never:
            yield f"parts {number}, passages", "this letter never offers passages of notes"


def _in_asks(kind: LetterKind) -> Iterator[Fault]:
    """Yield places for the writer that could not be told apart, or that stand nowhere."""
    texts = [kind.subject, *(part.opening for part in kind.parts)]
    texts += [rule.sentence for rule in kind.rules]
    texts += [phrase.sentence for phrase in kind.phrases]
    used = {name for text in texts for name in letters.places(text)}
    for number, name in enumerate(kind.asks, 1):
        where = f"asks {number}"
        if name in _TAKEN:
            yield where, f"{name} is filled from the record"
        elif name in kind.asks[: number - 1]:
            yield where, f"{name} stands there already"
        elif len(name) > LONGEST_PLACE:
            yield where, f"it has more than {LONGEST_PLACE} characters"
        elif name not in used:
            yield where, f"{{{name[:LONGEST_PLACE]}}} stands in no sentence"


def _in_text(where: str, text: str, fillable: Iterable[str]) -> Iterator[Fault]:
    """Yield the places that could never be filled, and brackets that make no place."""
    found = letters.places(text)
    known = ", ".join(f"{{{name}}}" for name in sorted(fillable)) or "none"
    for name in found:
        if name not in fillable:
            yield where, f"{{{name}}} cannot be filled here; places that can: {known}"
    if set("{}") & set(letters.fill(text, dict.fromkeys(found, "filled"))):
        yield where, "a curly bracket stands alone"
