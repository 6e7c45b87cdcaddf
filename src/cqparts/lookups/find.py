"""Everything in the model whose names or notes hold a text."""

from collections.abc import Iterator
from typing import Annotated, Any, TypedDict

from cqparts.errors import CallError
from cqparts.lookups.base import LookUp, Param, Result, Section
from cqparts.lookups.records import BasisWord, QualifierWord, SourceIds, figure_record
from cqparts.model.index import Index
from cqparts.model.resolve import fold
from cqparts.model.types import Figure, LocalizationStatement, Model, QuotedRate, Source, Text


class Hit(TypedDict):
    """A record that holds the text; value and unit where it is a figure."""

    id: str
    kind: str
    name: str
    name_zh: str
    found_in: str
    text: str
    value: float | None
    unit: str | None
    significant_digits: int | None
    period: str | None
    as_of: str | None
    qualifier: QualifierWord | None
    sources: SourceIds
    basis: BasisWord | None
    text_zh: str


LOOK_UP = LookUp(
    record=Hit,
    view=("kind", "id", "name", "text", "value", "unit", "when", "qualifier", "sources"),
    examples=("find steering", "find 座舱"),
    empty="nothing in the model holds {text!r}",
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

KINDS: dict[type, str] = {QuotedRate: "quote"}
"""What records are called whose class has another name."""


def query(model: Model, text: Annotated[str, Param("TEXT", "A part of a name or a note.", (), "names")]) -> Result:
    """Search all names and notes.

    Raises:
        CallError: The text is empty.
    """
    index, wanted = Index(model), fold(text)
    if not wanted:
        raise CallError("an empty text, which everything holds; give a part of a name or a note")
    fields = ((part, fields_of(index, part)) for part in parts_with_id(model))
    places = ((part, held, first_place(held, wanted)) for part, held in fields)
    hits = [(hit_record(part, held, *place), in_language(held, *place)) for part, held, place in places if place]
    return Result(
        [hit for hit, _ in hits],
        sections=lambda: [Section([{**hit, "text": text.en} for hit, text in hits], LOOK_UP.view)],
    )


def in_language(fields: dict[str, Any], field: str, text: str) -> Text:
    """Return the text that was found as each language has it: a remark or note in both, any other as it stands."""
    base = field.removesuffix("_zh")
    if base not in ("text", "note", "summary"):
        return Text(text, text)
    return Text(fields.get(base) or text, fields.get(f"{base}_zh") or text)


def parts_with_id(part: Any) -> Iterator[Any]:  # noqa: ANN401 -- any part of a model
    """Yield every record with an id in a part of the model, in the model's order."""
    if isinstance(part, tuple):
        if hasattr(part, "id"):
            yield part
        for inner in part:
            yield from parts_with_id(inner)


def fields_of(index: Index, part: Any) -> dict[str, Any]:  # noqa: ANN401 -- any record
    """Return a record's fields by name; a figure's as look-ups show it, a source as the source of itself."""
    fields: dict[str, Any] = part._asdict()
    if isinstance(part, Figure):
        return fields | figure_record(index, part)
    if isinstance(part, Source):
        fields["sources"] = [part.id]
    elif isinstance(part, LocalizationStatement):
        fields["sources"] = next(figure.sources for figure in index.model.figures if figure.id == part.figure)
    return fields | {"value": None}


def first_place(fields: dict[str, Any], wanted: str) -> tuple[str, str] | None:
    """Return the first field of a record that holds the text, and what it says; None where none does."""
    for field in SEARCHED:
        value = fields.get(field)
        for text in value if isinstance(value, tuple) else (value,):
            if text and wanted in fold(text):
                return field, text
    return None


def hit_record(part: Any, fields: dict[str, Any], field: str, text: str) -> Hit:  # noqa: ANN401 -- any record
    """Return a record as `find` lists it."""
    name = next(filter(None, map(fields.get, ("name", "label", "title", "caution", "text", "id"))))
    name_zh = next(filter(None, map(fields.get, ("name_zh", "label_zh", "caution_zh", "text_zh"))), name)
    return {
        "id": fields["id"],
        "kind": KINDS.get(type(part), type(part).__name__.lower()),
        "name": name,
        "name_zh": name_zh,
        "found_in": field,
        "text": text,
        "value": fields.get("value"),
        "unit": fields.get("unit"),
        "significant_digits": fields.get("significant_digits"),
        "period": fields.get("period"),
        "as_of": fields.get("as_of"),
        "qualifier": fields.get("qualifier"),
        "sources": list(fields["sources"]),
        "basis": fields.get("basis"),
        "text_zh": in_language(fields, field, text).zh,
    }
