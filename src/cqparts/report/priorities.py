"""The sections on what districts prioritize, what they are stated to make, and the plants that are named."""

from collections.abc import Iterable

from cqparts.lookups.base import Record
from cqparts.lookups.records import count_districts, figure_record, lower_first, notes_of, short_label, unique
from cqparts.model.index import Index
from cqparts.model.types import Component, District, Figure, Production, Project, Text
from cqparts.output.formatting import Reading
from cqparts.report import strings
from cqparts.report.document import (
    HeadedList,
    Mark,
    Phrase,
    ReportCell,
    ReportRow,
    ReportSection,
    ReportTable,
    Sentence,
)
from cqparts.report.industry import key_figures, plants_of, production_of
from cqparts.report.notes import Notes
from cqparts.report.tables import head, in_groups
from cqparts.report.wording import (
    cited,
    name_of,
    plain,
    short_time,
    upper_first,
    with_unit,
)


def new_section(key: str, heading: Text, reading: Reading, **parts: object) -> ReportSection:
    """Return a section with its heading and the word of the link to it."""
    return ReportSection(key, reading.text(heading), reading.text(strings.SHORT[key]), **parts)  # type: ignore[arg-type]


# Matrix


def matrix_section(index: Index, districts: tuple[Record, ...], reading: Reading) -> ReportSection:
    """Return the section on the priorities of each district.

    Args:
        index: The model with its indexes.
        districts: The records of the look-up `matrix`.
        reading: The language.
    """
    model, notes = index.model, Notes(index, reading)
    made = {record["id"]: frozenset(record["made"]) for record in districts}
    floor = index.open_ended
    heads = (
        head("assembly", reading.text(Text("Assembly", "总成"))),
        *(head(district.id, name_of(district, reading), "mark") for district in model.districts),
        head("districts", reading.text(strings.COUNT_AT_LEAST if floor else strings.COUNT), "right"),
    )
    rows = [
        (name_of(system, reading), matrix_row(index, assembly.id, districts, made, notes=notes, reading=reading))
        for system in model.systems
        for assembly in system.assemblies
    ]
    if not rows or not districts:
        return new_section("matrix", strings.MATRIX, reading)
    sources = ReportRow(
        "sources",
        (
            ReportCell(reading.text(strings.SOURCES)),
            *(
                ReportCell(sources=tuple(unique(p.sources for p in district.priorities)))
                for district in model.districts
            ),
            ReportCell(),
        ),
    )
    marks = {cell.mark for _, row in rows for cell in row.cells if cell.mark}
    legend = tuple(
        f"{strings.GLYPHS[mark]} {reading.text(text)}" for mark, text in strings.MARKS.items() if mark in marks
    )
    return new_section(
        "matrix",
        strings.MATRIX,
        reading,
        command="matrix",
        table=ReportTable(reading.text(strings.MATRIX_CAPTION), heads, (*in_groups(rows), sources), "matrix"),
        legend=(*legend, *((reading.text(strings.OPEN_LISTS),) if floor else ())),
        notes=notes.footnotes(),
        lists=component_lists(index, reading),
    )


def matrix_row(  # noqa: PLR0913 -- a row of marks is made of all of these
    index: Index,
    key: str,
    districts: Iterable[Record],
    made: dict[str, frozenset[str]],
    *,
    notes: Notes,
    reading: Reading,
) -> ReportRow:
    """Return the marks of one assembly, and for how many districts it is named."""
    _, assembly = index.assemblies[key]
    count = count_districts(index.model, key)
    own = notes.letter(text for text in [assembly.caution_zh if reading.lang == "zh" else assembly.caution] if text)
    cells = [mark_cell(index, record, key, made[record["id"]], notes=notes, reading=reading) for record in districts]
    sure = int(count.sure.value or 0)
    state = "none" if not sure + count.in_one_list else "shared" if sure > 1 else "sole"
    return ReportRow(
        key,
        (
            ReportCell(name_of(assembly, reading), letters=own),
            *cells,
            ReportCell(str(sure), sure, f"assemblies {key} districts"),
        ),
        state=state,  # type: ignore[arg-type]
    )


