"""Change the modules that decide what is true in small ways, and count the changes that their tests notice.

    python scripts/mutate.py [--count 200] [--seed 1] [MODULE ...]

The changes are those of cosmic-ray, a sample of which is drawn by the seed. They are made in a copy of the tree, each
alone. What survives is printed with its place; docs/mutation.md judges it.
"""  # noqa: INP001 -- a folder of scripts is no package

import argparse
import ast
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.testing import run_tests
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome

ROOT = Path(__file__).parents[1]

PLACES = ("money/*.py", "loading/*.py", "model/resolve.py")
"""The modules that are changed by default: rates and qualifiers, the reader and the checks of a model, and names."""

LEFT_OUT = ("tests/loading/test_fuzz.py",)
"""Tests that look for what nobody has thought of, and find another thing each time."""

SURVIVED = TestOutcome.SURVIVED

SECONDS = 600
"""After which a run counts as stopped: a change may make a loop endless, and the machine may be busy."""


class Outcome(NamedTuple):
    """What became of a change."""

    change: MutationSpec
    diff: str
    noticed: bool
    stopped: bool


def main() -> int:
    """Print what survives and the score; return 1 where the tests fail without any change."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("modules", nargs="*", help="such as money/ecb (default: those that decide what is true)")
    parser.add_argument("--count", type=int, default=200, help="how many changes (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which sample of them (%(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(".git", ".venv", "dist", "__pycache__", ".*_cache"))
        os.chdir(tree)
        os.environ.update(PYTHONPATH=str(tree / "src"), PYTHONDONTWRITEBYTECODE="1")
        places = [f"{module}.py" for module in options.modules] or PLACES
        files = sorted(file for place in places for file in Path("src/cqparts").glob(place))
        every = dict.fromkeys(test for file in files for test in tests_of(file))
        if run_tests(pytest_call(every), SECONDS)[0] != SURVIVED:
            sys.stderr.write("the tests fail without any change\n")
            return 1
        changes = sample(files, options)
        outcomes = list(tell(changes))
    killed = sum(outcome.noticed for outcome in outcomes)
    stopped = sum(outcome.stopped for outcome in outcomes)
    score = f"{killed} of {len(outcomes)} changes noticed: {100 * killed / len(outcomes):.1f} %"
    sys.stdout.write(f"{score} (seed {options.seed}; {stopped} of them by a run without end)\n")
    return 0


def sample(files: list[Path], options: argparse.Namespace) -> list[MutationSpec]:
    """Return a sample of the changes that cosmic-ray knows for files, without those of types."""
    with use_db("changes.sqlite", WorkDB.Mode.create) as found:
        init(files, found, {})
        items = sorted(found.work_items, key=lambda item: repr(item.mutations))
    types = {file: set(type_lines(file)) for file in files}
    changes = [
        change
        for item in items
        for change in item.mutations
        if not any(start <= change.start_pos < end for start, end in types[change.module_path])
    ]
    chance = random.Random(options.seed)  # noqa: S311 -- a sample, the same each time
    return chance.sample(changes, min(options.count, len(changes)))


Place = tuple[int, int]


def type_lines(file: Path) -> Iterator[tuple[Place, Place]]:
    """Yield from where to where a file only speaks to type checkers: annotations, and imports for them alone."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield place(node)
        for field in ("annotation", "returns"):
            typed = getattr(node, field, None)
            if typed is not None:
                yield place(typed)


def place(node: ast.stmt | ast.expr) -> tuple[Place, Place]:
    """Return where a part of a program begins and ends."""
    return (node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0)


def tell(changes: list[MutationSpec]) -> Iterator[Outcome]:
    """Yield what becomes of each change, and print those that survive."""
    for number, change in enumerate(changes, 1):
        result = mutate_and_test([change], pytest_call(tests_of(change.module_path)), SECONDS)
        noticed, stopped = result.test_outcome != SURVIVED, result.output == "timeout"
        outcome = Outcome(change, result.diff or "", noticed=noticed, stopped=stopped)
        said = "stopped" if outcome.stopped else "noticed" if outcome.noticed else "SURVIVED"
        where = f"{change.module_path}:{change.start_pos[0]}"
        sys.stdout.write(f"{number}/{len(changes)} {said} {where} {change.operator_name} {change.definition_name}\n")
        if not outcome.noticed:
            sys.stdout.write(f"{outcome.diff}\n")
        sys.stdout.flush()
        yield outcome


def tests_of(module: Path) -> list[str]:
    """Return the tests of a module: its own first, then those beside it."""
    own = Path("tests", *module.parts[2:-1], f"test_{module.stem}.py")
    folder = [own] if module.stem == "resolve" else sorted(own.parent.glob("test_*.py"))
    return [str(file) for file in dict.fromkeys((own, *folder)) if file.exists() and str(file) not in LEFT_OUT]


def pytest_call(files: Iterable[str]) -> str:
    """Return the call that runs tests until one fails, each time with the same examples."""
    return f"{sys.executable} -m pytest -x -q -p no:cacheprovider --hypothesis-seed=0 {' '.join(files)}"


if __name__ == "__main__":
    sys.exit(main())
