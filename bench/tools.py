"""The environments of a comparison: one for each Python tool, so that nobody's dependencies mix, all byte-compiled."""  # noqa: INP001 -- a folder of scripts is no package

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from timing import Call, FailedCallError, run, surroundings

ROOT = Path(__file__).parents[1]


class Tool(NamedTuple):
    """A program to compare with: the distribution that brings it, none for one that the machine has."""

    name: str
    distribution: str = ""
    beside: str = ""
    """What must be installed beside it."""


class Installed(NamedTuple):
    """A tool in its place."""

    name: str
    folder: Path
    python: str
    version: str


PEERS = (
    Tool("shyaml", "shyaml"),
    Tool("yq", "yq"),
    Tool("csvjson", "csvkit"),
    Tool("sqlite-utils", "sqlite-utils"),
    Tool("datasette", "datasette"),
    Tool("duckdb module", "duckdb"),
    Tool("duckdb", "duckdb-cli"),
    Tool("coco", "country-converter", beside="pandas<3"),
    Tool("currency_converter", "currencyconverter"),
    Tool("typer", "typer"),
    Tool("jq"),
    Tool("mlr"),
    Tool("sqlite3"),
)
"""The peers; a tool without a distribution is measured where the machine has it."""

PYTHON = tuple(tool.name for tool in PEERS if tool.distribution and tool.name not in {"duckdb", "typer"})
"""The peers that run in Python; duckdb's own program comes as a distribution and is none, and Typer is a part."""


def command(words: Sequence[str | Path]) -> str:
    """Run a command of the preparation and return what it prints.

    Raises:
        FailedCallError: It failed; the text is the last line that it said.
    """
    done = subprocess.run(  # noqa: S603 -- commands of this file
        [str(word) for word in words], capture_output=True, text=True, check=False, env=surroundings(Call(()))
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["without a word"]
        raise FailedCallError(f"{Path(words[0]).name} failed: {last[0]}")
    return done.stdout


def wheel(folder: Path) -> Path:
    """Build cqparts' wheel from the tree, and return its path.

    Raises:
        FailedCallError: It cannot be built.
    """
    built = folder / "wheel"
    shutil.rmtree(built, ignore_errors=True)
    command([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", built, ROOT])
    return next(built.glob("*.whl"))


def environment(folder: Path, distribution: str, *wanted: str) -> Installed:
    """Return a distribution installed in an environment of its own, made if it is not there yet.

    Args:
        folder: What holds the environments.
        distribution: Its name.
        wanted: What pip is to install; where that is a wheel, it is installed again each time.

    Raises:
        FailedCallError: It cannot be made.
    """
    place = folder / distribution
    python, ready = place / "bin" / "python", place / "ready"
    if not python.exists():
        command([sys.executable, "-m", "venv", place])
    wheels = [word for word in wanted if word.endswith(".whl")]
    if wheels or not ready.exists():
        command([python, "-m", "pip", "install", "--quiet", *wanted])
        if wheels:
            command([python, "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", *wheels])
        compiled(python, place / "lib")
        ready.touch()
    asked = f"from importlib.metadata import version; print(version({distribution!r}))"
    return Installed(
        distribution, place / "bin", str(python), f"{distribution} {command([python, '-c', asked]).strip()}"
    )


def dependencies(tool: Installed) -> list[str]:
    """Return the versions of what cqparts itself loads."""
    names = ("typer", "rich", "tabulate", "wcwidth", "pyyaml", "currencyconverter")
    asked = f"from importlib.metadata import version; print(*(f'{{n}} {{version(n)}}' for n in {names!r}), sep=chr(10))"
    return command([tool.python, "-c", asked]).splitlines()


def compiled(python: Path, place: Path) -> None:
    """Compile all byte code under a folder, less the files for other versions of Python that some tools ship."""
    subprocess.run([python, "-m", "compileall", "-qq", place], check=False, env=surroundings(Call(())))  # noqa: S603


def on_machine(name: str, python: str) -> Installed:
    """Return a tool that the machine has; it has no Python of its own, and is set against the one given.

    Raises:
        FailedCallError: The machine has not got it.
    """
    found = shutil.which(name)
    if not found:
        raise FailedCallError("not on this machine")
    told = run(Call([found, "--version"])).output.decode().split()
    version = next((word for word in told if any(sign.isdigit() for sign in word)), "")
    return Installed(name, Path(found).parent, python, f"{name} {version.removeprefix('jq-')}")


def place(tool: Tool, folder: Path, python: str) -> Installed:
    """Return a tool installed: in an environment of its own, or as the machine has it.

    Raises:
        FailedCallError: It cannot be had.
    """
    if not tool.distribution:
        return on_machine(tool.name, python)
    wanted = [word for word in (tool.distribution, tool.beside) if word]
    return environment(folder, tool.distribution, *wanted)
