"""The districts that specialise in an assembly."""

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Result
from cqparts.lookups.records import DISTRICT, District, district_record, focus_records, note_texts, notes_of
from cqparts.model.index import Index
from cqparts.model.resolve import assemblies, resolve
from cqparts.model.types import Model

LOOK_UP = LookUp(
    record=District,
    view=("name", "name_zh", "adcode", "focus", "sources"),
    examples=('who "smart cockpit"', "who 动力电池 --lang zh"),
    kind=DISTRICT,
    empty="no district names it",
)


def query(model: Model, assembly: params.AssemblyName) -> Result:
    """List the districts that specialise in an assembly.

    Raises:
        CallError: There is no such assembly.
    """
    index, wanted = Index(model), resolve("assembly", assemblies(model), assembly)
    records = [
        {**district_record(index, district), "focus": [part], "sources": part["sources"]}
        for district in model.districts
        for part in focus_records(index, district)
        if part["id"] == wanted.id
    ]
    return Result(records, notes=lambda: note_texts(notes_of(index, wanted)))
