"""Labels beside points, placed so that none covers another, a mark or the edge."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple
from unicodedata import east_asian_width

Anchor = Literal["start", "middle", "end"]

EIGHT = ((1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1))
"""The directions in which a label is tried, right before left and above before below."""

RINGS = (6.4, 13.0, 21.0)
"""How far from its point a label may stand; beyond the first a line leads to it."""

MOST_LABELS = 150

LATIN, WIDE = 0.6, 1.02
"""Widths of a character in ems: the widest usual average of Latin letters, and a Chinese character."""

ASCENT, DESCENT = 0.86, 0.24
"""How far letters reach above and below their line, in ems."""


class Box(NamedTuple):
    """A rectangle; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Say whether two rectangles share an area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Say whether the rectangle lies in another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


class Spot(NamedTuple):
    """A point to be labelled."""

    x: float
    y: float
    text: str


class Label(NamedTuple):
    """A text in its place."""

    text: str
    x: float
    y: float
    """The line that the letters stand on."""
    anchor: Anchor
    box: Box
    leader: tuple[float, float] | None = None
    """Where the line from the point ends, if the label stands off."""


def width_of(text: str, size: float) -> float:
    """Return the width of a text in letters of a size, rather more than less."""
    return size * sum(WIDE if east_asian_width(sign) in "WF" else LATIN for sign in text)


def fitted(text: str, room: float, size: float) -> str:
    """Return a text that fits into a width, cut with an ellipsis if need be.

    >>> fitted("Traditional vehicles", 360, 12), fitted("Traditional vehicles", 100, 12)
    ('Traditional vehicles', 'Traditional v…')
    """
    if width_of(text, size) <= room:
        return text
    return next(
        (text[:end].rstrip() + "…" for end in range(len(text), 0, -1) if width_of(text[:end], size) <= room - size), ""
    )


def around(x: float, y: float, reach: float) -> Box:
    """Return the square about a point."""
    return Box(x - reach, y - reach, x + reach, y + reach)


def place(
    spots: Sequence[Spot],
    frame: Box,
    size: float,
    taken: Iterable[Box] = (),
    directions: Sequence[tuple[int, int]] = EIGHT,
) -> list[Label | None]:
    """Return a label for each point, the most crowded point served first; None where no place is free.

    Of more than a hundred and fifty points none is labelled: no reader would find the names.

    Args:
        spots: The points with their texts.
        frame: What no label may leave.
        size: Height of the letters, in units.
        taken: Rectangles that no label may cover: all marks, those of the points among them.
        directions: The sides tried, in order.
    """
    held = list(taken)
    labels: list[Label | None] = [None] * len(spots)
    for index in crowded(spots) if len(spots) <= MOST_LABELS else ():
        label = first_free(spots[index], frame, size, held, directions)
        labels[index] = label
        held += [label.box] if label else []
    return labels


def crowded(spots: Sequence[Spot], reach: float = 70) -> list[int]:
    """Return the places of the points in the list, those with the most neighbours first."""
    neighbours = [sum(abs(a.x - b.x) < reach and abs(a.y - b.y) < reach / 2 for b in spots) for a in spots]
    return sorted(range(len(spots)), key=lambda index: -neighbours[index])


def first_free(
    spot: Spot, frame: Box, size: float, held: Sequence[Box], directions: Sequence[tuple[int, int]]
) -> Label | None:
    """Return the first label of a point that covers nothing and stays in the frame."""
    for ring in RINGS:
        for side in directions:
            label = candidate(spot, side, ring, size)
            if label.box.within(frame) and not any(label.box.meets(box) for box in held):
                return label
    return None


def candidate(spot: Spot, side: tuple[int, int], ring: float, size: float) -> Label:
    """Return the label of a point on one side, so far from it."""
    across, down = side
    step = ring * (0.75 if across and down else 1)
    x, y = spot.x + across * step, spot.y + down * step
    width, height = width_of(spot.text, size), size * (ASCENT + DESCENT)
    left = {1: x, 0: x - width / 2, -1: x - width}[across]
    top = {1: y, 0: y - height / 2, -1: y - height}[down]
    anchors: dict[int, Anchor] = {1: "start", 0: "middle", -1: "end"}
    box = Box(left, top, left + width, top + height)
    return Label(spot.text, x, top + size * ASCENT, anchors[across], box, (x, y) if ring > RINGS[0] else None)
