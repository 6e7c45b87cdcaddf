"""Charts as numbers: where every mark and letter stands. Templates draw them.

Lengths are units of the drawing, 360 wide at most as wide as a phone, so that letters stay readable there.
"""

from typing import Literal, NamedTuple

from cqparts.report.charts.bars import Bars
from cqparts.report.charts.dots import Map
from cqparts.report.charts.line import Line


class Chart(NamedTuple):
    """A chart with the words that stand for it."""

    kind: Literal["map", "bars", "line"]
    title: str
    desc: str
    """What a reader who hears the page is told instead."""
    drawing: Map | Bars | Line
    legend: tuple[tuple[str, str], ...] = ()
    """The marks by the name of their style, each with what it means."""
    caption: str = ""
