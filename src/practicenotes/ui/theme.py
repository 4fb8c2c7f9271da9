"""How everything looks: palette, fonts, one style sheet and icons, all made from the tokens."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from string import Template

from PySide6 import QtCore
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette, QStyleHints
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from practicenotes import resources
from practicenotes.ui import by_name, icons, tokens


LEAST_TEXT, MOST_TEXT = 80, 200  # per cent
STYLE = "Fusion"
# Started so, an application has its style without handing it to Python, which would make all the
# hundreds of names that a style has.
STYLED = ("-style", STYLE)
_MIDDLE = 128  # between dark and light
KEY = 22  # px: the size of the recovery key

# What grows with the text; other distances stay, so that large text keeps the window.
_SCALED = frozenset(
    {"space.row", "space.control", "space.menu_bar", "space.status_bar", "space.rail"}
    | {"icon.small", "icon.normal", "icon.rail", "icon.large"}
)

_PALETTE = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "paper"),
    (QPalette.ColorRole.AlternateBase, "alternate"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "button"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.PlaceholderText, "text_muted"),
    (QPalette.ColorRole.Link, "accent"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.ToolTipBase, "paper"),
    (QPalette.ColorRole.ToolTipText, "text"),
)

# What the prompt is set in; the other fonts are there before anything else is shown.
_FIRST_FONTS = ("Lato-Regular", "Lato-Semibold", "Lato-Bold", "CharisSIL-Regular")

_WRITTEN = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


class Appearance(Enum):
    """What the therapist chose; the values stand in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class WritingLook:
    """How lines look that are being written: characters in one, size and height in per cent."""

    measure: int = 72
    size: int = 100
    spacing: int = 100


