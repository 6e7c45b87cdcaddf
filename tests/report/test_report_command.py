"""The command `report`: where it writes, what it refuses, and what it needs."""

import sys
import webbrowser
from pathlib import Path

import pytest

from conftest import Call
from cqparts.loading.load import bundled_file
from cqparts.model.types import Model
from cqparts.report.html import report_html
from cqparts.report.markdown import report_markdown
from cqparts.report.sections import full_report
from cqparts.report.write import report_text


@pytest.mark.parametrize("name", ["pilot.html", "pilot.HTM"])
def test_a_page_is_known_by_its_ending(tmp_path: Path, model: Model, call: Call, name: str) -> None:
    """A name that ends in .html gets the page, in UTF-8, and standard output stays empty."""
    path = tmp_path / name
    answer = call("report", "-o", str(path), "--lang", "zh")
    assert (answer.out, answer.err, answer.code) == ("", f"cqparts: wrote {path}\n", 0)
    assert path.read_text(encoding="utf-8") == report_html(full_report(model, "zh"))


@pytest.mark.parametrize("name", ["pilot.md", "pilot.markdown"])
def test_markdown_is_known_by_its_ending(tmp_path: Path, model: Model, call: Call, name: str) -> None:
    """A name that ends in .md gets Markdown."""
    path = tmp_path / name
    assert call("report", "-o", str(path)).code == 0
    assert path.read_text(encoding="utf-8") == report_markdown(full_report(model))


def test_a_page_goes_to_standard_output_on_request(model: Model, call: Call) -> None:
    """--html writes the page to standard output, and - is standard output, too."""
    assert call("report", "--html").out == report_html(full_report(model))
    assert call("report", "--html", "-o", "-").out == report_html(full_report(model))


def test_currencies_and_days_are_those_of_investment(model: Model, call: Call) -> None:
    """--to and --on convert as investment does, and the report says with which rate."""
    answer = call("report", "--to", "eur,GBP", "--on", "2023-06-30")
    assert answer.out == report_markdown(full_report(model, to=("EUR", "GBP"), on="2023-06-30"))
    assert "| bn EUR, about |" in answer.out
    assert "7.8983 CNY per EUR, reference rate of 30 Jun 2023." in answer.out
    assert "`cqparts investment --to EUR --to GBP --on 2023-06-30`" in answer.out


@pytest.mark.parametrize("word", ["bishan", "璧山区", "500120"])
def test_a_district_is_found_as_elsewhere(call: Call, word: str) -> None:
    """--district takes any name of a district."""
    assert call("report", "--district", word).out.startswith("# Bishan: priorities, production, plants, figures\n")


def test_an_existing_file_stays_without_force(tmp_path: Path, call: Call) -> None:
    """A file that exists is refused, and replaced with --force."""
    path = tmp_path / "pilot.md"
    path.write_text("mine")
    answer = call("report", "-o", str(path))
    assert (answer.out, answer.code) == ("", 2)
    assert answer.err == f"cqparts: {path} exists; add --force to replace it, or give another name\n"
    assert path.read_text() == "mine"
    assert call("report", "-o", str(path), "--force").code == 0
    assert path.read_text().startswith("# Auto parts in western Chongqing")


@pytest.mark.parametrize(
    ("words", "message", "code"),
    [
        (("-o", "pilot.txt"), "unsupported file type 'pilot.txt'; use .html or .md", 2),
        (("-o", "pilot"), "unsupported file type 'pilot'; use .html or .md", 2),
        (
            ("--html", "-o", "a.md"),
            "--html conflicts with 'a.md'; use .html",
            2,
        ),
        (("--open",), "--open needs -o FILE", 2),
        (
            ("--district", "bishan", "--to", "EUR"),
            "--to and --on cannot be used with --district",
            2,
        ),
        (("--lang", "fr"), "unknown language 'fr'; use one of: en, zh", 2),
        (
            ("-o", "/no/such/folder/a.md"),
            "cannot write /no/such/folder/a.md: there is no folder /no/such/folder; make it first",
            1,
        ),
    ],
)
def test_wrong_calls_are_told_in_a_line(call: Call, words: tuple[str, ...], message: str, code: int) -> None:
    """What cannot be done is said in one line with the way out, and nothing is written."""
    answer = call("report", *words)
    assert (answer.out, answer.err, answer.code) == ("", f"cqparts: {message}\n", code)


@pytest.mark.parametrize("words", [("--district", "bishn"), ("--to", "EURO"), ("--on", "2023-13")])
def test_unknown_words_are_refused(call: Call, words: tuple[str, ...]) -> None:
    """An unknown district, currency or day is for the caller to correct."""
    answer = call("report", *words)
    assert (answer.out, answer.code, answer.err.count("\n")) == ("", 2, 1)


def test_without_jinja2_a_page_says_what_to_install(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Jinja2 is missing, a page is refused in one line, and Markdown is written as ever."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    answer = call("report", "-o", str(tmp_path / "a.html"))
    assert (answer.out, answer.code) == ("", 1)
    assert answer.err == (
        "cqparts: a page needs Jinja2: pip install 'cqparts-pilot[report]', or write Markdown (-o FILE.md)\n"
    )
    assert not list(tmp_path.iterdir())
    assert call("report", "-o", str(tmp_path / "a.md")).code == 0


def test_the_browser_is_shown_the_file(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """--open hands the written file to the browser."""
    shown: list[str] = []

    def show(address: str) -> bool:
        shown.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", show)
    path = tmp_path / "a b.html"
    assert call("report", "-o", str(path), "--open").code == 0
    assert shown == [path.as_uri()]
    assert path.exists()


@pytest.mark.parametrize(("name", "shown"), [("a.html", "a.html"), ("a\u202e.html", "a\\u202e.html")])
def test_a_missing_browser_is_told(
    name: str, shown: str, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no browser starts, the file is there and the message says so, without what a terminal might act on."""
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    path = tmp_path / name
    answer = call("report", "-o", str(path), "--open")
    assert (answer.code, answer.err) == (
        1,
        f"cqparts: {tmp_path / shown} is written, but no browser could be started; open it by hand\n",
    )
    assert path.exists()


def test_a_model_of_ones_own_is_reported(tmp_path: Path, call: Call) -> None:
    """--data reports another file; an invalid one is refused with its places."""
    path = tmp_path / "mine.yaml"
    path.write_text(bundled_file().read_text(encoding="utf-8").replace("Jiangjin", "Riverford"), encoding="utf-8")
    assert "Riverford" in call("report", "--data", str(path)).out
    path.write_text("schema_version: 1\n")
    answer = call("report", "--data", str(path))
    assert (answer.out, answer.code) == ("", 1)
    assert answer.err.startswith(f"cqparts: {path}:1:1: ")


def test_amounts_without_any_rate_are_not_converted(model: Model) -> None:
    """A model that knows no rate is reported in yuan alone, unless a currency is asked for."""
    figures = tuple(figure for figure in model.figures if figure.measure == "contract-value")
    bare = model._replace(exchange_rates=type(model.exchange_rates)(), figures=figures)
    text = report_text(bare, "markdown")
    assert "**279.9 bn CNY of contracts** " in text
    assert "USD" not in text
