"""What users see, to the letter: a file an answer in tests/golden/, read by a person when it changes.

`pytest tests/test_golden.py --update-golden` writes them anew. The first example of a look-up's help is its call,
unless `CALLS` names a better one.
"""

import shlex
from pathlib import Path

import pytest

from conftest import PINNED_TYPER, Answer, Call
from cqparts.lookups import NAMES, get

GOLDEN = Path(__file__).parent / "golden"

CALLS: dict[str, tuple[str, ...]] = {name: tuple(shlex.split(get(name).declared.examples[0])) for name in NAMES} | {
    "focus": ("focus", "bishan"),
    "investment": ("investment", "--to", "USD,EUR"),
    "rates": ("rates", "--to", "usd,eur,gbp"),
}

WAYS: dict[str, tuple[str, ...]] = {
    "txt": (),
    "zh.txt": ("--lang", "zh"),
    "json": ("--json",),
}
"""Format and language of every look-up, by the ending of the file."""

MORE_WAYS: dict[str, tuple[str, ...]] = {
    "md": ("-f", "markdown"),
    "zh.md": ("-f", "markdown", "--lang", "zh"),
    "jsonl": ("-f", "jsonl"),
    "csv": ("-f", "csv"),
    "tsv": ("-f", "tsv"),
    "yaml": ("-f", "yaml"),
}
"""The other formats, which two look-ups are held in: one of a list, one of an object."""

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
    ("targets", "--year", "2040"),
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


@pytest.mark.parametrize("command", NAMES)
@pytest.mark.parametrize("way", WAYS)
def test_answer(command: str, way: str, call: Call, request: pytest.FixtureRequest) -> None:
    """Every look-up prints what it printed when a person last read it: in a pipe in both languages, and as JSON."""
    answer = call(*CALLS[command], *WAYS[way])
    assert (answer.err, answer.code) == ("", 0)
    compare(f"{command}.{way}", answer.out, request)


@pytest.mark.parametrize("command", ["focus", "localization"])
@pytest.mark.parametrize("way", MORE_WAYS)
def test_every_format(command: str, way: str, call: Call, request: pytest.FixtureRequest) -> None:
    """The other formats hold what JSON and the table hold."""
    compare(f"{command}.{way}", call(*CALLS[command], *MORE_WAYS[way]).out, request)


@pytest.mark.parametrize("command", ["focus", "localization"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_terminal_of_80_columns(
    command: str, lang: str, call: Call, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """On a terminal of 80 columns rich draws the tables; here without colours, so that the files can be read."""
    for name, value in {"COLUMNS": "80", "FORCE_COLOR": "1", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    compare(f"{command}.{'zh.' * (lang == 'zh')}80.txt", call(*CALLS[command], "--lang", lang).out, request)


def test_no_golden_file_is_left_behind() -> None:
    """Every golden file is compared by a test."""
    held = {f"{name}.{way}" for name in NAMES for way in WAYS}
    held |= {f"{name}.{way}" for name in ("focus", "localization") for way in (*MORE_WAYS, "80.txt", "zh.80.txt")}
    assert {file.name for file in GOLDEN.iterdir()} == held | {"wrong.txt", "wrong-typer.txt"}


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
