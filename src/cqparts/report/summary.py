"""The answer in five sentences, composed of the model's own figures; one whose figures are absent is left out."""

from collections.abc import Iterable, Iterator

from cqparts.lookups.base import Record
from cqparts.lookups.investment import CONTRACTS, FUNDS
from cqparts.lookups.records import unique
from cqparts.model.index import Index
from cqparts.model.types import Text
from cqparts.output.formatting import Reading, cell_text, unit_text
from cqparts.output.page import view_sections
from cqparts.report.data import Answers
from cqparts.report.document import Part, Sentence
from cqparts.report.strings import COLON, COMMA, QUESTIONS, SEMICOLON, STOP
from cqparts.report.wording import counted, exactness, filled, joined, listed, lower, named, time_words, unit, when

TARGETS_NAMED = 2
"""How many targets the answer names."""


def sentences(answers: Answers, index: Index, reading: Reading, cited: Iterable[str]) -> tuple[Sentence, ...]:
    """Return the sentences that the model's figures allow, at most five.

    Args:
        answers: The commands' answers.
        index: The model with its indexes.
        reading: The language.
        cited: Ids of the sources that the sections after the answer cite.
    """
    found = [
        who_makes_what(answers, index, reading),
        how_much(answers, index, reading),
        how_localised(answers, reading),
        promised(answers, index, reading),
    ]
    said = [sentence for sentence in found if sentence is not None]
    every = unique([*(sentence.sources for sentence in said), index.model.pilot.sources, cited])
    return (*said, says_who(index, reading, every))


def asked(question: str, reading: Reading, parts: Iterable[Part], sources: Iterable[str]) -> Sentence:
    """Return a sentence with the question that it answers."""
    return Sentence(tuple(parts), tuple(dict.fromkeys(sources)), reading.text(QUESTIONS[question]))


def who_makes_what(answers: Answers, index: Index, reading: Reading) -> Sentence | None:
    """Say how many districts take how many assemblies, which most take, and what nobody takes."""
    districts, takers = answers.matrix.result.records, answers.assemblies.result.records
    if not districts or not takers:
        return None
    most = max(record["districts"] for record in takers)
    shared = [record for record in takers if record["districts"] > 1]
    blank = [record for record in takers if not record["districts"]]
    top = listed((named(record, reading) for record in shared if record["districts"] == most), reading)
    parts = filled(
        reading,
        Text(
            "{Districts} specialise in the {Assemblies} of {Systems}: {Shared} of the assemblies have more than one "
            "district{top}, and {blank}.",
            "{Districts}聚焦{Systems}的{Assemblies}：其中{Shared}有不止一个区布局{top}，{blank}。",
        ),
        Districts=counted(len(districts), ("district", "districts"), "个区", reading),
        Assemblies=counted(len(takers), ("assembly", "assemblies"), "个总成", reading),
        Systems=counted(len(index.model.systems), ("system", "systems"), "个系统", reading),
        Shared=reading.text(Text(str(len(shared)), f"{len(shared)}个")),
        blank=reading.text(blank_words(len(blank))),
        top=reading.text(Text(f" ({top}: {most} each)", f"（{top}各{most}个区）")) if shared else "",
    )
    return asked("focus", reading, parts, unique(record["sources"] for record in districts))


def blank_words(number: int) -> Text:
    """Return how many assemblies no district takes."""
    if not number:
        return Text("none is without", "无一空缺")
    return Text(f"{number} {'has' if number == 1 else 'have'} none", f"{number}个无区布局")


