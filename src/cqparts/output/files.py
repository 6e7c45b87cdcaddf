"""Writes a file whole or not at all: if anything goes wrong, the old file is still there."""

import os
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
        _replace(writable_target(path, force=force), data)
    except (OSError, ValueError) as fault:
        raise write_error(path, fault) from None


def writable_target(path: Path, *, force: bool) -> Path:
    """Return the file to write, with links followed, if it may be written.

    Raises:
        CallError: The file exists and `force` is false, or the path is a folder, a device or the like.
        OSError: The path cannot be examined.
    """
    target = path.resolve()
    if not target.exists():
        return target
    if not target.is_file():
        raise CallError(f"{printable(str(path))} is not a file; give the name of one")
    if not force:
        raise CallError(f"{printable(str(path))} exists; add --force to replace it, or give another name")
    return target


def _replace(target: Path, data: bytes) -> None:
    temporary = target.with_name(f".cqparts-{os.urandom(6).hex()}")  # the name comes first: Ctrl-C may interrupt open
    try:
        with open(temporary, "xb", opener=_open_private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(permissions_of(target, new=0o666))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def permissions_of(target: Path, *, new: int) -> int:
    """Return the permissions of a file or folder; if it does not exist, those of a new one, less the umask."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0o077)
    os.umask(mask)
    return new & ~mask


def write_error(path: Path, fault: OSError | ValueError) -> OutputError:
    """Return the error for a path that cannot be written: why, and what to do."""
    import errno

    folder = printable(str(path.parent))
    reasons = {
        errno.ENOENT: f"there is no folder {folder}; make it first",
        errno.ENOTDIR: f"{folder} is not a folder; give another",
        errno.ENOSPC: "the disk is full; free some space, or write elsewhere",
        errno.EDQUOT: "the disk quota is used up; free some space, or write elsewhere",
        errno.EROFS: f"{folder} can only be read; write elsewhere",
        errno.EACCES: f"no permission to write in {folder}; write elsewhere",
        errno.EPERM: f"no permission to write in {folder}; write elsewhere",
    }
    other = f"{getattr(fault, 'strerror', None) or fault}; write elsewhere"
    reason = reasons.get(getattr(fault, "errno", None) or 0, other)
    return OutputError(f"cannot write {printable(str(path))}: {reason}")
