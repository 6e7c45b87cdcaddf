"""What each district specialises in, who else does, and who says so."""

from collections.abc import Iterable

from cqparts.lookups.old import (
    FIGURE_KEYS,
    called,
    cited,
    figure_record,
    merged,
    naming,
    noted,
    paired,
    seat_record,
    short_labels,
    without_notes,
)
from cqparts.lookups.table import Record, Table
from cqparts.model.index import Index
from cqparts.model.types import Assembly, District, Model, System, Text

DISTRICT_KEYS = ("id", "name", "name_zh", "adcode", "seat", "focus", "open_ended", "sources", "notes", "notes_zh")
DISTRICT_NAMES = called("District", "区")
KINDS_ZH = {"target": "目标", "draft": "征求意见稿"}
ASSEMBLY_NAMES = called("Assembly", "总成")
FOCUS_KEYS = ("id", "name", "name_zh", "system", "as_of", "disputed", "sources", "omitted_by")


def districts(model: Model, assembly: Assembly | None = None, system: System | None = None) -> Table:
    """Return the districts and what each specialises in: all, or those that take an assembly or part of a system."""
    wanted = None if assembly is None and system is None else chosen(assembly, system)
    index = Index(model)
    every = (district_record(index, district) for district in model.districts)
    records = [record for record in every if wanted is None or any(part["id"] in wanted for part in record["focus"])]
    return Table(
        "districts",
        DISTRICT_KEYS,
        records,
        view=("name", "name_zh", "adcode", "focus", "sources"),
        notes=(open_note(starred(records)),) if any(record["open_ended"] for record in records) else (),
        cited=cited(index, records),
        names=DISTRICT_NAMES,
        empty="no district names it",
    )


def chosen(assembly: Assembly | None, system: System | None) -> set[str]:
    """Return the ids of the assemblies that a filter admits."""
    held = {part.id for part in system.assemblies} if system else None
    if assembly is None:
        return held or set()
    return {assembly.id} if held is None else held & {assembly.id}


def starred(records: Iterable[Record]) -> bool:
    """Return whether any cell of the table marks an assembly with a star, because statements differ about it."""
    return any(part["disputed"] for record in records for part in record["focus"])


def open_note(some: bool = False) -> Text:  # noqa: FBT001, FBT002 -- what `starred` says
    """Return the note that lists end with "and others", and what a star means where there is some."""
    return Text(
        'Some lists end with "and others" (等) in their source: more may be meant.'
        + (" An assembly marked * is in one source's list and not in another's." if some else ""),
        "部分清单在来源中以“等”结尾，可能还有其他总成。" + ("标 * 者仅见于部分来源。" if some else ""),
    )


def district_record(index: Index, district: District) -> Record:
    """Return a district with the union of what its statements name."""
    focus = focus_records(index, district)
    return {
        "id": district.id,
        "name": district.name,
        "name_zh": district.name_zh,
        "adcode": district.adcode,
        "seat": seat_record(district.seat),
        "focus": focus,
        "open_ended": any(priority.open_ended for priority in district.priorities),
        "sources": merged(priority.sources for priority in district.priorities),
        **noted(index, district),
    }


def focus_records(index: Index, district: District) -> list[Record]:
    """Return the assemblies that any statement names for a district, each with who does and who does not."""
    return [
        focus_record(index, district, assembly_id)
        for assembly_id in merged(priority.assemblies for priority in district.priorities)
    ]


def focus_record(index: Index, district: District, assembly_id: str) -> Record:
    """Return one assembly of a district: the latest day it was named, by whom, and whose list leaves it out."""
    system, assembly = index.assemblies[assembly_id]
    naming = [priority for priority in district.priorities if assembly_id in priority.assemblies]
    omitting = [priority for priority in district.priorities if assembly_id not in priority.assemblies]
    return {
        "id": assembly.id,
        "name": assembly.name,
        "name_zh": assembly.name_zh,
        "system": system.id,
        "as_of": max(priority.as_of or "" for priority in naming),
        "disputed": bool(omitting),
        "sources": merged(priority.sources for priority in naming),
        "omitted_by": merged(priority.sources for priority in omitting),
    }


