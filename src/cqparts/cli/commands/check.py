"""Validate a data file: every problem with its line."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from cqparts.cli.commands import Command
from cqparts.errors import Exit, printable
from cqparts.lookups.base import Param

if TYPE_CHECKING:
    from cqparts.loading.check import CheckResult
    from cqparts.model.types import Model

COMMAND = Command(("check", "check my-model.yaml --json"))


def run(
    file: Annotated[str | None, Param("FILE", "A model, YAML or JSON; - for standard input.")] = None,
    *,
    as_json: Annotated[bool, Param("", "Write the problems as JSON.", ("--json",), is_flag=True)] = False,
) -> int:
    """Validate a data file; report each problem by line."""
    from cqparts.loading.check import check_file
    from cqparts.loading.load import bundled_file

    name = printable(file or bundled_file().name) if file != "-" else "<stdin>"
    result = check_file(file or bundled_file())
    sys.stdout.write("".join(write_json(result) if as_json else write_lines(result, name)))
    return Exit.OK if result.model else Exit.UNSOUND


def write_lines(result: "CheckResult", name: str) -> Iterator[str]:
    """Yield what a check found, a problem a line, then their number; of a valid file, what it holds."""
    from cqparts.loading.check import SHOWN

    for problem in result.problems[:SHOWN]:
        yield f"{problem}\n"
    others = result.total - SHOWN
    yield f"and {others} more\n" if others > 0 else ""
    yield f"{name} is valid: {held(result.model)}\n" if result.model else f"{count(result.total, 'problem')}\n"


def held(model: "Model") -> str:
    """Return how much a model holds."""
    sections = {"district": model.districts, "figure": model.figures, "source": model.sources}
    return ", ".join(count(len(records), name) for name, records in sections.items())


def count(number: int, name: str) -> str:
    """Return a number of things.

    >>> count(1, "problem"), count(1200, "figure")
    ('1 problem', '1,200 figures')
    """
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def write_json(result: "CheckResult") -> Iterator[str]:
    """Yield what a check found as JSON: whether the model is sound, the count, and the problems."""
    import json

    problems = [problem._asdict() for problem in result.problems]
    found = {"sound": result.model is not None, "total": result.total, "problems": problems}
    yield json.dumps(found, ensure_ascii=False, indent=2) + "\n"
