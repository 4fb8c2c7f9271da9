"""The look holds its promises: contrast, live switching, text that grows."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
)
from pytestqt.qtbot import QtBot

from practicenotes import resources
from practicenotes.ui import icons, tokens
from practicenotes.ui import theme as themes
from practicenotes.ui.theme import Appearance, Theme


RECORD = ("window", "paper", "alternate", "accent_soft")
PRIVATE = ("private.ground", "private.field", "private.raised")
TEXT = 4.5
MARK = 3.0


def pairs() -> Iterator[tuple[str, str, float]]:
    """Yield every pair of colours that meets on a screen, and the contrast it needs."""
    yield from product(
        ("text", "text_soft", "text_muted"), (*RECORD, "button", "button_hover"), [TEXT]
    )
    yield from product(["on_accent"], ("accent", "accent_hover"), [TEXT])
    yield from product(["accent"], (*RECORD, *PRIVATE), [TEXT])
    yield from product(("signed", "draft", "strain", "error"), (*RECORD, *PRIVATE), [TEXT])
    yield from product(
        ("private.text", "private.text_soft", "private.text_muted", "private.mark"), PRIVATE, [TEXT]
    )
    yield from product(["text"], ("mark", "stop_soft", "error_soft"), [TEXT])
    yield from product(["draft"], ["stop_soft"], [TEXT])
    yield from product(["error"], ["error_soft"], [TEXT])
    yield from product(["sheet_text"], ["sheet"], [TEXT])
    yield from product(["outline"], RECORD, [MARK])
    yield from product(["private.outline"], PRIVATE, [MARK])
    yield from product(
        [f"chart.{name}" for name in ("one", "two", "three", "four", "five")],
        ("window", "paper", "private.ground"),
        [MARK],
    )
    yield from product(["text_disabled"], ("window", "paper", "button"), [MARK])


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG 2 contrast ratio of two colours."""

    def luminance(colour: QColor) -> float:
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dim, bright = sorted([luminance(one), luminance(other)])
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), list(pairs()), ids=str)
def test_every_pair_of_colours_can_be_read(
    front: str, ground: str, least: float, shade: int
) -> None:
    """Each pair that occurs reaches its contrast in both themes."""
    colours = tokens.read().colours

    assert contrast(QColor(colours[front][shade]), QColor(colours[ground][shade])) >= least


def test_every_colour_of_the_tokens_is_a_colour() -> None:
    """No role holds a value that Qt would silently turn into black."""
    for role, shades in tokens.read().colours.items():
        assert all(QColor(shade).isValid() for shade in shades), role


def test_the_bundled_fonts_are_the_ones_on_the_screen(theme: Theme) -> None:
    """Each role of text is set in its own shipped font, not in what the system happens to have."""
    assert QFontInfo(theme.font("title")).family() == "Charis SIL"
    assert QFontInfo(theme.font("strong")).family() == "Lato"
    assert QFontInfo(theme.font("strong")).weight() == 600
    assert QFontInfo(theme.font("prompt")).italic()


def test_a_switch_recolours_what_is_on_the_screen(qtbot: QtBot, theme: Theme) -> None:
    """A label, its ground and a button's icon change at once, without a new window."""
    page = QFrame()
    page.setProperty("page", True)
    button = QPushButton("Lock", page)
    theme.dress(button, "lock", "text_soft")
    QVBoxLayout(page).addWidget(button)
    qtbot.addWidget(page)
    page.show()
    light_icon = button.icon().pixmap(button.iconSize()).toImage()

    with qtbot.waitSignal(theme.changed):
        theme.set_appearance(Appearance.DARK)

    dark_ground = QColor(tokens.read().colours["window"][1])
    assert page.grab().toImage().pixelColor(1, 1) == dark_ground
    assert strongest(light_icon) == tokens.read().colours["text_soft"][0].lower()
    assert (
        strongest(button.icon().pixmap(button.iconSize()).toImage())
        == theme.colour("text_soft").name()
    )


def strongest(image: QImage) -> str:
    """Return the colour of the most opaque pixel."""
    sides = product(range(image.width()), range(image.height()))
    pixels = [image.pixelColor(x, y) for x, y in sides]
    return max(pixels, key=QColor.alpha).name()


def test_system_follows_the_system_and_a_choice_does_not(theme: Theme) -> None:
    """Left to the system the theme turns with it; light stays light in a dark system."""
    hints = QGuiApplication.styleHints()

    theme.set_appearance(Appearance.SYSTEM)
    assert theme.dark is (hints.colorScheme() is Qt.ColorScheme.Dark)
    theme.set_appearance(Appearance.LIGHT)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.colour("window") == QColor(tokens.read().colours["window"][0])


SHOW = """
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QCheckBox

from practicenotes.ui.theme import Appearance, Theme

app = QApplication([])
theme = Theme(app, Appearance.SYSTEM)
box = QCheckBox("Heron")
for _ in range(2):
    print("Lato" in QFontDatabase.families(), "Noto Sans Mono" in QFontDatabase.families())
    print(box.grab().toImage().pixelColor(2, box.height() // 2).name(), theme.dark)
    theme.complete()
theme.changed.connect(lambda: print("changed"))
app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
"""


