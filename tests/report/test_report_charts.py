"""Where the marks of the charts stand: the projection, labels that keep clear, bars, and lines in time."""

from datetime import date
from itertools import combinations, pairwise
from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cqparts.lookups import ask
from cqparts.model.index import Index
from cqparts.model.types import Figure, Model
from cqparts.output.formatting import Reading
from cqparts.report.charts import Chart, bars, dots, line, points
from cqparts.report.charts.labels import Box, Label, Spot, fit_text, place_labels, square_around, text_width
from cqparts.report.data import is_compared
from cqparts.report.drawings import map_chart, rates_chart, series_chart
from cqparts.report.sections import full_report

FRAME = Box(0, 0, 360, 360)


def map_of(model: Model, lang: str) -> dots.DotMap:
    """Return the map of the bundled model."""
    chart = map_chart(Index(model), Reading(lang))
    assert chart is not None
    assert isinstance(chart.drawing, dots.DotMap)
    return chart.drawing


def whole_map_of(model: Model, lang: str) -> dots.DotMap:
    """Return the second map of the bundled model, with the cities."""
    chart = map_chart(Index(model), Reading(lang))
    assert chart is not None
    assert chart.inset is not None
    return chart.inset


def boxes(drawing: dots.DotMap) -> list[Box]:
    """Return the rectangles of a map's labels."""
    return [dot.label.box for dot in drawing.dots if dot.label]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_all_places_are_labelled_without_collision(model: Model, lang: str) -> None:
    """Districts have their names on the first map, cities on the second; no name covers another, a dot or the edge."""
    for drawing, named in ((map_of(model, lang), 8), (whole_map_of(model, lang), 8)):
        label_boxes = boxes(drawing)
        assert len(label_boxes) == named
        assert not [pair for pair in combinations(label_boxes, 2) if pair[0].overlaps(pair[1])]
        marks = [square_around(dot.x, dot.y, dot.point.radius) for dot in drawing.dots]
        assert not [box for box in label_boxes for mark in marks if box.overlaps(mark)]
        assert all(box.within(Box(0, 0, drawing.width, drawing.height)) for box in label_boxes)


def test_districts_and_cities_differ_in_kind(model: Model) -> None:
    """Eight dots are districts and eight are cities, and only the second map holds the cities."""
    kinds = [dot.point.kind for dot in whole_map_of(model, "en").dots]
    assert (kinds.count("districts"), kinds.count("cities")) == (8, 8)
    assert {dot.point.kind for dot in map_of(model, "en").dots} == {"districts"}


def test_a_dot_is_as_large_as_its_assemblies_are_many(model: Model) -> None:
    """The area of a district's dot is in the proportion of its assemblies, which stand behind its name."""
    dots_by_name = {dot.point.name: dot.point.radius for dot in map_of(model, "en").dots}
    areas = {name: radius**2 / int(name.split()[-1]) for name, radius in dots_by_name.items()}
    assert "Bishan 5" in areas
    assert max(areas.values()) / min(areas.values()) == pytest.approx(1, rel=0.05)


def test_the_map_keeps_directions_and_distances(model: Model) -> None:
    """North is up, east is right, and distances on the map are those on the ground within a hundredth."""
    drawing = whole_map_of(model, "en")
    per_km = drawing.scale / float(drawing.scale_text.split()[0])
    for first, second in combinations(drawing.dots, 2):
        a, b = first.point, second.point
        assert (first.y < second.y) == (a.lat > b.lat) or abs(a.lat - b.lat) < 0.01
        assert (first.x < second.x) == (a.lon < b.lon) or abs(a.lon - b.lon) < 0.01
        middle = radians((a.lat + b.lat) / 2)
        ground = 111.195 * hypot(a.lat - b.lat, (a.lon - b.lon) * cos(middle))
        assert hypot(first.x - second.x, first.y - second.y) / per_km == pytest.approx(ground, rel=0.01, abs=1)


def test_the_grid_stands_at_whole_degrees(model: Model) -> None:
    """The lines of the grid are named, and lie where their degrees do."""
    drawing = whole_map_of(model, "en")
    assert [degree.text for degree in drawing.meridians] == ["104° E", "106° E", "108° E"]
    assert [degree.text for degree in drawing.parallels] == ["29° N", "30° N", "31° N"]
    steps = [b.at - a.at for a, b in zip(drawing.meridians, drawing.meridians[1:], strict=False)]
    assert steps[0] == pytest.approx(steps[1], abs=0.11)


