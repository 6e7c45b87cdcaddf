"""The sheets of a workbook, in their order: a table a look-up, and one for each further part of the model."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cqparts.export.rows import value_cells
from cqparts.export.sheets import Cell, Content, Manner, Sheet, Sources, to_sheet
from cqparts.lookups import ask
from cqparts.lookups.base import Record
from cqparts.lookups.records import ASSEMBLY, OPEN_LISTS, figure_record, notes_of
from cqparts.lookups.targets import target_years
from cqparts.model.index import Index
from cqparts.model.types import Model, Text
from cqparts.money.rates import OWN_PERIOD
from cqparts.output.columns import CATALOGUE
from cqparts.output.formatting import Reading, names_of, word_text


class Wish(NamedTuple):
    """What a workbook is made of, and for whom."""

    model: Model
    lang: str = "en"
    to: tuple[str, ...] = ()
    """The currencies that amounts are converted to."""
    on: str | None = None
    """The time of the rates."""
    bundled: bool = True
    """Whether the model came with cqparts."""


def answer_content(wish: Wish, name: str, *keys: str, kind: Text | None = None) -> Content:
    """Return all records of a look-up's answer."""
    return Content(ask(name, wish.model).rows, keys, kind)


def model_content(model: Model, records: Iterable[Any], *keys: str) -> Content:
    """Return records of the model."""
    index = Index(model)
    return Content([{**record._asdict(), **notes_of(index, record)} for record in records], keys)


def priorities(wish: Wish) -> Content:
    """Return the matrix, an assembly a row, with the number of districts."""
    places = ask("matrix", wish.model).result.records
    counted = ("districts", "districts_in_one_list")
    rows = [
        {key: assembly[key] for key in ("id", "name", "name_zh", *counted)}
        | {place["id"]: place[assembly["id"]] for place in places}
        for assembly in ask("assemblies", wish.model).result.records
    ]
    keys = ("name", *(place["id"] for place in places), *counted)
    return Content(rows, keys, ASSEMBLY, [LEGEND, *open_lists(wish.model)])


LEGEND = Text("● named; ◐ in one list only; · not named.", "● 列入；◐ 仅一个来源列入；· 未列入。")


def open_lists(model: Model) -> list[Text]:
    """Return the note that there may be more, where a list of a district is open-ended."""
    return [OPEN_LISTS] if Index(model).open_ended else []


def districts(wish: Wish) -> Content:
    """Return the districts, a row for each assembly that one is to prioritize."""
    rows = [
        {"district": record["name"], "district_zh": record["name_zh"], "adcode": record["adcode"], **part}
        for record in ask("districts", wish.model).result.records
        for part in record["focus"]
    ]
    keys = ("district", "name", "system", "as_of", "disputed", "sources", "omitted_by", "adcode")
    return Content(rows, keys, ASSEMBLY, open_lists(wish.model))


def production(wish: Wish) -> Content:
    """Return what places are stated to make."""
    keys = ("place", "area", "products", "assemblies", "near", "components", "firms", "customers", "as_of", "grade")
    return model_content(wish.model, wish.model.production, *keys, "sources")


def projects(wish: Wish) -> Content:
    """Return the plants and investments of firms."""
    keys = ("place", "area", "firm", "products", "assemblies", "near", "components", "customers", "stage")
    return model_content(wish.model, wish.model.projects, *keys, "stage_as_of", "grade", "sources")


def project_amounts(wish: Wish) -> Content:
    """Return the numbers of each project."""
    rows = [
        {
            **amount._asdict(),
            **value_cells(amount.value, amount.unit),
            **{key: getattr(project, key) for key in ("place", "firm", "firm_zh", "sources", "grade", "id")},
            "timing": amount.when,
        }
        for project in wish.model.projects
        for amount in project.amounts
    ]
    return Content(
        rows,
        ("place", "firm", "what", "value", "unit", "timing", "as_of", "part", "grade", "sources"),
        notes=[Text("Not to be added up: some are signed, some are built.", "不可加总：有的已签约，有的已建成。")],
    )


def focus_words(wish: Wish) -> Content:
    """Return places' own words on what they want."""
    keys = ("place", "words", "assemblies", "as_of", "grade", "sources")
    return model_content(wish.model, wish.model.focus_words, *keys)


def money(wish: Wish) -> Content:
    """Return the amounts, converted as the wish says, with what their rates are."""
    records = ask("investment", wish.model, to=wish.to or None, on=wish.on).result.records
    used = [converted for record in records for converted in record["converted"]]
    amounts = (f"converted.{code}.amount" for code in dict.fromkeys(each["currency"] for each in used))
    keys = ("label", "when", "amount", *amounts, "percent", "basis", "sources")
    return Content(records, keys, notes=dict.fromkeys(map(rate_note, used)))


def rate_note(converted: Record) -> Text:
    """Return whose rate an amount is converted at."""
    code, note, note_zh = (converted[key] for key in ("currency", "rate_note", "rate_note_zh"))
    return Text(f"{code}: {note}.", f"{code}：{note_zh}。")


