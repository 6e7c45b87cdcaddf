"""No field of a figure is lost on its way: every answer that holds a figure holds all of it, or says why not."""

from typing import Any

import pytest

from cqparts.loading.load import load
from cqparts.lookups import NAMES, ask
from cqparts.lookups.records import KEPT, derived_record, figure_record, unique
from cqparts.model.index import Index
from cqparts.model.types import Figure, Model, Text
from responses import sample

KEYS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "subject": ("subject",),
    "measure": ("measure",),
    "value": ("value", "amount", "percent"),
    "unit": ("unit", "currency"),
    "qualifier": ("qualifier",),
    "sources": ("sources",),
    "period": ("period",),
    "as_of": ("as_of",),
    "kind": ("kind",),
    "scope": ("scope",),
    "note": ("notes",),
    "note_zh": ("notes_zh",),
    "bound": ("bound",),
    "digits_differ": (),
    "evidence": ("evidence",),
    "caution": ("cautions",),
    "caution_zh": ("cautions_zh",),
}
"""Every field of a figure, with the keys of which one holds it in an answer."""

LEFT_OUT: dict[str, dict[str, str]] = {
    "investment": {"kind": "only what happened is listed"},
    "localization": {
        "measure": "it is the localization rate",
        "unit": "the key percent says it",
        "kind": "only what happened is listed",
    },
    "find": dict.fromkeys(
        ("subject", "measure", "kind", "scope", "note", "note_zh", "bound", "evidence", "caution", "caution_zh"),
        "a hit is one line",
    ),
}
"""The fields that an answer leaves out, with the reason."""

ANOTHER_MEANING = {("find", "kind")}
"""Keys of an answer that say something else than the field of that name: of a hit, what sort of record it is."""

FIGURES = {figure.id: figure for figure in load().figures}


WHY_NOT_DIGITS = "it says to the check why the digits are not in the evidence"
for name in NAMES:
    LEFT_OUT.setdefault(name, {})["digits_differ"] = WHY_NOT_DIGITS


def figure_records(name: str, model: Model) -> list[dict[str, Any]]:
    """Return the records of figures in a look-up's answer, at any depth."""
    found: list[dict[str, Any]] = []

    def walk(value: Any) -> None:  # noqa: ANN401 -- any JSON value
        if isinstance(value, dict):
            if value.get("id") in FIGURES:
                found.append(value)
            for part in value.values():
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)

    for answer in (sample(name, model), *([ask("find", model, text="output")] if name == "find" else [])):
        walk(list(answer.result.records))
    return found


def test_every_field_has_a_key() -> None:
    """A new field of figures is given the key under which answers hold it."""
    assert set(KEYS) == set(Figure._fields)


HOLDERS = [name for name in NAMES if figure_records(name, load())]


def test_figures_are_held_by_several_answers() -> None:
    """There is something to compare."""
    assert {"focus", "find", "investment", "localization", "targets", "trends"} <= set(HOLDERS)


@pytest.mark.parametrize("name", HOLDERS)
@pytest.mark.parametrize("field", Figure._fields)
def test_a_field_reaches_every_answer(name: str, field: str, model: Model) -> None:
    """Each record of a figure has a key for each of its fields, unless the answer is listed as leaving it out."""
    for record in figure_records(name, model):
        present = any(key in record for key in KEYS[field]) and (name, field) not in ANOTHER_MEANING
        assert present is (field not in LEFT_OUT.get(name, {})), (record["id"], LEFT_OUT.get(name, {}).get(field))
        stated = getattr(FIGURES[record["id"]], field)
        if present and field in ("id", "subject", "measure", "qualifier", "period", "as_of", "kind", "scope"):
            key = next(key for key in KEYS[field] if key in record)
            assert record[key] == stated


def test_what_is_calculated_takes_over_nothing_that_was_only_stated(model: Model) -> None:
    """A record calculated from figures keeps subject and time; a key that it does not name is blank."""
    first, second = ({**figure_record(Index(model), figure)} for figure in model.figures[:2])
    record = derived_record(
        [{**first, "caution": "read with care", "more": ["x"]}, second], Text("L", "标"), Text("N", "注")
    )
    assert record["caution"] is None
    assert record["more"] == []
    assert {key for key in first if first[key] and record[key] == first[key]} <= {*KEPT, "sources", "grade"}
    assert record["sources"] == unique(figure.sources for figure in model.figures[:2])
    assert (record["basis"], record["notes"], record["notes_zh"]) == ("derived", ["N"], ["注"])
