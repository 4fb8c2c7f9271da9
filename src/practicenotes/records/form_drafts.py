"""Forms that are being changed: kept as they stand, faults and all, until they are saved whole."""

from practicenotes.records import forms
from practicenotes.records.editions import Drafts


DRAFTS = Drafts(forms.EDITIONS)
begin, get, listed, keep = DRAFTS.begin, DRAFTS.get, DRAFTS.listed, DRAFTS.keep
throw_away, publish, taken = DRAFTS.throw_away, DRAFTS.publish, forms.EDITIONS.taken
