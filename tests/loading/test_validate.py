"""What is refused, and in which words: every file in tests/broken is one change to a valid model."""

from pathlib import Path

import pytest
import yaml

from cqparts.loading import check, load, validate
from samples import BASES, change

HERE = Path(__file__).parents[1]

CASES = sorted((HERE / "broken").glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_broken(case: Path, tmp_path: Path) -> None:
    """A model with one change is refused, with exactly the messages expected, in the order of the file."""
    file = tmp_path / "model.yaml"
    expected = change(case, file)
    file.write_text(expected.text, "utf-8")
    examined = check.check_file(file)
    assert examined.model is None
    assert [str(problem) for problem in examined.problems] == expected.expected


@pytest.mark.parametrize("length", [1, 76])
def test_a_text_of_any_allowed_length_is_sound(length: int, tmp_path: Path) -> None:
    """The shortest and the longest text that a field takes are taken."""
    text = BASES["small"].read_text("utf-8")
    assert text.count("caution: Signed, not paid.") == 1
    file = tmp_path / "model.yaml"
    file.write_text(text.replace("caution: Signed, not paid.", f"caution: {'x' * length}"), "utf-8")
    assert check.check_file(file).problems == ()


@pytest.mark.parametrize(
    ("held", "left", "judged"),
    [
        ("    name_zh: 璧山\n", "", True),
        ("- id: bishan\n    name: Bishan", "- name: Bishan", False),
        ("    sources: [article]\n    priorities", "    priorities", False),
    ],
)
def test_what_may_name_a_lost_record_is_not_judged(held: str, left: str, tmp_path: Path, *, judged: bool) -> None:
    """Without an id or a list, what it named is unknown, and no name is called wrong; a text names nothing."""
    text = BASES["small"].read_text("utf-8")
    assert held in text
    file = tmp_path / "model.yaml"
    file.write_text(text.replace(held, left, 1).replace("assemblies: [chassis]", "assemblies: [chasis]", 1), "utf-8")
    missing, *others = check.check_file(file).problems
    assert "missing key" in str(missing)
    assert ['no assembly has the id "chasis"' in str(other) for other in others] == [True] * judged


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
    """What is changed is valid; so is a model of the first edition."""
    assert check.check_file(BASES[base]).problems == ()


def test_real() -> None:
    """The model that comes with the tool has no problem."""
    assert validate.check(load.load()).found == []
