"""What small models, each the small one with a few edits, must not get wrong."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from conftest import Call
from cqparts.errors import CallError
from cqparts.lookups.investment import left_text
from cqparts.money.rates import parse_rates
from samples import BASES

Small = Callable[..., Path]


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """Return a function that writes the small model with some texts replaced and figures put before its own."""

    def write(*edits: tuple[str, str], figures: tuple[str, ...] = (), name: str = "model.yaml") -> Path:
        text = BASES["small"].read_text("utf-8")
        full = (figure if "sources:" in figure else f"{figure}, sources: [survey]" for figure in figures)
        lines = "".join(f"  - {{qualifier: exact, {figure}}}\n" for figure in full)
        for old, new in (*edits, ("figures:\n", f"figures:\n{lines}")):
            assert old in text
            text = text.replace(old, new, 1)
        file = tmp_path / name
        file.write_text(text, "utf-8")
        return file

    return write


def told(call: Call, file: Path, *words: str) -> str:
    """Return what a call prints of a model."""
    answer = call(*words, "--data", str(file))
    assert (answer.err, answer.code) == ("", 0)
    return answer.out


def records(call: Call, file: Path, *words: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Return the records of an answer."""
    return json.loads(told(call, file, *words, "--json"))


def test_a_report_is_of_the_first_series_that_has_totals(call: Call, small: Small) -> None:
    """Where the first series has figures of a scope alone, the section is of the next; without any, there is none."""
    part = "id: part, subject: chongqing, measure: nev-output, scope: autos, value: '5', unit: vehicles, period: '2023'"
    assert "| Jan–Dec 2021 | over 30" in told(call, small(figures=(part,)), "report")
    made = "id: share-made, subject: bishan, measure: nev-share,"
    edits = (made, f"{made} scope: autos,"), ("  - {target: share, actual: share-made, result: met}\n", "")
    assert "Vehicle output by year" not in told(call, small(*edits, figures=(part,)), "report")


def test_series_of_one_size_stand_in_the_order_of_the_answer(small: Small) -> None:
    """The order of a report's columns does not hang on that of sets, which another seed changes."""
    figures = [
        f"id: {measure}-{year}, subject: chongqing, measure: {measure}, value: '{value}', unit: vehicles, "
        f"period: '{year}'"
        for measure in ("vehicle-output", "nev-output")
        for year, value in ((2022, 40), (2023, 50))
    ]
    program = [sys.executable, "-m", "cqparts", "report", "--data", str(small(figures=tuple(figures)))]
    for seed in ("0", "1"):
        page = subprocess.run(program, env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True)
        assert "| Year | NEV output, vehicles | Vehicle output, vehicles | NEV share" in page.stdout.decode(), seed


def test_amounts_of_other_currencies_stand_apart(call: Call, small: Small, tmp_path: Path) -> None:
    """Dollars are in no column of yuan, neither in a report nor in a spreadsheet, and no headline takes both."""
    dollars = "id: us, subject: west, measure: contract-value, value: '3', unit: bn USD, period: 2023-H1"
    file = small(figures=(dollars,))
    page = told(call, file, "report", "--to", "USD")
    assert "| Contract value, autos[^investment-a] | 279.9 | 38.42 |" in page
    assert "| Contract value |" not in page
    assert "### Amounts in other currencies\n\n- Contract value, The west, H1 2023: **3 bn USD**[^2]\n" in page
    assert "autos 279.9 bn" not in page
    yuan = "id: cn, subject: west, measure: contract-value, value: '5', unit: bn CNY, period: 2023-H1"
    assert "**5 bn CNY of contracts**" in told(call, small(figures=(dollars, yuan)), "report")
    target = tmp_path / "parts.xlsx"
    assert call("export", str(target), "--data", str(small(figures=(dollars,)))).code == 0
    rows = list(load_workbook(target)["Money"].iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row[0] == "Figure")
    columns = dict(zip(rows[head], zip(*rows[head + 1 : head + 3], strict=True), strict=True))
    assert (columns["Amount: bn USD"], columns["Amount: Whole value (USD)"]) == ((3, None), (3_000_000_000, None))
    assert (columns["Amount: bn CNY"], columns["bn USD"]) == ((None, 279.9), (None, 38.42))


def test_a_call_that_lacks_a_word_under_a_home_that_does_not_exist(call: Call) -> None:
    """What a call lacks is told in a line, though its data file cannot be asked for names."""
    answer = call("focus", "--data", "~nosuch/x")
    assert (answer.out, answer.code) == ("", 2)
    assert answer.err.startswith("cqparts: missing ")
    assert answer.err.count("\n") == 1


def test_what_the_plan_counts_is_no_target(call: Call, small: Small) -> None:
    """Targets and drafts of component types are not what is missing now, of all or of a system."""
    counts = [
        f"id: {subject}-{kind}, subject: {subject}, measure: component-types-count, value: '900', kind: {kind}, "
        "unit: component types, as_of: '2027'"
        for subject in ("west", "new-energy")
        for kind in ("target", "draft")
    ]
    file = small(figures=tuple(counts))
    chassis = records(call, file, "assemblies")[-1]
    assert (chassis["all_components_unnamed"], chassis["system_components_unnamed"]) == (54, None)
    assert "### Component types known by name: 2 of 56" in told(call, file, "report")


