"""What a letter mentions, compared with what the client agreed to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from practicenotes.domain import letter_charts, letter_sources
from practicenotes.domain.letter_kinds import Fact
from practicenotes.domain.letters import Letter, Origin, Source


# Of each fact how it is called, and words that a scope covers it with; a word may begin others.
_COVERS: Mapping[Fact, tuple[str, tuple[str, ...]]] = {
    Fact.BORN: ("the date of birth", ("birth", "born", "age", "name", "personal", "dob")),
    Fact.DATES_SEEN: ("the dates seen", ("date", "number", "attend", "appoint", "session", "seen")),
    Fact.APPOINTMENTS: ("the appointments", ("date", "attend", "appoint", "session", "time")),
    Fact.RHYTHM: ("how often you meet", ("date", "attend", "appoint", "often", "rhythm", "freq")),
    Fact.SETTING: ("how you meet", ("setting", "where", "how", "appoint", "attend", "session")),
    Fact.ATTENDANCE: ("missed appointments", ("attend", "cancel", "miss", "appoint")),
    Fact.REASON: ("the reason for coming", ("reason", "concern", "problem", "why", "present")),
    Fact.FOCUS: ("the goals", ("focus", "goal", "aim", "work", "approach", "plan")),
    Fact.REACHED: ("the goals reached", ("goal", "outcome", "gain", "change", "progress", "reach")),
    Fact.MEASURE_CHANGE: (
        "a questionnaire",
        ("questionnaire", "measure", "score", "result", "change", "outcome", "progress", "phq"),
    ),
    Fact.MEASURE_NOW: (
        "a questionnaire",
        ("questionnaire", "measure", "score", "result", "change", "outcome", "progress", "phq"),
    ),
    Fact.RISK: ("risk", ("risk", "safe", "harm", "suicid")),
    Fact.MEDICATION: ("medication", ("medic", "drug", "tablet", "prescri")),
}
# Words that the writer may have typed without a tick.
_TYPED: Mapping[Fact, re.Pattern[str]] = {
    Fact.MEDICATION: re.compile(r"(?<!\w)(?:medicat|medicin|tablet|antidep)\w*", re.IGNORECASE),
    Fact.RISK: re.compile(r"(?<!\w)(?:suicid\w*|self-harm\w*|harming \w+sel\w+)", re.IGNORECASE),
}
# Words of a scope that cover a passage of a note, beside those of the section it is from.
_NOTES = ("note", "passage", "quot", "extract", "excerpt", "record", "wording")
_LEAST = 4  # signs of a word of a section: "and" covers nothing
_ALL = re.compile(
    r"(?<!\w)(?:everything|all of it|(?:whole|this) letter|the letter as|as read)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Outside:
    """Something that the letter mentions and the consent does not; `words` are those typed.

    A passage of a note is no fact.
    """

    fact: Fact | None
    called: str
    words: str = ""

    @property
    def says(self) -> str:
        """What is to be looked at; whether a scope covers a passage only a person can say."""
        if self.fact is None:
            return f"The letter quotes a note: {self.called}. Does what was agreed to cover it?"
        return f"The letter mentions {self.called}. The consent does not."


def _fact_of(record_id: str) -> str:
    """Return the fact that a source tells; a chart tells of a change."""
    return Fact.MEASURE_CHANGE.value if letter_charts.is_one(record_id) else record_id


def outside(letter: Letter) -> Iterator[Outside]:
    """Yield what the letter mentions beyond what was agreed to; nothing while no scope is said."""
    scope = letter.consent.scope
    if not scope.strip() or _ALL.search(scope):
        return
    yield from _passages(letter)
    ticked = {
        _fact_of(sentence.source.record_id or sentence.source.was_id): sentence.text
        for paragraph in letter.paragraphs
        for sentence in paragraph.sentences
        if sentence.source.origin is not Origin.TEMPLATE
    }
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    for fact, (called, covers) in _COVERS.items():
        if any(_begins(word, scope) for word in covers):
            continue
        typed = _TYPED[fact].search(text) if fact in _TYPED else None
        if fact.value in ticked:
            yield Outside(fact, called, ticked[fact.value])
        elif typed:
            yield Outside(fact, called, typed[0])


def _passages(letter: Letter) -> Iterator[Outside]:
    """Yield the quoted passages that the scope names neither as notes nor by their section."""
    scope = letter.consent.scope
    for paragraph in letter.paragraphs:
        for sentence in paragraph.sentences:
            source = sentence.source
            named = letter_sources.note_of(source.record_id or source.was_id)
            if named and not any(_begins(word, scope) for word in (*_NOTES, *_section(source))):
                yield Outside(None, source.label or source.was, sentence.text)


def _section(source: Source) -> tuple[str, ...]:
    """Return the words of the section that a passage is from: of “session 9, Plan” the last."""
    words = re.findall(r"\w+", (source.label or source.was).rpartition(", ")[2])
    return tuple(word for word in words if len(word) >= _LEAST)


def _begins(word: str, scope: str) -> bool:
    """Say whether a word of the scope is this one, or begins with it."""
    return bool(re.search(rf"(?<!\w){re.escape(word)}", scope, re.IGNORECASE))
