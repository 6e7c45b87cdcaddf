"""What was stated and set before: statements on the localization rate, targets and their outcomes, and places."""

import json
from typing import Any

import jsonschema
import pytest

from conftest import Call
from cqparts.errors import CallError
from cqparts.lookups import ask, get
from cqparts.lookups.targets import target_places, target_years
from cqparts.model.index import time_of
from cqparts.model.types import Model

QUESTIONS = ["localization", "targets"]


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("past", [False, True])
def test_the_schema_is_true_of_both_answers(name: str, call: Call, *, past: bool) -> None:
    """The schema of a command holds what it answers, with --past and without, and each has all the keys of its type."""
    schema = json.loads(call("schema", name).out)
    answer = json.loads(call(name, *(["--past"] if past else []), "--json").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(answer)
    declared = get(name).declared
    kind = declared.past if past else declared.record
    assert kind is not None
    assert answer
    assert all({*record} == {*kind.__annotations__} for record in answer)


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_schema_refuses_a_record_without_a_key(name: str, call: Call) -> None:
    """A record of either answer that lacks a key, or has another, is not valid."""
    validator = jsonschema.Draft202012Validator(json.loads(call("schema", name).out))
    for words in ([name, "--json"], [name, "--past", "--json"]):
        record = json.loads(call(*words).out)[0]
        assert validator.is_valid([record])
        assert not validator.is_valid([{key: value for key, value in record.items() if key != "sources"}])
        assert not validator.is_valid([record | {"other": 1}])


@pytest.mark.parametrize("words", [("localization", "--past"), ("targets", "--past"), ("targets", "bishan")])
@pytest.mark.parametrize("fmt", ["csv", "tsv", "jsonl", "yaml", "markdown"])
def test_every_format_follows(words: tuple[str, ...], fmt: str, call: Call) -> None:
    """Every format answers the other question too: as many rows as records, with their ids."""
    records = json.loads(call(*words, "--json").out)
    text = call(*words, "-f", fmt).out
    if fmt in ("csv", "tsv"):
        assert text.count("\n") >= len(records) + 1
    if fmt != "markdown":
        assert all(record["id"] in text for record in records)


def test_every_dated_statement_is_told(model: Model) -> None:
    """All statements of the model are there by date, with what is localized, where local ends, and which is a goal."""
    records = records_of("localization", model, past=True)
    assert {record["id"] for record in records} == {statement.id for statement in model.localization}
    times = [(record["period"] or record["as_of"])[:4] for record in records]
    assert times == sorted(times)
    assert times[0] == "2007"
    assert {record["local"] for record in records} == {"city", "district", "sichuan-and-chongqing"}
    assert [record["percentage_points"] for record in records if record["percent"] is None] == [20]
    assert {record["figure"] for record in records if record["stance"] == "goal"} == {"loc.goal2010", "loc.goal2027"}
    seventy = [record["figure"] for record in records if record["percent"] == 70 and record["local"] == "city"]
    assert len(seventy) == 8
    assert all(record["sources"] and record["grade"] for record in records)


def test_the_cautions_on_most_statements_are_shown(call: Call) -> None:
    """The screen says that 70% is a standing phrase, and that rates of different areas do not compare."""
    screen = call("localization", "--past").out
    assert "! 70% has been stated since 2013 and never defined: no measurement of 2023.\n" in screen
    assert "! Rates for a district, or for Sichuan and Chongqing, are not comparable.\n" in screen


def records_of(name: str, model: Model, **words: Any) -> list[dict[str, Any]]:  # noqa: ANN401 -- whatever it takes
    """Return the records of an answer."""
    return [dict(record) for record in ask(name, model, **words).result.records]


def test_targets_stand_beside_what_came_of_them(model: Model) -> None:
    """Every outcome of the model is there with the target and the figure that tells what came of it."""
    records = records_of("targets", model, past=True)
    assert {record["id"]: record["outcome"] for record in records} == {
        outcome.target: outcome.result for outcome in model.outcomes
    }
    by_id = {record["id"]: record for record in records}
    missed = by_id["past.target2020.nev"]
    assert (missed["target"]["value"], missed["target"]["bound"], missed["actual"]["value"]) == (
        200_000,
        "over",
        43_000,
    )
    assert missed["sources"] == list(dict.fromkeys([*missed["target"]["sources"], *missed["actual"]["sources"]]))
    assert by_id["loc.goal2010"]["notes"][0].startswith("No rate for 2010 was found")


def test_open_targets_wait_for_all(call: Call) -> None:
    """The short screen shows what was met or missed, and counts what is open; `--all` shows that too."""
    short, whole = call("targets", "--past").out, call("targets", "--past", "--all").out
    assert short.count(" missed\n") == whole.count(" missed\n") == 6
    assert "open" not in short
    assert whole.count(" open\n") == 5


def test_targets_of_a_year_alone(model: Model) -> None:
    """A year and a place select among the outcomes as among the targets."""
    assert {record["period"] for record in records_of("targets", model, past=True, year="2022")} == {"2022"}
    assert records_of("targets", model, past=True, place="bishan") == []


def test_targets_without_a_place_are_those_of_2027(model: Model) -> None:
    """Without place and year the answer is that for 2027: every target and draft, as it was before places came."""
    expected = [figure.id for figure in model.figures if figure.kind != "actual" and time_of(figure)[:4] == "2027"]
    assert [record["id"] for record in records_of("targets", model)] == expected
    assert records_of("targets", model) == records_of("targets", model, year="2027")


def test_a_place_has_the_targets_of_every_year(model: Model) -> None:
    """A place is found by any of its names, and its targets are told for all years, or for one."""
    years = {record["period"] or record["as_of"] for record in records_of("targets", model, place="璧山区")}
    assert years == {"2025", "2027"}
    assert {record["subject"] for record in records_of("targets", model, place="western chongqing")} == {
        "western-chongqing"
    }
    assert [record["id"] for record in records_of("targets", model, place="bishan", year="2027")] == [
        "district.bishan.target2027.firms"
    ]


def test_what_is_set_nowhere_is_a_wrong_call(model: Model) -> None:
    """A place that is none, one without targets, and a year without any are refused with those that there are."""
    with pytest.raises(CallError, match=r"^unknown place 'bishen'; did you mean bishan\?$"):
        ask("targets", model, place="bishen")
    with pytest.raises(CallError, match=r"^no targets of rongchang; places with targets: jiangjin, hechuan"):
        ask("targets", model, place="rongchang")
    with pytest.raises(CallError, match=r"^no targets for '2031'; years with targets: 2010, 2020"):
        ask("targets", model, year="2031")
    bare = model._replace(figures=tuple(figure for figure in model.figures if figure.kind == "actual"), outcomes=())
    assert target_years(bare) == []
    assert target_places(bare) == []
    with pytest.raises(CallError, match=r"^no targets for '2027'; the data file holds none$"):
        ask("targets", bare)


def test_known_words_that_meet_in_nothing(call: Call) -> None:
    """A place and a year that both have targets, but none together: nothing, a line on standard error, exit code 0."""
    line = "cqparts: no such targets; see cqparts targets --all\n"
    assert call("targets", "jiangjin", "--year", "2027", "--json") == ("[]\n", line, 0)
    assert call("targets", "jiangjin", "--year", "2027").code == 0
    assert call("targets", "bishan", "--past", "--json") == ("[]\n", line, 0)


def test_drafts_wait_for_all(call: Call) -> None:
    """The short screen leaves drafts out and counts them; where there is nothing but drafts, it says so."""
    short, whole = call("targets").out, call("targets", "--all").out
    assert "draft" not in short.splitlines()
    assert whole.count(" draft\n") == 7
    assert call("targets", "jiangjin").out.startswith("Draft targets of Jiangjin")


def test_alike_drafts_are_told_apart_by_their_source(call: Call) -> None:
    """Two drafts of one measure, place and year carry the id of their source."""
    screen = call("targets", "--all").out
    assert "(hechuan-gov-2023-09-13)" in screen
    assert "(draft-plan-2025-07)" in screen


def test_a_short_name_that_could_mean_more_is_told_once(call: Call) -> None:
    """NEV parts are parts of intelligent connected NEVs: the caption says so, in English; Chinese has the name."""
    assert call("targets").out.count("intelligent connected NEV parts") == 1
    assert "NEV parts" in call("targets").out.splitlines()[0]
    assert "智能网联新能源汽车零部件" in call("targets", "--lang", "zh").out
    assert all(
        "intelligent connected NEV parts" in record["label"]
        for record in json.loads(call("targets", "--json").out)
        if record["scope"] == "icnev-parts"
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "words",
    [
        ("localization", "--past"),
        ("localization",),
        ("targets",),
        ("targets", "--past"),
        ("targets", "--year", "2025"),
        ("targets", "--year", "2023"),
        ("targets", "jiangjin"),
        ("trends",),
    ],
    ids=" ".join,
)
def test_one_screen(words: tuple[str, ...], lang: str, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 80 columns an answer takes 22 lines at most, none wider than the screen."""
    hold_one_screen(call, monkeypatch, *words, "--lang", lang)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_district_is_one_screen(lang: str, model: Model, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """So does each of the eight districts."""
    for district in model.districts:
        hold_one_screen(call, monkeypatch, "focus", district.id, "--lang", lang)


def hold_one_screen(call: Call, monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Hold an answer on a terminal of 80 columns to 22 lines of 80 cells."""
    from rich.cells import cell_len

    for name, value in {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)
    lines = call(*words).out.splitlines()
    assert len(lines) <= 22, words
    assert max(map(cell_len, lines)) <= 80, words


def test_every_series_is_one_screen(model: Model, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A measure with past values is one screen; one without says where its figures are."""
    past = {figure.measure for figure in model.figures if figure.kind == "actual"}
    for measure in model.measures:
        if measure.id in past:
            hold_one_screen(call, monkeypatch, "trends", measure.id)
        else:
            answer = call("trends", measure.id)
            assert (answer.out, answer.code) == ("", 2)
            years = [time_of(figure)[:4] for figure in model.figures if figure.measure == measure.id]
            assert f"see cqparts targets --year {max(years)}\n" in answer.err


def test_bars_of_growth_stay_within_their_column(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Growth beyond 100% is drawn as a part of the largest value, so that no bar is longer than another can be."""
    for name, value in {"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": "100"}.items():
        monkeypatch.setenv(name, value)
    screen = call("trends", "nev-output-growth").out
    bars = [line.count("■") for line in screen.splitlines() if "■" in line]
    assert max(bars) == 20
    assert "250%" in screen
    assert "□" not in screen


def test_parts_of_years_wait_for_all(call: Call) -> None:
    """The table of full years has no part of a year; `--all` has them, line by line."""
    short, whole = call("trends").out, call("trends", "--all").out
    assert "H1 2024" not in short
    assert "H1 2024" in whole
    assert "Jiangjin" not in short
    assert "Jiangjin: NEV output\n" in whole
