"""What sources disagree on, how to read figures, what was not found, and what is not covered at all."""

from collections.abc import Iterable, Sequence

from cqparts.lookups.base import LookUp, Param, Prose, Record, Result, Screen, Section
from cqparts.lookups.kinds import REMARKS, count_remarks, name_of, remark_kind, resolve_record
from cqparts.lookups.records import EvidenceTexts, SourceIds
from cqparts.model import types
from cqparts.model.annotations import Annotated, Any, Literal
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.types import Model, Text


class Caveat(Keys):
    """A remark on some records; or the topics that are not covered, which concern none."""

    id: str
    kind: Literal["differs", "reading", "unknown", "not-covered"]
    about: list[str]
    caution: str
    caution_zh: str
    text: str
    text_zh: str
    sources: SourceIds
    evidence: EvidenceTexts


LOOK_UP = LookUp(
    record=Caveat,
    examples=("caveats", "caveats bishan"),
    empty="no remark is about it; list all of them with cqparts caveats",
    all=True,
)

NOT_COVERED: Caveat = {
    "id": "not-covered",
    "kind": "not-covered",
    "about": [],
    "caution": "Not collected: incentives, land and energy prices, distances, wages.",
    "caution_zh": "未收集：优惠政策、土地与能源价格、距离、工资。",
    "text": "Incentives, land and energy prices, distances and wages are not collected: that an answer names none does "
    "not mean that there is none.",
    "text_zh": "优惠政策、土地与能源价格、距离、工资未收集：未列出不等于没有。",
    "sources": [],
    "evidence": {},
}
"""The topics that no look-up covers, so that nobody reads silence as none."""

GROUPS = {
    **REMARKS,
    "reading": Text("reading notes", "口径说明"),
    "not-covered": Text("not covered", "未收录"),
}
"""What each sort of caveat is called, in the order of the list."""

MOST = 12
"""The most caveats about one thing on its screen."""


def query(
    model: Model,
    name: Annotated[str | None, Param("NAME", "A record of any kind, by id or name.", (), "records")] = None,
) -> Result:
    """List what sources disagree on, and what is not known.

    Raises:
        CallError: There is no record of that name, or there are several.
    """
    index = Index(model)
    if name is None:
        every = [*caveat_records(index, (*model.conflicts, *model.unknowns)), NOT_COVERED]
        return Result(every, lambda _: show_every(every))
    record = resolve_record(index, name)
    found = list(caveat_records(index, remarks_on(index, record)))
    return Result(found, lambda everything: show_about(name_of(index, record), record, found, everything=everything))


def remarks_on(index: Index, record: Any) -> list[types.Remark]:  # noqa: ANN401 -- any record
    """Return the remarks about a record and about what is said of it: its figures, plants, production and parts."""
    if isinstance(record, types.Remark):
        return [record]
    model = index.model
    said = [figure.id for figure in index.figures.get(record.id, ())]
    said += [each.id for group in (model.projects, model.production) for each in group if each.place == record.id]
    wanted = {record.id, *said}
    return [remark for remark in (*model.conflicts, *model.unknowns) if wanted & {*remark.about}]


def caveat_records(index: Index, remarks: Iterable[types.Remark]) -> list[Caveat]:
    """Return remarks as records: where sources disagree first, then how to read figures, then what was not found."""
    records = [caveat_record(index, remark) for remark in remarks]
    return sorted(records, key=lambda record: [*GROUPS].index(record["kind"]))


def caveat_record(index: Index, remark: types.Remark) -> Caveat:
    """Return a remark as a record."""
    return {
        "id": remark.id,
        "kind": remark_kind(index, remark),
        "about": list(remark.about),
        "caution": remark.caution or remark.text,
        "caution_zh": remark.caution_zh or remark.text_zh,
        "text": remark.text,
        "text_zh": remark.text_zh,
        "sources": list(remark.sources),
        "evidence": dict(remark.evidence),
    }


def show_every(records: Sequence[Record]) -> Screen:
    """Return all caveats by sort, one a line, and how many there are of each; `-v` adds their ids."""
    return Screen(
        Text("What to know before citing a figure", "引用数据前须知"),
        [Section(records, ("caution",), headings=None, group=group_of, more=("id", "text"))],
        closing=[
            count_kinds(records),
            Text(
                "In full: cqparts caveats -v; about one thing: cqparts caveats bishan",
                "查看全文：cqparts caveats -v；查看一项：cqparts caveats bishan",
            ),
        ],
    )


def show_about(name: Text, record: Any, records: Sequence[Record], *, everything: bool) -> Screen:  # noqa: ANN401 -- any record
    """Return what is to be known of one thing, in full sentences where there are few of them."""
    shown = records if everything else records[:MOST]
    left = len(records) - len(shown)
    none = Text("No remark is about it.", "无相关说明。")
    return Screen(
        Text(f"{name.en}: {count_kinds(records).en}", f"{name.zh}：{count_kinds(records).zh}"),
        [Section(shown, ("caution",), headings=None, group=group_of, more=("id", "text")) if records else Prose(none)],
        closing=[
            *(
                [
                    Text(
                        f"{left} more: cqparts caveats {record.id} --all",
                        f"另有{left}条：cqparts caveats {record.id} --all",
                    )
                ]
                if left
                else []
            ),
            Text(f"One in full: cqparts show {records[0]['id']}", f"查看一条：cqparts show {records[0]['id']}"),
        ]
        if records
        else [],
    )


def group_of(record: Record) -> Text:
    """Return what the sort of a caveat is called."""
    text = GROUPS[record["kind"]]
    return Text(text.en.capitalize(), text.zh)


def count_kinds(records: Sequence[Record]) -> Text:
    """Return how many caveats there are of each sort."""
    return count_remarks(record["kind"] for record in records)
