"""What is asked before a note is signed: never a block, and never a look at private text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from practicenotes.domain import notes, times
from practicenotes.domain.forms import Layer, NoteTemplate
from practicenotes.domain.notes import Note, RemarkKind
from practicenotes.domain.risk_words import RiskWords
from practicenotes.domain.sessions import Session


RISK = "risk"  # the key of a section about risk begins like this
_ALWAYS = (RISK, "plan")

# A plain no asks nothing more; every other word about risk does, whatever it says.
_NO = frozenset(
    ("no", "none", "nothing", "not indicated", "none reported", "none indicated", "denied")
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a note asks before its signature.

    `late` is a late entry whose reason was not given yet; `risk` is what the record says about
    risk, each with its place; `words` are sentences of other sections that can be about it, and
    `silent` says that nothing stands under risk; `empty` are the names of what was left empty.
    """

    late: bool = False
    risk: tuple[tuple[str, str], ...] = ()
    empty: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    silent: bool = False

    @property
    def to_see(self) -> tuple[tuple[str, str], ...]:
        """Everything that asks to be seen, each with its place."""
        return (*self.risk, *self.words)


def asked(
    note: Note, session: Session | None, form: NoteTemplate | None, risk_words: RiskWords
) -> Asked:
    """Return what is asked before this note is signed; `form` is the one it is written in."""
    return Asked(
        late=_is_late(note, session),
        risk=tuple(_risk(note, session)),
        empty=tuple(dict.fromkeys(_empty(note, session, form))),
        words=tuple(_elsewhere(note, risk_words)),
        silent=_is_silent(note, session),
    )


def asks_to_be_seen(words: str) -> bool:
    """Say whether words about risk are more than a plain no."""
    plain = re.sub(r"[\s.,;:!]+", " ", words).strip().casefold()
    return bool(plain) and plain not in _NO


def _is_late(note: Note, session: Session | None) -> bool:
    if session is None or note.remark(RemarkKind.LATE_ENTRY):
        return False
    return notes.is_late_entry(session.starts_at, times.on_the_wall(note.begun_at))


def _risk(note: Note, session: Session | None) -> Iterator[tuple[str, str]]:
    if session and asks_to_be_seen(session.risk):
        yield "Risk", session.risk.strip()
    for section in note.sections:
        if section.key.startswith(RISK) and asks_to_be_seen(section.text):
            yield section.label, section.text.strip()


def _elsewhere(note: Note, risk_words: RiskWords) -> Iterator[tuple[str, str]]:
    """Yield sentences of sections that do not ask about risk, where they can be about it.

    A sentence that denies is asked about like any other: it may belong under risk.
    """
    for section in note.sections:
        if not section.key.startswith(RISK):
            for sentence in risk_words.sentences(section.text):
                yield section.label, sentence


def _is_silent(note: Note, session: Session | None) -> bool:
    about = [section.text for section in note.sections if section.key.startswith(RISK)]
    return not any(text.strip() for text in (*about, session.risk if session else ""))


def _empty(note: Note, session: Session | None, form: NoteTemplate | None) -> Iterator[str]:
    """Yield the names of what the record should say of the law, or of risk and plan, and does not.

    A form that is gone covers what its risk and plan sections say.
    """
    covered = {s.id for s in form.of_layer(Layer.RECORD) if s.covers} if form else set()
    about_risk = [s for s in note.sections if s.key.startswith(RISK)]
    said = session is not None and bool(session.risk.strip())
    if session and session.attendance.held and not about_risk and not said:
        yield "Risk"
    for section in note.sections:
        wanted = section.key in covered or section.key.startswith(_ALWAYS)
        if wanted and not section.text.strip() and not (section in about_risk and said):
            yield section.label
