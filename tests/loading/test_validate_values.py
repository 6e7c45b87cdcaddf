"""Dates, periods, units and amounts."""

from pathlib import Path
from typing import Literal

import pytest

from cqparts.loading import load, validate_values
from cqparts.loading.validate import check
from cqparts.model.types import Model


@pytest.mark.parametrize(
    "text",
    ["2023", "0001", "9999", "2023-01", "2023-12", "2023-02-28", "2024-02-29", "2000-02-29", "2023-H1", "2023-Q4",
     "2023-01/2023-09", "2023-09/2023-09", "2022-12/2023-01"],
)  # fmt: skip
def test_real_times(text: str) -> None:
    """Days, months and years of the calendar, and periods that end no earlier than they begin, are real."""
    assert validate_values.time_fault(text) == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("0000", "0000 is not in the calendar"),
        ("2023-00", "2023-00 is not in the calendar"),
        ("2023-13", "2023-13 is not in the calendar"),
        ("2023-02-29", "2023-02-29 is not in the calendar"),
        ("1900-02-29", "1900-02-29 is not in the calendar"),
        ("2023-04-31", "2023-04-31 is not in the calendar"),
        ("2023-04-00", "2023-04-00 is not in the calendar"),
        ("0000-H1", "0000-H1 is not in the calendar"),
        ("2023-01/2023-13", "2023-13 is not in the calendar"),
        ("2023-02/2023-01", "the period 2023-02/2023-01 ends before it begins"),
        ("2023-01/2022-12", "the period 2023-01/2022-12 ends before it begins"),
    ],
)
def test_unreal_times(text: str, fault: str) -> None:
    """What no calendar has is named, and the end of a period before its begin."""
    assert validate_values.time_fault(text) == fault


@pytest.mark.parametrize(
    ("digits", "more"),
    [
        ("99.99", False),
        ("100", False),
        ("100.00", False),
        ("100.000000000000000000001", True),
        ("101", True),
        ("", False),
    ],
)
def test_above(digits: str, *, more: bool) -> None:
    """Whether a number exceeds a limit is told exactly, to its last digit; a blank exceeds nothing."""
    assert validate_values.exceeds(digits, 100) is more


Qualifier = Literal["exact", "about", "at-least"]

UNSAID = 'say in an unknown about "tree.counts.assemblies" which are not named'


def counted(value: str, qualifier: Qualifier, subject: str) -> Model:
    """Return the real model with another number of assemblies stated."""
    model = load.load()
    figures = [
        figure._replace(value=value, qualifier=qualifier, subject=subject)
        if figure.id == "tree.counts.assemblies"
        else figure
        for figure in model.figures
    ]
    return model._replace(figures=tuple(figures))


@pytest.mark.parametrize(
    ("value", "qualifier", "subject", "messages"),
    [
        ("12", "exact", "western-chongqing", []),
        ("12", "at-least", "western-chongqing", []),
        ("11", "exact", "western-chongqing", ["states 11 assemblies, but the file holds 12"]),
        ("11", "at-least", "western-chongqing", []),
        ("11", "about", "western-chongqing", []),
        ("13", "about", "western-chongqing", []),
        ("13", "at-least", "western-chongqing", [f"states 13 assemblies, but the file holds 12; {UNSAID}"]),
        ("4", "exact", "intelligent-connected", []),
        ("12", "exact", "traditional", [f"states 12 assemblies, but the file holds 3; {UNSAID}"]),
    ],
)
def test_counts(value: str, qualifier: Qualifier, subject: str, messages: list[str]) -> None:
    """A stated number of assemblies is held, by the whole file or by the system that it speaks of."""
    assert [message for _, message in check(counted(value, qualifier, subject)).found] == messages


def test_growth_may_exceed_the_whole() -> None:
    """A growth, and what was reached of a goal, may exceed 100 percent; other shares may not."""
    model = load.load()
    share = next(figure for figure in model.figures if figure.measure == "localization-rate")
    for measure in ("funds-growth", "contract-goal-share"):
        grown = share._replace(measure=measure, value="151.4")
        figures = tuple(grown if figure.id == share.id else figure for figure in model.figures)
        assert check(model._replace(figures=figures)).found == []


def test_every_count_is_judged() -> None:
    """A count is judged wherever it stands among the figures."""
    model = counted("11", "exact", "western-chongqing")
    back = model._replace(figures=model.figures[::-1])
    assert [message for _, message in check(back).found] == ["states 11 assemblies, but the file holds 12"]


@pytest.mark.parametrize(("base", "sound"), [("CNY", True), ("AUD", False), ("EUR", False)])
def test_tables_lead_to_yuan(base: str, *, sound: bool) -> None:
    """A table without a rate of the yuan is of use only where the yuan is its base."""
    model = load.load()
    (table,) = model.exchange_rates.tables
    rates = {code: rate for code, rate in table.rates.items() if code != "CNY"}
    tables = (table._replace(base="".join(base), rates=rates),)
    changed = model._replace(exchange_rates=model.exchange_rates._replace(tables=tables))
    message = "no rate of CNY, which every conversion goes through"
    assert [message for _, message in check(changed).found] == ([] if sound else [message])


def test_components_count_wherever_they_are() -> None:
    """Component types are counted in every assembly, and among those without one."""
    model = load.load(Path(__file__).parents[1] / "small.yaml")
    told = model._replace(unknowns=())
    message = 'states 56 component types, but the file holds 2; say in an unknown about "types" which are not named'
    assert [found for _, found in check(told).found] == [message]


@pytest.mark.parametrize(("value", "sound"), [("99.9", True), ("100", True), ("100.0", True), ("100.1", False)])
def test_share_of_the_whole(value: str, *, sound: bool) -> None:
    """A share may be the whole, and no more."""
    model = load.load()
    share = next(figure for figure in model.figures if figure.measure == "localization-rate")
    figures = tuple(figure._replace(value=value) if figure.id == share.id else figure for figure in model.figures)
    assert (not check(model._replace(figures=figures)).found) is sound
