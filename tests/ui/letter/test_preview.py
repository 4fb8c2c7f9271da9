"""The preview shows the pages of a document, in any size, and covers names on the screen only."""

import io

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from practicenotes.ui.printing.pages import Pages
from practicenotes.ui.printing.preview import PdfPreview


A4 = (595, 842)


def drawn(count: int, words: str = "", size: tuple[int, int] = A4) -> bytes:
    pdf = io.BytesIO()
    canvas = Canvas(pdf, pagesize=size)
    for number in range(1, count + 1):
        canvas.drawString(72, 700, f"sheet {number} {words}")
        canvas.showPage()
    canvas.save()
    return pdf.getvalue()


@pytest.fixture
def preview(qtbot, theme):
    shown = PdfPreview(drawn(5))
    shown.resize(500, 600)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def press(preview, key):
    QTest.keyClick(preview.sheets, key)


def test_the_preview_holds_the_bytes_it_was_given(preview):
    """What is shown and what is handed out are the same bytes."""
    data = drawn(2, "again")

    preview.show_pdf(data)

    assert preview.data is data
    assert preview.text().split("\n") == ["sheet 1 again", "sheet 2 again"]


def test_the_page_in_sight_is_counted(preview):
    """Paging down moves the count; End and Home go to both ends."""
    assert preview.page == 1
    press(preview, Qt.Key.Key_PageDown)
    press(preview, Qt.Key.Key_PageDown)
    assert preview.page == 3
    press(preview, Qt.Key.Key_PageUp)
    assert preview.page == 2
    press(preview, Qt.Key.Key_End)
    assert preview.page == 5
    assert preview.sheets.accessibleDescription() == "Page 5 of 5"
    press(preview, Qt.Key.Key_Home)
    assert preview.page == 1


def test_arrows_scroll_a_little(preview):
    """Down and Up move by a line and not by a page."""
    bar = preview.sheets.verticalScrollBar()

    press(preview, Qt.Key.Key_Down)
    assert 0 < bar.value() < bar.pageStep()
    press(preview, Qt.Key.Key_Up)
    assert bar.value() == 0


def test_zooming_keeps_the_page_in_sight(preview):
    """Buttons, + and -, and the wheel with Ctrl change the size around what is looked at."""
    press(preview, Qt.Key.Key_PageDown)
    before = next(preview.sheets._rects()).width()
    page = preview.page

    preview._larger.click()
    QTest.keyClicks(preview.sheets, "+")
    larger = next(preview.sheets._rects()).width()
    assert larger == pytest.approx(before * 1.25**2, rel=0.02)
    assert preview.page == page
    QTest.keyClicks(preview.sheets, "--")
    assert next(preview.sheets._rects()).width() == pytest.approx(before, abs=2)
    turn_wheel(preview)
    assert next(preview.sheets._rects()).width() > before


def turn_wheel(preview) -> None:
    viewport = preview.sheets.viewport()
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def test_a_page_is_seen_whole_where_it_can_be_read(preview):
    """At first the whole page fits; only a low pane shows it at a width that can be read."""
    [first, *_] = preview.sheets._rects()
    assert first.height() <= preview.sheets.viewport().height()

    preview.resize(500, 300)

    [first, *_] = preview.sheets._rects()
    assert first.width() > 300


@pytest.mark.parametrize("width", [301, 440, 500, 777])
def test_a_page_is_drawn_dot_for_dot(preview, width):
    """The picture of a page has exactly the room it is shown in, or lines of print are lost."""
    preview.resize(width, 611)
    sheets = preview.sheets

    for number, rect in enumerate(sheets._rects()):
        picture = sheets._image(number, rect.size())
        assert picture.size() == rect.size() * sheets.devicePixelRatioF()


def test_no_pages_are_said_to_be_none(preview):
    """Without a document the count says so and nothing can be zoomed."""
    preview.show_pdf(b"")

    assert preview.page == 0
    assert preview.data == b""
    assert preview.text() == ""
    assert preview._count.said() == "No page yet"
    assert not preview._larger.isEnabled()


def test_names_are_covered_on_the_screen_only(preview):
    """Bars lie over every place where the words stand, in any case; the bytes are untouched."""
    data = drawn(1, "Jonas Feld met JONAS, not Jonasson")
    preview.show_pdf(data)
    bare = preview.grab_sheet()

    preview.cover(["Jonas", "Feld"])

    assert preview.covers == 3
    assert preview.grab_sheet() != bare
    assert preview.data == data
    assert "Jonas Feld" in preview.text()
    assert "names covered on screen only" in preview._aside.said()
    preview.cover([])
    assert preview.grab_sheet() == bare


@pytest.mark.parametrize("phrases", [[""], ["  "], ["(.*"], ["\U0001f600"]])
def test_odd_names_cover_nothing(preview, phrases):
    """An empty name, or one that is no word of the page, draws no bar."""
    preview.cover(phrases)

    assert preview.covers == 0


def test_bars_hide_every_dark_point_of_the_name(preview):
    """Under the bar nothing of the letters is left to read."""
    preview.show_pdf(drawn(1, "Jonas"))
    preview.cover(["Jonas"])
    sheet = preview.sheets
    [page] = sheet._rects()
    [bar] = sheet.covers(0)
    scale = page.width() / A4[0]
    seen = preview.grab_sheet()
    colours = {
        QColor(seen.pixel(round(page.left() + x * scale), round(page.top() + y * scale))).name()
        for x in range(round(bar.left()) + 1, round(bar.right()) - 1)
        for y in range(round(bar.top()) + 1, round(bar.bottom()) - 1)
    }
    assert len(colours) == 1


def test_a_long_document_is_drawn_where_it_is_looked_at(preview):
    """Of two hundred pages only those in sight are drawn, and few are kept."""
    preview.show_pdf(drawn(200))
    preview.grab_sheet()
    drawn_first = len(preview.sheets._drawn)
    for _ in range(60):
        press(preview, Qt.Key.Key_PageDown)
        preview.grab_sheet()

    assert drawn_first <= 2
    assert len(preview.sheets._drawn) <= 8
    assert preview.page > 50


def test_pages_of_other_shapes_keep_their_shape(preview):
    """A landscape page is wider than high."""
    preview.show_pdf(drawn(1, size=(842, 595)))

    [page] = preview.sheets._rects()
    assert page.width() / page.height() == pytest.approx(842 / 595, rel=0.01)


def test_a_picture_of_a_page_has_its_words_in_ink():
    """Paper has the colour that is asked for, and the words are dark on it."""
    pages = Pages(drawn(1))
    picture = pages.image(0, 2.0, QColor("#F4F2EE"))
    colours = {picture.pixelColor(x, y).name() for x in range(140, 260) for y in range(264, 288)}
    pages.close()

    assert picture.width() == 1190
    assert picture.pixelColor(2, 2).name() == "#f4f2ee"
    assert min(QColor(colour).lightness() for colour in colours) < 60


def test_what_stands_beside_the_count_is_in_the_middle(preview, theme):
    """One line or two, the words about the pages are neither cut nor set higher than the count."""
    preview.cover(["sheet"])
    for width in (500, 380):
        preview.resize(width, 600)
        QApplication.processEvents()
        head = preview._aside.parentWidget().grab().toImage()
        aside = preview._aside.geometry()
        ground = head.pixelColor(aside.right(), 0)
        inked = [
            y
            for y in range(head.height())
            if any(head.pixelColor(x, y) != ground for x in range(aside.left(), aside.right()))
        ]
        above, below = inked[0], head.height() - 1 - inked[-1]
        assert above > 0
        assert abs(above - below) <= 4
