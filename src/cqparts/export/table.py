"""An exported table: columns, keys and rows."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cqparts.export.fields import Field, fields
from cqparts.export.rows import Rows, cell_value
from cqparts.model import types as m
from cqparts.model.schema import shapes
from cqparts.output.columns import CATALOGUE

References = dict[tuple[str, ...], tuple[str, tuple[str, ...]]]
"""Columns that refer to another table, with the name and the columns of that table."""


class Table(NamedTuple):
    """A table: its columns, keys and rows."""

    name: str
    description: str
    fields: tuple[Field, ...]
    rows: Rows
    primary_key: tuple[str, ...] = ("id",)
    foreign_keys: Mapping[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}

    @property
    def title(self) -> str:
        """The name for people."""
        return self.name.replace("_", " ").capitalize()

    def row_values(self, model: m.Model) -> Iterator[tuple[Any, ...]]:
        """Yield a tuple for each row: a text, a number, a boolean or None for each column."""
        joints = {field.name: field.joint for field in self.fields}
        for record, extra in self.rows(model):
            yield tuple(
                extra[name] if name in extra else cell_value(getattr(record, name), joint)
                for name, joint in joints.items()
            )


def references(table: str, *columns: str) -> References:
    """Return the references of single columns to the ids of a table."""
    return {(column,): (table, ("id",)) for column in columns}


def catalogue_field(name: str) -> Field:
    """Return a column of text with the meaning of the answers' key of this name."""
    return Field(name, "string", CATALOGUE[name].description)


def id_field(name: str, description: str, *, required: bool = True) -> Field:
    """Return a column that holds the id of another record."""
    return Field(name, "string", description, required=required)


def seat_fields() -> tuple[Field, ...]:
    """Return the columns of a seat, which may all be empty."""
    units = {"lat": "degree", "lon": "degree"}
    return tuple(
        field._replace(name=f"seat_{field.name}", required=False, unit=units.get(field.name))
        for field in fields(m.Place, " ".join(m.Place._fields))
    )


def position_field(description: str) -> Field:
    """Return a column that counts rows from 1."""
    return Field("position", "integer", description, limits={"minimum": 1})


NOTES = "sources note note_zh"
CAUTIONS = "caution caution_zh"
ASSEMBLY = id_field("assembly", "Id of the assembly.")
VALUES = "value unit significant_digits value_written unit_written"
VALUE_FIELDS = (
    Field("value", "number", "Value in single things or whole units of a currency.", unit="see the column unit"),
    Field("unit", "string", "What is counted: a currency, percent, percentage points, or things such as vehicles."),
    Field("significant_digits", "integer", "Significant digits of the value.", limits={"minimum": 1}),
    Field("value_written", "string", "Value as its source writes it, digit for digit."),
    Field("unit_written", "string", shapes(m.Figure)["unit"].description),
)
