"""How a practice heads its letters: pictures, registrations, and the envelope they must fit.

Lengths are in millimetres from the upper left corner of the sheet.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Layout(Enum):
    """Where the address of a letter lies."""

    PLAIN = "plain"
    DIN_A = "DIN 5008, form A"
    DIN_B = "DIN 5008, form B"
    UK = "UK C5 and DL"
    US = "US No. 10"


class PaperSize(Enum):
    """The sheets that letters are printed on."""

    BY_LANGUAGE = "by language"
    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True)
class Window:
    """What an envelope shows of a sheet that was folded at its marks.

    From `sure` down to the bottom it is seen wherever the sheet slides to; above that, only while
    the sheet rests at the bottom of the envelope.
    """

    left: float
    top: float
    width: float
    height: float
    sure: float
    text_from: float  # where the text of the letter begins
    folds: tuple[float, ...] = ()
    middle: float = 0.0  # where to punch holes; 0: no mark
    sender: bool = False  # whether a line in the window says where a letter comes back to
    side: float = 0.0  # the margin that goes with it; 0: the one of all papers

    @property
    def bottom(self) -> float:
        """Where the window ends."""
        return self.top + self.height


# DIN 5008 (2020), with the windows of DIN 680; in Britain windows of 35 by 90, 20 from the left
# and 18 up (DL) or 60 up (C5); No. 10: 1 1/8 by 4 1/2 inches, 7/8 from the left and 1/2 up.
WINDOWS: Mapping[Layout, Window] = {
    Layout.DIN_A: Window(20, 27, 85, 45, 44.7, 80.5, (87, 192), 148.5, sender=True, side=25),
    Layout.DIN_B: Window(20, 45, 85, 45, 62.7, 98.5, (105, 210), 148.5, sender=True, side=25),
    Layout.UK: Window(20, 53.5, 80, 27.5, 57, 98, (99, 148.5, 198)),
    Layout.US: Window(22.3, 52, 88, 28.4, 63.5, 96, (93.1, 186.3)),
}

# Countries whose offices use Letter; all others use A4.
_LETTER = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}))?")

# What a letter may be written in: the tag that its file carries, and what people call it.
LANGUAGES: Mapping[str, str] = {
    "en-GB": "English (United Kingdom)",
    "en-IE": "English (Ireland)",
    "en-US": "English (United States)",
    "en-CA": "English (Canada)",
    "en-AU": "English (Australia)",
    "en-NZ": "English (New Zealand)",
    "bg-BG": "Bulgarian",
    "ca-ES": "Catalan",
    "cs-CZ": "Czech",
    "cy-GB": "Welsh",
    "da-DK": "Danish",
    "de-DE": "German (Germany)",
    "de-AT": "German (Austria)",
    "de-CH": "German (Switzerland)",
    "el-GR": "Greek",
    "es-ES": "Spanish (Spain)",
    "es-MX": "Spanish (Mexico)",
    "et-EE": "Estonian",
    "fi-FI": "Finnish",
    "fr-FR": "French (France)",
    "fr-BE": "French (Belgium)",
    "fr-CA": "French (Canada)",
    "fr-CH": "French (Switzerland)",
    "ga-IE": "Irish",
    "hr-HR": "Croatian",
    "hu-HU": "Hungarian",
    "is-IS": "Icelandic",
    "it-IT": "Italian",
    "lt-LT": "Lithuanian",
    "lv-LV": "Latvian",
    "mt-MT": "Maltese",
    "nb-NO": "Norwegian",
    "nl-NL": "Dutch (Netherlands)",
    "nl-BE": "Dutch (Belgium)",
    "pl-PL": "Polish",
    "pt-PT": "Portuguese",
    "ro-RO": "Romanian",
    "sk-SK": "Slovak",
    "sl-SI": "Slovenian",
    "sr-RS": "Serbian",
    "sv-SE": "Swedish",
    "tr-TR": "Turkish",
    "uk-UA": "Ukrainian",
}
ENGLISH = "en-GB"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What heads and closes a letter beside the practitioner's own lines.

    The pictures are PNG without transparency, as they were made ready when they came in; empty
    where there is none.
    """

    layout: Layout = Layout.PLAIN
    paper: PaperSize = PaperSize.BY_LANGUAGE
    language: str = ENGLISH  # BCP 47
    registrations: tuple[str, ...] = ()
    logo: bytes = field(default=b"", repr=False)
    signature: bytes = field(default=b"", repr=False)
    damaged: bool = False

    @property
    def window(self) -> Window | None:
        """What the envelope shows; nothing of a plain sheet."""
        return WINDOWS.get(self.layout)

    @property
    def sheet(self) -> PaperSize:
        """The sheet that is meant: A4, or Letter where the language's country uses it."""
        if self.paper is not PaperSize.BY_LANGUAGE:
            return self.paper
        found = _TAG.fullmatch(self.language)
        return PaperSize.LETTER if found and found[3] in _LETTER else PaperSize.A4


PLAIN = Letterhead()
