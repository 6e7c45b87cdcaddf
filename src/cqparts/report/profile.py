"""The profile of a district: its priority assemblies, their other districts, its place, and its own figures."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

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
from cqparts.report.strings import SEMICOLON
from cqparts.report.tables import response_tables, to_tables
from cqparts.report.wording import fill_wording, join_with_and, name_in_sentence, name_of, number_text


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


class Others(NamedTuple):
    """The other districts that an assembly is a priority of, by name."""

    in_all_lists: list[str]
    in_one_list: list[str]

    def text(self, reading: Reading) -> str:
        """Return the names as a list; those of one list alone say so."""
        wording = reading.text(strings.IN_ONE_LIST)
        names = [*self.in_all_lists, *(wording.format(name=name) for name in self.in_one_list)]
        return join_with_and(names, reading) or NOTHING


def other_districts(district: District, records: Iterable[Record], reading: Reading) -> dict[str, Others]:
    """Return the other districts that each assembly of a district is a priority of, by the assembly's id."""
    name_key = "name_zh" if reading.lang == "zh" else "name"
    others = [record for record in records if record["id"] != district.id]
    assemblies = unique(priority.assemblies for priority in district.priorities)
    return {
        key: Others(
            [record[name_key] for record in others if record[key] is True],
            [record[name_key] for record in others if record[key] and record[key] is not True],
        )
        for key in assemblies
    }


def with_other_districts(table: ReportTable, others: dict[str, Others], reading: Reading) -> ReportTable:
    """Return the table of a district's assemblies with a column of the other districts that each is a priority of."""
    head = ColumnHead("districts", reading.text(strings.ALSO), "left")
    rows = [with_cell(row, ReportCell(others[row.key].text(reading))) for row in table.rows]
    return table._replace(heads=(*table.heads, head), rows=tuple(rows))


def with_cell(row: ReportRow, cell: ReportCell) -> ReportRow:
    """Return a row with one more cell."""
    return row._replace(cells=(*row.cells, cell))


def profile_sentence(focus: Response, district: District, others: dict[str, Others], reading: Reading) -> Sentence:
    """Return what a district prioritizes, and what of it the lists name for other districts as well."""
    names = {record["id"]: name_in_sentence(record, reading) for record in focus.rows}
    loose_name = reading.text(strings.IN_ONE_LIST)
    listed = [loose_name.format(name=names[row["id"]]) if row["disputed"] else names[row["id"]] for row in focus.rows]
    phrases = fill_wording(
        reading,
        Text("{name} ({code}) prioritizes {names}; {sharing}.", "{name}（{code}）优先发展{names}；{sharing}。"),
        name=name_of(district, reading),
        code=district.adcode,
        names=join_with_and(listed, reading),
        sharing=reading.text(SEMICOLON).join(reading.text(text) for text in sharing_clauses(names, others, reading)),
    )
    return Sentence(phrases, tuple(unique(priority.sources for priority in district.priorities)))


def sharing_clauses(names: dict[str, str], others: dict[str, Others], reading: Reading) -> Iterator[Text]:
    """Yield what the lists say of the assemblies of a district, of other districts and of this one alone."""
    shared = [key for key, districts in others.items() if districts.in_all_lists]
    loose = [names[key] for key, districts in others.items() if key not in shared and districts.in_one_list]
    alone = [names[key] for key, districts in others.items() if not any(districts)]
    if len(shared) == len(others):
        yield Text("each is also a priority of another district", "均另有他区优先发展")
    elif len(alone) == len(others):
        yield Text("the lists read name none of them for another district", "所读清单中，其他区均未列入")
        return
    elif shared:
        are = "is also a priority" if len(shared) == 1 else "are also priorities"
        yield Text(f"{number_text(len(shared))} {are} of other districts", f"其中{len(shared)}个其他区亦优先发展")
    if loose:
        text = join_with_and(loose, reading)
        yield Text(f"one list alone names {text} for another district", f"{text}另仅见于他区的一份清单")
    if alone:
        text = join_with_and(alone, reading)
        yield Text(f"of the lists read, only this district's names {text}", f"所读清单中，{text}仅见于本区")
