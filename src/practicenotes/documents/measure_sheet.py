"""The results of one questionnaire on paper: the chart, what is said of it, and every result."""

from collections.abc import Iterator
from datetime import date

from reportlab.platypus import Flowable, Spacer

from practicenotes.documents import fonts, page, prose, ruled, style
from practicenotes.documents.chart import ChartDrawing
from practicenotes.documents.page import Paper, Sheet
from practicenotes.domain import course as courses
from practicenotes.domain import scoring, times
from practicenotes.domain.course import Course
from practicenotes.domain.people import Practitioner


_SHARES = (0.26, 0.44, 0.3)  # of the width: day, result, answers
_CHART = "Chart of the totals over time. What it shows stands in words and in a table below."


def draw(
    course: Course,
    client_code: str,
    practitioner: Practitioner,
    today: date,
    *,
    paper: Paper = Paper.A4,
) -> bytes:
    """Return the results as a PDF, headed by the client's code name; the licence is at the foot.

    What is damaged is left out, and said to be.
    """
    rows = tuple(_rows(course))
    said = courses.in_words(course)
    note = course.measure.bands_note
    left_out = f"{course.damaged} damaged, left out." if course.damaged else ""
    remarks = [text for text in (said, note.text if note else "", left_out) if text]
    licence = course.measure.licence
    foot = " ".join(part for part in (licence.statement, licence.cite) if part)
    title = f"{client_code}: {course.measure.name}"
    fonts.check([title, foot, *remarks, *(cell for row in rows for cell in row)])
    fonts.check(page.letterhead_texts(practitioner))
    laid = course.chart()
    story: list[Flowable] = [
        *page.letterhead(practitioner, paper),
        prose.heading(title, style.TITLE, bookmark=course.measure.short),
        prose.words(f"Drawn up on {times.in_full(today)}", style.DATE),
        Spacer(0, 12),
        *([ChartDrawing(laid, _CHART), Spacer(0, 10)] if laid else []),
        *(prose.words(text, style.BODY) for text in remarks),
        _table(rows, paper),
    ]
    sheet = Sheet(
        title="Questionnaire results",
        author=practitioner.name,
        dated=today,
        paper=paper,
        foot=foot,
    )
    return page.build(story, sheet)


def _rows(course: Course) -> Iterator[tuple[str, str, str]]:
    """Yield day, result in words and answers, earliest first."""
    for result in course.results:
        answers = ", ".join("–" if answer is None else str(answer) for answer in result.answers)
        step = ", a larger step here" if result.id in course.steps else ""
        words = scoring.in_words(course.measure, result)
        yield times.in_full(result.taken_on), words + step, answers


def _table(rows: tuple[tuple[str, str, str], ...], paper: Paper) -> Flowable:
    head = [prose.words(label, style.SMALL) for label in ("Day", "Result", "Answers")]
    body = [[prose.words(cell, style.SMALL) for cell in row] for row in rows]
    return ruled.table(
        [head, *body],
        [paper.measure * share for share in _SHARES],
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("RIGHTPADDING", (0, 0), (-1, -1), 8),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    )
