"""Everything in the model whose names, notes or numbers hold a text."""

import re
from collections.abc import Iterator, Sequence

from cqparts.errors import CallError
from cqparts.lookups.base import LookUp, Param, Record, Result, Screen, Section
from cqparts.lookups.kinds import kind_of, name_of, sources_of
from cqparts.lookups.plants import amount_record
from cqparts.lookups.records import BasisWord, BoundWord, QualifierWord, SourceIds, figure_record
from cqparts.model import record as model_record
from cqparts.model.annotations import Annotated, Any
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.types import Figure, Model, QuotedRate, Text
from cqparts.money.amounts import shift, split_unit


class Hit(Keys):
    """A record that holds the text; value and unit where it is a figure, or a plant with that number."""

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
    bound: BoundWord


LOOK_UP = LookUp(
    record=Hit,
    examples=("find steering", "find 279.9"),
    empty="no record contains {text!r}; try a part of it, or the word in the other language",
)

SEARCHED = (
    "name",
    "name_zh",
    "short",
    "short_zh",
    "adcode",
    "aliases",
    "label",
    "label_zh",
    "title",
    "title_en",
    "publisher",
    "publisher_zh",
    "firm",
    "firm_zh",
    "firms",
    "firms_zh",
    "products",
    "products_zh",
    "customers",
    "customers_zh",
    "words",
    "words_zh",
    "summary",
    "summary_zh",
    "caution",
    "caution_zh",
    "note",
    "note_zh",
    "text",
    "text_zh",
    "id",
)
"""The fields that are looked through, in the order in which the first that holds the text is reported."""

NUMBER = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?%?|[0-9]+(\.[0-9]+)?%?")
"""A number as people write it, with or without commas and a percent sign."""

COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
"""A comma that groups the thousands of a number."""

SCALES = {"money": (9, 8), "vehicles": (4,)}
"""Powers of ten in which values are shown: money in English and in Chinese, vehicles in Chinese."""


class Wanted(model_record.Record):
    """What is looked for: a text in small letters; if it is a number, its value, and how it stands in a text."""

    text: str
    number: float | None = None
    whole: re.Pattern[str] | None = None


def query(
    model: Model, text: Annotated[str, Param("TEXT", "A part of a name or a note, or a number.", (), "names")]
) -> Result:
    """Search all names, notes and numbers.

    Raises:
        CallError: The text is empty.
    """
    index, wanted = Index(model), read_wanted(text)
    hits = [hit for record in index.records.values() for hit in hits_in(index, record, wanted)]
    hits.sort(key=lambda hit: hit["kind"] != "figure")
    return Result(hits, lambda _: show_hits(text.strip(), hits))


def read_wanted(text: str) -> Wanted:
    """Return what a text asks for.

    Raises:
        CallError: It is empty.
    """
    wanted = text.strip().casefold()
    if not wanted:
        raise CallError("the text is empty; give a part of a name or a note, or a number")
    if not NUMBER.fullmatch(wanted):
        return Wanted(wanted)
    plain = wanted.replace(",", "")
    whole = re.compile(rf"(?<![0-9])(?<![0-9]\.){re.escape(plain)}(?![0-9])(?!\.[0-9])")
    return Wanted(wanted, float(plain.rstrip("%")), whole)


def is_in(wanted: Wanted, text: str) -> bool:
    """Return whether a text holds what is looked for: a number only as a whole one.

    >>> is_in(read_wanted("2799"), "2,799亿元"), is_in(read_wanted("279"), "279.9 bn"), is_in(read_wanted("NEV"), "nev")
    (True, False, True)
    """
    if wanted.whole is None:
        return wanted.text in text.casefold()
    return bool(wanted.whole.search(COMMA.sub("", text)))


def is_value(wanted: Wanted, value: str, unit: str) -> bool:
    """Return whether a number is the one looked for: as its source writes it, in single things, or as it is shown.

    >>> [is_value(read_wanted(text), "2799", "100m CNY") for text in ("2799", "2,799", "279.9", "27.99")]
    [True, True, True, False]
    """
    if wanted.number is None or (wanted.text.endswith("%") and unit != "percent"):
        return False
    places, thing = split_unit(unit)
    single = shift(value, places)
    powers = SCALES.get("money" if thing.isupper() else thing, ())
    return wanted.number in (float(value), single, *(single / 10**power for power in powers))


