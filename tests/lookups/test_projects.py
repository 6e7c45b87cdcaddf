"""Plants and investments by name: what a call finds, what a screen shows of it, and what a spreadsheet gets."""

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Call
from cqparts.errors import CallError
from cqparts.loading.load import load
from cqparts.lookups import ask
from cqparts.lookups.plants import STAGES
from cqparts.lookups.projects import MOST_ROWS
from cqparts.model.places import Place, every_place, places_in
from cqparts.model.resolve import assemblies
from cqparts.model.types import Assembly

MODEL = load()
DISTRICTS = {district.id for district in MODEL.districts}
GOOD = [project for project in MODEL.projects if project.place in DISTRICTS and project.grade != "C"]

PLACES = st.sampled_from(every_place(MODEL))
PARTS = st.sampled_from(assemblies(MODEL))


def found(**words: str | list[str]) -> list[str]:
    """Return the ids of what a call finds."""
    return [record["id"] for record in ask("projects", MODEL, **words).rows]


def test_records_are_those_of_the_model() -> None:
    """Without a filter the answer holds every plant in the model's order, whatever the screen leaves out."""
    assert found() == [project.id for project in MODEL.projects]


@given(PLACES, PLACES)
def test_several_places_find_what_any_finds(first: Place, second: Place) -> None:
    """A place finds the plants in it and in what lies in it; of two places, those of either, none twice."""
    one, other, inside = first.id, second.id, places_in(MODEL, [first])
    assert found(place=one) == [each.id for each in MODEL.projects if {each.place, each.area} & inside]
    either = {*found(place=one), *found(place=other)}
    assert found(place=f"{one},{other}") == [key for key in found() if key in either]
    assert found(place=[one, other]) == found(place=f"{one},{other}")


@given(PARTS, st.sampled_from([*STAGES]), PLACES)
def test_filters_narrow_one_another(part: Assembly, stage: str, place: Place) -> None:
    """What two or three filters find is what each of them finds."""
    words = {"assembly": part.id, "stage": stage, "place": place.id}
    each = [set(found(**{name: word})) for name, word in words.items()]
    assert set(found(**words)) == set.intersection(*each)


@pytest.mark.parametrize("word", ["building", "在建", "BUILD"])
def test_a_stage_is_found_by_what_people_read(word: str) -> None:
    """A stage is found by its word in JSON and on screens, in both languages."""
    assert {record["stage"] for record in ask("projects", MODEL, stage=word).rows} == {"building"}
    assert {record["stage"] for record in ask("projects", MODEL, stage="not stated").rows} == {"unknown"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"place": "bishann"}, "unknown place 'bishann'; did you mean bishan?"),
        ({"assembly": "chasis"}, "unknown assembly 'chasis'; did you mean chassis?"),
        ({"stage": "produced"}, "unknown stage 'produced'; did you mean producing?"),
        ({"stage": "idle"}, "unknown stage 'idle'; use one of: unknown, announced, signed, building, producing"),
        ({"place": "tong"}, "place 'tong' is ambiguous: Tongliang (tongliang) or Tongnan (tongnan)"),
    ],
)
def test_what_there_is_not_is_a_wrong_call(words: dict[str, str], message: str) -> None:
    """An unknown place, assembly or stage gets the nearest names."""
    with pytest.raises(CallError) as refused:
        ask("projects", MODEL, **words)
    assert str(refused.value) == message


def test_known_values_that_meet_in_no_plant_are_an_empty_answer(call: Call) -> None:
    """A district without a plant in the sources has an empty list, a line on standard error, and exit code 0."""
    empty = "cqparts: no plant or investment that the sources name meets the filters\n"
    assert call("projects", "--place", "rongchang", "--json") == ("[]\n", empty, 0)
    assert call("projects", "--assembly", "body", "--stage", "signed", "-f", "jsonl") == ("", empty, 0)
    answer = call("projects", "--place", "rongchang")
    assert (answer.err, answer.code) == (empty, 0)
    assert "No plant is named in the sources." in answer.out


def test_the_screen_is_of_the_districts_and_good_sources(call: Call) -> None:
    """The short screen lists the districts' plants of grade A and B, one a row, and counts them by stage."""
    lines = call("projects").out.splitlines()
    assert lines[0] == "Western Chongqing: plants and investments by name"
    rows = lines[3 : lines.index("", 3)]
    assert [re.split(r"\*? {2,}", row)[1] for row in rows] == [project.firm for project in GOOD]
    counts = [(sum(each.stage == stage for each in GOOD), STAGES[stage].en) for stage in reversed(STAGES)]
    told = ", ".join(f"{count} {word}" for count, word in counts if count)
    assert lines[-1] == f"{len(GOOD)} plants and investments: {told}"


def test_all_adds_partner_cities_and_weak_sources(call: Call) -> None:
    """With --all every plant is a row, with its grade; a place that is named needs it for weak sources alone."""
    lines = call("projects", "--all").out.splitlines()
    rows = lines[3 : lines.index("", 3)]
    assert [row.rpartition(" ")[2] for row in rows] == [project.grade for project in MODEL.projects]
    assert lines[-1].startswith(f"{len(MODEL.projects)} plants and investments: ")
    short, full = (call("projects", "--place", "bishan", *option).out for option in ((), ("--all",)))
    assert "Chengdu Haoneng" not in short
    assert "Chengdu Haoneng" in full
    assert "CATL-Geely" in call("projects", "--place", "yibin").out


