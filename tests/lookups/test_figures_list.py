"""Every figure, one a row: what a call finds, and what a spreadsheet gets."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Call
from cqparts.errors import CallError
from cqparts.loading.load import load
from cqparts.lookups import ask
from cqparts.lookups.figures import MOST_CAUTIONED, figure_years, years_of
from cqparts.model.places import Place, every_place, places_in
from cqparts.model.types import Figure

MODEL = load()
PLACES = st.sampled_from(every_place(MODEL))
SOURCES = {source.id: source for source in MODEL.sources}


def found(**words: str | list[str]) -> list[str]:
    """Return the ids of what a call finds."""
    return [record["id"] for record in ask("figures", MODEL, **words).rows]


def test_every_figure_is_a_record() -> None:
    """Without a filter the answer holds every figure of the model, in its order."""
    assert found() == [figure.id for figure in MODEL.figures]


@given(PLACES, PLACES)
def test_a_place_finds_the_figures_of_what_lies_in_it(first: Place, second: Place) -> None:
    """A place finds its own figures and those of what lies in it; of two places, those of either."""
    inside, words = places_in(MODEL, [first, second]), [first.name, second.id]
    assert found(place=words) == [figure.id for figure in MODEL.figures if figure.subject in inside]


@given(st.sampled_from(MODEL.figures), st.data())
def test_filters_narrow_one_another(figure: Figure, data: st.DataObject) -> None:
    """A figure is found by its place, its measure and each year of its time, alone and together."""
    every = {"measure": figure.measure, "year": data.draw(st.sampled_from(years_of(figure)))}
    if figure.subject in {place.id for place in every_place(MODEL)}:
        every["place"] = figure.subject
    words = {name: every[name] for name in data.draw(st.sets(st.sampled_from(sorted(every))))}
    ids = found(**words)
    assert figure.id in ids
    assert set(ids) == set.intersection(set(found()), *(set(found(**{name: word})) for name, word in words.items()))


@pytest.mark.parametrize(
    ("time", "years"),
    [
        ("2023", ["2023"]),
        ("2023-06-30", ["2023"]),
        ("2022-11/2024-02", ["2022", "2023", "2024"]),
        ("2023-H1", ["2023"]),
    ],
)
def test_years_are_those_that_a_time_touches(time: str, years: list[str]) -> None:
    """A day, a period, and a span over several years are of each year that they touch."""
    figure = MODEL.figures[0]._replace(period=time, as_of=None)
    assert years_of(figure) == years
    model = MODEL._replace(figures=(figure,))
    assert figure_years(model) == years
    assert [len(ask("figures", model, year=year).rows) for year in years] == [1] * len(years)


def test_a_row_says_where_its_sources_can_be_read() -> None:
    """Publishers and addresses stand in the order of the sources; a source without an address keeps its place."""
    lacking = 0
    for record in ask("figures", MODEL).rows:
        sources = [SOURCES[key] for key in record["sources"]]
        assert record["publishers"] == [source.publisher for source in sources]
        assert record["addresses"] == [source.url for source in sources]
        lacking += None in record["addresses"] and len(sources) > 1
    assert lacking


def test_all_figures_of_bishan_with_addresses_in_one_call(call: Call) -> None:
    """CSV joins sources, publishers and addresses by semicolons in one order, empty addresses in their place."""
    rows = list(csv.DictReader(io.StringIO(call("figures", "--place", "bishan", "-f", "csv").out)))
    assert [row["id"] for row in rows] == [figure.id for figure in MODEL.figures if figure.subject == "bishan"]
    for row in rows:
        keys = row["sources"].split(";")
        assert row["publishers"].split(";") == [SOURCES[key].publisher for key in keys]
        assert row["addresses"].split(";") == [SOURCES[key].url or "" for key in keys]
        assert {"label", "value", "unit", "qualifier", "period", "as_of", "kind"} <= row.keys()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"place": "bishann"}, "unknown place 'bishann'; did you mean bishan?"),
        ({"measure": "nev-outptu"}, "unknown measure 'nev-outptu'; did you mean nev-output?"),
        ({"measure": "exports"}, "measure 'exports' is ambiguous: "),
        ({"year": "2031"}, "unknown year of figures '2031'; use one of: 2030, 2027, 2026, 2025, "),
    ],
)
def test_what_there_is_not_is_a_wrong_call(words: dict[str, str], message: str) -> None:
    """An unknown place, measure or year gets the nearest names; what several measures have, all of them."""
    with pytest.raises(CallError) as refused:
        ask("figures", MODEL, **words)
    assert str(refused.value).startswith(message)


def test_known_values_that_meet_in_no_figure_are_an_empty_answer(call: Call) -> None:
    """A city without figures has an empty list, a line on standard error, and exit code 0."""
    empty = "cqparts: no figure meets the filters\n"
    assert call("figures", "--place", "luzhou", "--json") == ("[]\n", empty, 0)
    answer = call("figures", "--place", "luzhou")
    assert (answer.err, answer.code) == (empty, 0)


def test_the_list_has_a_line_a_figure_and_counts(call: Call) -> None:
    """In a pipe each figure is one line, those that are no facts say so first, and a line counts them."""
    lines = call("figures").out.splitlines()
    rows = lines[3 : lines.index("", 3)]
    assert len(rows) == len(MODEL.figures)
    for row, figure in zip(rows, MODEL.figures, strict=True):
        assert row.startswith("Target: ") == (figure.kind == "target")
        assert row.startswith("Draft target: ") == (figure.kind == "draft")
    kinds = [sum(figure.kind == kind for figure in MODEL.figures) for kind in ("target", "draft")]
    assert f"{len(rows)} figures, of these {kinds[0]} targets and {kinds[1]} in drafts" in lines


def test_figures_of_one_place_leave_it_out_of_their_labels(call: Call) -> None:
    """What the caption says, no row says again; a place within the place asked for is named."""
    lines = call("figures", "--place", "bishan").out.splitlines()
    assert lines[0] == "Bishan: figures"
    assert not any("Bishan" in line for line in lines[1:] if "Sources" not in line)
    assert "Luohuang industrial park" in call("figures", "--place", "jiangjin").out
    chinese = call("figures", "--place", "bishan", "--year", "2023", "--lang", "zh").out.splitlines()
    assert chinese[0] == "璧山：数据，2023年"


def test_many_cautions_are_counted(call: Call) -> None:
    """Of a few figures the cautions are told; of very many, how many have some, since three would be chance."""
    cautioned = [record for record in ask("figures", MODEL).rows if record["cautions"]]
    assert f"! {len(cautioned)} of them have cautions: -v tells them." in call("figures").out.splitlines()
    few = ask("figures", MODEL, place="bishan").rows
    assert len(few) <= MOST_CAUTIONED
    text = call("figures", "--place", "bishan").out
    assert "of them have cautions" not in text
    assert any(f"* {record['cautions'][0]}" in text for record in few if record["cautions"])


@pytest.mark.parametrize("fmt", ["json", "csv", "yaml"])
def test_machine_formats_hold_all_always(fmt: str, call: Call) -> None:
    """What adds columns for people changes no machine format."""
    assert call("figures", "--place", "dazu", "-f", fmt, "-v") == call("figures", "--place", "dazu", "-f", fmt)


def test_columns_of_addresses(call: Call) -> None:
    """Addresses that there are not are null in JSON, and leave no gap for people."""
    asked = ("figures", "--place", "bishan", "--year", "2022", "--columns", "id,addresses")
    records = json.loads(call(*asked, "--json").out)
    assert any(record["addresses"] == [None] for record in records)
    assert "None" not in call(*asked).out


def test_every_figure_is_of_some_year() -> None:
    """The years together find all figures."""
    assert {key for year in figure_years(MODEL) for key in found(year=year)} == set(found())