def test_a_map_of_one_place_is_drawn() -> None:
    """A single place, anywhere on Earth, stands in the middle of a map."""
    for lat, lon in ((0.0, 0.0), (-89.99, 12.0), (29.5, 106.5)):
        drawing = dots.layout([dots.MapPoint("a", "A", "cities", lat, lon)])
        assert drawing is not None
        assert drawing.dots[0].x == pytest.approx(170, abs=1)
        assert drawing.dots[0].label
    assert dots.layout([]) is None


def test_a_place_without_room_for_its_name_has_none() -> None:
    """A name that would cover others is left to the table."""
    seats = [dots.MapPoint(str(n), "A rather long name", "cities", 29.5, 106.5 + n / 1e6) for n in range(40)]
    drawing = dots.layout([*seats, dots.MapPoint("far", "Far", "districts", 29.9, 106.9)])
    assert drawing is not None
    assert 0 < len(boxes(drawing)) < 41
    assert not [pair for pair in combinations(boxes(drawing), 2) if pair[0].overlaps(pair[1])]


def test_a_crowd_is_not_labelled() -> None:
    """Of more than 150 places none is named on the map; all are drawn."""
    seats = [dots.MapPoint(str(n), "A", "districts", 20 + n // 20, 100 + n % 20) for n in range(151)]
    drawing = dots.layout(seats)
    assert drawing is not None
    assert (len(drawing.dots), len(boxes(drawing))) == (151, 0)


@given(st.lists(st.tuples(st.floats(10, 350), st.floats(10, 350), st.text(min_size=1, max_size=12)), max_size=25))
def test_labels_never_collide(points: list[tuple[float, float, str]]) -> None:
    """Whatever the points, labels that are placed cover no label, no mark, and stay in the frame."""
    spots = [Spot(*point) for point in points]
    marks = [square_around(spot.x, spot.y, 4) for spot in spots]
    labels: list[Label] = [label for label in place_labels(spots, FRAME, 12, marks) if label]
    assert not [pair for pair in combinations(labels, 2) if pair[0].box.overlaps(pair[1].box)]
    assert not [label for label in labels for mark in marks if label.box.overlaps(mark)]
    assert all(label.box.within(FRAME) for label in labels)


def test_chinese_letters_are_wider() -> None:
    """A Chinese character takes an em, a small Latin letter some six tenths, a capital or percent sign more."""
    assert text_width("江津", 10) == pytest.approx(20.4)
    assert text_width("dazu", 10) == pytest.approx(23.2)
    assert text_width("D%", 10) == pytest.approx(18)
    assert fit_text("江津江津", 30, 10) == "江…"
    assert fit_text("江津", 1, 10) == ""


@pytest.mark.parametrize(("value", "expected"), [(76.2, 50), (0.9, 0.5), (2.4, 2), (10, 10), (0.02, 0.02)])
def test_scales_are_round(value: float, expected: float) -> None:
    """The greatest of 1, 2, 5 and their tens that a value holds."""
    assert dots.round_down(value) == pytest.approx(expected)


def rates_of(model: Model, lang: str = "en") -> Chart:
    """Return the chart of the localization rates."""
    records = [record for record in ask("localization", model).result.records if is_compared(record)]
    chart = rates_chart(Index(model), records, Reading(lang))
    assert chart is not None
    return chart


def test_bars_show_the_gap_on_the_shorter(model: Model) -> None:
    """The gap runs from the end of the shorter bar to that of the longer, and is told in words."""
    chart = rates_of(model)
    assert isinstance(chart.drawing, bars.BarChart)
    traditional, new_energy = chart.drawing.rows
    assert (traditional.bar.text, new_energy.bar.text) == ("70%", "about 30%")
    assert (traditional.gap_end, new_energy.gap_end) == (None, traditional.end)
    assert new_energy.bar.gap_text == "gap of about 40 percentage points"
    assert traditional.end - chart.drawing.start == pytest.approx((340 - 2 - 4) * 0.7, abs=0.1)
    assert chart.desc == (
        "New energy vehicles: a gap of about 40 percentage points. Traditional vehicles: 70%; New energy vehicles: "
        "about 30%; gap of about 40 percentage points."
    )


LEVELS = [(0.0, "0"), (50.0, "50"), (100.0, "100")]


def test_a_short_bar_has_its_rate_behind_it() -> None:
    """A rate that does not fit into its bar stands behind it, and behind the gap if there is one."""
    drawing = bars.layout(
        [
            bars.Bar("a", "A" * 80, "2%", 2, "exact"),
            bars.Bar("b", "B", "1%", 1, "about", gap_key="g", gap_text="a gap of some points", gap_to=80),
        ],
        LEVELS,
    )
    assert drawing is not None
    first, second = drawing.rows
    assert (first.inside, second.inside) == (False, False)
    assert first.text_x > first.end
    assert second.text_x > (second.gap_end or 0)
    assert first.name.endswith("…")
    assert drawing.height > 2 * bars.ROW_HEIGHT


def test_a_value_never_leaves_the_drawing() -> None:
    """The value of a bar as long as the axis stands before its end."""
    drawing = bars.layout([bars.Bar("a", "A", "1,086.5", 100, style="whole")], LEVELS)
    assert drawing is not None
    assert drawing.rows[0].text_x + text_width("1,086.5", 13) <= drawing.rows[0].end


def test_bars_of_several_areas_are_told_apart(model: Model) -> None:
    """Bars of two areas are called by area and vehicles, and a gap of nothing is not drawn."""
    rates = [figure for figure in model.figures if figure.id in ("loc.trad2023", "loc.nev2023")]
    other = [record._replace(id=f"{record.id}.west", subject="western-chongqing", value="3") for record in rates]
    chart = rates_of(model._replace(figures=(*rates, *other)))
    assert isinstance(chart.drawing, bars.BarChart)
    assert [row.bar.name for row in chart.drawing.rows] == [
        "Chongqing Municipality: Traditional vehicles",
        "Chongqing Municipality: New energy vehicles",
        "Western Chongqing: Traditional vehicles",
        "Western Chongqing: New energy vehicles",
    ]
    assert [row.gap_end is not None for row in chart.drawing.rows] == [False, True, False, False]


def money_of(model: Model) -> bars.BarChart:
    """Return the bars of the amounts."""
    (chart,) = next(section for section in full_report(model).sections if section.key == "investment").charts
    assert isinstance(chart.drawing, bars.BarChart)
    return chart.drawing


def test_amounts_start_at_zero(model: Model) -> None:
    """Bars are as long as their amounts, the whole and its part beside one another, another source's value apart."""
    drawing = money_of(model)
    rows = {row.bar.key: row for row in drawing.rows}
    assert list(rows) == [
        "h1-2023.city.contract",
        "h1-2023.contract",
        "h1-2023.auto.contract",
        "h1-2023.city.funds",
        "h1-2023.funds",
    ]
    scale = {key: (row.end - drawing.start) / row.bar.value for key, row in rows.items()}
    assert max(scale.values()) / min(scale.values()) == pytest.approx(1, rel=0.01)
    assert [row.bar.style for row in rows.values()] == ["whole", "bar", "other", "whole", "bar"]
    assert [tick.text for tick in drawing.ticks] == ["0", "600", "1,200"]


def line_of(model: Model, series: str = "nev-output") -> line.LineChart:
    """Return the chart of a series of Chongqing."""
    rows = ask("trends", model).rows
    records = [record for record in rows if record["series"] == series and record["subject"] == "chongqing"]
    chart = series_chart(Index(model), series, records, Reading())
    assert chart is not None
    assert isinstance(chart.drawing, line.LineChart)
    return chart.drawing


def whole_years(model: Model) -> list[Figure]:
    """Return the figures of whole years that the chart of new energy vehicles joins, in order."""
    figures = [
        figure
        for figure in model.figures
        if (figure.measure, figure.subject, figure.kind) == ("nev-output", "chongqing", "actual")
        and len(figure.period or "") == len("2023")
    ]
    return sorted(figures, key=lambda figure: figure.period or "")


def test_unequal_years_stand_at_unequal_distances(model: Model) -> None:
    """Without the figure of 2021, from 2020 to 2022 is twice as far as from 2022 to 2023."""
    figures = tuple(figure for figure in model.figures if figure.id != "series.nev.2021")
    gapped = model._replace(figures=figures)
    whole = {mark.point.when: mark.x for mark in line_of(gapped).marks}
    assert sorted(whole) == [figure.period for figure in whole_years(gapped)]
    assert "2021" not in whole
    assert (whole["2022"] - whole["2020"]) / (whole["2023"] - whole["2022"]) == pytest.approx(2, rel=0.01)


def test_values_stand_at_true_heights(model: Model) -> None:
    """Heights above the base are in the proportion of the values."""
    drawing = line_of(model)
    unit = {
        mark.point.key: (drawing.base - mark.y) / mark.point.value for mark in drawing.marks if mark.point.value > 1e5
    }
    assert max(unit.values()) / min(unit.values()) == pytest.approx(1, rel=0.01)


def test_parts_of_a_year_are_not_drawn(model: Model) -> None:
    """The chart holds whole years alone; parts of a year are left to the table."""
    drawing = line_of(model)
    assert {mark.point.key for mark in drawing.marks} == {figure.id for figure in whole_years(model)}
    assert len(drawing.segments) == len(whole_years(model)) - 1


def test_what_is_not_known_is_a_broken_line(model: Model) -> None:
    """The line is broken to and from a floor and across a year without a figure; the label says over, as its source."""
    drawing = line_of(model)
    exact = [figure.qualifier == "exact" for figure in whole_years(model)]
    assert [segment.firm for segment in drawing.segments] == [all(pair) for pair in pairwise(exact)]
    assert exact.count(False) == 1
    labels = {mark.point.when: mark.label.text for mark in drawing.marks if mark.label}
    assert labels["2023"] == "over 500,000"
    share = line_of(model, "nev-share")
    firm = dict(zip([mark.point.when for mark in share.marks][1:], [s.firm for s in share.segments], strict=True))
    assert firm == {"2020": True, "2022": False, "2023": False, "2024": False, "2025": True}


def test_labels_of_the_line_keep_clear(model: Model) -> None:
    """No label of the line chart covers another."""
    label_boxes = [mark.label.box for mark in line_of(model).marks if mark.label]
    assert not [pair for pair in combinations(label_boxes, 2) if pair[0].overlaps(pair[1])]


def test_one_figure_is_no_line(model: Model) -> None:
    """A single figure is left to the table."""
    point = line.SeriesPoint("a", "1", 1, date(2023, 1, 1), date(2023, 12, 31), "exact", "2023")
    assert line.layout([point], str) is None
    assert series_chart(Index(model), "nev-output", [], Reading()) is None


def test_a_series_of_nothing_is_drawn() -> None:
    """Values of nought have their place, too."""
    years = [line.SeriesPoint(str(y), "0", 0, date(y, 1, 1), date(y, 12, 31), "about", str(y)) for y in (2022, 2023)]
    drawing = line.layout(years, "{:g}".format)
    assert drawing is not None
    assert [mark.y for mark in drawing.marks] == [drawing.base, drawing.base]
    assert all(mark.label for mark in drawing.marks)


def test_statements_stand_at_their_days() -> None:
    """A statement stands at its day and its height; one alone is no chart."""
    made = [
        points.Statement(str(year), f"{percent}%", percent, date(year, 7, 1), "exact", "stated", str(year))
        for year, percent in ((2010, 0), (2020, 50), (2030, 100))
    ]
    assert points.layout(made[:1]) is None
    drawing = points.layout(made)
    assert drawing is not None
    first, second, third = drawing.points
    assert second.x - first.x == pytest.approx(third.x - second.x, abs=0.3)
    assert first.y - second.y == pytest.approx(second.y - third.y, abs=0.2)
    assert first.y == drawing.base


def test_many_years_are_not_all_named() -> None:
    """A long series names the last year and every so many before it."""
    years = range(1990, 2024)
    points = [line.SeriesPoint(str(y), "1", 1, date(y, 1, 1), date(y, 12, 31), "exact", str(y)) for y in years]
    drawing = line.layout(points, "{:g}".format)
    assert drawing is not None
    assert [tick.text for tick in drawing.years][-2:] == ["2018", "2023"]
    assert len(drawing.years) <= 8
    assert len(drawing.year_ends) == 33
