"""Localization rates as bars, with the gap between the two kinds of vehicles."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cqparts.report.charts.labels import FONT_SIZE, WIDTH, Tick, fit_text, text_width

LEFT, RIGHT = 4.0, 12.0
ROW_HEIGHT, BAR_HEIGHT, NAME_HEIGHT, GAP_HEIGHT = 54.0, 20.0, 16.0, 22.0
"""Heights of a row, of its bar, of the name above the bar, and of the words below a gap."""

PADDING = 7.0

TICKS = (0, 25, 50, 75, 100)


class RateBar(NamedTuple):
    """A rate in per cent; with a gap, the rate of a longer bar as well."""

    key: str
    name: str
    text: str
    """The rate for people, with its qualifier."""
    percent: float
    qualifier: str
    gap_key: str = ""
    gap_text: str = ""
    gap_to: float | None = None
    """The rate of the longer bar, in per cent."""


class BarRow(NamedTuple):
    """A bar in its place, with its name and its rate."""

    bar: RateBar
    name: str
    name_y: float
    top: float
    end: float
    text_x: float
    inside: bool
    """Whether the rate stands in the bar, not behind it."""
    gap_end: float | None
    """The end of the gap, from the left."""
    gap_x: float
    """The middle of the words below the gap."""


class BarChart(NamedTuple):
    """The chart."""

    width: float
    height: float
    bar_height: float
    start: float
    ticks: tuple[Tick, ...]
    rows: tuple[BarRow, ...]


def x_of(percent: float) -> float:
    """Return the distance of a percentage from the left."""
    return round(LEFT + percent / 100 * (WIDTH - LEFT - RIGHT), 1)


def layout(bars: Sequence[RateBar]) -> BarChart | None:
    """Return the chart of rates; None without a rate."""
    if not bars:
        return None
    return BarChart(
        WIDTH,
        len(bars) * ROW_HEIGHT + GAP_HEIGHT * sum(bar.gap_to is not None for bar in bars) + 20,
        BAR_HEIGHT,
        LEFT,
        tuple(Tick(x_of(percent), f"{percent} %" if percent == TICKS[-1] else str(percent)) for percent in TICKS),
        tuple(place_bars(bars)),
    )


def place_bars(bars: Sequence[RateBar]) -> Iterable[BarRow]:
    """Yield the bars in their places, from the top."""
    top = 0.0
    for bar in bars:
        yield place_bar(bar, top)
        top += ROW_HEIGHT + (0 if bar.gap_to is None else GAP_HEIGHT)


def place_bar(bar: RateBar, top: float) -> BarRow:
    """Return a bar in its place; the rate stands behind a bar that is too short for it."""
    end = x_of(bar.percent)
    gap_end = None if bar.gap_to is None else x_of(bar.gap_to)
    inside = end - LEFT > text_width(bar.text, FONT_SIZE) + 2 * PADDING
    text_x = LEFT + PADDING if inside else (gap_end or end) + PADDING
    name = fit_text(bar.name, WIDTH - LEFT, FONT_SIZE)
    name_y = top + NAME_HEIGHT
    return BarRow(bar, name, name_y, name_y + 7, end, text_x, inside, gap_end, gap_middle(bar, end, gap_end))


def gap_middle(bar: RateBar, end: float, gap_end: float | None) -> float:
    """Return the middle of the words below a gap: that of the gap, as far as the edges allow."""
    half = text_width(bar.gap_text, FONT_SIZE) / 2
    return round(min(max((end + (gap_end or end)) / 2, half), WIDTH - half), 1)
