"""Localization as bars, with the gap between the two kinds of vehicles marked."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cqparts.report.charts.labels import fitted, width_of

WIDTH = 360.0
LEFT, RIGHT = 4.0, 12.0
ROW, BAR, NAME, GAP = 54.0, 20.0, 16.0, 22.0
"""Heights of a row, of its bar, of the name above it, and of the words below a gap."""

LETTERS, PAD = 12.0, 7.0

TICKS = (0, 25, 50, 75, 100)


class Bar(NamedTuple):
    """A rate in per cent; with a gap, what the bar of another kind reaches beyond it."""

    key: str
    name: str
    text: str
    """The rate as people read it, with its qualifier."""
    percent: float
    qualifier: str
    gap_key: str = ""
    gap_text: str = ""
    gap_to: float | None = None
    """The rate that the gap reaches to, in per cent."""


class Drawn(NamedTuple):
    """A bar in its place."""

    bar: Bar
    name: str
    name_y: float
    top: float
    end: float
    text_x: float
    inside: bool
    """Whether the rate is written into the bar, not behind it."""
    gap_end: float | None
    """Where the gap ends, from the left."""
    gap_x: float
    """The middle of the words below it."""


class Tick(NamedTuple):
    """A line of the axis."""

    at: float
    text: str


class Bars(NamedTuple):
    """The chart."""

    width: float
    height: float
    bar: float
    """Height of a bar."""
    start: float
    ticks: tuple[Tick, ...]
    rows: tuple[Drawn, ...]


def across(percent: float) -> float:
    """Return how far from the left a percentage lies."""
    return round(LEFT + percent / 100 * (WIDTH - LEFT - RIGHT), 1)


def draw(bars: Sequence[Bar]) -> Bars | None:
    """Return the chart of rates; None where there is none."""
    if not bars:
        return None
    return Bars(
        WIDTH,
        len(bars) * ROW + GAP * sum(bar.gap_to is not None for bar in bars) + 20,
        BAR,
        LEFT,
        tuple(Tick(across(tick), f"{tick} %" if tick == TICKS[-1] else str(tick)) for tick in TICKS),
        tuple(rows(bars)),
    )


def rows(bars: Sequence[Bar]) -> Iterable[Drawn]:
    """Yield the bars in their places, from the top."""
    top = 0.0
    for bar in bars:
        yield row(bar, top)
        top += ROW + (0 if bar.gap_to is None else GAP)


def row(bar: Bar, top: float) -> Drawn:
    """Return a bar in its place; its rate stands behind it where it is too short."""
    end = across(bar.percent)
    gap_end = None if bar.gap_to is None else across(bar.gap_to)
    inside = end - LEFT > width_of(bar.text, LETTERS) + 2 * PAD
    text_x = LEFT + PAD if inside else (gap_end or end) + PAD
    name = fitted(bar.name, WIDTH - LEFT, LETTERS)
    return Drawn(bar, name, top + NAME, top + NAME + 7, end, text_x, inside, gap_end, gap_middle(bar, end, gap_end))


def gap_middle(bar: Bar, end: float, gap_end: float | None) -> float:
    """Return the middle of the words below a gap: its own, as far as the edges allow."""
    half = width_of(bar.gap_text, LETTERS) / 2
    return round(min(max((end + (gap_end or end)) / 2, half), WIDTH - half), 1)
