"""The sections of a report in their order, and the report on a whole model."""

from collections.abc import Iterable
from typing import Literal

from cqparts.lookups.base import Record
from cqparts.model.index import Index
from cqparts.model.types import Model, Text
from cqparts.output.formatting import Reading, names_of
from cqparts.output.page import view_sections
from cqparts.report import drawings, strings, summary
from cqparts.report.citations import make_report, unique_sources
from cqparts.report.data import ReportData, collect
from cqparts.report.document import ColumnHead, Phrase, Report, ReportCell, ReportSection, ReportTable, Sentence
from cqparts.report.summary import MarkCount, count_marks, has_open_lists
from cqparts.report.tables import TablesWithNotes, response_tables, to_tables
from cqparts.report.wording import name_of


def full_report(model: Model, lang: str = "en", to: tuple[str, ...] = ("USD",), on: str | None = None) -> Report:
    """Return the report on a whole model.

    Args:
        model: The model.
        lang: "en" or "zh".
        to: Codes of the currencies that amounts are converted to.
        on: A day, a period, or `period` for each figure's own, as `investment` takes it.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    index, reading = Index(model), Reading(lang, names=names_of(model))
    data = collect(model, to, on)
    sections = (
        matrix_section(data, index, reading),
        map_section(data, index, reading),
        investment_section(data, index, reading, on),
        localization_section(data, reading),
        trends_section(data, reading),
        targets_section(data, reading),
        pilot_section(data, reading),
        remarks_section(data, reading),
    )
    answer = summary.answer_sentences(data, index, reading, unique_sources(sections))
    heading = strings.ANSWER if len(answer) == len(strings.QUESTIONS) else strings.ANSWER_FEWER
    pilot = model.pilot
    return make_report(
        index,
        reading,
        title=Text(pilot.name, pilot.name_zh),
        kicker=strings.KICKER,
        summary=Sentence((Phrase(reading.text(Text(pilot.summary, pilot.summary_zh))),), pilot.sources),
        answer=ReportSection("answer", reading.text(heading), "", points=answer),
        sections=tuple(section for section in sections if section.tables or section.points),
    )


def make_section(key: str, heading: Text, command: str, body: TablesWithNotes, reading: Reading) -> ReportSection:
    """Return a section with tables and notes."""
    return ReportSection(key, reading.text(heading), command, tables=without_empty(body.tables), notes=body.notes)


def note_sentences(notes: Iterable[Text], reading: Reading, sources: Iterable[str] = ()) -> tuple[Sentence, ...]:
    """Return notes as sentences, each with those of the sources whose ids it names in brackets."""
    ids = tuple(sources)
    return tuple(
        Sentence((Phrase(reading.text(note)),), tuple(key for key in ids if f"({key}" in note.en)) for note in notes
    )


def without_empty(tables: Iterable[ReportTable]) -> tuple[ReportTable, ...]:
    """Return the tables that have rows."""
    return tuple(table for table in tables if table.rows)


def matrix_section(data: ReportData, index: Index, reading: Reading) -> ReportSection:
    """Return the section on the priorities of each district, with the number of districts of each assembly."""
    body = response_tables(data.matrix, reading)
    counts = {record["id"]: record for record in data.assemblies.result.records}
    marks = count_marks(data.matrix.result.records, counts)
    tables = tuple(with_sums(table, counts, marks, index, reading) for table in body.tables)
    return make_section("matrix", strings.MATRIX, "matrix", body._replace(tables=tables), reading)._replace(
        lead=note_sentences(data.matrix.result.notes(), reading)
    )


ROW_STATES: tuple[Literal["none", "sole", "shared"], ...] = ("none", "sole", "shared")
"""The states of a row of the matrix, for no district, one, and two or more."""


def with_sums(
    matrix: ReportTable, counts: dict[str, Record], marks: dict[str, MarkCount], index: Index, reading: Reading
) -> ReportTable:
    """Return the matrix with the sums of its rows, and a heading above the rows of each system."""
    count_head = strings.COUNT_AT_LEAST if has_open_lists(index.model) else strings.COUNT
    head = ColumnHead("districts", reading.text(count_head), "right")
    rows, last = [], ""
    for row in matrix.rows:
        system, number = index.assemblies[row.key][0], counts[row.key]["districts"]
        group = name_of(system, reading) if system.id != last else ""
        state = ROW_STATES[min(marks[row.key].in_all_lists or marks[row.key].in_one_list, 2)]
        rows.append(row._replace(cells=(*row.cells, ReportCell(str(number), number)), group=group, state=state))
        last = system.id
    return matrix._replace(heads=(*matrix.heads, head), rows=tuple(rows))


def map_section(data: ReportData, index: Index, reading: Reading) -> ReportSection:
    """Return the section on the places of districts and cities, with the map."""
    places = drawings.place_section(data.cities, index)
    body = to_tables("cities", [places], reading)
    return make_section("map", strings.MAP, "", body, reading)._replace(
        chart=drawings.map_chart(places.records, reading)
    )


def investment_section(data: ReportData, index: Index, reading: Reading, on: str | None) -> ReportSection:
    """Return the section on contracts and funds, with the rates as its lead."""
    body = response_tables(data.investment, reading)
    command = " ".join(["investment", *(f"--to {code}" for code in data.codes), *([f"--on {on}"] if on else [])])
    rate_sources = {
        amount["rate_source"] for record in data.investment.result.records for amount in record["converted"]
    }
    ids = [key for key in index.sources if key in rate_sources]
    return make_section("investment", strings.INVESTMENT, command, body, reading)._replace(
        lead=note_sentences(data.investment.result.notes(), reading, ids)
    )


def localization_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section on localization rates and the gap, with their chart: on what is compared alone."""
    body = to_tables("localization", view_sections(data.localization)[:1], reading)
    return make_section("localization", strings.LOCALIZATION, "localization", body, reading)._replace(
        chart=drawings.bar_chart(data.localization, reading)
    )


def trends_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section on dated series, with a chart of the main series."""
    body = response_tables(data.trends, reading)
    return make_section("trends", strings.TRENDS, "trends", body, reading)._replace(
        chart=drawings.line_chart(data.series, reading)
    )


def targets_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section on the targets of a year."""
    heading = Text(strings.TARGETS.en.format(year=data.year), strings.TARGETS.zh.format(year=data.year))
    body = response_tables(data.targets, reading)
    return make_section("targets", heading, f"targets --year {data.year}", body, reading)


def pilot_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section on the plan, the people, the aspects and the announcements."""
    sections = [section._replace(title=None) for section in view_sections(data.pilot)]
    return make_section("pilot", strings.PILOT, "pilot", to_tables("pilot", sections, reading), reading)


def remarks_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section on open questions, on what sources disagree on, and on how to read figures."""
    pilot = data.pilot.result.records[0]
    points = [
        *(remark_sentence(strings.UNKNOWN, record, reading) for record in pilot["unknowns"]),
        *(remark_sentence(strings.REMARK_KINDS[record["kind"]], record, reading) for record in pilot["conflicts"]),
    ]
    return ReportSection("unknown", reading.text(strings.REMARKS), "pilot", points=tuple(points))


def remark_sentence(kind: Text, record: Record, reading: Reading) -> Sentence:
    """Return a remark as a sentence, with its kind as the question."""
    text = reading.text(Text(record["text"], record["text_zh"]))
    return Sentence((Phrase(text),), tuple(record["sources"]), reading.text(kind))
