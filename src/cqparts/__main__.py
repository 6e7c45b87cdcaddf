"""The program: signals, streams, and every error that a user can correct as one line and an exit code."""

import gc
import os
import signal
import sys

from cqparts.errors import CqpartsError, Exit, report_error


def main() -> None:
    """Run the command line and exit with its code.

    What is written has been flushed by then, and what is still held after a fault is not to be written. Taking the
    interpreter down would only cost time: as much as it takes to start one. Nor does so short a process make garbage
    that is worth collecting.
    """
    gc.disable()
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        catch_ends()
        restart_in_utf8()
        os._exit(run(sys.argv[1:]))
    except Ended as ended:
        signal.signal(ended.number, signal.SIG_DFL)
        os.kill(os.getpid(), ended.number)


class Ended(BaseException):
    """A signal has come that ends the process, which takes back what it has half written first."""

    def __init__(self, number: int) -> None:
        """Take the signal's number."""
        self.number = number


def catch_ends() -> None:
    """Have the signals that end a process raise `Ended`, unless it was started so that it ignores them."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, raise_ended)


def raise_ended(number: int, _: object) -> None:
    """Handle a signal."""
    raise Ended(number)


def restart_in_utf8() -> None:
    """Start anew in UTF-8 mode where the locale has left words undecoded: names and paths are UTF-8 all the same."""
    if sys.getfilesystemencoding() == "utf-8" or not sys.executable:
        return
    words = [*sys.orig_argv, *os.environ.values()]
    if any("\udc80" <= character <= "\udcff" for word in words for character in word):
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 -- this very call


def run(words: list[str]) -> int:
    """Answer a call, or a shell that asks on Tab, and return the exit code; a fault is a line on standard error."""
    asked = os.environ.get("_CQPARTS_COMPLETE")
    if asked:
        return write_offers(asked)
    try:
        open_streams()
        code = run_line(words)
        sys.stdout.flush()
    except CqpartsError as fault:
        return report_error(str(fault), fault.code)
    except (KeyboardInterrupt, MemoryError, OSError) as fault:
        return exit_code_of(fault)
    return code


def run_line(words: list[str]) -> int:
    """Answer a line: none with the overview, a plain one at once, any other by way of Typer; return the exit code.

    Raises:
        CqpartsError: What a user can correct.
        KeyboardInterrupt: Somebody pressed Ctrl-C.
    """
    if not words:
        from cqparts.cli import overview

        return overview.run()
    from cqparts.cli import fast

    line = fast.parse(words)
    if line is None:
        from cqparts.cli import app

        return app.run(words)
    from cqparts.cli.answer import answer

    return answer(*line)


def exit_code_of(fault: BaseException) -> int:
    """Return the exit code of what has ended an answer half-way, and tell it, unless whoever reads knows it."""
    match fault:
        case KeyboardInterrupt():
            return Exit.INTERRUPTED
        case BrokenPipeError():
            return Exit.FAILED
        case OSError():
            return report_error(f"cannot write the answer: {fault.strerror or fault}", Exit.FAILED)
    return report_error("out of memory", Exit.FAILED)


def write_offers(asked: str) -> int:
    """Answer a shell and return the exit code; nothing is said of any fault, since it would stand in the prompt."""
    try:
        from cqparts.cli import shells

        open_streams()
        sys.stdout.write(f"{shells.answer(asked)}\n")
        sys.stdout.flush()
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception:  # noqa: BLE001 -- whatever it is
        return Exit.FAILED
    return Exit.OK


def open_streams() -> None:
    """Make both streams UTF-8 whatever the locale; what even that cannot hold is escaped.

    Raises:
        OSError: Standard output is closed.
    """
    if sys.stdout is None:
        raise OSError("standard output is closed")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


if __name__ == "__main__":
    from cqparts_pilot import main as start

    sys.exit(start())
