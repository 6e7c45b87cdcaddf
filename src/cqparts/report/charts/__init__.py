"""Charts as numbers: the place of every mark and letter, for the templates that draw them.

Lengths are in units of the drawing, which is 340 wide, about the width of a phone, so that letters stay readable there.
"""

from typing import Literal, NamedTuple

from cqparts.report.charts.bars import BarChart
from cqparts.report.charts.dots import DotMap
from cqparts.report.charts.line import LineChart
from cqparts.report.charts.points import PointChart


class Chart(NamedTuple):
    """A chart and its texts."""

    kind: Literal["map", "bars", "line", "points"]
    key: str
    """What tells it from the other charts of a report."""
    title: str
    """What it shows, as a message."""
    subtitle: str
    """Measure, unit, area and time."""
    desc: str
    """The description for a reader who hears the page: the message, then the values in order."""
    drawing: DotMap | BarChart | LineChart | PointChart
    sources: tuple[str, ...]
    legend: tuple[tuple[str, str], ...] = ()
    """The style and the meaning of each kind of mark that no label explains."""
    caption: str = ""
    inset: DotMap | None = None
    """A smaller second map."""
