"""The order of the packages: imports run one way, and each kind of call loads what it needs and no more."""

import ast
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from conftest import ROOT
from cqparts import lookups
from cqparts.cli import commands

SOURCE = ROOT / "src" / "cqparts"

WINGS = ("errors", "model", "money", "loading", "lookups", "output", "export", "report", "api", "cli", "__main__")
"""The wings, lowest first. A module imports only from lower wings, and within its own without circles."""

HEAVY = {
    "click",
    "typer",
    "rich",
    "tabulate",
    "wcwidth",
    "yaml",
    "jinja2",
    "currency_converter",
    "xlsxwriter",
    "dataclasses",
    "inspect",
}
"""What no look-up loads unless its answer takes it."""

MODULES = {
    ".".join(file.relative_to(SOURCE).with_suffix("").parts): file
    for file in sorted(SOURCE.rglob("*.py"))
    if file.name != "__init__.py" and file.parent.name != "_bundled"
}
"""Every module by its dotted name below the package."""


@cache
def imported(file: Path, *, top: bool = False) -> set[str]:
    """Return the modules that a file imports, anywhere in it or at its top alone."""
    tree = ast.parse(file.read_text("utf-8"))
    found: set[str] = set()
    for node in tree.body if top else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def own_imports(name: str) -> set[str]:
    """Return the modules of the project that one of them imports, anywhere in it."""
    return {other.removeprefix("cqparts.") for other in imported(MODULES[name])} & {*MODULES}


def wing(name: str) -> int:
    """Return the place of a module's wing."""
    return WINGS.index(name.partition(".")[0])


def test_the_package_is_its_wings() -> None:
    """Beside the wings, the package holds its own names, its marker of types, and the built data."""
    files = {file.relative_to(SOURCE) for file in SOURCE.rglob("*") if file.is_file() and file.suffix != ".pyc"}
    names = {file.parts[0].removesuffix(".py") for file in files}
    assert names - {"__init__", "py.typed", "_bundled", "_bundled.pyi", "industry.yaml"} == set(WINGS)


def test_commands_are_the_modules_of_their_folders() -> None:
    """Every module of a command is in the list that gives the order of the help, and nothing else is."""
    shared = {"lookups.base", "lookups.params", "lookups.records", "lookups.plants", "lookups.kinds"}
    assert sorted(f"lookups.{name}" for name in lookups.NAMES) == sorted(modules_in("lookups.") - shared)
    assert sorted(f"cli.commands.{name}" for name in commands.NAMES) == sorted(modules_in("cli.commands."))


def modules_in(prefix: str) -> set[str]:
    """Return the modules of a folder."""
    return {name for name in MODULES if name.startswith(prefix)}


def test_look_ups_do_not_import_one_another() -> None:
    """What two look-ups share stands in a module that is none."""
    for name in lookups.NAMES:
        assert own_imports(f"lookups.{name}") & {f"lookups.{other}" for other in lookups.NAMES} == set(), name


def test_imports_run_one_way() -> None:
    """A module imports from lower wings, or from its own."""
    upward = {f"{name} <- {other}" for name in MODULES for other in own_imports(name) if wing(other) > wing(name)}
    assert upward == set()


def test_imports_make_no_circle() -> None:
    """Within a wing, modules import one another without circles."""
    settled: list[str] = []
    while left := [name for name in MODULES if name not in settled]:
        ready = [name for name in left if own_imports(name) <= {*settled, name}]
        assert ready, f"a circle among {left}"
        settled += ready


@pytest.mark.parametrize("name", MODULES)
def test_heavy_modules_are_imported_where_they_are_needed(name: str) -> None:
    """No module imports a heavy library at its top but those that are loaded for it; Typer is the app's alone."""
    allowed = {"cli.app": {"typer", "inspect"}, "api": {"inspect"}}.get(name, set())
    assert {other.partition(".")[0] for other in imported(MODULES[name], top=True)} & HEAVY <= allowed
    assert name == "cli.app" or not any(other.partition(".")[0] == "typer" for other in imported(MODULES[name]))


def test_typer_is_used_by_its_public_names() -> None:
    """No part of Typer that begins with an underscore is named anywhere."""
    assert not [name for name, file in MODULES.items() if re.search(r"typer\.?\w*\._", file.read_text("utf-8"))]


LOADS: dict[tuple[str, ...], set[str]] = {
    ("districts", "--json"): set(),
    ("focus", "jiangjin", "-f", "json"): set(),
    ("trends", "--json"): set(),
    ("investment", "--to", "EUR", "--json"): set(),
    ("districts", "--assembly", "chassis", "--lang", "zh", "--format=csv"): set(),
    ("districts", "-f", "jsonl", "--columns", "id,name"): set(),
    ("check", "--json"): {"yaml", "typing"},
    ("schema", "districts"): {"typing"},
    ("districts", "-f", "yaml"): {"yaml", "typing"},
    ("districts",): set(),
    ("districts", "-f", "markdown"): {"tabulate", "wcwidth", "dataclasses", "inspect", "typing"},
    ("investment", "--on", "2023-06-30", "--json"): set(),
    ("districts", "--help"): {"typer", "inspect", "dataclasses", "typing"},
}
"""What each kind of call may load of the heavy libraries and of typing, the bundled model compiled."""


@pytest.mark.parametrize("words", LOADS, ids=" ".join)
def test_a_call_loads_what_it_needs(words: tuple[str, ...], tmp_path: Path) -> None:
    """Rich is loaded for a terminal only, tabulate for Markdown, the ECB's history for a day that is asked."""
    assert loaded(words, tmp_path) & {*HEAVY, "typing"} <= LOADS[words]


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
        "import cqparts.model.types\n"
        f"model = pickle.load(open({str(folder / 'model.pickle')!r}, 'rb'))\n"
        "sys.modules['cqparts._bundled'] = type(sys)('cqparts._bundled')\n"
        "sys.modules['cqparts._bundled'].MODEL = model\n"
        "for name in ('pickle', 'typing'): sys.modules.pop(name, None)\n"
        "from cqparts.__main__ import run\n"
        "code = run(sys.argv[1:])\n"
        "print(*{name.split('.')[0] for name in set(sys.modules)}, file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    import pickle

    from cqparts.loading.load import load

    (folder / "model.pickle").write_bytes(pickle.dumps(load()))
    done = subprocess.run(
        [sys.executable, str(compiled), *words],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent), **environment},
    )
    return set(done.stderr.decode().split())
