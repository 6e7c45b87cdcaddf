"""The model as a Data Package: datapackage.json, and a CSV file for each table."""

import csv
import io
import json
import re
from typing import Any

from cqparts.export.fields import IDS_JOINT, Field
from cqparts.export.table import Table
from cqparts.export.tables import TABLES
from cqparts.model.edition import edition
from cqparts.model.types import Model

DESCRIPTOR = "datapackage.json"
PROFILES = "https://datapackage.org/profiles/2.0"
CONTRIBUTORS = [{"title": "The cqparts developers", "roles": ["creator"]}]
GENERATOR = "cqparts"
"""The maker of a package, as its descriptor names it: an export replaces only packages of its own."""

Json = dict[str, Any]


def data_package(model: Model, version: str | None = None) -> dict[str, bytes]:
    """Return the files of a Data Package of version 2, by name.

    Args:
        model: The model.
        version: The version of cqparts whose data these are; None for the data of another file.
    """
    files = {f"{table.name}.csv": encode_csv(table, model) for table in TABLES}
    resources = [resource(table, files[f"{table.name}.csv"], licences(table, model)) for table in TABLES]
    return {DESCRIPTOR: encode_json(descriptor(model, version) | {"resources": resources}), **files}


def encode_json(value: object) -> bytes:
    """Return a value as indented JSON in UTF-8."""
    text = io.StringIO()  # `dumps` would hold every piece of the text at once
    json.dump(value, text, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text.getvalue()}\n".encode()


def encode_csv(table: Table, model: Model) -> bytes:
    """Return a table as CSV in UTF-8 with line feeds; an empty cell stands for no value."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in table.fields)
    writer.writerows([csv_value(value) for value in row] for row in table.row_values(model))
    return text.getvalue().encode()


def csv_value(value: object) -> object:
    """Return a value for CSV: a boolean as `true` or `false`."""
    return str(value).lower() if isinstance(value, bool) else value


def descriptor(model: Model, version: str | None) -> Json:
    """Return the properties of the package as a whole."""
    properties = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "cqparts",
        "title": model.pilot.name,
        "description": description(model),
        "version": version,
        "edition": {key: value for key, value in edition(model)._asdict().items() if value},
        "generator": GENERATOR,
        "schema_version": model.schema_version,
        "contributors": CONTRIBUTORS if version else None,
        "sources": [descriptor_source(source._asdict()) for source in model.sources],
    }
    return {key: value for key, value in properties.items() if value}


def description(model: Model) -> str:
    """Return the content of the package and the terms of its sources, in words."""
    return (
        f"{model.pilot.summary} Names and figures are facts taken from the sources listed here, each of which keeps "
        "its own terms; a table that holds data under a licence names it."
    )


def licences(table: Table, model: Model) -> list[Json]:
    """Return the licences of the sources whose data stand in a table, each with the titles of these sources."""
    cited = cited_sources(table, model)
    titles_of: dict[str, list[str]] = {}
    for source in model.sources:
        if source.licence and source.id in cited:
            titles_of.setdefault(source.licence, []).append(source.title)
    return [
        {"name": licence_name(licence), "title": f"{licence}, for what comes from {', '.join(titles)}"}
        for licence, titles in titles_of.items()
    ]


def cited_sources(table: Table, model: Model) -> set[str]:
    """Return the ids in the columns of a table that name sources."""
    places = [place for place, field in enumerate(table.fields) if field.name.endswith("sources")]
    return {key for row in table.row_values(model) for place in places for key in (row[place] or "").split(IDS_JOINT)}


def licence_name(licence: str) -> str:
    """Return a licence as the standard has its name: without blanks, as in CC-BY-4.0."""
    return re.sub(r"[^-A-Za-z0-9._]+", "-", licence)


def descriptor_source(source: Json) -> Json:
    """Return a source for the descriptor: title and path as in the standard, the rest as in the model."""
    properties = {"title": source["title"], "path": source["url"], **source}
    return {key: value for key, value in properties.items() if value is not None and key != "url"}


def resource(table: Table, data: bytes, terms: list[Json]) -> Json:
    """Return the properties of one table, with the licences of what stands in it."""
    from hashlib import sha256

    properties = {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "licenses": terms,
        "schema": table_schema(table),
    }
    return {key: value for key, value in properties.items() if value}


def table_schema(table: Table) -> Json:
    """Return the Table Schema of a table; in the standard, a table refers to itself by naming no resource."""
    foreign_keys = [
        {
            "fields": [*columns],
            "reference": ({} if target == table.name else {"resource": target}) | {"fields": [*target_columns]},
        }
        for columns, (target, target_columns) in table.foreign_keys.items()
    ]
    schema = {
        "fields": [field_schema(field, unique=table.primary_key == (field.name,)) for field in table.fields],
        "missingValues": [""],
        "primaryKey": [*table.primary_key],
    }
    return schema | ({"foreignKeys": foreign_keys} if foreign_keys else {})


def field_schema(field: Field, *, unique: bool) -> Json:
    """Return the schema of one column."""
    limits = {"required": field.required or None, "unique": unique or None, "enum": list(field.enum) or None}
    limits |= table_schema_limits(field)
    schema = {
        "name": field.name,
        "type": field.type,
        "title": field.title.en,
        "description": field.description,
        "unit": field.unit,
        "constraints": {key: limit for key, limit in limits.items() if limit is not None},
    }
    return {key: value for key, value in schema.items() if value}


def table_schema_limits(field: Field) -> Json:
    """Return the limits of a column for Table Schema, whose patterns match whole cells without anchors."""
    pattern = field.limits.get("pattern")
    if pattern is None:
        return dict(field.limits)
    whole = pattern if pattern.endswith("$") else f"{pattern}.*"
    return {**field.limits, "pattern": whole.replace("^", "").replace("$", "")}
