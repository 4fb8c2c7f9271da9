"""Forms that somebody might write: any sequence of edits, with any signs, seeded and pure."""

import random
from collections.abc import Callable
from dataclasses import replace

from practicenotes.domain import form_drafts
from practicenotes.domain.forms import FieldKind, Layer, NoteTemplate, RecordOnly, Use


WORDS = (
    *("Plan", "Mood", "My part", "What next", "Symptoms", "Was nun?", "次に", "\U0001f300 wind"),
    *('He said "no"', "back\\slash", "[[sections]]", "# remark", "a = 1", "  spaced  ", "\x00\x07"),
    *(
        "",
        "",
        "line\nbreak",
        "\u2028",
        "\ud800",
        "’ “ ”",
        "שלום",
        "e\u0301te\u0301",
        "normal",
        "x;y",
    ),
)


def word(chance: random.Random) -> str:
    """Return a few of the words, as somebody might type or paste them."""
    return form_drafts.plain(" ".join(chance.choices(WORDS, k=chance.randint(1, 3))))


def edited(template: NoteTemplate, chance: random.Random) -> NoteTemplate:
    """Return a form after one more thing was done to it."""
    count = len(template.sections)
    if not count or chance.random() < 0.25:
        return form_drafts.added(template, chance.randint(0, count), chance.choice(list(Layer)))
    at = chance.randrange(count)
    acts: tuple[Callable[[], NoteTemplate], ...] = (
        lambda: form_drafts.moved(template, at, chance.randint(-1, count)),
        lambda: form_drafts.removed(template, at) if count > 3 else template,
        *([lambda: form_drafts.changed(template, at, **value(chance))] * 8),
    )
    return chance.choice(acts)()


def value(chance: random.Random) -> dict[str, object]:
    """Return another value for one field of a section."""
    return chance.choice(
        (
            {"label": word(chance)},
            {"prompt": word(chance)},
            {"help": word(chance)},
            {"kind": chance.choice(list(FieldKind))},
            {"layer": chance.choice(list(Layer))},
            {"covers": tuple(chance.sample(list(RecordOnly), chance.randint(0, 2)))},
            {"options": form_drafts.lines("\n".join(word(chance) for _ in range(4)))},
            {"sets_aims": chance.random() < 0.5},
        )
    )


def mended(template: NoteTemplate) -> NoteTemplate:
    """Return a form after somebody took its faults to heart, as well as they could."""
    form = replace(template, name=template.name or "Mine", summary=template.summary or "A form.")
    for at, section in enumerate(form.sections):
        fitting = {FieldKind.NUMBER_LINE: ("not at all", "wholly")}
        if section.kind.is_picked:
            fitting[section.kind] = ("low", 'a "flat" \\ one', "次に")
        private = section.layer is Layer.PRIVATE
        form = form_drafts.changed(
            form_drafts.changed(form, at, kind=FieldKind.TEXT),
            at,
            label=f"My {at}: {section.label}"[:200],
            prompt=section.prompt or "What?",
            covers=() if private else section.covers,
            layer=section.layer,
        )
        if section.kind is not FieldKind.FACETS:
            form = form_drafts.changed(form, at, kind=section.kind)
            form = form_drafts.changed(form, at, options=fitting.get(section.kind, ()))
    return replace(form, for_client=False)


def some_form(seed: int, begun: NoteTemplate, steps: int = 40) -> NoteTemplate:
    """Return what a form has become after a number of edits."""
    chance = random.Random(seed)
    form = replace(begun, name=word(chance), summary=word(chance), use=chance.choice(list(Use)))
    for _ in range(chance.randint(1, steps)):
        form = edited(form, chance)
    return mended(form) if chance.random() < 0.6 else form
