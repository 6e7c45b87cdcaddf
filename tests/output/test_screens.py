"""A terminal of 80 columns and 24 lines: one screen an answer, its headline still in sight at the prompt."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from rich.cells import cell_len

from conftest import Call
from cqparts.lookups import NAMES, get
from processes import POSIX, on_one_terminal, plain
from test_golden import CALLS

DISTRICTS = ("jiangjin", "hechuan", "yongchuan", "dazu", "bishan", "tongliang", "tongnan", "rongchang")

SCREENS = (
    "districts",
    "districts --assembly chassis",
    *(f"focus {district}" for district in DISTRICTS),
    "who smart-cockpit",
    "who chassis",
    "who power-battery",
    "who electric-steering",
    "matrix",
    "assemblies",
    "assemblies --system traditional",
    "components",
    "components --assembly power-battery",
    "investment",
    "investment --to EUR",
    "investment --to EUR,GBP,JPY",
    "investment --rate USD=7.1",
    "investment --to EUR --on 2023-06-30",
    "investment --to EUR --on period",
    "rates",
    "rates --to EUR",
    "localization",
    "targets",
    "targets --year 2023",
    "targets bishan",
    "targets --past",
    "localization --past",
    "projects --place bishan",
    "projects --assembly power-battery",
    "show h1-2023.funds",
    "caveats bishan",
    "trends",
    "trends nev-share",
    "trends nev-output-growth",
    "cities",
    "pilot",
    "find cockpit",
    "show h1-2023.contract",
    "show project.kuntai-hechuan",
    "show bishan",
    "show conflict.bishan-chassis",
    "caveats localization-rate",
    "sources article",
)
"""Calls whose answer is one screen; the lists that the design names are not among them."""

MOST_LINES = 22
"""The lines of an answer, so that its call and the next prompt fit on the screen as well."""


@POSIX
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_answer_is_one_screen(lang: str) -> None:
    """An answer has at most 22 lines on a terminal, none wider than 80 cells but an address, no blank at an end."""
    answers = on_one_terminal([[*line.split(), "--lang", lang] for line in SCREENS])
    for line, (drawn, code) in zip(SCREENS, answers, strict=True):
        lines = plain(drawn).replace("\r", "").rstrip("\n").split("\n")
        assert code == 0, line
        assert "\x1b[1m" in drawn, line
        assert sum(-(-max(cell_len(text), 1) // 80) for text in lines) <= MOST_LINES, "\n".join([line, *lines])
        assert all(cell_len(text) <= 80 or text.strip().startswith("http") for text in lines), line
        assert all(text == text.rstrip() for text in lines), line


@pytest.mark.parametrize("line", SCREENS)
def test_a_pipe_has_no_styles(line: str, call: Call) -> None:
    """In a pipe there is the same text without styles and bars, nothing on `-v` and `--all`, and no line is wrapped."""
    text = call(*line.split()).out
    assert "\x1b" not in text
    assert not {*"■□"} & {*text}
    assert "(-v" not in text.replace("(-v lists them)", "")
    assert "\nMore:" not in text


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("line", SCREENS)
def test_verbose_holds_every_note_and_source(line: str, lang: str, call: Call) -> None:
    """With -v and --all an answer holds each note, caution and source of its rows, as JSON does."""
    words = line.split()
    more = ["--all"] if get(words[0]).declared.all else []
    text = call(*words, "-v", *more, "--lang", lang).out
    answer = json.loads(call(*words, "--json").out)
    if words[0] == "pilot":  # whose remarks are told by caveats
        answer = {key: value for key, value in answer.items() if key not in ("conflicts", "unknowns")}
    for note in dict.fromkeys(texts_in(answer, f"notes{'_zh' * (lang == 'zh')}")):
        assert note in text, note
    for source in dict.fromkeys(texts_in(answer, "sources")):
        assert f"] {source}" in text or words[0] == "sources" or words[0] == "find", source


def texts_in(part: Any, key: str) -> Iterator[str]:  # noqa: ANN401 -- any JSON value
    """Yield the texts under a key anywhere in an answer."""
    if isinstance(part, dict):
        yield from part.get(key, ())
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from texts_in(inner, key)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("fmt", ["json", "csv", "yaml", "jsonl", "tsv"])
def test_machine_formats_do_not_change_with_more(name: str, fmt: str, call: Call) -> None:
    """-v and --all choose what a person sees: formats for programs always hold all of an answer."""
    declared = get(name).declared
    words = [*CALLS[name], "-f", fmt]
    plain_answer = call(*words)
    assert plain_answer.code == 0
    assert call(*words, "-v") == plain_answer
    if declared.all:
        assert call(*words, "--all") == plain_answer


def test_all_is_offered_where_rows_are_left_out(call: Call) -> None:
    """A look-up whose screen holds every row knows no --all."""
    answer = call("localization", "--all")
    assert (answer.out, answer.code) == ("", 2)