SCOPES = (
    "scopes:\n",
    """scopes:
  - {id: traditional-vehicles, name: Traditional, name_zh: 传统, topic: scope, sources: [article]}
  - {id: new-energy-vehicles, name: NEVs, name_zh: 新能源, topic: scope, sources: [article]}
""",
)


def localization_rate(key: str, subject: str, value: int, more: str) -> str:
    """Return a localization rate of 2023."""
    return f"id: {key}, subject: {subject}, measure: localization-rate, value: '{value}', unit: percent, {more}"


OLD = "scope: traditional-vehicles, as_of: '2023'"
NEW = "scope: new-energy-vehicles, as_of: '2023'"


def test_targets_are_no_localization_rates(call: Call, small: Small) -> None:
    """A target is neither shown as a rate nor subtracted from one."""
    figures = (
        localization_rate("old", "chongqing", 80, OLD),
        localization_rate("new", "chongqing", 50, f"{NEW}, kind: target"),
    )
    assert [each["id"] for each in records(call, small(SCOPES, figures=figures), "localization")] == ["old"]


@pytest.mark.parametrize("areas", [(), ("chongqing", "west")])
def test_rates_of_districts_stand_beside_those_of_any_areas(areas: tuple[str, ...], call: Call, small: Small) -> None:
    """The table has the rates of districts also where there is no rate of an area, or several areas have one."""
    figures = [
        localization_rate("own", "bishan", 40, "as_of: '2023'"),
        *(localization_rate(f"old-{area}", area, 80, OLD) for area in areas),
    ]
    table = told(call, small(SCOPES, figures=tuple(figures)), "localization")
    assert "Bishan  40%  2023\n" in table
    assert ("80%" in table) == ("not to be compared" in table) == bool(areas)


@pytest.mark.parametrize(
    ("time", "english", "chinese"),
    [
        ("2023", ", as stated in 2023\n", "，据2023年的表述\n"),
        ("2023-08", ", as stated in Aug 2023\n", "，据2023年8月的表述\n"),
        ("2023-08-18", ", as stated on 18 Aug 2023\n", "，据2023年8月18日的表述\n"),
    ],
)
def test_rates_are_stated_on_a_day_or_in_a_year(
    time: str, english: str, chinese: str, call: Call, small: Small
) -> None:
    """The caption takes a year and a month for what they are."""
    file = small(SCOPES, figures=(localization_rate("old", "west", 80, OLD.replace("2023", time)),))
    assert english in told(call, file, "localization")
    assert chinese in told(call, file, "localization", "--lang", "zh")


def test_a_note_in_one_language_hides_no_other(call: Call, small: Small) -> None:
    """Where a record has more notes in English than in Chinese, each language has all of its own."""
    remark = (
        "conflicts:\n",
        "conflicts:\n  - {id: new, about: [contract], text: A remark., text_zh: 一条说明。, sources: [survey]}\n",
    )
    note = ("    caution: Signed, not paid.\n", "    caution: Signed, not paid.\n    note: In English.\n")
    quote = ("      equivalent: ", "      note: Of the quote.\n      equivalent: ")
    file = small(remark, note, quote)
    page = told(call, file, "show", "contract", "-v")
    assert "! In English.\n! A remark.\n" in page
    page = told(call, file, "show", "contract", "-v", "--lang", "zh")
    assert "! 一条说明。\n" in page
    assert "! \n" not in page
    assert "! Of the quote.\n" in told(call, file, "rates")


def test_counts_are_floors_where_a_list_is_open_ended(call: Call, small: Small) -> None:
    """That lists end with "and others" is said only where one does."""
    closed = small(("        open_ended: true\n", ""))
    said = "their lists end with"
    assert said not in told(call, closed, "assemblies")
    assert said in told(call, small(name="open.yaml"), "assemblies")
    assert "and others" not in told(call, closed, "matrix") + told(call, closed, "report")


def test_a_ratio_of_a_ratio_is_listed_once(call: Call, small: Small) -> None:
    """A series that is a ratio, and that another is a ratio of, is one series."""
    names = "id: double, name: D, name_zh: 比, topic: output, sources: [survey]"
    ratio = ("scopes:\n", f"  - {{{names}, ratio_of: [nev-share, vehicle-output]}}\nscopes:\n")
    assert [each["id"] for each in records(call, small(ratio), "trends")] == ["share-made"]


