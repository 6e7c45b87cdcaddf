"""The sections on money, localization, targets and output."""

from collections.abc import Iterable, Mapping, Sequence

from cqparts.lookups.base import Record
from cqparts.lookups.investment import CONTRACTS, FOREIGN_AMOUNTS, FUNDS
from cqparts.lookups.records import figure_record, lower_first, short_label, unique
from cqparts.model.index import Index, time_key
from cqparts.model.types import Outcome, Text
from cqparts.money.rates import HOME
from cqparts.output.formatting import NOTHING, Reading, unit_text
from cqparts.report import drawings, strings
from cqparts.report.charts import Chart
from cqparts.report.data import ReportData, main_subject
from cqparts.report.document import (
    HeadedList,
    Phrase,
    ReportCell,
    ReportRow,
    ReportSection,
    ReportTable,
    Sentence,
)
from cqparts.report.notes import Notes
from cqparts.report.priorities import full_width, new_section
from cqparts.report.tables import align_numbers, converted_cell, figure_cell, head, in_groups
from cqparts.report.wording import (
    area_in_sentence,
    cited,
    figure_text,
    name_of,
    number_of,
    record_time,
    short_time,
    time_text,
    upper_first,
    with_unit,
)

# Money


def money_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section on contracts and funds: of the pilot's area, of others at that time, and of the city since."""
    index, notes = data.by_id, Notes(data.by_id, reading)
    amounts = shown_amounts(data)
    others = foreign_list(data, reading)
    if not amounts:
        return new_section("investment", strings.INVESTMENT, reading, lists=others)
    foreign = [
        code
        for code in data.codes
        if any(item["currency"] == code != record["currency"] for record in amounts for item in record["converted"])
    ]
    heads = (
        head("label", reading.text(strings.FIGURE)),
        head("amount", unit_text(amounts[0]["currency"], reading), "decimal"),
        *(
            head(
                f"converted.{code}.amount",
                reading.text(strings.CONVERTED).format(unit=unit_text(code, reading)),
                "decimal",
            )
            for code in foreign
        ),
        head("sources", reading.text(strings.SOURCES)),
    )
    rows = [
        (amount_group(index, record, reading), amount_row(index, record, foreign, notes, reading)) for record in amounts
    ]
    units = reading.text(Text(" and ", "、")).join(
        unit_text(code, reading) for code in (amounts[0]["currency"], *foreign)
    )
    caption = strings.AMOUNTS if foreign else strings.AMOUNTS_HOME
    table = ReportTable(reading.text(caption).format(units=units), heads, in_groups(rows))
    calls = [*(f"--to {code}" for code in data.codes), *([f"--on {data.on}"] if data.on else [])]
    return new_section(
        "investment",
        strings.INVESTMENT,
        reading,
        command=" ".join(["investment", *calls]),
        lead=tuple(rate_sentences(amounts, reading)),
        charts=charts(drawings.money_chart(index, *chart_amounts(data, amounts), reading)),
        table=align_numbers(table),
        notes=notes.footnotes(),
        lists=(*others, *ratio_list(data, amounts, reading)),
    )


def charts(*drawn: Chart | None) -> tuple[Chart, ...]:
    """Return the charts that there are."""
    return tuple(chart for chart in drawn if chart is not None)


def shown_amounts(data: ReportData) -> list[Record]:
    """Return amounts in yuan: of the pilot's area, of other areas at its time or, in total, later in that year."""
    amounts = [record for record in data.money if record["currency"] == HOME]
    own = [record for record in amounts if record["subject"] == data.area] or amounts
    times = {record_time(record) for record in own}
    latest = max((time_key(time) for time in times), default=("", ""))
    others = [record for record in amounts if record not in own]
    later = [
        record
        for record in others
        if record_time(record)[:4] == latest[0][:4]
        and time_key(record_time(record)) > latest
        and is_running_total(record, others)
    ]
    return [*own, *(record for record in others if record_time(record) in times), *later]


