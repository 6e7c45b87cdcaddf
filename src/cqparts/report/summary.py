"""The answers of the first screen, made of the model's figures: a headline each, and one sentence with its limits."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cqparts.lookups.base import Record
from cqparts.lookups.investment import CONTRACTS, FUNDS
from cqparts.lookups.records import lower_first, unique
from cqparts.model.index import Index, time_of
from cqparts.model.types import Model, Text
from cqparts.money.rates import HOME
from cqparts.output.formatting import Reading, unit_text
from cqparts.report.data import ReportData, main_subject
from cqparts.report.document import KeyAnswer, Phrase, Sentence
from cqparts.report.drawings import is_whole_year
from cqparts.report.strings import COMMA, QUESTIONS, SEMICOLON, STOP, VEHICLES
from cqparts.report.wording import (
    area_in_sentence,
    converted_text,
    figure_text,
    number_text,
    qualifier_prefix,
    record_time,
    short_time,
    time_text,
    unit_suffix,
    upper_first,
    with_unit,
    word_prefix,
)


def key_answers(data: ReportData, reading: Reading, section_sources: Iterable[str]) -> tuple[KeyAnswer, ...]:
    """Return the answers for which the model has figures, at most five.

    Args:
        data: The look-ups' records.
        reading: The language.
        section_sources: Ids of the sources that the sections cite.
    """
    candidates = [
        focus_answer(data, reading),
        money_answer(data, reading),
        localization_answer(data, reading),
        targets_answer(data, reading),
    ]
    answers = [answer for answer in candidates if answer is not None]
    ids = unique([*(answer.sentence.sources for answer in answers), section_sources])
    return (*answers, sources_answer(data.by_id, reading, ids)) if ids else tuple(answers)


def answer_to(key: str, headline: str, text: str, sources: Iterable[str], reading: Reading) -> KeyAnswer:
    """Return an answer to one of the questions."""
    sentence = Sentence((Phrase(text),), tuple(dict.fromkeys(sources)))
    return KeyAnswer(key, reading.text(QUESTIONS[key]), headline, sentence)


def counted(number: int, one: str, several: str, zh: str, reading: Reading) -> str:
    """Return a number of things in figures: "8 districts"."""
    return reading.text(Text(f"{number:,} {one if number == 1 else several}", f"{number}{zh}"))


class MarkCount(NamedTuple):
    """For how many districts an assembly is named."""

    in_all_lists: int
    in_one_list: int
    """Of how many more districts one list names it, and another does not."""


def count_marks(districts: Sequence[Record], assemblies: Iterable[str]) -> dict[str, MarkCount]:
    """Return the number of districts whose lists name each assembly, by its id, from the rows of the matrix."""
    marks = {key: [record[key] for record in districts if record[key]] for key in assemblies}
    return {key: MarkCount(values.count(True), len(values) - values.count(True)) for key, values in marks.items()}


def focus_answer(data: ReportData, reading: Reading) -> KeyAnswer | None:
    """Return how many districts prioritize how many assemblies, and how many of these are shared or left out."""
    index, districts = data.by_id, data.matrix
    if not districts or not index.assemblies:
        return None
    marks = count_marks(districts, index.assemblies)
    shared = sum(count.in_all_lists > 1 for count in marks.values())
    blank = sum(not sum(count) for count in marks.values())
    floor = word_prefix("at-least", reading) if index.open_ended else ""
    headline = reading.text(COMMA).join(
        (
            counted(len(districts), "district", "districts", "个区", reading),
            counted(len(marks), "assembly", "assemblies", "个总成", reading),
        )
    )
    none = (
        Text("none is left out", "无一空缺")
        if not blank
        else Text(f"{number_text(blank)} {'is' if blank == 1 else 'are'} not named", f"{blank}个未列入")
    )
    text = reading.text(
        Text(
            f"Priorities, not production: {floor}{number_text(shared)} {'is' if shared == 1 else 'are'} named for "
            f"two or more districts, {none.en}.",
            f"为规划而非生产：{floor}{shared}个由两个及以上的区优先发展，{none.zh}。",
        )
    )
    return answer_to("focus", headline, text, unique(record["sources"] for record in districts), reading)


def money_answer(data: ReportData, reading: Reading) -> KeyAnswer | None:
    """Return the contract value, with its time and its limit, and beside it the funds in place."""
    money = [record for record in data.money if record["amount"] is not None]
    money.sort(key=lambda record: record["currency"] != HOME)
    totals = [record for record in money if not record["scope"]]
    head = next((record for measure in (CONTRACTS, FUNDS) for record in totals if record["measure"] == measure), None)
    if head is None:
        return None
    same = [
        record
        for record in money
        if all(record[key] == head[key] for key in ("subject", "currency")) and record_time(record) == record_time(head)
    ]
    is_contract = head["measure"] == CONTRACTS
    wording = (
        Text("{amount} of contracts", "合同金额{amount}")
        if is_contract
        else Text("{amount} in place", "到位资金{amount}")
    )
    headline = reading.text(wording).format(amount=with_unit(head, "amount", reading))
    clauses = [time_clause(data, head, reading)]
    scoped = next((record for record in same if record["measure"] == CONTRACTS and record["scope"]), None)
    funds = next((record for record in same if record["measure"] == FUNDS and not record["scope"]), None)
    if scoped is not None and is_contract:
        term = data.by_id.terms[scoped["scope"]]
        name = reading.text(Text(lower_first(term.name).removesuffix(" sector"), term.name_zh))
        clauses.append(name + blank(reading) + short_amount(scoped, reading))
    if funds is not None and is_contract:
        clauses.append(reading.text(Text("in place ", "到位资金")) + short_amount(funds, reading))
    used = [record for record in (head, scoped, funds) if record is not None]
    sources = [record["sources"] for record in used]
    rates = [[item["rate_source"]] for item in head["converted"] if item["rate_source"]]
    text = upper_first(reading.text(SEMICOLON).join(clauses)) + reading.text(STOP)
    return answer_to("money", headline, text, unique([*sources, *rates]), reading)


def blank(reading: Reading) -> str:
    """Return what stands between a name and its number."""
    return "" if reading.lang == "zh" else " "


def short_amount(record: Record, reading: Reading) -> str:
    """Return an amount without its currency, beside one that has it: "52.5 bn"."""
    unit = unit_text(record["currency"], reading)
    return figure_text(record, "amount", reading) + reading.text(Text(" " + unit.split()[0], unit))


def time_clause(data: ReportData, head: Record, reading: Reading) -> str:
    """Return where and when an amount was signed for, what it is in another currency, and if its sector is unknown."""
    area = area_in_sentence(data.by_id.subjects[head["subject"]], reading)
    other = next((item["currency"] for item in head["converted"] if item["currency"] != head["currency"]), None)
    amount = f"{converted_text(head, other, reading)}{unit_suffix(other, reading)}" if other else ""
    time = short_time(record_time(head), reading)
    sectors = any(remark.id == "conflict.contract-sectors" for remark in data.by_id.remarks.get(head["id"], ()))
    brackets = reading.text(Text(f" ({amount})", f"（{amount}）")) if amount else ""
    limit = reading.text(Text(", no sector stated", "，未分行业")) if sectors else ""
    return reading.text(Text(f"{upper_first(area)}, {time}{brackets}{limit}", f"{area}{time}{brackets}{limit}"))


def localization_answer(data: ReportData, reading: Reading) -> KeyAnswer | None:
    """Return the localization rates, of what, who says them, and what is missing."""
    rates = [record for record in data.rates if record["percent"] is not None]
    if not rates:
        return None
    values = [figure_text(record, "percent", reading) for record in rates[:2]]
    names = [reading.text(VEHICLES[record["vehicles"]]) for record in rates[:2]]
    headline = reading.text(Text(" against ", "与")).join(values)
    area = area_in_sentence(data.by_id.subjects[rates[0]["subject"]], reading)
    told = time_text(record_time(rates[0])[: len("2023-08")], reading)
    short = [name.removesuffix(" vehicles") for name in names[:-1]] + names[-1:]
    what = reading.text(Text(" and ", "与")).join(short if reading.lang == "en" else names)
    undefined = any(
        remark.id == "conflict.localization" for rate in rates for remark in data.by_id.remarks.get(rate["id"], ())
    )
    year = not any(record["period"] for record in rates)
    limit = (
        Text("; no year, no definition", "；未注明年份和定义") if undefined else Text("; no year given", "；未注明年份")
    )
    text = reading.text(
        Text(
            f"{upper_first(what)}, {area}, stated in {told}{limit.en if year else ''}.",
            f"{area}{what}，据{told}的表述{limit.zh if year else ''}。",
        )
    )
    return answer_to("local", headline, text, unique(record["sources"] for record in rates), reading)


def targets_answer(data: ReportData, reading: Reading) -> KeyAnswer | None:
    """Return the largest target of the pilot's area, and as a sentence of its own the output of the city since."""
    targets = [record for record in data.targets if record["kind"] == "target"]
    targets = [record for record in targets if record["subject"] == (data.area or record["subject"])]
    money = [record for record in targets if record["unit"].isupper()]
    ends = first_and_last_year(data)
    sentences, used = [], []
    headline = ""
    if targets:
        target = (money or targets)[0]
        headline = reading.text(Text("{value} by {year}", "{year}年{value}")).format(
            value=with_unit(target, "value", reading), year=data.year
        )
        sentences.append(target_sentence(data, target, reading))
        used.append(target)
    if ends:
        sentences.append(change_sentence(data.by_id, ends, reading))
        headline = headline or with_unit(ends[-1], "value", reading)
        used += ends
    if not sentences:
        return None
    text = reading.text(Text(" ", "")).join(sentences)
    return answer_to("since", headline, text, unique(record["sources"] for record in used), reading)


