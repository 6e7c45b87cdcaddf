"""The pilot itself: who, when, what was announced; where sources differ, and what none of them says."""

from collections.abc import Sequence

from cqparts.lookups.base import LookUp, Prose, Record, Result, Screen, Section
from cqparts.lookups.kinds import count_remarks
from cqparts.lookups.records import EvidenceTexts, QualifierWord, SourceIds, notes_of, unique
from cqparts.model import types
from cqparts.model.annotations import Literal
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.times import time_text
from cqparts.model.types import Model, Text


class Item(Keys):
    """One thing that is said of the pilot."""

    id: str
    kind: Literal["plan", "person", "aspect", "announcement", "coverage"]
    name: str
    name_zh: str
    as_of: str | None
    qualifier: QualifierWord
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


class Remark(Keys):
    """Where sources differ, or what none of them says."""

    id: str
    about: list[str]
    text: str
    text_zh: str
    sources: SourceIds
    caution: str | None
    caution_zh: str | None
    evidence: EvidenceTexts


class Conflict(Remark):
    """Where sources disagree, or how to read a figure."""

    kind: Literal["differs", "reading"]


class Pilot(Keys):
    """The pilot with its items and the remarks."""

    id: str
    name: str
    name_zh: str
    as_of: str | None
    summary: str
    summary_zh: str
    items: list[Item]
    conflicts: list[Conflict]
    unknowns: list[Remark]
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


LOOK_UP = LookUp(
    record=Pilot,
    examples=("pilot", "pilot --json"),
    rows="items",
    row=Item,
    all=True,
)


def query(model: Model) -> Result:
    """Show the pilot: plan, officials, announcements, open questions."""
    index, pilot = Index(model), model.pilot
    record: Pilot = {
        "id": pilot.id,
        "name": pilot.name,
        "name_zh": pilot.name_zh,
        "as_of": pilot.as_of,
        "summary": pilot.summary,
        "summary_zh": pilot.summary_zh,
        "items": [item_record(index, item) for item in pilot.items],
        "conflicts": [{**remark_record(remark), "kind": remark.kind} for remark in model.conflicts],
        "unknowns": [remark_record(remark) for remark in model.unknowns],
        "sources": list(pilot.sources),
        **notes_of(index, pilot),
        "evidence": dict(pilot.evidence),
    }
    return Result([record], lambda everything: show_pilot(index, record, everything=everything))


LABELS = {
    "plan": (Text("Plan", "计划"), 1),
    "person": (Text("Officials", "负责人"), 2),
    "aspect": (Text("Aspects", "五个方面"), 5),
    "announcement": (Text("Announced", "发布事项"), 2),
}
"""What the kinds of items are called on the fact sheet, in its order, and how many of each it holds."""


def show_pilot(index: Index, record: Record, *, everything: bool) -> Screen:
    """Return the pilot as a fact sheet; or all items one a row, and the dated events before and after."""
    time = record["as_of"]
    title = Text(
        record["name"] + (f", {time_text(time)}" if time else ""),
        record["name_zh"] + (f"，{time_text(time, 'zh')}" if time else ""),
    )
    remarks = count_remarks([*(each["kind"] for each in record["conflicts"]), *("unknown" for _ in record["unknowns"])])
    closing = [Text(f"{remarks.en}: cqparts caveats", f"{remarks.zh}：cqparts caveats")]
    summary = Prose(Text(record["summary"], record["summary_zh"]), close=True)
    if everything:
        events = [event_row(event) for event in index.model.events]
        return Screen(
            title,
            [
                summary,
                Section(record["items"], ("name", "kind", "when"), headings=None, title=ITEMS),
                *([Section(events, ("when", "name"), headings=None, title=EVENTS)] if events else []),
            ],
            closing=closing,
            cited=[{"sources": record["sources"]}],
        )
    rows = [fact_row(record["items"], kind, label, most) for kind, (label, most) in LABELS.items()]
    return Screen(
        title,
        [summary, Section([row for row in rows if row["sources"]], ("label", "text"), headings=None)],
        limit=0,
        closing=closing,
        more=Text(
            f"--all lists the {len(record['items'])} items and {len(index.model.events)} dated events",
            f"--all 列出{len(record['items'])}项内容和{len(index.model.events)}个事件",
        ),
        cited=[{"sources": record["sources"]}],
    )


ITEMS, EVENTS = Text("Items", "内容"), Text("Events before and after", "前后事件")


def fact_row(items: Sequence[Record], kind: str, label: Text, most: int) -> dict[str, object]:
    """Return the first items of a kind as one row."""
    own = [item for item in items if item["kind"] == kind][:most]
    return {
        "label": label.en,
        "label_zh": label.zh,
        "text": "; ".join(item["name"] for item in own),
        "text_zh": "；".join(item["name_zh"] for item in own),
        "sources": unique(item["sources"] for item in own),
    }


def event_row(event: types.Event) -> dict[str, object]:
    """Return a dated event as a row."""
    note, note_zh = event.note, event.note_zh
    return {
        "name": event.name,
        "name_zh": event.name_zh,
        "as_of": event.as_of,
        "sources": list(event.sources),
        "notes": [note] if note else [],
        "notes_zh": [note_zh] if note_zh else [],
    }


def item_record(index: Index, item: types.Item) -> Item:
    """Return one thing that is said of the pilot."""
    return {
        "id": item.id,
        "kind": item.kind,
        "name": item.name,
        "name_zh": item.name_zh,
        "as_of": item.as_of,
        "qualifier": item.qualifier,
        "sources": list(item.sources),
        **notes_of(index, item),
        "evidence": dict(item.evidence),
    }


def remark_record(remark: types.Remark) -> Remark:
    """Return a conflict or an unknown."""
    return {
        "id": remark.id,
        "about": list(remark.about),
        "text": remark.text,
        "text_zh": remark.text_zh,
        "sources": list(remark.sources),
        "caution": remark.caution,
        "caution_zh": remark.caution_zh,
        "evidence": dict(remark.evidence),
    }
