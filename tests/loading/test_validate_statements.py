"""Targets and what came of them."""

from pathlib import Path
from typing import Any

import pytest

from cqparts.loading import load, validate_statements
from cqparts.model.types import Figure

FIGURE = next(figure for figure in load.load(Path(__file__).parents[1] / "small.yaml").figures if figure.id == "share")


def figure(value: str = "30", qualifier: Any = "exact", period: str | None = None, as_of: str | None = None) -> Figure:  # noqa: ANN401
    """Return a figure of a value and a time."""
    return FIGURE._replace(value=value, qualifier=qualifier, period=period, as_of=as_of)


@pytest.mark.parametrize(
    ("target", "actual", "reached"),
    [
        (("300", "exact"), ("300", "exact"), True),
        (("300", "exact"), ("299.9", "exact"), False),
        (("130", "exact"), ("129.6", "exact"), False),
        (("300", "at-least"), ("158", "exact"), False),
        (("300", "at-least"), ("300.0", "exact"), True),
        (("300", "exact"), ("299", "at-least"), None),
        (("300", "exact"), ("300", "at-least"), True),
        (("300", "exact"), ("299", "at-most"), False),
        (("300", "exact"), ("301", "at-most"), None),
        (("320", "about"), ("209.2", "about"), False),
        (("320", "about"), ("320", "about"), None),
        (("320", "about"), ("321", "exact"), True),
        (("5", "at-most"), ("5", "exact"), True),
        (("5", "at-most"), ("6", "exact"), False),
        (("5", "at-most"), ("4", "at-least"), None),
        (("5", "at-most"), ("6", "at-least"), False),
        (("5", "at-most"), ("6", "at-most"), None),
    ],
)
def test_reached(target: tuple[str, str], actual: tuple[str, str], *, reached: bool | None) -> None:
    """A target is reached or not where the two values are exact enough to tell."""
    assert validate_statements.is_reached(figure(*target), figure(*actual)) is reached


@pytest.mark.parametrize(
    ("target", "actual", "unlike"),
    [
        ({"period": "2025"}, {"period": "2025"}, []),
        ({"as_of": "2025"}, {"as_of": "2025-12"}, []),
        ({"period": "2025"}, {"as_of": "2025-12-31"}, []),
        ({"as_of": "2025"}, {"period": "2025"}, []),
        ({"period": "2025"}, {"period": "2024"}, ["year"]),
        ({"as_of": "2027"}, {"as_of": "2025-09"}, ["year"]),
        ({"period": "2023"}, {"period": "2023-01/2023-09"}, ["period"]),
        ({"as_of": "2023"}, {"period": "2023-01/2023-09"}, ["period"]),
        ({"period": "2023-H1"}, {"as_of": "2023-12"}, ["period"]),
        ({"period": "2023-H1"}, {"period": "2023-H1"}, []),
    ],
)
def test_times(target: dict[str, str], actual: dict[str, str], unlike: list[str]) -> None:
    """A target of a year is compared with that whole year, or with a state in it."""
    assert validate_statements.differences(figure(**target), figure(**actual)) == unlike


@pytest.mark.parametrize("field", ["subject", "measure", "scope", "unit"])
def test_likeness(field: str) -> None:
    """What is compared is of one subject, measure, scope and unit."""
    changes: dict[str, Any] = {field: "other"}
    other = figure()._replace(**changes)
    assert validate_statements.differences(figure(), other) == [field]
