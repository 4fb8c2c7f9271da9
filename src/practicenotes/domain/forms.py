"""The form a note is written in: sections, kinds of field, and the layer each one belongs to."""

from dataclasses import dataclass
from enum import Enum


class Layer(Enum):
    """Which of the two stores a section is kept in."""

    RECORD = "record"
    PRIVATE = "private"


class FieldKind(Enum):
    """How a section is filled in."""

    TEXT = "text"
    LINE = "line"
    FACETS = "facets"


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
    """One field of a form: a label, the question under it, and where the answer is kept."""

    id: str
    label: str
    prompt: str
    kind: FieldKind = FieldKind.TEXT
    layer: Layer = Layer.RECORD
    covers: tuple[RecordOnly, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """One format of note; what was written keeps its id, version and labels."""

    id: str
    version: int
    name: str
    summary: str
    sections: tuple[Section, ...]

    def of_layer(self, layer: Layer) -> tuple[Section, ...]:
        """Return the sections that are kept in this layer, in their order."""
        return tuple(section for section in self.sections if section.layer is layer)
