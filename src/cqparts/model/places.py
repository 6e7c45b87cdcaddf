"""Places: what lies in a district, a city or an area."""

from collections.abc import Iterable

from cqparts.model.resolve import resolve_each
from cqparts.model.types import Area, City, District, Model


def resolve_places(model: Model, words: str | Iterable[str]) -> set[str]:
    """Return the ids of the places that words name, and of all that lie in them.

    Args:
        model: Its districts, cities and areas.
        words: Names of places; a text may hold several, with commas between them.

    Raises:
        CallError: A word names no place, or more than one.
    """
    return places_in(model, (place.id for place in resolve_each("place", every_place(model), words)))


def every_place(model: Model) -> list[District | City | Area]:
    """Return the districts, cities and areas."""
    return [*model.districts, *model.cities, *model.areas]


def places_in(model: Model, ids: Iterable[str]) -> set[str]:
    """Return the ids of some places and of all places that lie in them."""
    holders = {place.id: (place.part_of, getattr(place, "lies_in", None)) for place in every_place(model)}
    found: set[str] = set()
    more = set(ids)
    while more:
        found |= more
        more = {key for key, held_by in holders.items() if not found.isdisjoint(held_by)} - found
    return found
