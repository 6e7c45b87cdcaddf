"""Charts as numbers: the place of every mark and letter, for the templates that draw them.

Lengths are in units of the drawing, which is 360 wide, the width of a phone, so that letters stay readable there.
"""

from typing import Literal, NamedTuple

from cqparts.report.charts.bars import BarChart
from cqparts.report.charts.dots import DotMap
from cqparts.report.charts.line import LineChart


class Chart(NamedTuple):
    """A chart and its texts."""

    kind: Literal["map", "bars", "line"]
    title: str
    desc: str
    """The description for a reader who hears the page."""
    drawing: DotMap | BarChart | LineChart
    legend: tuple[tuple[str, str], ...] = ()
    """The style and the meaning of each kind of mark."""
    caption: str = ""
