"""The output contract: schemas, and a source, a time and a qualifier for every figure in every format."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import yaml

from conftest import Call
from cqparts.lookups import NAMES, get
from cqparts.model.types import Model
from cqparts.output.columns import CATALOGUE, WORDS
from cqparts.output.formatting import PEOPLE_ONLY
from cqparts.output.page import to_page
from cqparts.output.serialize import FORMATS, column_names
from keys import keys_of
from responses import sample, view_sections
from test_golden import CALLS

NUMBERS = (
    "value",
    "amount",
    "percent",
    "percentage_points",
    "rate",
    "districts",
    "components_named",
    "system_components_unnamed",
    "all_components_unnamed",
)
"""The keys that hold figures: what has one says whose, when and how exact."""


def schema_of(command: str, call: Call) -> dict[str, Any]:
    """Return the schema that the program prints for a command."""
    held: dict[str, Any] = json.loads(call("schema", command).out)
    return held


def records_in(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- any JSON value
    """Yield every object in a JSON value."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from records_in(part)


@pytest.mark.parametrize("command", NAMES)
def test_answers_fit_their_schema(command: str, call: Call) -> None:
    """Every command's real output is valid by the schema that the program gives for it, and the schema is one."""
    schema = schema_of(command, call)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(call(*CALLS[command], "--json").out))


@pytest.mark.parametrize("words", [("focus", "hechuan"), ("focus", "bishan"), ("who", "chassis"), ("find", "电")])
def test_other_answers_fit_the_same_schema(words: tuple[str, ...], call: Call) -> None:
    """The schema of a command holds for its other answers too."""
    jsonschema.Draft202012Validator(schema_of(words[0], call)).validate(json.loads(call(*words, "--json").out))


@pytest.mark.parametrize("command", NAMES)
def test_a_schema_refuses_other_shapes(command: str, call: Call) -> None:
    """A key too many, or one too few, does not fit."""
    schema, answer = schema_of(command, call), json.loads(call(*CALLS[command], "--json").out)
    validator = jsonschema.Draft202012Validator(schema)
    first = answer if isinstance(answer, dict) else answer[0]
    first["surprise"] = 1
    assert not validator.is_valid(answer)
    del first["surprise"], first["sources"]
    assert not validator.is_valid(answer)


@pytest.mark.parametrize("command", NAMES)
def test_every_figure_says_whose_when_and_how_exact_in_json(command: str, call: Call) -> None:
    """In JSON, every record with a figure holds sources, a period or a day, and a qualifier."""
    for record in records_in(json.loads(call(*CALLS[command], "--json").out)):
        if "id" in record and any(isinstance(record.get(key), int | float) for key in NUMBERS):
            assert record["sources"], record["id"]
            assert record["qualifier"] in ("exact", "about", "at-least"), record["id"]
            assert record.get("period") or record.get("as_of"), record["id"]


@pytest.mark.parametrize("command", NAMES)
@pytest.mark.parametrize("fmt", ["csv", "tsv", "jsonl", "yaml"])
def test_every_figure_says_so_in_other_machine_formats(command: str, fmt: str, call: Call) -> None:
    """In CSV, TSV, JSON Lines and YAML too."""
    for record in parsed(call(*CALLS[command], "-f", fmt).out, fmt):
        if "id" in record and any(record.get(key) not in (None, "") for key in NUMBERS):
            assert record["sources"], record["id"]
            assert record["qualifier"] in ("exact", "about", "at-least"), record["id"]
            assert record.get("period") or record.get("as_of"), record["id"]


def parsed(text: str, fmt: str) -> Iterator[dict[str, Any]]:
    """Yield the records of an answer in a machine format."""
    if fmt == "yaml":
        yield from records_in(yaml.safe_load(text))
    elif fmt == "jsonl":
        yield from (record for line in text.splitlines() for record in records_in(json.loads(line)))
    else:
        yield from csv.DictReader(io.StringIO(text), delimiter="," if fmt == "csv" else "\t")


@pytest.mark.parametrize("command", NAMES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_people_s_tables_name_sources_times_and_exactness(command: str, lang: str, model: Model) -> None:
    """In full answers each table of figures has its sources, and how exact a figure is stands in its cell."""
    answer = sample(command, model)
    page = to_page(answer, lang, verbose=True, everything=True)
    for section in view_sections(answer):
        figures = [record for record in section.records if isinstance(record.get("value"), int | float)]
        if figures:
            assert "quantity" in section.view or "hit" in section.view
            assert "sources" in section.view or command == "find"
    assert page.citations or command in ("sources", "find", "diff")


def test_targets_say_the_year_in_their_title(call: Call) -> None:
    """The table of targets gives its year, since all of it is of one."""
    assert "2027" in call("targets").out.splitlines()[0]


@pytest.mark.parametrize("command", NAMES)
def test_records_hold_what_json_holds(command: str, model: Model) -> None:
    """An answer holds nothing that JSON has not: it comes back from JSON as it was."""
    answer = list(sample(command, model).result.records)
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize("command", NAMES)
def test_every_column_can_be_asked_for_in_every_format(
    command: str, call: Call, model: Model, *, in_full: bool
) -> None:
    """Each name that --columns takes gives an answer in each format, though some records have nothing there."""
    names = column_names(sample(command, model))
    for fmt in FORMATS:
        answer = call(*CALLS[command], "--columns", ",".join(names), "-f", fmt)
        assert (answer.err, answer.code) == ("", 0), fmt
    for name in names if in_full else names[::9]:
        for fmt in FORMATS:
            answer = call(*CALLS[command], "--columns", name, "-f", fmt)
            assert (answer.err, answer.code) == ("", 0), (name, fmt)


def test_a_dotted_column_is_the_value_itself(call: Call) -> None:
    """In JSON a dotted column holds what the whole answer holds there, and null where a record has nothing."""
    rates = [
        each["converted.USD.rate"]
        for each in json.loads(call("investment", "--columns", "converted.USD.rate", "--json").out)
    ]
    assert (rates[0], rates[-1]) == (7.28527, None)


@pytest.mark.parametrize("command", NAMES)
def test_records_have_the_keys_of_their_type(command: str, model: Model) -> None:
    """Every record has just the keys that its type declares, and those that the model decides."""
    answer = sample(command, model)
    for record in answer.result.records:
        declared = {*answer.look_up.record.__annotations__} | (
            {*answer.result.keys} if answer.look_up.others else set()
        )
        assert {*record} == declared
    for row in answer.rows:
        assert {*row} == {*answer.keys}


def test_catalogue_and_types_have_the_same_keys() -> None:
    """Every key of every type of records has one meaning, a heading and a kind, and every meaning has a key."""
    types = [kind for name in NAMES for kind in (get(name).declared.record, get(name).declared.past)]
    keys = {key for kind in types for key in keys_of(kind)}
    assert keys | {*PEOPLE_ONLY} == {*CATALOGUE}


@pytest.mark.parametrize("command", NAMES)
def test_words_of_the_contract_have_both_languages(command: str, call: Call) -> None:
    """Every word that a schema fixes reads in English and Chinese."""
    words = {word for schema in records_in(schema_of(command, call)) for word in schema.get("enum", ())}
    assert words - {None, True, False} <= set(WORDS)
    assert all(text.en and text.zh for text in WORDS.values())


@pytest.mark.parametrize("fmt", FORMATS)
def test_answers_do_not_change_from_run_to_run(fmt: str, call: Call) -> None:
    """The same call prints the same bytes."""
    assert call("investment", "-f", fmt) == call("investment", "-f", fmt)