def hits_in(index: Index, record: Any, wanted: Wanted) -> Iterator[Hit]:  # noqa: ANN401 -- any record
    """Yield a record if a field or a number of it holds what is looked for: once, by the first that does."""
    fields = fields_of(index, record)
    for found in (found_value(index, record, wanted), found_text(fields, wanted)):
        if found is not None:
            yield hit_record(index, record, fields, found)
            return


def fields_of(index: Index, record: Any) -> dict[str, Any]:  # noqa: ANN401 -- any record
    """Return a record's fields by name; a figure's with what look-ups call it."""
    fields: dict[str, Any] = record._asdict()
    if isinstance(record, Figure):
        label = name_of(index, record)
        fields |= {"label": label.en, "label_zh": label.zh}
    return fields


Found = tuple[str, str, Record]
"""The field that holds what is looked for, what it says, and the value that is shown with it."""


def found_value(index: Index, record: Any, wanted: Wanted) -> Found | None:  # noqa: ANN401 -- any record
    """Return the number of a record that is looked for: a figure's, its equivalent's, a rate's, or one of a plant's."""
    if wanted.number is None:
        return None
    if isinstance(record, Figure):
        return found_figure(index, record, wanted)
    if isinstance(record, QuotedRate) and record.rate and is_value(wanted, record.rate, ""):
        return "rate", record.rate, {}
    for amount in getattr(record, "amounts", ()):
        if is_value(wanted, amount.value, amount.unit):
            return "amounts", f"{amount.value} {amount.unit}", amount_record(amount)
    return None


def found_figure(index: Index, figure: Figure, wanted: Wanted) -> Found | None:
    """Return the value of a figure that is looked for, or the equivalent that its source states."""
    if is_value(wanted, figure.value, figure.unit):
        return "value", f"{figure.value} {figure.unit}", figure_record(index, figure)
    for quote in index.model.exchange_rates.quotes:
        value, unit = quote.equivalent or "", quote.equivalent_unit or ""
        if quote.figure == figure.id and value and is_value(wanted, value, unit):
            return "equivalent", f"{value} {unit}", figure_record(index, figure)
    return None


def found_text(fields: Record, wanted: Wanted) -> Found | None:
    """Return the first field of a record that holds what is looked for."""
    for field in SEARCHED:
        value = fields.get(field)
        if not value:
            continue
        for text in value if isinstance(value, tuple) else (value,):
            if is_in(wanted, text.replace(".", " ") if field == "id" and wanted.whole else text):
                return field, text, {}
    return None


def hit_record(index: Index, record: Any, fields: Record, found: Found) -> Hit:  # noqa: ANN401 -- any record
    """Return a record as `find` lists it."""
    field, text, shown = found
    name = name_of(index, record)
    value = shown or (figure_record(index, record) if isinstance(record, Figure) else {})
    return {
        "id": record.id,
        "kind": kind_of(record),
        "name": name.en,
        "name_zh": name.zh,
        "found_in": field,
        "text": text,
        "value": value.get("value"),
        "unit": value.get("unit"),
        "significant_digits": value.get("significant_digits"),
        "period": fields.get("period"),
        "as_of": fields.get("as_of"),
        "qualifier": value.get("qualifier") or fields.get("qualifier"),
        "sources": sources_of(index, record),
        "basis": value.get("basis"),
        "text_zh": text_zh(fields, field, text),
        "bound": value.get("bound"),
    }


def text_zh(fields: Record, field: str, text: str) -> str:
    """Return the text that was found in Chinese, where its field has a counterpart; any other as it stands."""
    counterpart = fields.get({"title_en": "title"}.get(field, f"{field}_zh"))
    if isinstance(counterpart, tuple):
        place = fields[field].index(text)
        return str(counterpart[place]) if place < len(counterpart) else text
    return str(counterpart or text)


def show_hits(text: str, hits: Sequence[Record]) -> Screen:
    """Return what holds a text, a line a record: figures first."""
    rows = [{key: value for key, value in hit.items() if key != "sources"} for hit in hits]
    several = len(hits) != 1
    return Screen(
        Text(
            f'{len(hits)} record{"s" if several else ""} {"hold" if several else "holds"} "{text}"',
            f"{len(hits)}条记录含“{text}”",
        ),
        [Section(rows, ("kind", "id", "hit"), headings={"hit": Text("What", "内容")})] if hits else [],
        closing=[Text("One in full: cqparts show ID", "查看一条：cqparts show ID")] if hits else [],
    )
