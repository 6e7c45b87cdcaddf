"""What the columns of exported tables are: types, words and limits, taken from the model's own annotations."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args, get_origin

from cqparts.model.schema import Shape, shapes
from cqparts.output.columns import CATALOGUE

Type = Literal["string", "integer", "number", "boolean"]
TYPES: dict[Any, Type] = {str: "string", int: "integer", float: "number", bool: "boolean"}
LIMITS = {"minimum", "maximum", "pattern"}


class Field(NamedTuple):
    """One column of an exported table."""

    name: str
    type: Type
    description: str
    required: bool = True
    enum: tuple[str, ...] = ()
    """The words that a cell can hold; any if empty."""
    limits: Mapping[str, Any] = {}
    """Further limits, by their names in JSON Schema and Table Schema, which agree: minimum, maximum, pattern."""
    unit: str | None = None

    @property
    def title(self) -> str:
        """The heading for people: that of the answers' key of this name, if there is one."""
        known = CATALOGUE.get(self.name)
        return known.heading.en if known else self.name.replace("_", " ").capitalize()


def fields(kind: type[Any] | None, names: str, *own: Field) -> tuple[Field, ...]:
    """Return the columns that are named, in that order.

    Args:
        kind: The class of the model's records, whose annotations describe the fields of the same name.
        names: The names, with spaces between them.
        own: Columns that are not, or not so, in the class.
    """
    given = {one.name: one for one in own}
    known = shapes(kind) if kind else {}
    return tuple(given.get(name) or field(name, known[name]) for name in names.split())


def field(name: str, shape: Shape) -> Field:
    """Return the column for one field of the model's records; a list becomes one text."""
    if get_origin(shape.kind) is Literal:
        return Field(name, "string", shape.description, not shape.optional, enum=get_args(shape.kind))
    if get_origin(shape.kind) is tuple:
        words = f"{shape.description.rstrip('.')}, with semicolons between them."
        return Field(name, "string", words, bool(shape.keywords.get("minItems")))
    limits = {key: limit for key, limit in shape.keywords.items() if key in LIMITS}
    return Field(name, TYPES[shape.kind], shape.description, not shape.optional, limits=limits)
