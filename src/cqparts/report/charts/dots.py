"""The dot map: positions on a local projection, with a grid of degrees and a scale."""

from collections.abc import Sequence
from math import ceil, cos, floor, log10, radians
from typing import Literal, NamedTuple

from cqparts.report.charts.labels import Box, Label, Spot, around, place

WIDTH = 360.0
SIDE, TOP, BOTTOM = 40.0, 20.0, 44.0
"""Room around the dots for labels and, below, the scale, in units."""

LEAST, MOST = 140.0, 420.0
"""Heights of the field of dots, in units."""

LEAST_SPAN = 0.05
"""Degrees that a map shows at least, so that a single dot has one, too."""

LETTERS = 12.0
KM_PER_DEGREE = 111.195
"""A degree of latitude on a sphere of the Earth's mean radius, 6371 km."""

Kind = Literal["districts", "cities"]


class Seat(NamedTuple):
    """A point to be drawn: degrees WGS84."""

    key: str
    name: str
    kind: Kind
    lat: float
    lon: float
    chosen: bool = False


class Dot(NamedTuple):
    """A point in its place."""

    seat: Seat
    x: float
    y: float
    label: Label | None


class Degree(NamedTuple):
    """A line of the grid, as far from the left or the top as `at` says."""

    at: float
    text: str


class Map(NamedTuple):
    """The map."""

    width: float
    height: float
    meridians: tuple[Degree, ...]
    parallels: tuple[Degree, ...]
    dots: tuple[Dot, ...]
    scale: float
    """Length of the scale, in units."""
    scale_text: str


class Projection(NamedTuple):
    """Local equirectangular: a degree of longitude is shorter by the cosine of the middle latitude."""

    west: float
    north: float
    squeeze: float
    unit: float
    """Units a degree of latitude."""

    def x(self, lon: float) -> float:
        """Return how far from the left a longitude lies."""
        return SIDE + (lon - self.west) * self.squeeze * self.unit

    def y(self, lat: float) -> float:
        """Return how far from the top a latitude lies."""
        return TOP + (self.north - lat) * self.unit


def draw(seats: Sequence[Seat]) -> Map | None:
    """Return the map of points; None where there is none."""
    if not seats:
        return None
    lats, lons = stretched([seat.lat for seat in seats]), stretched([seat.lon for seat in seats])
    squeeze = max(cos(radians(sum(lats) / 2)), 0.01)
    unit = min((WIDTH - 2 * SIDE) / ((lons[1] - lons[0]) * squeeze), MOST / (lats[1] - lats[0]))
    spare = (WIDTH - 2 * SIDE) / unit / squeeze - (lons[1] - lons[0])
    projection = Projection(lons[0] - spare / 2, lats[1], squeeze, unit)
    field = max((lats[1] - lats[0]) * unit, LEAST)
    projection = projection._replace(north=lats[1] + (field / unit - (lats[1] - lats[0])) / 2)
    height = TOP + field + BOTTOM
    kilometres = rounded(0.3 * WIDTH / unit * KM_PER_DEGREE)
    return Map(
        WIDTH,
        height,
        meridians(projection),
        parallels(projection, field),
        dots(seats, projection, Box(2, 4, WIDTH - 2, height - 26)),
        kilometres / KM_PER_DEGREE * unit,
        f"{kilometres:g} km",
    )


def stretched(values: Sequence[float]) -> tuple[float, float]:
    """Return the least and the greatest value, somewhat further apart if they are near each other."""
    least, most = min(values), max(values)
    lacking = max(LEAST_SPAN - (most - least), 0) / 2
    return least - lacking, most + lacking


def dots(seats: Sequence[Seat], projection: Projection, frame: Box) -> tuple[Dot, ...]:
    """Return the points in their places, labelled as far as there is room."""
    spots = [Spot(projection.x(seat.lon), projection.y(seat.lat), seat.name) for seat in seats]
    labels = place(spots, frame, LETTERS, [around(spot.x, spot.y, 4.7) for spot in spots])
    return tuple(
        Dot(seat, round(spot.x, 1), round(spot.y, 1), label)
        for seat, spot, label in zip(seats, spots, labels, strict=True)
    )


def meridians(projection: Projection) -> tuple[Degree, ...]:
    """Return the lines of longitude that cross the map."""
    degrees = WIDTH / (projection.squeeze * projection.unit)
    west = projection.west - SIDE / (projection.squeeze * projection.unit)
    return tuple(Degree(round(projection.x(lon), 1), compass(lon, "EW")) for lon in steps(west, west + degrees))


def parallels(projection: Projection, field: float) -> tuple[Degree, ...]:
    """Return the lines of latitude that cross the map."""
    south = projection.north - (field + 10) / projection.unit
    lines = steps(south, projection.north + TOP / 2 / projection.unit)
    return tuple(Degree(round(projection.y(lat), 1), compass(lat, "NS")) for lat in lines)


def steps(first: float, last: float) -> list[float]:
    """Return round values between two, some three of them."""
    step = rounded((last - first) / 2.5)
    return [round(index * step, 9) for index in range(ceil(first / step), floor(last / step) + 1)]


def rounded(value: float) -> float:
    """Return the greatest of 1, 2, 5, 10, 20, 50 … that a value holds.

    >>> rounded(76.2), rounded(0.9), rounded(2.4)
    (50.0, 0.5, 2.0)
    """
    power = 10.0 ** floor(round(log10(value), 9))
    return max(part * power for part in (1.0, 2.0, 5.0) if part * power <= value * 1.000001)


def compass(degrees: float, signs: str) -> str:
    """Return degrees with the side of the Earth: 105° E."""
    return f"{abs(degrees):g}° {signs[degrees < 0]}"
