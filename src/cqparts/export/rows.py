"""Model -> the rows of each exported table, in the model's order; nothing is left out and nothing added but numbers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cqparts.model.types import Model, Place
from cqparts.money import amounts, published


class Row(NamedTuple):
    """What a row shows: a record of the model, and cells that are not fields of it or not so."""

    record: Any
    own: Mapping[str, Any] = {}


Rows = Callable[[Model], Iterable[Row]]

KINDS = {
    "Area": "areas",
    "Assembly": "assemblies",
    "City": "cities",
    "Component": "components",
    "District": "districts",
    "Figure": "figures",
    "Item": "items",
    "Pilot": "pilot",
    "QuotedRate": "exchange_rates",
    "RateTable": "rate_tables",
    "Remark": "remarks",
    "Source": "sources",
    "System": "systems",
}
"""The table that holds the records of each class; those of terms depend on their place in the model."""


def walk(part: Any, owner: Any = None) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 -- any part of a model
    """Yield every named tuple in a part of the model, each with the record with an id that it is or belongs to."""
    if isinstance(part, tuple):
        owner = part if hasattr(part, "id") else owner
        if owner is not None and hasattr(part, "_fields"):
            yield part, owner
        for held in part:
            yield from walk(held, owner)


def records(model: Model) -> Iterator[Row]:
    """Yield every record that has an id, numbered: what references lead to whatever table holds it."""
    terms = {id(term): "measures" for term in model.measures} | {id(term): "scopes" for term in model.scopes}
    every = (part for part, owner in walk(model) if part is owner)
    for number, record in enumerate(every, start=1):
        kind = terms.get(id(record)) or KINDS[type(record).__name__]
        name = getattr(record, "name", None) or getattr(record, "title", None)
        yield Row(record, {"number": number, "kind": kind, "name": name, "name_zh": getattr(record, "name_zh", None)})


def citations(model: Model) -> Iterator[Row]:
    """Yield which source supports which record, the record itself or a part of it, each pair once."""
    pairs = ((owner.id, source) for part, owner in walk(model) for source in cited(part))
    yield from (Row(None, {"record": record, "source": source}) for record, source in dict.fromkeys(pairs))


def cited(part: Any) -> tuple[str, ...]:  # noqa: ANN401 -- any part of a model
    """Return the ids of the sources that a part of the model names; the model's own list is of sources themselves."""
    named: tuple[str, ...] = getattr(part, "sources", ())
    return named


def aliases(model: Model) -> Iterator[Row]:
    """Yield the other words for each record."""
    for part, owner in walk(model):
        for alias in dict.fromkeys(getattr(part, "aliases", ())):
            yield Row(None, {"record": owner.id, "alias": alias})


def pilot(model: Model) -> Iterator[Row]:
    """Yield the pilot, the one row of its table."""
    yield Row(model.pilot, {"schema_version": model.schema_version})


def assemblies(model: Model) -> Iterator[Row]:
    """Yield the assemblies, each with its system."""
    yield from (Row(part, {"system": system.id}) for system in model.systems for part in system.assemblies)


def components(model: Model) -> Iterator[Row]:
    """Yield the component types, each with its assembly; last those without one."""
    for assembly in (part for system in model.systems for part in system.assemblies):
        yield from (Row(component, {"assembly": assembly.id}) for component in assembly.components)
    yield from (Row(component, {"assembly": None}) for component in model.unplaced)


def districts(model: Model) -> Iterator[Row]:
    """Yield the districts, each with its seat."""
    yield from (Row(district, seat(district.seat)) for district in model.districts)


def cities(model: Model) -> Iterator[Row]:
    """Yield the partner cities, each with its seat."""
    yield from (Row(city, seat(city.seat)) for city in model.cities)


def seat(place: Place | None) -> dict[str, Any]:
    """Return the cells of a seat, all empty where there is none."""
    return {f"seat_{name}": cell(getattr(place, name, None)) for name in Place._fields}


def focus(model: Model) -> Iterator[Row]:
    """Yield the assemblies that any statement names for a district, and whether another leaves it out."""
    for district in model.districts:
        lists = [priority.assemblies for priority in district.priorities]
        for assembly in dict.fromkeys(key for named in lists for key in named):
            disputed = not all(assembly in named for named in lists)
            yield Row(None, {"district": district.id, "assembly": assembly, "disputed": disputed})


def statements(model: Model) -> Iterator[Row]:
    """Yield the list that each source gave for a district, numbered in each district."""
    for district in model.districts:
        for number, priority in enumerate(district.priorities, start=1):
            yield Row(priority, {"district": district.id, "statement": number})


def statement_assemblies(model: Model) -> Iterator[Row]:
    """Yield the assemblies of each statement, numbered in the source's order."""
    for statement in statements(model):
        for position, assembly in enumerate(statement.record.assemblies, start=1):
            yield Row(None, {**statement.own, "position": position, "assembly": assembly})


def measures(model: Model) -> Iterator[Row]:
    """Yield what figures measure, a ratio with the two measures that it is made of."""
    for term in model.measures:
        part, whole = term.ratio_of or (None, None)
        yield Row(term, {"ratio_part": part, "ratio_whole": whole})


def figures(model: Model) -> Iterator[Row]:
    """Yield the figures: in single things or whole units of a currency, and as their sources write them."""
    for figure in model.figures:
        places, unit = amounts.split_unit(figure.unit)
        yield Row(
            figure,
            {
                "value": amounts.shift(figure.value, places),
                "unit": unit,
                "significant_digits": amounts.digits(figure.value),
                "value_written": figure.value,
                "unit_written": figure.unit,
            },
        )


def remarks(model: Model) -> Iterator[Row]:
    """Yield where sources differ, then what none of them says."""
    yield from (Row(remark, {"kind": "conflict"}) for remark in model.conflicts)
    yield from (Row(remark, {"kind": "unknown"}) for remark in model.unknowns)


def remarks_about(model: Model) -> Iterator[Row]:
    """Yield the records that each remark concerns."""
    for remark in (*model.conflicts, *model.unknowns):
        yield from (Row(None, {"remark": remark.id, "record": key}) for key in dict.fromkeys(remark.about))


def exchange_rates(model: Model) -> Iterator[Row]:
    """Yield the single rates, an implied one calculated."""
    for quote in model.exchange_rates.quotes:
        rate = amounts.round_half_up(published.rate_of(model, quote), amounts.RATE_DIGITS)
        yield Row(quote, {"rate": float(rate), "rate_written": quote.rate})


def reference_rates(model: Model) -> Iterator[Row]:
    """Yield the rates of each table, a currency a row."""
    for table in model.exchange_rates.tables:
        for currency, units in table.rates.items():
            own = {"rate_table": table.id, "currency": currency, "units_per_base": float(units)}
            yield Row(None, own | {"units_per_base_written": units})


def cell(value: Any) -> Any:  # noqa: ANN401 -- any field of the model's records
    """Return what a cell holds: a list as one text."""
    return ";".join(value) if isinstance(value, tuple) else value
