"""Bars from zero: rates with the gap between them, and amounts beside one another."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from cqparts.report.charts.labels import FONT_SIZE, WIDTH, Tick, fit_text, text_width

LEFT, RIGHT = 2.0, 4.0
ROW_HEIGHT, BAR_HEIGHT, NAME_HEIGHT, GAP_HEIGHT, HEADING_HEIGHT = 40.0, 16.0, 14.0, 20.0, 21.0
"""Heights of a row, of its bar, of the name above the bar, of the words below a gap, and of a heading."""

PADDING = 6.0


class Bar(NamedTuple):
    """A value; with a gap, the value of a longer bar as well."""

    key: str
    name: str
    text: str
    """The value for people, with its qualifier."""
    value: float
    qualifier: str = "exact"
    style: Literal["bar", "whole", "other"] = "bar"
    """A part, the whole that it belongs to, or a value of another source."""
    heading: str = ""
    """The heading above it, if a group begins with it."""
    gap_key: str = ""
    gap_text: str = ""
    gap_to: float | None = None
    """The value of the longer bar."""


class BarRow(NamedTuple):
    """A bar in its place, with its name and its value."""

    bar: Bar
    name: str
    name_y: float
    top: float
    end: float
    text_x: float
    inside: bool
    """Whether the value stands in the bar, not behind it."""
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


class Axis(NamedTuple):
    """Converts values to places in the drawing."""

    most: float

    def x(self, value: float) -> float:
        """Return the distance of a value from the left."""
        return round(LEFT + value / self.most * (WIDTH - LEFT - RIGHT), 1)


def layout(bars: Sequence[Bar], levels: Sequence[tuple[float, str]]) -> BarChart | None:
    """Return the chart of bars; None without one.

    Args:
        bars: The values, from the top.
        levels: The values of the axis from zero, with their texts; the last is its end.
    """
    if not bars:
        return None
    axis = Axis(levels[-1][0])
    rows, height = place_bars(bars, axis)
    return BarChart(
        WIDTH, height + 20, BAR_HEIGHT, LEFT, tuple(Tick(axis.x(value), text) for value, text in levels), rows
    )


def place_bars(bars: Iterable[Bar], axis: Axis) -> tuple[tuple[BarRow, ...], float]:
    """Return the bars in their places, from the top, and the height that they take."""
    rows, top = [], 0.0
    for bar in bars:
        top += HEADING_HEIGHT if bar.heading else 0
        rows.append(place_bar(bar, top, axis))
        top += ROW_HEIGHT + (0 if bar.gap_to is None else GAP_HEIGHT)
    return tuple(rows), top


def place_bar(bar: Bar, top: float, axis: Axis) -> BarRow:
    """Return a bar in its place; the value stands behind a bar that is too short for it."""
    end = axis.x(bar.value)
    gap_end = None if bar.gap_to is None else axis.x(bar.gap_to)
    width = text_width(bar.text, FONT_SIZE) + PADDING
    inside = bar.style == "bar" and end - LEFT > width + PADDING
    behind = (gap_end or end) + PADDING
    before = end - width if end - LEFT > width else LEFT + PADDING
    text_x = LEFT + PADDING if inside else behind if behind + width <= WIDTH + PADDING else before
    name_y = top + NAME_HEIGHT
    return BarRow(
        bar,
        fit_text(bar.name, WIDTH - LEFT, FONT_SIZE),
        name_y,
        name_y + 5,
        end,
        round(text_x, 1),
        inside,
        gap_end,
        gap_middle(bar, end, gap_end),
    )


def gap_middle(bar: Bar, end: float, gap_end: float | None) -> float:
    """Return the middle of the words below a gap: that of the gap, as far as the edges allow."""
    half = text_width(bar.gap_text, FONT_SIZE) / 2
    return round(min(max((end + (gap_end or end)) / 2, half), WIDTH - half), 1)
