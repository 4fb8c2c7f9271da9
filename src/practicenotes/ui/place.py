"""Where a therapist was when the practice was locked, so that they come back to it."""

from dataclasses import dataclass, field

from practicenotes.domain.form_drafts import FormDraftId
from practicenotes.domain.letters import LetterId
from practicenotes.domain.notes import NoteId
from practicenotes.domain.people import ClientId
from practicenotes.domain.reflections.supervision_items import SupervisionItemId
from practicenotes.domain.sessions import SessionId
from practicenotes.ui.loose import Loose
from practicenotes.ui.spot import Spot


@dataclass(frozen=True, slots=True)
class Place:
    """Where the therapist is: ids and, but for what stands loose, no word.

    `section` is the part of the practice that is in front itself, and `part` a tab of it; on any
    other page the section says nothing.
    """

    client_id: ClientId | None = None
    tab: str = ""
    session_id: SessionId | None = None
    note_id: NoteId | None = None
    second_look_id: SessionId | None = None
    letter_id: LetterId | None = None
    item_id: SupervisionItemId | None = None
    on_sheet: bool = False  # of that passage
    form_draft_id: FormDraftId | None = None
    kind_draft_id: FormDraftId | None = None  # of a kind of letters
    section: str = ""
    part: str = ""
    spot: Spot | None = None
    over: Spot | None = None  # in the sheet over that page
    loose: Loose = field(default_factory=Loose)
