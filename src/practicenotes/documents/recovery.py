"""The recovery sheet: the paper that opens a practice when the passphrase is lost."""

from datetime import date

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.platypus import Flowable, Spacer, Table

from practicenotes.documents import fonts, page, prose, style
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain import times


_TITLE = "Recovery sheet"
_COLUMNS = 3
_QR_SIDE = 104.0  # points
_GAP = 16.0

_WHEN = """\
If you forget your passphrase, this key opens your practice. If you lose both, nobody can open it, \
and that includes us.

1. Start PracticeNotes and open the practice with the recovery key instead of the passphrase.
2. Type the nine groups in their order. Capital or small letters do not matter. There is no letter \
O and no letter I or L in the key: a round sign is the digit 0, an upright one the digit 1.
3. Choose a new passphrase. This sheet stays good."""

_WHERE = """\
On paper, away from the computer: in a safe, with your will, or with a person who would act for \
you. A photograph or a file can be copied without your knowing. Whoever holds this sheet and the \
files of the practice can read everything in them."""

_WITHOUT = """\
The files that end in .db in the folder of the practice are SQLCipher 4 databases.
The vault format of PracticeNotes (vault-format.md) says how this key and keys-a.txt give the 96 \
hex digits that any SQLCipher 4 tool takes as PRAGMA key."""


def draw(
    vault_label: str, key_groups: tuple[str, ...], made_on: date, *, paper: Paper = Paper.A4
) -> bytes:
    """Return the sheet as a PDF: the key in nine numbered groups of four, and as a QR code."""
    fonts.check([vault_label])
    story: list[Flowable] = [
        prose.heading(_TITLE, style.TITLE, bookmark=_TITLE),
        prose.words(vault_label, style.BODY),
        prose.words(f"Made on {times.in_full(made_on)}", style.DATE),
        Spacer(0, _GAP),
        page.rule("outline"),
        key(key_groups, paper),
        page.rule("outline"),
        Spacer(0, _GAP),
    ]
    for title, text in (
        ("When you need it", _WHEN),
        ("Where to keep it", _WHERE),
        ("Without PracticeNotes", _WITHOUT),
    ):
        story += [prose.heading(title, style.SECTION, bookmark=title), *prose.markdown(text)]
    return page.build(story, Sheet(title=_TITLE, author="", dated=made_on, paper=paper))


def key(groups: tuple[str, ...], paper: Paper) -> Table:
    """Return the groups in rows of three beside their QR code."""
    cells = []
    for number, group in enumerate(groups, 1):
        cells += [prose.words(str(number), style.KEY_NUMBER), prose.words(group, style.KEY)]
    rows = [cells[at : at + 2 * _COLUMNS] for at in range(0, len(cells), 2 * _COLUMNS)]
    rows[0].append(_qr_code("-".join(groups)))
    words_width = paper.measure - _QR_SIDE - 2 * _GAP
    pair = words_width / _COLUMNS
    return Table(
        rows,
        colWidths=[*(pair * share for _ in range(_COLUMNS) for share in (0.2, 0.8)), None],
        rowHeights=[(_QR_SIDE + 2 * _GAP) / len(rows)] * len(rows),
        style=[
            ("SPAN", (-1, 0), (-1, -1)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("ALIGN", (-1, 0), (-1, -1), "CENTER"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ],
    )


class _Picture(Drawing):  # type: ignore[misc]
    """A picture that is not read aloud: what it says stands in words beside it."""

    def draw(self) -> None:
        """Draw the picture as furniture."""
        with self.canv.untagged():
            super().draw()


def _qr_code(text: str) -> Drawing:
    code = QrCodeWidget(text, barLevel="M", barBorder=0, barWidth=_QR_SIDE, barHeight=_QR_SIDE)
    return _Picture(_QR_SIDE, _QR_SIDE, code)
