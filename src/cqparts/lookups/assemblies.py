"""The assemblies: how many districts prioritize each, and how many component types could not be read."""

from typing import Literal

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Result
from cqparts.lookups.records import (
    ASSEMBLY,
    BasisWord,
    EvidenceTexts,
    QualifierWord,
    SourceIds,
    count_districts,
    notes_of,
    unnamed_notes,
)
from cqparts.model import types
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.resolve import resolve
from cqparts.model.types import Model


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
    view=(
        "name",
        "system",
        "status",
        "districts",
        "districts_in_one_list",
        "components_named",
        "as_of",
        "districts_qualifier",
        "sources",
    ),
    examples=("assemblies", "assemblies --system new-energy"),
    kind=ASSEMBLY,
)


def query(model: Model, system: params.SystemFilter = None) -> Result:
    """List the assemblies, with districts and named components.

    Raises:
        CallError: There is no such system.
    """
    wanted = None if system is None else resolve("system", model.systems, system)
    index = Index(model)
    records = [
        assembly_record(index, holder, part) for holder, part in index.assemblies.values() if wanted in (None, holder)
    ]
    return Result(records, notes=lambda: unnamed_notes(index))


def assembly_record(index: Index, system: types.System, assembly: types.Assembly) -> Assembly:
    """Return an assembly with its counts."""
    count = count_districts(index.model, assembly.id)
    return {
        "id": assembly.id,
        "name": assembly.name,
        "name_zh": assembly.name_zh,
        "system": system.id,
        "status": assembly.status,
        "districts": int(count.sure.value or 0),
        "components_named": len(assembly.components),
        "system_components_unnamed": index.system_unnamed(system),
        "all_components_unnamed": index.all_unnamed["all_components_unnamed"],
        "unnamed_qualifier": index.all_unnamed["unnamed_qualifier"],
        "as_of": assembly.as_of,
        "qualifier": "exact",
        "sources": list(assembly.sources),
        **notes_of(index, assembly),
        "evidence": dict(assembly.evidence),
        "districts_in_one_list": count.in_one_list,
        "districts_qualifier": count.sure.qualifier or "at-least",
        "basis": "derived",
    }
