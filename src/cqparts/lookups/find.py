"""Everything in the model whose names or notes hold a text."""

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any

from cqparts.errors import CallError
from cqparts.lookups.base import LookUp, Param, Record, Result, Screen, Section
from cqparts.lookups.records import BasisWord, QualifierWord, SourceIds, figure_label, figure_record
from cqparts.model.index import Index, walk
from cqparts.model.record import Keys
from cqparts.model.resolve import fold
from cqparts.model.types import Figure, LocalizationStatement, Model, QuotedRate, Source, Text


class Hit(Keys):
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
    fields = ((part, fields_of(index, part)) for part, owner in walk(model) if part is owner)
    places = ((part, held, first_place(held, wanted)) for part, held in fields)
    hits = [hit_record(index, part, held, *place) for part, held, place in places if place]
    hits.sort(key=lambda hit: hit["kind"] != "figure")
    return Result(hits, lambda _: show_hits(text, hits))


def show_hits(text: str, hits: Sequence[Record]) -> Screen:
    """Return what holds a text, a line a record: figures first."""
    rows = [{key: value for key, value in hit.items() if key != "sources"} for hit in hits]
    several = len(hits) != 1
    return Screen(
        Text(
            f"{len(hits)} record{'s' if several else ''} {'hold' if several else 'holds'} {text!r}",
            f"{len(hits)}条记录含“{text}”",
        ),
        [Section(rows, ("kind", "id", "hit"), headings={"hit": Text("What", "内容")})],
        closing=[Text("One in full: cqparts show ID", "查看一条：cqparts show ID")],
    )


def in_language(fields: dict[str, Any], field: str, text: str) -> Text:
    """Return the text that was found as each language has it: a remark or note in both, any other as it stands."""
    base = field.removesuffix("_zh")
    if base not in ("text", "note", "summary"):
        return Text(text, text)
    return Text(fields.get(base) or text, fields.get(f"{base}_zh") or text)


def fields_of(index: Index, part: Any) -> dict[str, Any]:  # noqa: ANN401 -- any record
    """Return a record's fields by name; what look-ups call it if it is a figure; a source as the source of itself."""
    fields: dict[str, Any] = part._asdict()
    if isinstance(part, Figure):
        label = figure_label(index, part)
        fields |= {"label": label.en, "label_zh": label.zh}
    elif isinstance(part, Source):
        fields["sources"] = [part.id]
    elif isinstance(part, LocalizationStatement):
        fields["sources"] = next(figure.sources for figure in index.model.figures if figure.id == part.figure)
    return fields


@cache
def searched(fields: tuple[str, ...]) -> list[str]:
    """Return those of some fields that are looked through, in their order."""
    return [field for field in SEARCHED if field in fields]


def first_place(fields: dict[str, Any], wanted: str) -> tuple[str, str] | None:
    """Return the first field of a record that holds the text, and what it says; None where none does."""
    held = [
        (field, text)
        for field in searched(tuple(fields))
        if (value := fields[field])
        for text in (value if isinstance(value, tuple) else (value,))
    ]
    if wanted not in fold("|".join(text for _, text in held)):  # most hold it nowhere: one look is enough for these
        return None
    return next(((field, text) for field, text in held if wanted in fold(text)), None)


def hit_record(index: Index, part: Any, fields: dict[str, Any], field: str, text: str) -> Hit:  # noqa: ANN401 -- any record
    """Return a record as `find` lists it: a figure's value as look-ups show it."""
    shown: Record = figure_record(index, part) if isinstance(part, Figure) else {}
    name = next(filter(None, map(fields.get, ("name", "label", "title", "caution", "text", "id"))))
    name_zh = next(filter(None, map(fields.get, ("name_zh", "label_zh", "caution_zh", "text_zh"))), name)
    return {
        "id": fields["id"],
        "kind": KINDS.get(type(part), type(part).__name__.lower()),
        "name": name,
        "name_zh": name_zh,
        "found_in": field,
        "text": text,
        "value": shown.get("value"),
        "unit": shown.get("unit"),
        "significant_digits": shown.get("significant_digits"),
        "period": fields.get("period"),
        "as_of": fields.get("as_of"),
        "qualifier": fields.get("qualifier"),
        "sources": list(fields["sources"]),
        "basis": shown.get("basis"),
        "text_zh": in_language(fields, field, text).zh,
    }
