"""The answer in five sentences made of the model's figures; a sentence without figures is omitted."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cqparts.lookups.base import Record
from cqparts.lookups.investment import CONTRACTS, FUNDS
from cqparts.lookups.records import lower_first, unique
from cqparts.model.index import COMPONENT_TYPES, Index, time_of
from cqparts.model.types import Model, Text
from cqparts.output.formatting import Reading, cell_text, unit_text
from cqparts.output.page import view_sections
from cqparts.report.data import ReportData
from cqparts.report.document import Phrase, Sentence
from cqparts.report.strings import COLON, COMMA, QUESTIONS, SEMICOLON, STOP
from cqparts.report.wording import (
    area_in_sentence,
    count_text,
    fill_wording,
    join_phrases,
    join_with_and,
    name_in_sentence,
    number_text,
    qualifier_prefix,
    rates_title,
    record_time,
    subject_and_time,
    time_text,
    unit_suffix,
    upper_first,
    word_prefix,
)

MAX_TARGETS = 2
"""The most targets that the answer names."""


def answer_sentences(
    data: ReportData, index: Index, reading: Reading, section_sources: Iterable[str]
) -> tuple[Sentence, ...]:
    """Return the sentences for which the model has figures, at most five.

    Args:
        data: The commands' answers.
        index: The model with its indexes.
        reading: The language.
        section_sources: Ids of the sources that the other sections cite.
    """
    candidates = [
        focus_sentence(data, index, reading),
        money_sentence(data, index, reading),
        localization_sentence(data, reading),
        targets_sentence(data, index, reading),
    ]
    sentences = [sentence for sentence in candidates if sentence is not None]
    ids = unique([*(sentence.sources for sentence in sentences), index.model.pilot.sources, section_sources])
    return (*sentences, sources_sentence(index, reading, ids))


def answer_to(question: str, reading: Reading, phrases: Iterable[Phrase], sources: Iterable[str]) -> Sentence:
    """Return a sentence with the question that it answers."""
    return Sentence(tuple(phrases), tuple(dict.fromkeys(sources)), reading.text(QUESTIONS[question]))


class MarkCount(NamedTuple):
    """For how many districts an assembly is named."""

    in_all_lists: int
    in_one_list: int
    """Of how many more districts one list names it, and another does not."""


def count_marks(districts: Sequence[Record], assemblies: Iterable[str]) -> dict[str, MarkCount]:
    """Return the number of districts whose lists name each assembly, by its id, from the rows of the matrix."""
    marks = {key: [record[key] for record in districts if record[key]] for key in assemblies}
    return {key: MarkCount(values.count(True), len(values) - values.count(True)) for key, values in marks.items()}


def has_open_lists(model: Model) -> bool:
    """Return whether a district's list ends with "and others", so that a count of districts is a floor."""
    return any(priority.open_ended for district in model.districts for priority in district.priorities)


def focus_sentence(data: ReportData, index: Index, reading: Reading) -> Sentence | None:
    """Return how many districts prioritize how many assemblies, and which assemblies most districts do."""
    districts, assemblies = data.matrix.result.records, data.assemblies.result.records
    if not districts or not assemblies:
        return None
    marks = count_marks(districts, [record["id"] for record in assemblies])
    most = max(count.in_all_lists for count in marks.values())
    names = {record["id"]: name_in_sentence(record, reading) for record in assemblies}
    shared = [key for key, count in marks.items() if count.in_all_lists > 1]
    loose = [key for key, count in marks.items() if count.in_all_lists <= 1 < sum(count)]
    blank = [key for key, count in marks.items() if not sum(count)]
    floor = word_prefix("at-least", reading) if has_open_lists(index.model) else ""
    top = join_with_and((names[key] for key in shared if marks[key].in_all_lists == most), reading)
    phrases = fill_wording(
        reading,
        Text(
            "{Districts} prioritize the {Assemblies} of {Systems}; {floor}{Shared} {are} priorities of two or more "
            "districts{top}{loose}; {blank}.",
            "{Districts}优先发展{Systems}的{Assemblies}；其中{floor}{Shared}由两个及以上的区优先发展{top}{loose}；{blank}。",
        ),
        Districts=upper_first(count_text(len(districts), ("district", "districts"), "个区", reading)),
        Assemblies=count_text(len(assemblies), ("assembly", "assemblies"), "个总成", reading),
        Systems=count_text(len(index.model.systems), ("system", "systems"), "个系统", reading),
        floor=floor,
        Shared=reading.text(Text(number_text(len(shared)), f"{len(shared)}个")),
        are="is" if len(shared) == 1 else "are",
        blank=reading.text(blank_wording(len(blank))),
        top=reading.text(Text(f" ({top}: {floor}{number_text(most)} each)", f"（{top}各{floor}{most}个区）"))
        if shared
        else "",
        loose=reading.text(loose_wording(join_with_and((names[key] for key in loose), reading))) if loose else "",
    )
    return answer_to("focus", reading, phrases, unique(record["sources"] for record in districts))


