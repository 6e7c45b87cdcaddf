"""The partner cities in Sichuan."""

from collections.abc import Sequence

from cqparts.lookups.base import LookUp, Record, Result, Screen, Section
from cqparts.lookups.plants import Production, Project, is_weak, production_at, projects_at
from cqparts.lookups.records import EvidenceTexts, Seat, SourceIds, count, notes_of, seat_record, unique
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
    production: list[Production]
    projects: list[Project]


LOOK_UP = LookUp(
    record=City,
    all=True,
    examples=("cities", "cities -f csv --columns id,seat.lat,seat.lon"),
)


def query(model: Model) -> Result:
    """List the partner cities in Sichuan."""
    index = Index(model)
    records = [city_record(index, city) for city in model.cities]
    return Result(records, lambda everything: show_cities(records, everything=everything))


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
        "production": production_at(index, [city.id]),
        "projects": projects_at(index, [city.id]),
    }


CITY, MAKES = Text("City", "城市"), Text("Stated to make", "来源所述产品")
NOT_FOUND, WEAK_ALONE = Text("not found", "未查到"), Text("in weak sources alone (--all)", "仅见于较弱来源（--all）")
MOST_PRODUCTS, MOST_FIRMS = 4, 3
"""The most products and firms of a city that its row holds."""


def show_cities(records: Sequence[Record], *, everything: bool) -> Screen:
    """Return the partner cities, and what each is stated to make, by statements and by plants that produce."""
    rows = [
        {**record, **contribution(record, everything=everything), "cautions": [], "cautions_zh": []}
        for record in records
    ]
    return Screen(
        Text(
            f"The {count(len(rows), 'partner city', 'partner cities')} in Sichuan, "
            "and what sources state that each makes",
            f"四川{len(rows)}个合作城市及来源所述产品",
        ),
        [
            Section(
                rows,
                ("both_names", "text"),
                kind=CITY,
                headings={"text": MAKES, "text_zh": MAKES},
                more=("adcode", "seat.lat", "seat.lon"),
            )
        ],
        cited=[without_weak(record, everything=everything) for record in records],
        more=Text(
            "--all adds weak sources; plants: cqparts projects --place CITY",
            "--all 另列仅见于较弱来源的内容；企业：cqparts projects --place 城市",
        ),
    )


def without_weak(record: Record, *, everything: bool) -> Record:
    """Return a city with the production and plants that count: all of them, or those that rest on more than copies."""
    kept = {
        key: [each for each in record[key] if everything or not is_weak(each)] for key in ("production", "projects")
    }
    return {**record, **kept}


def contribution(record: Record, *, everything: bool) -> dict[str, str]:
    """Return what a city is stated to make, and which firms produce there, without weak sources unless asked."""
    stated = [each for each in record["production"] if everything or not is_weak(each)]
    plants = [each for each in record["projects"] if each["stage"] == "producing" and (everything or not is_weak(each))]
    made = [*record["production"], *(each for each in record["projects"] if each["stage"] == "producing")]
    nothing = WEAK_ALONE if made else NOT_FOUND
    return {
        "text": listed(
            unique(each["products"] for each in (*stated, *plants)),
            [each["firm"] for each in plants],
            nothing.en,
            ", ",
            "; plants: ",
        ),
        "text_zh": listed(
            unique(each["products_zh"] for each in (*stated, *plants)),
            [each["firm_zh"] or each["firm"] for each in plants],
            nothing.zh,
            "、",
            "；企业：",
        ),
    }


def listed(products: Sequence[str], firms: Sequence[str], nothing: str, comma: str, head: str) -> str:
    """Return products and firms as one text: the first of each."""
    text = comma.join(products[:MOST_PRODUCTS]) or nothing
    return text + (head + comma.join(firms[:MOST_FIRMS]) if firms else "")
