"""A page for whoever asks, after a loss, how the practice was encrypted."""

from datetime import date

from reportlab.platypus import Flowable, Spacer

from practicenotes.documents import fonts, page, prose, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain import times
from practicenotes.domain.encryption import Encryption


TITLE = "How this practice is encrypted"
_GAP = 16.0
_SIGNATURE = 26.0  # points left free for a line by hand

_WHAT = """\
Records and reflections lie in two databases. Each is encrypted as a whole, from the moment at \
which it is made; this cannot be switched off, and nothing readable is written beside them.

- Data: AES-256 in CBC mode, and HMAC-SHA-512 over every page (the SQLCipher 4 format). Each \
database has a key of its own, of 256 bits.
- Keys: wrapped with AES-256-GCM. The passphrase leads to them through Argon2id (RFC 9106) with \
{memory} MiB of memory, {passes} passes and {lanes} lanes, and the recovery sheet through \
HKDF-SHA-256 from a secret of 160 random bits.
- Backups are encrypted in the same way, under the keys of their day."""

_KEY = """\
Neither the passphrase nor the recovery key is kept on the computer or in a backup. They are in \
the memory of the program while the practice is open. Once a lock is complete, the process that \
held them has ended."""

_YOURS = """\
Laws on lost data ask more than how it was encrypted: whether the practice was locked or the \
computer switched off, and whether the passphrase or the sheet was with it. This page cannot know \
that. Only you can say it. It is no legal advice."""

_LINES = (
    "Lost or stolen on, at",
    "The computer was switched off, or the practice locked, because",
    "The passphrase and the recovery sheet were",
    "Name, date, signature",
)


def draw(known: Encryption, today: date, *, paper: Paper = Paper.A4) -> bytes:
    """Return the page as a PDF; raises GlyphMissing."""
    fonts.check([known.practice])
    what = _WHAT.format(memory=known.memory_mib, passes=known.passes, lanes=known.lanes)
    tried = "was used once and works" if known.sheet_tried else "was not tried yet"
    story: list[Flowable] = [
        prose.heading(TITLE, style.TITLE, bookmark=TITLE),
        prose.words(known.practice, style.BODY),
        prose.words(f"As of {times.in_full(today)}, PracticeNotes {known.version}", style.DATE),
        Spacer(0, _GAP),
    ]
    for title, text in (
        ("What is encrypted, and how", what),
        ("Where the keys are", f"{_KEY} The recovery sheet {tried}."),
        ("What you add", _YOURS),
    ):
        story += [prose.heading(title, style.SECTION, bookmark=title), *prose.markdown(text)]
    for line in _LINES:
        story += [Spacer(0, _SIGNATURE), page.rule("outline"), Spacer(0, 4)]
        story.append(prose.words(line, style.SMALL))
    return page.build(story, Sheet(title=TITLE, author="", dated=today, paper=paper))