def test_what_only_may_belong_is_told_apart_and_not_counted(call: Call) -> None:
    """Steering without the word electric stands below a line that says so, and no count holds it."""
    text = call("projects", "--assembly", "steering").out
    above, below = text.split("May belong, but the source does not say so; not counted\n")
    assert "No plant of it is named in the sources." in above
    assert all(firm in below for firm in ("Chongqing Nexteer", "Longrun Steering", "Kuntai"))
    assert "plants and investments:" not in text
    records = json.loads(call("projects", "--assembly", "steering", "--json").out)
    assert {("electric-steering" in each["assemblies"], "electric-steering" in each["near"]) for each in records} == {
        (False, True)
    }


@pytest.mark.parametrize("option", ["--all", "-v"])
@pytest.mark.parametrize("fmt", ["json", "csv", "yaml"])
def test_machine_formats_hold_all_always(option: str, fmt: str, call: Call) -> None:
    """What chooses rows and columns for people changes no machine format."""
    assert call("projects", "-f", fmt, option) == call("projects", "-f", fmt)


def test_amounts_and_capacity_are_told_with_v(call: Call) -> None:
    """With -v each number of a plant is told with what it counts, its unit and its time."""
    short, full = (call("projects", "--place", "bishan", *option).out for option in ((), ("-v",)))
    assert "GWh" not in short
    assert "investment 10 bn CNY (8 lines, 20 GWh a year, 22 Feb 2019)" in full
    assert "capacity 35 GWh a year (planned, both phases, when full, Feb 2023)" in full
    assert "output over 1,000 vehicles (actual, in 2023, 2023)" in full
    chinese = call("projects", "--place", "bishan", "-v", "--lang", "zh").out
    assert "投资100亿元（8条生产线、年产20GWh，2019年2月22日）" in chinese
    assert "产能35GWh/年（规划，两期满产后，2023年2月）" in chinese


def rows_of(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(text)))


def test_a_spreadsheet_gets_each_number_in_one_order(call: Call) -> None:
    """In CSV each field of the amounts is a column, its values in one order, empty ones in their place."""
    rows = rows_of(call("projects", "-f", "csv").out)
    for record, row in zip(ask("projects", MODEL).rows, rows, strict=True):
        for field in ("what", "value", "unit", "qualifier", "timing", "as_of", "bound"):
            told = [str(amount[field]) if amount[field] is not None else "" for amount in record["amounts"]]
            assert row[f"amounts.{field}"] == ";".join(told)
        assert row["earlier.stage"] == ";".join(stage["stage"] for stage in record["earlier"])


@pytest.mark.parametrize("place", ["rongchang", "jiangjin", "bishan", "sichuan"])
def test_the_columns_of_a_spreadsheet_are_always_the_same(place: str, call: Call) -> None:
    """CSV and TSV have the same columns whatever the rows hold, also where there are none."""
    for fmt in ("csv", "tsv"):
        head = call("projects", "-f", fmt).out.splitlines()[0]
        assert call("projects", "--place", place, "-f", fmt).out.splitlines()[0] == head


def test_columns_name_a_field_of_the_amounts(call: Call) -> None:
    """A dotted column of the amounts is a list in JSON, and one cell elsewhere."""
    asked = ("projects", "--place", "bishan", "--columns", "id,amounts.what,amounts.value")
    first = json.loads(call(*asked, "--json").out)[0]
    assert first["amounts.what"] == ["investment", "capacity", "capacity", "output"]
    assert first["amounts.value"] == [10_000_000_000, 20, 35, 20_000_000_000]
    assert rows_of(call(*asked, "-f", "csv").out)[0]["amounts.value"] == "10000000000;20;35;20000000000"
    assert "investment, capacity, capacity, output" in call(*asked).out


SCREENS = [
    ("--place", "bishan"),
    ("--place", "western-chongqing"),
    ("--place", "sichuan"),
    ("--assembly", "steering"),
    ("--assembly", "battery,drive,chassis"),
    ("--stage", "producing"),
    ("--place", "rongchang"),
]


@pytest.mark.parametrize("words", SCREENS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_filtered_answer_is_one_screen(
    words: tuple[str, ...], lang: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a filter the answer takes at most 22 lines of 80 cells, and says how many plants it leaves out."""
    from wcwidth import wcswidth

    for name, value in {"COLUMNS": "80", "FORCE_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    lines = call("projects", *words, "--lang", lang).out.splitlines()
    assert len(lines) <= 22
    assert max(map(wcswidth, lines)) <= 80


def test_what_a_screen_leaves_out_is_counted(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number behind --all is that of the rows left out."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "80")
    assert f"--all adds {len(MODEL.projects) - len(GOOD)}: partner cities, weak sources" in call("projects").out
    west = [project for project in MODEL.projects if project.place in DISTRICTS]
    assert f"--all adds {len(west) - MOST_ROWS}: " in call("projects", "--place", "western-chongqing").out
