"""What the marks show, in sentences: for the ear, for the line beneath them, and for the table."""

from collections.abc import Iterator

from practicenotes.domain import times
from practicenotes.domain.facets import Facet, FacetBook, StrainKind
from practicenotes.domain.reflections import Answer, Reflection, StrainEpisode
from practicenotes.domain.sessions import FrameEvent, FrameKind
from practicenotes.ui import damage
from practicenotes.ui.alliance.story import Stop, value


MORE, LESS = "more workable", "less workable"

# Where a mean of the ratings lies between the two ends, in fifths from below.
_PLACES = (
    f"at the end called {LESS}",
    f"nearer the end called {LESS}",
    "about the middle",
    f"nearer the end called {MORE}",
    f"at the end called {MORE}",
)

KINDS = {
    StrainKind.WITHDRAWAL: "Moving away",
    StrainKind.CONFRONTATION: "Moving against",
    StrainKind.MIXED: "Moving away and against",
}

FRAME = {
    FrameKind.BREAK: "break",
    FrameKind.LATE: "late",
    FrameKind.CANCELLED: "cancelled",
    FrameKind.MISSED: "missed",
    FrameKind.FEE: "fee changed",
    FrameKind.ROOM: "room changed",
    FrameKind.GIFT: "gift",
    FrameKind.CONTACT: "contact outside",
    FrameKind.ABSENCE: "I was away",
}


def aloud(stop: Stop, facet: Facet | None, book: FacetBook) -> str:
    """Return one stop in sentences: when, what was rated, strain, and the frame."""
    return " ".join((f"{_when(stop)}.", *_facts(stop, facet, book)))


def signs(episode: StrainEpisode, book: FacetBook) -> tuple[str, ...]:
    """Return the signs of a moment of strain by their own labels; a lost one has none."""
    known = {marker.id: marker.label for marker in book.markers}
    return tuple(
        known[sighting.marker_id] for sighting in episode.sightings if sighting.marker_id in known
    )


def answer(reflection: Reflection, facet: Facet) -> str:
    """Return the anchor that came closest in full words, or that it was not observed, or ""."""
    entry = reflection.entry(facet.id)
    if entry.answer is Answer.NOT_OBSERVED:
        return f"Not observed. {facet.not_observed_when}"
    return facet.anchors[entry.rating] if entry.rating is not None else ""


def frame_word(event: FrameEvent) -> str:
    """Return what happened to the frame in a word or two."""
    if event.kind is FrameKind.ABSENCE and _told_by_session(event):
        return "cancelled by me"
    return FRAME[event.kind]


def _when(stop: Stop) -> str:
    day = times.in_full(stop.on)
    if stop.session and stop.session.number:
        return f"Session {stop.session.number}, {day}"
    return day


def _facts(stop: Stop, facet: Facet | None, book: FacetBook) -> Iterator[str]:
    if stop.held:
        yield _of_facet(stop, facet) if facet else _of_all(stop, book)
    for episode in stop.began:
        what = "; ".join(signs(episode, book)) or KINDS[episode.kind]
        yield f"Strain noted: {what}, {episode.state.value}."
    for episode in stop.ended:
        yield f"A moment of strain was {episode.state.value}."
    for event in stop.frame:
        yield _of_frame(event)


def _of_all(stop: Stop, book: FacetBook) -> str:
    written = stop.reflection
    if written is None:
        return "No reflection."
    if written.damaged:
        return "The reflection can no longer be read."
    rated = sum(entry.answer is Answer.RATED for entry in written.entries)
    if not rated:
        return "Written about, without a rating."
    facets = f"{times.number(rated).capitalize()} facet{'' if rated == 1 else 's'} rated"
    mean = value(stop, "", book)
    if mean is None:
        return f"{facets}, fewer than {times.number(book.composite_min_rated)}: no point."
    return f"{facets}, their mean {_PLACES[min(int(mean / 4 * 5), 4)]}."


def _of_facet(stop: Stop, facet: Facet) -> str:
    written = stop.reflection
    if written is None:
        return "No reflection."
    if written.damaged:
        return "The reflection can no longer be read."
    return answer(written, facet) or f"{facet.name} was not rated."


def _of_frame(event: FrameEvent) -> str:
    if _told_by_session(event):
        return f"{event.words.capitalize()}."
    words = damage.words(event.words).strip().rstrip(".")
    kind = frame_word(event).capitalize()
    return f"{kind}: {words}." if words else f"{kind}."


def _told_by_session(event: FrameEvent) -> bool:
    return event.id == event.session_id
