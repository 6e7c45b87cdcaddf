"""The answer in five sentences made of the model's figures; a sentence without figures is omitted."""

from collections.abc import Iterable, Iterator

from cqparts.lookups.base import Record
from cqparts.lookups.investment import CONTRACTS, FUNDS
from cqparts.lookups.records import unique
from cqparts.model.index import Index
from cqparts.model.types import Text
from cqparts.output.formatting import Reading, cell_text, unit_text
from cqparts.output.page import view_sections
from cqparts.report.data import ReportData
from cqparts.report.document import Phrase, Sentence
from cqparts.report.strings import COLON, COMMA, QUESTIONS, SEMICOLON, STOP
from cqparts.report.wording import (
    count_text,
    fill_wording,
    join_phrases,
    join_with_and,
    lower_first,
    name_in_sentence,
    name_of,
    qualifier_prefix,
    record_time,
    subject_and_time,
    time_text,
    unit_suffix,
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


def focus_sentence(data: ReportData, index: Index, reading: Reading) -> Sentence | None:
    """Return how many districts take how many assemblies, which assemblies most take, and how many none takes."""
    districts, assemblies = data.matrix.result.records, data.assemblies.result.records
    if not districts or not assemblies:
        return None
    most = max(record["districts"] for record in assemblies)
    shared = [record for record in assemblies if record["districts"] > 1]
    blank = [record for record in assemblies if not record["districts"]]
    top = join_with_and(
        (name_in_sentence(record, reading) for record in shared if record["districts"] == most), reading
    )
    phrases = fill_wording(
        reading,
        Text(
            "{Districts} specialise in the {Assemblies} of {Systems}: {Shared} of the assemblies have more than one "
            "district{top}, and {blank}.",
            "{Districts}聚焦{Systems}的{Assemblies}：其中{Shared}有不止一个区布局{top}，{blank}。",
        ),
        Districts=count_text(len(districts), ("district", "districts"), "个区", reading),
        Assemblies=count_text(len(assemblies), ("assembly", "assemblies"), "个总成", reading),
        Systems=count_text(len(index.model.systems), ("system", "systems"), "个系统", reading),
        Shared=reading.text(Text(str(len(shared)), f"{len(shared)}个")),
        blank=reading.text(blank_wording(len(blank))),
        top=reading.text(Text(f" ({top}: {most} each)", f"（{top}各{most}个区）")) if shared else "",
    )
    return answer_to("focus", reading, phrases, unique(record["sources"] for record in districts))


def blank_wording(number: int) -> Text:
    """Return how many assemblies no district takes."""
    if not number:
        return Text("none is without", "无一空缺")
    return Text(f"{number} {'has' if number == 1 else 'have'} none", f"{number}个无区布局")


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
            subject=name_of(index.subjects[records[0]["subject"]], reading),
            time=time_text(record_time(records[0]), reading),
        ),
        *join_phrases(amounts, reading),
        Phrase("".join(rates) + reading.text(STOP)),
    )
    rate_sources = [item["rate_source"] for record in records for item in record["converted"] if item["rate_source"]]
    return answer_to("money", reading, phrases, unique([*(record["sources"] for record in records), rate_sources]))


AMOUNT_WORDINGS = {
    CONTRACTS: Text("signed contracts worth {exact}{Amount}{brackets}", "合同金额{exact}{Amount}{brackets}"),
    FUNDS: Text("secured funds of {exact}{Amount}{brackets}", "到位资金{exact}{Amount}{brackets}"),
}


