"""What the record does not do, and what is not found in it."""

from dataclasses import dataclass

from practicenotes.errors.base import PracticeNotesError


@dataclass(eq=False)
class NotFound(PracticeNotesError):
    """Nothing is kept under this id; `what` is the noun: client, session, note, letter."""

    what: str
    id: str


@dataclass(eq=False)
class NameMissing(PracticeNotesError):
    """A client needs a code name."""


@dataclass(eq=False)
class CodeNameTaken(PracticeNotesError):
    """Another client already has this code name."""

    code_name: str


@dataclass(eq=False)
class NoteSigned(PracticeNotesError):
    """A signed note cannot be changed; an addendum can be added."""

    note_id: str


@dataclass(eq=False)
class NoteEmpty(PracticeNotesError):
    """A note without a word in it cannot be signed."""

    note_id: str


@dataclass(eq=False)
class NoteNotSigned(PracticeNotesError):
    """An addendum belongs to a signed note; a draft is simply changed."""

    note_id: str


@dataclass(eq=False)
class ReasonMissing(PracticeNotesError):
    """What was asked for is done with a reason, and none was given."""


@dataclass(eq=False)
class WithdrawalClosed(PracticeNotesError):
    """The signature of this note can no longer be withdrawn, or never could."""

    note_id: str


@dataclass(eq=False)
class ReflectionStands(PracticeNotesError):
    """Another reflection was begun on the session by now."""

    session_id: str


@dataclass(eq=False)
class AnswerUnseen(PracticeNotesError):
    """A note cannot be signed before an answer of its session that asks to be seen was seen."""

    name: str
    item: int
    result_id: str


@dataclass(eq=False)
class AnswerUnknown(PracticeNotesError):
    """A questionnaire does not offer what question `item` was answered with."""

    name: str
    item: int


@dataclass(eq=False)
class TotalOutside(PracticeNotesError):
    """A total, or a part of one, does not lie between the ends of its questionnaire."""

    name: str
    least: int
    most: int


@dataclass(eq=False)
class PartsDiffer(PracticeNotesError):
    """The parts of a questionnaire come to another sum than its total."""

    name: str
    total: int
    parts: int


@dataclass(eq=False)
class ResultStands(PracticeNotesError):
    """A result can be corrected on the day on which it was filed, and not later."""

    result_id: str


@dataclass(eq=False)
class RightMissing(PracticeNotesError):
    """A questionnaire of one's own needs the declaration that it may be used."""


@dataclass(eq=False)
class MeasureTaken(PracticeNotesError):
    """There is another questionnaire of this id already."""

    measure_id: str


@dataclass(eq=False)
class FormTaken(PracticeNotesError):
    """What comes in has the id of another; `own` says whether it could be its version."""

    form_id: str
    own: bool = False
    what: str = "form"


@dataclass(eq=False)
class SearchUnclear(PracticeNotesError):
    """There is nothing to search for in what was typed."""

    words: str


@dataclass(eq=False)
class CardAsGiven(PracticeNotesError):
    """A card that the client filled in and gave back stays as it was given."""

    card_id: str


@dataclass(eq=False)
class FileTooLarge(PracticeNotesError):
    """A file is larger than what the record keeps as one; `most` is in megabytes."""

    name: str
    most: int


@dataclass(eq=False)
class FileEmpty(PracticeNotesError):
    """A file without a byte in it is not worth keeping."""

    name: str


@dataclass(eq=False)
class NotAFile(PracticeNotesError):
    """A folder, a device or anything else that is no ordinary file was to be kept."""

    name: str


@dataclass(eq=False)
class PagesUnreadable(PracticeNotesError):
    """The pages or dots of a file that is kept cannot be made out: damaged, or protected."""


@dataclass(eq=False)
class PictureTooLarge(PracticeNotesError):
    """A picture or page that is kept has more dots than can be drawn."""


@dataclass(eq=False)
class FileUnshowable(PracticeNotesError):
    """A file that is kept is of a kind that nothing here can show."""


@dataclass(eq=False)
class AlreadyCompared(PracticeNotesError):
    """A guess or a second look stays as it was once it was laid beside the other side."""

    what: str


@dataclass(eq=False)
class PasteTooLong(PracticeNotesError):
    """More was pasted at once than a note takes; the note is as it was."""

    length: int
    most: int


@dataclass(eq=False)
class SnippetKeyTaken(PracticeNotesError):
    """Another snippet of this side has this key."""

    key: str


@dataclass(eq=False)
class DictionaryBroken(PracticeNotesError):
    """The files of a spelling dictionary cannot be read as one."""

    language: str
