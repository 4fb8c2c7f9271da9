"""What the pages that change forms for notes know of forms: so they can change more than those."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practicenotes.catalog import form_faults
from practicenotes.domain import form_changes, form_drafts
from practicenotes.domain.forms import FormGroup
from practicenotes.exchange import form_file
from practicenotes.records import form_drafts as drafts
from practicenotes.records import form_shelf
from practicenotes.records.editions import Drafts, Shelving
from practicenotes.ui.forms.column import FormColumn
from practicenotes.ui.forms.history import difference
from practicenotes.ui.forms.preview import FormPreview
from practicenotes.ui.forms.watching import Acts


@dataclass(frozen=True, slots=True)
class TradeWords:
    """What the pages say about what they show."""

    title: str
    new: str
    unnamed: str
    mine: str  # what a new one is, at the head of its page
    explained: str
    no_own: str
    back: str
    as_seen: str  # after the number of a version
    it: str  # "this form"
    stays: str  # what becomes of what was written with it
    one_lost: str
    unread: str
    write: str
    bring: str
    files: str  # which files a dialog shows
    taken: str
    taken_own: str
    taken_shipped: str
    beside: str


@dataclass(frozen=True, slots=True)
class Trade:
    """What is kept in versions, and what is done with it; each of a value that it alone knows."""

    words: TradeWords
    shelf: Shelving[Any]
    drafts: Drafts[Any]
    read: Callable[[Path], Any]
    write: Callable[[Path, Any], None]
    name_for: Callable[[Any], str]
    empty: Callable[[], Any]
    copied: Callable[[Any], Any]
    faults: Callable[[Any], tuple[form_faults.FormFault, ...]]
    told: Callable[[Any, Any], tuple[str, ...]]
    counted: Callable[[Any], str]
    difference: Callable[[Any, Any], tuple[int | None, str]]
    headings: Sequence[str]
    heading: Callable[[Any], str]  # under which one of the program stands
    column: Callable[[Acts], Any]
    preview: Callable[[], Any]


FORM_WORDS = TradeWords(
    title="Forms for notes",
    new="New form",
    unnamed="A form without a name",
    mine="a form of mine",
    explained=(
        "A note keeps the form that it was written with, whatever you change here."
        " A form of the program is changed by copying it."
    ),
    no_own="There is no form of your own yet: begin a new one, or copy one of those below.",
    back="Back to all forms",
    as_seen="as the page of a session draws it",
    it="this form",
    stays="Its notes stay as they are.",
    one_lost="One version of a form",
    unread="The notes that were written with it are safe.",
    write="Write the form into a file",
    bring="Import a form",
    files="Form (*.toml)",
    taken="There is such a form already",
    taken_own="The file holds another edition of a form of yours. How is it to come in?",
    taken_shipped=(
        "The file holds another edition of a form of the program. It can come in as a copy."
    ),
    beside="As a form of its own, beside the other",
)

FORMS = Trade(
    words=FORM_WORDS,
    shelf=form_shelf.SHELF,
    drafts=drafts.DRAFTS,
    read=form_file.read,
    write=form_file.write,
    name_for=form_file.name_for,
    empty=form_drafts.empty,
    copied=form_drafts.copied,
    faults=form_faults.found,
    told=form_changes.told,
    counted=form_changes.counted,
    difference=difference,
    headings=tuple(group.value for group in FormGroup),
    heading=lambda template: template.group.value,
    column=FormColumn,
    preview=FormPreview,
)