def loose_wording(names: str) -> Text:
    """Return that one list alone makes assemblies priorities of two or more districts."""
    return Text(f", {names} in one list only", f"，{names}仅据一份清单")


def blank_wording(number: int) -> Text:
    """Return how many assemblies no list names."""
    if not number:
        return Text("every assembly is a priority somewhere", "各总成均有区优先发展")
    return Text(f"no list read names {number_text(number)} of them", f"{number}个未见于所读清单")


def money_sentence(data: ReportData, index: Index, reading: Reading) -> Sentence | None:
    """Return the amounts of contracts and funds, with conversions and rates."""
    money = [
        record for record in data.investment.result.records if record["amount"] is not None and not record["scope"]
    ]
    contracts = next((record for record in money if record["measure"] == CONTRACTS), None)
    funds = [record for record in money if record["measure"] == FUNDS]
    if contracts:
        funds = [record for record in funds if subject_and_time(record) == subject_and_time(contracts)]
    records = [record for record in (contracts, *funds[:1]) if record is not None]
    if not records:
        return None
    rates = [f"{reading.text(SEMICOLON)}{reading.text(note)}" for note in data.investment.result.notes()]
    amounts = [amount_phrases(record, reading) for record in records]
    phrases = (
        *fill_wording(
            reading,
            Text("In {time} {subject} ", "{time}，{subject}"),
            subject=area_in_sentence(index.subjects[records[0]["subject"]], reading),
            time=time_text(record_time(records[0]), reading),
        ),
        *join_phrases(amounts, reading),
        Phrase("".join(rates) + reading.text(STOP)),
    )
    rate_sources = [item["rate_source"] for record in records for item in record["converted"] if item["rate_source"]]
    return answer_to("money", reading, phrases, unique([*(record["sources"] for record in records), rate_sources]))


AMOUNT_WORDINGS = {
    CONTRACTS: Text("signed contracts worth {exact}{Amount}{brackets}", "合同金额{exact}{Amount}{brackets}"),
    FUNDS: Text("had funds in place of {exact}{Amount}{brackets}", "到位资金{exact}{Amount}{brackets}"),
}


def amount_phrases(record: Record, reading: Reading) -> tuple[Phrase, ...]:
    """Return an amount with its measure and its qualifier, and with its conversions in brackets."""
    conversions = [
        cell_text(record, f"converted.{item['currency']}.amount", reading) + unit_suffix(item["currency"], reading)
        for item in record["converted"]
        if item["currency"] != record["currency"]
    ]
    return fill_wording(
        reading,
        AMOUNT_WORDINGS[record["measure"]],
        exact=qualifier_prefix(record, reading),
        Amount=cell_text(record, "amount", reading) + unit_suffix(record["currency"], reading),
        brackets=reading.text(Text(f" ({', '.join(conversions)})", f"（{'、'.join(conversions)}）"))
        if conversions
        else "",
    )


