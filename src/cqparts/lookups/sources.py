"""The sources, and what each supports."""

from collections.abc import Sequence

from cqparts.lookups.base import LookUp, Param, Prose, Record, Result, Screen, Section
from cqparts.lookups.records import SourceIds, count
from cqparts.model import types
from cqparts.model.annotations import Annotated, Literal
from cqparts.model.index import walk
from cqparts.model.record import Keys
from cqparts.model.resolve import resolve
from cqparts.model.times import time_text
from cqparts.model.types import Model, Text


class Source(Keys):
    """A text or data set that facts come from, with the ids of the records that it supports."""

    id: str
    title: str
    publisher: str
    published: str | None
    language: str
    kind: Literal["primary", "official", "press", "company", "dataset"]
    url: str | None
    licence: str | None
    title_en: str | None
    publisher_zh: str | None
    grade: Literal["A", "B", "C"] | None
    copy: bool
    supports: list[str]
    sources: SourceIds


LOOK_UP = LookUp(
    record=Source,
    examples=("sources", "sources cns-2023-08-19 --json"),
    cites=False,
)


def query(
    model: Model, source: Annotated[str | None, Param("ID", "A source, by ID or title.", (), "sources")] = None
) -> Result:
    """List the sources and the records they support.

    Raises:
        CallError: There is no such source.
    """
    wanted = model.sources if source is None else [resolve("source", model.sources, source)]
    supports = supported_ids(model)
    records = [source_record(each, supports.get(each.id, [])) for each in wanted]
    return Result(records, lambda _: show_sources(records) if source is None else show_source(records[0]))


KINDS = {
    "primary": Text("primary", "原始文本"),
    "official": Text("official", "官方"),
    "press": Text("media", "媒体"),
    "company": Text("company", "企业"),
    "dataset": Text("dataset", "数据集"),
}


def show_sources(records: Sequence[Record]) -> Screen:
    """Return the sources, one a line, and how many there are of each kind."""
    counts = [(sum(record["kind"] == kind for record in records), text) for kind, text in KINDS.items()]
    told = Text(
        ", ".join(f"{number} {text.en}" for number, text in counts if number),
        "、".join(f"{text.zh}{number}个" for number, text in counts if number),
    )
    return Screen(
        Text(count(len(records), "source"), f"{len(records)}个来源"),
        [Section(records, ("id", "published", "kind", "title"), more=("publisher", "grade", "supports.count"))],
        closing=[
            Text(f"{count(len(records), 'source')}: {told.en}", f"{len(records)}个来源：{told.zh}"),
            Text("One in full, with its address: cqparts sources ID", "查看一个及其网址：cqparts sources ID"),
        ],
    )


FACTS = {
    "title": Text("Title", "标题"),
    "title_en": Text("In English", "英文标题"),
    "publisher": Text("Publisher", "发布者"),
    "published": Text("Published", "发布"),
    "kind": Text("Kind", "类别"),
    "grade": Text("Grade", "级别"),
    "language": Text("Language", "语言"),
    "licence": Text("Licence", "许可"),
}
"""What is said of one source, in order."""


def show_source(record: Record) -> Screen:
    """Return one source as a fact sheet."""
    rows = [fact_row(record, key, label) for key, label in FACTS.items() if record[key]]
    number = len(record["supports"])
    rows.append(
        {
            "label": "Supports",
            "label_zh": "支持",
            "text": f"{count(number, 'record')} (-v lists them)",
            "text_zh": f"{number}条记录（-v 列出）",
        }
    )
    supports = Text(f"Supports {', '.join(record['supports'])}.", f"支持{'、'.join(record['supports'])}。")
    return Screen(
        Text(record["id"], record["id"]),
        [
            Section(rows, ("label", "text"), headings=None),
            *([Prose(Text(record["url"], record["url"]), unbroken=True, close=True)] if record["url"] else []),
        ],
        closing=[COPY] if record["copy"] else [],
        notes=[supports] if number else [],
    )


COPY = Text("The page read is a copy: cite the publisher and the date.", "所读网页为转载：引用时请注明原发布者和日期。")


def fact_row(record: Record, key: str, label: Text) -> dict[str, str]:
    """Return one thing that is said of a source as a row."""
    text, text_zh = str(record[key]), str(record.get(f"{key}_zh") or record[key])
    if key == "published":
        text, text_zh = time_text(text), time_text(text, "zh")
    if key == "kind":
        text, text_zh = KINDS[text].en, KINDS[text].zh
    return {"label": label.en, "label_zh": label.zh, "text": text, "text_zh": text_zh}


def source_record(source: types.Source, supports: list[str]) -> Source:
    """Return a source with the ids of the records that it supports."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "language": source.language,
        "kind": source.kind,
        "published": source.published,
        "url": source.url,
        "licence": source.licence,
        "title_en": source.title_en,
        "publisher_zh": source.publisher_zh,
        "grade": source.grade,
        "copy": source.copy,
        "supports": supports,
        "sources": [source.id],
    }


def supported_ids(model: Model) -> dict[str, list[str]]:
    """Return the ids of the records that each source supports, by the source's id."""
    by_source: dict[str, list[str]] = {}
    for record, owner in walk(model):
        for key in getattr(record, "sources", ()):
            by_source.setdefault(key, []).append(owner.id)
    return {key: list(dict.fromkeys(ids)) for key, ids in by_source.items()}
