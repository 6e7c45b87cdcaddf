"""One record of any kind: every id is shown, on one screen, with the words of its source and a call that shows more."""

import io
import json
import shlex

import pytest
from rich.cells import cell_len

from conftest import Call
from cqparts.cli import commands
from cqparts.loading.load import load
from cqparts.lookups import get, respond
from cqparts.lookups.base import Response
from cqparts.model.index import Index
from cqparts.model.types import Model
from cqparts.output.page import to_page
from cqparts.output.terminal import draw_page

RECORDS = Index(load()).records
KINDS = {type(record): key for key, record in reversed(RECORDS.items())}
"""The id of the first record of each kind."""

LATER = ("projects", "figures")
"""Commands that sheets name and that other modules bring."""


def shown(key: str, model: Model) -> Response:
    """Return the answer that shows a record."""
    return respond(get("show"), model, {"record": key})


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_record_is_one_screen(lang: str, model: Model, monkeypatch: pytest.MonkeyPatch, *, in_full: bool) -> None:
    """Each of the model's records fits on 22 lines of 80 columns, and no line but an address is wider.

    The suite shows each in one of the languages, by turns.
    """
    monkeypatch.setenv("COLUMNS", "80")
    for key in RECORDS if in_full else list(RECORDS)[lang == "zh" :: 2]:
        lines = draw_page(to_page(shown(key, model), lang), io.StringIO()).rstrip("\n").split("\n")
        assert sum(-(-max(cell_len(line), 1) // 80) for line in lines) <= 22, key
        assert all(cell_len(line) <= 80 or line.startswith("http") for line in lines), key


def test_every_record_holds_itself_and_its_sources(model: Model) -> None:
    """The answer has the record as the file has it, each source that it cites, and related records that exist."""
    for key in RECORDS:
        (record,) = shown(key, model).result.records
        assert record["content"]["id"] == record["id"] == key
        assert [source["id"] for source in record["cited"]] == record["sources"] != []
        assert {*record["see"]} <= {*RECORDS} - {key}
        assert {*record["evidence"]} <= {*record["sources"]}


@pytest.mark.parametrize("key", KINDS.values())
def test_the_last_line_is_a_call_that_shows_more(key: str, call: Call) -> None:
    """Each kind of record ends with a call, which answers."""
    last = call("show", key).out.splitlines()[-1]
    assert last.startswith("Further: cqparts ")
    words = shlex.split(last.removeprefix("Further: cqparts "))
    if commands.get(words[0]) is None:
        assert words[0] in LATER
    else:
        assert words[0] == "localization" or call(*words).code == 0


def test_a_figure_has_value_words_and_remarks(call: Call) -> None:
    """Of the contract value: what it is in yuan and dollars, when, in whose words, where to read it, what to mind."""
    text = call("show", "h1-2023.contract").out
    for part in (
        "279.9 bn CNY, H1 2023\n",
        "about 38.42 bn USD, stated by the source\n",
        "“a contract value of 279.9 billion yuan (about 38.42 billion U.S. dollars)” (original wording of article)\n",
        "Smart China Expo, 21 Aug 2023\n",
        "! No sector is stated for the 279.9 bn yuan; it is not auto-parts money.\n",
        "conflict.contract-sectors, unknown.contract-projects",
    ):
        assert part in text
    (address,) = [line for line in text.splitlines() if line.startswith("https://")]
    assert address == RECORDS["article"].url


def test_a_target_says_what_came_of_it(call: Call) -> None:
    """A target that was missed says so, with what was made instead."""
    text = call("show", "past.target2020.auto").out
    assert "figure, target\n" in text
    assert "Outcome  missed, 1,580,000, 2020\n" in text


def test_all_adds_the_lines_that_a_screen_has_no_room_for(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plant with many numbers leaves some out on a terminal and says so; with --all they are there."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    short, full = (call("show", "project.kuntai-hechuan", *words).out for words in ((), ("--all",)))
    assert "200,000 motors a year" not in short
    assert "200,000 motors a year" in full
    assert "--all adds " in short
    assert "--all adds " not in full


@pytest.mark.parametrize("word", ["璧山", "Bishan District", "BISHAN", "500120"])
def test_names_find_records_too(word: str, call: Call) -> None:
    """A record is found by what else it is called."""
    assert json.loads(call("show", word, "--json").out)[0]["id"] == "bishan"


def test_an_unknown_id_gets_the_nearest(call: Call) -> None:
    """An id that does not exist is one line with the nearest, and exit code 2."""
    answer = call("show", "h1-2023.contracts")
    assert (answer.out, answer.code) == ("", 2)
    assert answer.err.startswith("cqparts: unknown record 'h1-2023.contracts'; did you mean h1-2023.contract")
    answer = call("show", "xyzzy")
    assert answer.code == 2
    assert answer.err.endswith(f", {len(RECORDS) - 12} more (see cqparts find TEXT)\n")
