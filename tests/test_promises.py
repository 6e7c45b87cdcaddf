"""What was promised to scripts stays: keys of answers, columns of exports. A promise is only ever added to.

`pytest tests/test_promises.py --update-golden` adds what is new at the end, and changes no line that is there.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from cqparts.export.tables import TABLES
from cqparts.lookups import NAMES, get
from cqparts.model.schema import hints
from cqparts.output.schema import type_schema

PROMISES = Path(__file__).parent / "promises"


def hold(name: str, now: Iterable[str], request: pytest.FixtureRequest) -> None:
    """Compare what is with what was promised, line by line; where asked to, add what is new."""
    file, lines = PROMISES / name, list(now)
    promised = file.read_text("utf-8").splitlines() if file.exists() else []
    assert [line for line in promised if line not in lines] == [], "a promise is taken back"
    if request.config.getoption("--update-golden"):
        promised += [line for line in lines if line not in promised]
        file.write_text("\n".join(promised) + "\n", "utf-8")
    assert [line for line in lines if line not in promised] == [], "run this test with --update-golden"


def test_no_column_of_an_export_is_taken_back(request: pytest.FixtureRequest) -> None:
    """Every column that was ever exported is still there and of its type; new ones come at the end of their table."""
    columns = {table.name: [f"{table.name}.{field.name} {field.type}" for field in table.fields] for table in TABLES}
    hold("exports.txt", [line for lines in columns.values() for line in lines], request)
    for table, lines in columns.items():
        held = (PROMISES / "exports.txt").read_text("utf-8").splitlines()
        assert lines == [line for line in held if line.startswith(f"{table}.")]


def test_no_key_of_an_answer_is_taken_back(request: pytest.FixtureRequest) -> None:
    """Every key that an answer ever had is still there and of its type, in JSON and as a column of CSV."""
    lines = []
    for name in NAMES:
        look_up = get(name).declared
        lines += [f"{name} {line}" for line in keys_and_types(look_up.record)]
        if look_up.past:
            lines += [f"{name} past {line}" for line in keys_and_types(look_up.past)]
        if look_up.row:
            lines += [f"{name} row {line}" for line in keys_and_types(look_up.row)]
    hold("answers.txt", lines, request)


def keys_and_types(kind: type[Any]) -> list[str]:
    """Return the keys of a type of records, each with what JSON holds there."""
    return [f"{key} {type_words(hint)}" for key, hint in hints(kind).items()]


def type_words(hint: Any) -> str:  # noqa: ANN401 -- a type
    """Return the JSON types of a key: a promise may grow by a word of an enum, not by another type."""
    schema = type_schema(hint)
    if "enum" in schema:
        return " or ".join(sorted({"null" if word is None else "word" for word in schema["enum"]}))
    types = schema["type"]
    return " or ".join(types) if isinstance(types, list) else str(types)


def test_a_promise_cannot_be_rewritten(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line that is gone fails even where new ones are being written."""
    monkeypatch.setattr(request.config.option, "update_golden", True)
    monkeypatch.setattr(f"{__name__}.PROMISES", tmp_path)
    hold("some.txt", ["a", "b"], request)
    hold("some.txt", ["a", "b", "c"], request)
    with pytest.raises(AssertionError, match="taken back"):
        hold("some.txt", ["a", "c"], request)
    assert (tmp_path / "some.txt").read_text() == "a\nb\nc\n"
