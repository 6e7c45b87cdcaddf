"""Measure reading and answering for models of growing size, as YAML and as JSON, and print the tables as Markdown.

Each figure is the median of fresh processes. Loading, checks included, is timed inside its process, in seconds of
processor, which other work on the machine does not stretch; commands are timed whole, from start to end, as
`python -m cqparts … --data FILE`. MiB are peak resident memory of the whole process.
"""  # noqa: INP001 -- a folder of scripts is no package

import argparse
import math
import os
import statistics
import sys
import tempfile
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import models
from timing import Call, FailedCallError, peak, run
from writing import circumstances, decimals, emit, goal_row, table

LOADING = """
import sys, time
from cqparts.loading.load import bundled_file, load
load(bundled_file())
begun = time.process_time()
load(sys.argv[1])
print(time.process_time() - begun)
"""
"""Loads a file, and prints the seconds of processor that it took, less the first use of the reader, on a small file."""

COMMANDS = (("cities", "--json"), ("focus", "jiangjin", "--json"), ("who", "electric-drive", "--json"))

SMALL = 1_000
"""Cities of the model, some 0.7 MB, that the largest one's seconds per MB are set against."""

FORMS = {"YAML": models.as_yaml, "JSON": models.as_json}


class Size(NamedTuple):
    """What a model of one size took."""

    form: str
    cities: int
    megabytes: float
    load: float
    """Seconds of processor."""
    memory: float
    """Peak MiB of loading."""
    answers: tuple[float, ...]
    """Seconds of each of `COMMANDS`."""
    most: float
    """Peak MiB of the first of `COMMANDS`."""

    @property
    def pace(self) -> float:
        """Seconds that loading takes per MB."""
        return self.load / self.megabytes


def main() -> None:
    """Measure, and print the tables."""
    words = arguments()
    with tempfile.TemporaryDirectory() as folder:
        measured = [size(form, cities, Path(folder), words.rounds) for cities in words.sizes for form in FORMS]
    text = [circumstances(words.rounds), sizes(measured), slopes(measured), goals(measured)]
    emit("\n".join(text), words.output, "growth")


def arguments() -> argparse.Namespace:
    """Return the words of the call."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    usual = [8, 100, SMALL, 10_000, 100_000]
    parser.add_argument("--sizes", type=numbers, default=usual, help="numbers of cities, with commas between them")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each process (%(default)s)")
    parser.add_argument(
        "-o", "--output", type=Path, help="a file to write the Markdown to as well, in its place if it has one there"
    )
    return parser.parse_args()


def numbers(words: str) -> list[int]:
    """Return the numbers in a list with commas, in order."""
    return sorted(int(word) for word in words.split(","))


def size(form: str, cities: int, folder: Path, rounds: int) -> Size:
    """Write a model of a size, and return what it took to load it and to answer from it."""
    sys.stderr.write(f"{cities:,} cities as {form} …\n")
    path = folder / f"model.{form.lower()}"
    written = models.write(path, FORMS[form](models.model(cities)))
    loading = python("-c", LOADING, str(path))
    asked = [python("-m", "cqparts", *command, "--data", str(path)) for command in COMMANDS]
    return Size(
        form,
        cities,
        written / 1e6,
        statistics.median(float(run(loading).output) for _ in range(rounds)),
        peak(loading),
        tuple(statistics.median(run(call).seconds for _ in range(rounds)) for call in asked),
        peak(asked[0]),
    )


def python(*words: str) -> Call:
    """Return a call of this Python, which finds cqparts where this process does."""
    return Call([sys.executable, *words], {"PYTHONPATH": os.pathsep.join(filter(None, sys.path[1:]))})


def sizes(measured: Iterable[Size]) -> str:
    """Return the table of sizes."""
    headings = ["Form", "Cities:", "MB:", "Load, s:", "s per MB:", "Peak MiB:", "MiB per MB:"]
    headings += [f"`{' '.join(command)}`, s:" for command in COMMANDS]
    return table([*headings, f"`{' '.join(COMMANDS[0])}`, peak MiB:"], map(line, measured))


def line(each: Size) -> list[str]:
    """Return a size as a line of the table."""
    numbers = (
        each.megabytes,
        each.load,
        each.pace,
        each.memory,
        each.memory / each.megabytes,
        *each.answers,
        each.most,
    )
    return [each.form, f"{each.cities:,}", *map(decimals, numbers)]


def slopes(measured: Sequence[Size]) -> str:
    """Return the table of slopes: the exponents between neighbouring sizes, 1 where time grows as the file does.

    Sizes nearer than twice one another are passed over: nearly all of what they hold is the same.
    """
    rows = [
        (
            form,
            f"{less.cities:,} to {more.cities:,}",
            decimals(exponent(less, more)),
            decimals(more.pace / less.pace),
        )
        for form in FORMS
        for less, more in pairwise(each for each in measured if each.form == form)
        if more.megabytes >= 2 * less.megabytes
    ]
    return table(("Form", "Cities", "Exponent:", "s per MB, larger over smaller:"), rows)


def exponent(less: Size, more: Size) -> float:
    """Return the power of the file's size that loading grows with between two sizes."""
    return math.log(more.load / less.load) / math.log(more.megabytes / less.megabytes)


def goals(measured: Sequence[Size]) -> str:
    """Return the table of goals, for the largest model."""
    largest = {each.form: each for each in measured}
    yaml, json = largest["YAML"], largest["JSON"]
    small = next((each.pace for each in measured if each.form == "YAML" and each.cities == SMALL), None)
    slope = yaml.pace / small if small else None
    name = f"{yaml.cities:,} cities"
    rows = [
        goal_row(f"{name} as YAML, processor seconds per MB", 0.3, yaml.pace),
        goal_row(f"{name} as YAML, peak MiB per MB", 15, yaml.memory / yaml.megabytes),
        goal_row(f"{name} as JSON, processor seconds per MB", 0.06, json.pace),
        goal_row(f"{name} as YAML, processor seconds per MB over those of {SMALL:,}", 1.3, slope),
    ]
    return table(("Goal", "Limit:", "Measured:", "Met"), rows)


if __name__ == "__main__":
    try:
        main()
    except FailedCallError as fault:
        sys.exit(str(fault))
