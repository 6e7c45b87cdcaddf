"""The way in: signals, streams, and every fault a user can mend as one line and an exit code."""

import os
import signal
import sys

from cqparts.errors import CqpartsError, Exit


def main() -> None:
    """Run the command line and leave with its exit code."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Answer a call and return its exit code; what goes wrong is told in a line on standard error."""
    try:
        open_streams()
        code = answer(words)
        sys.stdout.flush()
    except CqpartsError as fault:
        return told(str(fault), fault.code)
    except KeyboardInterrupt:
        return silenced(Exit.INTERRUPTED)
    except OSError as fault:
        return silenced(told(f"cannot write the answer: {fault.strerror or fault}", Exit.UNSOUND))
    return code


def open_streams() -> None:
    """Make both streams UTF-8 whatever the locale; what even that cannot hold is escaped.

    Raises:
        OSError: Standard output is closed.
    """
    if sys.stdout is None:
        raise OSError("standard output is closed")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def answer(words: list[str]) -> int:
    """Answer a call, by the express way if it is of its form, and return the exit code.

    Raises:
        CqpartsError: What a user can mend.
    """
    from cqparts import express

    if express.answered(words):
        return Exit.OK
    from typer import TyperException

    from cqparts.cli import app

    try:
        return int(app().main(words, prog_name="cqparts", standalone_mode=False) or 0)
    except TyperException as fault:
        return told(*said(fault))


def said(fault: Exception) -> tuple[str, int]:
    """Return what a fault of the call says, in one line with its remedy, and its exit code."""
    context = getattr(fault, "ctx", None)
    path = context.command_path.removeprefix("cqparts").strip() if context else ""
    message = " ".join(getattr(fault, "format_message", fault.__str__)().split())
    remedy = f"; see cqparts {path} --help".replace("  ", " ")
    return f"{message.rstrip('.')}{remedy}", getattr(fault, "exit_code", Exit.WRONG_CALL)


def told(message: str, code: int) -> int:
    """Tell a fault on standard error, if there is one, and return the exit code."""
    if sys.stderr is not None:
        sys.stderr.write(f"cqparts: {message}\n")
    return code


def silenced(code: int) -> int:
    """Return the exit code with standard output put out of the way: what is still held for it cannot be written."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- open to the end of the process
    return code


if __name__ == "__main__":
    main()
