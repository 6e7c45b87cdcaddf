"""The component types that are named, and how many are not."""

from collections.abc import Sequence

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Record, Result, Screen, Section
from cqparts.lookups.records import EvidenceTexts, QualifierWord, SourceIds, inferred_mark, notes_of, years_text
from cqparts.model import types
from cqparts.model.annotations import Literal
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.resolve import resolve_assemblies
from cqparts.model.types import Model, Text


class Component(Keys):
    """A component type; assembly and system are null where no source names them."""

    id: str
    name: str
    name_zh: str
    assembly: str | None
    system: str | None
    status: Literal["stated", "inferred"]
    competitive: bool | None
    as_of: str | None
    qualifier: QualifierWord
    all_components_unnamed: int | None
    unnamed_qualifier: QualifierWord
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


LOOK_UP = LookUp(
    record=Component,
    examples=("components", "components --assembly power-battery -f csv"),
    empty="no component type of it is named in the sources",
)


def query(model: Model, assembly: params.AssemblyFilter = None) -> Result:
    """List the component types named in the sources.

    Raises:
        CallError: There is no such assembly.
    """
    wanted = None if assembly is None else {part.id for part in resolve_assemblies(model, assembly)}
    index = Index(model)
    records = [
        component_record(index, component, part.id, system.id)
        for system, part in index.assemblies.values()
        for component in part.components
        if wanted is None or part.id in wanted
    ]
    if wanted is None:
        records += [component_record(index, component, None, None) for component in model.unplaced]
    return Result(records, lambda _: show_components(index, records))


COMPONENT = Text("Component type", "部件")


def show_components(index: Index, records: Sequence[Record]) -> Screen:
    """Return the component types that are named, and of how many."""
    rows = [{**record, "mark": inferred_mark(record)} for record in records]
    total, years = index.components_total, years_text(record["as_of"] or "" for record in records)
    return Screen(
        Text(
            f"Component types that sources name: {len(rows)}"
            + (f" of the {total}" if total else "")
            + (f" ({years})" if years else ""),
            "来源列名的部件："
            + (f"{total}种中的" if total else "")
            + f"{len(rows)}种"
            + (f"（{years}年）" if years else ""),
        ),
        [
            Section(
                rows,
                ("name", "name_zh", "assembly"),
                kind=COMPONENT,
                more=("status", "competitive", "as_of"),
            )
        ],
        marks=[("*", INFERRED)] if any(record["status"] == "inferred" for record in records) else [],
        cautions=unnamed_cautions(index, total),
        limit=1,
    )


INFERRED = Text(
    "Inferred from another list to be one of those that the plan counts.", "据其他清单推断其属于行动计划所计部件。"
)


def unnamed_cautions(index: Index, total: int | None) -> list[Text]:
    """Return how many of the component types that the plan counts are not known by name, if any."""
    missing = index.all_unnamed["all_components_unnamed"]
    if not missing or not total:
        return []
    return [
        Text(
            f"At least {missing} of the {total} are not named: the copies read are incomplete.",
            f"{total}种中至少{missing}种未列名：所读文本不全。",
        )
    ]


def component_record(
    index: Index, component: types.Component, assembly_id: str | None, system_id: str | None
) -> Component:
    """Return a component type with where it belongs."""
    return {
        "id": component.id,
        "name": component.name,
        "name_zh": component.name_zh,
        "assembly": assembly_id,
        "system": system_id,
        "status": component.status,
        "competitive": component.competitive or None,
        "as_of": component.as_of,
        "qualifier": "exact",
        "all_components_unnamed": index.all_unnamed["all_components_unnamed"],
        "unnamed_qualifier": index.all_unnamed["unnamed_qualifier"],
        "sources": list(component.sources),
        **notes_of(index, component),
        "evidence": dict(component.evidence),
    }
