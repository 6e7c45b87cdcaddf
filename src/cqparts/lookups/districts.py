"""The districts, and what each prioritizes."""

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Result
from cqparts.lookups.records import DISTRICT, District, district_record, open_note
from cqparts.model.index import Index
from cqparts.model.resolve import assemblies, resolve
from cqparts.model.types import Model

LOOK_UP = LookUp(
    record=District,
    view=("name", "name_zh", "adcode", "focus", "sources"),
    examples=("districts", "districts --assembly electric-drive --json"),
    kind=DISTRICT,
    empty="no district names it",
)


def query(model: Model, assembly: params.AssemblyFilter = None, system: params.SystemFilter = None) -> Result:
    """List the districts and their priority assemblies.

    Raises:
        CallError: There is no such assembly or system.
    """
    wanted = filter_assemblies(model, assembly, system)
    index = Index(model)
    every = [district_record(index, district) for district in model.districts]
    records = [record for record in every if wanted is None or any(part["id"] in wanted for part in record["focus"])]
    some = any(part["disputed"] for record in records for part in record["focus"])
    is_open = any(record["open_ended"] for record in records)
    return Result(records, notes=lambda: [open_note(some=some)] if is_open else [])


def filter_assemblies(model: Model, assembly: str | None, system: str | None) -> set[str] | None:
    """Return the ids of the assemblies that a filter admits; None for all."""
    part = None if assembly is None else resolve("assembly", assemblies(model), assembly)
    whole = None if system is None else resolve("system", model.systems, system)
    if whole is None:
        return None if part is None else {part.id}
    held = {each.id for each in whole.assemblies}
    return held if part is None else held & {part.id}