def mark_cell(  # noqa: PLR0913 -- a mark means all of these
    index: Index, record: Record, key: str, made: frozenset[str], *, notes: Notes, reading: Reading
) -> ReportCell:
    """Return the mark of an assembly in a district; one that only one list names has the note that says so."""
    value = record[key]
    mark: Mark = "disputed" if value == "disputed" else "no" if not value else "made" if key in made else "yes"
    about = [
        remark.text_zh if reading.lang == "zh" else remark.text
        for remark in index.remarks.get(key, ())
        if record["id"] in remark.about
    ]
    letters = notes.letter(about, remarks=True) if mark == "disputed" else ()
    return ReportCell(strings.GLYPHS[mark], mark=mark, words=reading.text(strings.MARKS[mark]), letters=letters)


def component_lists(index: Index, reading: Reading) -> tuple[HeadedList, ...]:
    """Return the component types that are known by name, by assembly."""
    model = index.model
    groups = [
        (name_of(assembly, reading), assembly.components)
        for system in model.systems
        for assembly in system.assemblies
        if assembly.components
    ]
    if model.unplaced:
        groups.append((reading.text(strings.NOT_PLACED), model.unplaced))
    named = sum(len(components) for _, components in groups)
    if not named:
        return ()
    total = index.components_total
    heading = strings.NAMED_TYPES if total is None else strings.NAMED_OF
    items = [component_sentence(name, components, reading) for name, components in groups]
    return (HeadedList(reading.text(heading).format(named=named, total=total), tuple(items)),)


def component_sentence(name: str, components: Iterable[Component], reading: Reading) -> Sentence:
    """Return the component types of an assembly as a line."""
    parts = tuple(components)
    names = [reading.text(Text(lower_first(part.name), part.name_zh)) for part in parts]
    text = name + reading.text(strings.COLON) + reading.text(Text(", ", "、")).join(names)
    return cited(text, unique(part.sources for part in parts))


# Districts


def districts_section(index: Index, reading: Reading) -> ReportSection:
    """Return the section on each district: its priorities, what it is stated to make, its latest figures."""
    model, notes = index.model, Notes(index, reading)
    heads = (
        head("district", reading.text(Text("District", "区"))),
        head("priorities", reading.text(strings.PRIORITIES)),
        head("production", reading.text(strings.MADE)),
        head("figures", reading.text(strings.FIGURES)),
    )
    rows = tuple(district_row(index, district, notes, reading) for district in model.districts)
    call = f"cqparts report --district {model.districts[0].id}" if model.districts else ""
    lead = (Sentence((Phrase(reading.text(strings.PROFILE_CALL)), Phrase(call, code=True))),) if call else ()
    if not rows:
        return new_section("districts", strings.DISTRICTS, reading)
    return new_section(
        "districts",
        strings.DISTRICTS,
        reading,
        lead=lead,
        table=ReportTable(reading.text(strings.DISTRICTS_CAPTION), heads, rows, "cards"),
        notes=notes.footnotes(),
    )


def district_row(index: Index, district: District, notes: Notes, reading: Reading) -> ReportRow:
    """Return a district as a row of sentences."""
    made = [
        production_sentence(record, reading)._replace(letters=own_letters(record, notes, reading))
        for record in production_of(index.model, district.id)
    ]
    figures = [
        figure_sentence(index, figure, reading)._replace(letters=own_letters(figure, notes, reading))
        for figure in key_figures(index, district.id)
    ]
    none = (plain(reading.text(strings.NONE_FOUND)),)
    return ReportRow(
        district.id,
        (
            ReportCell(name_of(district, reading)),
            ReportCell(items=(priorities_sentence(index, district, reading),)),
            ReportCell(items=tuple(made) or none),
            ReportCell(items=tuple(figures) or none),
        ),
    )


def own_letters(record: Production | Figure, notes: Notes, reading: Reading) -> tuple[str, ...]:
    """Return the letter of a record's own caution, if it has one."""
    caution = record.caution_zh if reading.lang == "zh" else record.caution
    return notes.letter([caution] if caution else [])


def priorities_sentence(index: Index, district: District, reading: Reading) -> Sentence:
    """Return the assemblies that lists name for a district; what one list leaves out says so."""
    names = []
    for key in unique(priority.assemblies for priority in district.priorities):
        name = name_of(index.assemblies[key][1], reading)
        name = name if reading.lang == "zh" else lower_first(name)
        everywhere = all(key in priority.assemblies for priority in district.priorities)
        names.append(name if everywhere else reading.text(strings.IN_ONE_LIST).format(name=name))
    text = upper_first(reading.text(Text(", ", "、")).join(names))
    return cited(text, unique(priority.sources for priority in district.priorities))