def test_the_theme_is_completed_once_the_prompt_stands() -> None:
    """First come the fonts of the prompt; then the others, our own boxes, an ear for the system."""
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", SHOW],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
        capture_output=True,
        text=True,
    )

    said = told.stdout.split("\n")
    assert said[0] == "True False"
    assert said[2] == "True True"
    assert said[1] != said[3]
    assert said[4] == "changed"


def test_text_grows_and_stays_within_its_bounds(qtbot: QtBot, theme: Theme) -> None:
    """A label is twice as high at 200 %, and no setting makes text unreadably small or huge."""
    label = QLabel("Heron")
    label.setProperty("role", "title")
    qtbot.addWidget(label)
    before = label.sizeHint().height()

    theme.set_text_size(200)
    assert label.sizeHint().height() >= 2 * before - 4
    theme.set_text_size(1000)
    assert theme.text_size == themes.MOST_TEXT
    theme.set_text_size(1)
    assert theme.text_size == themes.LEAST_TEXT


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("ground", ["", "private"])
def test_the_edge_of_an_empty_box_stands_out(
    qtbot: QtBot,
    theme: Theme,
    kind: type[QCheckBox | QRadioButton],
    appearance: Appearance,
    ground: str,
) -> None:
    """An empty box is seen on both grounds and in both themes: its edge keeps three to one."""
    theme.set_appearance(appearance)
    page = QFrame()
    page.setProperty("page", True)
    page.setProperty("ground", ground)
    box = kind("Supervision", page)
    QVBoxLayout(page).addWidget(box)
    qtbot.addWidget(page)
    page.show()

    image = box.grab().toImage()
    middle = image.height() // 2
    around = page.grab().toImage().pixelColor(1, 1)
    assert max(contrast(image.pixelColor(x, middle), around) for x in range(3)) >= MARK


def test_the_ring_shows_where_the_keyboard_is_on_a_filled_button(
    qtbot: QtBot, theme: Theme
) -> None:
    """The primary button wears its ring inside, in the colour of its own text."""
    page = QFrame()
    layout = QVBoxLayout(page)
    button, other = QPushButton("Sign note"), QPushButton("Other")
    button.setProperty("kind", "primary")
    layout.addWidget(other)
    layout.addWidget(button)
    qtbot.addWidget(page)
    page.show()
    plain = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)

    ring = theme.colour("on_accent")
    row = button.height() // 2
    assert ring not in [plain.pixelColor(x, row) for x in range(8)]
    assert ring in [button.grab().toImage().pixelColor(x, row) for x in range(8)]


def test_a_role_that_does_not_exist_is_an_error(theme: Theme) -> None:
    """A misspelt role is found at once instead of painting black."""
    with pytest.raises(KeyError):
        theme.colour("acent")


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"large": True},
        {"reading": True},
        {"key": True},
        {"kind": "primary"},
        {"kind": "link"},
        {"kind": "plain", "large": True},
        {"kind": "text"},
        {"kind": "quiet"},
        {"segment": True, "kind": ""},
    ],
    ids=str,
)
def test_nothing_moves_when_the_focus_comes(
    qtbot: QtBot, theme: Theme, properties: dict[str, object], size: int
) -> None:
    """The ring makes an edge wider and a field no larger: no text jumps under the cursor."""
    theme.set_text_size(size)
    page = QFrame()
    stack = QVBoxLayout(page)
    other, field = (
        QPushButton("other"),
        QPushButton("Sign") if "kind" in properties else QLineEdit(),
    )
    for name, value in properties.items():
        field.setProperty(name, value)
    stack.addWidget(other)
    stack.addWidget(field)
    qtbot.addWidget(page)
    page.show()
    other.setFocus()
    before = field.sizeHint(), field.minimumSizeHint()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)

    assert (field.sizeHint(), field.minimumSizeHint()) == before


def test_an_icon_is_sharp_on_a_dense_screen(theme: Theme) -> None:
    """A screen of two px per px gets its own drawing, and no enlarged one."""
    colour = theme.colour("text")
    drawn = icons.icon("lock", 16, off=colour, on=colour, disabled=colour, densest=2.0)

    sharp, plain = drawn.pixmap(QSize(16, 16), 2.0), icons.pixmap("lock", colour, 16)
    assert (sharp.width(), sharp.devicePixelRatio()) == (32, 2.0)
    assert sharp.toImage() != plain.toImage().scaled(32, 32)
    assert icons.pixmap("lock", colour, 16, 2.0).toImage() == sharp.toImage()


def test_an_icon_that_does_not_exist_is_an_error(theme: Theme) -> None:
    """A misspelt name is found at once instead of leaving a hole."""
    with pytest.raises(FileNotFoundError):
        icons.pixmap("lokc", theme.colour("text"), 16)


def test_every_shipped_icon_draws_something(theme: Theme) -> None:
    """No drawing is empty or broken."""
    for file in resources.path("icons").glob("*.svg"):
        image = icons.pixmap(file.stem, theme.colour("text"), 24).toImage()
        assert any(image.pixelColor(x, y).alpha() for x, y in product(range(24), range(24))), file
