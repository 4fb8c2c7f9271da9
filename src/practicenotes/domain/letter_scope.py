"""What a letter mentions, compared with what the client agreed to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from practicenotes.domain import letter_charts
from practicenotes.domain.letter_kinds import Fact
from practicenotes.domain.letters import Letter, Origin


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
_ALL = re.compile(
    r"(?<!\w)(?:everything|all of it|(?:whole|this) letter|the letter as|as read)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Outside:
    """Something that the letter mentions and the consent does not; `words` are those typed."""

    fact: Fact
    called: str
    words: str = ""


def _fact_of(record_id: str) -> str:
    """Return the fact that a source tells; a chart tells of a change."""
    return Fact.MEASURE_CHANGE.value if letter_charts.is_one(record_id) else record_id


def outside(letter: Letter) -> Iterator[Outside]:
    """Yield what the letter mentions beyond what was agreed to; nothing while no scope is said."""
    scope = letter.consent.scope
    if not scope.strip() or _ALL.search(scope):
        return
    ticked = {
        _fact_of(sentence.source.record_id or sentence.source.was_id): sentence.text
        for paragraph in letter.paragraphs
        for sentence in paragraph.sentences
        if sentence.source.origin is not Origin.TEMPLATE
    }
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    for fact, (called, covers) in _COVERS.items():
        if any(re.search(rf"(?<!\w){word}", scope, re.IGNORECASE) for word in covers):
            continue
        typed = _TYPED[fact].search(text) if fact in _TYPED else None
        if fact.value in ticked:
            yield Outside(fact, called, ticked[fact.value])
        elif typed:
            yield Outside(fact, called, typed[0])
