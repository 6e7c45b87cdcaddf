"""The component types that are named, and how many are not."""

from typing import Literal

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Result
from cqparts.lookups.records import EvidenceTexts, QualifierWord, SourceIds, notes_of, unnamed_notes
from cqparts.model import types
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.resolve import assemblies, resolve
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
    view=("name", "name_zh", "assembly", "status", "competitive", "as_of", "sources"),
    examples=("components", "components --assembly power-battery -f csv"),
    kind=Text("Component type", "部件"),
)


def query(model: Model, assembly: params.AssemblyFilter = None) -> Result:
    """List the component types named in the sources.

    Raises:
        CallError: There is no such assembly.
    """
    wanted = None if assembly is None else resolve("assembly", assemblies(model), assembly)
    index = Index(model)
    records = [
        component_record(index, component, part.id, system.id)
        for system, part in index.assemblies.values()
        for component in part.components
        if wanted in (None, part)
    ]
    if wanted is None:
        records += [component_record(index, component, None, None) for component in model.unplaced]
    return Result(records, notes=lambda: unnamed_notes(index))


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
