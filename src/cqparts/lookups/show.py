"""One record of any kind in full: what it says, in whose words, who disagrees, and what belongs to it."""

from collections.abc import Iterable, Iterator, Sequence

from cqparts.lookups.base import LookUp, Param, Prose, Record, Result, Screen, Section
from cqparts.lookups.kinds import (
    REMARKS,
    further_call,
    kind_of,
    listed,
    name_of,
    related,
    remark_kind,
    resolve_record,
    sources_of,
)
from cqparts.lookups.plants import amount_record
from cqparts.lookups.records import (
    BoundWord,
    EvidenceTexts,
    GradeWord,
    QualifierWord,
    SourceIds,
    both_texts,
    figure_record,
    notes_of,
    unique,
)
from cqparts.model import types
from cqparts.model.annotations import Annotated, Any, Literal
from cqparts.model.content import dump
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.times import time_text
from cqparts.model.types import Model, Text
from cqparts.money.amounts import digits, shift, split_unit


class Cited(Keys):
    """A source of the record, as a text cites it."""

    id: str
    title: str
    publisher: str
    published: str | None
    url: str | None
    grade: GradeWord | None
    copy: bool


class Concern(Keys):
    """Where sources disagree on the record, how to read it, or what was not found about it."""

    id: str
    kind: Literal["differs", "reading", "unknown"]
    text: str
    text_zh: str
    caution: str | None
    caution_zh: str | None


class Shown(Keys):
    """A record: what all kinds have in common, then itself as the model's file holds it."""

    id: str
    kind: str
    name: str
    name_zh: str
    value: float | None
    unit: str | None
    significant_digits: int | None
    qualifier: QualifierWord | None
    bound: BoundWord
    period: str | None
    as_of: str | None
    grade: GradeWord | None
    sources: SourceIds
    cited: list[Cited]
    evidence: EvidenceTexts
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    remarks: list[Concern]
    see: list[str]
    content: dict[str, Any]


LOOK_UP = LookUp(
    record=Shown,
    examples=("show h1-2023.contract", "show conflict.bishan-chassis --json"),
    all=True,
)

SHORT = 160
"""The most characters of a note on the screen; longer ones are left to `-v`."""

MOST_RELATED, MOST_ALIASES = 4, 4
"""How many of each the sheet has room for."""


def query(
    model: Model, record: Annotated[str, Param("ID", "Id of any record, or a name of it.", (), "records")]
) -> Result:
    """Show one record in full, with its source's own words.

    Raises:
        CallError: There is no such record, or there are several.
    """
    index = Index(model)
    found = resolve_record(index, record)
    shown = shown_record(index, found)
    return Result([shown], lambda everything: show_record(index, found, shown, everything=everything))


def shown_record(index: Index, record: Any) -> Shown:  # noqa: ANN401 -- any record
    """Return a record with what all kinds have in common, and itself as the model's file holds it."""
    name = name_of(index, record)
    fields = record._asdict()
    figure: Record = figure_record(index, record) if isinstance(record, types.Figure) else {}
    sources = sources_of(index, record)
    return {
        "id": record.id,
        "kind": kind_of(record),
        "name": name.en,
        "name_zh": name.zh,
        "value": figure.get("value"),
        "unit": figure.get("unit"),
        "significant_digits": figure.get("significant_digits"),
        "qualifier": fields.get("qualifier"),
        "bound": fields.get("bound"),
        "period": fields.get("period"),
        "as_of": fields.get("as_of") or fields.get("stage_as_of") or fields.get("published"),
        "grade": figure.get("grade") or fields.get("grade"),
        "sources": sources,
        "cited": [cited_record(index.sources[key]) for key in sources],
        "evidence": dict(evidence_of(index, record)),
        **notes_of(index, record),
        "remarks": [concern_record(index, remark) for remark in index.remarks.get(record.id, ())],
        "see": related(index.model, record),
        "content": dump(record),
    }


def evidence_of(index: Index, record: Any) -> dict[str, str]:  # noqa: ANN401 -- any record
    """Return the sentences that a record rests on, by the ids of their sources."""
    if isinstance(record, types.LocalizationStatement):
        return dict(index.records[record.figure].evidence)
    priorities = getattr(record, "priorities", ())
    return {key: text for part in (*priorities, record) for key, text in getattr(part, "evidence", {}).items()}


