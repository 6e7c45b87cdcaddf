"""The JSON Schema of each command's answer, made from the types of its records."""

from typing import Any, Literal, get_args, get_origin

from cqparts.lookups import Entry
from cqparts.model.schema import DIALECT, hints, shape, typed
from cqparts.model.types import Model
from cqparts.output.formatting import column

Schema = dict[str, Any]

TYPE_NAMES = {str: "string", bool: "boolean", int: "integer", float: "number"}


def answer_schema(entry: Entry, model: Model) -> Schema:
    """Return the JSON Schema (2020-12) of a look-up's answer: a list of records, or one object.

    Args:
        entry: The look-up.
        model: The model, for an answer whose keys it decides.
    """
    look_up = entry.declared
    keys = entry.function(model).keys if look_up.others else ()
    record = record_schema(look_up.record, keys, typed(look_up.others))
    if look_up.past:
        record = {"anyOf": [record, record_schema(look_up.past)]}
    answer = record if look_up.rows else {"type": "array", "items": record}
    return {"$schema": DIALECT, "title": f"cqparts {entry.name} --json", **answer}


def record_schema(kind: type[Any], keys: tuple[str, ...] = (), others: Any = None) -> Schema:  # noqa: ANN401 -- a type
    """Return the schema of records: every key is required, and no other is allowed."""
    types = hints(kind)
    names = keys or tuple(types)
    properties = {key: {"description": column(key).description, **type_schema(types.get(key, others))} for key in names}
    return {"type": "object", "properties": properties, "required": [*names], "additionalProperties": False}


def type_schema(hint: Any) -> Schema:  # noqa: ANN401 -- a type
    """Return the schema of the values of a type."""
    form = shape(hint)
    schema = non_null_schema(form.kind) | form.keywords
    if not form.optional:
        return schema
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return schema | {"type": [schema["type"], "null"]}


def non_null_schema(kind: Any) -> Schema:  # noqa: ANN401 -- a type
    """Return the schema of the values of a type that null is not one of."""
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is dict:
        inner = get_args(kind)[1]
        return {"type": "object", "additionalProperties": True if inner is Any else type_schema(inner)}
    if get_origin(kind) is list:
        return {"type": "array", "items": type_schema(get_args(kind)[0])}
    return {"type": TYPE_NAMES[kind]} if kind in TYPE_NAMES else record_schema(kind)
