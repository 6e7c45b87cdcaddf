"""Table to text: machine formats lose nothing, people's formats stay text whatever a name holds."""

import csv
import io
import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cqparts.errors import CallError
from cqparts.loading.load import load
from cqparts.lookups.base import Response, Screen, Section
from cqparts.model.types import Text
from cqparts.output.columns import CATALOGUE
from cqparts.output.serialize import FORMATS, MACHINE_FORMATS, flat_record, resolve_column
from responses import response, text_of

TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=20)


MODEL = load()


def answer_of(*records: dict[str, Any], keys: tuple[str, ...] = ("id", "name", "sources")) -> Response:
    """Return an answer of districts' keys."""
    return response(MODEL, list(records), keys)


@given(st.lists(st.tuples(TEXTS, TEXTS)))
def test_csv_and_tsv_hold_every_text(pairs: list[tuple[str, str]]) -> None:
    """Whatever a name holds, CSV and TSV give it back."""
    answer = answer_of(*({"id": key, "name": name, "sources": ["a", "b"]} for key, name in pairs))
    for fmt, delimiter in (("csv", ","), ("tsv", "\t")):
        rows = list(csv.reader(io.StringIO(text_of(answer, fmt), newline=""), delimiter=delimiter))
        assert rows == [["id", "name", "sources"], *([key, name, "a;b"] for key, name in pairs)]


@given(st.lists(st.dictionaries(st.sampled_from(["id", "name"]), TEXTS, min_size=2)))
def test_json_lines_and_yaml_hold_every_text(records: list[dict[str, Any]]) -> None:
    """JSON, JSON Lines and YAML give back what they were given, in real characters."""
    answer = answer_of(*records, keys=("id", "name"))
    assert json.loads(text_of(answer, "json")) == records
    assert [json.loads(line) for line in text_of(answer, "jsonl").split("\n") if line] == records
    assert yaml.safe_load(text_of(answer, "yaml")) == records


@given(TEXTS)
def test_markdown_shows_text_as_it_is(name: str) -> None:
    """No name becomes markup or another cell in Markdown: each sign that could is behind a backslash."""
    row = text_of(answer_of({"id": "a", "name": name, "sources": []}), "markdown").split("\n")[2]
    row_signs = "".join(piece for piece in row.replace("\\\\", "").split("\\|"))
    assert row_signs.count("|") == 4


def test_markdown_renders_markup_as_text() -> None:
    """What looks like markup reads as it was written."""
    text = text_of(answer_of({"id": "a", "name": "<script>|`x`*y*[z](u)&amp;", "sources": []}), "markdown")
    assert r"\<script\>\|\`x\`\*y\*\[z\](u)\&amp;" in text


def test_numbers_are_not_turned_into_others() -> None:
    """Large numbers have no exponent in any format."""
    record = {"id": "a", "value": 1234567890123, "unit": "firms", "significant_digits": 13, "sources": []}
    answer = answer_of(record, keys=("id", "value", "unit", "significant_digits", "sources"))
    assert "1,234,567,890,123" in text_of(answer, "table")
    for fmt in ("json", "csv", "yaml"):
        assert "1234567890123" in text_of(answer, fmt)


def test_flat_rows_spread_records_in_records() -> None:
    """A record in a record becomes dotted columns, a list a cell joined by semicolons, nothing an empty cell."""
    record = {
        "id": "a",
        "seat": {"lat": 1.5, "sources": ["x"]},
        "focus": [{"id": "b"}, {"id": "c"}],
        "converted": [{"currency": "EUR", "amount": 5}],
        "disputed": False,
        "note": None,
    }
    assert flat_record(record) == {
        "id": "a",
        "seat.lat": "1.5",
        "seat.sources": "x",
        "focus": "b;c",
        "converted.EUR.currency": "EUR",
        "converted.EUR.amount": "5",
        "disputed": "false",
        "note": "",
    }