def localization_sentence(data: ReportData, reading: Reading) -> Sentence | None:
    """Return the localization rates that are compared, those of the first table, and the gap."""
    records = list(view_sections(data.localization)[0].records)
    rates = [record for record in records if record["percent"] is not None]
    gaps = [record for record in records if record["percentage_points"] is not None]
    if not rates:
        return None
    groups = [
        fill_wording(
            reading,
            Text("{name} {exact}{Percent}", "{name}{exact}{Percent}"),
            name=label_in_sentence(record, reading),
            exact=qualifier_prefix(record, reading),
            Percent=cell_text(record, "percent", reading),
        )
        for record in rates
    ]
    openings = (rates_title(data.localization.model, records), told_wording(rates[0], reading))
    opening = upper_first(reading.text(COMMA).join(reading.text(text) for text in openings if text))
    opening += reading.text(COLON)
    phrases = [Phrase(opening), *join_phrases(groups, reading)]
    if len(gaps) == 1:
        phrases += fill_wording(
            reading,
            Text(", a gap of {exact}{Points}", "，相差{exact}{Points}"),
            exact=qualifier_prefix(gaps[0], reading),
            Points=cell_text(gaps[0], "percentage_points", reading) + unit_suffix("percentage points", reading),
        )
    phrases.append(Phrase(reading.text(STOP)))
    return answer_to("local", reading, phrases, unique(record["sources"] for record in records))


def told_wording(record: Record, reading: Reading) -> Text:
    """Return the time of a rate; a rate without a period has none but that of the text that tells it."""
    if record["period"]:
        return Text(*[time_text(record["period"], reading)] * 2)
    month = time_text(str(record["as_of"])[: len("2023-08")], reading)
    return Text(f"as told in {month}", f"据{month}的报道")


def label_in_sentence(record: Record, reading: Reading) -> str:
    """Return the label of a figure for the middle of a sentence."""
    return str(record["label_zh"]) if reading.lang == "zh" else lower_first(record["label"])


def targets_sentence(data: ReportData, index: Index, reading: Reading) -> Sentence | None:
    """Return the first targets as a sentence, and the change of the main series since the pilot began as another."""
    targets = [record for record in data.targets.result.records if record["kind"] == "target"]
    targets = [record for record in targets if record["subject"] == (data.area or record["subject"])][:MAX_TARGETS]
    ends = first_and_last_year(data.series, base_year(index.model))
    sentences: list[Sequence[Phrase]] = []
    if targets:
        sentences.append(targets_phrases(data.year, targets, index, reading))
    if ends:
        sentences.append(change_phrases(ends, index, reading))
    if not sentences:
        return None
    phrases = [
        phrase
        for position, sentence in enumerate(sentences)
        for phrase in (*([Phrase(reading.text(Text(" ", "")))] if position else []), *sentence)
    ]
    return answer_to("since", reading, phrases, unique(record["sources"] for record in (*targets, *ends)))


def targets_phrases(year: str, targets: list[Record], index: Index, reading: Reading) -> list[Phrase]:
    """Return the targets of a year as a sentence, which says so if no later figure of their area is known."""
    subject = index.subjects[targets[0]["subject"]]
    return [
        *fill_wording(
            reading,
            Text("Targets of {subject} for {year}: ", "{subject}{year}年目标："),
            year=year,
            subject=area_in_sentence(subject, reading),
        ),
        *join_phrases([target_phrases(record, index, reading) for record in targets], reading),
        Phrase(reading.text(no_later_wording(index.model) if not has_later(targets, index.model) else Text("", ""))),
        Phrase(reading.text(STOP)),
    ]


def base_year(model: Model) -> str:
    """Return the year before that of the pilot, which a plan for the next years starts from."""
    return str(int(model.pilot.as_of[:4]) - 1) if model.pilot.as_of else ""


def has_later(targets: list[Record], model: Model) -> bool:
    """Return whether the model has a figure of the area and the measure of a target from the pilot's year or later."""
    wanted = {(record["subject"], record["measure"]) for record in targets}
    return any(
        figure.kind == "actual"
        and (figure.subject, figure.measure) in wanted
        and time_of(figure)[:4] > base_year(model)
        for figure in model.figures
    )


def no_later_wording(model: Model) -> Text:
    """Return that no figure was found of what the districts together have reached."""
    number = len(model.districts)
    return Text(
        f"; no later figure of the {number_text(number)} districts together was found",
        f"；未查到此后{number}个区合计的数据",
    )


