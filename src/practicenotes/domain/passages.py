"""The texts of a record that passages can be taken out of, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from practicenotes.domain import record_paper, redaction
from practicenotes.domain.letters import Letter, Paragraph, Sentence
from practicenotes.domain.notes import Note
from practicenotes.domain.record_paper import Choice, RecordPaper
from practicenotes.domain.redaction import EVERYWHERE, Removal
from practicenotes.errors import PassageMoved


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of an item, under the name of its field and the words above it."""

    field: str
    label: str
    text: str


def of_item(paper: RecordPaper, item: str) -> tuple[Passage, ...]:
    """Return the texts of an item in which passages can be marked; nothing where it has none."""
    kind, _, identity = item.partition(":")
    if kind == "note":
        found = (each for each in paper.whole.notes if each.id == identity and not each.damaged)
        return tuple(passage for note in found for passage in _of_note(note))
    if kind == "letter":
        kept = (each for each in paper.whole.letters if each.id == identity and not each.damaged)
        return tuple(passage for letter in kept for passage in _of_letter(letter))
    return ()


def printed(paper: RecordPaper, choice: Choice) -> RecordPaper:
    """Return what goes on paper of a record; raises PassageMoved."""
    return record_paper.chosen(removed(paper), choice)


def removed(paper: RecordPaper) -> RecordPaper:
    """Return a record without the passages that are to be missing, marks in their places.

    Raises PassageMoved: words that are not where they were are not printed by mistake.
    """
    by_item: dict[str, list[Removal]] = {}
    for each in paper.removals:
        if each.damaged:
            raise PassageMoved(each.item)
        by_item.setdefault(each.item, []).append(each)
    everywhere = by_item.pop(EVERYWHERE, [])
    notes = tuple(_note(n, by_item.get(f"note:{n.id}", ())) for n in paper.whole.notes)
    letters = tuple(_letter(e, by_item.get(f"letter:{e.id}", ())) for e in paper.whole.letters)
    whole = replace(paper.whole, notes=notes, letters=letters)
    kept = redaction.nowhere(whole, everywhere)
    kept = replace(kept, practitioner=whole.practitioner, notes=_undigested(kept.notes, notes))
    consents, in_error = redaction.nowhere((paper.consents, paper.in_error), everywhere)
    return replace(paper, whole=kept, consents=consents, in_error=in_error)


def _undigested(notes: tuple[Note, ...], before: tuple[Note, ...]) -> tuple[Note, ...]:
    """Take the digests from notes out of which words went."""
    pairs = zip(notes, before, strict=True)
    return tuple(
        n if n == was else replace(n, digest="", previous_digest="", withdrawals=())
        for n, was in pairs
    )


def _of_note(note: Note) -> Iterator[Passage]:
    for section in note.sections:
        if section.text.strip():
            yield Passage(f"section:{section.key}", section.label, section.text)
    for added in note.addenda:
        kind = added.kind.value.capitalize()
        yield Passage(f"addendum:{added.id}", kind, added.text)
        yield Passage(f"reason:{added.id}", f"{kind}, its reason", added.reason)


def _of_letter(letter: Letter) -> Iterator[Passage]:
    for number, paragraph in enumerate(letter.paragraphs):
        if paragraph.text.strip():
            yield Passage(f"paragraph:{number}", f"Paragraph {number + 1}", paragraph.text)


def _note(note: Note, removals: Sequence[Removal]) -> Note:
    if not removals or note.damaged:
        return note
    texts = _texts(f"note:{note.id}", _of_note(note), removals)
    sections = [replace(s, text=texts.get(f"section:{s.key}", s.text)) for s in note.sections]
    addenda = [
        replace(
            a,
            text=texts.get(f"addendum:{a.id}", a.text),
            reason=texts.get(f"reason:{a.id}", a.reason),
        )
        for a in note.addenda
    ]
    return record_paper.undigested(note, tuple(sections), tuple(addenda))


def _letter(letter: Letter, removals: Sequence[Removal]) -> Letter:
    if not removals or letter.damaged:
        return letter
    texts = _texts(f"letter:{letter.id}", _of_letter(letter), removals)
    paragraphs = [
        Paragraph((Sentence(texts[f"paragraph:{n}"]),), p.key) if f"paragraph:{n}" in texts else p
        for n, p in enumerate(letter.paragraphs)
    ]
    return replace(letter, paragraphs=tuple(paragraphs))


def _texts(
    item: str, passages: Iterator[Passage], removals: Sequence[Removal]
) -> Mapping[str, str]:
    """Return the new text of every field that something is removed from."""
    known = {passage.field: passage.text for passage in passages}
    by_field: dict[str, list[Removal]] = {}
    for each in removals:
        if each.field not in known:
            raise PassageMoved(item)
        by_field.setdefault(each.field, []).append(each)
    return {f: redaction.without(known[f], found, item) for f, found in by_field.items()}
