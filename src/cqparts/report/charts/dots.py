"""The dot map: places on a local projection, with a grid of degrees and a scale."""

from collections.abc import Sequence
from math import ceil, cos, floor, log10, radians
from typing import Literal, NamedTuple

from cqparts.report.charts.labels import FONT_SIZE, WIDTH, Box, Label, Spot, Tick, place_labels, square_around

SIDE, TOP, BOTTOM = 40.0, 20.0, 44.0
"""Margins around the dots, for labels and, below, the scale."""

MIN_HEIGHT, MAX_HEIGHT = 140.0, 210.0
"""Limits of the height of the field of dots."""

MIN_SPAN = 0.05
"""The least extent of a map in degrees, for a single dot."""

KM_PER_DEGREE = 111.195
"""A degree of latitude on a sphere of the Earth's mean radius, 6371 km."""

PlaceKind = Literal["districts", "cities"]


class MapPoint(NamedTuple):
    """A place for the map, in degrees WGS84."""

    key: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    chosen: bool = False
    radius: float = 4.2
    named: bool = True
    """Whether its name stands beside it."""


class Dot(NamedTuple):
    """A place as a dot of the map."""

    point: MapPoint
    x: float
    y: float
    label: Label | None


class DotMap(NamedTuple):
    """The map."""

    width: float
    height: float
    meridians: tuple[Tick, ...]
    parallels: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    scale: float
    """Length of the scale."""
    scale_text: str


class Projection(NamedTuple):
    """A local equirectangular projection: the cosine of the middle latitude shortens a degree of longitude."""

    west: float
    north: float
    squeeze: float
    unit: float
    """Length of a degree of latitude."""

    def x(self, lon: float) -> float:
        """Return the distance of a longitude from the left."""
        return SIDE + (lon - self.west) * self.squeeze * self.unit

    def y(self, lat: float) -> float:
        """Return the distance of a latitude from the top."""
        return TOP + (self.north - lat) * self.unit


def layout(points: Sequence[MapPoint], most: float = MAX_HEIGHT) -> DotMap | None:
    """Return the map of places, whose field is no higher than the most given; None without a place."""
    if not points:
        return None
    lats, lons = extent([point.lat for point in points]), extent([point.lon for point in points])
    squeeze = max(cos(radians(sum(lats) / 2)), 0.01)
    unit = min((WIDTH - 2 * SIDE) / ((lons[1] - lons[0]) * squeeze), most / (lats[1] - lats[0]))
    spare = (WIDTH - 2 * SIDE) / unit / squeeze - (lons[1] - lons[0])
    projection = Projection(lons[0] - spare / 2, lats[1], squeeze, unit)
    field = max((lats[1] - lats[0]) * unit, MIN_HEIGHT)
    projection = projection._replace(north=lats[1] + (field / unit - (lats[1] - lats[0])) / 2)
    height = TOP + field + BOTTOM
    kilometres = round_down(0.3 * WIDTH / unit * KM_PER_DEGREE)
    return DotMap(
        WIDTH,
        height,
        meridians(projection),
        parallels(projection, field),
        place_dots(points, projection, Box(2, 4, WIDTH - 2, height - 35)),
        kilometres / KM_PER_DEGREE * unit,
        f"{kilometres:g} km",
    )


def extent(values: Sequence[float]) -> tuple[float, float]:
    """Return the least and the greatest value, moved apart if they are too near each other."""
    least, most = min(values), max(values)
    margin = max(MIN_SPAN - (most - least), 0) / 2
    return least - margin, most + margin


def place_dots(points: Sequence[MapPoint], projection: Projection, frame: Box) -> tuple[Dot, ...]:
    """Return the places as dots, with labels as far as there is room."""
    spots = [Spot(projection.x(point.lon), projection.y(point.lat), point.name * point.named) for point in points]
    marks = [square_around(spot.x, spot.y, point.radius + 0.5) for spot, point in zip(spots, points, strict=True)]
    labels = place_labels(spots, frame, FONT_SIZE, marks, reaches=[point.radius for point in points])
    return tuple(
        Dot(point, round(spot.x, 1), round(spot.y, 1), label)
        for point, spot, label in zip(points, spots, labels, strict=True)
    )


def meridians(projection: Projection) -> tuple[Tick, ...]:
    """Return the lines of longitude that cross the map."""
    degrees = WIDTH / (projection.squeeze * projection.unit)
    west = projection.west - SIDE / (projection.squeeze * projection.unit)
    lons = round_values(west, west + degrees)
    return tuple(Tick(round(projection.x(lon), 1), degree_text(lon, "EW")) for lon in lons)


def parallels(projection: Projection, field: float) -> tuple[Tick, ...]:
    """Return the lines of latitude that cross the map."""
    south = projection.north - (field + 10) / projection.unit
    lats = round_values(south, projection.north + TOP / 2 / projection.unit)
    return tuple(Tick(round(projection.y(lat), 1), degree_text(lat, "NS")) for lat in lats)


def round_values(first: float, last: float) -> list[float]:
    """Return about three round values between two values."""
    step = round_down((last - first) / 2.5)
    return [round(index * step, 9) for index in range(ceil(first / step), floor(last / step) + 1)]


def round_down(value: float) -> float:
    """Return the greatest of …, 0.5, 1, 2, 5, 10, 20, … that is not above a value.

    >>> round_down(76.2), round_down(0.9), round_down(2.4)
    (50.0, 0.5, 2.0)
    """
    power = 10.0 ** floor(round(log10(value), 9))
    return max(digit * power for digit in (1.0, 2.0, 5.0) if digit * power <= value * 1.000001)


def degree_text(degrees: float, signs: str) -> str:
    """Return degrees with the side of the Earth: 105° E."""
    return f"{abs(degrees):g}° {signs[degrees < 0]}"