class Theme(QObject):
    """The look of the whole program; it belongs to the application and is switched live.

    At first it has what the prompt shows, and `complete` brings the rest. An application that was
    started with `STYLED` is `styled` already.

    Signals:
        changed(): palette, fonts, sheet and icons were replaced; kept sizes are to be renewed.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        appearance: Appearance = Appearance.SYSTEM,
        text_size: int = 100,
        *,
        styled: bool = False,
    ) -> None:
        super().__init__(app)
        self.app = app
        self._tokens = tokens.read()
        self._appearance = appearance
        self._text_size = _within(text_size)
        self._writing = WritingLook()
        self._complete = False
        if not styled:
            app.setStyle(STYLE)
        by_name.tell(app.styleHints(), colorScheme=_SCHEME[appearance])
        self._system_dark = app.palette().window().color().lightness() < _MIDDLE
        _load_fonts(_FIRST_FONTS)
        self._apply()

    def complete(self) -> None:
        """Bring what the prompt does not show: our own marks in boxes, and every other font."""
        if self._complete:
            return
        self._complete = True
        from practicenotes.ui.style import PaperStyle

        shipped = {file.stem for file in resources.path("fonts").glob("*.ttf")}
        _load_fonts(sorted(shipped - {*_FIRST_FONTS}))
        self._style = PaperStyle(self.colour, self.scaled)
        self.app.setStyle(self._style)
        hints = self.app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        guessed, self._system_dark = self.dark, _is_dark(hints)
        if self.dark is not guessed:  # the palette of the system belied its choice
            self._apply()

    def _follow(self) -> None:
        """Do as the system does now."""
        self._system_dark = _is_dark(self.app.styleHints())
        self._apply()

    @property
    def dark(self) -> bool:
        """Whether light stands on dark now."""
        if self._appearance is Appearance.SYSTEM:
            return self._system_dark
        return self._appearance is Appearance.DARK

    @property
    def appearance(self) -> Appearance:
        """What was chosen: light, dark, or whatever the system does."""
        return self._appearance

    @property
    def text_size(self) -> int:
        """The size of all text, in per cent."""
        return self._text_size

    @property
    def writing(self) -> WritingLook:
        """How lines look that are being written."""
        return self._writing

    def set_writing(self, look: WritingLook) -> None:
        """Give another look to what is being written."""
        if look != self._writing:
            self._writing = look
            self._apply()

    def writing_font(self) -> QFont:
        """Return the font of what is being written."""
        font = self.font("reading")
        font.setPixelSize(self._writing_px())
        return font

    def set_appearance(self, appearance: Appearance) -> None:
        """Switch to light, dark, or to what the system does."""
        self._appearance = appearance
        # Title bars and native dialogs follow; the signal that may come back finds nothing new.
        by_name.tell(self.app.styleHints(), colorScheme=_SCHEME[appearance])
        self._follow()

    def set_text_size(self, per_cent: int) -> None:
        """Scale all text, 80 to 200 %."""
        self._text_size = _within(per_cent)
        self._apply()

    def colour(self, role: str) -> QColor:
        """Return the colour of a role of the tokens: "accent", "private.ground", "chart.one"."""
        return QColor(self._tokens.colours[role][self.dark])

    def font(self, role: str) -> QFont:
        """Return the font of a role of the tokens: "title", "body", "reading"."""
        kind = self._tokens.types[role]
        font = QFont(list(kind.families))
        font.setPixelSize(self.scaled(kind.size))
        font.setWeight(QFont.Weight(kind.weight))
        font.setItalic(kind.italic)
        return font

    def line(self, role: str) -> int:
        """Return the height of a line of a role of text, in px."""
        return self.scaled(self._tokens.types[role].line)

    def space(self, name: str) -> int:
        """Return a distance in px, grown with the text where the tokens say so: "two", "row"."""
        return self._number(f"space.{name}")

    def radius(self, name: str) -> int:
        """Return the radius of a corner in px: "control", "card"."""
        return self._number(f"radius.{name}")

    def icon_size(self, name: str) -> int:
        """Return the side of an icon in px: "small", "normal", "rail", "large"."""
        return self._number(f"icon.{name}")

    def scaled(self, px: float) -> int:
        """Return a size at 100 % text as it is now."""
        return round(px * self._text_size / 100)

    def icon(
        self, name: str, role: str = "text", size: str = "normal", on: str = "", gap: int = 0
    ) -> QIcon:
        """Return an icon in the colour of a role; `on` is its role while a button is checked."""
        return icons.icon(
            name,
            self.icon_size(size),
            off=self.colour(role),
            on=self.colour(on or role),
            disabled=self.colour("text_disabled"),
            gap=gap,
            densest=self.app.devicePixelRatio(),
        )

    def dress(
        self,
        button: QAbstractButton,
        name: str,
        role: str = "text",
        size: str = "normal",
        on: str = "",
    ) -> None:
        """Give a button an icon that follows every switch of the theme; no name, no icon."""
        button.setProperty("drawing", (name, role, size, on))
        self._redraw_icon(button)

    def _redraw_icon(self, widget: QWidget) -> None:
        drawing = widget.property("drawing")
        if drawing and isinstance(widget, QAbstractButton):
            name, role, size, on = drawing
            side = self.icon_size(size)
            gap = self.space("half") if isinstance(widget, QPushButton) and widget.text() else 0
            widget.setIcon(self.icon(name, role, size, on, gap) if name else QIcon())
            widget.setIconSize(QSize(side + gap, side))

    def _number(self, name: str) -> int:
        px = self._tokens.numbers[name]
        return self.scaled(px) if name in _SCALED else px

    def _apply(self) -> None:
        self.app.setFont(self.font("body"))
        self.app.setPalette(self._palette())
        self.app.setStyleSheet(self._sheet())
        for widget in self.app.allWidgets():
            self._redraw_icon(widget)
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _PALETTE:
            palette.setColor(role, self.colour(name))
        for role in _WRITTEN:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text_disabled"))
        return palette

    def _sheet(self) -> str:
        """Fill the shipped template; a name in it that no token has is an error."""
        return Template(resources.read_text("style", "sheet.qss")).substitute(self._words())

    def _words(self) -> dict[str, str]:
        return dict(
            [
                *(
                    (name.replace(".", "_"), self.colour(name).name())
                    for name in self._tokens.colours
                ),
                *(
                    (name.replace(".", "_"), f"{self._number(name)}px")
                    for name in self._tokens.numbers
                ),
                *self._type_words(),
                *self._height_words(),
            ]
        )

    def _height_words(self) -> Iterator[tuple[str, str]]:
        """Yield inner heights: a sheet counts without the edge, and focus makes the edge wider."""
        control = self.space("control")
        for name, height in (
            ("control", control),
            ("large", control + self.space("one")),
            ("small", control - self.space("half")),
        ):
            yield f"{name}_inner", f"{height - 2}px"
            yield f"{name}_focused", f"{height - 4}px"
        yield "target", f"{self.scaled(self.space('target_min'))}px"

    def _writing_px(self) -> int:
        return self.scaled(self._tokens.types["reading"].size * self._writing.size / 100)

    def _type_words(self) -> Iterator[tuple[str, str]]:
        """Yield each role of text as the declarations of a style sheet."""
        yield from self._faces()
        reading = dict(self._faces())["type_reading"]
        yield "type_writing", f"{reading} font-size: {self._writing_px()}px;"
        yield "key_size", f"{self.scaled(KEY)}px"

    def _faces(self) -> Iterator[tuple[str, str]]:
        for name, kind in self._tokens.types.items():
            families = ", ".join(f'"{family}"' for family in kind.families)
            slant = "italic" if kind.italic else "normal"
            face = f"font-family: {families}; font-size: {self.scaled(kind.size)}px;"
            yield f"type_{name}", f"{face} font-style: {slant}; font-weight: {kind.weight};"


def mark(widget: QWidget, **properties: object) -> None:
    """Set properties that the sheet asks for, and let the widget look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


@contextmanager
def laid_once() -> Iterator[None]:
    """Lay the sheet once, at the end, over all that is put together meanwhile.

    Qt lays it over every part anew whenever one is put into another: half of what it takes to open
    a practice. What Qt remembers of each part goes with the last sheet there is, and its end is
    then not noted any more: so a part that nobody sees keeps a sheet of its own meanwhile.
    """
    app = current().app
    sheet = app.styleSheet()
    keeper = QWidget()
    keeper.setStyleSheet("QWidget {}")
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)
        keeper.deleteLater()


def current() -> Theme:
    """Return the theme of the running application."""
    app = QApplication.instance()
    if theme := app.findChild(Theme) if app else None:
        return theme
    raise RuntimeError("the application has no theme yet")


_SCHEME = {Appearance.SYSTEM: "Unknown", Appearance.LIGHT: "Light", Appearance.DARK: "Dark"}


def _is_dark(hints: QStyleHints) -> bool:
    return hints.colorScheme() is QtCore.Qt.ColorScheme.Dark


def _within(per_cent: int) -> int:
    return max(LEAST_TEXT, min(MOST_TEXT, per_cent))


def _load_fonts(names: Iterable[str]) -> None:
    for name in names:
        QFontDatabase.addApplicationFont(str(resources.path("fonts", f"{name}.ttf")))
