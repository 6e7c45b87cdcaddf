"""The labels of axes and points; no label of a point covers another label, a mark or the edge."""

from collections.abc import Iterable, Sequence
from math import floor, log10
from typing import Literal, NamedTuple
from unicodedata import east_asian_width

WIDTH = 340.0
"""The width of every chart."""

FONT_SIZE = 13.0
"""The height of the letters of names and values."""

TICK_SIZE = 12.0
"""The height of the letters of axes."""

Anchor = Literal["start", "middle", "end"]

DIRECTIONS = ((1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1))
"""The sides of a point where a label may stand, in the order of trial."""

DISTANCES = (6.4, 13.0, 21.0)
"""The distances of a label from its point; from the second on, a line joins the two."""

MARK_REACH = 4.2
"""How far the mark of a point usually reaches."""

MAX_LABELS = 150
"""The number of points above which none is labelled: no reader would find the names."""

REACH = 70
"""How far a neighbour of a point lies to its side at most; above or below it, half as far."""

LATIN_WIDTH, WIDE_WIDTH, CHINESE_WIDTH = 0.58, 0.9, 1.02
"""Widths of a character in ems: a wide average of Latin letters, a capital or percent sign, a Chinese character."""

ASCENT, DESCENT = 0.86, 0.24
"""The heights of letters above and below their line, in ems."""


class Box(NamedTuple):
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Return whether two rectangles share an area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Return whether the rectangle lies in another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


class Tick(NamedTuple):
    """A line of an axis or a grid: its distance from the left or the top, and its label."""

    at: float
    text: str


class Spot(NamedTuple):
    """A point and the text of its label."""

    x: float
    y: float
    text: str


class Label(NamedTuple):
    """A label in its place."""

    text: str
    x: float
    y: float
    """The base line of the letters."""
    anchor: Anchor
    box: Box
    leader: tuple[float, float] | None = None
    """The end of the line from the point, if there is one."""


def text_width(text: str, size: float) -> float:
    """Return an upper estimate of the width of a text in letters of a size."""
    return size * sum(map(sign_width, text))


def sign_width(sign: str) -> float:
    """Return an upper estimate of the width of a character in ems."""
    if east_asian_width(sign) in "WF":
        return CHINESE_WIDTH
    return WIDE_WIDTH if sign == "%" or sign.isupper() else LATIN_WIDTH


def fit_text(text: str, width: float, size: float) -> str:
    """Return a text, cut with an ellipsis if it does not fit into a width.

    >>> fit_text("Traditional vehicles", 360, 12), fit_text("Traditional vehicles", 100, 12)
    ('Traditional vehicles', 'Traditional v…')
    """
    if text_width(text, size) <= width:
        return text
    cuts = (text[:end] for end in range(len(text), 0, -1))
    return next((cut.rstrip() + "…" for cut in cuts if text_width(cut, size) <= width - size), "")


def square_around(x: float, y: float, reach: float) -> Box:
    """Return the square around a point."""
    return Box(x - reach, y - reach, x + reach, y + reach)


def place_labels(  # noqa: PLR0913 -- a place is chosen by all of these
    spots: Sequence[Spot],
    frame: Box,
    size: float,
    obstacles: Iterable[Box] = (),
    directions: Sequence[tuple[int, int]] = DIRECTIONS,
    *,
    reaches: Sequence[float] = (),
) -> list[Label | None]:
    """Return a label for each point, or None where no place is free; points with many neighbours come first.

    Args:
        spots: The points and the texts of their labels.
        frame: The rectangle that no label may leave.
        size: The height of the letters.
        obstacles: Rectangles that no label may cover, those of the points included.
        directions: The sides of a point, in the order of trial.
        reaches: How far the mark of each point reaches, where it is more than usual.
    """
    boxes = list(obstacles)
    labels: list[Label | None] = [None] * len(spots)
    for index in crowding_order(spots) if len(spots) <= MAX_LABELS else ():
        if not spots[index].text:
            continue
        further = max(reaches[index] - MARK_REACH, 0) if reaches else 0.0
        label = first_free_label(spots[index], frame, size, boxes, directions, further=further)
        labels[index] = label
        boxes += [label.box] if label else []
    return labels


def crowding_order(spots: Sequence[Spot]) -> list[int]:
    """Return the indexes of the points, those with the most neighbours first."""
    neighbours = [sum(abs(a.x - b.x) < REACH and abs(a.y - b.y) < REACH / 2 for b in spots) for a in spots]
    return sorted(range(len(spots)), key=lambda index: -neighbours[index])


def first_free_label(  # noqa: PLR0913 -- a place is chosen by all of these
    spot: Spot,
    frame: Box,
    size: float,
    boxes: Sequence[Box],
    directions: Sequence[tuple[int, int]],
    *,
    further: float = 0.0,
) -> Label | None:
    """Return the first label of a point that covers no box and stays in the frame."""
    for distance in DISTANCES:
        for direction in directions:
            label = label_at(spot, direction, distance, size, further)
            if label.box.within(frame) and not any(label.box.overlaps(box) for box in boxes):
                return label
    return None


def label_at(spot: Spot, direction: tuple[int, int], distance: float, size: float, further: float = 0.0) -> Label:
    """Return the label of a point in a direction and at a distance, and further off a large mark."""
    across, down = direction
    step = (distance + further) * (0.75 if across and down else 1)
    x, y = spot.x + across * step, spot.y + down * step
    width, height = text_width(spot.text, size), size * (ASCENT + DESCENT)
    left = {1: x, 0: x - width / 2, -1: x - width}[across]
    top = {1: y, 0: y - height / 2, -1: y - height}[down]
    anchors: dict[int, Anchor] = {1: "start", 0: "middle", -1: "end"}
    box = Box(left, top, left + width, top + height)
    return Label(spot.text, x, top + size * ASCENT, anchors[across], box, (x, y) if distance > DISTANCES[0] else None)


def axis_levels(most: float) -> tuple[float, float, float]:
    """Return three round values from zero, the last of which is not below a value.

    >>> axis_levels(1086.5), axis_levels(46.5), axis_levels(0)
    ((0.0, 600.0, 1200.0), (0.0, 25.0, 50.0), (0.0, 0.5, 1.0))
    """
    if most <= 0:
        return 0.0, 0.5, 1.0
    power = 10.0 ** floor(log10(most))
    top = next(step * power for step in (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * power >= most * 0.999999)
    return 0.0, round(top / 2, 9), round(top, 9)
