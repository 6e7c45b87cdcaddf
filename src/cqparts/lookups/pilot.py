"""The pilot itself: who, when, what was announced; where sources differ, and what none of them says."""

from collections.abc import Iterator
from typing import Literal

from cqparts.lookups.base import LookUp, Result
from cqparts.lookups.records import EvidenceTexts, QualifierWord, SourceIds, notes_of
from cqparts.model import types
from cqparts.model.index import Index
from cqparts.model.record import Keys
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
    view=("name", "kind", "as_of", "qualifier", "sources"),
    examples=("pilot", "pilot --json"),
    kind=Text("What", "内容"),
    rows="items",
    row=Item,
)


DIFFERS, READING = Text("Sources disagree", "来源不一致"), Text("Reading note", "口径说明")
"""What a conflict is called, by its kind."""


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
    title = Text(f"{pilot.name}, {pilot.as_of}", f"{pilot.name_zh}, {pilot.as_of}")
    return Result([record], title=title, notes=lambda: pilot_notes(model))


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


def pilot_notes(model: Model) -> Iterator[Text]:
    """Yield the summary, where sources differ, and what none of them says."""
    yield Text(model.pilot.summary, model.pilot.summary_zh)
    for remark in model.conflicts:
        head = READING if remark.kind == "reading" else DIFFERS
        yield Text(f"{head.en}: {remark.text}", f"{head.zh}：{remark.text_zh}")
    for remark in model.unknowns:
        yield Text(f"Unknown: {remark.text}", f"未知：{remark.text_zh}")