def localization(wish: Wish) -> Content:
    """Return the localization rates and the gap."""
    return answer_content(wish, "localization", "label", "percent", "percentage_points", "when", "sources")


def localization_statements(wish: Wish) -> Content:
    """Return every dated statement on localization, with what it means by local."""
    index = Index(wish.model)
    figures = {figure.id: figure for figure in wish.model.figures}
    rows = [
        {
            **figure_record(index, figures[statement.figure]),
            **{key: getattr(statement, key) for key in ("id", "local", "vehicles", "stance")},
        }
        for statement in wish.model.localization
    ]
    return Content(rows, ("label", "when", "value", "unit", "local", "vehicles", "stance", "sources"))


def targets(wish: Wish) -> Content:
    """Return the targets of all years."""
    answers = [ask("targets", wish.model, year=year) for year in target_years(wish.model)]
    rows = [record for answer in answers for record in answer.result.records]
    return Content(rows, ("label", "value", "unit", "when", "kind", "sources"))


def outcomes(wish: Wish) -> Content:
    """Return what came of targets, each beside the figure that tells it."""
    index = Index(wish.model)
    figures = {figure.id: figure_record(index, figure) for figure in wish.model.figures}
    rows = [
        {
            **{key: figures[outcome.target][key] for key in ("label", "label_zh", "period", "as_of")},
            "target": figures[outcome.target],
            "result": outcome.result,
            "actual": figures[outcome.actual] if outcome.actual else None,
            "sources": cited(figures, outcome.target, outcome.actual),
            "notes": [outcome.note] if outcome.note else [],
            "notes_zh": [outcome.note_zh] if outcome.note_zh else [],
            "id": outcome.target,
        }
        for outcome in wish.model.outcomes
    ]
    return Content(rows, ("label", "when", "target.value", "result", "actual.value", "sources"))


def cited(figures: Mapping[str, Record], *ids: str | None) -> list[str]:
    """Return the sources of some figures, each once."""
    return list(dict.fromkeys(key for one in ids if one for key in figures[one]["sources"]))


def trends(wish: Wish) -> Content:
    """Return the series."""
    return answer_content(wish, "trends", "label", "when", "value", "unit", "sources")


def district_figures(wish: Wish) -> Content:
    """Return each district's own figures."""
    rows = [
        {"district": profile["name"], "district_zh": profile["name_zh"], **record}
        for district in wish.model.districts
        for profile in ask("focus", wish.model, district=district.id).result.records
        for record in profile["figures"]
    ]
    keys = ("district", "measure", "scope", "value", "unit", "when", "kind", "sources")
    return Content(rows, keys)


def components(wish: Wish) -> Content:
    """Return the component types that are named."""
    keys = ("name", "assembly", "status", "competitive", "as_of", "sources")
    return answer_content(wish, "components", *keys, kind=Text("Component type", "部件"))


def cities(wish: Wish) -> Content:
    """Return the partner cities."""
    return answer_content(
        wish, "cities", "name", "adcode", "seat.lat", "seat.lon", "sources", kind=Text("City", "城市")
    )


def links(wish: Wish) -> Content:
    """Return stated cooperation with partner cities."""
    return model_content(wish.model, wish.model.links, "place", "partners", "text", "as_of", "grade", "sources")


def pilot(wish: Wish) -> Content:
    """Return what is said of the pilot, without the remarks, which have a sheet of their own."""
    content = answer_content(wish, "pilot", "name", "kind", "as_of", "sources", kind=Text("What", "内容"))
    return content._replace(notes=[Text(wish.model.pilot.summary, wish.model.pilot.summary_zh)])


def events(wish: Wish) -> Content:
    """Return dated events."""
    return model_content(wish.model, wish.model.events, "as_of", "phase", "name", "grade", "sources")


def rates(wish: Wish) -> Content:
    """Return the exchange rates, in use and quoted; where each figure has rates of its own time, the default ones."""
    on = None if (wish.on or "").strip().upper() == OWN_PERIOD else wish.on
    records = ask("rates", wish.model, to=wish.to or None, on=on).result.records
    keys = ("currency", "rate", "when", "kind", "basis", "difference_percent", "within_rounding", "sources")
    notes = [Text("CNY per unit of foreign currency.", "每单位外币折合人民币（元）。")]
    return Content(records, keys, notes=notes)


def remarks(wish: Wish) -> Content:
    """Return where sources disagree, how to read figures, and what was not found."""
    (record,) = ask("pilot", wish.model).result.records
    rows = [*record["conflicts"], *({**unknown, "kind": "unknown"} for unknown in record["unknowns"])]
    return Content(rows, ("kind", "text", "about", "sources"))


class Plan(NamedTuple):
    """A sheet that a workbook is to have: the name of its table, what the sheet is called, and what it is made of."""

    table: str
    name: Text
    content: Callable[[Wish], Content]


