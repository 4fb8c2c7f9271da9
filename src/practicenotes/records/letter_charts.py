"""The charts that the record offers to a letter: one of each questionnaire that has a course."""

from collections.abc import Mapping

from sqlalchemy.orm import Session as Db

from practicenotes.domain import letter_charts, scoring, times
from practicenotes.domain.chart import Chart
from practicenotes.domain.letter_kinds import Fact, LetterKind
from practicenotes.domain.letters import Offer, Origin, Sentence, Source
from practicenotes.domain.people import ClientId
from practicenotes.records import measure_forms, measures


def offered(
    db: Db, client_id: ClientId, kind: LetterKind
) -> tuple[tuple[Offer, ...], Mapping[str, Chart]]:
    """Return an offer for each chart, and the charts by their questionnaires.

    Only a kind that may tell of a change is offered any; forms with gaps are not drawn.
    """
    facts = {rule.fact: part.key for part in kind.parts for rule in part.offers}
    if Fact.MEASURE_CHANGE not in facts:
        return (), {}
    known = measure_forms.known(db)
    found = measures.of_client(db, client_id)
    offers: list[Offer] = []
    charts: dict[str, Chart] = {}
    for measure_id in dict.fromkeys(result.measure_id for result in found):
        measure = known.get(measure_id)
        same = [r for r in found if r.measure_id == measure_id and not r.damaged]
        sure = [r for r in same if measure and scoring.is_certain(measure, r)]
        if measure is None or len(sure) < 2:  # noqa: PLR2004 - a course has two ends
            continue
        name, last = sure[-1].name, sure[-1].taken_on
        charts[measure_id] = letter_charts.lay_out(measure, sure)
        record_id = letter_charts.key(measure_id)
        detail = f"{len(sure)} forms, the last on {times.in_full(last)}"
        source = Source(Origin.RECORD, f"{name} as a chart: {detail}", record_id, None, last)
        words = Sentence(letter_charts.sentence(measure, sure), source)
        part = facts[Fact.MEASURE_CHANGE]
        offers.append(Offer(record_id, f"{name} as a chart", detail, part, words))
    return tuple(offers), charts
