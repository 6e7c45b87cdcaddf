"""The columns of exported tables: types, words and limits, taken from the model's own annotations."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args, get_origin

from cqparts.model.schema import Shape, shapes
from cqparts.output.columns import CATALOGUE

FieldType = Literal["string", "integer", "number", "boolean"]
FIELD_TYPES: dict[Any, FieldType] = {str: "string", int: "integer", float: "number", bool: "boolean"}
LIMITS = {"minimum", "maximum", "pattern"}
"""The keywords that JSON Schema and Table Schema share."""


class Field(NamedTuple):
    """One column of an exported table."""

    name: str
    type: FieldType
    description: str
    required: bool = True
    enum: tuple[str, ...] = ()
    """The words that a cell can hold; any word if empty."""
    limits: Mapping[str, Any] = {}
    """Further limits by keyword: minimum, maximum, pattern."""
    unit: str | None = None

    @property
    def title(self) -> str:
        """The heading for people: that of the answers' key of this name, if there is one."""
        column = CATALOGUE.get(self.name)
        return column.heading.en if column else self.name.replace("_", " ").capitalize()


def fields(kind: type[Any] | None, names: str, *extra: Field) -> tuple[Field, ...]:
    """Return columns by name, in the order of the names.

    Args:
        kind: The class of the model's records, whose annotations describe the fields of the same name.
        names: The names, with spaces between them.
        extra: Columns that the class lacks, or that differ from its fields.
    """
    extra_by_name = {field.name: field for field in extra}
    shape_by_name = shapes(kind) if kind else {}
    return tuple(extra_by_name.get(name) or model_field(name, shape_by_name[name]) for name in names.split())


def model_field(name: str, shape: Shape) -> Field:
    """Return the column for one field of the model's records; a list becomes one text."""
    if get_origin(shape.kind) is Literal:
        return Field(name, "string", shape.description, not shape.optional, enum=get_args(shape.kind))
    if get_origin(shape.kind) is tuple:
        words = f"{shape.description.rstrip('.')}, with semicolons between them."
        return Field(name, "string", words, bool(shape.keywords.get("minItems")))
    limits = {key: limit for key, limit in shape.keywords.items() if key in LIMITS}
    return Field(name, FIELD_TYPES[shape.kind], shape.description, not shape.optional, limits=limits)