def is_running_total(record: Record, others: Iterable[Record]) -> bool:
    """Return whether no figure of the same measure covers the time of a figure and more, as a year its quarters."""
    first, last = whole_span(record_time(record))
    for other in others:
        if (other["measure"], other["subject"]) == (record["measure"], record["subject"]) and other is not record:
            start, end = whole_span(record_time(other))
            if start <= first and last <= end and (start, end) != (first, last):
                return False
    return True


def whole_span(time: str) -> tuple[str, str]:
    """Return the first and the last day of a time."""
    from cqparts.money.ecb import span

    first, last = span(time)
    return str(first), str(last)


def amount_group(index: Index, record: Record, reading: Reading) -> str:
    """Return the heading above an amount: its area and its time."""
    area, time = name_of(index.subjects[record["subject"]], reading), short_time(record_time(record), reading)
    return reading.text(strings.GROUP_TIME).format(area=area, time=time)


def amount_row(index: Index, record: Record, foreign: Iterable[str], notes: Notes, reading: Reading) -> ReportRow:
    """Return an amount as a row."""
    label = full_width(reading.text(short_label(index, record)), reading)
    return ReportRow(
        record["id"],
        (
            ReportCell(label, letters=notes.of(record)),
            figure_cell("investment", record, "amount", reading),
            *(converted_cell(record, code, reading) for code in foreign),
            ReportCell(sources=tuple(record["sources"])),
        ),
    )


RATE_WORDS = {
    "implied": Text(
        "{rate} per {code}, implied by two rounded amounts of the source", "1{unit}{rate}，据来源中两个约整金额推算"
    ),
    "given": Text("{rate} per {code}, as given", "1{unit}{rate}（自定）"),
    "day": Text("{rate} per {code}, reference rate of {time}", "1{unit}{rate}，{time}参考汇率"),
    "mean": Text(
        "{rate} per {code}, mean of {days} daily rates, {time}", "1{unit}{rate}，{time}{days}个公布日汇率的平均值"
    ),
}


def rate_sentences(amounts: Iterable[Record], reading: Reading) -> Iterable[Sentence]:
    """Yield a sentence for each rate that amounts are converted at, with its source."""
    seen: dict[tuple[str, float, str], Record] = {}
    for record in amounts:
        for item in record["converted"]:
            if item["currency"] != record["currency"]:
                seen.setdefault((item["currency"], item["rate"], item["rate_date"] or item["rate_period"] or ""), item)
    for item in seen.values():
        yield rate_sentence(item, reading)


def rate_sentence(item: Record, reading: Reading) -> Sentence:
    """Return a rate of exchange: what it is, whose, and of when."""
    kind = item["rate_basis"]
    if kind == "reference":
        kind = "mean" if item["days"] else "day"
    rough = kind in ("implied", "mean")
    number = f"{item['rate']:.4g}" if kind == "implied" else f"{item['rate']}"
    about = Text("about ", "约合") if rough else Text("", "=")
    text = reading.text(RATE_WORDS[kind]).format(
        rate=reading.text(about) + number + reading.text(Text(" CNY", "元")),
        code=item["currency"],
        unit=unit_text(item["currency"], Reading(reading.lang, "full")),
        time=short_time(item["rate_date"] or item["rate_period"] or "", reading),
        days=item["days"],
    )
    return cited(upper_first(text) + reading.text(strings.STOP), [item["rate_source"]] if item["rate_source"] else [])


