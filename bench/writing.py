"""What a run prints: Markdown tables, and the circumstances that figures hold in."""  # noqa: INP001 -- a folder of scripts is no package

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from timing import Spread

TOLERANCE = 0.2
"""How far a median may lie above a limit: so much differs between two runs of the same program."""


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; a heading that ends with a colon is of a column of numbers, aligned right."""
    rules = ["---:" if heading.endswith(":") else "---" for heading in headings]
    lines = [
        [heading.removesuffix(":") for heading in headings],
        rules,
        *([cell(each) for each in row] for row in rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def cell(words: str) -> str:
    """Return words as a cell, in which a bar is no border."""
    return words.replace("|", "\\|")


def decimals(value: float) -> str:
    """Return a ratio or a number of seconds with three digits."""
    limits = (99.95, 0), (9.995, 1), (0.9995, 2), (0, 3)
    return next(f"{value:.{places}f}" for least, places in limits if value >= least)


def ratio(spread: Spread) -> tuple[str, str]:
    """Return a median and the quartiles on either side of it."""
    return decimals(spread.middle), f"{decimals(spread.low)}–{decimals(spread.high)}"


def milliseconds(seconds: float) -> str:
    """Return seconds as milliseconds."""
    return decimals(seconds * 1000)


def goal_row(
    goal: str, limit: float | None, measured: float | None, unit: str = "", tolerance: float = 0
) -> tuple[str, str, str, str]:
    """Return a line of the table of goals: the goal, its limit, what was measured, and by how much it is missed."""
    if limit is None or measured is None:
        return goal, "—", "—", "not measured"
    verdict = "yes" if measured <= limit + tolerance else f"no, by {decimals(measured - limit)}{unit}"
    return goal, f"≤ {float(decimals(limit)):g}{unit}", f"{decimals(measured)}{unit}", verdict


def circumstances(rounds: int, versions: Iterable[str] = ()) -> str:
    """Return date, machine, Python, load and versions as a list in Markdown."""
    lines = [
        f"Date: {datetime.now(UTC).date()}",
        f"Machine: {processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}",
        f"Load average at the end: {os.getloadavg()[0]:.2f}",
        f"Python: {platform.python_implementation()} {platform.python_version()}, byte code compiled",
        f"Rounds: {rounds}",
        *([f"Versions: {', '.join(versions)}"] if versions else []),
    ]
    return "".join(f"- {line}\n" for line in lines)


def processor() -> str:
    """Return the processor's name, or its architecture where the system does not tell."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return " ".join((names or [platform.machine()])[0].split())


def emit(text: str, path: Path | None, script: str) -> None:
    """Print what a script found, and write it to a file, if one is given: into its place there, or as a whole."""
    print(text, end="")  # noqa: T201 -- what a script is for
    if path:
        held = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(placed(held, text, script), encoding="utf-8")


def placed(page: str, text: str, script: str) -> str:
    """Return a page with a text in place of what stood between the two marks of a script; the text, if it has none.

    The marks are `<!-- begin SCRIPT -->` and `<!-- end SCRIPT -->`, each on a line of its own.
    """
    begin, end = f"<!-- begin {script} -->\n", f"<!-- end {script} -->\n"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    return f"{before}{begin}\n{text.rstrip()}\n\n{end}{after}" if found and closed else text
