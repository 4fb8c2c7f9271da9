"""The form of a client file: only the code name is needed, everything else may wait."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from practicenotes import messages
from practicenotes.domain.people import Client, ClientStatus, FileKind, NewClient, Person
from practicenotes.errors import CodeNameTaken, NameMissing
from practicenotes.ui.widgets.buttons import Button
from practicenotes.ui.widgets.dialog import FormDialog
from practicenotes.ui.widgets.form import Field, Kind
from practicenotes.ui.widgets.segments import Segments
from practicenotes.ui.writing.side import withhold


_KINDS = tuple((kind, kind.value) for kind in FileKind)
_STATUSES = tuple((status, status.value) for status in ClientStatus)
_PLAIN = (
    *("code_name", "kind", "pronoun", "status", "since", "reason", "rhythm"),
    *("referrer", "referrer_address", "medication", "consent"),
)


def _rows(client: NewClient | Client, people: Sequence[Person]) -> tuple[Field, ...]:
    name_help = "What every screen shows. Choose one that nobody else would recognise."
    return (
        Field("code_name", "&Code name", value=client.code_name, help=name_help),
        Field("kind", "&Kind", Kind.SEGMENTS, client.kind, options=_KINDS),
        *_people_rows(people),
        Field("pronoun", "&Pronoun", value=client.pronoun, help="For example: she, he, they."),
        Field("status", "&Status", Kind.CHOICE, client.status, options=_STATUSES),
        Field("since", "S&ince", Kind.DAY, client.since),
        Field("reason", "&Reason for coming", value=client.reason, help="In one line."),
        Field("rhythm", "Rh&ythm", value=client.rhythm, help="For example: Tuesdays 13:00."),
        Field("referrer", "Re&ferred by", value=client.referrer),
        Field("referrer_address", "&Address", Kind.LINES, client.referrer_address),
        Field("medication", "&Medication", value=client.medication),
        Field("consent", "Cons&ent", value=client.consent, help="What was agreed, and when."),
    )


def _people_rows(people: Sequence[Person]) -> Iterator[Field]:
    for number, person in enumerate(people):
        several = len(people) > 1
        if number == 0:
            help_ = "Letters use it. Screens cover it."
            yield Field("name0", "Legal &name", value=person.name, help=help_)
            yield Field("born0", "&Born", Kind.DAY, person.born)
            yield from _of_several(number, "Part", "Left on", person) if several else ()
            yield Field("contact0", "C&ontact", value=person.contact)
        else:
            who = f"Person {number + 1}"
            help_ = "Left empty, this person is not in the file."
            yield Field(f"name{number}", who, value=person.name, help=help_)
            yield from _of_several(number, f"{who}, part", f"{who}, left on", person)
            yield Field(f"born{number}", f"{who}, born", Kind.DAY, person.born)
            yield Field(f"contact{number}", f"{who}, contact", value=person.contact)


def _of_several(number: int, part: str, left: str, person: Person) -> Iterator[Field]:
    """Yield what is asked of each person of a file that is about more than one."""
    help_ = "" if number else "For example: mother, partner A. Screens show it instead of the name."
    yield Field(f"part{number}", part, value=person.part, help=help_)
    if person.id:
        yield Field(f"left{number}", left, Kind.DAY, person.left_on)


class ClientDialog(FormDialog):
    """Asks for a new client, or for changes to one."""

    def __init__(self, client: Client | None, parent: QWidget) -> None:
        self._people: list[Person] = list(client.people if client else ()) or [Person("")]
        super().__init__(
            parent,
            "Client file" if client else "New client",
            _rows(client or NewClient(""), self._people),
            "Keep changes" if client else "Add client",
            width=620,
        )
        withhold(self.form.field("referrer_address"))
        another = Button("Add a person", "text", icon="plus")
        another.clicked.connect(self._add_person)
        self.add_button(another)
        self.form.changed.connect(self._changed)

    def given(self) -> NewClient:
        """Return what was typed; people who were there keep their ids."""
        typed = self.form.values()
        return NewClient(
            **{name: typed[name] for name in _PLAIN},
            people=tuple(person for person in self._typed_people(typed) if person.name),
        )

    def give_back(self, words: Mapping[str, Any]) -> None:
        """Show what stood in the form, with room for everyone who stood there."""
        while f"name{len(self._people)}" in words:
            self._make_room()
        super().give_back(words)

    def refuse(self, error: Exception) -> None:
        """Say beside the code name what is amiss with it, and anything else at the foot."""
        if isinstance(error, NameMissing | CodeNameTaken):
            self.say("code_name", messages.sentence(error))
        else:
            super().refuse(error)

    def _typed_people(self, typed: dict[str, Any]) -> list[Person]:
        return [
            replace(
                person,
                name=typed[f"name{number}"].strip(),
                born=typed[f"born{number}"],
                contact=typed[f"contact{number}"],
                part=typed.get(f"part{number}", person.part).strip(),
                left_on=typed.get(f"left{number}", person.left_on),
            )
            for number, person in enumerate(self._people)
        ]

    def _add_person(self) -> None:
        """Make room for one more person, and go there."""
        self._make_room()
        self.form.field(f"name{len(self._people) - 1}").setFocus()

    def _make_room(self) -> None:
        """Ask for one more person; all that was typed stays, also a day that cannot be read."""
        typed = self.form.values()
        days = {name: self._day_field(name).text() for name in self.form.unclear_days()}
        self._people = [*self._typed_people(typed), Person("")]
        self.set_rows(_rows(NewClient(**{name: typed[name] for name in _PLAIN}), self._people))
        for name, text in days.items():
            self._day_field(name).setText(text)
        self.form.changed.connect(self._changed)

    def _changed(self, name: str) -> None:
        """Ask for a second person as soon as the file is about more than one."""
        kind = self.form.values()["kind"]
        if name == "kind" and kind is not FileKind.INDIVIDUAL and len(self._people) == 1:
            self._make_room()
            segments = self.form.field("kind")
            if isinstance(segments, Segments):
                segments.button(kind).setFocus()

    def _day_field(self, name: str) -> QLineEdit:
        field = self.form.field(name)
        if not isinstance(field, QLineEdit):
            raise TypeError(name)
        return field
