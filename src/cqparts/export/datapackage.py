"""Model -> a Data Package: datapackage.json and a CSV file a table."""

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

from cqparts.export.fields import Field
from cqparts.export.table import Sheet
from cqparts.export.tables import SHEETS
from cqparts.model.types import Model

DESCRIPTOR = "datapackage.json"
GENERATOR = "cqparts"
"""Who wrote a package, told in its descriptor: an export replaces no other."""

Json = dict[str, Any]


def data_package(model: Model, version: str | None = None) -> dict[str, bytes]:
    """Return the files of a Frictionless Data Package (profile tabular-data-package, version 1), by name.

    Args:
        model: The model.
        version: The version to give to the package, if any.
    """
    tables = {f"{sheet.name}.csv": csv_bytes(sheet, model) for sheet in SHEETS}
    resources = [resource(sheet, tables[f"{sheet.name}.csv"]) for sheet in SHEETS]
    return {DESCRIPTOR: json_bytes(descriptor(model, version) | {"resources": resources}), **tables}


def json_bytes(value: object) -> bytes:
    """Return a value as JSON in UTF-8, indented for people; written piece by piece, as `dumps` holds every piece."""
    text = io.StringIO()
    json.dump(value, text, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text.getvalue()}\n".encode()


def csv_bytes(sheet: Sheet, model: Model) -> bytes:
    """Return a table as CSV in UTF-8, its lines ended by a line feed; an empty cell is nothing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(one.name for one in sheet.fields)
    writer.writerows([written(cell) for cell in row] for row in sheet.cells(model))
    return text.getvalue().encode()


def written(cell: object) -> object:
    """Return a cell as CSV holds it: booleans in the words of JSON."""
    return str(cell).lower() if isinstance(cell, bool) else cell


def descriptor(model: Model, version: str | None) -> Json:
    """Return what the package says of itself as a whole."""
    said = {
        "profile": "tabular-data-package",
        "name": "cqparts",
        "title": model.pilot.name,
        "description": description(model),
        "version": version,
        "generator": GENERATOR,
        "schema_version": model.schema_version,
        "licenses": licences(model),
        "sources": [source(each._asdict()) for each in model.sources],
    }
    return {key: value for key, value in said.items() if value}


def description(model: Model) -> str:
    """Return what the package holds, and what there is to know about its terms."""
    return (
        f"{model.pilot.summary} Names and figures are facts taken from the sources listed here, each of which keeps "
        "its own terms; a licence stands where a source states one."
    )


def licences(model: Model) -> list[Json]:
    """Return the licences that sources state, each with the sources that it is of."""
    of: dict[str, list[str]] = {}
    for each in model.sources:
        if each.licence:
            of.setdefault(each.licence, []).append(each.title)
    return [
        {
            "name": re.sub(r"[^-A-Za-z0-9._]+", "-", licence),
            "title": f"{licence}, for what comes from {', '.join(titles)}",
        }
        for licence, titles in of.items()
    ]


def source(fields: Json) -> Json:
    """Return a source as the package names it: title and path by the standard, the rest by its own names."""
    told = {"title": fields["title"], "path": fields["url"], **fields}
    return {key: value for key, value in told.items() if value is not None and key != "url"}


def resource(sheet: Sheet, data: bytes) -> Json:
    """Return what the package says of one table."""
    from hashlib import sha256

    return {
        "profile": "tabular-data-resource",
        "name": sheet.name,
        "path": f"{sheet.name}.csv",
        "title": sheet.title,
        "description": sheet.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": table_schema(sheet),
    }


def table_schema(sheet: Sheet) -> Json:
    """Return the Table Schema of a table; the standard has one that refers to itself named by an empty text."""
    foreign = [
        {
            "fields": one_or_more(columns),
            "reference": {"resource": "" if table == sheet.name else table, "fields": one_or_more(theirs)},
        }
        for columns, (table, theirs) in sheet.foreign.items()
    ]
    schema = {
        "fields": [field_schema(one, unique=sheet.key == (one.name,)) for one in sheet.fields],
        "missingValues": [""],
        "primaryKey": one_or_more(sheet.key),
    }
    return schema | ({"foreignKeys": foreign} if foreign else {})


def one_or_more(names: Iterable[str]) -> str | list[str]:
    """Return one name as a text, several as a list."""
    first, *others = names
    return [first, *others] if others else first


def field_schema(one: Field, *, unique: bool) -> Json:
    """Return what the schema says of one column."""
    held = {"required": one.required or None, "unique": unique or None, "enum": list(one.enum) or None} | limits(one)
    told = {"name": one.name, "type": one.type, "title": one.title, "description": one.description, "unit": one.unit}
    constraints = {key: limit for key, limit in held.items() if limit is not None}
    return {key: value for key, value in (told | {"constraints": constraints}).items() if value}


def limits(one: Field) -> Json:
    """Return the limits of a column's cells as Table Schema has them: its patterns are of whole cells, unanchored."""
    pattern = one.limits.get("pattern")
    if pattern is None:
        return dict(one.limits)
    whole = pattern if pattern.endswith("$") else f"{pattern}.*"
    return {**one.limits, "pattern": whole.replace("^", "").replace("$", "")}
