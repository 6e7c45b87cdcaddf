"""The JSON Schema of each command's answer, from the catalogue of columns: the output contract, for machines."""

from collections.abc import Iterable
from typing import Any

from cqparts.lookups.table import Record, Table
from cqparts.model.schema import DIALECT
from cqparts.output.columns import Column
from cqparts.output.formatting import column

Schema = dict[str, Any]

TYPES: dict[str, Schema] = {
    "text": {"type": "string"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "word": {"type": "string"},
    "flag": {"type": "boolean"},
    "mark": {"enum": [True, False, "disputed"]},
    "count": {"type": "integer"},
    "number": {"type": "number"},
    "value": {"type": "number"},
    "unit": {"type": "string"},
    "money": {"type": "number", "minimum": 0},
    "percent": {"type": "number"},
    "difference": {"type": "number"},
    "rate": {"type": "number", "exclusiveMinimum": 0},
    "ref": {"type": "string"},
    "refs": {"type": "array", "items": {"type": "string"}},
    "sources": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
    "records": {"type": "array"},
    "spread": {"type": "array"},
    "group": {"type": "object"},
}
"""What JSON holds for each kind of column."""


def answer_schema(table: Table) -> Schema:
    """Return the JSON Schema (2020-12) of a command's answer, given one: a list of records, or one object."""
    record = record_schema(table, table.to_dicts())
    body = record if table.single is not None else {"type": "array", "items": record}
    return {"$schema": DIALECT, "title": f"cqparts {table.name} --json", **body}


def record_schema(table: Table, records: list[Record]) -> Schema:
    """Return the schema of records: a property a key, no other, each always there."""
    keys = list(dict.fromkeys(key for record in records for key in record))
    properties = {key: property_schema(table, key, [record.get(key) for record in records]) for key in keys}
    return {"type": "object", "properties": properties, "required": keys, "additionalProperties": False}


def property_schema(table: Table, key: str, values: list[Any]) -> Schema:
    """Return the schema of one key: its type, what it means, and what the records in it hold."""
    held = column(table, key)
    schema = {"description": held.description, **TYPES[held.kind], **chosen(held)}
    inner = list(members(values))
    if held.kind in ("records", "spread") and inner:
        schema["items"] = record_schema(table, inner)
    if held.kind == "group" and inner:
        schema |= record_schema(table, inner)
    return {**schema, "type": [schema["type"], "null"]} if held.nullable else schema


def chosen(held: Column) -> Schema:
    """Return the words that a column may hold, where the contract fixes them."""
    if not held.choices:
        return {}
    return {"enum": [*held.choices, *([None] if held.nullable else [])]}


def members(values: Iterable[Any]) -> Iterable[Record]:
    """Yield the records in a key's values."""
    for value in values:
        yield from (part for part in (value if isinstance(value, list) else [value]) if isinstance(part, dict))
