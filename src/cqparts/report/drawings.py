"""The charts of a report, and the texts that describe them."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from cqparts.lookups.base import Record
from cqparts.lookups.records import lower_first, unique
from cqparts.model.index import Index
from cqparts.model.types import City, District, Model, Text
from cqparts.output.formatting import Reading, unit_text
from cqparts.report import strings
from cqparts.report.charts import Chart, bars, dots, line, points
from cqparts.report.charts.labels import axis_levels
from cqparts.report.wording import (
    area_in_sentence,
    figure_text,
    name_of,
    number_of,
    plain_number,
    record_time,
    short_time,
    subject_and_time,
    unit_suffix,
    upper_first,
    with_unit,
)


def describe(message: str, texts: Iterable[str], reading: Reading) -> str:
    """Return the description of a chart: its message, then its values in order."""
    stop = reading.text(strings.STOP)
    space = "" if reading.lang == "zh" else " "
    return message + stop + space + reading.text(strings.SEMICOLON).join(texts) + stop


def labelled(name: str, text: str, reading: Reading) -> str:
    """Return a value with its name before it."""
    return name + reading.text(strings.COLON) + text


# Money


def money_chart(index: Index, amounts: Sequence[Record], shares: Sequence[Record], reading: Reading) -> Chart | None:
    """Return the amounts of an area beside those of the area that holds it, from zero.

    Args:
        index: The model with its indexes.
        amounts: The records of one time: totals first of the whole, then of the part, then what is limited to a scope.
        shares: What the part makes up of the whole, for the message.
        reading: The language.
    """
    if len(amounts) < 2:  # noqa: PLR2004 -- one amount is a sentence
        return None
    headings, drawn = set[str](), []
    whole = amounts[0]["subject"]
    for record in amounts:
        measure = name_of(index.terms[record["measure"]], reading)
        scope = index.terms.get(record["scope"] or "")
        area = name_of(index.subjects[record["subject"]], reading)
        name = labelled(area, reading.text(Text(lower_first(scope.name), scope.name_zh)), reading) if scope else area
        drawn.append(
            bars.Bar(
                record["id"],
                name,
                figure_text(record, "amount", reading),
                record["amount"],
                record["qualifier"],
                "other" if scope else "whole" if record["subject"] == whole else "bar",
                "" if measure in headings else measure,
            )
        )
        headings.add(measure)
    levels = [(value, money_level(value, reading)) for value in axis_levels(max(b.value for b in drawn))]
    drawing = bars.layout(drawn, levels)
    if drawing is None:
        return None
    unit = unit_text(amounts[0]["currency"], reading)
    time = upper_first(short_time(record_time(amounts[0]), reading))
    message, subtitle = money_message(index, shares, reading), strings.MONEY_SUBTITLE
    if not message:
        message, subtitle = reading.text(strings.MONEY_FALLBACK), strings.MONEY_SUBTITLE_PLAIN
    texts = [
        labelled(
            f"{bar.heading} {bar.name}".strip(), f"{bar.text}{unit_suffix(amounts[0]['currency'], reading)}", reading
        )
        for bar in drawn
    ]
    return Chart(
        "bars",
        "money",
        message,
        reading.text(subtitle).format(unit=unit, time=time),
        describe(message, texts, reading),
        drawing,
        tuple(unique(record["sources"] for record in amounts)),
    )


def money_level(value: float, reading: Reading) -> str:
    """Return a value of the axis in the unit of amounts."""
    return plain_number(f"{value / 10**reading.power:,g}", reading)


def money_message(index: Index, shares: Sequence[Record], reading: Reading) -> str:
    """Return what the part makes up of the whole, if it is calculated."""
    for share in shares:
        subject = index.subjects[share["subject"]]
        holder = index.subjects.get(getattr(subject, "part_of", None) or "")
        if holder is not None:
            return upper_first(
                reading.text(strings.MONEY_MESSAGE).format(
                    area=name_of(subject, reading),
                    share=figure_text(share, "percent", reading),
                    whole=area_in_sentence(holder, reading),
                )
            )
    return ""


# Localization


def rates_chart(index: Index, records: Sequence[Record], reading: Reading) -> Chart | None:
    """Return the localization rates as bars, with each gap on the shorter of its two bars."""
    gaps = [record for record in records if record["percentage_points"] is not None]
    rates = [record for record in records if record["percent"] is not None]
    one_area = len({record["subject"] for record in rates}) == 1
    drawn = [rate_bar(index, record, rates, gaps, reading, one_area=one_area) for record in rates]
    drawing = bars.layout(drawn, [(0, "0"), (50, "50"), (100, "100")])
    if drawing is None:
        return None
    message = gap_message(gaps, drawn, reading)
    measure = index.terms["localization-rate"]
    texts = [labelled(bar.name, bar.text, reading) for bar in drawn] + [bar.gap_text for bar in drawn if bar.gap_text]
    loose = any(bar.qualifier != "exact" for bar in drawn)
    subtitle = (
        reading.text(strings.RATE_SUBTITLE)
        .format(
            measure=name_of(measure, reading),
            area=area_in_sentence(index.subjects[rates[0]["subject"]], reading) if one_area else "",
        )
        .replace(", ,", ",")
    )
    return Chart(
        "bars",
        "rates",
        message,
        subtitle,
        describe(message, texts, reading),
        drawing,
        tuple(unique(record["sources"] for record in rates)),
        (("loose", reading.text(strings.LOOSE_LEGEND)),) if loose else (),
    )


def gap_message(gaps: Sequence[Record], drawn: Sequence[bars.Bar], reading: Reading) -> str:
    """Return the gap as a message, or the first rate where there is none."""
    if gaps:
        return reading.text(strings.GAP_MESSAGE).format(points=points_text(gaps[0], reading))
    return reading.text(strings.RATE_MESSAGE).format(name=drawn[0].name, percent=drawn[0].text)


def rate_bar(  # noqa: PLR0913 -- a bar is named and placed by all of these
    index: Index,
    record: Record,
    rates: Sequence[Record],
    gaps: Sequence[Record],
    reading: Reading,
    *,
    one_area: bool,
) -> bars.Bar:
    """Return a rate as a bar, with the gap to the longer bar of the same area and time."""
    name = upper_first(reading.text(strings.VEHICLES[record["vehicles"]]))
    if not one_area:
        name = labelled(name_of(index.subjects[record["subject"]], reading), name, reading)
    bar = bars.Bar(record["id"], name, figure_text(record, "percent", reading), record["percent"], record["qualifier"])
    gap = next((gap for gap in gaps if subject_and_time(gap) == subject_and_time(record)), None)
    longer = max(other["percent"] for other in rates if subject_and_time(other) == subject_and_time(record))
    if gap is None or record["percent"] == longer:
        return bar
    text = reading.text(strings.GAP).format(points=points_text(gap, reading))
    return bar._replace(gap_key=gap["id"], gap_text=text, gap_to=longer)


def points_text(gap: Record, reading: Reading) -> str:
    """Return a gap in percentage points, in words."""
    return figure_text(gap, "percentage_points", reading) + unit_suffix("percentage points", reading)


def statements_chart(index: Index, records: Sequence[Record], reading: Reading) -> Chart | None:
    """Return the statements of the rate as points over their days; `records` have `local`, `vehicles` and `stance`."""
    rates = [record for record in records if record["unit"] == "percent"]
    texts_seen: list[str] = [number_of(record, "value", reading) for record in rates]
    placed = [
        points.Statement(
            record["id"],
            figure_text(record, "value", reading),
            record["value"],
            middle_day(record_time(record)),
            record["qualifier"],
            statement_style(record),
            short_time(record_time(record), reading),
            texts_seen.index(number_of(record, "value", reading)) == position,
        )
        for position, record in enumerate(rates)
    ]
    drawing = points.layout(placed)
    if drawing is None:
        return None
    message = statements_message(rates, reading) or name_of(index.terms["localization-rate"], reading)
    styles = [style for style in strings.STATEMENT_STYLES if any(each.style == style for each in placed)]
    legend = [(f"point-{style}", reading.text(strings.STATEMENT_STYLES[style])) for style in styles]
    if any(each.qualifier == "at-least" for each in placed):
        legend.append(("floor", reading.text(strings.FLOOR_LEGEND)))
    texts = [labelled(each.when, each.text, reading) for each in placed]
    return Chart(
        "points",
        "statements",
        message,
        reading.text(strings.STATEMENTS_SUBTITLE).format(measure=name_of(index.terms["localization-rate"], reading)),
        describe(message, texts, reading),
        drawing,
        tuple(unique(record["sources"] for record in rates)),
        tuple(legend),
    )


def statement_style(record: Record) -> str:
    """Return how a statement is marked: a goal, of another area, of new energy vehicles, or any other."""
    if record["stance"] == "goal":
        return "goal"
    if record["local"] != "city":
        return "elsewhere"
    return "electric" if record["vehicles"] == "new-energy" else "stated"


def statements_message(rates: Sequence[Record], reading: Reading) -> str:
    """Return how often the rate that is stated most often of the whole city was stated, and from when to when."""
    stated = [record for record in rates if record["stance"] == "stated" and record["local"] == "city"]
    values = [record["value"] for record in stated]
    most = max(dict.fromkeys(values), key=values.count, default=None)
    same = [record for record in stated if record["value"] == most]
    if len(same) < 2:  # noqa: PLR2004 -- what is said once is not repeated
        return ""
    years = sorted(record_time(record)[:4] for record in same)
    percent = number_of(same[0], "value", reading)
    if any(record["qualifier"] == "at-least" for record in same):
        percent = reading.text(strings.STATEMENTS_FLOOR).format(percent=percent)
    return reading.text(strings.STATEMENTS_MESSAGE).format(
        percent=percent, times=len(same), first=years[0], last=years[-1]
    )


def middle_day(time: str) -> date:
    """Return the middle of a day, a month, a year or a period."""
    from cqparts.money.ecb import span

    first, last = span(time)
    return first + timedelta(days=(last - first).days // 2)


# Output


def series_chart(index: Index, key: str, series: Sequence[Record], reading: Reading) -> Chart | None:
    """Return the whole years of a series of one area as a line."""
    years = sorted((record for record in series if is_whole_year(record)), key=record_time)
    drawn = [series_point(record, reading) for record in years]
    drawing = line.layout(drawn, lambda value: level_text(years[0], value, reading))
    if drawing is None:
        return None
    area = index.subjects[years[0]["subject"]]
    measure = index.terms[years[0]["series"]]
    message = rise_message(years, name_of(measure, reading), reading)
    subtitle = reading.text(strings.SERIES_SUBTITLE).format(
        area=name_of(area, reading), unit=unit_text(years[0]["unit"], reading)
    )
    if any(record["basis"] == "derived" for record in years):
        subtitle += reading.text(strings.CALCULATED)
    legend = []
    if not all(segment.firm for segment in drawing.segments):
        legend.append(("broken", reading.text(strings.DASHED_LEGEND)))
    if any(mark.point.qualifier == "at-least" for mark in drawing.marks):
        legend.append(("floor", reading.text(strings.FLOOR_LEGEND)))
    if any(mark.point.qualifier == "about" for mark in drawing.marks):
        legend.append(("about", reading.text(strings.ABOUT_LEGEND)))
    texts = [labelled(record_time(record), with_unit(record, "value", reading), reading) for record in years]
    return Chart(
        "line",
        key,
        message,
        subtitle,
        describe(message, texts, reading),
        drawing,
        tuple(unique(record["sources"] for record in years)),
        tuple(legend),
    )


def is_whole_year(record: Record) -> bool:
    """Return whether a figure is of a year."""
    return len(record_time(record)) == len("2023")


WENT = {1: Text("rose", "增至"), 0: Text("went", "变为"), -1: Text("fell", "降至")}


def rise_message(years: Sequence[Record], measure: str, reading: Reading) -> str:
    """Return where a series began and where it ended."""
    first, last = years[0], years[-1]
    went = (last["value"] > first["value"]) - (last["value"] < first["value"])
    chinese = reading.lang == "zh"
    return reading.text(strings.RISE_MESSAGE).format(
        measure=measure,
        went=reading.text(WENT[went]),
        first=with_unit(first, "value", reading) if chinese else figure_text(first, "value", reading),
        last=with_unit(last, "value", reading) if chinese else figure_text(last, "value", reading),
        start=record_time(first),
        end=record_time(last),
    )


def series_point(record: Record, reading: Reading) -> line.SeriesPoint:
    """Return a figure of a series as a point; what is calculated is about in the subtitle, not at each point."""
    from cqparts.money.ecb import span

    plainly = record["basis"] == "derived" and record["qualifier"] == "about"
    text = number_of(record, "value", reading) if plainly else figure_text(record, "value", reading)
    qualifier = "exact" if plainly else record["qualifier"]
    return line.SeriesPoint(
        record["id"], text, record["value"], *span(record_time(record)), qualifier, record_time(record)
    )


def level_text(figure: Record, value: float, reading: Reading) -> str:
    """Return a value of the axis in the unit of a figure of the series."""
    whole = value == round(value)
    level = {**figure, "value": round(value) if whole else value, "significant_digits": None}
    return number_of(level, "value", reading)


# Map


def map_chart(index: Index, reading: Reading, chosen: str = "") -> Chart | None:
    """Return the map of the districts, larger the more assemblies they prioritize, and one with the cities.

    Args:
        index: The model with its indexes.
        reading: The language.
        chosen: The id of a district to emphasize.
    """
    model = index.model
    counts = {district.id: assembly_count(district) for district in model.districts}
    districts = [
        dots.MapPoint(
            place.id,
            name_of(place, reading) + f" {counts[place.id]}",
            "districts",
            place.seat.lat,
            place.seat.lon,
            place.id == chosen,
            round(3.2 * counts[place.id] ** 0.5, 1),
        )
        for place in model.districts
        if place.seat
    ]
    everywhere = [
        dots.MapPoint(
            place.id,
            name_of(place, reading),
            kind,
            place.seat.lat,
            place.seat.lon,
            place.id == chosen,
            named=kind == "cities",
        )
        for kind, group in place_groups(model)
        for place in group
        if place.seat
    ]
    drawing = dots.layout(districts)
    if drawing is None:
        return None
    message = map_message(model, counts, reading, chosen)
    texts = [
        reading.text(strings.PLACE_COUNT).format(name=name_of(place, reading), number=counts[place.id])
        for place in model.districts
    ]
    inset = dots.layout(everywhere, 160) if len(everywhere) > len(districts) else None
    kinds = dict.fromkeys(point.kind for point in everywhere)
    return Chart(
        "map",
        "map",
        message,
        reading.text(strings.MAP_SUBTITLE),
        describe(message, texts, reading),
        drawing,
        tuple(unique(place.seat.sources for _, group in place_groups(model) for place in group if place.seat)),
        tuple((kind, reading.text(strings.PLACES[kind])) for kind in kinds) if inset else (),
        reading.text(strings.MAP_CAPTION),
        inset,
    )


def place_groups(model: Model) -> tuple[tuple[dots.PlaceKind, tuple[District | City, ...]], ...]:
    """Return the districts and the cities, each with their kind."""
    return (("districts", model.districts), ("cities", model.cities))


def assembly_count(district: District) -> int:
    """Return the number of assemblies that any list names for a district."""
    return len(unique(priority.assemblies for priority in district.priorities))


def map_message(model: Model, counts: dict[str, int], reading: Reading, chosen: str) -> str:
    """Return which district prioritizes the most assemblies, or where the chosen one lies."""
    key = chosen or max(counts, key=lambda district: counts[district])
    name = next(name_of(district, reading) for district in model.districts if district.id == key)
    if chosen:
        return reading.text(strings.MAP_ONE).format(name=name)
    return reading.text(strings.MAP_MESSAGE).format(name=name, number=counts[key])
