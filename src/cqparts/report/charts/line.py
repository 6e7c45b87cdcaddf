"""A series in time: the figures of whole years, joined by a line that is broken where it is not known."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from cqparts.report.charts.labels import (
    FONT_SIZE,
    TICK_SIZE,
    WIDTH,
    Box,
    Label,
    Spot,
    Tick,
    axis_levels,
    place_labels,
    square_around,
    text_width,
)

HEIGHT = 158.0
LEFT, RIGHT, TOP, BOTTOM = 6.0, 14.0, 26.0, 24.0
ARROW_HEIGHT = 15.0
"""The height of the arrow of an "at least" above its mark."""

MAX_YEARS = 8
"""The most years that are named below the axis."""

STEPS = 12
"""The number of steps in which labels are kept off a part of the line."""

DIRECTIONS = ((-1, -1), (0, -1), (-1, 0), (1, -1), (1, 1), (1, 0), (0, 1), (-1, 1))
"""The sides of a point where a label may stand, first above and to the left of a rising line."""


class SeriesPoint(NamedTuple):
    """A figure of the series."""

    key: str
    text: str
    """The figure for people, with its qualifier."""
    value: float
    first: date
    last: date
    """The last of the days that the figure covers."""
    qualifier: str
    when: str


class Mark(NamedTuple):
    """A figure as a mark in the middle of its year."""

    point: SeriesPoint
    x: float
    y: float
    label: Label | None


class Segment(NamedTuple):
    """A part of the line, between two years."""

    x1: float
    y1: float
    x2: float
    y2: float
    firm: bool
    """Whether both figures are exact, and of one year and the next."""


class LineChart(NamedTuple):
    """The chart."""

    width: float
    height: float
    base: float
    arrow_height: float
    years: tuple[Tick, ...]
    year_ends: tuple[float, ...]
    """The ends of the years, from the left."""
    levels: tuple[Tick, ...]
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]


class Scale(NamedTuple):
    """Converts days and values to places in the drawing."""

    start: int
    days: int
    most: float

    def x(self, day: float) -> float:
        """Return the distance of a day, an ordinal, from the left."""
        return LEFT + (day - self.start) / self.days * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """Return the distance of a value from the top."""
        return TOP + (1 - value / self.most) * (HEIGHT - TOP - BOTTOM)


def layout(points: Sequence[SeriesPoint], level_text: Callable[[float], str]) -> LineChart | None:
    """Return the chart of a series; None with fewer than two figures.

    Args:
        points: The figures, in one unit.
        level_text: The function that writes a value of the axis for people.
    """
    if len(points) < 2:  # noqa: PLR2004 -- a line has two ends
        return None
    scale = scale_of(points)
    segments, levels = segments_of(points, scale), level_ticks(scale, level_text)
    return LineChart(
        WIDTH,
        HEIGHT,
        round(scale.y(0), 1),
        ARROW_HEIGHT,
        *year_ticks(scale),
        levels,
        segments,
        place_marks(points, scale, segments, levels),
    )


def scale_of(points: Sequence[SeriesPoint]) -> Scale:
    """Return the scale for all figures: of whole years, and of values from zero."""
    first, last = min(point.first for point in points), max(point.last for point in points)
    start = date(first.year, 1, 1).toordinal()
    return Scale(
        start, date(last.year, 12, 31).toordinal() + 1 - start, axis_levels(max(point.value for point in points))[-1]
    )


def year_ticks(scale: Scale) -> tuple[tuple[Tick, ...], tuple[float, ...]]:
    """Return the names of the years at their middles, as many as there is room for, and the ends of the years."""
    first, last = (date.fromordinal(day).year for day in (scale.start, scale.start + scale.days - 1))
    middles = {year: scale.x(date(year, 7, 2).toordinal() + 0.5) for year in range(first, last + 1)}
    interval = ceil(len(middles) / MAX_YEARS)
    names = tuple(Tick(round(at, 1), str(year)) for year, at in middles.items() if (last - year) % interval == 0)
    return names, tuple(round(scale.x(date(year, 12, 31).toordinal() + 1), 1) for year in range(first, last))


def level_ticks(scale: Scale, level_text: Callable[[float], str]) -> tuple[Tick, ...]:
    """Return the lines of the axis of values."""
    return tuple(Tick(round(scale.y(value), 1), level_text(value)) for value in axis_levels(scale.most)[1:])


def segments_of(points: Sequence[SeriesPoint], scale: Scale) -> tuple[Segment, ...]:
    """Return the line through the figures, in order of time."""
    ordered = sorted(points, key=lambda point: point.first)
    return tuple(
        Segment(
            middle_x(one, scale),
            round(scale.y(one.value), 1),
            middle_x(other, scale),
            round(scale.y(other.value), 1),
            one.qualifier == other.qualifier == "exact" and other.first.year == one.first.year + 1,
        )
        for one, other in pairwise(ordered)
    )


def middle_x(point: SeriesPoint, scale: Scale) -> float:
    """Return the middle of the time that a figure covers, from the left."""
    return round(scale.x((point.first.toordinal() + point.last.toordinal() + 1) / 2), 1)


def place_marks(
    points: Sequence[SeriesPoint], scale: Scale, segments: Sequence[Segment], levels: Sequence[Tick]
) -> tuple[Mark, ...]:
    """Return the figures as marks, with labels as far as there is room."""
    places = [(middle_x(point, scale), round(scale.y(point.value), 1)) for point in points]
    arrows = [ARROW_HEIGHT * (point.qualifier == "at-least") for point in points]
    obstacles = [square_around(x, y, 4) for x, y in places]
    obstacles += [box for segment in segments for box in boxes_along(segment)]
    obstacles += [Box(x - 4, y - arrow - 4, x + 4, y) for (x, y), arrow in zip(places, arrows, strict=True) if arrow]
    obstacles += [Box(0, level.at - 13, text_width(level.text, TICK_SIZE), level.at) for level in levels]
    spots = [Spot(x, y - arrow, point.text) for (x, y), arrow, point in zip(places, arrows, points, strict=True)]
    labels = place_labels(spots, Box(0, 2, WIDTH, HEIGHT - BOTTOM), FONT_SIZE, obstacles, DIRECTIONS)
    return tuple(Mark(point, *place, label) for point, place, label in zip(points, places, labels, strict=True))


def boxes_along(line: Segment) -> list[Box]:
    """Return small squares along a part of the line, as obstacles for labels."""
    return [
        square_around(line.x1 + (line.x2 - line.x1) * step / STEPS, line.y1 + (line.y2 - line.y1) * step / STEPS, 1.5)
        for step in range(STEPS + 1)
    ]
