"""What changed between two models: one line a change, in every format, and nothing where they are the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, Call
from cqparts.loading.load import load
from cqparts.lookups.diff import compare, flatten
from cqparts.model.types import Model
from responses import REQUIRED

BUNDLED = str(ROOT / "data" / "industry.yaml")
OLD, NEW = REQUIRED["diff"].values()


def test_the_bundled_model_is_the_same_as_itself(call: Call) -> None:
    """Compared with itself, a model gives its last line and nothing else; in JSON an empty list."""
    answer = call("diff", BUNDLED)
    assert answer.out.count("\n") == 1
    assert answer.out.startswith("no changes: ")
    assert (answer.err, answer.code) == ("", 0)
    assert call("diff", BUNDLED, "--lang", "zh").out.startswith("无变动：")
    assert call("diff", BUNDLED, "--json") == ("[]\n", "", 0)


def test_each_change_is_one_line(model: Model) -> None:
    """A value, a source and a plant that changed are three changes, by id and field, with old and new."""
    new = model._replace(
        figures=replaced(model.figures, "h1-2023.contract", value="2800"),
        sources=replaced(model.sources, "article", publisher="An expo"),
        projects=replaced(model.projects, "project.findreams-bishan", stage="building"),
    )
    told = {(each["id"], each["field"], each["old"], each["new"]) for each in compare(model, new)}
    assert told == {
        ("h1-2023.contract", "value", "2799", "2800"),
        ("article", "publisher", "Smart China Expo", "An expo"),
        ("project.findreams-bishan", "stage", "producing", "building"),
    }


def replaced(records: tuple[Any, ...], key: str, **changes: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- any field
    """Return records, one of them with other values."""
    return tuple(record._replace(**changes) if record.id == key else record for record in records)


def test_lines_count_what_came_went_and_changed(call: Call) -> None:
    """Two files give a line a change, what is gone last, then how many there are of each sort."""
    *lines, blank, last = call("diff", OLD, NEW).out.splitlines()
    assert [line.split()[0] for line in lines] == ["changed"] * 1 + ["added"] + ["changed"] * 5 + ["removed"]
    assert blank == ""
    assert last == "8 changes: 1 added, 1 removed, 6 changed"
    (link,) = [each for each in json.loads(call("diff", OLD, NEW, "--json").out) if each["change"] == "removed"]
    assert (link["id"], link["field"], link["old"], link["new"]) == ("link", None, None, None)


def test_the_way_back_is_the_opposite() -> None:
    """Compared the other way round, what was added is removed, and old and new change places."""
    old, new = load(OLD), load(NEW)
    there, back = list(compare(old, new)), list(compare(new, old))
    opposite = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {(opposite[each["change"]], each["id"], each["field"], each["new"], each["old"]) for each in there} == {
        (each["change"], each["id"], each["field"], each["old"], each["new"]) for each in back
    }


def test_what_came_of_a_target_belongs_to_it(model: Model) -> None:
    """An outcome has no id of its own: its change is a change of the target."""
    first, *others = model.outcomes
    (change,) = compare(model, model._replace(outcomes=(first._replace(result="met"), *others)))
    assert (change["id"], change["field"]) == (first.target, "outcome.result")


def test_a_record_that_moves_is_a_change_of_what_holds_it(model: Model) -> None:
    """A component that is taken out of an assembly and stands alone is not lost: the list of its assembly changes."""
    system, *systems = model.systems
    assembly, *others = system.assemblies
    moved, *components = assembly.components
    smaller = system._replace(assemblies=(assembly._replace(components=tuple(components)), *others))
    new = model._replace(systems=(smaller, *systems), unplaced=(*model.unplaced, moved))
    assert [(each["id"], each["field"]) for each in compare(model, new)] == [(assembly.id, "components")]


def test_an_invalid_model_tells_its_problems(call: Call, tmp_path: Path) -> None:
    """A file that is no valid model gives its problems, each with its place, and exit code 1, whichever it is."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("schema_version: 2\n")
    for words in ((str(broken),), (OLD, str(broken))):
        answer = call("diff", *words)
        assert (answer.out, answer.code) == ("", 1)
        assert f"{broken}:1:" in answer.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_verbose_holds_both_values_whole(lang: str, call: Call) -> None:
    """-v adds what the field was and what it is, each in a column of its own."""
    text = call("diff", OLD, NEW, "-v", "--lang", lang).out
    assert text.count("a contract value of 279.9 billion yuan") == 2
    assert text.count("a contract value of 280.0 billion yuan") == 2


@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3),
        st.one_of(st.text(min_size=1), st.tuples(st.text(min_size=1)), st.dictionaries(st.text("xy"), st.text())),
        max_size=4,
    )
)
def test_every_value_has_one_place(fields: dict[str, Any]) -> None:
    """Values are told by paths that differ, and a change of any of them changes what is told."""
    places = [place for place, _ in flatten(fields)]
    assert len(places) == len({*places})
    for name, value in fields.items():
        if isinstance(value, str):
            assert dict(flatten({**fields, name: value + "!"})) != dict(flatten(fields))