def target_sentence(data: ReportData, target: Record, reading: Reading) -> str:
    """Return what a target is of, and that nothing later was found where nothing was."""
    measure = data.by_id.terms[target["measure"]]
    area = data.by_id.subjects[target["subject"]]
    later = Text("", "") if has_later(target, data.model) else Text("; no later figure found", "；其后未查到数据")
    parts = reading.text(Text("parts ", "零部件")) if "parts" in (target["scope"] or "") else ""
    return reading.text(
        Text(
            f"Target: {parts}{lower_first(measure.name)}, {area_in_sentence(area, reading)}{later.en}.",
            f"目标：{area.name_zh}{parts}{measure.name_zh}{later.zh}。",
        )
    )


def base_year(model: Model) -> str:
    """Return the year before that of the pilot, which a plan for the next years starts from."""
    return str(int(model.pilot.as_of[:4]) - 1) if model.pilot.as_of else ""


def has_later(target: Record, model: Model) -> bool:
    """Return whether the model has a figure of the area and the measure of a target from the pilot's year or later."""
    return any(
        figure.kind == "actual"
        and (figure.subject, figure.measure) == (target["subject"], target["measure"])
        and time_of(figure)[:4] > base_year(model)
        for figure in model.figures
    )


def first_and_last_year(data: ReportData) -> list[Record]:
    """Return the figures of the first and the last whole year of the main series from the base year on."""
    if not data.trends:
        return []
    name = data.trends[0]["series"]
    subject = main_subject(data.trends, name)
    years = [
        record
        for record in data.trends
        if (record["series"], record["subject"], record["scope"]) == (name, subject, None)
        and is_whole_year(record)
        and record_time(record) >= base_year(data.model)
    ]
    years.sort(key=record_time)
    return [years[0], years[-1]] if len(years) > 1 else []


