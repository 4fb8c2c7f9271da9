"""The forms in the order in which they are offered: used last, then group by group."""

from collections.abc import Sequence

from practicenotes.domain.forms import FormGroup, NoteTemplate
from practicenotes.ui.widgets.grouped import Group


USED_LAST = "Used last"
_REMEMBERED = 3


def groups(forms: Sequence[NoteTemplate], used_last: Sequence[str] = ()) -> list[Group]:
    """Return headings with the forms beneath them, each form once, by id and name."""
    known = {form.id: form for form in forms}
    recent = [known[form_id] for form_id in used_last if form_id in known][:_REMEMBERED]
    found: list[Group] = [(USED_LAST, _named(recent))]
    for group in FormGroup:
        rest = [form for form in forms if form.group is group and form not in recent]
        found.append((group.value, _named(rest)))
    return [(heading, options) for heading, options in found if options]


def _named(forms: Sequence[NoteTemplate]) -> list[tuple[str, str]]:
    return [(form.id, form.name) for form in forms]