def test_columns_of_records_that_differ() -> None:
    """Where only some records hold conversions, the heading has all of them and the others' cells are empty."""
    rows = ({"id": "a", "converted": []}, {"id": "b", "converted": [{"currency": "EUR", "amount": 5}]})
    assert text_of(answer_of(*rows, keys=("id", "converted")), "csv") == (
        "id,converted.EUR.currency,converted.EUR.amount\na,,\nb,EUR,5\n"
    )


def test_a_single_answer_is_an_object() -> None:
    """Where the answer is one object, JSON and YAML hold it, JSON Lines on one line, and CSV holds its rows."""
    row = {"id": "row", "name": "r", "sources": []}
    answer = response(MODEL, [{"id": "whole", "parts": [row]}], ("id", "name", "sources"), rows="parts")
    assert json.loads(text_of(answer, "json")) == {"id": "whole", "parts": [row]}
    assert yaml.safe_load(text_of(answer, "yaml")) == {"id": "whole", "parts": [row]}
    assert json.loads(text_of(answer, "jsonl")) == {"id": "whole", "parts": [row]}
    assert text_of(answer, "csv").split("\n")[1] == "row,r,"


def test_json_is_not_written_with_what_json_lacks() -> None:
    """Not-a-number is an error, never written."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        text_of(answer_of({"id": "a", "name": float("nan"), "sources": []}), "json")


def test_machine_formats_do_not_change_with_the_language() -> None:
    """--lang turns tables and Markdown; the others hold both languages."""
    record = {"id": "a", "name": "One", "name_zh": "一", "sources": []}
    answer = answer_of(record, keys=("id", "name", "name_zh", "sources"))
    for fmt in FORMATS:
        same = text_of(answer, fmt, lang="en") == text_of(answer, fmt, lang="zh")
        assert same is (fmt in MACHINE_FORMATS)


def test_an_empty_answer_keeps_its_headings() -> None:
    """Without records there is an empty list, or a heading."""
    assert text_of(answer_of(), "json") == "[]\n"
    assert text_of(answer_of(), "jsonl") == ""
    assert text_of(answer_of(), "csv") == "id,name,sources\n"
    assert text_of(answer_of(), "table").split("\n")[0].split() == ["Id", "Name", "Sources"]


def test_notes_stand_below_for_people_alone() -> None:
    """Notes and the ids of sources are below tables and Markdown, the sources in full in Markdown alone."""
    record = {"id": "a", "name": "A", "sources": ["article"]}
    answer = response(MODEL, [record], ("id", "name", "sources"), notes=(Text("A note.", "注。"),), cites=True)
    for fmt in FORMATS:
        assert ("A note." in text_of(answer, fmt)) is (fmt in ("table", "markdown"))
        assert ("Smart China Expo" in text_of(answer, fmt)) is (fmt == "markdown")
    assert "Sources: article\n" in text_of(answer, "table")
    assert "注。" in text_of(answer, "table", lang="zh")


def test_unknown_column_is_refused() -> None:
    """A column that the answer has not is refused, with those that it has."""
    with pytest.raises(CallError, match=r"^unknown column 'naem'; did you mean name\?$"):
        resolve_column(answer_of({"id": "a", "name": "A", "sources": []}), "naem")


def test_sections_give_way_to_columns() -> None:
    """What people see in another arrangement is the records themselves once columns are asked for."""
    answer = answer_of({"id": "a", "name": "Record", "sources": []})
    section = Section([{"id": "p", "name": "Picture", "sources": []}], ("name",))
    drawn = answer._replace(result=answer.result._replace(screen=lambda _: Screen(None, [section])))
    assert "Picture" in text_of(drawn, "table")
    assert "Record" in text_of(drawn, "table", columns="name")


def test_headings_are_unlike_one_another_in_a_language() -> None:
    """Every column has a heading in both languages."""
    assert all(column.heading.en and column.heading.zh and column.description for column in CATALOGUE.values())
