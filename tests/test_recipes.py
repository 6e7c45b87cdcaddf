"""Every recipe on docs/recipes.md, run with the tool that it is for, prints what the page shows.

Blocks of code without an output are preparations; all others are tests. `pytest tests/test_recipes.py --update-golden`
writes the outputs anew.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import ROOT
from processes import pandoc

PAGE = ROOT / "docs" / "recipes.md"
BLOCK = re.compile(
    r"^```(?P<language>sh|python|nu)\n(?P<code>.*?)^```\n(?:\n```text\n(?P<shown>.*?)^```$)?", re.MULTILINE | re.DOTALL
)
PROGRAMS = ("datasette", "frictionless", "jq", "nu", "pandoc", "soffice", "sqlite3")
MODULES = ("duckdb", "pandas")
RUNNERS = {"sh": ["bash", "-eu", "-c"], "python": [sys.executable, "-c"], "nu": ["nu", "--no-config-file", "-c"]}
EXTENSION = "duckdb_extension_sqlite_scanner"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the recipes are for a POSIX shell")


class Recipe(NamedTuple):
    """A block of code on the page, and what the page says that it prints."""

    language: str
    code: str
    shown: str | None

    @property
    def title(self) -> str:
        """What the recipe is called in the list of tests: the beginning of its last line."""
        return self.code.strip().splitlines()[-1][:60].strip()

    @property
    def lacks(self) -> list[str]:
        """The tools that the recipe needs and this machine has not."""
        words = set(re.findall(r"[\w-]+", self.code))
        needed = [name for name in ("bash", *PROGRAMS) if name in words or name == RUNNERS[self.language][0]]
        lacking = [name for name in needed if not shutil.which(name, path=search_path())]
        lacking += [name for name in MODULES if name in words and not find_spec(name)]
        return lacking + ([EXTENSION] if "TYPE sqlite" in self.code and not find_spec(EXTENSION) else [])


def search_path() -> str:
    """Return where programs are looked for: first beside the Python that runs the tests, last where pip put Pandoc."""
    folders = [str(Path(sys.executable).parent), os.environ["PATH"]]
    if program := pandoc():
        folders.append(str(Path(program).parent))
    return os.pathsep.join(folders)


def recipes() -> list[Recipe]:
    """Return all blocks of code of the page, in order."""
    return [Recipe(*found.group("language", "code", "shown")) for found in BLOCK.finditer(PAGE.read_text("utf-8"))]


def printed(recipe: Recipe, folder: Path) -> str:
    """Return what a recipe prints, both streams together."""
    environment = {"PATH": search_path(), "HOME": str(folder / "home"), "LANG": "C.UTF-8"}
    run = [*RUNNERS[recipe.language], recipe.code]
    done = subprocess.run(run, cwd=folder, env=environment, stdout=-1, stderr=subprocess.STDOUT, check=False)
    assert done.returncode == 0, done.stdout.decode()
    return "\n".join(line.rstrip() for line in done.stdout.decode().splitlines()) + "\n"


def install_extension(home: Path) -> None:
    """Put DuckDB's extension for SQLite where a download would have put it."""
    import duckdb

    found = find_spec(EXTENSION)
    assert found is not None
    assert found.origin is not None
    file = next(Path(found.origin).parent.glob(f"extensions/v{duckdb.__version__}/*"))
    (platform,) = duckdb.sql("PRAGMA platform").fetchall()[0]
    folder = home / ".duckdb" / "extensions" / f"v{duckdb.__version__}" / platform
    folder.mkdir(parents=True)
    shutil.copy(file, folder)


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where the preparations of the page are made."""
    folder = tmp_path_factory.mktemp("kitchen")
    (folder / "home").mkdir()
    if find_spec("duckdb") and find_spec(EXTENSION):
        install_extension(folder / "home")
    for recipe in recipes():
        if recipe.shown is None:
            told = printed(recipe, folder).splitlines()
            assert [line for line in told if line and not line.startswith("cqparts: wrote ")] == []
    return folder


@pytest.mark.parametrize("recipe", [one for one in recipes() if one.shown is not None], ids=lambda one: one.title)
def test_a_recipe_prints_what_the_page_shows(recipe: Recipe, kitchen: Path, request: pytest.FixtureRequest) -> None:
    """A recipe prints its output, line for line."""
    if recipe.lacks:
        pytest.skip(f"not installed: {', '.join(recipe.lacks)}")
    fresh = printed(recipe, kitchen)
    if request.config.getoption("--update-golden"):
        old, new = (f"{recipe.code}```\n\n```text\n{shown}```" for shown in (recipe.shown, fresh))
        PAGE.write_text(PAGE.read_text("utf-8").replace(old, new), "utf-8")
    else:
        assert fresh == recipe.shown


def test_the_page_has_recipes_for_every_tool() -> None:
    """No tool of the page is left without a recipe that is run."""
    text = "\n".join(recipe.code for recipe in recipes() if recipe.shown is not None)
    assert [
        name for name in (*{*PROGRAMS} - {"nu"}, "duckdb", "pandas", "read_json", "ATTACH") if name not in text
    ] == []
    assert [recipe.language for recipe in recipes()].count("nu") == 3
