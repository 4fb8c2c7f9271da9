"""One client's whole record, as it is handed over."""

from dataclasses import dataclass

from practicenotes.domain.attachments import Attachment
from practicenotes.domain.cards import ClientCard
from practicenotes.domain.letters import Letter
from practicenotes.domain.measures import MeasureResult
from practicenotes.domain.notes import Note
from practicenotes.domain.people import Client, Goal, Practitioner
from practicenotes.domain.sessions import FrameEvent, Session


@dataclass(frozen=True, slots=True)
class WholeRecord:
    """Everything that the record holds about one client, in the order in which it is read.

    What is damaged is among it, marked as such; whoever shows it names it and leaves it out.
    """

    practitioner: Practitioner
    client: Client
    goals: tuple[Goal, ...] = ()
    sessions: tuple[Session, ...] = ()
    frame_events: tuple[FrameEvent, ...] = ()
    measures: tuple[MeasureResult, ...] = ()
    cards: tuple[ClientCard, ...] = ()
    notes: tuple[Note, ...] = ()
    letters: tuple[Letter, ...] = ()
    attachments: tuple[Attachment, ...] = ()
