"""What an exported table is: columns, keys and rows."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cqparts.export.fields import Field, fields
from cqparts.export.rows import Rows, cell
from cqparts.model.types import Model, Place
from cqparts.output.columns import CATALOGUE

References = dict[tuple[str, ...], tuple[str, tuple[str, ...]]]
"""Columns that refer to another table, each with that table and its columns."""


class Sheet(NamedTuple):
    """A table: its columns, keys and rows."""

    name: str
    description: str
    fields: tuple[Field, ...]
    rows: Rows
    key: tuple[str, ...] = ("id",)
    foreign: Mapping[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}

    @property
    def title(self) -> str:
        """The name as people read it."""
        return self.name.replace("_", " ").capitalize()

    def cells(self, model: Model) -> Iterator[tuple[Any, ...]]:
        """Yield the rows, a cell a column: texts, numbers, booleans, and None where there is nothing."""
        names = [one.name for one in self.fields]
        for record, own in self.rows(model):
            yield tuple(own[name] if name in own else cell(getattr(record, name)) for name in names)


def to(table: str, *columns: str) -> References:
    """Return the references of single columns to the ids of a table."""
    return {(column,): (table, ("id",)) for column in columns}


def known(name: str) -> Field:
    """Return a column of text that means what the answers' key of this name does."""
    return Field(name, "string", CATALOGUE[name].description)


def ref(name: str, description: str, *, required: bool = True) -> Field:
    """Return a column that holds the id of another record."""
    return Field(name, "string", description, required=required)


def seat() -> tuple[Field, ...]:
    """Return the columns of a seat, none of them required: the model may hold no seat."""
    units = {"lat": "degree", "lon": "degree"}
    return tuple(
        one._replace(name=f"seat_{one.name}", required=False, unit=units.get(one.name))
        for one in fields(Place, " ".join(Place._fields))
    )
