"""The rows of each exported table, in the model's order: all of the model, and nothing else but numbers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cqparts.model.index import walk
from cqparts.model.types import Model, Place, Priority
from cqparts.money import amounts, published


class Row(NamedTuple):
    """A row: a record of the model, and cells that the record lacks or that differ from its fields."""

    record: Any
    extra: Mapping[str, Any] = {}


Rows = Callable[[Model], Iterable[Row]]

TABLE_OF_CLASS = {
    "Area": "areas",
    "Assembly": "assemblies",
    "City": "cities",
    "Component": "components",
    "District": "districts",
    "Event": "events",
    "Figure": "figures",
    "FocusWords": "focus_words",
    "Item": "items",
    "Link": "links",
    "LocalizationStatement": "localization",
    "Pilot": "pilot",
    "Production": "production",
    "Project": "projects",
    "QuotedRate": "exchange_rates",
    "RateTable": "rate_tables",
    "Remark": "remarks",
    "Source": "sources",
    "System": "systems",
}
"""The table of the records of each class; that of a term depends on its place in the model."""

NAME_FIELDS = ("name", "title", "firm", "products", "words")
"""What a record is called: the first of these fields that its class has, and the same in Chinese."""


def records(model: Model) -> Iterator[Row]:
    """Yield every record that has an id, with a number and the name of its table."""
    terms = {id(term): "measures" for term in model.measures} | {id(term): "scopes" for term in model.scopes}
    owners = (node for node, owner in walk(model) if node is owner)
    for number, record in enumerate(owners, start=1):
        kind = terms.get(id(record)) or TABLE_OF_CLASS[type(record).__name__]
        name, name_zh = record_names(record)
        yield Row(record, {"number": number, "kind": kind, "name": name, "name_zh": name_zh})


def record_names(record: Any) -> tuple[str | None, str | None]:  # noqa: ANN401 -- any record of the model
    """Return what a record is called in English and in Chinese, a list as one text."""
    field = next((field for field in NAME_FIELDS if hasattr(record, field)), "name")
    name, name_zh = getattr(record, field, None), getattr(record, f"{field}_zh", None)
    return (", ".join(name), "、".join(name_zh or ())) if isinstance(name, tuple) else (name, name_zh)


def citations(model: Model) -> Iterator[Row]:
    """Yield each pair of a record and a source that the record or a part of it names, with what it rests on there."""
    sentences: dict[tuple[str, str], dict[str, None]] = {}
    for node, owner in walk(model):
        for source in getattr(node, "sources", ()):
            of_pair = sentences.setdefault((owner.id, source), {})
            if sentence := getattr(node, "evidence", {}).get(source):
                of_pair[sentence] = None
    for (record, source), of_pair in sentences.items():
        yield Row(None, {"record": record, "source": source, "evidence": "\n".join(of_pair) or None})


def aliases(model: Model) -> Iterator[Row]:
    """Yield the other words for each record."""
    for node, owner in walk(model):
        for alias in dict.fromkeys(getattr(node, "aliases", ())):
            yield Row(None, {"record": owner.id, "alias": alias})


def pilot(model: Model) -> Iterator[Row]:
    """Yield the pilot, the one row of its table."""
    yield Row(model.pilot, {"schema_version": model.schema_version})


def assemblies(model: Model) -> Iterator[Row]:
    """Yield the assemblies, each with its system."""
    for system in model.systems:
        yield from (Row(assembly, {"system": system.id}) for assembly in system.assemblies)


def components(model: Model) -> Iterator[Row]:
    """Yield the component types, each with its assembly; those without one are last."""
    for assembly in (assembly for system in model.systems for assembly in system.assemblies):
        yield from (Row(component, {"assembly": assembly.id}) for component in assembly.components)
    yield from (Row(component, {"assembly": None}) for component in model.unplaced)


def districts(model: Model) -> Iterator[Row]:
    """Yield the districts, each with its seat."""
    yield from (Row(district, seat_cells(district.seat)) for district in model.districts)


def cities(model: Model) -> Iterator[Row]:
    """Yield the partner cities, each with its seat."""
    yield from (Row(city, seat_cells(city.seat)) for city in model.cities)


def seat_cells(place: Place | None) -> dict[str, Any]:
    """Return the cells of a seat, all empty where there is none."""
    return {f"seat_{name}": cell_value(getattr(place, name, None)) for name in Place._fields}


def focus(model: Model) -> Iterator[Row]:
    """Yield the assemblies that any statement names for a district, and whether another statement omits them."""
    for district in model.districts:
        for assembly in dict.fromkeys(key for priority in district.priorities for key in priority.assemblies):
            naming = [priority for priority in district.priorities if assembly in priority.assemblies]
            cells = {"disputed": len(naming) < len(district.priorities), "sources": joined_sources(naming)}
            yield Row(None, {"district": district.id, "assembly": assembly, **cells})


def joined_sources(priorities: Iterable[Priority]) -> str:
    """Return the ids of the sources of some statements as one text, each once."""
    return ";".join(dict.fromkeys(key for priority in priorities for key in priority.sources))


def statements(model: Model) -> Iterator[Row]:
    """Yield the lists that sources give for a district, with numbers in each district."""
    for district in model.districts:
        for number, priority in enumerate(district.priorities, start=1):
            yield Row(priority, {"district": district.id, "statement": number})


def statement_assemblies(model: Model) -> Iterator[Row]:
    """Yield the assemblies of each statement, with numbers in the source's order."""
    for statement in statements(model):
        for position, assembly in enumerate(statement.record.assemblies, start=1):
            yield Row(None, {**statement.extra, "position": position, "assembly": assembly})


