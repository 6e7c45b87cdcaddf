"""Statements as points: each in per cent over its day, and no line, since they are not of one kind."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import NamedTuple

from cqparts.report.charts.labels import FONT_SIZE, WIDTH, Box, Label, Spot, Tick, place_labels, square_around

HEIGHT = 158.0
LEFT, RIGHT, TOP, BOTTOM = 34.0, 12.0, 12.0, 24.0
ARROW_HEIGHT = 13.0
"""The height of the arrow of an "at least" above its mark."""

LEVELS = (0, 50, 100)
MAX_YEARS = 6
"""The most years that are named below the axis."""

DIRECTIONS = ((0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1), (1, 0), (-1, 0))
"""The sides of a point where a label may stand, in the order of trial."""


class Statement(NamedTuple):
    """A statement in per cent."""

    key: str
    text: str
    """The value for people, with its qualifier."""
    percent: float
    day: date
    """The middle of the time that it is of."""
    qualifier: str
    style: str
    when: str
    named: bool = True
    """Whether its value stands beside it: the first of several alike has it."""


class PlacedStatement(NamedTuple):
    """A statement as a mark."""

    statement: Statement
    x: float
    y: float
    label: Label | None


class PointChart(NamedTuple):
    """The chart."""

    width: float
    height: float
    base: float
    arrow_height: float
    levels: tuple[Tick, ...]
    years: tuple[Tick, ...]
    points: tuple[PlacedStatement, ...]


def y_of(percent: float) -> float:
    """Return the distance of a percentage from the top."""
    return round(TOP + (1 - percent / 100) * (HEIGHT - TOP - BOTTOM), 1)


def layout(statements: Sequence[Statement]) -> PointChart | None:
    """Return the chart of statements; None with fewer than two."""
    if len(statements) < 2:  # noqa: PLR2004 -- one statement is a sentence
        return None
    start = date(min(each.day for each in statements).year, 1, 1).toordinal()
    end = date(max(each.day for each in statements).year, 12, 31).toordinal() + 1

    def x_of(day: date) -> float:
        """Return the distance of a day from the left."""
        return round(LEFT + (day.toordinal() - start) / (end - start) * (WIDTH - LEFT - RIGHT), 1)

    first, last = date.fromordinal(start).year, date.fromordinal(end - 1).year
    interval = ceil((last - first + 1) / MAX_YEARS)
    years = tuple(
        Tick(x_of(date(year, 7, 2)), str(year)) for year in range(first, last + 1) if (last - year) % interval == 0
    )
    return PointChart(
        WIDTH,
        HEIGHT,
        y_of(0),
        ARROW_HEIGHT,
        tuple(Tick(y_of(level), f"{level}%") for level in LEVELS),
        years,
        place_points(statements, [(x_of(each.day), y_of(each.percent)) for each in statements]),
    )


def place_points(statements: Sequence[Statement], places: Sequence[tuple[float, float]]) -> tuple[PlacedStatement, ...]:
    """Return the statements as marks, with labels as far as there is room."""
    arrows = [ARROW_HEIGHT * (each.qualifier == "at-least") for each in statements]
    obstacles = [square_around(x, y, 5) for x, y in places]
    obstacles += [Box(x - 4, y - arrow - 4, x + 4, y) for (x, y), arrow in zip(places, arrows, strict=True) if arrow]
    spots = [Spot(x, y, each.text * each.named) for (x, y), each in zip(places, statements, strict=True)]
    labels = place_labels(spots, Box(LEFT, 2, WIDTH, HEIGHT - BOTTOM), FONT_SIZE, obstacles, DIRECTIONS)
    return tuple(
        PlacedStatement(each, *place, label if label is None or label.leader is None else None)
        for each, place, label in zip(statements, places, labels, strict=True)
    )
