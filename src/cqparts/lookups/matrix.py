"""Districts against assemblies: where they overlap, and what nobody takes."""

from collections.abc import Sequence
from typing import Any, Literal, TypedDict

from cqparts.lookups.base import LookUp, Record, Result, Section
from cqparts.lookups.records import ASSEMBLY, DISTRICT, SourceIds, focus_records, unique
from cqparts.model.index import Index
from cqparts.model.types import District, Model, Text


class Row(TypedDict):
    """A district; beside these keys, one an assembly: true, false, or "disputed" where sources differ."""

    id: str
    name: str
    name_zh: str
    sources: SourceIds


LOOK_UP = LookUp(
    record=Row,
    view=("name",),
    examples=("matrix", "matrix -f markdown"),
    kind=DISTRICT,
    others=Literal[True, False, "disputed"],
)


def query(model: Model) -> Result:
    """Set districts against assemblies: overlaps and blanks."""
    index = Index(model)
    records = [matrix_row(index, district) for district in model.districts]
    return Result(
        records,
        notes=lambda: overlap_notes(index, records),
        sections=lambda: [by_assembly(index, records)],
        keys=("id", "name", "name_zh", *index.assemblies, "sources"),
    )


def matrix_row(index: Index, district: District) -> dict[str, Any]:
    """Return a district with a key an assembly."""
    taken = {part["id"]: "disputed" if part["disputed"] else True for part in focus_records(index, district)}
    return {
        "id": district.id,
        "name": district.name,
        "name_zh": district.name_zh,
        **{assembly_id: taken.get(assembly_id, False) for assembly_id in index.assemblies},
        "sources": unique(priority.sources for priority in district.priorities),
    }


def by_assembly(index: Index, records: Sequence[Record]) -> Section:
    """Return the matrix the other way round, an assembly a row, which fits a page."""
    rows = [
        {"id": key, "name": part.name, "name_zh": part.name_zh, "system": system.id}
        | {record["id"]: record[key] for record in records}
        for key, (system, part) in index.assemblies.items()
    ]
    return Section(rows, ("name", *(record["id"] for record in records)), kind=ASSEMBLY)


def overlap_notes(index: Index, records: Sequence[Record]) -> tuple[Text, ...]:
    """Return in words where districts overlap and what nobody takes."""
    takers = {key: [record for record in records if record[key]] for key in index.assemblies}
    shared = [key for key in takers if len(takers[key]) > 1]
    blank = [key for key in takers if not takers[key]]
    names = {key: Text(part.name, part.name_zh) for key, (_, part) in index.assemblies.items()}
    return (
        Text(
            "● named; ◐ in one source's list and not in another's; · not named.",
            "● 列入; ◐ 仅见于部分来源; · 未列入。",
        ),
        Text(
            "Taken by several: " + "; ".join(f"{names[key].en} ({len(takers[key])})" for key in shared) + ".",
            "多区重叠: " + "、".join(f"{names[key].zh}({len(takers[key])})" for key in shared) + "。",
        ),
        Text(
            "Taken by no district: " + ("; ".join(names[key].en for key in blank) or "none") + ".",
            "无区承担: " + ("、".join(names[key].zh for key in blank) or "无") + "。",
        ),
    )
