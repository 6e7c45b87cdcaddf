"""Whole processes measured from outside: wall time in pairs with a baseline, and peak memory."""  # noqa: INP001 -- a folder of scripts is no package

import os
import statistics
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

SCREEN = 40, 100
"""Rows and columns of the pseudo-terminal."""

LAUNCHER = """
import posix, sys
child = posix.posix_spawn(sys.argv[2], sys.argv[2:], posix.environ)
_, status, usage = posix.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    file.write(f"{usage.ru_maxrss} {posix.waitstatus_to_exitcode(status)}")
"""
"""Starts the words after a file's name, and writes peak memory and exit code into that file. The system counts a
process's peak from the memory of the one that started it, so that only a small one can start what is measured."""


class Call(NamedTuple):
    """A process to start: its words (the first is a program's full path), additions to its environment, its input."""

    words: Sequence[str]
    environment: Mapping[str, str] = {}
    stdin: str = os.devnull
    terminal: bool = False
    folder: str = "."


class Run(NamedTuple):
    """What one run came to."""

    seconds: float
    output: bytes


class Spread(NamedTuple):
    """Median and quartiles."""

    low: float
    middle: float
    high: float


class Timing(NamedTuple):
    """Ratios of a call to the baseline it was paired with, and its seconds."""

    ratio: Spread
    seconds: Spread


class FailedCallError(Exception):
    """A call did not answer; the text says how."""


def surroundings(call: Call) -> dict[str, str]:
    """Return the environment of a call: this one's, less whatever changes Python, cqparts or colours."""
    unset = ("PYTHON", "CQPARTS_", "_CQPARTS_", "_TYPER_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unset)}
    return kept | {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"} | dict(call.environment)


def run(call: Call) -> Run:
    """Run a call with its answer into a pipe or a pseudo-terminal, and return what it took, start to end.

    Raises:
        FailedCallError: It ended with another code than 0.
    """
    reader, writer = os.openpty() if call.terminal else os.pipe()
    if call.terminal:
        termios.tcsetwinsize(writer, SCREEN)
    with open(reader, "rb", buffering=0) as answer, open(call.stdin, "rb") as source, tempfile.TemporaryFile() as told:  # noqa: PTH123 -- a descriptor, and a path as text
        begun = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 -- the calls are the caller's own
            call.words,
            stdin=writer if call.terminal else source,
            stdout=writer,
            stderr=writer if call.terminal else told,
            env=surroundings(call),
            cwd=call.folder,
        )
        os.close(writer)
        output = b"".join(iter(partial(piece, answer.fileno()), b""))
        code = process.wait()
        seconds = time.perf_counter() - begun
        told.seek(0)
        if code:
            raise FailedCallError(failure(call, code, told.read() or output))
    return Run(seconds, output)


def piece(descriptor: int) -> bytes:
    """Return what has come, nothing at the end, which a pseudo-terminal tells by an error."""
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:
        return b""


def failure(call: Call, code: int, told: bytes) -> str:
    """Return a failed call as one line."""
    last = told.decode(errors="replace").strip().splitlines()[-1:] or ["without a word"]
    return f"{Path(call.words[0]).name} {' '.join(call.words[1:])}: exit {code}: {last[0]}"


def peak(call: Call) -> float:
    """Return the peak resident memory of a call in MiB; nothing below that of the launcher, some 8, can be seen.

    Raises:
        FailedCallError: It ended with another code than 0.
    """
    with tempfile.TemporaryDirectory() as folder:
        noted = Path(folder) / "peak"
        started = [sys.executable, "-I", "-S", "-c", LAUNCHER, str(noted), *call.words]
        run(call._replace(words=started))
        kibibytes, code = map(int, noted.read_text(encoding="ascii").split())
    if code:
        raise FailedCallError(failure(call, code, b""))
    return kibibytes / (1024 if sys.platform != "darwin" else 1024**2)


def timed(pairs: Iterable[tuple[Call, Call]], rounds: int) -> list[Timing]:
    """Return the timing of each call beside its baseline: one pair of each a round, the order within them turned.

    Args:
        pairs: Calls, each with its baseline.
        rounds: How often each pair is run, once more to warm up not counted.
    """
    both = list(pairs)
    seen: list[list[tuple[float, float]]] = [[] for _ in both]
    for turn in range(rounds + 1):
        for place, pair in enumerate(both):
            took = once(*pair, baseline_first=turn % 2 == 0)
            if turn:
                seen[place].append(took)
    return [summary(each) for each in seen]


def once(call: Call, baseline: Call, *, baseline_first: bool) -> tuple[float, float]:
    """Return the seconds of a call and of its baseline, run one right after the other."""
    if baseline_first:
        second = run(baseline).seconds
        return run(call).seconds, second
    first = run(call).seconds
    return first, run(baseline).seconds


def summary(pairs: Sequence[tuple[float, float]]) -> Timing:
    """Return the spread of the ratios within pairs of seconds (call, baseline), and that of the calls' seconds."""
    return Timing(spread([call / baseline for call, baseline in pairs]), spread([call for call, _ in pairs]))


def spread(values: Sequence[float]) -> Spread:
    """Return median and quartiles of values."""
    if len(values) == 1:
        return Spread(values[0], values[0], values[0])
    return Spread(*statistics.quantiles(values, n=4, method="inclusive"))
