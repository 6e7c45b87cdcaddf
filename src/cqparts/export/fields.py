"""The columns of exported tables: types, words and limits, taken from the model's own annotations."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple, get_args, get_origin

from cqparts.export.titles import TITLES
from cqparts.model.fields import ID_PATTERN
from cqparts.model.schema import Shape, shape, shapes
from cqparts.model.types import Text
from cqparts.output.columns import CATALOGUE

FieldType = Literal["string", "integer", "number", "boolean"]
FIELD_TYPES: dict[Any, FieldType] = {str: "string", int: "integer", float: "number", bool: "boolean"}
IDS_JOINT, TEXTS_JOINT = ";", "\n"
"""What joins a list: ids hold no semicolon, texts may, but no text holds a line feed."""

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
    joint: str = IDS_JOINT
    """What stands between the items of a list."""

    @property
    def title(self) -> Text:
        """The heading for people: that of the answers' key of this name, if there is one."""
        column = CATALOGUE.get(self.name)
        return column.heading if column else TITLES[self.name]


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


def model_field(name: str, of: Shape) -> Field:
    """Return the column for one field of the model's records; a list becomes one text."""
    if get_origin(of.kind) is Literal:
        return Field(name, "string", of.description, not of.optional, enum=get_args(of.kind))
    if get_origin(of.kind) is tuple:
        return list_field(name, of)
    limits = {key: limit for key, limit in of.keywords.items() if key in LIMITS}
    return Field(name, FIELD_TYPES[of.kind], of.description, not of.optional, limits=limits)


def list_field(name: str, of: Shape) -> Field:
    """Return the column for a field that is a list: ids with semicolons between them, texts a line each."""
    is_ids = shape(get_args(of.kind)[0]).keywords.get("pattern") == ID_PATTERN
    joint, words = (IDS_JOINT, "with semicolons between them") if is_ids else (TEXTS_JOINT, "a line each")
    required = bool(of.keywords.get("minItems"))
    return Field(name, "string", f"{of.description.rstrip('.')}, {words}.", required, joint=joint)