PLANS = (
    Plan("priorities", Text("Priority assemblies", "优先发展总成"), priorities),
    Plan("districts", Text("Districts", "各区"), districts),
    Plan("production", Text("Production", "生产"), production),
    Plan("projects", Text("Projects", "项目"), projects),
    Plan("project_amounts", Text("Project amounts", "项目数据"), project_amounts),
    Plan("focus_words", Text("Own words on focus", "各地表述"), focus_words),
    Plan("money", Text("Money", "资金"), money),
    Plan("localization", Text("Localization", "本地配套率"), localization),
    Plan("statements", Text("Localization statements", "本地配套率表述"), localization_statements),
    Plan("targets", Text("Targets", "目标"), targets),
    Plan("outcomes", Text("Outcomes", "目标结果"), outcomes),
    Plan("trends", Text("Trends", "趋势"), trends),
    Plan("district_figures", Text("District figures", "各区数据"), district_figures),
    Plan("components", Text("Components", "部件"), components),
    Plan("cities", Text("Partner cities", "合作城市"), cities),
    Plan("links", Text("Links", "合作"), links),
    Plan("pilot", Text("Pilot", "试点"), pilot),
    Plan("events", Text("Events", "大事"), events),
    Plan("rates", Text("Rates", "汇率"), rates),
    Plan("remarks", Text("Unknown and disputed", "未知与不一致"), remarks),
)
"""The sheets between Contents and Notes; one without rows is left out."""

NOTES, SOURCES = Text("Notes", "备注"), Text("Sources", "来源")


def sheets(wish: Wish) -> list[Sheet]:
    """Return all sheets with a table, in order: those of `PLANS` that have rows, the notes, the sources."""
    model, reading = wish.model, Reading(wish.lang)
    numbers = {source.id: number for number, source in enumerate(model.sources, start=1)}
    reading = reading._replace(numbers=numbers, names=all_names(model))
    manner = Manner(reading, Sources(numbers, source_links(wish, numbers)), brief_texts(model))
    made = []
    for plan in PLANS:
        content = plan.content(wish)
        if content.records:
            made.append(to_sheet(reading.text(plan.name), plan.table, content, manner))
    return [*made, *notes_sheet(made, reading), sources_sheet(wish, reading)]


def brief_texts(model: Model) -> set[str]:
    """Return the cautions that say in short what a remark says."""
    remarks = (*model.conflicts, *model.unknowns)
    return {text for remark in remarks for text in (remark.caution, remark.caution_zh) if text}


def all_names(model: Model) -> dict[str, Text]:
    """Return the names of all that a cell may name by its id."""
    held = [part for system in model.systems for assembly in system.assemblies for part in assembly.components]
    return {part.id: Text(part.name, part.name_zh) for part in (*held, *model.unplaced)} | names_of(model)


def source_links(wish: Wish, numbers: Mapping[str, int]) -> dict[str, str]:
    """Return where a cell of each source leads: its address, or else its row on the sheet of sources."""
    name = SOURCES.zh if wish.lang == "zh" else SOURCES.en
    return {
        source.id: source.url or f"internal:'{name}'!A{FIRST_ROW + numbers[source.id]}" for source in wish.model.sources
    }


FIRST_ROW = 4
"""The row of the headings, counted from 1: title, link and a blank row stand above."""


def notes_sheet(made: Iterable[Sheet], reading: Reading) -> Iterator[Sheet]:
    """Yield the sheet of all notes, if there are any: the letter, the sheet that it is on, and the text."""
    heads = [reading.text(head) for head in (Text("Letter", "字母"), Text("Sheet", "工作表"), Text("Text", "内容"))]
    rows = [[Cell(letter or None), Cell(sheet.name), Cell(text)] for sheet in made for letter, text in sheet.notes]
    if rows:
        yield Sheet(reading.text(NOTES), "notes", heads, rows, [])


def sources_sheet(wish: Wish, reading: Reading) -> Sheet:
    """Return the sheet of all sources, by number, each with its address as a link."""
    records = ask("sources", wish.model).result.records
    keys = ("title", "title_en", "publisher", "published", "kind", "grade", "copy", "licence", "url")
    heads = ["№", *(reading.text(CATALOGUE[key].heading) for key in keys), reading.text(CATALOGUE["id"].heading)]
    return Sheet(reading.text(SOURCES), "sources", heads, list(source_rows(records, keys, reading)), [])


def source_rows(records: Iterable[Record], keys: tuple[str, ...], reading: Reading) -> Iterator[list[Cell]]:
    """Yield a row for each source."""
    for number, record in enumerate(records, start=1):
        cells = [source_text(record, key, reading) for key in keys]
        yield [Cell(number), *cells, Cell(record["id"])]


def source_text(record: Record, key: str, reading: Reading) -> Cell:
    """Return what is said of a source at a key; its address leads where it says."""
    value = record.get(f"{key}_zh") if reading.lang == "zh" and key == "publisher" else None
    value = value or record[key]
    if key == "copy":
        return Cell(reading.text(Text("yes", "是")) if value else None)
    text = word_text(value, reading) if key == "kind" else value
    return Cell(text, link=text or "" if key == "url" else "")
