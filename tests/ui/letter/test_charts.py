"""A questionnaire can stand in a letter as a chart, with the sentence that says it in words."""

from practicenotes import catalog
from practicenotes.domain import letter_charts
from practicenotes.domain.letters import Origin, Paragraph, Sentence, Source

from .conftest import NOW  # noqa: F401 - the fixtures come with it


CHART = "chart:phq9"


def text_of(letter):
    return "\n".join(paragraph.text for paragraph in letter.paragraphs)


def test_a_chart_is_offered_drawn_and_taken_out_again(heron):
    """Ticked, its sentence stands in the letter and the drawing on the page; unticked, neither."""
    heron.begin()
    plain = len(heron.page.panes.preview.data)
    heron.fact(CHART).click()
    heron.settle()

    said = "The chart shows the PHQ-9 totals: 15 on 2 September 2025, 11 on 7 October 2025"
    ends = "A total can lie between 0 and 27."
    assert f"{said} and 8 on 4 November 2025. {ends}" in text_of(heron.kept())
    shown = heron.page.panes.preview.text()
    assert "2 Sep" in shown  # the axis of the chart
    bands = [band.label for band in catalog.measure("phq9").bands]
    assert not [band for band in bands if band in shown]  # nobody ticked a word for a person
    assert len(heron.page.panes.preview.data) > plain

    heron.fact(CHART).click()
    heron.settle()
    assert said not in text_of(heron.kept())
    assert "2 Sep" not in heron.page.panes.preview.text()


def test_an_approved_letter_keeps_its_chart(agreed):
    """The frozen pages have the drawing, whatever is filled in afterwards."""
    agreed.fact(CHART).click()
    agreed.settle()
    agreed.page.approve()
    agreed.qtbot.waitUntil(lambda: agreed.kept().approved_at is not None)
    agreed.settle()
    assert "2 Sep" in agreed.page.panes.preview.text()
    assert agreed.pages(agreed.kept().id) == agreed.page.panes.preview.data


def test_a_reworded_sentence_keeps_its_chart():
    """The words may change; what they stand for is still drawn."""
    was = Source(Origin.YOURS, was="PHQ-9 as a chart", was_id=CHART)
    paragraph = Paragraph((Sentence("See below.", was), Sentence("More.")))
    assert letter_charts.within(paragraph) == ("phq9",)
    assert letter_charts.within(Paragraph((Sentence("More."),))) == ()
