"""The whole report, section by section."""

from collections.abc import Iterable

from cqparts.lookups.base import Record
from cqparts.model.edition import edition
from cqparts.model.types import Model, Text
from cqparts.output.formatting import Reading, names_of
from cqparts.report import drawings, strings
from cqparts.report.citations import make_report, unique_sources
from cqparts.report.data import ReportData, collect
from cqparts.report.document import HeadedList, Phrase, Report, ReportSection, Sentence
from cqparts.report.figures import (
    charts,
    localization_section,
    money_section,
    past_section,
    targets_section,
    trends_section,
)
from cqparts.report.priorities import districts_section, matrix_section, new_section, plants_section
from cqparts.report.summary import key_answers
from cqparts.report.wording import area_in_sentence, cited, plain, short_time


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
    reading = Reading(lang, names=names_of(model))
    data = collect(model, to, on)
    title = report_title(data, reading)
    sections = [
        matrix_section(data.by_id, data.matrix, reading),
        districts_section(data.by_id, reading),
        plants_section(data.by_id, reading),
        money_section(data, reading),
        localization_section(data, reading),
        targets_section(data, reading),
        past_section(data, reading),
        trends_section(data, reading),
        map_section(data, reading),
        pilot_section(data, reading),
    ]
    sections.append(remarks_section(data, sections, reading))
    sections.append(about_section(model, title, reading))
    return make_report(
        data.by_id,
        reading,
        title=title,
        other_title=reading.text(Text(model.pilot.name_zh, model.pilot.name)),
        answers=key_answers(data, reading, unique_sources(sections)),
        sections=sections,
    )


def report_title(data: ReportData, reading: Reading) -> str:
    """Return what the report is about: the area of the pilot, or the pilot's name where there is none."""
    area = data.by_id.subjects.get(data.area or "")
    if area is None:
        return reading.text(Text(data.model.pilot.name, data.model.pilot.name_zh))
    return reading.text(strings.TITLE).format(area=area_in_sentence(area, reading))


def map_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section with the map."""
    return new_section("map", strings.MAP, reading, charts=charts(drawings.map_chart(data.by_id, reading)))


def pilot_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section on the pilot: a paragraph, and the people, aspects and announcements as lists."""
    pilot = data.model.pilot
    summary = cited(reading.text(Text(pilot.summary, pilot.summary_zh)), pilot.sources)
    plans = [item_sentence(item, reading) for item in data.pilot["items"] if item["kind"] == "plan"]
    kinds = {
        "person": strings.PEOPLE,
        "aspect": strings.ASPECTS,
        "announcement": strings.ANNOUNCED,
    }
    lists = []
    for kind, heading in kinds.items():
        items = [item for item in data.pilot["items"] if item["kind"] == kind]
        if items:
            time = short_time(pilot.as_of, reading)
            text = reading.text(strings.ON_DAY).format(heading=reading.text(heading), time=time)
            lists.append(HeadedList(text, list_items(items, pilot.as_of, reading)))
    return new_section("pilot", strings.PILOT, reading, command="pilot", lead=(summary, *plans), lists=tuple(lists))


def list_items(items: list[Record], day: str | None, reading: Reading) -> tuple[Sentence, ...]:
    """Return items as sentences, with a day other than that of the heading; short ones of one source as one."""
    same = {(item["as_of"], *item["sources"]) for item in items}
    names = [str(item["name_zh" if reading.lang == "zh" else "name"]) for item in items]
    if len(items) > 1 and len(same) == 1 and max(map(len, names)) < len("a name in a few words, a line at most"):
        first, *others = names
        others = others if reading.lang == "zh" else [name[:1].lower() + name[1:] for name in others]
        return (cited(reading.text(Text(", ", "、")).join([first, *others]), items[0]["sources"]),)
    return tuple(item_sentence(item, reading, day) for item in items)


def item_sentence(item: Record, reading: Reading, day: str | None = None) -> Sentence:
    """Return one thing that is said of the pilot, with its day, if that is not the one given."""
    if item["as_of"] == day:
        return cited(item["name_zh" if reading.lang == "zh" else "name"], item["sources"])
    name, time = item["name_zh" if reading.lang == "zh" else "name"], short_time(item["as_of"], reading)
    return cited(reading.text(Text(f"{name}, {time}", f"{name}，{time}")), item["sources"])


def remarks_section(data: ReportData, sections: Iterable[ReportSection], reading: Reading) -> ReportSection:
    """Return the section on open questions and disagreements: those that no note of a section says."""
    said = {note.text for section in sections for note in section.notes}
    groups = (
        (strings.UNKNOWN, data.model.unknowns),
        (strings.DISAGREE, tuple(remark for remark in data.model.conflicts if remark.kind == "differs")),
    )
    lists, left_out = [], 0
    for heading, remarks in groups:
        texts = [
            (reading.text(Text(remark.caution or remark.text, remark.caution_zh or remark.text_zh)), remark.sources)
            for remark in remarks
        ]
        items = [cited(text, sources) for text, sources in texts if text not in said]
        left_out += len(texts) - len(items)
        if items:
            lists.append(HeadedList(reading.text(heading), tuple(items)))
    lead = (plain(reading.text(strings.OTHERS_AS_NOTES)),) if left_out and lists else ()
    return new_section(
        "unknown", strings.REMARKS, reading, command="caveats" if lists else "", lead=lead, lists=tuple(lists)
    )


def about_section(model: Model, title: str, reading: Reading) -> ReportSection:
    """Return the section on the report itself: method, words, licence, how to cite, where to report errors."""
    from importlib.metadata import version

    citation = reading.text(strings.ABOUT_CITE).format(
        authors=reading.text(strings.AUTHORS),
        title=title,
        version=version("cqparts-pilot"),
        digest=edition(model).digest,
        date=short_time(edition(model).date, reading),
    )
    words = tuple(
        Sentence((Phrase(reading.text(word), figure=True), Phrase(reading.text(strings.COLON) + reading.text(meaning))))
        for word, meaning in strings.ABOUT_WORDS
    )
    return new_section(
        "about",
        strings.ABOUT,
        reading,
        lead=tuple(
            plain(text)
            for text in (
                reading.text(strings.ABOUT_METHOD),
                citation,
                reading.text(strings.ABOUT_LICENCE),
                reading.text(strings.ABOUT_ERRORS),
            )
        ),
        lists=(HeadedList(reading.text(Text("Words", "用语")), words),),
    )
