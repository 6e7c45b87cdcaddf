"""The profile of a district: its assemblies, the other districts that take them, its place, and its own figures."""

from collections.abc import Iterable

from cqparts.lookups import ask
from cqparts.lookups.base import Record, Response
from cqparts.lookups.records import unique
from cqparts.model.index import Index
from cqparts.model.types import District, Model, Text
from cqparts.output.formatting import NOTHING, Reading, names_of
from cqparts.report import drawings, strings
from cqparts.report.citations import make_report
from cqparts.report.document import (
    ColumnHead,
    Report,
    ReportCell,
    ReportRow,
    ReportSection,
    ReportTable,
    Sentence,
)
from cqparts.report.sections import note_sentences, without_empty
from cqparts.report.tables import response_tables, to_tables
from cqparts.report.wording import fill_wording, join_with_and, name_in_sentence, name_of


def district_profile(model: Model, district: District, lang: str = "en") -> Report:
    """Return the profile of a district, in "en" or "zh"."""
    index, reading = Index(model), Reading(lang, names=names_of(model))
    focus, matrix = ask("focus", model, district=district.id), ask("matrix", model)
    others = other_districts(district, matrix.result.records, reading)
    body = response_tables(focus, reading, without=("name_zh", "system") if lang == "en" else ("system",))
    focus_table, *own_tables = body.tables
    sections = (
        focus_section(focus, with_other_districts(focus_table, others, reading), index, reading),
        ReportSection(
            "figures", reading.text(strings.OWN_FIGURES), "", tables=drop_lone_title(own_tables), notes=body.notes
        ),
    )
    return make_report(
        index,
        reading,
        title=Text(district.name, district.name_zh),
        kicker=strings.PROFILE_KICKER,
        summary=profile_sentence(focus, district, others, reading),
        answer=ReportSection("answer", reading.text(strings.ANSWER_FEWER), ""),
        sections=tuple(section for section in sections if section.tables),
    )


def focus_section(focus: Response, table: ReportTable, index: Index, reading: Reading) -> ReportSection:
    """Return the section on the assemblies of a district, with the map."""
    key = focus.result.records[0]["id"]
    places = drawings.place_section(ask("cities", index.model), index)
    own = places._replace(records=[record for record in places.records if record["id"] == key], title=strings.SEAT)
    return ReportSection(
        "focus",
        reading.text(strings.FOCUS),
        f"focus {key}",
        note_sentences(focus.result.notes(), reading),
        drawings.map_chart(places.records, reading, key),
        (table._replace(title=""), *without_empty(to_tables("cities", [own], reading).tables)),
    )


def drop_lone_title(tables: Iterable[ReportTable]) -> tuple[ReportTable, ...]:
    """Return the tables that have rows; a single one without its title, as the section has the same."""
    full = without_empty(tables)
    return tuple(table._replace(title="") for table in full) if len(full) == 1 else full


def other_districts(district: District, records: Iterable[Record], reading: Reading) -> dict[str, list[str]]:
    """Return the names of the other districts that take each assembly of a district, by the assembly's id."""
    name_key = "name_zh" if reading.lang == "zh" else "name"
    others = [record for record in records if record["id"] != district.id]
    assemblies = unique(priority.assemblies for priority in district.priorities)
    return {key: [record[name_key] for record in others if record[key]] for key in assemblies}


def with_other_districts(table: ReportTable, others: dict[str, list[str]], reading: Reading) -> ReportTable:
    """Return the table of a district's assemblies with a column of the other districts that take each."""
    head = ColumnHead("districts", reading.text(strings.ALSO), "left")
    rows = [with_cell(row, ReportCell(join_with_and(others[row.key], reading) or NOTHING)) for row in table.rows]
    return table._replace(heads=(*table.heads, head), rows=tuple(rows))


def with_cell(row: ReportRow, cell: ReportCell) -> ReportRow:
    """Return a row with one more cell."""
    return row._replace(cells=(*row.cells, cell))


def profile_sentence(focus: Response, district: District, others: dict[str, list[str]], reading: Reading) -> Sentence:
    """Return what a district specialises in, and which of it other districts take as well."""
    names = {record["id"]: name_in_sentence(record, reading) for record in focus.rows}
    alone = [names[key] for key, districts in others.items() if not districts]
    opening = fill_wording(
        reading,
        Text("{name} ({code}) specialises in {names}; ", "{name}（{code}）聚焦{names}；"),
        name=name_of(district, reading),
        code=district.adcode,
        names=join_with_and(names.values(), reading),
    )
    ending = fill_wording(
        reading,
        sharing_wording(len(names) - len(alone), alone),
        alone=join_with_and(alone, reading) if alone else "",
    )
    return Sentence((*opening, *ending), tuple(unique(priority.sources for priority in district.priorities)))


def sharing_wording(shared: int, alone: list[str]) -> Text:
    """Return how many of a district's assemblies others take as well, with a field for those that none takes."""
    if not alone:
        return Text("other districts take each of them as well.", "各总成其他区亦有布局。")
    if not shared:
        return Text("no other district takes any of them.", "其他区均无布局。")
    verb = "is" if len(alone) == 1 else "are"
    return Text(
        f"other districts take {shared} of them as well, while {{alone}} {verb} taken here alone.",
        f"其中{shared}个其他区亦有布局，{{alone}}仅见于本区。",
    )
