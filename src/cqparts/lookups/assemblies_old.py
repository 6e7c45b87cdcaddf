"""The assemblies and the component types: how many districts take each, and how many nobody names."""

from cqparts.lookups.old import called, cited, merged, naming, noted
from cqparts.lookups.table import Record, Table
from cqparts.model.index import Index
from cqparts.model.types import Assembly, Component, Model, System, Text

ASSEMBLY_KEYS = (
    "id",
    "name",
    "name_zh",
    "system",
    "status",
    "districts",
    "components_named",
    "system_components_unnamed",
    "all_components_unnamed",
    "unnamed_qualifier",
    "as_of",
    "qualifier",
    "sources",
    "notes",
    "notes_zh",
)


def assemblies(model: Model, system: System | None = None) -> Table:
    """Return the assemblies, how many districts take each, and how many of its component types are named."""
    index = Index(model)
    takers = taker_counts(model)
    records = [
        assembly_record(index, holder, part, takers.get(part.id, 0))
        for holder, part in index.assemblies.values()
        if system is None or holder.id == system.id
    ]
    return Table(
        "assemblies",
        ASSEMBLY_KEYS,
        records,
        view=("name", "system", "status", "districts", "components_named", "as_of", "qualifier", "sources"),
        notes=unnamed_notes(index),
        cited=cited(index, records),
        names=naming(model.systems) | called("Assembly", "总成"),
    )


def taker_counts(model: Model) -> dict[str, int]:
    """Return the number of districts that take each assembly, by its id."""
    counts: dict[str, int] = {}
    for district in model.districts:
        for key in merged(priority.assemblies for priority in district.priorities):
            counts[key] = counts.get(key, 0) + 1
    return counts


def assembly_record(index: Index, system: System, assembly: Assembly, districts_count: int) -> Record:
    """Return an assembly with its counts."""
    return {
        "id": assembly.id,
        "name": assembly.name,
        "name_zh": assembly.name_zh,
        "system": system.id,
        "status": assembly.status,
        "districts": districts_count,
        "components_named": len(assembly.components),
        "system_components_unnamed": index.system_unnamed(system),
        **index.all_unnamed,
        "as_of": assembly.as_of,
        "qualifier": "exact",
        "sources": list(assembly.sources),
        **noted(index, assembly),
    }


def unnamed_notes(index: Index) -> tuple[Text, ...]:
    """Return the note that says how many component types nobody names."""
    missing = index.all_unnamed["all_components_unnamed"]
    if not missing:
        return ()
    return (
        Text(
            f"At least {missing} of the component types that the plan counts are not named by any source at hand.",
            f"计划所列零部件种类中, 至少有 {missing} 种未见于任何现有来源。",
        ),
    )


COMPONENT_KEYS = (
    "id",
    "name",
    "name_zh",
    "assembly",
    "system",
    "status",
    "competitive",
    "as_of",
    "qualifier",
    "all_components_unnamed",
    "unnamed_qualifier",
    "sources",
    "notes",
    "notes_zh",
)


def components(model: Model, assembly: Assembly | None = None) -> Table:
    """Return the named component types, all or those of one assembly, and how many are not named."""
    index = Index(model)
    placed = [
        (component, part.id, system.id)
        for system, part in index.assemblies.values()
        for component in part.components
        if assembly is None or part.id == assembly.id
    ]
    unplaced = [(component, None, None) for component in model.unplaced if assembly is None]
    records = [component_record(index, *entry) for entry in (*placed, *unplaced)]
    return Table(
        "components",
        COMPONENT_KEYS,
        records,
        view=("name", "name_zh", "assembly", "status", "competitive", "as_of", "sources"),
        notes=unnamed_notes(index),
        cited=cited(index, records),
        names=naming(model.systems, (part for _, part in index.assemblies.values()))
        | called("Component type", "零部件"),
    )


def component_record(index: Index, component: Component, assembly_id: str | None, system_id: str | None) -> Record:
    """Return a component type; assembly and system are None where no source names them."""
    return {
        "id": component.id,
        "name": component.name,
        "name_zh": component.name_zh,
        "assembly": assembly_id,
        "system": system_id,
        "status": component.status,
        "competitive": component.competitive,
        "as_of": component.as_of,
        "qualifier": "exact",
        **index.all_unnamed,
        "sources": list(component.sources),
        **noted(index, component),
    }