def measures(model: Model) -> Iterator[Row]:
    """Yield what figures measure, a ratio with its two measures."""
    for term in model.measures:
        part, whole = term.ratio_of or (None, None)
        yield Row(term, {"ratio_part": part, "ratio_whole": whole})


def figures(model: Model) -> Iterator[Row]:
    """Yield the figures, numbered: in single things or whole units of a currency, and as their sources write them."""
    for number, figure in enumerate(model.figures, start=1):
        yield Row(figure, {"number": number, **value_cells(figure.value, figure.unit)})


def value_cells(value: str, unit: str) -> dict[str, Any]:
    """Return the cells of a number: scaled, and as its source writes it."""
    places, counted = amounts.split_unit(unit)
    return {
        "value": amounts.shift(value, places),
        "unit": counted,
        "significant_digits": amounts.digits(value),
        "value_written": value,
        "unit_written": unit,
    }


def remarks(model: Model) -> Iterator[Row]:
    """Yield the conflicts between sources, then what no source says."""
    yield from (Row(remark, {"kind": "conflict", "conflict_kind": remark.kind}) for remark in model.conflicts)
    yield from (Row(remark, {"kind": "unknown", "conflict_kind": None}) for remark in model.unknowns)


def remarks_about(model: Model) -> Iterator[Row]:
    """Yield the records that each remark concerns."""
    for remark in (*model.conflicts, *model.unknowns):
        yield from (Row(None, {"remark": remark.id, "record": key}) for key in dict.fromkeys(remark.about))


def exchange_rates(model: Model) -> Iterator[Row]:
    """Yield the single rates, calculated where they are implied."""
    for quote in model.exchange_rates.quotes:
        rate = amounts.round_half_up(published.rate_of(model, quote), amounts.RATE_DIGITS)
        yield Row(quote, {"rate": float(rate), "rate_written": quote.rate})


def reference_rates(model: Model) -> Iterator[Row]:
    """Yield the rates of each table, one currency in each row."""
    for table in model.exchange_rates.tables:
        for currency, units in table.rates.items():
            rate = {"rate_table": table.id, "currency": currency, "units_per_base": float(units)}
            yield Row(None, rate | {"units_per_base_written": units})


def cell_value(value: Any, joint: str = ";") -> Any:  # noqa: ANN401 -- any field of the model's records
    """Return a field as the value of a cell: a list as one text, its items joined, an empty one as nothing."""
    return joint.join(value) or None if isinstance(value, tuple) else value
