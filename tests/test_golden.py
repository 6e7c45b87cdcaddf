"""What users see, to the letter: a file an answer in tests/golden/, read by a person when it changes.

`pytest tests/test_golden.py --update-golden` writes them anew.
"""

from pathlib import Path

import pytest

from conftest import PINNED_TYPER, Answer, Call
from cqparts.cli import commands
from cqparts.lookups import NAMES

GOLDEN = Path(__file__).parent / "golden"

CALLS: dict[str, tuple[str, ...]] = {
    "assemblies": ("assemblies",),
    "cities": ("cities",),
    "components": ("components",),
    "districts": ("districts",),
    "find": ("find", "steering"),
    "focus": ("focus", "bishan"),
    "investment": ("investment", "--to", "USD,EUR"),
    "localization": ("localization",),
    "matrix": ("matrix",),
    "pilot": ("pilot",),
    "rates": ("rates", "--to", "usd,eur,gbp"),
    "sources": ("sources",),
    "targets": ("targets",),
    "trends": ("trends",),
    "who": ("who", "smart cockpit"),
}

WAYS: dict[str, tuple[str, ...]] = {
    "txt": (),
    "zh.txt": ("--lang", "zh"),
    "md": ("-f", "markdown"),
    "zh.md": ("-f", "markdown", "--lang", "zh"),
    "json": ("--json",),
    "jsonl": ("-f", "jsonl"),
    "csv": ("-f", "csv"),
    "tsv": ("-f", "tsv"),
    "yaml": ("-f", "yaml"),
}
"""Format and language, by the ending of the file."""

COLUMNS = {"find": "id,text", "investment": "id,converted.EUR.rate", "rates": "currency,rate", "sources": "id,title"}
"""Two keys of each answer; where none are named, id and sources."""

MORE: dict[str, tuple[str, ...]] = {
    "assemblies-system": ("assemblies", "--system", "new-energy"),
    "components-assembly": ("components", "--assembly", "power-battery"),
    "districts-both": ("districts", "--system", "intelligent", "--assembly", "smart-cockpit"),
    "districts-none": ("districts", "--system", "traditional", "--assembly", "power-battery"),
    "find-none": ("find", "zzz"),
    "focus-jiangjin": ("focus", "jiangjin"),
    "investment-day": ("investment", "--to", "EUR", "--on", "2023-06-30"),
    "investment-period": ("investment", "--to", "JPY", "--on", "period", "--unit", "yi"),
    "investment-rate": ("investment", "--rate", "GBP=9.1", "--to", "CHF", "--unit", "full"),
    "rates-half": ("rates", "--to", "EUR,USD", "--on", "2023-H1"),
    "sources-article": ("sources", "article"),
    "targets-2023": ("targets", "--year", "2023", "--unit", "million"),
    "trends-series": ("trends", "nev-output"),
    "who-chassis": ("who", "chassis"),
}
"""Calls with filters and options."""

TYPER_WRONG: tuple[tuple[str, ...], ...] = (
    ("districts", "--no-such"),
    ("districts", "extra"),
    ("focus",),
    ("foucs", "jiangjin"),
    ("districts", "-f"),
    ("--no-such",),
    ("report", "--open", "--no-such"),
)
"""Wrong calls that Typer words."""

WRONG: tuple[tuple[str, ...], ...] = (
    ("focus", "jiangjn"),
    ("focus", "tong", "--json"),
    ("districts", "-f", "tabel"),
    ("districts", "--json", "-f", "csv"),
    ("districts", "--columns", "nmae"),
    ("districts", "--columns", "id,,name", "--json"),
    ("targets", "--year", "2030"),
    ("trends", "nev-outptu", "-f", "csv"),
    ("investment", "--to", "EURO"),
    ("investment", "--rate", "dollars"),
    ("investment", "--on", "yesterday", "--json"),
    ("schema", "investmnt"),
    ("check", "no-such-file.yaml"),
    ("report", "-o", "report.txt"),
    ("report", "--district", "nowhere"),
    ("export", "no-such-folder/parts"),
    ("districts", "--data", "no-such-file.yaml"),
)
"""Wrong calls that cqparts words."""