def production_sentence(record: Production, reading: Reading) -> Sentence:
    """Return what a place is stated to make, and when that was stated."""
    products = (
        record.products_zh
        if reading.lang == "zh"
        else (record.products[0], *(lower_first(product) for product in record.products[1:]))
    )
    text = reading.text(strings.MAKES).format(
        products=reading.text(Text(", ", "、")).join(products), time=short_time(record.as_of, reading)
    )
    return cited(text, record.sources)


def figure_sentence(index: Index, figure: Figure, reading: Reading) -> Sentence:
    """Return a figure of a district as a line: what it is of, its value, its time."""
    record = figure_record(index, figure)
    label = reading.text(short_label(index, record))
    if figure.kind != "actual":
        label = reading.text(strings.KINDS[figure.kind]).format(
            label=label if reading.lang == "zh" else lower_first(label)
        )
    time = short_time(record["period"] or record["as_of"], reading)
    opening = full_width(label, reading) + reading.text(strings.COLON)
    closing = reading.text(Text(f", {time}", f"（{time}）"))
    return Sentence(
        (Phrase(opening), Phrase(with_unit(record, "value", reading), figure=True), Phrase(closing)), figure.sources
    )


def full_width(text: str, reading: Reading) -> str:
    """Return a text with the brackets of its language."""
    return text.replace("(", "（").replace(")", "）") if reading.lang == "zh" else text


# Plants


def plants_section(index: Index, reading: Reading) -> ReportSection:
    """Return the section on plants and investments by name, those that produce first."""
    model = index.model
    places = [*(district.id for district in model.districts), *(city.id for city in model.cities)]
    shown = plants_of(model, places)
    table, notes = plants_table(index, shown, reading)
    left_out = len(plants_of(model, places, weak=True)) - len(shown)
    lead = [reading.text(strings.WEAK_PLANTS).format(number=left_out)] if left_out else []
    return new_section(
        "plants",
        strings.PLANTS,
        reading,
        lead=tuple(plain(text) for text in lead) if shown else (),
        table=table,
        notes=notes.footnotes(),
    )


def plants_table(
    index: Index, projects: Iterable[Project], reading: Reading, *, placed: bool = True
) -> tuple[ReportTable, Notes]:
    """Return plants as a table in groups by how far they have come, and its notes.

    Args:
        index: The model with its indexes.
        projects: The plants.
        reading: The language.
        placed: Whether their places are told.
    """
    notes = Notes(index, reading)
    heads = (
        head("plant", reading.text(strings.PLANT)),
        head("products", reading.text(strings.PRODUCTS)),
        head("as_of", reading.text(strings.STATE_OF)),
    )
    order = list(strings.STAGES)
    sorted_projects = sorted(projects, key=lambda project: order.index(project.stage))
    rows = [
        (reading.text(strings.STAGES[project.stage]), plant_row(index, project, notes, reading, placed=placed))
        for project in sorted_projects
    ]
    return ReportTable(reading.text(strings.PLANTS_CAPTION), heads, in_groups(rows), "lines"), notes


def plant_row(index: Index, project: Project, notes: Notes, reading: Reading, *, placed: bool) -> ReportRow:
    """Return a plant as a row."""
    chinese = reading.lang == "zh"
    firm = (project.firm_zh or project.firm) if chinese else project.firm
    place = name_of(index.subjects[project.place], reading)
    name = reading.text(Text(f"{firm}, {place}", f"{firm}（{place}）")) if placed else firm
    products = (
        project.products_zh
        if chinese
        else (project.products[0], *(lower_first(product) for product in project.products[1:]))
    )
    return ReportRow(
        project.id,
        (
            ReportCell(name, letters=notes.of(notes_of(index, project))),
            ReportCell(items=(cited(join_products(products, reading), project.sources),)),
            ReportCell(
                short_time((project.stage_as_of or "")[: len("2023-08")], reading) or reading.text(strings.NO_DATE)
            ),
        ),
    )


def join_products(products: Iterable[str], reading: Reading) -> str:
    """Return products as a list in a cell."""
    return reading.text(Text(", ", "、")).join(products)