def cited_record(source: types.Source) -> Cited:
    """Return a source as a text cites it."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "grade": source.grade,
        "copy": source.copy,
    }


def concern_record(index: Index, remark: types.Remark) -> Concern:
    """Return a remark on a record."""
    return {
        "id": remark.id,
        "kind": remark_kind(index, remark),
        "text": remark.text,
        "text_zh": remark.text_zh,
        "caution": remark.caution,
        "caution_zh": remark.caution_zh,
    }


def show_record(index: Index, record: Any, shown: Shown, *, everything: bool) -> Screen:  # noqa: ANN401 -- any record
    """Return a record as a fact sheet: what it says, what belongs to it, its source, and the words of that."""
    sentences = [quoted_text(*pair) for pair in shown["evidence"].items()]
    first = next(iter([*shown["evidence"], *shown["sources"]]), "")
    rows = [
        fact("What", "内容", title_of(record, shown)),
        fact("Kind", "类别", *kind_pieces(index, record, shown)),
        *value_rows(index, record),
        *field_rows(index, record),
        *note_rows(record, shown),
        *see_rows(shown["see"]),
        *(source_rows(index, first) if first not in ("", record.id) else ()),
    ]
    url, call = index.sources[first].url if first else None, further_call(index, record)
    cautions = caution_texts(record, shown)
    lines = [*sentences[:1], *cautions[:3], *([Text(url, url)] if url else [])]
    kept = rows if everything else fit_rows(rows, SCREEN - sum(height(text, 80) for text in lines))
    left = len(rows) - len(kept)
    return Screen(
        Text(record.id, record.id),
        [
            Section(kept, ("label", "fact"), headings=None),
            *([Prose(Text(url, url), unbroken=True, close=True)] if url else []),
            *map(Prose, sentences[:1]),
        ],
        cautions=cautions,
        more=Text(f"--all adds {left} line{'s' if left > 1 else ''}", f"--all 另列{left}行") if left else None,
        closing=[Text(f"Further: cqparts {call}", f"另查：cqparts {call}")],
        cited=[{"sources": shown["sources"]}],
        notes=[*sentences[1:], *both_texts(shown, "notes"), *left_ids(shown["see"])],
    )


SCREEN = 15
"""The lines at 80 columns that rows, the address, the words of the source and cautions take together."""

LEFT_OUT = ("components", "near", "verb_zh", "aliases", "earlier", "area", "assemblies", "further", "products")
"""The rows that give way first, in order, where a sheet is longer than a screen: of amounts all but the first."""


def fit_rows(rows: Sequence[Record], room: int) -> list[Record]:
    """Return the rows of a sheet that one screen has room for; what gives way is there with `--all`."""
    kept = list(rows)
    give_way = [row for name in LEFT_OUT for row in reversed(rows) if row["field"] == name]
    while sum(map(row_height, kept)) > room and give_way:
        kept.remove(give_way.pop(0))
    return kept


def row_height(row: Record) -> int:
    """Return how many lines a row takes at 80 columns, a value in it taken for twelve cells."""
    texts = [piece for piece in row["fact"] if isinstance(piece, Text)]
    pad = 12 * (len(row["fact"]) - len(texts))
    return height(
        Text(", ".join(text.en for text in texts) + pad * " ", "，".join(text.zh for text in texts) + pad * " "), 64
    )


def height(text: Text, width: int) -> int:
    """Return how many lines a text takes, in the language that takes more; a Chinese character is two cells wide."""
    return max(-(-sum(1 + (sign > "\u2e7f") for sign in side) // width) or 1 for side in text)


def caution_texts(record: Any, shown: Shown) -> list[Text]:  # noqa: ANN401 -- any record
    """Return what must not be mistaken about a record: its own caution, then those of the remarks about it."""
    return [] if isinstance(record, types.Remark) else both_texts(shown, "cautions")


def fact(en: str, zh: str, *pieces: Text | tuple[Record, str], field: str = "") -> dict[str, Any]:
    """Return one thing that is said of a record as a row: texts, and values of records by their keys."""
    return {"label": en, "label_zh": zh, "fact": pieces, "field": field}


def title_of(record: Any, shown: Shown) -> Text:  # noqa: ANN401 -- any record
    """Return what a record is called: in English with the Chinese name behind it, where it has one of its own."""
    named = hasattr(record, "name") and not isinstance(record, types.Item | types.Event | types.Pilot)
    both = f"{shown['name']} {shown['name_zh']}" if named else shown["name"]
    return Text(record.text, record.text_zh) if isinstance(record, types.Remark) else Text(both, shown["name_zh"])


def kind_pieces(index: Index, record: Any, shown: Shown) -> Iterator[Text | tuple[Record, str]]:  # noqa: ANN401 -- any record
    """Yield what sort of record it is, and of what sort within these."""
    yield shown, "kind"
    if isinstance(record, types.Remark):
        yield REMARKS[remark_kind(index, record)]
    elif getattr(record, "kind", "actual") != "actual":
        yield {"kind": record.kind}, "kind"


def value_rows(index: Index, record: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- any record
    """Yield the numbers of a record with how exact they are and when they hold, and what came of a target."""
    match record:
        case types.Figure():
            figure = figure_record(index, record)
            yield fact("Value", "数值", (figure, "quantity"), (figure, "when"))
            quotes = index.model.exchange_rates.quotes
            yield from (row for quote in quotes if quote.figure == record.id for row in rate_rows(quote))
            outcomes = (each for each in index.model.outcomes if each.target == record.id)
            yield from (outcome_row(index, outcome) for outcome in outcomes)
        case types.QuotedRate():
            yield from rate_rows(record)
        case types.RateTable():
            number = len(record.rates)
            yield fact("Value", "数值", Text(f"rates of {number} currencies", f"{number}种货币的汇率"))
        case types.Project():
            for place, amount in enumerate(record.amounts):
                yield {**amount_row(amount), "field": "further" if place else ""}


def rate_rows(quote: types.QuotedRate) -> Iterator[dict[str, Any]]:
    """Yield a rate, or the equivalent that implies it."""
    if quote.rate:
        yield fact("Value", "数值", Text(f"{quote.rate} CNY", f"{quote.rate}元"))
    elif quote.equivalent:
        yield fact("Equivalent", "折合", (equivalent_record(quote), "quantity"), STATED)


STATED = Text("stated by the source", "来源列明")


def equivalent_record(quote: types.QuotedRate) -> Record:
    """Return the equivalent of an amount that a source states, as people read values."""
    value, unit = quote.equivalent or "", quote.equivalent_unit or ""
    places, currency = split_unit(unit)
    return {
        "value": shift(value, places),
        "unit": currency,
        "significant_digits": digits(value),
        "qualifier": quote.qualifier,
    }


def outcome_row(index: Index, outcome: types.Outcome) -> dict[str, Any]:
    """Return what a target came to, with the figure that tells and the note on it."""
    actual = figure_record(index, index.records[outcome.actual]) if outcome.actual else None
    note = Text(outcome.note or "", outcome.note_zh or outcome.note or "")
    told = [(actual, "quantity"), (actual, "when")] if actual else []
    return fact("Outcome", "结果", ({"kind": outcome.result}, "kind"), *told, note)


AMOUNTS = {
    "investment": ("Investment", "投资"),
    "phase-one": ("Phase one", "一期投资"),
    "invested": ("Invested", "已投资"),
    "capacity": ("Capacity", "产能"),
    "output": ("Output", "产出"),
    "phases": ("Phases", "期数"),
}
"""What the numbers of a plant are."""


def amount_row(amount: types.Amount) -> dict[str, Any]:
    """Return a number of a plant."""
    made = amount_record(amount)
    part = Text(amount.part or "", amount.part_zh or amount.part or "")
    return fact(*AMOUNTS[amount.what], (made, "quantity"), (made, "state"), (made, "as_of"), part)


FIELDS: dict[str, tuple[str, str]] = {
    "title_en": ("In English", "英文标题"),
    "publisher": ("Publisher", "发布者"),
    "language": ("Language", "语言"),
    "licence": ("Licence", "许可"),
    "adcode": ("Code", "代码"),
    "place": ("Place", "地点"),
    "area": ("Area", "区域"),
    "part_of": ("Part of", "属于"),
    "lies_in": ("Lies in", "位于"),
    "partners": ("Partners", "合作方"),
    "words": ("Own words", "本地表述"),
    "products": ("Products", "产品"),
    "firms": ("Firms", "企业"),
    "assemblies": ("Assemblies", "总成"),
    "near": ("May belong", "可能属于"),
    "components": ("Components", "部件"),
    "customers": ("Customers", "客户"),
    "verb_zh": ("Verb", "原文用语"),
    "stage": ("Stage", "阶段"),
    "earlier": ("Before", "此前"),
    "topic": ("Topic", "主题"),
    "ratio_of": ("Ratio of", "比值"),
    "local": ("Local within", "本地范围"),
    "vehicles": ("Said of", "对象"),
    "stance": ("Stance", "性质"),
    "status": ("Status", "依据"),
    "aliases": ("Also", "又称"),
    "as_of": ("As of", "截至"),
    "period": ("Period", "时期"),
    "phase": ("Phase", "阶段"),
    "priorities": ("Prioritizes", "优先发展"),
    "summary": ("Summary", "概要"),
}
"""What the fields of records are called on the sheet, in its order."""

REFERENCES = ("place", "area", "part_of", "lies_in", "partners", "assemblies", "near", "components", "ratio_of")
"""The fields that name other records."""

WORD_FIELDS = ("topic", "local", "vehicles", "stance", "status", "phase")
"""The fields that hold one of a few words."""

SAID: dict[type, tuple[str, ...]] = {
    types.Figure: ("as_of", "period"),
    types.Assembly: ("status",),
    types.Project: ("place",),
    types.Production: ("place",),
    types.FocusWords: ("place", "assemblies"),
}
"""The fields of some kinds that the sheet says elsewhere, or that say nothing of the whole."""


def field_rows(index: Index, record: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- any record
    """Yield what the fields of a record say, in the order of the sheet, those without content left out."""
    fields = record._asdict()
    if isinstance(record, types.Assembly):
        fields["components"] = tuple(part.id for part in record.components)
    if isinstance(record, types.System):
        fields["assemblies"] = tuple(part.id for part in record.assemblies)
    for name, label in FIELDS.items():
        if fields.get(name) and name not in SAID.get(type(record), ()):
            yield fact(*label, *field_pieces(index, fields, name), field=name)


def field_pieces(index: Index, fields: Record, name: str) -> Iterator[Text | tuple[Record, str]]:
    """Yield what a field says, as pieces of a row."""
    value = fields[name]
    if name in REFERENCES:
        yield listed(index, [value] if isinstance(value, str) else value)
    elif name == "priorities":
        yield listed(index, unique(priority.assemblies for priority in value))
    elif name == "stage":
        yield from ((fields, "stage"), ({"as_of": fields["stage_as_of"]}, "as_of"))
    elif name == "earlier":
        yield from (piece for stage in value for piece in ((stage._asdict(), "stage"), (stage._asdict(), "as_of")))
    elif name == "aliases":
        yield shortened(value, MOST_ALIASES, "个")
    elif name in WORD_FIELDS:
        yield {"kind": value}, "kind"
    elif name in ("as_of", "period"):
        yield fields, name
    else:
        yield plain_text(value, fields.get(f"{name}_zh") or value)
    if name == "publisher":
        yield fields, "published"


def plain_text(value: Any, value_zh: Any) -> Text:  # noqa: ANN401 -- a text, or several
    """Return a text in both languages, or several as a list."""
    return Text(value, value_zh) if isinstance(value, str) else Text(", ".join(value), "、".join(value_zh))


def shortened(words: Sequence[str], most: int, unit: str) -> Text:
    """Return the first words of a list, and how many there are more."""
    rest = len(words) - most
    more, more_zh = (f" +{rest}", f"等{len(words)}{unit}") if rest > 0 else ("", "")
    return Text(", ".join(words[:most]) + more, "、".join(words[:most]) + more_zh)


def quoted_text(source: str, sentence: str) -> Text:
    """Return the words of a source in quotes, with its id."""
    return Text(f"“{sentence}” (original wording of {source})", f"“{sentence}”（{source}原文）")


def note_rows(record: Any, shown: Shown) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- any record
    """Yield the note of a record if it is short and no caution says the same."""
    note = getattr(record, "note", None)
    if note and len(note) <= SHORT and note not in shown["cautions"]:
        yield fact("Note", "说明", Text(note, record.note_zh or note))


def see_rows(ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the ids of related records, as many as the sheet has room for."""
    if ids:
        yield fact("See", "另见", shortened(ids, MOST_RELATED, "条"))


def left_ids(ids: Sequence[str]) -> Iterable[Text]:
    """Return the related records that the sheet has no room for, in one sentence."""
    left = ids[MOST_RELATED:]
    return [Text(f"See also {', '.join(left)}.", f"另见{'、'.join(left)}。")] if left else []


def source_rows(index: Index, key: str) -> Iterator[dict[str, Any]]:
    """Yield the source that a record is quoted from: title, publisher, day."""
    source = index.sources[key]
    published = source.published
    yield fact(
        "Source",
        "来源",
        Text(source.title, source.title),
        Text(source.publisher, source.publisher_zh or source.publisher),
        *([Text(time_text(published), time_text(published, "zh"))] if published else []),
        *([COPY] if source.copy else []),
    )


COPY = Text("read in a copy", "所读为转载")
