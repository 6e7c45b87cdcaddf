"""What users see, to the letter: a file an answer in tests/golden/, read by a person when it changes.

`pytest tests/test_golden.py --update-golden` writes them anew.
"""

import io
from pathlib import Path

import pytest

from conftest import Call
from cqparts import terminal
from cqparts.layout import page
from cqparts.model import Model
from cqparts.queries import LOOK_UPS, sample

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
ENDINGS = {"table": "txt", "markdown": "md"}


def compare(name: str, text: str, request: pytest.FixtureRequest) -> None:
    """Compare a text with a golden file, or write it there when asked to."""
    file = GOLDEN / name
    if request.config.getoption("--update-golden"):
        file.write_bytes(text.encode())
    assert text == file.read_bytes().decode()


def test_every_look_up_has_golden_files() -> None:
    """No look-up goes without a golden file."""
    assert sorted(CALLS) == sorted(LOOK_UPS)


@pytest.mark.parametrize("command", CALLS)
@pytest.mark.parametrize("fmt", ["table", "json", "csv", "markdown"])
def test_answer_in_each_format(command: str, fmt: str, call: Call, request: pytest.FixtureRequest) -> None:
    """Every look-up prints in every common format what it printed when a person last read it."""
    answer = call(*CALLS[command], "-f", fmt)
    assert (answer.err, answer.code) == ("", 0)
    compare(f"{command}.{ENDINGS.get(fmt, fmt)}", answer.out, request)


@pytest.mark.parametrize("fmt", ["jsonl", "tsv", "yaml"])
def test_further_formats(fmt: str, call: Call, request: pytest.FixtureRequest) -> None:
    """JSON Lines, TSV and YAML hold what JSON and CSV hold."""
    compare(f"localization.{fmt}", call("localization", "-f", fmt).out, request)


@pytest.mark.parametrize("command", CALLS)
def test_chinese_table(command: str, call: Call, request: pytest.FixtureRequest) -> None:
    """Every look-up has a Chinese table, its columns aligned."""
    compare(f"{command}.zh.txt", call(*CALLS[command], "--lang", "zh").out, request)


@pytest.mark.parametrize("command", LOOK_UPS)
def test_terminal_of_80_columns(
    command: str, model: Model, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Every look-up fits a terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    if command == "find":
        pytest.skip("the sample finds everything; its layout is that of the others")
    compare(f"{command}.80.txt", terminal.draw(page(sample(model, command)), io.StringIO()), request)