def change_sentence(index: Index, ends: Sequence[Record], reading: Reading) -> str:
    """Return the change of a series between two years as a sentence with its area."""
    first, last = ends
    measure, area = index.terms[first["measure"]], area_in_sentence(index.subjects[first["subject"]], reading)
    values = [
        qualifier_prefix(record, reading) + with_unit({**record, "qualifier": "exact", "bound": None}, "value", reading)
        for record in ends
    ]
    short = figure_text(first, "value", reading)
    return reading.text(
        Text(
            f"{upper_first(area)}: {measure.name} {short} ({record_time(first)}), "
            f"{figure_text(last, 'value', reading)} ({record_time(last)}).",
            f"{area}{measure.name_zh}：{record_time(first)}年{values[0]}，{record_time(last)}年{values[1]}。",
        )
    )


def sources_answer(index: Index, reading: Reading, ids: Iterable[str]) -> KeyAnswer:
    """Return how many sources the report cites, and how much they leave open."""
    model, sources = index.model, [index.sources[key] for key in ids]
    near = sum(source.kind in ("primary", "official") for source in sources)
    differ = sum(remark.kind == "differs" for remark in model.conflicts)
    unknown = len(model.unknowns)
    headline = reading.text(
        Text(
            f"{counted(len(sources), 'source', 'sources', '', reading)}, {near} primary or official",
            f"{len(sources)}个来源，{near}个为原始或官方文本",
        )
    )
    missing = index.all_unnamed["all_components_unnamed"]
    clauses = [
        Text(
            f"They disagree on {counted(differ, 'point', 'points', '', reading)}"
            if differ
            else "They disagree on nothing",
            f"来源不一致{differ}处",
        ),
        Text(f"{counted(unknown, 'question is', 'questions are', '', reading)} open", f"未查明{unknown}项"),
    ]
    if missing:
        types = counted(missing, "component type", "component types", "种部件", reading)
        clauses.append(Text(f"at least {types} could not be read", f"至少{types}未能读到"))
    text = reading.text(SEMICOLON).join(reading.text(clause) for clause in clauses) + reading.text(STOP)
    return answer_to("says", headline, text, (), reading)
