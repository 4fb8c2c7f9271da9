"""Where the marks stand: stops in, positions out. Nothing here knows Qt or paints."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from practicenotes.domain import times
from practicenotes.domain.facets import FacetBook
from practicenotes.domain.sessions import FrameKind
from practicenotes.ui.alliance import sentences
from practicenotes.ui.alliance.story import Stop, Story, is_aside, value


TODAY_WITHIN = 92  # days since the last stop; a therapy that ended earlier does not reach today
LANES = 3  # moments of strain that overlap, at most; more of them share the last lane
EVEN = 8  # px at 100 % text that two stops are apart at least, where there is room for it

Measure = Callable[[str], float]  # the width of a word in px


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is known of the room: px, as large as the text is now."""

    width: float
    labels: float  # the column of row labels at the left
    scale: float = 1.0  # 2.0 at 200 % text

    def px(self, at_100: float) -> float:
        """Return a distance as it is now."""
        return at_100 * self.scale


@dataclass(frozen=True, slots=True)
class Point:
    """A place, from the top left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A moment of strain: a ring where it began, and a dashed line to where it ended."""

    start: Point
    end: float
    open: bool
    earlier: bool  # it began before all this: no ring
    word: str  # how it stands, "" where there is no room for it


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that happened to the frame; `icon` is "" where several share one sign."""

    at: Point
    icon: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Label:
    """A word beneath the marks, centred on `x` unless it would leave the room."""

    left: float
    x: float
    words: str
    plain: bool = True  # a day alone; with words of the frame it stands out


@dataclass(frozen=True, slots=True)
class Rows:
    """The height of each row, from the top: the scale's two ends, the rows beneath, the whole."""

    top: float
    bottom: float
    aside: float
    strain: float
    lanes: int
    frame: float
    days: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that is painted."""

    rows: Rows
    left: float
    right: float
    stops: tuple[float, ...] = ()  # the x of each stop
    dots: tuple[Point, ...] = ()
    lines: tuple[tuple[Point, Point], ...] = ()
    rings: tuple[Point, ...] = ()
    bars: tuple[Bar, ...] = ()
    signs: tuple[Sign, ...] = ()
    labels: tuple[Label, ...] = ()
    marks: dict[int, Point] = field(default_factory=dict)  # of a stop, where it is marked and hit

    def nearest(self, x: float) -> int:
        """Return the number of the stop that lies nearest to an x; -1 where there is none."""
        return min(range(len(self.stops)), key=lambda n: abs(self.stops[n] - x), default=-1)


def lay_out(
    story: Story, facet_id: str, book: FacetBook, today: date, sizes: Sizes, measure: Measure
) -> Layout:
    """Place a story in a room of that width; `facet_id` is "" for all facets together."""
    lanes = list(_lanes(story))
    rows = _rows(max(lanes, default=0) + 1, sizes)
    left = sizes.labels + sizes.px(16)
    right = sizes.width - sizes.px(8)
    until = _until(story.stops, today)
    stops = _places([stop.on for stop in story.stops], until, left, right, sizes.px(EVEN))
    heights = [value(stop, facet_id, book) for stop in story.stops]
    dots = {
        n: Point(stops[n], rows.bottom - height / 4 * (rows.bottom - rows.top))
        for n, height in enumerate(heights)
        if height is not None
    }
    rings = {
        n: Point(stops[n], rows.aside)
        for n, stop in enumerate(story.stops)
        if is_aside(stop, facet_id, book)
    }
    signs = _signs(story.stops, stops, rows.frame, sizes.px(26))
    return Layout(
        rows=rows,
        left=left,
        right=right,
        stops=tuple(stops),
        dots=tuple(dots.values()),
        lines=tuple(_lines(story.stops, dots)),
        rings=tuple(rings.values()),
        bars=tuple(_bars(story, stops, lanes, rows, right, sizes, measure)),
        signs=tuple(signs),
        labels=tuple(_labels(story.stops, stops, until, today, right, sizes, measure)),
        marks=_marks(story.stops, stops, dots, rings, rows),
    )


def _rows(lanes: int, sizes: Sizes) -> Rows:
    top = sizes.px(10)
    bottom = top + sizes.px(80)
    aside = bottom + sizes.px(26)
    strain = aside + sizes.px(24)
    frame = strain + sizes.px(26 + 16 * (lanes - 1))
    days = frame + sizes.px(26)
    return Rows(top, bottom, aside, strain, lanes, frame, days, days + sizes.px(14))


def _until(stops: Sequence[Stop], today: date) -> date:
    """Return the day at the right end: today, unless everything here is long over."""
    last = stops[-1].on if stops else today
    return today if (today - last).days <= TODAY_WITHIN else last


def _places(
    days: Sequence[date], until: date, left: float, right: float, apart: float
) -> list[float]:
    """Place days in proportion; those that lie too close are pushed apart as far as all have room.

    Ten years of weekly sessions stand closer than a pen is wide: then only their order is kept.
    """
    if not days:
        return []
    span = max((until - days[0]).days, 1)
    places = [left + (day - days[0]).days / span * (right - left) for day in days]
    apart = min(apart, (right - left) / max(len(days), 1))
    for n in range(1, len(places)):
        places[n] = max(places[n], places[n - 1] + apart)
    if places[-1] > right:
        places[-1] = right
        for n in range(len(places) - 2, -1, -1):
            places[n] = min(places[n], places[n + 1] - apart)
    return places


def _lines(stops: Sequence[Stop], dots: dict[int, Point]) -> Iterator[tuple[Point, Point]]:
    """Join the dots of neighbouring sessions; a gap, or a session without a dot, is not bridged."""
    chain = [n for n, stop in enumerate(stops) if stop.held or stop.is_gap]
    for before, after in pairwise(chain):
        if before in dots and after in dots:
            yield dots[before], dots[after]


def _lanes(story: Story) -> Iterator[int]:
    """Give each moment of strain a lane of its own beside those that it overlaps."""
    ends: list[int] = []  # of each lane, the stop up to which it is taken
    beyond = len(story.stops)
    for span in story.spans:
        free = next((n for n, end in enumerate(ends) if end < span.began), len(ends))
        lane = min(free, LANES - 1)
        if lane == len(ends):
            ends.append(-1)
        ends[lane] = max(ends[lane], beyond if span.ended is None else span.ended)
        yield lane


def _bars(
    story: Story,
    stops: Sequence[float],
    lanes: Sequence[int],
    rows: Rows,
    right: float,
    sizes: Sizes,
    measure: Measure,
) -> Iterator[Bar]:
    for span, lane in zip(story.spans, lanes, strict=True):
        start = Point(stops[span.began], rows.strain + sizes.px(16) * lane)
        end = right if span.ended is None else stops[span.ended]
        word = "open" if span.episode.is_open else span.episode.state.value
        fits = end - start.x >= measure(word) + sizes.px(24)
        yield Bar(start, end, span.ended is None, span.earlier, word if fits else "")


ICONS = {
    FrameKind.BREAK: "luggage",
    FrameKind.LATE: "clock",
    FrameKind.CANCELLED: "calendar-x",
    FrameKind.MISSED: "calendar-off",
    FrameKind.FEE: "coins",
    FrameKind.ROOM: "door-open",
    FrameKind.GIFT: "gift",
    FrameKind.CONTACT: "mail",
    FrameKind.ABSENCE: "calendar-off",
}


def _signs(stops: Sequence[Stop], places: Sequence[float], y: float, wide: float) -> Iterator[Sign]:
    """Place what happened to the frame; what has no room of its own joins its neighbour."""
    group: list[tuple[float, str]] = []
    for stop, x in zip(stops, places, strict=True):
        for event in stop.frame:
            if group and x - group[0][0] >= wide:
                yield _sign(group, y)
                group = []
            group.append((x, ICONS[event.kind]))
    if group:
        yield _sign(group, y)


def _sign(group: Sequence[tuple[float, str]], y: float) -> Sign:
    (x, icon), count = group[0], len(group)
    return Sign(Point(x, y), icon if count == 1 else "", count)


def _labels(
    stops: Sequence[Stop],
    places: Sequence[float],
    until: date,
    today: date,
    right: float,
    sizes: Sizes,
    measure: Measure,
) -> Iterator[Label]:
    """Yield the words beneath: both ends first, then the frame, then days where room is left."""
    if not stops:
        return
    years = until.year != stops[0].on.year
    gap = sizes.px(12)
    taken: list[Label] = []

    def put(x: float, words: str, *, plain: bool) -> bool:
        wide = measure(words)
        left = min(max(x - wide / 2, sizes.px(4)), sizes.width - wide)
        clear = all(
            left >= other.left + measure(other.words) + gap or left + wide + gap <= other.left
            for other in taken
        )
        if clear:
            taken.append(Label(left, x, words, plain))
        return clear

    put(right, _end(until, today, years=years), plain=True)
    put(places[0], _day(stops[0].on, years=years), plain=True)
    framed = [(s, x) for s, x in zip(stops, places, strict=True) if s.frame]
    for stop, x in reversed(framed):
        day = _day(stop.on, years=years)
        if not put(x, f"{day}, {sentences.frame_word(stop.frame[0])}", plain=False):
            put(x, day, plain=False)
    apart = sizes.px(72)
    for stop, x in zip(stops, places, strict=True):
        if all(abs(x - other.x) > apart for other in taken):
            put(x, _day(stop.on, years=years), plain=True)
    yield from sorted(taken, key=lambda label: label.left)


def _end(until: date, today: date, *, years: bool) -> str:
    """Say where the line ends; the year of an older therapy stands there, if nowhere else."""
    if until == today:
        return "today"
    return _day(until, years=True) if years else times.in_short(until, today)


def _day(day: date, *, years: bool) -> str:
    month = times.MONTHS[day.month - 1][:3]
    return f"{month} {day.year}" if years else f"{day.day} {month}"


def _marks(
    stops: Sequence[Stop],
    places: Sequence[float],
    dots: dict[int, Point],
    rings: dict[int, Point],
    rows: Rows,
) -> dict[int, Point]:
    """Return where each stop is marked: on its dot or ring, in its row of the frame, or between."""
    return {
        n: dots.get(n) or rings.get(n) or Point(places[n], rows.frame if stop.frame else rows.aside)
        for n, stop in enumerate(stops)
    }
