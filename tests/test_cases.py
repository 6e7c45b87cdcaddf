"""Valid models that are unlike the bundled one: each in tests/cases is one change to a small model; all is answered."""

import csv
import io
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Call
from cqparts.loading.check import check_file
from cqparts.loading.load import load
from cqparts.lookups import NAMES
from cqparts.model.content import dump
from cqparts.output.serialize import FORMATS
from samples import BASES, change

CASES = {case.stem: case for case in sorted((Path(__file__).parent / "cases").glob("*.yaml"))}

WORDS = {
    "find": ["a"],
    "focus": ["bishan"],
    "who": ["chassis"],
    "show": ["bishan"],
    "diff": [str(BASES["small"])],
    "trends": ["nev-share"],
    "targets": ["--year", "2021"],
}
"""What the look-ups are asked."""


@pytest.fixture
def case_file(case: str, tmp_path: Path) -> Path:
    """Return the file of a case, or of the small model itself."""
    file = tmp_path / "model.yaml"
    file.write_text(change(CASES[case], file).text if case in CASES else BASES[case].read_text("utf-8"), "utf-8")
    return file


def ask(call: Call, file: Path, *words: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Return what a look-up answers of a model, as JSON."""
    answer = call(*words, "--json", "--data", str(file))
    assert (answer.err, answer.code) == ("", 0)
    return json.loads(answer.out)


@pytest.mark.parametrize("case", ["small", *CASES])
def test_every_answer_comes_in_every_format(
    case_file: Path, call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No look-up, report or export of a valid model fails, in a pipe or on a terminal; what is read back is equal."""
    assert check_file(case_file).problems == ()
    monkeypatch.setattr(sys.modules["cqparts._bundled"], "MODEL", load(case_file))
    for name in NAMES:
        words = [name, *WORDS.get(name, ())]
        for fmt in FORMATS:
            for lang in ("en", "zh") if fmt == "table" else ("en",):
                answer = call(*words, "-f", fmt, "--lang", lang)
                assert (answer.code, answer.err) == (0, ""), (name, fmt, lang)
        rows = csv.reader(io.StringIO(call(*words, "-f", "csv").out))
        assert not [cell for row in rows for cell in row if cell[:1] in ("=", "@")], name
    for options in ([], ["--html", "--lang", "zh"]):
        assert call("report", *options).code == 0, options
    for target in ("parts", "parts.sqlite", "parts.json"):
        answer = call("export", str(tmp_path / target))
        assert (answer.out, answer.code) == ("", 0), target
    assert load(tmp_path / "parts.json") == load(case_file)
    with sqlite3.connect(tmp_path / "parts.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    monkeypatch.setenv("FORCE_COLOR", "1")
    for name in NAMES:
        assert call(name, *WORDS.get(name, ())).code == 0, name


@pytest.mark.parametrize("case", ["small", *CASES])
def test_ids_are_unique_within_an_answer(case_file: Path, call: Call) -> None:
    """No two records of an answer have one id; but `diff` has a row for each field of a record."""
    for name in (name for name in NAMES if name != "diff"):
        records = ask(call, case_file, name, *WORDS.get(name, ()))
        ids = [record["id"] for record in records if "id" in record] if isinstance(records, list) else []
        assert len(ids) == len(set(ids)), name


@pytest.mark.parametrize("case", ["localization-years"])
def test_a_gap_of_another_year_has_an_id_of_its_own(case_file: Path, call: Call) -> None:
    """The first gap of an area keeps the id that was promised; that of another year has its time in it."""
    records = ask(call, case_file, "localization")
    gaps = [
        (record["id"], record["period"], record["percentage_points"]) for record in records if not record["vehicles"]
    ]
    assert gaps == [("localization-rate-gap.west", "2021", 40), ("localization-rate-gap.west.2022", "2022", 35)]


@pytest.mark.parametrize("case", ["localization-one"])
def test_one_localization_rate_is_shown_without_a_gap(case_file: Path, call: Call) -> None:
    """A single rate is an answer of one record, and a table that shows it."""
    assert [(each["id"], each["percent"]) for each in ask(call, case_file, "localization")] == [("new", 30)]
    assert "30" in call("localization", "--data", str(case_file)).out


@pytest.mark.parametrize("case", ["amount-usd"])
def test_an_amount_of_another_currency_is_shown_unconverted(case_file: Path, call: Call) -> None:
    """Amounts in dollars and euro are in the answer, say that they are not converted, and enter no ratio."""
    records = {record["id"]: record for record in ask(call, case_file, "investment", "--to", "EUR")}
    assert (records["usd"]["amount"], records["usd"]["currency"], records["usd"]["converted"]) == (
        38_420_000_000,
        "USD",
        [],
    )
    assert (records["eur"]["amount"], records["eur"]["currency"], records["eur"]["converted"]) == (5_000_000, "EUR", [])
    assert records["usd"]["cautions"] == ["Not converted: only amounts in CNY are."]
    assert records["contract"]["converted"][0]["currency"] == "EUR"
    assert not [key for key in records if "share" in key or "funds-to" in key]
    for words in ([], ["--all"]):
        table = call("investment", *words, "--data", str(case_file)).out
        assert "38.42 bn USD" in table
        assert "about 0.005 bn EUR" in table
        assert "Not converted: only amounts in CNY are." in table


@pytest.mark.parametrize("case", ["digits"])
def test_long_numbers_keep_their_digits(case_file: Path, call: Call) -> None:
    """Amounts of many digits are the same in JSON and in a table, whole and in billions."""
    amounts = {record["id"]: record["amount"] for record in ask(call, case_file, "investment")}
    assert (amounts["nine"], amounts["seventeen"]) == (999_999_995, 12_345_678_901_234_567)
    assert amounts["forty"] == 1234567890123456789012345678901234567890 * 10**9
    whole, billions = (
        call("investment", "--all", "--data", str(case_file), *unit).out for unit in (["--unit", "full"], [])
    )
    for number in (999_999_995, 12_345_678_901_234_567, 1234567890123456789012345678901234567890 * 10**9):
        assert f" {number:,} " in whole
    for shown in ("0.999999995", "12,345,678.901234567", f"{1234567890123456789012345678901234567890:,}"):
        assert f" {shown} " in billions
    assert "9,999,999,999,999,999,999" in call("trends", "vehicle-output", "--data", str(case_file)).out
    assert "999,999,999,999,999.9999" in call("trends", "vehicle-output", "--lang", "zh", "--data", str(case_file)).out


@pytest.mark.parametrize("case", ["two-totals"])
def test_of_two_totals_the_first_is_taken_and_named(case_file: Path, call: Call) -> None:
    """Both totals are shown; the share is of the first, and says that there is another."""
    totals = ask(call, case_file, "trends", "vehicle-output")
    assert [(record["id"], record["value"]) for record in totals] == [("v0", 100), ("v1", 200)]
    (share,) = ask(call, case_file, "trends", "nev-share")[1:]
    assert (share["value"], share["sources"]) == (50, ["article"])
    assert share["notes"] == [
        "Calculated from the first of several totals for this time; the others give other shares."
    ]
    side_by_side = call("trends", "--data", str(case_file)).out
    assert "2023          50             100  about 50%\n" in side_by_side
    assert "200" not in side_by_side
    assert "200" in call("trends", "--all", "--data", str(case_file)).out
    assert "200" in call("trends", "vehicle-output", "--all", "--data", str(case_file)).out


@pytest.mark.parametrize("case", ["small"])
def test_series_without_a_full_year_are_shown_with_their_periods(case_file: Path, call: Call) -> None:
    """Where no figure is of a full year, what there is stands in place of an empty table of years."""
    assert "Jan–Dec 2021  over 30%" in call("trends", "--data", str(case_file)).out


@pytest.mark.parametrize("case", ["ratio-units"])
def test_unlike_units_give_no_share(case_file: Path, call: Call) -> None:
    """Vehicles are no part of yuan: no share is calculated."""
    assert [record["id"] for record in ask(call, case_file, "trends", "nev-share")] == ["share-made"]


@pytest.mark.parametrize("case", ["share-small"])
def test_a_share_below_one_percent_keeps_a_digit(case_file: Path, call: Call) -> None:
    """71 in 100,000 vehicles are 0.071 %, and 24,500 of some 7 million 0.35 %: a tenth is the last place of a share."""
    shares = {record["period"]: record for record in ask(call, case_file, "trends", "nev-share")}
    assert [shares[year]["value"] for year in ("2022", "2023")] == [0.4, 0.1]
    assert [shares[year]["significant_digits"] for year in ("2022", "2023")] == [1, 1]
    table = call("trends", "nev-share", "--data", str(case_file)).out
    assert "about 0.4%" in table
    assert "about 0.1%" in table


@pytest.mark.parametrize("case", ["growth"])
def test_growths_beyond_the_whole_are_shown_whole(case_file: Path, call: Call) -> None:
    """A growth of 123,456 % is there with all its digits, beside its year."""
    shown = call("trends", "funds-growth", "--data", str(case_file)).out
    for text in ("2021", "2022", "2023", "2024", "900", "123,456"):
        assert text in shown, text


@pytest.mark.parametrize("case", ["quote-huge"])
def test_a_rate_of_forty_digits_is_compared(case_file: Path, call: Call) -> None:
    """How far a rate is from the implied one is told however far it is."""
    differences = {record["id"]: record["difference_percent"] for record in ask(call, case_file, "rates")}
    assert differences["huge"] == pytest.approx(1.3726e40, rel=1e-4)
    assert differences["tiny"] == -100
    assert (
        "1,000,000,000,000,000,000,000,000,000,000,000,000,000" in call("rates", "--all", "--data", str(case_file)).out
    )


@pytest.mark.parametrize("case", ["small"])
@pytest.mark.parametrize("command", ["rates", "investment"])
def test_a_rate_of_the_ecb_needs_no_source_of_the_model(case_file: Path, call: Call, command: str) -> None:
    """Where the model has no record of the ECB as a source, its rates are used, and no record is named."""
    words = [command, "--to", "EUR", "--on", "2023-06-30"]
    first = ask(call, case_file, *words)[0]
    assert (first["sources"] == []) if command == "rates" else (first["converted"][0]["rate_source"] is None)
    answer = call(*words, "--data", str(case_file))
    assert answer.code == 0
    assert "ECB reference rate" in answer.out


@pytest.mark.parametrize("case", ["year-9999"])
def test_the_ends_of_the_calendar_are_times(case_file: Path, call: Call) -> None:
    """Years, halves, months and days up to the last of the calendar are read; there is no rate of them."""
    for when in ("9999", "9999-H2", "9999-Q4", "9999-12", "9999-11/9999-12", "9999-12-31", "0001", "0001-01-01"):
        answer = call("rates", "--on", when, "--data", str(case_file))
        assert (answer.code, answer.out) == (2, ""), when
        assert answer.err.startswith("cqparts: no ECB rates for "), when
    answer = call("investment", "--on", "period", "--data", str(case_file))
    assert answer.code == 2
    assert answer.err.startswith("cqparts: no ECB rates for ")


@pytest.mark.parametrize("case", ["digits"])
def test_a_valid_model_is_dumped_whole(case_file: Path) -> None:
    """The data of a model hold each number as it was written."""
    values = {figure["id"]: figure["value"] for figure in dump(load(case_file))["figures"]}
    assert values["forty"] == "1234567890123456789012345678901234567890"
