"""Validate data files: every problem with its line."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from cqparts.cli.commands import Command
from cqparts.errors import Exit, printable
from cqparts.lookups.base import Param

if TYPE_CHECKING:
    from cqparts.loading.check import CheckResult

    Labelled = list[tuple[str | None, CheckResult]]

COMMAND = Command(("check", "check my-model.yaml --json"))


def run(
    files: Annotated[
        list[str] | None, Param("FILE…", "Models, YAML or JSON; - for standard input.", multiple=True)
    ] = None,
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
    labels = [printable(name) for name in names] if len(names) > 1 else [None]
    write = write_json if as_json else write_lines
    sys.stdout.write("".join(write(list(zip(labels, results, strict=True)))))
    return Exit.OK if all(result.model for result in results) else Exit.UNSOUND


def write_lines(results: "Labelled") -> Iterator[str]:
    """Yield what checks found, a problem a line, and behind those of each file the count and its label."""
    from cqparts.loading.check import SHOWN

    for label, result in results:
        for problem in result.problems[:SHOWN]:
            yield f"{problem}\n"
        others = result.total - SHOWN
        yield f"and {others} more\n" if others > 0 else ""
        count = "sound" if result.model else f"{result.total} problem{'s' if result.total > 1 else ''}"
        yield f"{count}\n" if label is None else f"{label}: {count}\n"


def write_json(results: "Labelled") -> Iterator[str]:
    """Yield what checks found as JSON: one object, or where files have labels, a list of one for each."""
    import json

    found = [({} if label is None else {"file": label}) | found_in(result) for label, result in results]
    yield json.dumps(found if len(found) > 1 else found[0], ensure_ascii=False, indent=2) + "\n"


def found_in(result: "CheckResult") -> dict[str, Any]:
    """Return what a check found: whether the model is sound, the count, the problems, and the data's edition."""
    from cqparts.model.edition import edition

    problems = [problem._asdict() for problem in result.problems]
    of_data = edition(result.model)._asdict() if result.model else None
    return {"sound": result.model is not None, "total": result.total, "problems": problems, "edition": of_data}
