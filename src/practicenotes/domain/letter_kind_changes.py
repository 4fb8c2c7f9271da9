"""What is different between two versions of a kind of letter, in words."""

from collections.abc import Iterator, Sequence

from practicenotes.domain.letter_kinds import PASSAGES, Fact, LetterKind, Part, Reader, Voice


FACTS = {
    Fact.BORN: "Date of birth",
    Fact.DATES_SEEN: "Dates seen and number",
    Fact.APPOINTMENTS: "Each date and time",
    Fact.RHYTHM: "Rhythm",
    Fact.SETTING: "How and how long",
    Fact.ATTENDANCE: "Attendance in detail",
    Fact.REASON: "Reason for coming",
    Fact.FOCUS: "Goals ahead",
    Fact.REACHED: "Goals reached",
    Fact.MEASURE_CHANGE: "Change on a questionnaire",
    Fact.MEASURE_NOW: "Latest questionnaire",
    Fact.RISK: "Risk at last contact",
    Fact.MEDICATION: "Medication",
}
# What a kind can say that it never offers, by the names that its file has for them.
OFFERED = {fact.value: words for fact, words in FACTS.items()} | {PASSAGES: "Passages of notes"}
READERS = {
    Reader.REFERRER: "Whoever referred the client",
    Reader.CLIENT: "The client",
    Reader.OTHER: "Somebody else",
}
VOICES = {Voice.ABOUT: "About the client", Voice.TO: "To the client"}
_HEAD = {
    "summary": "It is described as",
    "subject": "The subject is now",
    "greeting": "The greeting is now",
    "closing": "The closing is now",
    "footer": "The footer is now",
}
_EITHER = {
    "large": ("It is printed in large type.", "It is printed in ordinary type."),
    "alias": ("It cannot bear the client’s name.", "It may bear the client’s name."),
    "states_purpose": ("What it is for is printed.", "What it is for is not printed."),
}
_LISTS = {
    "asks": "The places that the writer fills",
    "never": "What it never offers",
    "leaves_out": "What to leave out",
    "think_of": "What to think of",
}


def told(before: LetterKind, after: LetterKind) -> tuple[str, ...]:
    """Return a sentence for each thing that is different; none where nothing is."""
    return (*_of_head(before, after), *_of_parts(before, after))


def counted(kind: LetterKind) -> str:
    """Return how many parts there are, and how much is on offer in them."""
    parts, offered = len(kind.parts), len([*kind.rules, *kind.phrases])
    told_parts = "1 part" if parts == 1 else f"{parts} parts"
    return f"{told_parts}, {offered} on offer"


def _of_head(before: LetterKind, after: LetterKind) -> Iterator[str]:
    if before.name != after.name:
        yield f"The letter is called {after.name}; it was {before.name}."
    for name, words in _HEAD.items():
        if getattr(before, name) != getattr(after, name):
            yield f"{words}: {getattr(after, name)}"
    if before.reader is not after.reader:
        yield f"It goes to: {READERS[after.reader].lower()}."
    if before.voice is not after.voice:
        yield f"It speaks {VOICES[after.voice].lower()}."
    for name, (yes, no) in _EITHER.items():
        if getattr(before, name) is not getattr(after, name):
            yield yes if getattr(after, name) else no
    for name, words in _LISTS.items():
        if getattr(before, name) != getattr(after, name):
            listed = (OFFERED.get(each, each) for each in getattr(after, name))
            yield f"{words}: {', '.join(listed) or 'none'}."


def _of_parts(before: LetterKind, after: LetterKind) -> Iterator[str]:
    was = {part.key: part for part in before.parts}
    now = {part.key: part for part in after.parts}
    for number, part in enumerate(after.parts, 1):
        if part.key not in was:
            yield f"Part {number} was added."
    for number, part in enumerate(before.parts, 1):
        if part.key not in now:
            yield f"What was part {number} was taken out."
    stayed = [key for key in was if key in now]
    if stayed != [key for key in now if key in was]:
        yield "The parts stand in another order."
    numbers = {part.key: number for number, part in enumerate(after.parts, 1)}
    for key in stayed:
        yield from _of_part(f"part {numbers[key]}", was[key], now[key])


def _of_part(where: str, before: Part, after: Part) -> Iterator[str]:
    if before.opening != after.opening:
        said = f"{where.capitalize()} always says now: {after.opening}"
        yield said if after.opening else f"Nothing stands always in {where} now."
    if before.passages is not after.passages:
        yield f"Passages of notes {'can' if after.passages else 'can no longer'} go into {where}."
    yield from _of_offers(where, _sentences(before), _sentences(after))


def _of_offers(
    where: str, was: dict[str, Sequence[str]], now: dict[str, Sequence[str]]
) -> Iterator[str]:
    for key, (label, sentence) in now.items():
        if key not in was:
            yield f"{label} is on offer in {where}."
        elif was[key][1] != sentence:
            yield f"{label} says now: {sentence}"
        elif was[key][0] != label:
            yield f"{was[key][0]} is called {label} now."
    for key, (label, _) in was.items():
        if key not in now:
            yield f"{label} is no longer on offer in {where}."
    if [key for key in was if key in now] != [key for key in now if key in was]:
        yield f"What is on offer in {where} stands in another order."


def _sentences(part: Part) -> dict[str, Sequence[str]]:
    told_facts = {rule.fact.value: (rule.label, rule.sentence) for rule in part.offers}
    told_own = {phrase.key: (phrase.label, phrase.sentence) for phrase in part.phrases}
    return {**told_facts, **told_own}
