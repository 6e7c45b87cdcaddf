"""Model and district -> Report of one page: what it makes, who else does, where it lies, and its own figures."""

from collections.abc import Iterable

from cqparts.lookups import ask
from cqparts.lookups.base import Record, Response
from cqparts.lookups.records import unique
from cqparts.model.index import Index
from cqparts.model.types import District, Model, Text
from cqparts.output.formatting import Reading, names_of
from cqparts.report import drawings, strings
from cqparts.report.citations import finished
from cqparts.report.document import Cell, Head, Report, Row, Section, Sentence, Sheet
from cqparts.report.sections import filled, said
from cqparts.report.tables import response_tables, to_tables
from cqparts.report.wording import filled as phrase
from cqparts.report.wording import listed, named


def profile(model: Model, district: District, lang: str = "en") -> Report:
    """Return the profile of a district, in "en" or "zh"."""
    index, reading = Index(model), Reading(lang, names=names_of(model))
    focus, matrix = ask("focus", model, district=district.id), ask("matrix", model)
    others = rivals(district, matrix.result.records, reading)
    body = response_tables(focus, reading, without=("name_zh", "system") if lang == "en" else ("system",))
    first, *rest = body.sheets
    figures = Section("figures", reading.text(strings.OWN_FIGURES), "", sheets=untitled(rest), notes=body.notes)
    return finished(
        index,
        reading,
        title=Text(district.name, district.name_zh),
        kicker=strings.PROFILE_KICKER,
        summary=makes(focus, district, others, reading),
        answer=Section("answer", reading.text(strings.ANSWER_FEWER), ""),
        sections=tuple(
            section
            for section in (focused(focus, beside(first, others, reading), index, reading), figures)
            if section.sheets
        ),
    )


def focused(focus: Response, sheet: Sheet, index: Index, reading: Reading) -> Section:
    """Return what a district makes, who else does, and the map with its place."""
    key = focus.result.records[0]["id"]
    places = drawings.places(ask("cities", index.model), index)
    own = places._replace(records=[record for record in places.records if record["id"] == key], title=strings.SEAT)
    return Section(
        "focus",
        reading.text(strings.FOCUS),
        f"focus {key}",
        said(focus.result.notes(), reading),
        drawings.map_chart(places.records, reading, key),
        (sheet._replace(title=""), *filled(to_tables("cities", [own], reading).sheets)),
    )


def untitled(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Return the tables that have rows; a single one without its title, which is the section's."""
    held = filled(sheets)
    return tuple(sheet._replace(title="") for sheet in held) if len(held) == 1 else held


def rivals(district: District, records: Iterable[Record], reading: Reading) -> dict[str, list[str]]:
    """Return the names of the other districts that take each assembly, by its id."""
    name = "name_zh" if reading.lang == "zh" else "name"
    others = [record for record in records if record["id"] != district.id]
    taken = unique(priority.assemblies for priority in district.priorities)
    return {key: [record[name] for record in others if record[key]] for key in taken}


def beside(sheet: Sheet, others: dict[str, list[str]], reading: Reading) -> Sheet:
    """Return the table of a district's assemblies with a column of who else takes each."""
    head = Head("districts", reading.text(strings.ALSO), "left")
    rows = [with_cell(row, Cell(listed(others[row.key], reading) or "—")) for row in sheet.rows]
    return sheet._replace(heads=(*sheet.heads, head), rows=tuple(rows))


def with_cell(row: Row, cell: Cell) -> Row:
    """Return a row with one more cell."""
    return row._replace(cells=(*row.cells, cell))


def makes(focus: Response, district: District, others: dict[str, list[str]], reading: Reading) -> Sentence:
    """Say what a district specialises in, and what of it others take as well."""
    names = {record["id"]: named(record, reading) for record in focus.rows}
    alone = [names[key] for key, held in others.items() if not held]
    opening = phrase(
        reading,
        Text("{name} ({code}) specialises in {names}; ", "{name}（{code}）聚焦{names}；"),
        name=reading.text(Text(district.name, district.name_zh)),
        code=district.adcode,
        names=listed(names.values(), reading),
    )
    ending = phrase(reading, company(len(names) - len(alone), alone), alone=listed(alone, reading) if alone else "")
    return Sentence((*opening, *ending), tuple(unique(priority.sources for priority in district.priorities)))


def company(shared: int, alone: list[str]) -> Text:
    """Return how many of a district's assemblies others take as well, with a place for those that none does."""
    if not alone:
        return Text("other districts take each of them as well.", "各总成其他区亦有布局。")
    if not shared:
        return Text("no other district takes any of them.", "其他区均无布局。")
    verb = "is" if len(alone) == 1 else "are"
    return Text(
        f"other districts take {shared} of them as well, while {{alone}} {verb} taken here alone.",
        f"其中{shared}个其他区亦有布局，{{alone}}仅见于本区。",
    )
