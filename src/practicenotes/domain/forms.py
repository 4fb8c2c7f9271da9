"""The form a note is written in: sections, kinds of field, and the layer each one belongs to."""

from dataclasses import dataclass
from enum import Enum

from practicenotes.domain.editions import Kept


NOT_ASSESSED = "Not assessed"


class Layer(Enum):
    """Which of the two stores a section is kept in."""

    RECORD = "record"
    PRIVATE = "private"


class FieldKind(Enum):
    """How a section is filled in; `answers` says how each is kept as text."""

    TEXT = "text"
    LINE = "line"
    FACETS = "facets"
    ONE = "pick one"
    SEVERAL = "pick several"
    DATE = "date"
    NUMBER_LINE = "number line"  # 0 to 10; two options name its ends

    @property
    def is_picked(self) -> bool:
        """Whether one answers by picking from a list, with room for words beside it."""
        return self in (FieldKind.ONE, FieldKind.SEVERAL)


class Use(Enum):
    """What a form is for, as far as a list of forms tells them apart."""

    SESSION = "session"
    COURSE = "course"


class FormGroup(Enum):
    """Under which heading a form is offered; the values are the headings."""

    SESSION = "Session notes"
    COURSE = "Course documents"
    ALONE = "For the therapist alone"


class RecordOnly(Enum):
    """What US law (45 CFR 164.501) never counts as a psychotherapy note."""

    MEDICATION = "medication"
    TIMES = "times"
    MODALITY = "modality"
    TEST_RESULTS = "test results"
    DIAGNOSIS = "diagnosis"
    FUNCTIONING = "functioning"
    PLAN = "plan"
    SYMPTOMS = "symptoms"
    PROGNOSIS = "prognosis"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Section:
    """One field of a form: a label, the question under it, and where the answer is kept.

    `options` are what a list offers, or the two ends of a number line; `blank` is what either says
    while nothing is picked, which is kept as nothing. Each line of a section that
    `sets_aims` is something that later notes can be linked to, as they can to a goal.
    """

    id: str
    label: str
    prompt: str
    kind: FieldKind = FieldKind.TEXT
    layer: Layer = Layer.RECORD
    covers: tuple[RecordOnly, ...] = ()
    help: str = ""
    options: tuple[str, ...] = ()
    sets_aims: bool = False
    blank: str = NOT_ASSESSED


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """One format of note; what was written keeps its id, version and labels.

    One that is `for_client` is printed in large type on a page of its own, to be handed over.
    """

    id: str
    version: int
    name: str
    summary: str
    sections: tuple[Section, ...]
    use: Use = Use.SESSION
    for_client: bool = False

    def of_layer(self, layer: Layer) -> tuple[Section, ...]:
        """Return the sections that are kept in this layer, in their order."""
        return tuple(section for section in self.sections if section.layer is layer)

    @property
    def begins_sessions(self) -> bool:
        """Whether the note of an hour can begin in it: no plan for a client or of a course does."""
        of_session = self.use is Use.SESSION and not self.for_client
        return of_session and bool(self.of_layer(Layer.RECORD))

    @property
    def group(self) -> FormGroup:
        """The heading under which it is offered."""
        if not self.of_layer(Layer.RECORD):
            return FormGroup.ALONE
        return FormGroup.SESSION if self.use is Use.SESSION else FormGroup.COURSE


KeptForm = Kept[NoteTemplate]  # one version, for as long as there are notes
