"""What to know before citing: every remark of the model, and the topics that nobody collected."""

import io
import json

import pytest
from rich.cells import cell_len

from conftest import Call
from cqparts.lookups import get, respond
from cqparts.model.index import Index
from cqparts.model.types import Model
from cqparts.output.page import to_page
from cqparts.output.terminal import draw_page


def test_every_remark_is_listed_by_sort(call: Call, model: Model) -> None:
    """Disagreements come first, then reading notes, then what was not found; what is not covered is last."""
    records = json.loads(call("caveats", "--json").out)
    remarks = {remark.id for remark in (*model.conflicts, *model.unknowns)}
    assert [record["id"] for record in records][-1] == "not-covered"
    assert {record["id"] for record in records} == {*remarks, "not-covered"}
    order = ["differs", "reading", "unknown", "not-covered"]
    assert [record["kind"] for record in records] == sorted((r["kind"] for r in records), key=order.index)


def test_each_is_one_line_and_the_last_counts(call: Call, model: Model) -> None:
    """Each caution stands on one line, with -v beside its id; the number of each sort is told at the end."""
    lines, full = (call("caveats", *more).out.splitlines() for more in ((), ("-v",)))
    for remark in (*model.conflicts, *model.unknowns):
        assert lines.count(f"  {remark.caution or remark.text}") == 1
        (line,) = [line for line in full if remark.id in line.split()]
        assert line.startswith(f"  {remark.caution or remark.text}")
    assert lines[-2] == "14 disagreements, 16 reading notes, 18 open questions"
    assert lines[-1] == "In full: cqparts caveats -v; about one thing: cqparts caveats bishan"


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "incentives, land and energy prices, distances"), ("zh", "优惠政策")]
)
def test_silence_is_not_none(lang: str, words: str, call: Call) -> None:
    """The topics that are not covered are named in both languages."""
    assert words in call("caveats", "--lang", lang).out


def test_about_a_place_are_those_of_its_figures_and_plants_too(call: Call) -> None:
    """What concerns a district's figures and plants concerns the district."""
    found = {record["id"] for record in json.loads(call("caveats", "bishan", "--json").out)}
    assert {"conflict.bishan-chassis", "conflict.bishan-firms", "unknown.projects-built"} <= found
    assert "not-covered" not in found
    (alone,) = json.loads(call("caveats", "bishan-chassis", "--json").out)
    assert alone["id"] == "conflict.bishan-chassis"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_about_any_record_is_one_screen(
    lang: str, model: Model, monkeypatch: pytest.MonkeyPatch, *, in_full: bool
) -> None:
    """About each record the answer fits on 22 lines of 80 columns; the suite asks in one language, by turns."""
    monkeypatch.setenv("COLUMNS", "80")
    records = list(Index(model).records)
    for key in records if in_full else records[lang == "zh" :: 2]:
        answer = respond(get("caveats"), model, {"name": key})
        lines = draw_page(to_page(answer, lang), io.StringIO()).rstrip("\n").split("\n")
        assert len(lines) <= 22, key
        assert max(map(cell_len, lines)) <= 80, key


def test_a_record_without_remarks_says_so(call: Call) -> None:
    """No remark is an empty list, a line on standard error, and exit code 0."""
    said = "cqparts: no remark is about it; list all of them with cqparts caveats\n"
    assert call("caveats", "motor", "--json") == ("[]\n", said, 0)
    assert "No remark is about it." in call("caveats", "motor").out


def test_verbose_has_the_whole_text(call: Call, model: Model) -> None:
    """-v has each remark in full, and every source."""
    text = call("caveats", "-v").out
    assert all(remark.text in text for remark in (*model.conflicts, *model.unknowns))
