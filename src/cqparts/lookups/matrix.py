"""Districts against assemblies: where priorities overlap, and what is no priority."""

from collections.abc import Sequence
from typing import Any, Literal

from cqparts.lookups.base import LookUp, Record, Result, Section
from cqparts.lookups.records import ASSEMBLY, DISTRICT, SourceIds, count_districts, focus_records, open_note, unique
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.types import District, Model, Text


class Row(Keys):
    """A district; beside these keys, one an assembly: true, false, or "disputed" where one list alone names it."""

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
    """Show districts by assembly as a matrix."""
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
    named = {part["id"]: "disputed" if part["disputed"] else True for part in focus_records(index, district)}
    return {
        "id": district.id,
        "name": district.name,
        "name_zh": district.name_zh,
        **{assembly_id: named.get(assembly_id, False) for assembly_id in index.assemblies},
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


def overlap_notes(index: Index, records: Sequence[Record]) -> list[Text]:
    """Return in words where priorities overlap, and which assembly is none."""
    shared, blank = [], []
    for key, (_, part) in index.assemblies.items():
        sure, some = int(count_districts(index.model, key).sure.value or 0), differing_names(records, key)
        if sure + len(some) > 1:
            shared.append(
                Text(f"{part.name} ({number_words(sure, some).en})", f"{part.name_zh}（{number_words(sure, some).zh}）")
            )
        if not sure + len(some):
            blank.append(Text(part.name, part.name_zh))
    notes = [Text("● named; ◐ in one list only; · not named.", "● 列入；◐ 仅一个来源列入；· 未列入。")]
    if shared:
        notes.append(listed(Text("Priority of two or more districts: ", "两个及以上的区优先发展："), shared))
    if blank:
        notes.append(listed(Text("Priority of no district: ", "无区优先发展："), blank))
    if any(priority.open_ended for district in index.model.districts for priority in district.priorities):
        notes.append(open_note())
    return notes


def differing_names(records: Sequence[Record], key: str) -> list[Text]:
    """Return the names of the districts that name an assembly in one list and not in another."""
    return [Text(record["name"], record["name_zh"]) for record in records if record[key] == "disputed"]


def number_words(sure: int, some: Sequence[Text]) -> Text:
    """Say how many districts name an assembly in all their lists, and which in one list only."""
    if not some:
        return Text(str(sure), str(sure))
    return Text(
        f"{sure}, and {', '.join(name.en for name in some)} in one list only",
        f"{sure}，另有{'、'.join(name.zh for name in some)}仅见于一份清单",
    )


def listed(head: Text, parts: Sequence[Text]) -> Text:
    """Return a sentence that lists assemblies."""
    return Text(
        head.en + "; ".join(part.en for part in parts) + ".", head.zh + "、".join(part.zh for part in parts) + "。"
    )
