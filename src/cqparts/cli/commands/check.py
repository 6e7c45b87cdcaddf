"""Validate a data file: every problem with its line."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

from cqparts.cli.commands import Command
from cqparts.errors import Exit
from cqparts.lookups.base import Param

if TYPE_CHECKING:
    from cqparts.loading.check import CheckResult

COMMAND = Command(("check", "check my-model.yaml --json"))


def run(
    file: Annotated[str | None, Param("FILE", "A model, YAML or JSON; - for standard input.")] = None,
    *,
    as_json: Annotated[bool, Param("", "Write the problems as JSON.", ("--json",), is_flag=True)] = False,
) -> int:
    """Validate a data file; report each problem by line.

    Raises:
        CallError: The name of the file is empty.
    """
    from cqparts.loading.check import check_file
    from cqparts.loading.load import bundled_file

    result = check_file(bundled_file() if file is None else file)
    sys.stdout.write("".join(write_json(result) if as_json else write_lines(result)))
    return Exit.OK if result.model else Exit.UNSOUND


def write_lines(result: "CheckResult") -> Iterator[str]:
    """Yield what a check found, a problem a line, then the count."""
    from cqparts.loading.check import SHOWN

    for problem in result.problems[:SHOWN]:
        yield f"{problem}\n"
    others = result.total - SHOWN
    yield f"and {others} more\n" if others > 0 else ""
    yield "sound\n" if result.model else f"{result.total} problem{'s' if result.total > 1 else ''}\n"


def write_json(result: "CheckResult") -> Iterator[str]:
    """Yield what a check found as JSON: whether the model is sound, the count, and the problems."""
    import json

    problems = [problem._asdict() for problem in result.problems]
    found = {"sound": result.model is not None, "total": result.total, "problems": problems}
    yield json.dumps(found, ensure_ascii=False, indent=2) + "\n"
