"""The house: imports run downward only, and each kind of call loads what it needs and no more."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src" / "cqparts"

LAYERS = (
    ("errors", "model", "table"),
    ("columns", "currencies"),
    ("money", "lookup", "problems", "schema"),
    ("ratios", "quotes", "ecb", "cells", "values", "reading", "files"),
    ("rates", "layout", "places", "checks", "contract", "building"),
    ("plain", "terminal", "loading", "queries"),
    ("formats", "answers"),
    ("choices", "report", "package"),
    ("views",),
    ("library",),
    ("express", "complete"),
    ("options",),
    ("showing",),
    ("frame",),
    ("cli",),
    ("shells",),
    ("__main__",),
)
"""The rooms, lowest first. A module imports only from lower layers, or from its own package."""

HEAVY = {
    "click",
    "typer",
    "rich",
    "tabulate",
    "wcwidth",
    "yaml",
    "jinja2",
    "currency_converter",
    "dataclasses",
    "inspect",
}
"""What no look-up loads unless its answer takes it."""


def modules() -> Iterator[tuple[str, Path]]:
    """Yield every module of the package with its room."""
    for file in sorted(SOURCE.rglob("*.py")):
        if file.parent.name != "templates" and file.name != "_bundled.py":
            parts = file.relative_to(SOURCE).with_suffix("").parts
            yield parts[0], file


def imported(file: Path) -> Iterator[str]:
    """Yield the rooms of the project that a module imports from, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = (
                [f"{node.module}.{alias.name}" for alias in node.names] if node.module == "cqparts" else [node.module]
            )
            yield from inner


def rank(room: str) -> int:
    """Return the layer of a room."""
    return next(place for place, rooms in enumerate(LAYERS) if room in rooms)


@pytest.mark.parametrize(("room", "file"), [*modules()], ids=lambda part: getattr(part, "stem", part))
def test_imports_run_downward(room: str, file: Path) -> None:
    """A module imports from lower layers of the house alone."""
    if room == "__init__":
        return
    for name in imported(file):
        if name.startswith("cqparts.") and name != "cqparts._bundled":
            other = name.split(".")[1]
            assert other == room or rank(other) < rank(room), f"{file.name} imports {name}"


@pytest.mark.parametrize(("room", "file"), [*modules()], ids=lambda part: getattr(part, "stem", part))
def test_heavy_modules_are_imported_where_they_are_needed(room: str, file: Path) -> None:
    """No module below the app imports a heavy library at its top; Typer is the app's alone."""
    top = {
        name.split(".")[0]
        for node in ast.parse(file.read_text()).body
        for name in (imported_by(node) if isinstance(node, ast.Import | ast.ImportFrom) else ())
    }
    own = {"inspect"} if room == "options" else set()
    allowed = own | ({"typer"} if room in ("cli", "frame", "options", "complete", "shells") else set())
    assert not (top & HEAVY) - allowed
    if rank_or_top(room) < rank("complete"):
        assert "typer" not in {name.split(".")[0] for name in imported(file)}


def imported_by(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Return what a statement imports."""
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]


def rank_or_top(room: str) -> int:
    """Return the layer of a room; the package itself stands on top."""
    return len(LAYERS) if room in ("__init__", "__main__") else rank(room)


LOADS: dict[tuple[str, ...], set[str]] = {
    ("districts", "--json"): set(),
    ("focus", "jiangjin", "-f", "json"): set(),
    ("trends", "--json"): set(),
    ("investment", "--json"): set(),
    ("districts", "-f", "csv"): {"typer", "inspect", "dataclasses"},
    ("investment", "--to", "EUR", "--json"): {"typer", "inspect", "dataclasses"},
    ("districts", "--help"): {"typer", "inspect", "dataclasses"},
    ("districts",): {"typer", "inspect", "tabulate", "wcwidth", "dataclasses"},
    ("districts", "-f", "markdown"): {"typer", "inspect", "tabulate", "wcwidth", "dataclasses"},
    ("investment", "--on", "2023-06-30", "--json"): {"typer", "inspect", "dataclasses", "currency_converter"},
}
"""What each kind of call may load of the heavy libraries, the bundled model compiled."""


@pytest.mark.parametrize("words", LOADS, ids=" ".join)
def test_a_call_loads_what_it_needs(words: tuple[str, ...], tmp_path: Path) -> None:
    """Rich is loaded for a terminal only, tabulate for text in a pipe, the ECB's history for a day that is asked."""
    assert loaded(words, tmp_path) & HEAVY <= LOADS[words]


def test_a_terminal_loads_rich(tmp_path: Path) -> None:
    """A table that is drawn loads rich, and no tabulate."""
    names = loaded(("districts",), tmp_path, FORCE_COLOR="1")
    assert "rich" in names
    assert "tabulate" not in names


def loaded(words: tuple[str, ...], folder: Path, **environment: str) -> set[str]:
    """Return the top-level modules that a call loads, where the model is compiled as in the wheel."""
    compiled = folder / "cqparts_compiled.py"
    compiled.write_text(
        "import sys, pickle\n"
        "import cqparts.model\n"
        f"model = pickle.load(open({str(folder / 'model.pickle')!r}, 'rb'))\n"
        "sys.modules['cqparts._bundled'] = type(sys)('cqparts._bundled')\n"
        "sys.modules['cqparts._bundled'].MODEL = model\n"
        "del sys.modules['pickle']\n"
        "before = set(sys.modules)\n"
        "from cqparts.__main__ import run\n"
        "code = run(sys.argv[1:])\n"
        "print(*{name.split('.')[0] for name in set(sys.modules)}, file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    import pickle

    from cqparts.loading import load

    (folder / "model.pickle").write_bytes(pickle.dumps(load()))
    done = subprocess.run(
        [sys.executable, str(compiled), *words],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent), **environment},
    )
    return set(done.stderr.decode().split())
