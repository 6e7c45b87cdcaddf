"""The assemblies: how many districts take each, and how many component types nobody names."""

from typing import Literal, TypedDict

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Result
from cqparts.lookups.records import ASSEMBLY, EvidenceTexts, QualifierWord, SourceIds, notes_of, unique, unnamed_notes
from cqparts.model import types
from cqparts.model.index import Index
from cqparts.model.resolve import resolve
from cqparts.model.types import Model


class Assembly(TypedDict):
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


LOOK_UP = LookUp(
    record=Assembly,
    view=("name", "system", "status", "districts", "components_named", "as_of", "qualifier", "sources"),
    examples=("assemblies", "assemblies --system new-energy"),
    kind=ASSEMBLY,
)


def query(model: Model, system: params.SystemFilter = None) -> Result:
    """List the assemblies, their takers and their named parts.

    Raises:
        CallError: There is no such system.
    """
    wanted = None if system is None else resolve("system", model.systems, system)
    index, takers = Index(model), count_takers(model)
    records = [
        assembly_record(index, holder, part, takers.get(part.id, 0))
        for holder, part in index.assemblies.values()
        if wanted in (None, holder)
    ]
    return Result(records, notes=lambda: unnamed_notes(index))


def count_takers(model: Model) -> dict[str, int]:
    """Return the number of districts that take each assembly, by its id."""
    counts: dict[str, int] = {}
    for district in model.districts:
        for key in unique(priority.assemblies for priority in district.priorities):
            counts[key] = counts.get(key, 0) + 1
    return counts


def assembly_record(index: Index, system: types.System, assembly: types.Assembly, districts: int) -> Assembly:
    """Return an assembly with its counts."""
    return {
        "id": assembly.id,
        "name": assembly.name,
        "name_zh": assembly.name_zh,
        "system": system.id,
        "status": assembly.status,
        "districts": districts,
        "components_named": len(assembly.components),
        "system_components_unnamed": index.system_unnamed(system),
        "all_components_unnamed": index.all_unnamed["all_components_unnamed"],
        "unnamed_qualifier": index.all_unnamed["unnamed_qualifier"],
        "as_of": assembly.as_of,
        "qualifier": "exact",
        "sources": list(assembly.sources),
        **notes_of(index, assembly),
        "evidence": dict(assembly.evidence),
    }