def amount_phrases(record: Record, reading: Reading) -> tuple[Phrase, ...]:
    """Return an amount with its measure and its qualifier, and with its conversions in brackets."""
    codes = [item["currency"] for item in record["converted"] if item["currency"] != record["currency"]]
    conversions = [
        cell_text(record, f"converted.{code}.amount", reading) + unit_suffix(code, reading) for code in codes
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
    """Return the localization rates and the gap."""
    (section,) = view_sections(data.localization)
    records = list(section.records)
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
    title = reading.text(section.title) + reading.text(COMMA) if section.title else ""
    opening = title + time_text(record_time(rates[0]), reading) + reading.text(COLON)
    phrases = [Phrase(opening), *join_phrases(groups, reading)]
    if len(gaps) == 1:
        phrases += fill_wording(
            reading,
            Text(", which leaves parts makers a gap of {exact}{Points}", "，留给零部件企业的差距{exact}{Points}"),
            exact=qualifier_prefix(gaps[0], reading),
            Points=cell_text(gaps[0], "percentage_points", reading) + unit_suffix("percentage points", reading),
        )
    phrases.append(Phrase(reading.text(STOP)))
    return answer_to("local", reading, phrases, unique(record["sources"] for record in records))


def label_in_sentence(record: Record, reading: Reading) -> str:
    """Return the label of a figure for the middle of a sentence."""
    return str(record["label_zh"]) if reading.lang == "zh" else lower_first(record["label"])


def targets_sentence(data: ReportData, index: Index, reading: Reading) -> Sentence | None:
    """Return the first targets, and the change of the main series from its first whole year to its last."""
    targets = [record for record in data.targets.result.records if record["kind"] == "target"][:MAX_TARGETS]
    ends = first_and_last_year(data.series)
    phrases = [
        *targets_clause(data.year, targets, index, reading),
        *([Phrase(reading.text(SEMICOLON))] if targets and ends else []),
    ]
    if ends:
        phrases += change_phrases(ends, index, reading, start=not targets)
    if not phrases:
        return None
    sources = unique(record["sources"] for record in (*targets, *ends))
    return answer_to("since", reading, [*phrases, Phrase(reading.text(STOP))], sources)


def targets_clause(year: str, targets: list[Record], index: Index, reading: Reading) -> Iterator[Phrase]:
    """Yield the targets of a year, if there are any."""
    if not targets:
        return
    yield from fill_wording(
        reading,
        Text("By {year} {subject} is to have ", "到{year}年，{subject}计划达到"),
        year=year,
        subject=name_of(index.subjects[targets[0]["subject"]], reading),
    )
    yield from join_phrases([target_phrases(record, index, reading) for record in targets], reading)


def target_phrases(record: Record, index: Index, reading: Reading) -> tuple[Phrase, ...]:
    """Return the value of a target, with its measure and scope in brackets."""
    measure = index.terms[record["measure"]]
    scope = index.terms[record["scope"]] if record["scope"] else None
    words = [reading.text(Text(lower_first(term.name), term.name_zh)) for term in (measure, scope) if term]
    return fill_wording(
        reading,
        Text("{exact}{Value} ({words})", "{exact}{Value}（{words}）"),
        exact=qualifier_prefix(record, reading),
        Value=cell_text(record, "value", reading) + unit_suffix(record["unit"], reading),
        words=reading.text(SEMICOLON).join(word for word in words if word != record["unit"]),
    )


def first_and_last_year(series: list[Record]) -> tuple[Record, ...]:
    """Return the figures of the first and the last whole year of a series; nothing with fewer than two years."""
    years = sorted((record for record in series if len(record_time(record)) == len("2023")), key=record_time)
    return (years[0], years[-1]) if len(years) > 1 else ()


DIRECTIONS = {1: Text("rose", "增至"), 0: Text("went", "变为"), -1: Text("fell", "降至")}


def change_phrases(ends: tuple[Record, ...], index: Index, reading: Reading, *, start: bool) -> tuple[Phrase, ...]:
    """Return the change of a series between two figures; `start` is true at the start of a sentence."""
    first, last = ends
    measure = index.terms[first["measure"]]
    name = measure.name if start else lower_first(measure.name)
    values = [qualifier_prefix(record, reading) + cell_text(record, "value", reading) for record in ends]
    return fill_wording(
        reading,
        Text(
            "{measure} of {subject} {went} from {First} in {first} to {Last} {unit} in {last}",
            "{subject}{measure}由{first}年的{First}{unit}{went}{last}年的{Last}{unit}",
        ),
        measure=reading.text(Text(name, measure.name_zh)),
        subject=name_of(index.subjects[first["subject"]], reading),
        went=reading.text(DIRECTIONS[(last["value"] > first["value"]) - (last["value"] < first["value"])]),
        First=values[0],
        Last=values[1],
        first=record_time(first),
        last=record_time(last),
        unit=unit_text(first["unit"], reading),
    )


def sources_sentence(index: Index, reading: Reading, ids: Iterable[str]) -> Sentence:
    """Return how many sources the report cites, on how many points they differ, and what none of them says."""
    model, sources = index.model, [index.sources[key] for key in ids]
    official = sum(source.kind in ("primary", "official") for source in sources)
    phrases = fill_wording(
        reading,
        Text(
            "This report cites {Sources}, {Near} of them primary or official; they differ on {Differ} and leave "
            "{Unknown} open{missing}.",
            "本报告引用{Sources}，其中一手或官方{Near}；来源不一{Differ}，未有答案{Unknown}{missing}。",
        ),
        Sources=count_text(len(sources), ("source", "sources"), "个来源", reading),
        Near=reading.text(Text(str(official), f"{official}个")),
        Differ=count_text(len(model.conflicts), ("point", "points"), "处", reading),
        Unknown=count_text(len(model.unknowns), ("question", "questions"), "处", reading),
        missing=reading.text(missing_wording(index.all_unnamed["all_components_unnamed"])),
    )
    return answer_to("says", reading, phrases, ())


def missing_wording(missing: int | None) -> Text:
    """Return how many component types no source names, if any."""
    if not missing:
        return Text("", "")
    return Text(
        f"; at least {missing} component types are named by none of them",
        f"；至少{missing}种零部件未见于任何来源",
    )
