"""Writes a file whole or not at all: if anything goes wrong, the old file is still there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cqparts.errors import CallError, OutputError, printable


def write_whole(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file so that a reader finds all of it or the old one, even if the writing is interrupted.

    The bytes go to a temporary file in the same folder, reach the disk, and take the name in one step. A link is
    followed; the new file gets the permissions of the one that it replaces.

    Args:
        path: The file to write; its folder must exist.
        data: The content of the file.
        force: Whether a file that exists is replaced.

    Raises:
        CallError: The file exists and `force` is false, or the path is not a file.
        OutputError: The file cannot be written; no temporary file is left, and the old file stays.
    """
    try:
        _write(writable_target(path, force=force), data, force=force)
    except FileExistsError:
        raise exists_error(path) from None
    except (OSError, ValueError) as fault:
        raise write_error(path, fault) from None


def writable_target(path: Path, *, force: bool) -> Path:
    """Return the file to write, with links followed, if it may be written.

    Raises:
        CallError: The file exists and `force` is false, or the path is a folder, a device or the like.
        OSError: The path cannot be examined.
    """
    if not path.exists():
        return follow_links(path)
    if not path.is_file():
        raise CallError(f"{printable(str(path))} is not a file; give the name of one")
    if not force:
        raise exists_error(path)
    return follow_links(path)


def follow_links(path: Path) -> Path:
    """Return what a path names, with links followed.

    Raises:
        OSError: The path is a link that leads to itself.
    """
    import errno

    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return target


def _write(target: Path, data: bytes, *, force: bool) -> None:
    temporary = temporary_name(target)
    try:
        with open(temporary, "xb", opener=_open_private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(permissions_of(target, new=0o666))
        with uninterrupted():
            _take_name(temporary, target, force=force)
    finally:
        with uninterrupted(), suppress(OSError):  # whether the file is written is known by now
            temporary.unlink(missing_ok=True)


def temporary_name(target: Path) -> Path:
    """Return a name beside a target that nobody has; it comes before what it names, since Ctrl-C may come between."""
    return target.with_name(f".cqparts-{os.urandom(6).hex()}")


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _take_name(temporary: Path, target: Path, *, force: bool) -> None:
    """Give a file the name of the target in one step, which fails without `force` where the name is taken.

    It may keep its own name as well.
    """
    if force:
        temporary.replace(target)
    elif os.name == "nt":
        temporary.rename(target)
    else:
        try:
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without second names: between these two lines another may take the name
            if target.exists():
                raise FileExistsError from None
            temporary.rename(target)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Put off Ctrl-C and the signals that end a process until a step is done, on systems that can do so."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def permissions_of(target: Path, *, new: int) -> int:
    """Return the permissions of a file or folder; if it does not exist, those of a new one, less the umask."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0o077)
    os.umask(mask)
    return new & ~mask


def exists_error(path: Path) -> CallError:
    """Return the error for a path that exists and must not be replaced."""
    return CallError(f"{printable(str(path))} exists; add --force to replace it, or give another name")


def write_error(path: Path, fault: OSError | ValueError) -> OutputError:
    """Return the error for a path that cannot be written: why, and what to do."""
    import errno

    folder = printable(str(path.parent))
    reasons = {
        errno.ENOENT: f"there is no folder {folder}; make it first"
        if path.is_absolute() or has_current_folder()
        else "the current folder has been removed; change to another",
        errno.ENOTDIR: f"{folder} is not a folder; give another",
        errno.ENOSPC: "the disk is full; free some space, or write elsewhere",
        errno.EDQUOT: "the disk quota is used up; free some space, or write elsewhere",
        errno.EROFS: f"{folder} can only be read; write elsewhere",
        errno.EACCES: f"no permission to write in {folder}; write elsewhere",
        errno.EPERM: f"no permission to write in {folder}; write elsewhere",
        errno.ELOOP: "a link in it leads to itself; give another name",
        errno.ENAMETOOLONG: "the name is too long; give a shorter one",
    }
    other = f"{getattr(fault, 'strerror', None) or fault}; write elsewhere"
    reason = reasons.get(getattr(fault, "errno", None) or 0, other)
    return OutputError(f"cannot write {printable(str(path))}: {reason}")


def has_current_folder() -> bool:
    """Return whether the folder that relative names start from is still there."""
    try:
        os.getcwd()  # noqa: PTH109 -- the plain call
    except OSError:
        return False
    return True
