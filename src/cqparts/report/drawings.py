"""The charts of a report: what they show, and the words that stand for them."""

from collections.abc import Iterable, Sequence

from cqparts.lookups.base import Record, Response, Section
from cqparts.lookups.records import seat_record
from cqparts.model.index import Index
from cqparts.model.types import Text
from cqparts.output.formatting import Reading, cell_text, unit_text
from cqparts.output.page import view_sections
from cqparts.report import strings
from cqparts.report.charts import Chart, bars, dots, line
from cqparts.report.wording import exactness, unit, when


def places(cities: Response, index: Index) -> Section:
    """Return districts and cities with the positions of their governments, as `cities` lists them."""
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
    seats = [
        {**record, "kind": "city", "sources": list((record["seat"] or {}).get("sources", ()))}
        for record in cities.result.records
    ]
    return Section(
        [record for record in (*districts, *seats) if record["seat"]],
        ("name", "name_zh", "kind", "seat.lat", "seat.lon", "sources"),
        kind=Text("Place", "地点"),
    )


def map_chart(records: Sequence[Record], reading: Reading, chosen: str = "") -> Chart | None:
    """Return the dot map of places, one of them perhaps chosen."""
    name = "name_zh" if reading.lang == "zh" else "name"
    drawing = dots.draw([seat(record, name, chosen) for record in records])
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


def seat(record: Record, name: str, chosen: str) -> dots.Seat:
    """Return a record as a point of the map."""
    held = record["seat"]
    kind: dots.Kind = "districts" if record["kind"] == "district" else "cities"
    return dots.Seat(record["id"], record[name], kind, held["lat"], held["lon"], record["id"] == chosen)


def bars_chart(response: Response, reading: Reading) -> Chart | None:
    """Return the localization rates as bars, the gap marked on the shorter of the two that it lies between."""
    (shown,) = view_sections(response)
    records = list(shown.records)
    gaps = [record for record in records if record["percentage_points"] is not None]
    drawn = [rate_bar(record, records, gaps, reading) for record in records if record["percent"] is not None]
    drawing = bars.draw(shortened(drawn))
    if drawing is None:
        return None
    title = reading.text(shown.title) if shown.title else reading.text(strings.LOCALIZATION)
    said = [bar.name + reading.text(strings.COLON) + bar.text for bar in drawn]
    said += [gap_words(gap, reading) for gap in gaps]
    legend = (("gap", reading.text(strings.GAP_LEGEND)), ("loose", reading.text(strings.LOOSE_LEGEND)))
    return Chart("bars", title, sentence(said, reading), drawing, legend if gaps else legend[1:])


def shortened(drawn: list[bars.Bar]) -> list[bars.Bar]:
    """Return bars without the words before a comma that all their names share: "Localization rate, "."""
    heads = {bar.name.partition(", ")[:2] for bar in drawn}
    if len(heads) > 1 or len(drawn) == 1:
        return drawn
    return [bar._replace(name=bar.name.partition(", ")[2] or bar.name) for bar in drawn]


def rate_bar(record: Record, records: list[Record], gaps: list[Record], reading: Reading) -> bars.Bar:
    """Return one rate as a bar, with the gap that ends at the longer bar of the same area and time."""
    text = exactness(record, reading) + cell_text(record, "percent", reading)
    bar = bars.Bar(record["id"], label(record, reading), text, record["percent"], record["qualifier"])
    gap = next((gap for gap in gaps if case(gap) == case(record)), None)
    longer = max(other["percent"] or 0 for other in records if case(other) == case(record))
    if gap is None or record["percent"] == longer:
        return bar
    return bar._replace(gap_key=gap["id"], gap_text=gap_words(gap, reading), gap_to=longer)


def case(record: Record) -> tuple[str, str]:
    """Return the area and the time of a record."""
    return record["subject"], when(record)


def gap_words(gap: Record, reading: Reading) -> str:
    """Return a gap in words."""
    points = cell_text(gap, "percentage_points", reading) + unit("percentage points", reading)
    return reading.text(strings.GAP).format(points=exactness(gap, reading) + points)


def label(record: Record, reading: Reading) -> str:
    """Return what a figure is called."""
    return str(record["label_zh" if reading.lang == "zh" else "label"])


def sentence(parts: Iterable[str], reading: Reading) -> str:
    """Return parts as one sentence."""
    return reading.text(Text("; ", "；")).join(parts) + reading.text(strings.STOP)


def line_chart(series: list[Record], reading: Reading) -> Chart | None:
    """Return a series drawn in time."""
    points = [point(record, reading) for record in sorted(series, key=when)]
    drawing = line.draw(points, lambda value: level_text(series[0], value, reading))
    if drawing is None:
        return None
    title = label(series[0], reading) + reading.text(strings.IN_UNIT).format(unit=unit_text(series[0]["unit"], reading))
    legend = [("whole", reading.text(strings.WHOLE_LEGEND))]
    if not all(part.whole for part in points):
        legend.append(("partial", reading.text(strings.PARTIAL_LEGEND)))
    legend += [
        (part, reading.text(strings.LOOSER[part]))
        for part in strings.LOOSER
        if any(p.qualifier == part for p in points)
    ]
    said = [f"{part.when}{reading.text(strings.COLON)}{part.text}" for part in points]
    return Chart("line", title, sentence(said, reading), drawing, tuple(legend))


def point(record: Record, reading: Reading) -> line.Point:
    """Return a figure of a series as a point over the time that it covers."""
    from cqparts.money.ecb import span

    first, last = span(when(record))
    text = exactness(record, reading) + cell_text(record, "value", reading)
    return line.Point(record["id"], text, record["value"], first, last, record["qualifier"], when(record))


def level_text(like: Record, value: float, reading: Reading) -> str:
    """Return a value of the axis as a figure of the series would read."""
    whole = (
        {**like, "value": round(value), "significant_digits": None}
        if value == round(value)
        else {**like, "value": value}
    )
    return cell_text(whole, "value", reading)
