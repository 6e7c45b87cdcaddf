"""What a call without words answers: the numbers that matter, then the calls to try."""

import os
import sys
from collections.abc import Iterator, Sequence

from cqparts import lookups
from cqparts.errors import Exit
from cqparts.lookups.base import Record
from cqparts.lookups.records import count, figure_record, lower_first, short_label
from cqparts.model.index import Index, count_components, time_of
from cqparts.model.resolve import assemblies
from cqparts.model.types import Assembly, District, Figure, Model, Text
from cqparts.output.formatting import Reading, quantity_text, when_text

TITLE = Text(
    "cqparts: auto parts in western Chongqing: priorities, plants, money, targets",
    "cqparts：渝西地区汽车零部件：优先发展总成、企业项目、投资、目标",
)

CALLS = (
    ("districts", Text("priorities of all districts", "各区优先发展总成")),
    ("focus {district}", Text("one district: priorities, plants, figures", "一区：优先发展总成、生产、项目、数据")),
    ("who {assembly}", Text("districts that prioritize it, and who makes it", "优先发展该总成的区及其生产企业")),
    ("projects", Text("plants and investments by name", "企业项目")),
    ("investment --to EUR", Text("contract value and funds in place, converted", "合同金额与到位资金及折算")),
    ("localization", Text("localization rates, and the gap between them", "本地配套率及差距")),
    ("targets", Text("targets in force", "现行目标")),
    ("trends", Text("output and other series over time", "产量等历年数据")),
    ("caveats", Text("where sources disagree, and what was not found", "来源不一致处与未查明事项")),
)
"""The calls to try, and what each answers."""


def run() -> int:
    """Answer a call without words, and return the exit code.

    Raises:
        CallError: CQPARTS_LANG names no language.
        ModelError: The model that CQPARTS_DATA names cannot be read.
    """
    from cqparts.loading.load import load
    from cqparts.output.render import parse_language

    reading = Reading(parse_language(os.environ.get("CQPARTS_LANG") or None))
    lines = overview_lines(load(os.environ.get("CQPARTS_DATA") or None), reading)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return Exit.OK


def overview_lines(model: Model, reading: Reading) -> Iterator[str]:
    """Yield the lines of the answer."""
    index = Index(model)
    facts = [counts_text(index), *money_lines(index, reading), *rate_lines(index, reading)]
    words = {"district": first_id(model.districts), "assembly": first_id(assemblies(model))}
    calls = [(call.format(**words), text) for call, text in CALLS if call.split()[0] in lookups.NAMES]
    width = max(len(call) for call, _ in calls)
    yield reading.text(TITLE)
    yield ""
    yield from (f"  {reading.text(fact)}" for fact in facts)
    yield ""
    yield reading.text(Text("Ask:", "可查："))
    yield from (f"  cqparts {call:{width}}  {reading.text(text)}" for call, text in calls)
    yield ""
    yield reading.text(
        Text(
            "Any answer: --json, -f csv, --lang zh, -v    All commands: cqparts --help",
            "各命令均可加：--json、-f csv、--lang en、-v    全部命令：cqparts --help",
        )
    )


def first_id(records: Sequence[District | Assembly]) -> str:
    """Return the id of the first record, or what stands for a name where there is none."""
    return records[0].id if records else "NAME"


def counts_text(index: Index) -> Text:
    """Return how much the model holds of districts, assemblies, component types and plants."""
    model, total = index.model, index.components_total
    known = sum(map(count_components, model.systems)) + len(model.unplaced)
    districts, parts, plants = len(model.districts), len(assemblies(model)), len(model.projects)
    types, types_zh = (count(total, "component type"), f"{total}种部件") if total else ("component types", "部件")
    return Text(
        f"{count(districts, 'district')}, {count(parts, 'assembly', 'assemblies')}, {types} ({known} named), "
        f"{count(plants, 'project')}",
        f"{districts}个区、{parts}个总成、{types_zh}（已知名称{known}种）、{plants}个企业项目",
    )


def money_lines(index: Index, reading: Reading) -> Iterator[Text]:
    """Yield contract value and funds of the first area and period that the model holds, and how not to read them."""
    amounts = [
        figure
        for figure in index.model.figures
        if figure.measure in MONEY and figure.kind == "actual" and not figure.scope and figure.subject in index.areas
    ]
    shown = {each.measure: each for each in reversed(amounts) if is_like(each, amounts[0])}
    records = [figure_record(index, shown[measure]) for measure in MONEY if measure in shown]
    if records:
        told = [figure_text(index, record, reading) for record in records]
        yield joined(when_text(records[0], reading), told)
        if records[0]["cautions"]:
            yield Text(f"! {records[0]['cautions'][0]}", f"! {records[0]['cautions_zh'][0]}")


MONEY = ("contract-value", "funds-secured")
"""The measures of money that the overview tells."""


def is_like(figure: Figure, first: Figure) -> bool:
    """Return whether a figure is of the subject and the time of another."""
    return (figure.subject, time_of(figure)) == (first.subject, time_of(first))


def rate_lines(index: Index, reading: Reading) -> Iterator[Text]:
    """Yield the localization rates of the two kinds of vehicles."""
    records = [record for record in lookups.ask("localization", index.model).result.records if record["vehicles"]]
    scopes = [index.terms[index.records[record["id"]].scope] for record in records]
    told = [
        Text(
            f"{lower_first(scope.name)} {quantity_text(record, reading)}",
            f"{scope.name_zh}{quantity_text(record, reading)}",
        )
        for scope, record in zip(scopes, records, strict=True)
    ]
    if told:
        measure = index.terms[index.records[records[0]["id"]].measure]
        yield joined(reading.text(Text(measure.name, measure.name_zh)), told)


def figure_text(index: Index, record: Record, reading: Reading) -> Text:
    """Return a figure in one phrase: what it is, and its value."""
    label, value = short_label(index, record), quantity_text(record, reading)
    return Text(f"{lower_first(label.en)} {value}", f"{label.zh}{value}")


def joined(head: str, told: Sequence[Text]) -> Text:
    """Return several phrases behind what they are of."""
    return Text(f"{head}: {', '.join(each.en for each in told)}", f"{head}：{'、'.join(each.zh for each in told)}")
