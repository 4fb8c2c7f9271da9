"""Kinds of letters for the pages that change what is kept in versions."""

from practicenotes.catalog import letter_kind_faults
from practicenotes.domain import letter_kind_changes, letter_kind_drafts
from practicenotes.exchange import letter_kind_file
from practicenotes.records import letter_kinds
from practicenotes.ui.forms.trade import Trade, TradeWords
from practicenotes.ui.letter_kinds.column import KindColumn
from practicenotes.ui.letter_kinds.preview import KindPreview


SHIPPED = "Of the program"

KINDS = Trade(
    words=TradeWords(
        title="Kinds of letters",
        new="New kind of letter",
        unnamed="A kind without a name",
        mine="a kind of mine",
        explained=(
            "A letter keeps the kind that it was begun with, whatever you change here."
            " A kind of the program is changed by copying it."
        ),
        no_own="There is no kind of your own yet: begin a new one, or copy one of those below.",
        back="Back to all kinds",
        as_seen="as a letter of it begins",
        it="this kind of letter",
        stays="Its letters stay as they are.",
        one_lost="One version of a kind of letter",
        unread="The letters that were begun with it are safe.",
        write="Write the kind of letter into a file",
        bring="Import a kind of letter",
        files="Kind of letter (*.toml)",
        taken="There is such a kind of letter already",
        taken_own="The file holds another edition of a kind of yours. How is it to come in?",
        taken_shipped=(
            "The file holds another edition of a kind of the program. It can come in as a copy."
        ),
        beside="As a kind of its own, beside the other",
    ),
    shelf=letter_kinds.SHELF,
    drafts=letter_kinds.DRAFTS,
    read=letter_kind_file.read,
    write=letter_kind_file.write,
    name_for=letter_kind_file.name_for,
    empty=letter_kind_drafts.empty,
    copied=letter_kind_drafts.copied,
    faults=letter_kind_faults.found,
    told=letter_kind_changes.told,
    counted=letter_kind_changes.counted,
    difference=letter_kind_drafts.difference,
    headings=(SHIPPED,),
    heading=lambda _: SHIPPED,
    column=KindColumn,
    preview=KindPreview,
)