def chart_amounts(data: ReportData, amounts: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Return the amounts that the chart compares, of the time of the first contract, and the shares of that time."""
    first = next(
        (record for record in amounts if record["measure"] == CONTRACTS and record["subject"] == data.area), None
    )
    if first is None:
        return [], []
    time, area = record_time(first), data.by_id.subjects[first["subject"]]
    holder = getattr(area, "part_of", None)
    drawn = []
    for measure in (CONTRACTS, FUNDS):
        same = [record for record in amounts if record["measure"] == measure and record_time(record) == time]
        total = [record for record in same if record["subject"] == holder and not record["scope"]]
        own = [record for record in same if record["subject"] == area.id]
        whole_own = [record for record in own if not record["scope"]][:1]
        drawn += [*total[:1], *whole_own, *(record for record in own if record["scope"] and measure == CONTRACTS)]
    if not any(record["subject"] == holder for record in drawn):
        return [], []
    shares = [
        record
        for record in data.money
        if record["percent"] is not None and record_time(record) == time and record["measure"] == f"{CONTRACTS}-share"
    ]
    return drawn, shares


def foreign_list(data: ReportData, reading: Reading) -> tuple[HeadedList, ...]:
    """Return the amounts of other currencies, which are not converted, as a list."""
    items = [
        Sentence(
            (
                Phrase(
                    reading.text(
                        Text(f"{label_of(record, reading)}, {time}: ", f"{label_of(record, reading)}，{time}：")
                    )
                ),
                Phrase(with_unit(record, "amount", reading), figure=True),
            ),
            tuple(record["sources"]),
        )
        for record in data.money
        if record["currency"] not in (None, HOME)
        for time in [short_time(record_time(record), reading)]
    ]
    return (HeadedList(reading.text(FOREIGN_AMOUNTS), tuple(items)),) if items else ()


def ratio_list(data: ReportData, amounts: Sequence[Record], reading: Reading) -> tuple[HeadedList, ...]:
    """Return the ratios between the amounts that are shown of the pilot's time, as a list."""
    times = [record_time(record) for record in amounts if record["subject"] == data.area] or [record_time(amounts[0])]
    ratios = [record for record in data.money if record["percent"] is not None and record_time(record) == times[0]]
    if not ratios:
        return ()
    items = [
        Sentence(
            (
                Phrase(label_of(record, reading) + reading.text(strings.COLON)),
                Phrase(figure_text(record, "percent", reading), figure=True),
                Phrase(reading.text(strings.STATED_RATIO) if record["basis"] == "stated" else ""),
            ),
            tuple(record["sources"]),
        )
        for record in ratios
    ]
    return (HeadedList(reading.text(strings.RATIOS).format(time=short_time(times[0], reading)), tuple(items)),)


def label_of(record: Record, reading: Reading) -> str:
    """Return the label of a figure."""
    return full_width(str(record["label_zh" if reading.lang == "zh" else "label"]), reading)


# Localization


def localization_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section on the two rates and their gap, and on every statement of a rate."""
    index, notes = data.by_id, Notes(data.by_id, reading)
    rates = [record for record in data.rates if record["percent"] is not None]
    lead = [rates_sentence(data, reading)] if rates else []
    for record in rates:
        notes.of(record)
    table = statements_table(data, notes, reading)
    return new_section(
        "localization",
        strings.LOCALIZATION,
        reading,
        command="localization" if rates else "",
        lead=tuple(lead),
        charts=charts(
            drawings.rates_chart(index, data.rates, reading) if rates else None,
            drawings.statements_chart(index, data.statements, reading),
        ),
        table=table,
        notes=notes.footnotes(),
    )


def rates_sentence(data: ReportData, reading: Reading) -> Sentence:
    """Return the two rates and the gap as a sentence."""
    rates = [record for record in data.rates if record["percent"] is not None]
    gaps = [record for record in data.rates if record["percentage_points"] is not None]
    phrases = []
    for position, record in enumerate(rates):
        name = reading.text(strings.VEHICLES[record["vehicles"]])
        area = name_of(data.by_id.subjects[record["subject"]], reading)
        opening = area + reading.text(strings.COLON) if position == 0 else reading.text(strings.COMMA)
        phrases += [
            Phrase(opening + name + ("" if reading.lang == "zh" else " ")),
            Phrase(figure_text(record, "percent", reading), figure=True),
        ]
    if len(gaps) == 1:
        text = drawings.points_text(gaps[0], reading)
        phrases += [Phrase(reading.text(Text("; calculated gap ", "；据来源计算相差"))), Phrase(text, figure=True)]
    told = sorted({record_time(record) for record in rates})
    if len(told) == 1:
        month = time_text(told[0][: len("2023-08")], reading)
        phrases.append(Phrase(reading.text(Text(f"; as stated in {month}", f"；据{month}的表述"))))
    phrases.append(Phrase(reading.text(strings.STOP)))
    return Sentence(tuple(phrases), tuple(unique(record["sources"] for record in rates)))


def statements_table(data: ReportData, notes: Notes, reading: Reading) -> ReportTable | None:
    """Return every statement of a rate by date, in groups by area; those of other areas do not compare."""
    heads = (
        head("when", reading.text(strings.WHEN)),
        head("value", reading.text(strings.RATE)),
        head("vehicles", reading.text(strings.SAID_OF)),
    )
    groups = {
        "city": strings.LOCAL["city"],
        "elsewhere": strings.OTHER_AREAS,
        "goal": strings.GOALS,
    }
    rows = []
    for group, title in groups.items():
        rows += [
            (reading.text(title), statement_row(data.by_id, record, notes, reading))
            for record in data.statements
            if statement_group(record) == group
        ]
    return ReportTable(reading.text(strings.STATEMENTS_CAPTION), heads, in_groups(rows)) if rows else None


def statement_group(record: Record) -> str:
    """Return the group that a statement stands in."""
    return "goal" if record["stance"] == "goal" else "city" if record["local"] == "city" else "elsewhere"


def statement_row(index: Index, record: Record, notes: Notes, reading: Reading) -> ReportRow:
    """Return a statement as a row."""
    said = reading.text(strings.VEHICLES[record["vehicles"]])
    scope = index.terms.get(record["scope"] or "")
    if scope is not None and record["vehicles"] in ("all", "parts"):
        said = reading.text(Text(lower_first(scope.name), scope.name_zh))
    if record["local"] != "city":
        said += reading.text(strings.COMMA) + area_in_sentence(index.subjects[record["subject"]], reading)
    own = record["statement_note_zh" if reading.lang == "zh" else "statement_note"]
    letters = notes.of(record) or notes.letter([own] if own else [])
    return ReportRow(
        record["id"],
        (
            ReportCell(short_time(record_time(record), reading), letters=letters),
            figure_cell("localization", record, "value", reading, unit=True),
            ReportCell(said, sources=tuple(record["sources"])),
        ),
    )


# Targets


def targets_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section on the targets of a year: those of the action plan, of other plans, and of drafts."""
    notes = Notes(data.by_id, reading)
    heading = Text(strings.TARGETS.en.format(year=data.year), strings.TARGETS.zh.format(year=data.year))
    heads = (
        head("label", reading.text(strings.TARGET)),
        head("value", reading.text(strings.VALUE)),
    )
    grouped: dict[tuple[int, str], list[Record]] = {}
    for record in data.targets:
        grouped.setdefault(target_group(data, record, reading), []).append(record)
    rows = [
        (title, target_row(data, record, notes, reading))
        for _, title in sorted(grouped, key=lambda group: group[0])
        for record in grouped[_, title]
    ]
    table = ReportTable(reading.text(strings.TARGETS_CAPTION).format(year=data.year), heads, in_groups(rows))
    return new_section(
        "targets",
        heading,
        reading,
        command=f"targets --year {data.year}" if rows else "",
        table=table,
        notes=notes.footnotes(),
    )


def target_group(data: ReportData, record: Record, reading: Reading) -> tuple[int, str]:
    """Return the place of a group of targets and its heading: the action plan, other plans, drafts, each by area."""
    area = name_of(data.by_id.subjects[record["subject"]], reading)
    single = record["subject"] not in data.by_id.areas
    by_area = reading.text(strings.BY_AREA)
    if record["kind"] == "draft":
        return 3, by_area.format(name=reading.text(strings.DRAFTS), area=area)
    plan = next((item for item in data.pilot["items"] if item["kind"] == "plan"), None)
    if plan and record["subject"] == data.area and set(record["sources"]) & set(plan["sources"]):
        name = reading.text(strings.ACTION_PLAN).format(time=time_text(plan["as_of"] or "", reading))
        return 0, by_area.format(name=name, area=area)
    if single:
        return 2, reading.text(strings.SINGLE_DISTRICTS)
    return 1, by_area.format(name=reading.text(strings.OTHER_PLANS), area=area)


def target_label(data: ReportData, record: Record, reading: Reading, *, placed: bool = False) -> str:
    """Return what a target is of: the measure and its scope, with its area if that is to be told."""
    label = full_width(reading.text(short_label(data.by_id, record)), reading)
    if not placed:
        return label
    area = name_of(data.by_id.subjects[record["subject"]], reading)
    return area + reading.text(strings.COLON) + (label if reading.lang == "zh" else lower_first(label))


def target_row(data: ReportData, record: Record, notes: Notes, reading: Reading) -> ReportRow:
    """Return a target as a row; one of a single district says whose."""
    single = record["subject"] not in data.by_id.areas
    return ReportRow(
        record["id"],
        (
            ReportCell(target_label(data, record, reading, placed=single), letters=notes.of(record)),
            figure_cell("targets", record, "value", reading, unit=True)._replace(sources=tuple(record["sources"])),
        ),
    )


def past_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section on what came of targets: met, missed, or open."""
    index, notes = data.by_id, Notes(data.by_id, reading)
    records: dict[str, Record] = {figure.id: figure_record(index, figure) for figure in data.model.figures}
    heads = (
        head("label", reading.text(strings.TARGET)),
        head("value", reading.text(strings.SET)),
        head("actual", reading.text(strings.REACHED)),
    )
    outcomes = [outcome for outcome in data.model.outcomes if outcome.target in records]
    rows = [
        (reading.text(strings.RESULTS[result]), outcome_row(data, outcome, records, notes, reading))
        for result in strings.RESULTS
        for outcome in outcomes
        if outcome.result == result
    ]
    areas = {records[outcome.target]["subject"] for outcome in outcomes}
    caption = reading.text(strings.PAST_CAPTION)
    if len(areas) == 1:
        area = name_of(index.subjects[areas.pop()], reading)
        caption = reading.text(strings.PAST_CAPTION_AREA).format(area=area)
    table = ReportTable(caption, heads, in_groups(rows))
    return new_section("past", strings.PAST, reading, table=table, notes=notes.footnotes())


def outcome_row(
    data: ReportData, outcome: Outcome, records: Mapping[str, Record], notes: Notes, reading: Reading
) -> ReportRow:
    """Return a target and what came of it as a row."""
    target, actual = records[outcome.target], records.get(outcome.actual or "")
    note = outcome.note_zh if reading.lang == "zh" else outcome.note
    year = short_time(record_time(target), reading)
    several = len({records[each.target]["subject"] for each in data.model.outcomes if each.target in records}) > 1
    label = target_label(data, target, reading, placed=several)
    name = reading.text(Text(f"{label}, {year}", f"{label}，{year}"))
    letters = notes.letter([note] if note else [])
    reached = ReportCell(NOTHING)
    if actual:
        reached = figure_cell("figures", actual, "value", reading, unit=True)
        if record_time(actual)[:4] != record_time(target)[:4] or len(record_time(actual)) > len("2023"):
            time = short_time(record_time(actual), reading)
            reached = reached._replace(text=reading.text(Text(f"{reached.text} ({time})", f"{reached.text}（{time}）")))
        reached = reached._replace(sources=tuple(actual["sources"]))
    return ReportRow(
        f"outcome.{target['id']}",
        (
            ReportCell(name, letters=letters),
            figure_cell("figures", target, "value", reading, unit=True)._replace(sources=tuple(target["sources"])),
            reached,
        ),
    )


# Output


def trends_section(data: ReportData, reading: Reading) -> ReportSection:
    """Return the section on vehicles made in the area with the most figures: years as rows, series as columns."""
    index, notes = data.by_id, Notes(data.by_id, reading)
    whole = [record for record in data.trends if not record["scope"]]
    if not whole:
        return new_section("trends", strings.TRENDS, reading)
    area = main_subject(whole, whole[0]["series"])
    records = [record for record in whole if record["subject"] == area]
    names = sorted(
        dict.fromkeys(record["series"] for record in records),
        key=lambda name: (is_share(records, name), -scale(records, name)),
    )
    by_time: dict[str, dict[str, Record]] = {}
    for record in sorted(records, key=lambda record: time_key(record_time(record))):
        by_time.setdefault(record_time(record), {})[record["series"]] = record
    heads = (
        head("when", reading.text(strings.YEAR)),
        *(head(name, series_head(index, records, name, reading), "decimal") for name in names),
        head("sources", reading.text(strings.SOURCES)),
    )
    rows = [
        (
            reading.text(strings.WHOLE_YEARS if len(time) == len("2023") else strings.PART_YEARS),
            year_row(time, found, names, notes, reading),
        )
        for time, found in by_time.items()
    ]
    rows.sort(key=lambda pair: pair[0] == reading.text(strings.PART_YEARS))
    measures = reading.text(Text(", ", "、")).join(
        reading.text(Text(lower_first(index.terms[name].name), index.terms[name].name_zh)) for name in names
    )
    caption = reading.text(strings.VEHICLES_CAPTION).format(
        area=name_of(index.subjects[area], reading), measures=measures
    )
    chosen = [*[name for name in reversed(names) if is_share(records, name)][:1], names_of_main(data, names)]
    return new_section(
        "trends",
        strings.TRENDS,
        reading,
        command="trends",
        charts=charts(
            *(
                drawings.series_chart(index, name, [record for record in records if record["series"] == name], reading)
                for name in dict.fromkeys(chosen)
            )
        ),
        table=align_numbers(ReportTable(caption, heads, in_groups(rows))),
        notes=notes.footnotes(),
    )


def names_of_main(data: ReportData, names: Sequence[str]) -> str:
    """Return the first series of the look-up, of those that are shown."""
    return str(next(record["series"] for record in data.trends if record["series"] in names))


def is_share(records: Iterable[Record], series: str) -> bool:
    """Return whether a series is in per cent."""
    return any(record["unit"] == "percent" for record in records if record["series"] == series)


def scale(records: Iterable[Record], series: str) -> float:
    """Return the largest value of a series."""
    return float(max(record["value"] for record in records if record["series"] == series))


def series_head(index: Index, records: Iterable[Record], series: str, reading: Reading) -> str:
    """Return the heading of a series: its name and its unit."""
    unit = next(record["unit"] for record in records if record["series"] == series)
    name = name_of(index.terms[series], reading)
    if any(record["basis"] == "derived" for record in records if record["series"] == series):
        return reading.text(strings.CALCULATED_HEAD).format(name=name, unit=unit_text(unit, reading))
    return reading.text(Text(f"{name}, {unit_text(unit, reading)}", f"{name}（{unit_text(unit, reading)}）"))


def year_row(time: str, found: dict[str, Record], names: Iterable[str], notes: Notes, reading: Reading) -> ReportRow:
    """Return the figures of one time as a row."""
    letters = [letter for record in found.values() if record["basis"] == "stated" for letter in notes.of(record)]
    cells = [series_cell(found[name], notes, reading) if name in found else ReportCell(NOTHING) for name in names]
    sources = unique(record["sources"] for record in found.values())
    return ReportRow(
        time,
        (
            ReportCell(short_time(time, reading), letters=tuple(dict.fromkeys(letters))),
            *cells,
            ReportCell(sources=tuple(sources)),
        ),
    )


def series_cell(record: Record, notes: Notes, reading: Reading) -> ReportCell:
    """Return a figure of a series as a cell, without the unit and the "about" that the head of its column has."""
    cell = figure_cell("trends", record, "value", reading)
    if record["unit"] != "percent":
        return cell
    if record["basis"] == "derived":
        plainly = record["qualifier"] == "about"
        text = number_of(record, "value", reading) if plainly else cell.text
        return cell._replace(text=text.removesuffix("%"))
    stated = reading.text(strings.STATED_SHARE)
    return cell._replace(text=cell.text.removesuffix("%"), letters=notes.letter([stated]))
