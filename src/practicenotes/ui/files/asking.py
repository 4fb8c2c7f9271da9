"""What is asked about a file or a consent; each stays until it is kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from practicenotes.domain import attachments, pictures, times
from practicenotes.domain.attachments import Attachment, AttachmentKind, NewAttachment
from practicenotes.domain.client_consents import ClientConsent, ConsentId
from practicenotes.domain.people import ClientId, Person
from practicenotes.domain.sessions import SessionId
from practicenotes.exchange.incoming import Incoming
from practicenotes.ui import damage
from practicenotes.ui.measures.asking import NotedDialog
from practicenotes.ui.session.record_present import names
from practicenotes.ui.widgets.form import Field, Kind
from practicenotes.ui.widgets.words import Words


KINDS = (
    (AttachmentKind.CONSENT, "Consent form"),
    (AttachmentKind.CONTRACT, "Contract"),
    (AttachmentKind.RECEIVED, "Received letter"),
    (AttachmentKind.OTHER, "Other"),
)
CLEANED = "Where, when and with what it was taken is left out; no dot of it is changed."
TORN = (
    "This picture is damaged, so what a camera wrote into it could not be left out."
    " It is kept as it came."
)
AS_IT_CAME = "It is kept as it came, with what its program wrote into it."
NOT_SHOWN = "It cannot be shown here and can only be saved as a copy again."
STAYS = "The file itself still lies where it was; delete it there if nobody else is to find it."
DAY_MISSING = "This needs a day, for example 25 November 2026."
NAME_MISSING = "This needs a name."
SCOPE_MISSING = "This needs a word: what was agreed to?"


class NewFileDialog(NotedDialog):
    """Asks what a file is before it is kept; it was read and cleaned already."""

    def __init__(self, came: Incoming, today: date, parent: QWidget) -> None:
        self.came = came
        rows = _rows(came.name, AttachmentKind.CONSENT, "", today)
        super().__init__(parent, "Keep a file", rows, "Keep in the record", width=620)
        size = attachments.size_in_words(len(came.content))
        self.surround([Words(f"{size}. {_about(came)} {STAYS}", "body", wraps=True)])

    def given(self, client_id: ClientId, session_id: SessionId | None) -> NewAttachment:
        """Return the file with what was typed about it."""
        typed = self.form.values()
        return NewAttachment(
            client_id=client_id,
            kind=typed["kind"],
            name=attachments.tidy_name(typed["name"]),
            media_type=self.came.media_type,
            received_on=typed["received_on"],
            content=self.came.content,
            words=typed["words"].strip(),
            session_id=session_id,
        )

    def _ask(self) -> None:
        if self.form.values()["received_on"] is None and not self.form.unclear_days():
            self.say("received_on", DAY_MISSING)
        else:
            super()._ask()


class FileDialog(NotedDialog):
    """Asks for changes to what is said about a file."""

    def __init__(self, attachment: Attachment, parent: QWidget) -> None:
        self._attachment = attachment
        told = (attachment.name, attachment.kind, attachment.words, attachment.received_on)
        super().__init__(parent, "About this file", _rows(*told), "Keep changes", width=620)

    def given(self) -> Attachment:
        """Return the file with what was typed about it."""
        typed = self.form.values()
        return replace(
            self._attachment,
            kind=typed["kind"],
            name=attachments.tidy_name(typed["name"]),
            words=typed["words"].strip(),
            received_on=typed["received_on"],
        )

    def _ask(self) -> None:
        if self.form.values()["received_on"] is None and not self.form.unclear_days():
            self.say("received_on", DAY_MISSING)
        else:
            super()._ask()


class ConsentDialog(NotedDialog):
    """Asks what was agreed to, how and when, and when that is looked at again."""

    def __init__(
        self,
        consent: ClientConsent,
        people: Sequence[Person],
        files: Sequence[Attachment],
        parent: QWidget,
    ) -> None:
        self._consent = consent
        rows = [
            Field(
                "scope",
                "&To what",
                value=damage.words(consent.scope, ""),
                help="For example: recordings for supervision, letters to the GP.",
            ),
            Field("given_on", "&Given on", Kind.DAY, consent.given_on),
            Field("form", "&How", value=consent.form, help="For example: in writing."),
            Field(
                "review_on",
                "&Look again on",
                Kind.DAY,
                consent.review_on,
                help="From this day on, Today and the page before the session name it.",
            ),
            Field(
                "attachment_id",
                "&Signed form",
                Kind.CHOICE,
                consent.attachment_id,
                "",
                _forms(files),
            ),
        ]
        if len(people) > 1 or consent.person_id:
            who = [(None, "All of them"), *names(people).items()]
            if consent.person_id not in dict(who):
                who.append((consent.person_id, "Someone who is no longer in this file"))
            rows.insert(
                1, Field("person_id", "&Who", Kind.CHOICE, consent.person_id, "", tuple(who))
            )
        if consent.id:
            rows.append(Field("withdrawn_on", "&Taken back on", Kind.DAY, consent.withdrawn_on))
        heading, act = ("Consent", "Keep changes") if consent.id else ("New consent", "Note it")
        super().__init__(parent, heading, rows, act, width=620)

    def given(self) -> ClientConsent:
        """Return the consent as it was typed."""
        typed = self.form.values()
        return replace(
            self._consent,
            **{**typed, "scope": typed["scope"].strip(), "form": typed["form"].strip()},
        )

    def _ask(self) -> None:
        typed = self.form.values()
        if not typed["scope"].strip():
            self.say("scope", SCOPE_MISSING)
        elif typed["given_on"] is None and not self.form.unclear_days():
            self.say("given_on", DAY_MISSING)
        else:
            super()._ask()


def new_consent(client_id: ClientId, today: date) -> ClientConsent:
    """Return the consent that a dialog begins with."""
    return ClientConsent(ConsentId(""), client_id, "", today, form="in writing")


def _rows(name: str, kind: AttachmentKind, words: str, received_on: date) -> tuple[Field, ...]:
    return (
        Field("kind", "&Kind", Kind.SEGMENTS, kind, options=KINDS),
        Field("name", "&Name", value=name),
        Field("words", "&About it", value=words, help="For the list, and to find it by."),
        Field("received_on", "&Received on", Kind.DAY, received_on),
    )


def _about(came: Incoming) -> str:
    if came.damaged:
        return TORN
    if came.cleaned:
        return CLEANED
    if came.media_type == attachments.TEXT:
        return "It is kept as it came."
    return AS_IT_CAME if came.media_type == attachments.PDF else f"{AS_IT_CAME} {NOT_SHOWN}"


def _forms(files: Sequence[Attachment]) -> tuple[tuple[object, str], ...]:
    """Offer consent forms first, and then every other file."""
    sound = [each for each in files if not each.damaged]
    sound.sort(key=lambda each: each.kind is not AttachmentKind.CONSENT)
    named = [(each.id, f"{each.name}, {times.in_full(each.received_on)}") for each in sound]
    return ((None, "None here"), *named)


def is_shown(media_type: str) -> bool:
    """Say whether files of a kind can be read in here."""
    return media_type in (attachments.PDF, attachments.TEXT) or pictures.is_known(media_type)