def compare(name: str, text: str, request: pytest.FixtureRequest) -> None:
    """Compare a text with a golden file, or write it there when asked to."""
    file = GOLDEN / name
    if request.config.getoption("--update-golden"):
        file.write_bytes(text.encode())
    assert text == file.read_bytes().decode()


def test_every_look_up_has_golden_files() -> None:
    """No look-up goes without a golden file."""
    assert sorted(CALLS) == sorted(NAMES)


@pytest.mark.parametrize("command", CALLS)
@pytest.mark.parametrize("way", WAYS)
def test_answer_in_each_format(command: str, way: str, call: Call, request: pytest.FixtureRequest) -> None:
    """Every look-up prints in every format and language what it printed when a person last read it."""
    answer = call(*CALLS[command], *WAYS[way])
    assert (answer.err, answer.code) == ("", 0)
    compare(f"{command}.{way}", answer.out, request)


@pytest.mark.parametrize("command", CALLS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_terminal_of_80_columns(
    command: str, lang: str, call: Call, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Every look-up fits a terminal of 80 columns; one without colours, so that the files can be read."""
    for name, value in {"COLUMNS": "80", "FORCE_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    compare(f"{command}.{'zh.' * (lang == 'zh')}80.txt", call(*CALLS[command], "--lang", lang).out, request)


@pytest.mark.parametrize("command", CALLS)
@pytest.mark.parametrize("way", ["txt", "json", "csv"])
def test_two_columns(command: str, way: str, call: Call, request: pytest.FixtureRequest) -> None:
    """Every look-up prints the columns that are asked for."""
    answer = call(*CALLS[command], *WAYS[way], "--columns", COLUMNS.get(command, "id,sources"))
    compare(f"{command}.columns.{way}", answer.out, request)


@pytest.mark.parametrize("name", MORE)
@pytest.mark.parametrize("way", ["txt", "zh.txt", "json"])
def test_filters_and_options(name: str, way: str, call: Call, request: pytest.FixtureRequest) -> None:
    """Filters, years, rates and units give what they gave; of an empty answer, with the line on standard error."""
    answer = call(*MORE[name], *WAYS[way])
    assert answer.code == 0
    compare(f"{name}.{way}", answer.out + answer.err, request)


@PINNED_TYPER
@pytest.mark.parametrize("name", ["", *(entry.name for entry in commands.every())])
def test_help(name: str, call: Call, request: pytest.FixtureRequest) -> None:
    """The help of every command, and of the whole."""
    compare(f"help{'-' * bool(name)}{name}.txt", call(*name.split(), "--help").out, request)


@PINNED_TYPER
def test_wrong_calls_that_typer_words(call: Call, request: pytest.FixtureRequest) -> None:
    """What Typer finds wrong with a call is one line with its remedy, and exit code 2."""
    compare("wrong-typer.txt", "".join(told(words, call(*words)) for words in TYPER_WRONG), request)


def test_wrong_calls(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """What cqparts finds wrong with a call is a line with its remedy, and an exit code."""
    monkeypatch.chdir(tmp_path)
    compare("wrong.txt", "".join(told(words, call(*words)) for words in WRONG), request)


def told(words: tuple[str, ...], answer: Answer) -> str:
    """Return a call as a transcript: both streams and the exit code."""
    return f"$ cqparts {' '.join(words)}\n{answer.out}{answer.err}[{answer.code}]\n"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("words", [(), ("--html",), ("--district", "bishan"), ("--to", "EUR", "--on", "period")])
def test_report(words: tuple[str, ...], lang: str, call: Call, request: pytest.FixtureRequest) -> None:
    """The report and a district's profile, as Markdown and as a page."""
    name = "-".join(["report", *(word.strip("-").lower() for word in words)])
    ending = "html" if "--html" in words else "md"
    compare(f"{name}{'.zh' * (lang == 'zh')}.{ending}", call("report", *words, "--lang", lang).out, request)
