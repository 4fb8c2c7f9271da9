"""Text on a page: always plain, never read as markup, with air between wrapped lines."""

import re

from PySide6.QtWidgets import QFrame, QLabel, QWidget

from practicenotes.ui import by_name


_BREAK = "\u200b"  # no sign at all: a line may end there
_LONG = re.compile(
    r"[^\s/\\\u200b]{24}(?=[^\s/\\]{8})"
)  # within a word that may be longer than a line
_LIFT = 3  # px: Qt adds the air below a line only; this brings it back to the middle


class Words(QLabel):
    """A label that shows exactly what it is given, in one role of the tokens."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.setWordWrap(wraps)
        # The serif brings its own air; the sans needs 130 % where it wraps, and only rich text can.
        self._aired = wraps and role not in {"title", "heading", "reading", "prompt"}
        by_name.tell(self, textFormat="RichText" if self._aired else "PlainText")
        if self._aired:
            self.setContentsMargins(0, _LIFT, 0, 0)
        self.say(text)

    def say(self, text: str) -> None:
        """Show this text; line breaks stay."""
        shown = _with_breaks(text) if self.wordWrap() else text
        lines = _escaped(shown).replace("\n", "<br>") if self._aired and text else ""
        self.setText(f'<p style="margin:0; line-height:130%">{lines}</p>' if self._aired else shown)
        self.setAccessibleName(text)

    def say_short(self, text: str, most: int) -> None:
        """Show a name where there is room for so many signs; the pointer over it tells the rest."""
        self.say(cut(text, most))
        self.setToolTip(text if len(text) > most else "")

    def said(self) -> str:
        """Return the text as it was given."""
        return self.accessibleName()


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)


def _with_breaks(text: str) -> str:
    """Let what may be longer than a line wrap: a path behind its folders, a word within itself."""
    for sign in "/\\":
        text = text.replace(sign, f"{sign}{_BREAK}").replace(f" {sign}{_BREAK}", f" {sign}")
    return _LONG.sub(lambda part: f"{part[0]}{_BREAK}", text)


def cut(text: str, most: int) -> str:
    """Return a name as a head or a button shows it that has room for so many signs."""
    return text if len(text) <= most else f"{text[:most].rstrip()} …"


def section(text: str, buddy: QWidget | None = None) -> QLabel:
    """Return the label of a field or a list; its & letter reaches the buddy."""
    label = QLabel(text)
    by_name.tell(label, textFormat="PlainText")
    label.setProperty("role", "section")
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def rule(parent: QWidget | None = None) -> QWidget:
    """Return a hairline across a page."""
    line = QFrame(parent)
    line.setProperty("rule", True)
    return line