def how_much(answers: Answers, index: Index, reading: Reading) -> Sentence | None:
    """Say what was signed and secured, with conversions and the rates."""
    money = [
        record for record in answers.investment.result.records if record["amount"] is not None and not record["scope"]
    ]
    signed = next((record for record in money if record["measure"] == CONTRACTS), None)
    funds = [record for record in money if record["measure"] == FUNDS]
    if signed:
        funds = [record for record in funds if (record["subject"], when(record)) == (signed["subject"], when(signed))]
    records = [record for record in (signed, *funds[:1]) if record is not None]
    if not records:
        return None
    rates = [f"{reading.text(SEMICOLON)}{reading.text(note)}" for note in answers.investment.result.notes()]
    amounts = [amount(record, reading) for record in records]
    subject = index.subjects[records[0]["subject"]]
    parts = (
        *filled(
            reading,
            Text("In {time} {subject} ", "{time}，{subject}"),
            subject=reading.text(Text(subject.name, subject.name_zh)),
            time=time_words(when(records[0]), reading),
        ),
        *joined(amounts, reading),
        Part("".join(rates) + reading.text(STOP)),
    )
    rated = [each["rate_source"] for record in records for each in record["converted"] if each["rate_source"]]
    return asked("money", reading, parts, unique([*(record["sources"] for record in records), rated]))


DONE = {
    CONTRACTS: Text("signed contracts worth {exact}{Amount}{brackets}", "合同金额{exact}{Amount}{brackets}"),
    FUNDS: Text("secured funds of {exact}{Amount}{brackets}", "到位资金{exact}{Amount}{brackets}"),
}


def amount(record: Record, reading: Reading) -> tuple[Part, ...]:
    """Return what was done with an amount, how exact it is, and its conversions in brackets."""
    codes = [each["currency"] for each in record["converted"] if each["currency"] != record["currency"]]
    converted = [cell_text(record, f"converted.{code}.amount", reading) + unit(code, reading) for code in codes]
    return filled(
        reading,
        DONE[record["measure"]],
        exact=exactness(record, reading),
        Amount=cell_text(record, "amount", reading) + unit(record["currency"], reading),
        brackets=reading.text(Text(f" ({', '.join(converted)})", f"（{'、'.join(converted)}）")) if converted else "",
    )


def how_localised(answers: Answers, reading: Reading) -> Sentence | None:
    """Say how localised the vehicles are and how wide the gap is."""
    (shown,) = view_sections(answers.localization)
    records = list(shown.records)
    rates = [record for record in records if record["percent"] is not None]
    gaps = [record for record in records if record["percentage_points"] is not None]
    if not rates:
        return None
    groups = [
        filled(
            reading,
            Text("{name} {exact}{Percent}", "{name}{exact}{Percent}"),
            name=label(record, reading),
            exact=exactness(record, reading),
            Percent=cell_text(record, "percent", reading),
        )
        for record in rates
    ]
    title = reading.text(shown.title) + reading.text(COMMA) if shown.title else ""
    parts = [Part(title + time_words(when(rates[0]), reading) + reading.text(COLON)), *joined(groups, reading)]
    if len(gaps) == 1:
        parts += filled(
            reading,
            Text(", which leaves parts makers a gap of {exact}{Points}", "，留给零部件企业的差距{exact}{Points}"),
            exact=exactness(gaps[0], reading),
            Points=cell_text(gaps[0], "percentage_points", reading) + unit("percentage points", reading),
        )
    return asked("local", reading, [*parts, Part(reading.text(STOP))], unique(record["sources"] for record in records))


def label(record: Record, reading: Reading) -> str:
    """Return what a figure is called, in the middle of a sentence."""
    return str(record["label_zh"]) if reading.lang == "zh" else lower(record["label"])


def promised(answers: Answers, index: Index, reading: Reading) -> Sentence | None:
    """Say what is promised, and how the first of the series went from its first whole year to its last."""
    targets = [record for record in answers.targets.result.records if record["kind"] == "target"][:TARGETS_NAMED]
    ends = first_and_last(answers.series)
    parts = [
        *promise(answers, targets, index, reading),
        *([Part(reading.text(SEMICOLON))] if targets and ends else []),
    ]
    if ends:
        parts += growth(ends, index, reading, start=not targets)
    if not parts:
        return None
    sources = unique(record["sources"] for record in (*targets, *ends))
    return asked("since", reading, [*parts, Part(reading.text(STOP))], sources)