def target_phrases(record: Record, index: Index, reading: Reading) -> tuple[Phrase, ...]:
    """Return a target: its measure with the scope, and its value."""
    measure = index.terms[record["measure"]]
    scope = index.terms[record["scope"]] if record["scope"] else None
    words = [reading.text(Text(lower_first(term.name), term.name_zh)) for term in (measure, scope) if term]
    unit = unit_suffix(record["unit"], reading)
    return fill_wording(
        reading,
        Text("{measure}{scope} {exact}{Value}", "{measure}{scope}{exact}{Value}"),
        measure=words[0],
        scope=reading.text(Text(f" ({words[1]})", f"（{words[1]}）")) if scope else "",
        exact=qualifier_prefix(record, reading),
        Value=cell_text(record, "value", reading) + ("" if unit.strip() == words[0] else unit),
    )


def first_and_last_year(series: list[Record], since: str) -> tuple[Record, ...]:
    """Return the figures of the first and the last whole year of a series from a year on; none of fewer than two."""
    years = [record for record in series if len(record_time(record)) == len("2023") and record_time(record) >= since]
    years.sort(key=record_time)
    return (years[0], years[-1]) if len(years) > 1 else ()


DIRECTIONS = {1: Text("rose", "增至"), 0: Text("went", "变为"), -1: Text("fell", "降至")}


def change_phrases(ends: tuple[Record, ...], index: Index, reading: Reading) -> tuple[Phrase, ...]:
    """Return the change of a series between two figures as a sentence."""
    first, last = ends
    measure = index.terms[first["measure"]]
    values = [qualifier_prefix(record, reading) + cell_text(record, "value", reading) for record in ends]
    return fill_wording(
        reading,
        Text(
            "In {subject}, {measure} {went} from {First} ({first}) to {Last} {unit} ({last}).",
            "{subject}{measure}由{first}年的{First}{unit}{went}{last}年的{Last}{unit}。",
        ),
        measure=reading.text(Text(lower_first(measure.name), measure.name_zh)),
        subject=area_in_sentence(index.subjects[first["subject"]], reading),
        went=reading.text(DIRECTIONS[(last["value"] > first["value"]) - (last["value"] < first["value"])]),
        First=values[0],
        Last=values[1],
        first=record_time(first),
        last=record_time(last),
        unit=unit_text(first["unit"], reading),
    )


def sources_sentence(index: Index, reading: Reading, ids: Iterable[str]) -> Sentence:
    """Return how many sources the report cites, on how many points they disagree, and what remains open."""
    model, sources = index.model, [index.sources[key] for key in ids]
    authorities = sum(source.kind in ("primary", "official") for source in sources)
    disagreements = sum(remark.kind == "differs" for remark in model.conflicts)
    remain = "remains" if len(model.unknowns) == 1 else "remain"
    phrases = fill_wording(
        reading,
        Text(
            f"This report cites {{Sources}}, {{Near}} of them by authorities. Sources disagree on {{Differ}}; "
            f"{{Unknown}} {remain} open{{missing}}.",
            "本报告引用{Sources}，其中{Near}出自主管部门。来源不一致{Differ}，未查明{Unknown}{missing}。",
        ),
        Sources=count_text(len(sources), ("source", "sources"), "个来源", reading),
        Near=reading.text(Text(number_text(authorities) if authorities else "none", f"{authorities}个")),
        Differ=count_text(disagreements, ("point", "points"), "处", reading),
        Unknown=count_text(len(model.unknowns), ("question", "questions"), "处", reading),
        missing=reading.text(missing_wording(index)),
    )
    return answer_to("says", reading, phrases, ())


def missing_wording(index: Index) -> Text:
    """Return how many component types could not be read, if any, and why where copies were read."""
    missing = index.all_unnamed["all_components_unnamed"]
    if not missing:
        return Text("", "")
    totals = [figure for figure in index.model.figures if figure.measure == COMPONENT_TYPES]
    copied = any(index.sources[key].copy for figure in totals for key in figure.sources)
    return Text(
        f"; at least {missing} component types could not be read"
        + (": the copies of the texts that list them break off" if copied else ""),
        f"；至少{missing}种部件未能读到" + ("（列有部件的文本，其副本不完整）" if copied else ""),
    )
