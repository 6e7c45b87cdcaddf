"""Model -> Report: the answer, then the sections in their order."""

from collections.abc import Iterable
from typing import Literal

from cqparts.lookups.base import Record
from cqparts.model.index import Index
from cqparts.model.types import Model, Text
from cqparts.output.formatting import Reading, names_of
from cqparts.output.page import view_sections
from cqparts.report import drawings, strings, summary
from cqparts.report.citations import cited_in, finished
from cqparts.report.data import Answers, collect
from cqparts.report.document import Cell, Head, Part, Report, Section, Sentence, Sheet
from cqparts.report.tables import Tables, response_tables, to_tables


def compose(model: Model, lang: str = "en", to: tuple[str, ...] = ("USD",), on: str | None = None) -> Report:
    """Return the whole picture of a model.

    Args:
        model: The model.
        lang: "en" or "zh".
        to: Codes of the currencies that amounts are converted to.
        on: A day, a period, or `period` for each figure's own, as `investment` takes it.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    index, reading = Index(model), Reading(lang, names=names_of(model))
    answers = collect(model, to, on)
    sections = (
        matrix(answers, index, reading),
        positions(answers, index, reading),
        investment(answers, index, reading, on),
        localization(answers, reading),
        trends(answers, reading),
        targets(answers, reading),
        pilot(answers, reading),
        remarks(answers, reading),
    )
    found = summary.sentences(answers, index, reading, cited_in(sections))
    heading = strings.ANSWER if len(found) == len(strings.QUESTIONS) else strings.ANSWER_FEWER
    held = model.pilot
    return finished(
        index,
        reading,
        title=Text(held.name, held.name_zh),
        kicker=strings.KICKER,
        summary=Sentence((Part(reading.text(Text(held.summary, held.summary_zh))),), held.sources),
        answer=Section("answer", reading.text(heading), "", points=found),
        sections=tuple(section for section in sections if section.sheets or section.points),
    )


def section(key: str, heading: Text, command: str, body: Tables, reading: Reading) -> Section:
    """Return a section around an answer."""
    return Section(key, reading.text(heading), command, sheets=filled(body.sheets), notes=body.notes)


def said(notes: Iterable[Text], reading: Reading, sources: Iterable[str] = ()) -> tuple[Sentence, ...]:
    """Return notes as sentences, each with those of the sources that it names by their id."""
    known = tuple(sources)
    return tuple(
        Sentence((Part(reading.text(note)),), tuple(key for key in known if f"({key}" in note.en)) for note in notes
    )


def filled(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Return the tables that have rows."""
    return tuple(each for each in sheets if each.rows)


def matrix(answers: Answers, index: Index, reading: Reading) -> Section:
    """Return districts against assemblies, by system, with the number of districts that take each."""
    body = response_tables(answers.matrix, reading)
    counts = {record["id"]: record for record in answers.assemblies.result.records}
    sheets = tuple(counted(each, counts, index, reading) for each in body.sheets)
    return section("matrix", strings.MATRIX, "matrix", body._replace(sheets=sheets), reading)._replace(
        lead=said(answers.matrix.result.notes(), reading)
    )


STATES: tuple[Literal["none", "sole", "shared"], ...] = ("none", "sole", "shared")


def counted(crossed: Sheet, counts: dict[str, Record], index: Index, reading: Reading) -> Sheet:
    """Return the matrix with the sums of its rows, and a line above each system."""
    head = Head("districts", reading.text(strings.COUNT), "right")
    rows, last = [], ""
    for row in crossed.rows:
        system, number = index.assemblies[row.key][0], counts[row.key]["districts"]
        group = reading.text(Text(system.name, system.name_zh)) if system.id != last else ""
        state = STATES[min(number, 2)]
        rows.append(row._replace(cells=(*row.cells, Cell(str(number), number)), group=group, state=state))
        last = system.id
    return crossed._replace(heads=(*crossed.heads, head), rows=tuple(rows))


def positions(answers: Answers, index: Index, reading: Reading, chosen: str = "") -> Section:
    """Return the map of districts and cities, and where exactly each stands."""
    places = drawings.places(answers.cities, index)
    body = to_tables("cities", [places], reading)
    picture = drawings.map_chart(places.records, reading, chosen)
    return section("map", strings.MAP, "", body, reading)._replace(chart=picture)


def investment(answers: Answers, index: Index, reading: Reading, on: str | None) -> Section:
    """Return what was signed and secured, with the rates above the amounts."""
    body = response_tables(answers.investment, reading)
    command = " ".join(["investment", *(f"--to {code}" for code in answers.codes), *([f"--on {on}"] if on else [])])
    rates = {part["rate_source"] for record in answers.investment.result.records for part in record["converted"]}
    lead = said(answers.investment.result.notes(), reading, [key for key in index.sources if key in rates])
    return section("investment", strings.INVESTMENT, command, body, reading)._replace(lead=lead)


def localization(answers: Answers, reading: Reading) -> Section:
    """Return the localization rates and the gap."""
    body = response_tables(answers.localization, reading)
    picture = drawings.bars_chart(answers.localization, reading)
    return section("localization", strings.LOCALIZATION, "localization", body, reading)._replace(chart=picture)


def trends(answers: Answers, reading: Reading) -> Section:
    """Return the dated series, the first of them drawn in time."""
    picture = drawings.line_chart(answers.series, reading)
    return section("trends", strings.TRENDS, "trends", response_tables(answers.trends, reading), reading)._replace(
        chart=picture
    )


def targets(answers: Answers, reading: Reading) -> Section:
    """Return what is promised."""
    heading = Text(strings.TARGETS.en.format(year=answers.year), strings.TARGETS.zh.format(year=answers.year))
    return section(
        "targets", heading, f"targets --year {answers.year}", response_tables(answers.targets, reading), reading
    )


def pilot(answers: Answers, reading: Reading) -> Section:
    """Return the plan, the people, the aspects and the announcements."""
    untitled = [section._replace(title=None) for section in view_sections(answers.pilot)]
    return section("pilot", strings.PILOT, "pilot", to_tables("pilot", untitled, reading), reading)


def remarks(answers: Answers, reading: Reading) -> Section:
    """Return what no source says, then where sources differ."""
    held = answers.pilot.result.records[0]
    points = [
        *(remark(strings.UNKNOWN, record, reading) for record in held["unknowns"]),
        *(remark(strings.DIFFER, record, reading) for record in held["conflicts"]),
    ]
    return Section("unknown", reading.text(strings.REMARKS), "pilot", points=tuple(points))


def remark(kind: Text, record: Record, reading: Reading) -> Sentence:
    """Return a remark as a sentence."""
    text = reading.text(Text(record["text"], record["text_zh"]))
    return Sentence((Part(text),), tuple(record["sources"]), reading.text(kind))
