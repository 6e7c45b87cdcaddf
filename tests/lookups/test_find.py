"""Searching: texts as they are written, numbers as they are written and as they are shown."""

import json
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Call
from cqparts.loading.load import load
from cqparts.lookups.find import is_in, is_value, read_wanted
from cqparts.lookups.records import figure_record
from cqparts.model.index import Index
from cqparts.model.types import Figure
from cqparts.output.formatting import Reading, value_text

BUNDLED = load()
INDEX = Index(BUNDLED)


def hits(call: Call, text: str) -> list[str]:
    """Return the ids of what a search finds."""
    return [hit["id"] for hit in json.loads(call("find", text, "--json").out)]


@pytest.mark.parametrize("text", ["2799", "279.9", "2,799", "38.42", " 279.9 "])
def test_a_number_finds_its_figure_as_written_and_as_shown(text: str, call: Call) -> None:
    """The contract value is found by its source's digits, in billions, in 亿, and by the dollars stated beside it."""
    assert hits(call, text)[0] == "h1-2023.contract"


@pytest.mark.parametrize("text", ["799", "79.9", "27990", "279", "8.42", "38.4"])
def test_a_number_is_matched_whole(text: str, call: Call) -> None:
    """A part of a number does not find it, nor does a longer one."""
    assert "h1-2023.contract" not in hits(call, text)


@given(st.sampled_from(BUNDLED.figures))
def test_every_figure_is_found_as_people_see_it(figure: Figure) -> None:
    """What a screen shows of any figure, in either language, and what its source writes, all find it."""
    record = figure_record(INDEX, figure)
    shown = [value_text(record["value"], record, Reading(lang)) for lang in ("en", "zh")]
    for text in (figure.value, str(record["value"]), *shown):
        assert is_value(read_wanted(text), figure.value, figure.unit), text


@given(
    st.from_regex(r"[1-9][0-9]{0,5}(\.[0-9]{1,2})?", fullmatch=True), st.sampled_from(["", "about ", "约", "(", "$"])
)
def test_a_number_within_digits_is_another(number: str, before: str) -> None:
    """A number is found in a text only where no digit is beside it."""
    wanted = read_wanted(number)
    assert is_in(wanted, f"{before}{number} bn")
    assert is_in(wanted, f"{before}{number}。")
    assert not is_in(wanted, f"{before}1{number} bn")
    assert not is_in(wanted, f"{before}{number}1 bn")
    assert not is_in(wanted, f"{before}7.{number} bn")


def test_figures_come_first(call: Call) -> None:
    """Figures stand before all other records, each in the model's order."""
    kinds = [hit["kind"] for hit in json.loads(call("find", "2027", "--json").out)]
    assert set(kinds) > {"figure"}
    assert kinds == sorted(kinds, key=lambda kind: kind != "figure")


@pytest.mark.parametrize("text", ["", " ", "\u3000"])
def test_an_empty_text_is_a_wrong_call(text: str, call: Call) -> None:
    """Nothing to search for is one line and exit code 2."""
    said = "cqparts: the text is empty; give a part of a name or a note, or a number\n"
    assert call("find", text) == ("", said, 2)


def test_a_text_is_matched_as_it_stands(call: Call) -> None:
    """Words are found in any case with their hyphens, and no word for a kind of place is cut off."""
    assert hits(call, "FINDREAMS") == hits(call, "findreams") != []
    assert all("-" in field for field in found_texts(call, "-"))
    assert hits(call, "区")
    assert len(hits(call, "区")) < len(INDEX.records)


def found_texts(call: Call, text: str) -> Iterable[str]:
    """Yield the texts that a search finds."""
    return (hit["text"] for hit in json.loads(call("find", text, "--json").out))


def test_a_remark_shows_its_caution(call: Call) -> None:
    """A conflict is listed with what it says in one line, not with its id twice."""
    (line,) = [line for line in call("find", "chassis-system").out.splitlines() if "conflict.chassis-system" in line]
    assert line.endswith("Chassis: inferred to be Traditional; a Bishan text has it under New energy.")


def test_plants_are_found_by_firm_product_and_amount(call: Call) -> None:
    """A firm in either language, a product, and an amount find the plant; the amount stands beside it."""
    assert "project.kuntai-hechuan" in hits(call, "坤泰")
    assert "project.kuntai-hechuan" in hits(call, "flat-wire")
    (hit,) = [hit for hit in json.loads(call("find", "650,000", "--json").out) if hit["kind"] == "project"]
    assert (hit["id"], hit["value"], hit["found_in"]) == ("project.kuntai-hechuan", 650000, "amounts")


def test_a_per_cent_sign_finds_shares_alone(call: Call) -> None:
    """70% finds rates of 70 per cent; 70 finds other values of 70 as well."""
    units = {hit["unit"] for hit in json.loads(call("find", "70%", "--json").out) if hit["kind"] == "figure"}
    assert units == {"percent"}


def test_what_has_no_sources_of_its_own_has_those_of_its_figure(call: Call) -> None:
    """Every record found cites sources of the model: a statement of localization those of its figure."""
    known = {source.id for source in BUNDLED.sources}
    found = json.loads(call("find", "e", "--json").out)
    assert {"localizationstatement", "source"} <= {record["kind"] for record in found}
    for record in found:
        assert record["sources"], record["id"]
        assert set(record["sources"]) <= known, record["id"]
