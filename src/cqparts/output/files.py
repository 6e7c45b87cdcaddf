"""Files written whole or not at all: whatever goes wrong, the old file is still there."""

import os
from pathlib import Path

from cqparts.errors import CallError, OutputError, printable


def write_whole(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file so that a reader finds all of it or what was there before, even if the writing is interrupted.

    The bytes go to a temporary file in the same folder, reach the disk, and take the name in one step. A link is
    followed; a file that is replaced hands on its permissions.

    Args:
        path: Where the file shall be; its folder must exist.
        data: All that the file shall hold.
        force: Whether a file that exists is replaced.

    Raises:
        CallError: The file exists and `force` is false, or there is something else than a file.
        OutputError: It cannot be written; no temporary file is left, and what was there before stays.
    """
    try:
        target = replaceable(path, force=force)
        _replace(target, data)
    except (OSError, ValueError) as fault:
        raise OutputError(f"cannot write {shown(path)}: {reason(fault, path)}") from None


def replaceable(path: Path, *, force: bool) -> Path:
    """Return the path that a file shall be written to, links followed, if nothing there forbids it.

    Raises:
        CallError: There is a file and `force` is false, or a folder, a device or the like.
        OSError: It cannot be looked at.
    """
    target = path.resolve()
    if not target.exists():
        return target
    if not target.is_file():
        raise CallError(f"{shown(path)} is not a file; give the name of one")
    if not force:
        raise CallError(f"{shown(path)} exists; add --force to replace it, or give another name")
    return target


def _replace(target: Path, data: bytes) -> None:
    temporary = target.with_name(f".cqparts-{os.urandom(6).hex()}")  # named first: Ctrl-C may come while it is made
    try:
        with open(temporary, "xb", opener=_private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode_of(target))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def mode_of(target: Path) -> int:
    """Return the permissions of a file, or those that a new one gets."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def reason(fault: OSError | ValueError, path: Path) -> str:
    """Return why a file cannot be written, and what to do about it."""
    import errno

    folder = shown(path.parent)
    remedies = {
        errno.ENOENT: f"there is no folder {folder}; make it first",
        errno.ENOTDIR: f"{folder} is not a folder; give another",
        errno.ENOSPC: "the disk is full; free some space, or write elsewhere",
        errno.EDQUOT: "the disk quota is used up; free some space, or write elsewhere",
        errno.EROFS: f"{folder} can only be read; write elsewhere",
        errno.EACCES: f"no permission to write in {folder}; write elsewhere",
        errno.EPERM: f"no permission to write in {folder}; write elsewhere",
    }
    other = f"{getattr(fault, 'strerror', None) or fault}; write elsewhere"
    return remedies.get(getattr(fault, "errno", None) or 0, other)


def shown(path: Path) -> str:
    """Return a path for a message, with all that a terminal might act on written as an escape."""
    return printable(str(path))