def test_amounts_of_two_days_are_of_two_times(call: Call, small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """The overview joins no amounts of two days, and a label names no source where its day tells it from others."""
    funds = "  - {id: funds-secured, name: Funds, name_zh: 到位资金, topic: investment, sources: [article]}\nscopes:\n"
    days = (
        "id: e1, subject: west, measure: contract-value, value: '9', unit: 100m CNY, as_of: '2022-06-30'",
        "id: e2, subject: west, measure: funds-secured, value: '7', unit: 100m CNY, as_of: '2025-12-31'",
        "id: e3, subject: west, measure: contract-value, value: '8', unit: 100m CNY, as_of: '2025-12-31'",
    )
    file = small(("scopes:\n", funds), figures=days)
    assert "(survey)" not in told(call, file, "investment", "--all")
    monkeypatch.setenv("CQPARTS_DATA", str(file))
    assert "  30 Jun 2022: contract value 0.9 bn CNY\n" in call().out


def test_a_rate_is_taken_in_any_form_of_its_number() -> None:
    """Floats and decimals are the same rate as their digits, also where Python writes them with an exponent."""
    given: dict[str, Any] = {"LBP": 8.04e-05, "USD": Decimal("1E-7"), "EUR": Decimal("1E+1"), "GBP": "9", "JPY": 7.1}
    plain = ["LBP=0.0000804", "USD=0.0000001", "EUR=10", "GBP=9", "JPY=7.1"]
    assert parse_rates(given) == parse_rates(plain)
    with pytest.raises(CallError, match="use a plain number above 0"):
        parse_rates({"USD": float("inf")})


def test_a_number_of_nothing_is_a_value(call: Call, small: Small) -> None:
    """A field that is 0 was stated, unlike one that is empty or a flag that is not set."""
    zero, one = (small(("lat: 29.59", f"lat: {number}"), name=f"{number}.yaml") for number in ("0.0", "1.0"))
    (change,) = json.loads(call("diff", str(zero), str(one), "--json").out)
    assert (change["field"], change["old"], change["new"]) == ("seat.lat", "0.0", "1.0")


@pytest.mark.parametrize(
    ("time", "date"),
    [
        ("period: 2026-H1", "June 2026"),
        ("period: 2026-Q3", "September 2026"),
        ("period: 2026-H1, kind: draft", "June 2024"),
        ("period: '2026'", "December 2026"),
        ("as_of: '2026'", "2026"),
        ("as_of: 2026-03-02", "March 2026"),
        ("period: 2024-01/2024-07", "July 2024"),
    ],
)
def test_facts_reach_to_the_end_of_a_half_or_quarter(time: str, date: str, call: Call, small: Small) -> None:
    """A report says to which month its facts reach; of a year in which something was told, no month is known."""
    growth = f"id: new, subject: west, measure: funds-growth, value: '9', unit: percent, {time}"
    assert f"\nFacts to {date} · " in told(call, small(figures=(growth,)), "report")


def test_one_of_a_thing_is_told_in_the_singular(call: Call, small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """No screen of the small model has one of several things."""
    project = (
        "  - {id: project.bare, firm: Another, place: zigong, products: [Cells], products_zh: [电芯], stage: unknown"
    )
    source = "  - {id: lone, title: T, publisher: P, language: en, kind: primary}\nsystems:\n"
    file = small(
        (f"{project}, stage_as_of: null, sources: [survey], grade: C}}\n", ""),
        ("systems:\n", source),
        ('adcode: "510300", sources: [article]', 'adcode: "510300", sources: [lone]'),
        figures=("id: all, subject: chongqing, measure: contract-value, value: '3', unit: bn CNY, period: 2023-H1",),
    )
    assert told(call, file, "cities").startswith("The 1 partner city in Sichuan, ")
    assert "1 record (-v lists them)" in told(call, file, "sources", "lone")
    left = left_text(1, 1, 1)
    assert left
    assert left.en == "--all adds 1 row: other periods, 1 area, 1 ratio or rate of growth"
    monkeypatch.setenv("CQPARTS_DATA", str(file))
    assert "  2 districts, 2 assemblies, 56 component types (2 named), 1 project\n" in call().out


def test_find_and_show_name_the_same_sources(call: Call, small: Small) -> None:
    """Every record has the same sources in both, those of its parts among them."""
    file = small()
    found = {
        each["id"]: each["sources"]
        for word in "abcdefghijklmnopqrstuvwxyz"
        for each in records(call, file, "find", word)
    }
    shown = {key: records(call, file, "show", key)[0]["sources"] for key in found}
    assert found == shown
    assert found["bishan"] == ["article", "survey"]


def test_a_report_has_the_figures_that_focus_has(call: Call, small: Small) -> None:
    """A figure of one source of the weakest grade and one without a grade is a weak one in both."""
    size = "id: size, subject: bishan, measure: firms, scope: autos, value: '5', unit: firms, period: '2023'"
    measure = "  - {id: firms, name: Firms, name_zh: 企业, topic: industry, sources: [article]}\nscopes:\n"
    file = small(("scopes:\n", measure), ("    grade: A\n", ""), figures=(f"{size}, sources: [article, survey]",))
    assert "Firms" not in told(call, file, "focus", "bishan")
    assert "| none found | none found |" in told(call, file, "report")
