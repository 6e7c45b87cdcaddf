"""What can go wrong for a user, the exit code of each, and how it is told."""

import sys


class Exit:
    """The exit codes, a promise of the output contract."""

    OK = 0
    FAILED = 1
    WRONG_CALL = 2
    INTERRUPTED = 130


class CqpartsError(Exception):
    """A fault with a message for the user, who can correct it."""

    code = Exit.FAILED


class CallError(CqpartsError):
    """The call is wrong: an unknown name, currency, column or option value. Exit code 2."""

    code = Exit.WRONG_CALL


class ModelError(CqpartsError):
    """The data file is invalid or cannot be read. Exit code 1.

    Its text holds one problem a line, each as `file:line:column: path: message`.
    """


class OutputError(CqpartsError):
    """The answer cannot be written where it should go. Exit code 1."""


def print_error(message: str) -> None:
    """Write a message to standard error; where that is closed or full, nobody can be told, and the call goes on."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"cqparts: {message}\n")
        sys.stderr.flush()
    except OSError:
        sys.stderr = None  # what it still holds would fail again


def report_error(message: str, code: int) -> int:
    """Tell of an error and return its exit code."""
    print_error(message)
    return code


MAX_QUOTED = 60
"""Characters of a text that a message quotes."""


def quoted(text: str) -> str:
    """Return a text in quotes for a message: on one line, without control characters, cut where it is long."""
    return f'"{printable(text if len(text) <= MAX_QUOTED else text[:MAX_QUOTED] + "…")}"'


def printable(text: str) -> str:
    """Return a text with all that a terminal might act on written as an escape."""
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\u{ord(c):04x}" for c in text)
