"""What must hold of statements about figures: what came of a target, what a localization rate means."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cqparts.errors import quoted
from cqparts.loading.diagnostics import Path, Problems
from cqparts.model.types import Figure, LocalizationStatement, Model, Outcome
from cqparts.money.amounts import bounds

if TYPE_CHECKING:
    from decimal import Decimal

ALIKE = ("subject", "measure", "scope", "unit")
"""Fields in which a target and what came of it must agree, besides their time."""

KINDS = {"actual": "an actual figure", "target": "a target", "draft": "a draft"}
"""What a figure of each kind is called."""


def check(model: Model, problems: Problems) -> None:
    """Add the problems of a model's outcomes and statements of localization, and of what is said of unknowns."""
    figures = {figure.id: figure for figure in model.figures}
    _check_once("outcomes", "target", [outcome.target for outcome in model.outcomes], problems)
    for index, outcome in enumerate(model.outcomes):
        _check_outcome(("outcomes", index), outcome, figures, problems)
    _check_once("localization", "figure", [statement.figure for statement in model.localization], problems)
    topics = {measure.id: measure.topic for measure in model.measures}
    for index, statement in enumerate(model.localization):
        _check_localization(("localization", index), statement, figures.get(statement.figure), topics, problems)
    for index, remark in enumerate(model.unknowns):
        if remark.kind == "reading":
            problems.add(("unknowns", index, "kind"), "an unknown has no kind; remove the key")


def _check_once(section: str, field: str, names: list[str], problems: Problems) -> None:
    """No figure is named by two records of a section."""
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name and name in seen:
            problems.add((section, index, field), f"{quoted(name)} is named by an entry above already; keep one")
        seen.add(name)


def _check_outcome(path: Path, outcome: Outcome, figures: dict[str, Figure], problems: Problems) -> None:
    target, actual = figures.get(outcome.target), figures.get(outcome.actual or "")
    if target and target.kind == "actual":
        problems.add((*path, "target"), f"{quoted(target.id)} is an actual figure; name a target or a draft")
        target = None
    if actual and actual.kind in {"target", "draft"}:
        problems.add((*path, "actual"), f"{quoted(actual.id)} is {KINDS[actual.kind]}; name a figure of what happened")
        actual = None
    if outcome.result == "open":
        _check_open(path, outcome, target, actual, problems)
    elif outcome.result and outcome.actual is None:
        problems.add(path, f'missing key "actual", which a target that is {outcome.result} needs')
    elif outcome.result and target and actual:
        _check_result(path, outcome, target, actual, problems)


def _check_open(path: Path, outcome: Outcome, target: Figure | None, actual: Figure | None, problems: Problems) -> None:
    """What is known of an open target is of its measure, and a note tells what is missing."""
    if outcome.note is None:
        problems.add(path, 'missing key "note", which tells what is missing while a target is open')
    if target and actual and target.measure and actual.measure and target.measure != actual.measure:
        message = f"{quoted(actual.id)} is of {quoted(actual.measure)}, the target of {quoted(target.measure)}"
        problems.add((*path, "actual"), f"{message}; name a figure of the same measure, or none")


def _check_result(path: Path, outcome: Outcome, target: Figure, actual: Figure, problems: Problems) -> None:
    """What is met or missed is compared with its like, and the values do not contradict it."""
    if unlike := differences(target, actual):
        message = f"{quoted(target.id)} and {quoted(actual.id)} differ in {', '.join(unlike)}"
        problems.add((*path, "result"), f"{message}; compare like with like, or write open with a note")
        return
    if target.value and actual.value and is_reached(target, actual) is (outcome.result == "missed"):
        right = "met" if outcome.result == "missed" else "missed"
        message = f"{actual.value} is what came of {target.value} {target.unit}, so the target is {right}"
        problems.add((*path, "result"), message)


def differences(target: Figure, actual: Figure) -> list[str]:
    """Return the fields in which a target and what came of it are not alike, "year" or "period" among them."""
    unlike = [field for field in ALIKE if getattr(target, field) != getattr(actual, field)]
    wanted, reached = (figure.period or figure.as_of or "" for figure in (target, actual))
    if wanted[:4] != reached[:4]:
        return [*unlike, "year"]
    part = reached if actual.period else wanted if target.period else ""
    return [*unlike, "period"] if wanted != reached and len(part) > len("2023") else unlike


def is_reached(target: Figure, actual: Figure) -> bool | None:
    """Say whether a value reaches a target of the same unit; None where they are not exact enough to tell."""
    least, most = _range(actual)
    low, high = _goal(target)
    if target.qualifier == "at-most":
        least, most, low, high = -most, -least, -high, -low
    if least >= high:
        return True
    return False if most < low else None


def _range(figure: Figure) -> "tuple[Decimal, Decimal]":
    """Return the least and the greatest value that a figure may stand for."""
    from decimal import Decimal

    value = Decimal(figure.value)
    if figure.qualifier == "at-least":
        return value, Decimal("Infinity")
    if figure.qualifier == "at-most":
        return Decimal(0), value
    return bounds(figure.value, "") if figure.qualifier == "about" else (value, value)


def _goal(target: Figure) -> "tuple[Decimal, Decimal]":
    """Return the least and the greatest value that a target may demand."""
    from decimal import Decimal

    value = Decimal(target.value)
    return bounds(target.value, "") if target.qualifier == "about" else (value, value)


def _check_localization(
    path: Path, statement: LocalizationStatement, figure: Figure | None, topics: Mapping[str, str], problems: Problems
) -> None:
    """A statement is on a figure of localization, and a goal where the figure is one."""
    if figure is None:
        return
    if topics.get(figure.measure, "localization") != "localization":
        message = (
            f"{quoted(figure.id)} is of {quoted(figure.measure)}, no measure of localization; name a figure of one"
        )
        problems.add((*path, "figure"), message)
        return
    stance = "stated" if figure.kind == "actual" else "goal"
    if figure.kind and statement.stance and statement.stance != stance:
        message = f"{quoted(figure.id)} is {KINDS[figure.kind]}; write {stance}"
        problems.add((*path, "stance"), message)