def focus(model: Model, district: District) -> Table:
    """Return one district: its assemblies, who says so, and its own figures."""
    index = Index(model)
    record = district_record(index, district)
    figures = [figure_record(index, figure) for figure in index.figures.get(district.id, ())]
    single = {
        **{key: record[key] for key in ("id", "name", "name_zh", "adcode", "seat", "focus")},
        "statements": [without_notes(priority) for priority in district.priorities],
        "figures": figures,
        **{key: record[key] for key in ("open_ended", "sources", "notes", "notes_zh")},
    }
    return Table(
        "focus",
        FOCUS_KEYS,
        record["focus"],
        view=("name", "name_zh", "system", "as_of", "sources", "omitted_by"),
        title=Text(f"{district.name} ({district.adcode})", f"{district.name_zh} ({district.adcode})"),
        single=single,
        also=own_figures(index, figures),
        notes=(open_note(), *paired(record)) if record["open_ended"] else paired(record),
        cited=cited(index, [record, *figures]),
        names=naming(model.systems) | ASSEMBLY_NAMES,
    )


def own_figures(index: Index, figures: list[Record]) -> Table | None:
    """Return the table of a district's own figures, if it has any."""
    if not figures:
        return None
    return Table(
        "focus",
        FIGURE_KEYS,
        [record | own_labels(index, record) for record in figures],
        view=("label", "value", "unit", "when", "qualifier", "sources"),
        title=Text("Its own figures", "本区数据"),
    )


def own_labels(index: Index, record: Record) -> Record:
    """Return what a district's figure is called in its own table; one that is no fact says so."""
    short = short_labels(index, record)
    if record["kind"] == "actual":
        return short
    return {
        "label": f"{short['label']}, {record['kind']}",
        "label_zh": f"{short['label_zh']}({KINDS_ZH[record['kind']]})",
    }


def who(model: Model, assembly: Assembly) -> Table:
    """Return the districts that specialise in an assembly, each with who says so."""
    index = Index(model)
    records = [
        district_record(index, district) | {"focus": [part], "sources": part["sources"]}
        for district in model.districts
        for part in focus_records(index, district)
        if part["id"] == assembly.id
    ]
    return Table(
        "who",
        DISTRICT_KEYS,
        records,
        view=("name", "name_zh", "adcode", "focus", "sources"),
        notes=paired(noted(index, assembly)),
        cited=cited(index, records),
        names=DISTRICT_NAMES,
        empty="no district names it",
    )


def matrix(model: Model) -> Table:
    """Return districts against assemblies: true, false, or "disputed" where sources differ."""
    index = Index(model)
    records = [matrix_record(index, district) for district in model.districts]
    return Table(
        "matrix",
        ("id", "name", "name_zh", *index.assemblies, "sources"),
        records,
        view=("name", *index.assemblies),
        picture=crossed(index, records),
        notes=overlap_notes(index, records),
        cited=cited(index, records),
        names=naming(part for _, part in index.assemblies.values()) | DISTRICT_NAMES,
    )


def matrix_record(index: Index, district: District) -> Record:
    """Return a district with a key an assembly."""
    taken = {part["id"]: "disputed" if part["disputed"] else True for part in focus_records(index, district)}
    return {
        "id": district.id,
        "name": district.name,
        "name_zh": district.name_zh,
        **{assembly_id: taken.get(assembly_id, False) for assembly_id in index.assemblies},
        "sources": merged(priority.sources for priority in district.priorities),
    }


def crossed(index: Index, records: list[Record]) -> Table:
    """Return the matrix the other way round, an assembly a row, which fits a page."""
    rows = [
        {"id": key, "name": part.name, "name_zh": part.name_zh, "system": system.id}
        | {record["id"]: record[key] for record in records}
        for key, (system, part) in index.assemblies.items()
    ]
    columns = tuple(record["id"] for record in records)
    return Table(
        "matrix",
        ("id", "name", "name_zh", "system", *columns),
        rows,
        view=("name", *columns),
        names=naming(index.model.districts, index.model.systems) | ASSEMBLY_NAMES,
    )


def overlap_notes(index: Index, records: list[Record]) -> tuple[Text, ...]:
    """Return in words where districts overlap and what nobody takes."""
    takers = {key: [record for record in records if record[key]] for key in index.assemblies}
    shared = [key for key in takers if len(takers[key]) > 1]
    blank = [key for key in takers if not takers[key]]
    named = {key: Text(part.name, part.name_zh) for key, (_, part) in index.assemblies.items()}
    return (
        Text(
            "● named; ◐ in one source's list and not in another's; · not named.",
            "● 列入; ◐ 仅见于部分来源; · 未列入。",
        ),
        Text(
            "Taken by several: " + "; ".join(f"{named[key].en} ({len(takers[key])})" for key in shared) + ".",
            "多区重叠: " + "、".join(f"{named[key].zh}({len(takers[key])})" for key in shared) + "。",
        ),
        Text(
            "Taken by no district: " + ("; ".join(named[key].en for key in blank) or "none") + ".",
            "无区承担: " + ("、".join(named[key].zh for key in blank) or "无") + "。",
        ),
    )
