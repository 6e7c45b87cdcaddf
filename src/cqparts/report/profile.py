"""The profile of a district: its priorities, production, plants, figures, and what disagrees."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cqparts.lookups import ask
from cqparts.lookups.records import figure_record, lower_first, short_label, unique
from cqparts.model.index import Index, time_key, time_of
from cqparts.model.types import District, Figure, Model, Text
from cqparts.output.formatting import Reading, names_of
from cqparts.report import drawings, strings
from cqparts.report.citations import make_report
from cqparts.report.document import (
    HeadedList,
    Report,
    ReportCell,
    ReportRow,
    ReportSection,
    ReportTable,
    Sentence,
)
from cqparts.report.figures import charts
from cqparts.report.industry import plants_of, production_of
from cqparts.report.notes import Notes
from cqparts.report.priorities import full_width, new_section, plants_table, production_sentence
from cqparts.report.sections import about_section
from cqparts.report.tables import figure_cell, head, in_groups
from cqparts.report.wording import cited, join_with_and, name_of, number_text, plain, record_time, short_time


def district_profile(model: Model, district: District, lang: str = "en") -> Report:
    """Return the profile of a district, in "en" or "zh"."""
    index, reading = Index(model), Reading(lang, names=names_of(model))
    others = other_districts(model, district, reading)
    title = reading.text(strings.PROFILE_TITLE).format(name=name_of(district, reading))
    sections = [
        priorities_section(index, district, others, reading),
        production_section(index, district, reading),
        own_plants_section(index, district, reading),
        figures_section(index, district, reading),
        links_section(model, district, reading),
        new_section(
            "map",
            strings.MAP,
            reading,
            charts=charts(drawings.map_chart(index, reading, district.id) if district.seat else None),
        ),
    ]
    sections.append(differ_section(index, district, sections, reading))
    sections.append(about_section(model, title, reading))
    return make_report(
        index,
        reading,
        title=title,
        other_title=reading.text(Text(district.name_zh, district.name)),
        summary=profile_sentence(index, district, others, reading),
        sections=sections,
    )


class Others(NamedTuple):
    """The other districts that an assembly is a priority of, by name."""

    in_all_lists: list[str]
    in_one_list: list[str]

    def text(self, reading: Reading) -> str:
        """Return the names as a list; those of one list alone say so."""
        wording = reading.text(strings.IN_ONE_LIST)
        names = [*self.in_all_lists, *(wording.format(name=name) for name in self.in_one_list)]
        return join_with_and(names, reading) or reading.text(strings.NONE_FOUND)


def other_districts(model: Model, district: District, reading: Reading) -> dict[str, Others]:
    """Return the other districts that each assembly of a district is a priority of, by the assembly's id."""
    name_key = "name_zh" if reading.lang == "zh" else "name"
    others = [record for record in ask("matrix", model).result.records if record["id"] != district.id]
    assemblies = unique(priority.assemblies for priority in district.priorities)
    return {
        key: Others(
            [record[name_key] for record in others if record[key] is True],
            [record[name_key] for record in others if record[key] and record[key] is not True],
        )
        for key in assemblies
    }


def priorities_section(index: Index, district: District, others: dict[str, Others], reading: Reading) -> ReportSection:
    """Return the section on the assemblies of a district: whether it is stated to make them, and who else has them."""
    notes, matrix = Notes(index, reading), ask("matrix", index.model).result.records
    made = next(record["made"] for record in matrix if record["id"] == district.id)
    heads = (
        head("assembly", reading.text(Text("Assembly", "总成"))),
        head("made", reading.text(strings.MADE_HERE)),
        head("districts", reading.text(strings.ALSO)),
        head("sources", reading.text(strings.SOURCES)),
    )
    rows = tuple(
        priority_row(index, district, key, others[key], made=key in made, notes=notes, reading=reading)
        for key in others
    )
    open_ended = any(priority.open_ended for priority in district.priorities)
    return new_section(
        "matrix",
        strings.MATRIX,
        reading,
        command=f"focus {district.id}",
        table=ReportTable(reading.text(strings.MATRIX), heads, rows),
        legend=(reading.text(strings.OPEN_LISTS),) if open_ended else (),
        notes=notes.footnotes(),
    )


