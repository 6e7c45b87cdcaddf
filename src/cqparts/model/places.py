"""Places: districts, cities and areas, and what lies in them."""

from collections.abc import Iterable

from cqparts.model.resolve import resolve_each
from cqparts.model.types import Area, City, District, Model

Place = District | City | Area


def every_place(model: Model) -> list[Place]:
    """Return the districts, cities and areas."""
    return [*model.districts, *model.cities, *model.areas]


def resolve_places(model: Model, words: str | Iterable[str]) -> list[Place]:
    """Return the places that words name, each once; a word may be several, with commas between them.

    Raises:
        CallError: A word names no place, or more than one.
    """
    return resolve_each("place", every_place(model), words)


def places_in(model: Model, places: Iterable[Place]) -> set[str]:
    """Return the ids of some places and of all that lie in them."""
    holders = {place.id: (place.part_of, getattr(place, "lies_in", None)) for place in every_place(model)}
    found: set[str] = set()
    more = {place.id for place in places}
    while more:
        found |= more
        more = {key for key, held_by in holders.items() if not found.isdisjoint(held_by)} - found
    return found
