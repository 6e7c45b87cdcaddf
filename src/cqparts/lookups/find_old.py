"""Everything in the model whose names or notes hold a text."""

from collections.abc import Iterator
from typing import Any

from cqparts.lookups.old import cited, figure_record
from cqparts.lookups.table import Record, Table
from cqparts.model.index import Index
from cqparts.model.resolve import normalise
from cqparts.model.types import Figure, Model

FIND_KEYS = (
    "id",
    "kind",
    "name",
    "name_zh",
    "found_in",
    "text",
    "value",
    "unit",
    "significant_digits",
    "period",
    "as_of",
    "qualifier",
    "sources",
)

SEARCHED = (
    "name",
    "name_zh",
    "adcode",
    "aliases",
    "label",
    "label_zh",
    "title",
    "publisher",
    "summary",
    "summary_zh",
    "note",
    "note_zh",
    "text",
    "text_zh",
    "id",
)
"""The fields that are looked through, in the order in which the first that holds the text is reported."""


def find(model: Model, text: str) -> Table:
    """Return every record that holds the text in a name, label, title or note, in any case and width."""
    index = Index(model)
    wanted = normalise(text)
    hits = ((part, hit(index, part, wanted)) for part in named_parts(model))
    records = [found(index, part, *place) for part, place in hits if place]
    view = ("kind", "id", "name", "text", "value", "unit", "when", "qualifier", "sources")
    empty = f"nothing in the model holds {text!r}"
    return Table("find", FIND_KEYS, records, view=view, cited=cited(index, records), empty=empty)


def named_parts(part: Any) -> Iterator[Any]:  # noqa: ANN401 -- any part of a model
    """Yield every record with an id in a part of the model, in the model's order."""
    if isinstance(part, tuple):
        if hasattr(part, "id"):
            yield part
        for held in part:
            yield from named_parts(held)


def hit(index: Index, part: Any, wanted: str) -> tuple[str, str] | None:  # noqa: ANN401 -- any record
    """Return the first field of a record that holds the text, and what it says; None where none does."""
    for field, value in searched(index, part):
        if wanted in normalise(value):
            return field, value
    return None


def searched(index: Index, part: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 -- any record
    """Yield the fields of a record that are looked through, each with its text."""
    record = part._asdict() | (figure_record(index, part) if isinstance(part, Figure) else {})
    for field in SEARCHED:
        value = record.get(field)
        for text in value if isinstance(value, tuple) else (value,):
            if text:
                yield field, text


def found(index: Index, part: Any, field: str, text: str) -> Record:  # noqa: ANN401 -- any record
    """Return a record as `find` lists it."""
    held = part._asdict() | (figure_record(index, part) if isinstance(part, Figure) else {"value": None})
    name = held.get("name") or held.get("label") or held.get("title") or held["id"]
    return {
        **{key: held.get(key) for key in FIND_KEYS},
        "kind": type(part).__name__.lower(),
        "name": name,
        "name_zh": held.get("name_zh") or held.get("label_zh") or name,
        "found_in": field,
        "text": text,
        "sources": list(held.get("sources") or [held["id"]]),
    }
