"""The assemblies: how many districts prioritize each, and how many component types could not be read."""

from collections.abc import Sequence

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Record, Result, Screen, Section
from cqparts.lookups.records import (
    ASSEMBLY,
    BasisWord,
    EvidenceTexts,
    QualifierWord,
    SourceIds,
    count,
    count_districts,
    inferred_mark,
    notes_of,
)
from cqparts.model import types
from cqparts.model.annotations import Literal
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.resolve import resolve_each
from cqparts.model.types import Model, Text


class Assembly(Keys):
    """An assembly with its counts."""

    id: str
    name: str
    name_zh: str
    system: str
    status: Literal["stated", "inferred"]
    districts: int
    components_named: int
    system_components_unnamed: int | None
    all_components_unnamed: int | None
    unnamed_qualifier: QualifierWord
    as_of: str | None
    qualifier: QualifierWord
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts
    districts_in_one_list: int
    districts_qualifier: QualifierWord
    basis: BasisWord


LOOK_UP = LookUp(
    record=Assembly,
    examples=("assemblies", "assemblies --system new-energy"),
    empty="no assembly of it is named in the sources",
)


def query(model: Model, system: params.SystemFilter = None) -> Result:
    """List the assemblies, with districts and named components.

    Raises:
        CallError: There is no such system.
    """
    wanted = None if system is None else {each.id for each in resolve_each("system", model.systems, system)}
    index = Index(model)
    records = [
        assembly_record(index, holder, part)
        for holder, part in index.assemblies.values()
        if wanted is None or holder.id in wanted
    ]
    return Result(records, lambda _: show_assemblies(index, records))


DISTRICTS, NAMED = Text("Districts", "区数"), Text("Named", "已列名")


def show_assemblies(index: Index, records: Sequence[Record]) -> Screen:
    """Return the assemblies with their counts; those in one list only behind a plus."""
    systems = {record["system"] for record in records}
    inferred = any(record["status"] == "inferred" for record in records)
    rows = [{**record, "mark": inferred_mark(record), "text": districts_text(record)} for record in records]
    return Screen(
        Text(
            f"{count(len(rows), 'assembly', 'assemblies')} in {count(len(systems), 'system')}, "
            "with the districts that prioritize each",
            f"{len(systems)}个系统的{len(rows)}个总成，及优先发展的区数",
        ),
        [
            Section(
                rows,
                ("name", "name_zh", "system", "text", "components_named"),
                kind=ASSEMBLY,
                headings={"text": DISTRICTS, "components_named": NAMED},
                more=("status", "as_of"),
            )
        ],
        marks=[("*", Text("Its system is inferred.", "所属系统为推断。"))] if inferred else [],
        cautions=[*([AT_LEAST] if index.open_ended else []), *unnamed_cautions(index)],
    )


AT_LEAST = Text(
    "Counts of districts are minimums: their lists end with “and others” (等).", "区数为下限：各区清单以“等”结尾。"
)


def districts_text(record: Record) -> str:
    """Return how many districts name an assembly in all their lists, and after a plus how many more in one list."""
    more = record["districts_in_one_list"]
    return f"{record['districts']}" + (f"+{more}" if more else "")


def unnamed_cautions(index: Index) -> list[Text]:
    """Return how many of the component types that the plan counts are not named, if any."""
    missing, total = index.all_unnamed["all_components_unnamed"], index.components_total
    if not missing or not total:
        return []
    return [
        Text(
            f"Named: component types that sources name; at least {missing} of the {total} are not.",
            f"已列名：来源列名的部件；{total}种中至少{missing}种未列名。",
        )
    ]


def assembly_record(index: Index, system: types.System, assembly: types.Assembly) -> Assembly:
    """Return an assembly with its counts."""
    named = count_districts(index.model, assembly.id)
    return {
        "id": assembly.id,
        "name": assembly.name,
        "name_zh": assembly.name_zh,
        "system": system.id,
        "status": assembly.status,
        "districts": int(named.sure.value or 0),
        "components_named": len(assembly.components),
        "system_components_unnamed": index.system_unnamed(system),
        "all_components_unnamed": index.all_unnamed["all_components_unnamed"],
        "unnamed_qualifier": index.all_unnamed["unnamed_qualifier"],
        "as_of": assembly.as_of,
        "qualifier": "exact",
        "sources": list(assembly.sources),
        **notes_of(index, assembly),
        "evidence": dict(assembly.evidence),
        "districts_in_one_list": named.in_one_list,
        "districts_qualifier": named.sure.qualifier or "at-least",
        "basis": "derived",
    }
