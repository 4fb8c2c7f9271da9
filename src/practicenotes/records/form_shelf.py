"""Every form that there is, with its versions: looked at, retired, brought back and brought in."""

from practicenotes.domain import editions
from practicenotes.domain.editions import Incoming
from practicenotes.domain.forms import NoteTemplate
from practicenotes.records import form_drafts, forms
from practicenotes.records.editions import Shelving


__all__ = ["FormLine", "Incoming", "Shelf", "bring_back", "of", "retire", "take_in"]

FormLine = editions.Line[NoteTemplate]
Shelf = editions.Shelf[NoteTemplate]

SHELF = Shelving(forms.EDITIONS, form_drafts.DRAFTS)
of, retire, bring_back, take_in = SHELF.of, SHELF.retire, SHELF.bring_back, SHELF.take_in
