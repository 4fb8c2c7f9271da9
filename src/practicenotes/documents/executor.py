"""The executor sheet: the paper with which a colleague reads the record of one who cannot work."""

from datetime import date

from reportlab.platypus import Flowable, Spacer

from practicenotes.documents import fonts, page, prose, recovery, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain import times


TITLE = "Executor sheet"
WHOLE, FIRST, SECOND = 0, 1, 2  # the whole key, or one of its two parts

_GAP = 12.0

_WHAT = """\
For the colleague who acts for me when I have died or cannot work: this key opens the record of my \
practice, so that my clients hear of it from a person."""

_PART = """\
 This is part {part} of 2. It opens nothing by itself: the other part is needed too, and lies \
elsewhere."""

_STEPS = """\
1. You need the computer of the practice, or a copy of its folder “{label}.practice”, and the \
program PracticeNotes. It needs no account, no licence and no network.
2. Start PracticeNotes. It asks for a passphrase, which you do not need: choose “Open as \
executor”. If another practice is named there, choose “Open another” first.
3. {what}. Capital or small letters do not matter. There is no letter O and no letter I or L: \
a round sign is the digit 0, an upright one the digit 1.
4. The first page has my clients, how to reach them, and who has the next appointment. Begin at \
the top.
5. “Read the record” shows what is recorded about one client, as pages that can be printed.
6. Press Ctrl and L when you leave the computer. That locks the practice."""

_ONE = "Type the nine groups in their order"
_TWO = "Choose “My sheet is one of two parts”, and type both, in either order"

_OPENS = """\
It opens names and contacts, appointments, session notes, questionnaires, letters, consents and \
files, for reading, and writes down what is opened and when. It does not open my private \
reflections: no key to them is on this sheet. It is the program that keeps you from writing, not \
the key, so please use no other program."""

_BACKUP = """\
A file that ends in .backup becomes a practice again with “Restore from a backup”, where the \
program asks for the passphrase. Choose “Use the recovery key” there, and type {what} in its \
place. {where}"""

_KEY_LINE, _TWO_LINES = "this key", "both keys"
_WHERE = "Whoever holds this sheet and the files of the practice can read the record."
_WHERE_PARTS = "Keep the two sheets in two places, with a lawyer and in a safe for instance."


def draw(
    vault_label: str,
    key_groups: tuple[str, ...],
    made_on: date,
    *,
    part: int = WHOLE,
    paper: Paper = Paper.A4,
) -> bytes:
    """Return the sheet as a PDF: the key, or one of its parts, with what to do in plain steps."""
    fonts.check([vault_label])
    title = f"{TITLE}, part {part} of 2" if part else TITLE
    about = _WHAT + _PART.format(part=part) if part else _WHAT
    told = {"what": _TWO_LINES, "where": _WHERE_PARTS} if part else {"what": _KEY_LINE}
    story: list[Flowable] = [
        prose.heading(title, style.TITLE, bookmark=title),
        prose.words(f"{vault_label}, made on {times.in_full(made_on)}", style.BODY),
        Spacer(0, _GAP),
        page.rule("outline"),
        recovery.key(key_groups, paper),
        page.rule("outline"),
        Spacer(0, _GAP),
        *prose.markdown(about),
    ]
    for heading, text in (
        ("Step by step", _STEPS.format(label=vault_label, what=_TWO if part else _ONE)),
        ("What it opens, and what it does not", _OPENS),
        ("If only a backup is left", _BACKUP.format_map({"where": _WHERE} | told)),
    ):
        story += [prose.heading(heading, style.SECTION, bookmark=heading), *prose.markdown(text)]
    return page.build(story, Sheet(title=title, author="", dated=made_on, paper=paper))