def priority_row(  # noqa: PLR0913 -- a row tells all of these
    index: Index, district: District, key: str, others: Others, *, made: bool, notes: Notes, reading: Reading
) -> ReportRow:
    """Return one assembly of a district as a row."""
    naming = [priority for priority in district.priorities if key in priority.assemblies]
    name = name_of(index.assemblies[key][1], reading)
    loose = len(naming) < len(district.priorities)
    about = [
        remark.text_zh if reading.lang == "zh" else remark.text
        for remark in index.remarks.get(key, ())
        if district.id in remark.about
    ]
    yes = reading.text(Text("yes", "有"))
    return ReportRow(
        key,
        (
            ReportCell(
                reading.text(strings.IN_ONE_LIST).format(name=name) if loose else name,
                letters=notes.letter(about, remarks=True) if loose else (),
            ),
            ReportCell(yes if made else reading.text(strings.NONE_FOUND)),
            ReportCell(others.text(reading)),
            ReportCell(sources=tuple(unique(priority.sources for priority in naming))),
        ),
    )


def production_section(index: Index, district: District, reading: Reading) -> ReportSection:
    """Return the section on what a district is stated to make, and what it says of itself."""
    model, lists = index.model, []
    made = production_of(model, district.id)
    suffix = "_zh" if reading.lang == "zh" else ""
    stated = []
    for record in made:
        sentence = production_sentence(record, reading)
        caution = getattr(record, f"caution{suffix}")
        stated.append(with_caution(sentence, caution, reading))
    words = []
    for own in (each for each in model.focus_words if each.place == district.id):
        text = reading.text(Text(", ", "、")).join(own.words_zh if suffix else own.words)
        time = short_time(own.as_of, reading)
        sentence = cited(reading.text(Text(f"{text}, {time}", f"{text}（{time}）")), own.sources)
        words.append(with_caution(sentence, getattr(own, f"caution{suffix}"), reading))
    if words:
        lists.append(HeadedList(reading.text(strings.OWN_WORDS), tuple(words)))
    lead = tuple(stated) or (plain(reading.text(strings.NONE_FOUND)),)
    return new_section("production", strings.PRODUCTION, reading, lead=lead, lists=tuple(lists))


def with_caution(sentence: Sentence, caution: str | None, reading: Reading) -> Sentence:
    """Return a sentence with how it is to be read behind it."""
    if not caution:
        return sentence
    (phrase,) = sentence.phrases
    text = reading.text(Text(f"{phrase.text}. {caution}", f"{phrase.text}。{caution}"))
    return sentence._replace(phrases=(phrase._replace(text=text),))


def own_plants_section(index: Index, district: District, reading: Reading) -> ReportSection:
    """Return the section on the plants of a district, those of weak sources too."""
    projects = plants_of(index.model, [district.id], weak=True)
    table, notes = plants_table(index, projects, reading, placed=False)
    signed = any(project.stage in ("signed", "announced") for project in projects)
    return new_section(
        "plants",
        strings.PLANTS,
        reading,
        lead=(plain(reading.text(strings.SIGNED_ONLY)),) if signed else (),
        table=table,
        notes=notes.footnotes(),
    )


def figures_section(index: Index, district: District, reading: Reading) -> ReportSection:
    """Return the section on the figures of a district and of the areas in it, by measure, the latest first."""
    notes = Notes(index, reading)
    parts = [area.id for area in index.model.areas if area.lies_in == district.id]
    figures = [figure for key in (district.id, *parts) for figure in index.figures.get(key, ())]
    heads = (
        head("label", reading.text(strings.FIGURE)),
        head("value", reading.text(strings.VALUE)),
        head("when", reading.text(strings.WHEN)),
        head("sources", reading.text(strings.SOURCES)),
    )
    groups = {
        "actual": strings.FIGURES,
        "target": strings.EXPECTED,
        "draft": strings.DRAFTS,
    }
    rows = [
        (reading.text(groups[kind]), figure_row(index, figure, district, notes, reading))
        for kind in groups
        for figure in by_measure([figure for figure in figures if figure.kind == kind])
    ]
    table = ReportTable(reading.text(strings.FIGURES), heads, in_groups(rows))
    return new_section("figures", strings.FIGURES, reading, table=table, notes=notes.footnotes())


