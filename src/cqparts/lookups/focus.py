"""One district: its priority assemblies, their sources, and its own figures."""

from collections.abc import Iterator
from typing import Literal

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Record, Result, Section
from cqparts.lookups.records import (
    ASSEMBLY,
    EvidenceTexts,
    Figure,
    Focus,
    Seat,
    SourceIds,
    district_record,
    figure_record,
    note_texts,
    open_note,
    replace_keys,
    short_label,
    with_label,
    without_notes,
)
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.resolve import resolve
from cqparts.model.types import Model, Text


class ListRecord(Keys):
    """The list of assemblies that one source gave."""

    occasion: Literal["plan", "press-conference", "article", "other"]
    assemblies: list[str]
    as_of: str | None
    sources: SourceIds
    open_ended: bool
    evidence: EvidenceTexts


class Profile(Keys):
    """A district with its statements and its own figures."""

    id: str
    name: str
    name_zh: str
    adcode: str
    seat: Seat | None
    focus: list[Focus]
    statements: list[ListRecord]
    figures: list[Figure]
    open_ended: bool
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


LOOK_UP = LookUp(
    record=Profile,
    view=("name", "name_zh", "system", "as_of", "sources", "omitted_by"),
    examples=("focus jiangjin", "focus 璧山 --lang zh"),
    kind=ASSEMBLY,
    rows="focus",
    row=Focus,
)

KINDS_ZH = {"target": "目标", "draft": "征求意见稿"}


def query(model: Model, district: params.DistrictName) -> Result:
    """Show one district: its assemblies and its own figures.

    Raises:
        CallError: There is no such district.
    """
    index, found = Index(model), resolve("district", model.districts, district)
    record = district_record(index, found)
    figures = [figure_record(index, figure) for figure in index.figures.get(found.id, ())]
    statements = [without_notes(priority) for priority in found.priorities]
    profile = replace_keys(record, {"focus": {"focus": record["focus"], "statements": statements, "figures": figures}})
    title = Text(f"{found.name} ({found.adcode})", f"{found.name_zh}（{found.adcode}）")
    return Result(
        [profile],
        title=title,
        notes=lambda: [
            *([open_note(one=len(found.priorities) == 1)] if record["open_ended"] else []),
            *note_texts(record),
        ],
        sections=lambda: show_profile(index, title, profile),
    )


def show_profile(index: Index, title: Text, profile: Record) -> Iterator[Section]:
    """Yield the table of a district's assemblies, and that of its own figures if it has any."""
    yield Section(profile["focus"], LOOK_UP.view, title)
    if profile["figures"]:
        yield Section(
            [with_label(record, own_label(index, record)) for record in profile["figures"]],
            ("label", "value", "unit", "when", "qualifier", "sources"),
            Text("Its own figures", "本区数据"),
        )


def own_label(index: Index, record: Record) -> Text:
    """Return what a district's figure is called in its own table; one that is no fact says so."""
    short = short_label(index, record)
    if record["kind"] == "actual":
        return short
    return Text(f"{short.en}, {record['kind']}", f"{short.zh}（{KINDS_ZH[record['kind']]}）")
