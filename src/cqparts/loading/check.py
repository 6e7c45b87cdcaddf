"""A file checked: every problem with its place, or the model."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from cqparts.model.types import Model

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = 100
"""Problems that an error lists; the others are counted."""

ANNOUNCED_AFTER = 0.5
"""Seconds after which a terminal is told that a file is still being read."""


class Problem(NamedTuple):
    """What is wrong, and where; line and column count from 1."""

    file: str
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        """Return the line that editors parse."""
        return f"{self.file}:{self.line}:{self.column}: {self.path}: {self.message}"


class CheckResult(NamedTuple):
    """What reading a file came to: a model without problems, or problems in the order of the file."""

    model: Model | None
    problems: tuple[Problem, ...] = ()
    total: int = 0
    """How many problems there are; of very many, not all are kept."""
    raw: bytes = b""
    """The bytes that the model was read from."""


def list_problems(result: CheckResult) -> str:
    """Return problems, one a line: the first hundred, and the number of the others."""
    lines = [str(problem) for problem in result.problems[:SHOWN]]
    others = result.total - len(lines)
    return "\n".join([*lines, f"and {others} more"] if others > 0 else lines)


def check_file(path: "Path | str") -> CheckResult:
    """Read and check a file or standard input (`-`); nothing is raised for what it holds or fails to hold.

    Raises:
        CallError: The name is empty, which names no file.
    """
    from cqparts.errors import CallError, printable
    from cqparts.loading.parse import ParseError

    if not os.fspath(path):
        raise CallError("an empty name of a file; name one, or leave it out for the bundled model")
    name = "<stdin>" if path == "-" else printable(os.fspath(path))
    try:
        with _show_progress(name), _without_collector():
            return _check_bytes(_bytes(os.fspath(path)), name)
    except ParseError as fault:
        return CheckResult(None, (Problem(name, fault.line, fault.column, fault.path, fault.message),), 1)


def _check_bytes(raw: bytes, name: str) -> CheckResult:
    from cqparts.loading.build import build
    from cqparts.loading.diagnostics import Problems
    from cqparts.loading.parse import read_plain
    from cqparts.loading.validate import check

    plain = read_plain(raw)
    problems = Problems(lost=plain.odd)
    model = build(plain.value, problems)
    if not problems.overflowing:
        check(model, problems)
    if not problems.count and not plain.odd:
        return CheckResult(model, raw=raw)
    from cqparts.loading.locate import locate, path_text

    located = locate(raw, plain, problems)
    listed = (Problem(name, *place, path_text(path, plain.value), message) for place, path, message in located)
    return CheckResult(None, tuple(listed), problems.count)


def _bytes(path: str) -> bytes:
    """Return a file's bytes, at most one more than the limit; the size that a file claims is never trusted."""
    from pathlib import Path

    from cqparts.loading.parse import MAX_BYTES, ParseError

    try:
        if path == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except AttributeError:
        raise ParseError("standard input is closed") from None
    except (OSError, ValueError) as error:
        raise ParseError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


@contextmanager
def _without_collector() -> Iterator[None]:
    """Stop the collector: millions of small objects, none of them garbage, would only make it slow the reading."""
    import gc

    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def _show_progress(name: str) -> Iterator[None]:
    """Say on a terminal that a file is being read, once that takes long, and take it back at the end."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    stream, said = sys.stderr, []

    def say() -> None:
        print(f"reading {name} …", end="", file=stream, flush=True)
        said.append(True)

    timer = Timer(ANNOUNCED_AFTER, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if said:
            print("\r\033[K", end="", file=stream, flush=True)
