"""The districts, and what each prioritizes."""

from collections.abc import Sequence

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Record, Result, Screen, Section
from cqparts.lookups.records import DISTRICT, OPEN_LISTS, District, disputed_marks, district_record, years_text
from cqparts.model.index import Index
from cqparts.model.resolve import assemblies, resolve
from cqparts.model.types import Model, Text

LOOK_UP = LookUp(
    record=District,
    examples=("districts", "districts --assembly electric-drive --json"),
    empty="no district names it",
)

PRIORITIES = {"focus": Text("Priorities", "优先发展总成")}


def query(model: Model, assembly: params.AssemblyFilter = None, system: params.SystemFilter = None) -> Result:
    """List the districts and their priority assemblies.

    Raises:
        CallError: There is no such assembly or system.
    """
    wanted = filter_assemblies(model, assembly, system)
    index = Index(model)
    every = [district_record(index, district) for district in model.districts]
    records = [record for record in every if wanted is None or any(part["id"] in wanted for part in record["focus"])]
    return Result(records, lambda _: show_districts(index, records))


def show_districts(index: Index, records: Sequence[Record]) -> Screen:
    """Return the districts with their priorities in lists."""
    every = len(index.model.districts)
    some = Text(f"{len(records)} of the {every}", f"{every}个区中{len(records)}个区")
    whole = Text(f"the {every}", f"{every}个区")
    number = whole if len(records) == every else some
    years = years_text(part["as_of"] for record in records for part in record["focus"])
    return Screen(
        Text(
            f"Priorities that sources state for {number.en} districts" + (f", {years}" if years else ""),
            f"{number.zh}优先发展的总成" + (f"（{years.replace('–', '—')}年各来源所列）" if years else ""),
        ),
        [
            Section(
                records,
                ("both_names", "focus"),
                kind=DISTRICT,
                headings=PRIORITIES,
                more=("adcode", "seat.lat", "seat.lon"),
            )
        ],
        marks=disputed_marks(index, records),
        cautions=[OPEN_LISTS] if any(record["open_ended"] for record in records) else [],
    )


def filter_assemblies(model: Model, assembly: str | None, system: str | None) -> set[str] | None:
    """Return the ids of the assemblies that a filter admits; None for all."""
    part = None if assembly is None else resolve("assembly", assemblies(model), assembly)
    whole = None if system is None else resolve("system", model.systems, system)
    if whole is None:
        return None if part is None else {part.id}
    held = {each.id for each in whole.assemblies}
    return held if part is None else held & {part.id}
