"""The districts that prioritize an assembly."""

from collections.abc import Iterable

from cqparts.lookups import params
from cqparts.lookups.base import LookUp, Record, Result, Section
from cqparts.lookups.records import DISTRICT, District, district_record, focus_records, open_note
from cqparts.model.index import Index
from cqparts.model.resolve import assemblies, resolve
from cqparts.model.types import Assembly, Model, Text

LOOK_UP = LookUp(
    record=District,
    view=("name", "name_zh", "adcode", "focus", "sources"),
    examples=('who "smart cockpit"', "who 动力电池 --lang zh"),
    kind=DISTRICT,
    empty="no district names it",
)


def query(model: Model, assembly: params.AssemblyName) -> Result:
    """List the districts that prioritize an assembly.

    Raises:
        CallError: There is no such assembly.
    """
    index, wanted = Index(model), resolve("assembly", assemblies(model), assembly)
    records: list[District] = [
        {**district_record(index, district), "focus": [part], "sources": part["sources"]}
        for district in model.districts
        for part in focus_records(index, district)
        if part["id"] == wanted.id
    ]
    return Result(
        records,
        notes=lambda: [*open_notes(records), *short_notes(index, wanted)],
        sections=lambda: [Section([own_remarks(index, record) for record in records], LOOK_UP.view)],
    )


def open_notes(records: Iterable[District]) -> list[Text]:
    """Return the note that lists end with "and others", where one of them does."""
    some = any(part["disputed"] for record in records for part in record["focus"])
    return [open_note(some=some)] if any(record["open_ended"] for record in records) else []


def short_notes(index: Index, assembly: Assembly) -> list[Text]:
    """Return the assembly's own note and the remarks about it, by their cautions where they have one."""
    own = [Text(assembly.note, assembly.note_zh or assembly.note)] if assembly.note else []
    remarks = index.remarks.get(assembly.id, ())
    return own + [Text(each.caution or each.text, each.caution_zh or each.text_zh) for each in remarks]


def own_remarks(index: Index, record: Record) -> Record:
    """Return a district without the remarks that are about it: those about the assembly stand below the table."""
    remarks = index.remarks.get(record["id"], ())
    dropped = {text for each in remarks for text in (each.text, each.text_zh, each.caution, each.caution_zh)}
    keys = ("notes", "notes_zh", "cautions", "cautions_zh")
    return {**record, **{key: [text for text in record[key] if text not in dropped] for key in keys}}
