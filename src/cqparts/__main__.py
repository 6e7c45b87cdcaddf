"""The way in: signals, streams, and every fault a user can mend as one line and an exit code."""

import gc
import os
import signal
import sys

from cqparts.errors import CqpartsError, Exit, tell


def main() -> None:
    """Run the command line and leave with its exit code.

    What is written has been flushed by then, and what is still held after a fault is not to be written. Taking the
    interpreter down would only cost time: as much as it takes to start one. Nor does so short a process leave garbage
    that is worth collecting.
    """
    gc.disable()
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    begin_again_in_utf8()
    os._exit(run(sys.argv[1:]))


def begin_again_in_utf8() -> None:
    """Start anew in UTF-8 mode where the locale has left words undecoded: names and paths are UTF-8 all the same."""
    if sys.getfilesystemencoding() == "utf-8" or not sys.executable:
        return
    words = [*sys.orig_argv, *os.environ.values()]
    if any("\udc80" <= character <= "\udcff" for word in words for character in word):
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 -- this very call


def run(words: list[str]) -> int:
    """Answer a call, or a shell that asks on Tab, and return the exit code; a fault is a line on standard error."""
    if os.environ.get("_CQPARTS_COMPLETE"):
        return offered()
    try:
        open_streams()
        code = answer(words)
        sys.stdout.flush()
    except CqpartsError as fault:
        return told(str(fault), fault.code)
    except (KeyboardInterrupt, MemoryError, OSError) as fault:
        return ended(fault)
    return code


def ended(fault: BaseException) -> int:
    """Return the exit code of what has ended an answer half-way, and tell it, unless whoever reads knows it."""
    match fault:
        case KeyboardInterrupt():
            return Exit.INTERRUPTED
        case BrokenPipeError():
            return Exit.UNSOUND
        case OSError():
            return told(f"cannot write the answer: {fault.strerror or fault}", Exit.UNSOUND)
    return told("out of memory", Exit.UNSOUND)


def offered() -> int:
    """Answer a shell and return the exit code; nothing is said of any fault, since it would stand in the prompt."""
    try:
        from cqparts.cli import shells

        open_streams()
        text, code = shells.answer()
        sys.stdout.write(text)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception:  # noqa: BLE001 -- whatever it is
        return Exit.UNSOUND
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
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def answer(words: list[str]) -> int:
    """Answer a call, by the express way if it is of its form, and return the exit code.

    Raises:
        CqpartsError: What a user can mend.
        KeyboardInterrupt: Somebody pressed Ctrl-C, even if Typer has made an exit code of it.
    """
    from cqparts.cli import fast

    if fast.answered(words):
        return Exit.OK
    from typer import TyperException

    from cqparts.cli.app import app

    line = app()
    if words and words[0] in ("--install-completion", "--show-completion"):
        from cqparts.cli import shells

        shells.mend()
    try:
        code = int(line.main(words, prog_name="cqparts", standalone_mode=False) or 0)
    except TyperException as fault:
        return told(*said(fault))
    if code == Exit.INTERRUPTED:
        raise KeyboardInterrupt
    return code


def said(fault: Exception) -> tuple[str, int]:
    """Return what a fault of the call says, in one line with its remedy, and its exit code."""
    context = getattr(fault, "ctx", None)
    path = context.command_path.removeprefix("cqparts").strip() if context else ""
    message = " ".join(getattr(fault, "format_message", fault.__str__)().split())
    remedy = f"; see cqparts {path} --help".replace("  ", " ")
    return f"{message.rstrip('.')}{remedy}", getattr(fault, "exit_code", Exit.WRONG_CALL)


def told(message: str, code: int) -> int:
    """Tell a fault and return its exit code."""
    tell(message)
    return code


if __name__ == "__main__":
    main()
