"""Validate data files: every problem with its line."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from cqparts.cli.commands import Command
from cqparts.errors import Exit, printable
from cqparts.lookups.base import Param
from cqparts.lookups.records import count

if TYPE_CHECKING:
    from cqparts.loading.check import CheckResult
    from cqparts.model.types import Model

    Labelled = list[tuple[str, CheckResult]]

COMMAND = Command(("check", "check my-model.yaml --json"))


def run(
    files: Annotated[list[str] | None, Param("FILE…", "Data files, YAML or JSON; - for stdin.", multiple=True)] = None,
    *,
    as_json: Annotated[bool, Param("", "Write the problems as JSON.", ("--json",), is_flag=True)] = False,
) -> int:
    """Validate data files; report each problem by line.

    Raises:
        CallError: The name of a file is empty.
    """
    from cqparts.loading.check import check_file
    from cqparts.loading.load import bundled_file

    names = list(dict.fromkeys(files or ()))
    results = [check_file(name) for name in names] or [check_file(bundled_file())]
    labels = [printable(name) for name in names] or [bundled_file().name]
    write = write_json if as_json else write_lines
    sys.stdout.write("".join(write(list(zip(labels, results, strict=True)))))
    return Exit.OK if all(result.model for result in results) else Exit.FAILED


def write_lines(results: "Labelled") -> Iterator[str]:
    """Yield what checks found: of a valid file what it holds; else a problem a line, then their number."""
    from cqparts.loading.check import SHOWN

    for label, result in results:
        for problem in result.problems[:SHOWN]:
            yield f"{problem}\n"
        others = result.total - SHOWN
        yield f"and {others} more\n" if others > 0 else ""
        if result.model:
            yield f"{'<stdin>' if label == '-' else label} is valid: {held(result.model)}\n"
        else:
            before = f"{label}: " if len(results) > 1 else ""
            yield f"{before}{count(result.total, 'problem')}\n"


def held(model: "Model") -> str:
    """Return how much a model holds."""
    sections = {"district": model.districts, "figure": model.figures, "source": model.sources}
    return ", ".join(count(len(records), name) for name, records in sections.items())


def write_json(results: "Labelled") -> Iterator[str]:
    """Yield what checks found as JSON: one object, or of several files a list of one for each with its name."""
    import json

    found = [({"file": label} if len(results) > 1 else {}) | found_in(result) for label, result in results]
    yield json.dumps(found if len(found) > 1 else found[0], ensure_ascii=False, indent=2) + "\n"


def found_in(result: "CheckResult") -> dict[str, Any]:
    """Return what a check found: whether the model is valid, the count, the problems, and the data's edition."""
    from cqparts.model.edition import edition

    problems = [problem._asdict() for problem in result.problems]
    of_data = edition(result.model)._asdict() if result.model else None
    return {"sound": result.model is not None, "total": result.total, "problems": problems, "edition": of_data}
