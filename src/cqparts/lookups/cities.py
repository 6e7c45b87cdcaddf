"""The partner cities in Sichuan."""

from cqparts.lookups.base import LookUp, Result
from cqparts.lookups.records import EvidenceTexts, Seat, SourceIds, notes_of, seat_record, unique
from cqparts.model import types
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.types import Model, Text


class City(Keys):
    """A partner city."""

    id: str
    name: str
    name_zh: str
    adcode: str
    seat: Seat | None
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


LOOK_UP = LookUp(
    record=City,
    view=("name", "name_zh", "adcode", "seat.lat", "seat.lon", "sources"),
    examples=("cities", "cities -f csv --columns id,seat.lat,seat.lon"),
    kind=Text("City", "城市"),
)


def query(model: Model) -> Result:
    """List the partner cities in Sichuan."""
    index = Index(model)
    return Result([city_record(index, city) for city in model.cities])


def city_record(index: Index, city: types.City) -> City:
    """Return a partner city."""
    return {
        "id": city.id,
        "name": city.name,
        "name_zh": city.name_zh,
        "adcode": city.adcode,
        "seat": seat_record(city.seat),
        "sources": unique([city.sources, city.seat.sources if city.seat else ()]),
        **notes_of(index, city),
        "evidence": dict(city.evidence),
    }