def promise(answers: Answers, targets: list[Record], index: Index, reading: Reading) -> Iterator[Part]:
    """Yield what is promised."""
    if not targets:
        return
    subject = index.subjects[targets[0]["subject"]]
    yield from filled(
        reading,
        Text("By {year} {subject} is to have ", "到{year}年，{subject}计划达到"),
        year=answers.year,
        subject=reading.text(Text(subject.name, subject.name_zh)),
    )
    yield from joined([target(record, index, reading) for record in targets], reading)


def target(record: Record, index: Index, reading: Reading) -> tuple[Part, ...]:
    """Return a target with what it measures in brackets."""
    measure = index.terms[record["measure"]]
    scope = index.terms[record["scope"]] if record["scope"] else None
    words = [reading.text(Text(lower(term.name), term.name_zh)) for term in (measure, scope) if term]
    return filled(
        reading,
        Text("{exact}{Value} ({words})", "{exact}{Value}（{words}）"),
        exact=exactness(record, reading),
        Value=cell_text(record, "value", reading) + unit(record["unit"], reading),
        words=reading.text(SEMICOLON).join(word for word in words if word != record["unit"]),
    )


def first_and_last(series: list[Record]) -> tuple[Record, ...]:
    """Return the first and the last whole year of a series; nothing if it has not two."""
    years = sorted((record for record in series if len(when(record)) == len("2023")), key=when)
    return (years[0], years[-1]) if len(years) > 1 else ()


WENT = {1: Text("rose", "增至"), 0: Text("went", "变为"), -1: Text("fell", "降至")}


def growth(ends: tuple[Record, ...], index: Index, reading: Reading, *, start: bool) -> tuple[Part, ...]:
    """Return how a series went."""
    measure, subject = index.terms[ends[0]["measure"]], index.subjects[ends[0]["subject"]]
    name = measure.name if start else lower(measure.name)
    values = [exactness(record, reading) + cell_text(record, "value", reading) for record in ends]
    return filled(
        reading,
        Text(
            "{measure} of {subject} {went} from {First} in {first} to {Last} {unit} in {last}",
            "{subject}{measure}由{first}年的{First}{unit}{went}{last}年的{Last}{unit}",
        ),
        measure=reading.text(Text(name, measure.name_zh)),
        subject=reading.text(Text(subject.name, subject.name_zh)),
        went=reading.text(WENT[(ends[1]["value"] > ends[0]["value"]) - (ends[1]["value"] < ends[0]["value"])]),
        First=values[0],
        Last=values[1],
        first=when(ends[0]),
        last=when(ends[1]),
        unit=unit_text(ends[0]["unit"], reading),
    )


def says_who(index: Index, reading: Reading, cited: Iterable[str]) -> Sentence:
    """Say how many sources are cited, where they differ, and what none of them says."""
    model, sources = index.model, [index.sources[key] for key in cited]
    near = sum(source.kind in ("primary", "official") for source in sources)
    parts = filled(
        reading,
        Text(
            "This report cites {Sources}, {Near} of them primary or official; they differ on {Differ} and leave "
            "{Unknown} open{missing}.",
            "本报告引用{Sources}，其中一手或官方{Near}；来源不一{Differ}，未有答案{Unknown}{missing}。",
        ),
        Sources=counted(len(sources), ("source", "sources"), "个来源", reading),
        Near=reading.text(Text(str(near), f"{near}个")),
        Differ=counted(len(model.conflicts), ("point", "points"), "处", reading),
        Unknown=counted(len(model.unknowns), ("question", "questions"), "处", reading),
        missing=reading.text(missing_words(index.all_unnamed["all_components_unnamed"])),
    )
    return asked("says", reading, parts, ())


def missing_words(missing: int | None) -> Text:
    """Return how many component types no source names, if any."""
    if not missing:
        return Text("", "")
    return Text(
        f"; at least {missing} component types are named by none of them",
        f"；至少{missing}种零部件未见于任何来源",
    )
