"""What is refused, and in which words: every file in tests/broken is one change to a sound model."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from cqparts.loading import check, load, validate

HERE = Path(__file__).parents[1]
BASES = {"first": HERE / "loading" / "first.yaml", "small": HERE / "small.yaml"}
"""What is changed: the model of the first edition, which has the most records, or one with every field of today."""

CASES = sorted((HERE / "broken").glob("*.yaml"))


class Change(NamedTuple):
    """A change to a sound model: its text after it, the line where it begins, and the messages expected."""

    text: str
    line: int
    expected: list[str]


def change(case: Path, file: Path) -> Change:
    """Return the change that a case describes.

    It changes the model of the first edition, or the `base` named. `replace` is the first such text after the text
    `after`. In `expect`, `{+2}` is the second line below the one where the change begins, and a word in braces is the
    line where the text of that name in `lines` ends.
    """
    told = yaml.safe_load(case.read_text("utf-8"))
    text = BASES[told.get("base", "first")].read_text("utf-8")
    start = text.index(told["replace"], text.index(told.get("after", "")))
    line = text.count("\n", 0, start) + 1
    changed = text[:start] + told["with"] + text[start + len(told["replace"]) :]
    ends = {name: changed.index(end) + len(end) for name, end in told.get("lines", {}).items()}
    lines = {name: changed.count("\n", 0, end) + 1 for name, end in ends.items()}

    def number(match: re.Match[str]) -> str:
        return str(lines[match[1]] if match[1] in lines else line + int(match[1]))

    return Change(changed, line, [f"{file}:{re.sub(r'{([^}]+)}', number, message)}" for message in told["expect"]])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_broken(case: Path, tmp_path: Path) -> None:
    """A model with one change is refused, with exactly the messages expected, in the order of the file."""
    file = tmp_path / "model.yaml"
    expected = change(case, file)
    file.write_text(expected.text, "utf-8")
    examined = check.check_file(file)
    assert examined.model is None
    assert [str(problem) for problem in examined.problems] == expected.expected


def test_corpus() -> None:
    """The corpus has at least two hundred changes, and each says what it is about."""
    assert len(CASES) >= 200
    assert all(yaml.safe_load(case.read_text("utf-8"))["what"].endswith(".") for case in CASES)


def test_extent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Two districts by two assemblies are within a limit of four cells, and beyond one of three."""
    monkeypatch.setattr(validate, "MAX_CELLS", 4)
    assert check.check_file(BASES["small"]).problems == ()
    monkeypatch.setattr(validate, "MAX_CELLS", 3)
    file = tmp_path / "model.yaml"
    file.write_text(BASES["small"].read_text("utf-8"), "utf-8")
    (problem,) = check.check_file(file).problems
    assert str(problem) == (
        f"{file}:49:3: districts: 2 districts and 2 assemblies make a matrix of 4 cells, more than the limit of 3; "
        "keep them in several models"
    )


@pytest.mark.parametrize("base", BASES)
def test_bases(base: str) -> None:
    """What is changed is sound; so a model of the first edition still is."""
    assert check.check_file(BASES[base]).problems == ()


def test_real() -> None:
    """The model that comes with the tool has no problem."""
    assert validate.check(load.load()).found == []
