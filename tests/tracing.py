"""How the tables of docs/data.md tie the values of the model to the places of the ledger."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

DASH = "-"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Row(NamedTuple):
    """One line of the tables: which value of the model stands where in the ledger."""

    record: str
    field: str
    value: str
    fact: str
    place: str


def read_rows(page: str) -> list[Row]:
    """Give the rows of the tables that tie the model to the ledger."""
    lines = page.partition("## From the model to the ledger")[2].splitlines()
    cells = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    return [Row(*row) for row in cells]


def walk(node: object) -> Iterator[Any]:
    """Give every record below a node of the model that has an id."""
    if hasattr(node, "id"):
        yield node
    if isinstance(node, tuple):
        for part in node:
            yield from walk(part)


def digits(text: str) -> set[str]:
    """Give the significant digits of every number in a text: 52.5, 525 and 52,500 are the same."""
    return {re.sub(r"\D", "", number).strip("0") for number in NUMBER.findall(text)}


def follow(node: Any, place: str) -> Any:  # noqa: ANN401 - the ledger is plain YAML
    """Go down a dotted path of keys and list positions; the rest of a path may be one key with dots."""
    if place in {"", DASH}:
        return node
    if isinstance(node, dict) and place in node:
        return node[place]
    key, _, rest = place.partition(".")
    return follow(node[int(key)] if isinstance(node, list) else node[key], rest)


def shown(record: Any, field: str) -> str:  # noqa: ANN401 - any record of the model
    """Write a field of a record as the tables of docs/data.md do."""
    if field == "seat":
        return f"{record.seat.lat}, {record.seat.lon}, {record.seat.geonames}"
    if field == "rates":
        return f"{len(record.rates)} rates"
    if field.startswith("priorities."):
        return ", ".join(record.priorities[int(field.removeprefix("priorities."))].assemblies)
    return str(getattr(record, field))


def agrees(row: Row, ledger: dict[str, Any]) -> bool:
    """Say whether the ledger holds the row's value at the row's place."""
    held = follow(ledger[row.fact], row.place)
    if row.place == "statement":
        return Decimal(row.value) in {Decimal(number.replace(",", "")) for number in NUMBER.findall(held)}
    if isinstance(held, bool | int | float):
        return Decimal(row.value) == Decimal(str(held))
    if row.field == "rates":
        return row.value == f"{len(held)} rates"
    parts = held.values() if isinstance(held, dict) else held if isinstance(held, list) else [held]
    plain = ", ".join(str(part) for part in parts)
    return row.value == (re.sub(r"[区市]$|\(BMS\)$", "", plain) if row.field == "name_zh" else plain)


def expected_fields(record: Any) -> set[str]:  # noqa: ANN401 - any record of the model
    """Name the fields of a record that the tables must trace; a dash if it holds no value of its own."""
    single = {"value", "adcode", "seat", "rate", "equivalent", "days", "rates"}
    fields = {name for name in record._fields if name in single and getattr(record, name) is not None}
    fields |= {f"priorities.{number}" for number in range(len(getattr(record, "priorities", ())))}
    if type(record).__name__ in {"Assembly", "Component", "District", "City"}:
        fields.add("name_zh")
    return fields or {"as_of" if record.id == "plan.issued" else DASH}


def leaves(value: object, place: str) -> Iterator[str]:
    """Give the place of every number inside a fact's value."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{place}.{key}")
    elif isinstance(value, int | float):
        yield place
