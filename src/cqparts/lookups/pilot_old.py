"""The pilot itself and its partner cities."""

from cqparts.lookups.old import called, cited, merged, noted, seat_record, without_notes
from cqparts.lookups.table import Record, Table
from cqparts.model.index import Index
from cqparts.model.types import Model, Remark, Text

CITY_KEYS = ("id", "name", "name_zh", "adcode", "seat", "sources", "notes", "notes_zh")


def cities(model: Model) -> Table:
    """Return the partner cities in Sichuan."""
    index = Index(model)
    records = [
        {
            "id": city.id,
            "name": city.name,
            "name_zh": city.name_zh,
            "adcode": city.adcode,
            "seat": seat_record(city.seat),
            "sources": merged([city.sources, city.seat.sources if city.seat else ()]),
            **noted(index, city),
        }
        for city in model.cities
    ]
    return Table(
        "cities",
        CITY_KEYS,
        records,
        view=("name", "name_zh", "adcode", "seat.lat", "seat.lon", "sources"),
        cited=cited(index, records),
        names=called("City", "城市"),
    )


ITEM_KEYS = ("id", "kind", "name", "name_zh", "as_of", "qualifier", "sources", "notes", "notes_zh")


def pilot(model: Model) -> Table:
    """Return the pilot: who, when, its aspects, what was announced; and where sources differ or are silent."""
    index = Index(model)
    held = model.pilot
    items = [
        {**{key: getattr(item, key) for key in ITEM_KEYS[:6]}, "sources": list(item.sources), **noted(index, item)}
        for item in held.items
    ]
    single = {
        **{key: getattr(held, key) for key in ("id", "name", "name_zh", "as_of", "summary", "summary_zh")},
        "items": items,
        "conflicts": [remark_record(remark) for remark in model.conflicts],
        "unknowns": [remark_record(remark) for remark in model.unknowns],
        "sources": list(held.sources),
        **noted(index, held),
    }
    return Table(
        "pilot",
        ITEM_KEYS,
        items,
        view=("name", "kind", "as_of", "qualifier", "sources"),
        title=Text(f"{held.name}, {held.as_of}", f"{held.name_zh}, {held.as_of}"),
        single=single,
        notes=(Text(held.summary, held.summary_zh), *pilot_notes(model)),
        cited=cited(index, [single]),
        names=called("What", "内容"),
    )


def remark_record(remark: Remark) -> Record:
    """Return a conflict or an unknown as a record."""
    return without_notes(remark)


def pilot_notes(model: Model) -> tuple[Text, ...]:
    """Return where sources differ and what none of them says, as notes."""
    return (
        *(Text(f"Sources differ: {remark.text}", f"来源不一: {remark.text_zh}") for remark in model.conflicts),
        *(Text(f"Unknown: {remark.text}", f"未知: {remark.text_zh}") for remark in model.unknowns),
    )
