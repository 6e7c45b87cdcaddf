"""A series in time: every figure over the time that it covers, whole years joined, qualifiers to be seen."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

from cqparts.report.charts.labels import Box, Label, Spot, around, place

WIDTH, HEIGHT = 360.0, 236.0
LEFT, RIGHT, TOP, BOTTOM = 6.0, 14.0, 30.0, 30.0
LETTERS = 12.0
ARROW = 15.0
"""How far the arrow of an "at least" rises above its mark, in units."""

MOST_YEARS = 9
"""How many years are named below the axis."""

ABOVE = ((-1, -1), (0, -1), (-1, 0), (1, -1), (1, 1), (1, 0), (0, 1), (-1, 1))
"""The sides on which a label is tried: above and to the left of a rising line first."""


class Point(NamedTuple):
    """A figure of the series."""

    key: str
    text: str
    """The figure as people read it, with its qualifier."""
    value: float
    first: date
    last: date
    """The first and the last day that it covers."""
    qualifier: str
    when: str

    @property
    def whole(self) -> bool:
        """Whether it covers a year."""
        return (self.last - self.first).days >= DAYS_OF_A_YEAR


class Mark(NamedTuple):
    """A figure in its place, over the time that it covers."""

    point: Point
    x: float
    y: float
    left: float
    right: float
    label: Label | None


class Tick(NamedTuple):
    """A line of an axis."""

    at: float
    text: str


class Piece(NamedTuple):
    """A part of the line between two whole years; not firm where one of them is not exact."""

    x1: float
    y1: float
    x2: float
    y2: float
    firm: bool


class Line(NamedTuple):
    """The chart."""

    width: float
    height: float
    base: float
    arrow: float
    years: tuple[Tick, ...]
    bounds: tuple[float, ...]
    """Where each year ends, from the left."""
    levels: tuple[Tick, ...]
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]


class Scale(NamedTuple):
    """Days and values to places."""

    start: int
    days: int
    most: float

    def x(self, day: float) -> float:
        """Return how far from the left a day, by its ordinal, lies."""
        return LEFT + (day - self.start) / self.days * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """Return how far from the top a value lies."""
        return TOP + (1 - value / self.most) * (HEIGHT - TOP - BOTTOM)


DAYS_OF_A_YEAR = 364
"""Days from the first to the last of a year."""


def draw(points: Sequence[Point], level_text: Callable[[float], str]) -> Line | None:
    """Return the chart of a series; None where it has not two figures to compare.

    Args:
        points: The figures, in one unit.
        level_text: Writes a value of the axis as people read it.
    """
    if len(points) < 2:  # noqa: PLR2004 -- a line has two ends
        return None
    scale = scaled(points)
    pieces, levels = joined(points, scale), level_ticks(scale, level_text)
    return Line(
        WIDTH,
        HEIGHT,
        round(scale.y(0), 1),
        ARROW,
        *year_ticks(scale),
        levels,
        pieces,
        marks(points, scale, pieces, levels),
    )


def scaled(points: Sequence[Point]) -> Scale:
    """Return the scale of whole years and of values from nought that holds all figures."""
    first, last = min(point.first for point in points), max(point.last for point in points)
    start = date(first.year, 1, 1).toordinal()
    return Scale(
        start, date(last.year, 12, 31).toordinal() + 1 - start, max(point.value for point in points) * 1.02 or 1
    )


def year_ticks(scale: Scale) -> tuple[tuple[Tick, ...], tuple[float, ...]]:
    """Return the names of the years below their middles, as many as there is room for, and where each year ends."""
    first, last = (date.fromordinal(day).year for day in (scale.start, scale.start + scale.days - 1))
    middles = {year: scale.x(date(year, 7, 2).toordinal() + 0.5) for year in range(first, last + 1)}
    every = ceil(len(middles) / MOST_YEARS)
    names = tuple(Tick(round(at, 1), str(year)) for year, at in middles.items() if (last - year) % every == 0)
    return names, tuple(round(scale.x(date(year, 12, 31).toordinal() + 1), 1) for year in range(first, last))


def level_ticks(scale: Scale, level_text: Callable[[float], str]) -> tuple[Tick, ...]:
    """Return the lines of the axis of values."""
    step = level_step(scale.most)
    return tuple(
        Tick(round(scale.y(step * index), 1), level_text(step * index))
        for index in range(1, floor(scale.most / step) + 1)
    )


def level_step(most: float) -> float:
    """Return the distance of the lines of the axis: some three of them below the greatest value.

    >>> level_step(1296000), level_step(54), level_step(0)
    (500000.0, 20.0, 1.0)
    """
    if most <= 0:
        return 1.0
    power = 10.0 ** floor(log10(most / 2))
    return max(part * power for part in (1, 2, 5) if part * power <= most / 2)


def joined(points: Sequence[Point], scale: Scale) -> tuple[Piece, ...]:
    """Return the line through the figures of whole years, in order of time."""
    whole = sorted((point for point in points if point.whole), key=lambda point: point.first)
    ends = [(middle(point, scale), round(scale.y(point.value), 1), point.qualifier) for point in whole]
    return tuple(
        Piece(x1, y1, x2, y2, first == second == "exact") for (x1, y1, first), (x2, y2, second) in pairwise(ends)
    )


def middle(point: Point, scale: Scale) -> float:
    """Return where the middle of the time that a figure covers lies."""
    return round(scale.x((point.first.toordinal() + point.last.toordinal() + 1) / 2), 1)


def marks(points: Sequence[Point], scale: Scale, pieces: Sequence[Piece], levels: Sequence[Tick]) -> tuple[Mark, ...]:
    """Return the figures in their places; those of whole years are labelled."""
    places = [(middle(point, scale), round(scale.y(point.value), 1)) for point in points]
    whole = [index for index, point in enumerate(points) if point.whole] or list(range(len(points)))
    taken = [around(x, y, 4) for x, y in places] + [box for piece in pieces for box in along(piece)]
    taken += [
        Box(x - 4, y - ARROW - 4, x + 4, y)
        for (x, y), p in zip(places, points, strict=True)
        if p.qualifier == "at-least"
    ]
    taken += [Box(0, level.at - 11, len(level.text) * 6.0, level.at) for level in levels]
    tips = [(x, y - ARROW * (p.qualifier == "at-least")) for (x, y), p in zip(places, points, strict=True)]
    spots = [Spot(*tips[index], points[index].text) for index in whole]
    found = place(spots, Box(0, 2, WIDTH, HEIGHT - BOTTOM), LETTERS, taken, ABOVE)
    labels = dict(zip(whole, found, strict=True))
    return tuple(
        Mark(
            point,
            *places[index],
            round(scale.x(point.first.toordinal()), 1),
            round(scale.x(point.last.toordinal() + 1), 1),
            labels.get(index),
        )
        for index, point in enumerate(points)
    )


def along(piece: Piece, parts: int = 12) -> list[Box]:
    """Return small squares along a line, which labels keep off."""
    return [
        around(piece.x1 + (piece.x2 - piece.x1) * part / parts, piece.y1 + (piece.y2 - piece.y1) * part / parts, 1.5)
        for part in range(parts + 1)
    ]