def by_measure(figures: list[Figure]) -> Iterator[Figure]:
    """Yield figures by measure and scope in order of first mention, and those of one by time."""
    groups: dict[tuple[str, str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.subject, figure.measure, figure.scope or ""), []).append(figure)
    for members in groups.values():
        yield from sorted(members, key=lambda figure: time_key(time_of(figure)))


def figure_row(index: Index, figure: Figure, district: District, notes: Notes, reading: Reading) -> ReportRow:
    """Return a figure of a district as a row."""
    record = figure_record(index, figure)
    label = full_width(reading.text(short_label(index, record)), reading)
    if figure.subject != district.id:
        area = name_of(index.subjects[figure.subject], reading)
        label = reading.text(Text(f"{area}: {lower_first(label)}", f"{area}：{label}"))
    return ReportRow(
        figure.id,
        (
            ReportCell(label, letters=notes.of(record)),
            figure_cell("focus", record, "value", reading, unit=True),
            ReportCell(short_time(record_time(record), reading)),
            ReportCell(sources=figure.sources),
        ),
    )


def links_section(model: Model, district: District, reading: Reading) -> ReportSection:
    """Return the section on stated cooperation of a district with partner cities."""
    lead = [
        cited(
            reading.text(
                Text(
                    f"{link.text}, {short_time(link.as_of, reading)}",
                    f"{link.text_zh}（{short_time(link.as_of, reading)}）",
                )
            ),
            link.sources,
        )
        for link in model.links
        if link.place == district.id
    ]
    return new_section("links", strings.COOPERATION, reading, lead=tuple(lead))


def differ_section(
    index: Index, district: District, sections: Iterable[ReportSection], reading: Reading
) -> ReportSection:
    """Return the section on what disagrees or is unknown of a district and its records, where no note says it."""
    said = {note.text for section in sections for note in section.notes}
    records = {district.id, *(figure.id for figure in index.figures.get(district.id, ()))}
    records |= {
        record.id
        for group in (index.model.projects, index.model.production)
        for record in group
        if record.place == district.id
    }
    remarks = [remark for remark in (*index.model.conflicts, *index.model.unknowns) if records & set(remark.about)]
    items = []
    for remark in remarks:
        short = reading.text(Text(remark.caution or remark.text, remark.caution_zh or remark.text_zh))
        if short not in said:
            items.append(cited(reading.text(Text(remark.text, remark.text_zh)), remark.sources))
    lists = (HeadedList(reading.text(strings.DIFFER), tuple(items)),) if items else ()
    return new_section("unknown", strings.REMARKS, reading, lists=lists)


def profile_sentence(index: Index, district: District, others: dict[str, Others], reading: Reading) -> Sentence:
    """Return what a district prioritizes, and what of it the lists name for other districts as well."""
    names = {}
    for key in others:
        assembly = index.assemblies[key][1]
        names[key] = reading.text(Text(lower_first(assembly.name), assembly.name_zh))
    loose = reading.text(strings.IN_ONE_LIST)
    listed = [
        names[key]
        if all(key in priority.assemblies for priority in district.priorities)
        else loose.format(name=names[key])
        for key in names
    ]
    sharing = reading.text(strings.SEMICOLON).join(
        reading.text(text) for text in sharing_clauses(names, others, reading)
    )
    text = reading.text(
        Text(
            f"{district.name} ({district.adcode}) prioritizes {join_with_and(listed, reading)}; {sharing}.",
            f"{district.name_zh}（{district.adcode}）优先发展{join_with_and(listed, reading)}；{sharing}。",
        )
    )
    return cited(text, unique(priority.sources for priority in district.priorities))


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
