"""The JSON Schema of the model, and its agreement with the reader."""

import json
import re
from typing import Any

import jsonschema
import pytest
import yaml

from conftest import ROOT, Call
from cqparts.loading import load
from cqparts.model import fields, schema, types
from cqparts.model.content import dump

SCHEMA = schema.model_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_written_schema_is_the_models(call: Call, request: pytest.FixtureRequest) -> None:
    """docs/industry.schema.json is what `cqparts schema` prints; `make docs` writes it anew."""
    printed, file = call("schema").out, ROOT / "docs" / "industry.schema.json"
    if request.config.getoption("--update-golden"):
        file.write_text(printed, "utf-8")
    assert file.read_text("utf-8") == printed
    assert json.loads(printed) == SCHEMA


def test_schema_is_valid() -> None:
    """The schema is one of JSON Schema 2020-12."""
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_real_model_is_valid() -> None:
    """The bundled model, as plain data, agrees with the schema; so does its YAML as any YAML reader has it."""
    VALIDATOR.validate(dump(load.load()))
    VALIDATOR.validate(yaml.safe_load((ROOT / "data" / "industry.yaml").read_text("utf-8")))


def test_editors_find_schema() -> None:
    """The first line of the model names the schema, relative to it, so that editors complete and check."""
    first = (ROOT / "data" / "industry.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../docs/industry.schema.json"
    assert (ROOT / "data" / "../docs/industry.schema.json").exists()


@pytest.mark.parametrize("name", sorted(SCHEMA["$defs"]))
def test_everything_is_described(name: str) -> None:
    """Every kind of record, and every field that is not another record, has a description; unknown keys are refused."""
    kind = SCHEMA["$defs"][name]
    assert kind["description"]
    assert kind["additionalProperties"] is False
    assert all(field.get("description") or "$ref" in field for field in kind["properties"].values())


def district(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON value
    """Return the plain data of a district with changes."""
    plain = dump(load.load().districts[0])
    return {**plain, **changes}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"adcode": 500116}, "500116 is not of type 'string'"),
        ({"adcode": "50011"}, "'50011' does not match '^[0-9]{6}$'"),
        ({"note": ""}, "'' should be non-empty"),
        ({"name": "Bishan "}, r"'Bishan ' does not match '^\\S(.*\\S)?$'"),
        ({"sources": []}, "[] should be non-empty"),
        ({"mayor": "x"}, "Additional properties are not allowed ('mayor' was unexpected)"),
        ({"note": None, "seat": None}, None),
    ],
)
def test_schema_refuses(change: dict[str, Any], fault: str | None) -> None:
    """The schema alone refuses wrong types, forms and keys, and takes null for what may be left out."""
    one = {"$schema": schema.DIALECT, "$ref": "#/$defs/District", "$defs": SCHEMA["$defs"]}
    errors = [error.message for error in jsonschema.Draft202012Validator(one).iter_errors(district(**change))]
    assert errors == ([fault] if fault else [])


def test_shape() -> None:
    """An annotation is read into type, null, description, keywords and form."""
    shapes = schema.shapes(types.Pilot)
    assert shapes["as_of"] == schema.Shape(
        kind=str,
        optional=True,
        description="Day, month or year of the state described: YYYY, YYYY-MM or YYYY-MM-DD.",
        keywords={"pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
        form="YYYY, YYYY-MM or YYYY-MM-DD",
    )


def test_literal_field() -> None:
    """A field of a few words becomes an enum, with the default that the model gives it."""
    assert SCHEMA["$defs"]["Figure"]["properties"]["kind"] == {
        "description": "What happened, what a target sets, or what a draft proposes.",
        "enum": ["actual", "target", "draft"],
        "default": "actual",
    }


def test_mapping_field() -> None:
    """A mapping of codes to rates describes its keys as well as its values."""
    rates = SCHEMA["$defs"]["RateTable"]["properties"]["rates"]
    assert rates["propertyNames"] == {"description": "ISO 4217 code.", "type": "string", "pattern": "^[A-Z]{3}$"}
    assert rates["additionalProperties"]["pattern"] == "^(0|[1-9][0-9]*)(\\.[0-9]+)?$"
    assert rates["additionalProperties"]["maxLength"] == 40


def test_evidence() -> None:
    """Evidence maps ids to sentences of at most 200 characters; left out, it is empty, and no default is written."""
    evidence = SCHEMA["$defs"]["Figure"]["properties"]["evidence"]
    assert evidence["propertyNames"]["pattern"] == fields.ID_PATTERN
    assert (evidence["additionalProperties"]["minLength"], evidence["additionalProperties"]["maxLength"]) == (1, 200)
    assert "default" not in evidence
    assert [name for name, kind in SCHEMA["$defs"].items() if "sources" in kind["properties"] and name != "Model"] == [
        name for name, kind in SCHEMA["$defs"].items() if "evidence" in kind["properties"] or name == "Place"
    ]


def test_new_sections_are_optional() -> None:
    """What the first edition did not have may be left out."""
    assert SCHEMA["$defs"]["Model"]["required"] == ["schema_version", "pilot", "sources", "systems", "districts"]


@pytest.mark.parametrize(
    ("unit", "fits"),
    [
        ("GWh", True),
        ("MWh a year", True),
        ("10,000 vehicles a day", True),
        ("vehicles a month", True),
        ("100m CNY", True),
        ("GWh a week", False),
        ("KWh", False),
        ("100m CNY a year", False),
    ],
)
def test_units(unit: str, *, fits: bool) -> None:
    """Energy and things may be counted by time; money is not."""
    assert bool(re.search(SCHEMA["$defs"]["Figure"]["properties"]["unit"]["pattern"], unit)) is fits
