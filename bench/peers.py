"""Measure cqparts beside its peers, on the same questions over the same model, and print the tables as Markdown.

Every call is paired with `python -c pass` of its own environment, run right before or after it; the figures are the
medians of the ratios within the pairs, with the quartiles as the noise. Tools without Python are set against the
Python of cqparts' environment.
"""  # noqa: INP001 -- a folder of scripts is no package

import argparse
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import questions
import tools
from questions import Ask
from timing import Call, FailedCallError, Timing, peak, run, timed
from tools import Installed
from writing import TOLERANCE, circumstances, emit, goal_row, milliseconds, ratio, table

QUICK_ROUNDS = 11
QUICK_PEERS = {"shyaml", "yq", "csvjson", "sqlite-utils", "jq", "sqlite3"}
"""What a quick run measures cqparts beside."""

MEMORY = 12.0
"""MiB that a plain JSON look-up is to stay within."""


class Measured(NamedTuple):
    """A question, what it took, and its peak memory in MiB."""

    ask: Ask
    timing: Timing
    memory: float


def main() -> None:
    """Measure, and print the tables."""
    words = arguments()
    folder = words.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    installed, missing = prepare(folder, words.wheel, quick=words.quick)
    asked = (*questions.OWN, *questions.PEERS, *(() if words.quick else questions.PARTS))
    asks = [ask for ask in asked if ask.tool in installed]
    rounds = QUICK_ROUNDS if words.quick else words.rounds
    measured, failed = measure(asks, installed, folder / "data", rounds)
    versions = [tool.version for tool in installed.values()]
    where = circumstances(rounds, [*versions, *tools.dependencies(installed["cqparts"])])
    text = [
        part for part in (where, goals(measured), calls(measured), parts(measured), notes(missing | failed)) if part
    ]
    emit("\n".join(text), words.output, "peers")


def arguments() -> argparse.Namespace:
    """Return the words of the call."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    kept = Path(tempfile.gettempdir()) / "cqparts-bench"
    parser.add_argument("--folder", type=Path, default=kept, help="where environments are made and kept (%(default)s)")
    parser.add_argument("--rounds", type=int, default=31, help="pairs of each call (%(default)s)")
    parser.add_argument("--wheel", type=Path, help="a wheel of cqparts, in place of one built from the tree")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds, and the nearest peers alone")
    parser.add_argument(
        "-o", "--output", type=Path, help="a file to write the Markdown to as well, in its place if it has one there"
    )
    return parser.parse_args()


def prepare(folder: Path, wheel: Path | None, *, quick: bool) -> tuple[dict[str, Installed], dict[str, str]]:
    """Return the tools in their places, and why others are not there."""
    say("building the wheel and the environments")
    built = wheel.resolve() if wheel else tools.wheel(folder)
    cqparts = tools.environment(folder, "cqparts-pilot", str(built))
    questions.write_data(folder / "data", cqparts)
    installed, missing = {"cqparts": cqparts}, {}
    for tool in tools.PEERS:
        if quick and tool.name not in QUICK_PEERS:
            continue
        try:
            installed[tool.name] = tools.place(tool, folder, cqparts.python)
        except FailedCallError as fault:
            missing[tool.name] = str(fault)
    return installed, missing


def measure(
    asks: list[Ask], installed: dict[str, Installed], data: Path, rounds: int
) -> tuple[list[Measured], dict[str, str]]:
    """Return what was measured, and why some calls could not be."""
    answered, failed = {}, {}
    for ask in asks:
        call = questions.call(ask, installed[ask.tool], data)
        try:
            proved(ask, call)
            answered[ask] = call, peak(call)
        except FailedCallError as fault:
            failed[ask.shown] = str(fault)
    say(f"measuring {len(answered)} calls in {rounds} rounds")
    pairs = [(call, Call([installed[ask.tool].python, "-c", "pass"])) for ask, (call, _) in answered.items()]
    timings = zip(answered.items(), timed(pairs, rounds), strict=True)
    return [Measured(ask, timing, memory) for (ask, (_, memory)), timing in timings], failed


def proved(ask: Ask, call: Call) -> None:
    """Run a call once, and see that it answers the question.

    Raises:
        FailedCallError: It does not.
    """
    if ask.holds.lower() not in run(call).output.decode(errors="replace").lower():
        raise FailedCallError(f"the answer lacks {ask.holds!r}")


def calls(measured: list[Measured]) -> str:
    """Return the table of all calls, the fastest first."""
    every = sorted((each for each in measured if each.ask.question != questions.PART), key=middle)
    rows = [(each.ask.shown, each.ask.question, *figures(each)) for each in every]
    return table(("Call", "Question", *FIGURES), rows)


def parts(measured: list[Measured]) -> str:
    """Return the table of what calls are made of; nothing of a quick run, which measures no parts."""
    rows = [(each.ask.shown, *figures(each)) for each in measured if each.ask.question == questions.PART]
    return table(("Part", *FIGURES), rows) if rows else ""


FIGURES = "Ratio:", "Quartiles:", "ms:", "MiB:"


def figures(each: Measured) -> tuple[str, ...]:
    """Return the cells under `FIGURES`."""
    return *ratio(each.timing.ratio), milliseconds(each.timing.seconds.middle), f"{each.memory:.1f}"


def middle(each: Measured) -> float:
    """Return the median of the ratios."""
    return each.timing.ratio.middle


def goals(measured: list[Measured]) -> str:
    """Return the table of goals, each with what was measured."""
    own = [each for each in measured if each.ask.goal is not None]
    plain = [each for each in own if each.ask.goal == questions.PLAIN]
    rows = [
        goal_row(f"{each.ask.shown}, ratio", each.ask.goal, each.timing.ratio.middle, tolerance=TOLERANCE)
        for each in own
    ]
    rows += [goal_row(f"{each.ask.shown}, peak memory", MEMORY, each.memory, " MiB") for each in plain]
    rows += [lead(each, measured) for each in plain]
    return table(("Goal", "Limit:", "Measured:", "Met"), rows)


def lead(own: Measured, measured: list[Measured]) -> tuple[str, str, str, str]:
    """Return the goal of being ahead of every Python peer on a question: its limit is the fastest peer's ratio."""
    peers = [each for each in measured if each.ask.question == own.ask.question and each.ask.tool in tools.PYTHON]
    nearest = min(peers, key=middle, default=None)
    named = f"{own.ask.shown}, ahead of the nearest Python peer"
    if nearest is None:
        return goal_row(named, None, None)
    return goal_row(f"{named}, {nearest.ask.tool}", nearest.timing.ratio.middle, own.timing.ratio.middle)


def notes(missing: dict[str, str]) -> str:
    """Return why calls were not measured, as a list."""
    return "".join(f"- Not measured: {name}: {why}\n" for name, why in missing.items())


def say(words: str) -> None:
    """Say what is going on, beside the answer."""
    sys.stderr.write(f"{words} …\n")


if __name__ == "__main__":
    try:
        main()
    except FailedCallError as fault:
        sys.exit(str(fault))
