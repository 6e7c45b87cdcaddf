"""The model's annotations, read: the shape of each field, and the JSON Schema of the whole."""

import types
import typing
from functools import reduce
from operator import or_
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from cqparts.model import annotations, fields
from cqparts.model.types import Model

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Shape(NamedTuple):
    """What an annotation says."""

    kind: Any
    optional: bool
    """Whether null may stand for nothing."""
    description: str
    keywords: dict[str, Any]
    """Further keywords of JSON Schema."""
    form: str
    """What a pattern asks for, in words."""


def shape(annotation: Any) -> Shape:  # noqa: ANN401  any annotation
    """Return the shape of an annotation."""
    kind, *extras = (
        (annotation.__origin__, *annotation.__metadata__) if hasattr(annotation, "__metadata__") else (annotation,)
    )
    description, form = ([extra for extra in extras if isinstance(extra, str)] + ["", ""])[:2]
    keywords = {key: word for extra in extras if isinstance(extra, dict) for key, word in extra.items()}
    options = get_args(kind) if get_origin(kind) in {Union, types.UnionType} else (kind,)
    (kind,) = (option for option in options if option is not type(None))
    return Shape(kind, type(None) in options, description, keywords, form)


def hints(kind: type[Any]) -> dict[str, Any]:
    """Return the annotations of a class of records as typing has them."""
    read = get_type_hints(kind, localns=vars(fields), include_extras=True)
    return {name: typed(annotation) for name, annotation in read.items()}


def typed(annotation: Any) -> Any:  # noqa: ANN401  any annotation
    """Return an annotation as typing has it, which `annotations` stands for.

    >>> from cqparts.model.annotations import Annotated, Literal
    >>> typed(list[Annotated[str, "an id"]]), typed(Literal["a", "b"])
    (list[typing.Annotated[str, 'an id']], typing.Literal['a', 'b'])
    """
    if annotation is annotations.Any:
        return Any
    if isinstance(annotation, annotations.Form):
        return getattr(typing, annotation.name)[tuple(map(typed, annotation.parts))]
    if isinstance(annotation, types.GenericAlias):
        origin: Any = get_origin(annotation)
        return origin[tuple(map(typed, get_args(annotation)))]
    if isinstance(annotation, types.UnionType):
        return reduce(or_, map(typed, get_args(annotation)))
    return annotation


def shapes(kind: type[Any]) -> dict[str, Shape]:
    """Return the shape of each field of a class of records."""
    return {name: shape(hint) for name, hint in hints(kind).items()}


def model_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of data/industry.yaml."""
    definitions: dict[str, Any] = {}
    root = _reference(Model, definitions)
    return {"$schema": DIALECT, "title": "cqparts model", **root, "$defs": dict(sorted(definitions.items()))}


def _reference(kind: type[NamedTuple], definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _record(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _record(kind: type[NamedTuple], definitions: dict[str, Any]) -> dict[str, Any]:
    from cqparts.model.docstring import docstring

    held = shapes(kind)
    return {
        "description": docstring(kind),
        "type": "object",
        "properties": {
            name: _default(_field(field, definitions), kind._field_defaults.get(name)) for name, field in held.items()
        },
        "required": [name for name in held if name not in kind._field_defaults],
        "additionalProperties": False,
    }


def _default(schema: dict[str, Any], value: object) -> dict[str, Any]:
    return schema if value is None or isinstance(value, tuple | dict) else {**schema, "default": value}


def _field(field: Shape, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = _plain(field.kind, definitions) | field.keywords
    if field.optional:
        schema = _or_null(schema)
    return {"description": field.description, **schema} if field.description else schema


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if "type" in schema:
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _plain(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    names = {str: "string", bool: "boolean", int: "integer", float: "number"}
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _field(shape(arguments[0]), definitions)}
    if origin is dict:
        name, value = (_field(shape(argument), definitions) for argument in arguments)
        return {"type": "object", "propertyNames": name, "additionalProperties": value}
    return {"type": names[kind]} if kind in names else _reference(kind, definitions)
