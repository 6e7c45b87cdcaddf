"""The charts of a report, and the texts that describe them."""

from collections.abc import Iterable, Sequence

from cqparts.lookups.base import Record, Response, Section
from cqparts.lookups.records import seat_record
from cqparts.model.index import Index
from cqparts.model.types import Text
from cqparts.output.formatting import Reading, cell_text, unit_text
from cqparts.output.page import view_sections
from cqparts.report import strings
from cqparts.report.charts import Chart, bars, dots, line
from cqparts.report.wording import qualifier_prefix, rates_title, record_time, subject_and_time, unit_suffix


def place_section(cities: Response, index: Index) -> Section:
    """Return the districts and cities that have a point on the map, as records of a table."""
    districts = [
        {
            "id": district.id,
            "name": district.name,
            "name_zh": district.name_zh,
            "kind": "district",
            "seat": seat_record(district.seat),
            "sources": list(district.seat.sources) if district.seat else [],
        }
        for district in index.model.districts
    ]
    city_records = [
        {**record, "kind": "city", "sources": list((record["seat"] or {}).get("sources", ()))}
        for record in cities.result.records
    ]
    return Section(
        [record for record in (*districts, *city_records) if record["seat"]],
        ("name", "name_zh", "kind", "seat.lat", "seat.lon", "sources"),
        kind=Text("Place", "地点"),
    )


def map_chart(records: Sequence[Record], reading: Reading, chosen: str = "") -> Chart | None:
    """Return the map of places; `chosen` is the id of a place to emphasize."""
    name_key = "name_zh" if reading.lang == "zh" else "name"
    drawing = dots.layout([map_point(record, name_key, chosen) for record in records])
    if drawing is None:
        return None
    kinds = [record["kind"] for record in records]
    counts = {"districts": kinds.count("district"), "cities": kinds.count("city")}
    legend = [(kind, reading.text(strings.PLACES[kind])) for kind, count in counts.items() if count]
    return Chart(
        "map",
        reading.text(strings.MAP_TITLE).format(**counts),
        reading.text(strings.MAP_DESC).format(**counts),
        drawing,
        tuple(legend),
        reading.text(strings.MAP_CAPTION),
    )


def map_point(record: Record, name_key: str, chosen: str) -> dots.MapPoint:
    """Return a place as a point of the map."""
    seat = record["seat"]
    kind: dots.PlaceKind = "districts" if record["kind"] == "district" else "cities"
    return dots.MapPoint(record["id"], record[name_key], kind, seat["lat"], seat["lon"], record["id"] == chosen)


def bar_chart(response: Response, reading: Reading) -> Chart | None:
    """Return the localization rates of the first table as bars, with each gap on the shorter of its two bars."""
    records = list(view_sections(response)[0].records)
    gaps = [record for record in records if record["percentage_points"] is not None]
    rates = [rate_bar(record, records, gaps, reading) for record in records if record["percent"] is not None]
    drawing = bars.layout(shorten_names(rates))
    if drawing is None:
        return None
    title = reading.text(rates_title(response.model, records) or strings.LOCALIZATION)
    texts = [bar.name + reading.text(strings.COLON) + bar.text for bar in rates]
    texts += [gap_text(gap, reading) for gap in gaps]
    legend = (("gap", reading.text(strings.GAP_LEGEND)), ("loose", reading.text(strings.LOOSE_LEGEND)))
    return Chart("bars", title, join_clauses(texts, reading), drawing, legend if gaps else legend[1:])


def shorten_names(rates: list[bars.RateBar]) -> list[bars.RateBar]:
    """Return bars without the words before a comma that all names share: "Localization rate, "."""
    prefixes = {bar.name.partition(", ")[:2] for bar in rates}
    if len(prefixes) > 1 or len(rates) == 1:
        return rates
    return [bar._replace(name=bar.name.partition(", ")[2] or bar.name) for bar in rates]


def rate_bar(record: Record, records: list[Record], gaps: list[Record], reading: Reading) -> bars.RateBar:
    """Return a rate as a bar, with the gap to the longer bar of the same area and time."""
    text = qualifier_prefix(record, reading) + cell_text(record, "percent", reading)
    bar = bars.RateBar(record["id"], label_text(record, reading), text, record["percent"], record["qualifier"])
    gap = next((gap for gap in gaps if subject_and_time(gap) == subject_and_time(record)), None)
    longer = max(other["percent"] or 0 for other in records if subject_and_time(other) == subject_and_time(record))
    if gap is None or record["percent"] == longer:
        return bar
    return bar._replace(gap_key=gap["id"], gap_text=gap_text(gap, reading), gap_to=longer)


def gap_text(gap: Record, reading: Reading) -> str:
    """Return a gap in words."""
    points = cell_text(gap, "percentage_points", reading) + unit_suffix("percentage points", reading)
    return reading.text(strings.GAP).format(points=qualifier_prefix(gap, reading) + points)


def label_text(record: Record, reading: Reading) -> str:
    """Return the label of a figure."""
    return str(record["label_zh" if reading.lang == "zh" else "label"])


def join_clauses(texts: Iterable[str], reading: Reading) -> str:
    """Return texts as the clauses of one sentence."""
    return reading.text(strings.SEMICOLON).join(texts) + reading.text(strings.STOP)


def line_chart(series: list[Record], reading: Reading) -> Chart | None:
    """Return a series as a line in time."""
    points = [series_point(record, reading) for record in sorted(series, key=record_time)]
    drawing = line.layout(points, lambda value: level_text(series[0], value, reading))
    if drawing is None:
        return None
    title = label_text(series[0], reading) + reading.text(strings.IN_UNIT).format(
        unit=unit_text(series[0]["unit"], reading)
    )
    legend = [("whole", reading.text(strings.WHOLE_LEGEND))]
    if not all(point.whole for point in points):
        legend.append(("partial", reading.text(strings.PARTIAL_LEGEND)))
    legend += [
        (qualifier, reading.text(text))
        for qualifier, text in strings.QUALIFIERS.items()
        if any(point.qualifier == qualifier for point in points)
    ]
    texts = [f"{point.when}{reading.text(strings.COLON)}{point.text}" for point in points]
    return Chart("line", title, join_clauses(texts, reading), drawing, tuple(legend))


def series_point(record: Record, reading: Reading) -> line.SeriesPoint:
    """Return a figure of a series as a point with the time that it covers."""
    from cqparts.money.ecb import span

    first, last = span(record_time(record))
    text = qualifier_prefix(record, reading) + cell_text(record, "value", reading)
    return line.SeriesPoint(record["id"], text, record["value"], first, last, record["qualifier"], record_time(record))


def level_text(figure: Record, value: float, reading: Reading) -> str:
    """Return a value of the axis in the unit of a figure of the series."""
    level = (
        {**figure, "value": round(value), "significant_digits": None}
        if value == round(value)
        else {**figure, "value": value}
    )
    return cell_text(level, "value", reading)
