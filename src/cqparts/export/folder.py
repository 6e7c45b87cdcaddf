"""Writes a Data Package as a folder, whole or not at all; it replaces only older packages of cqparts."""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cqparts.errors import CallError, OutputError, printable
from cqparts.export.datapackage import DESCRIPTOR, GENERATOR
from cqparts.output.files import (
    exists_error,
    follow_links,
    permissions_of,
    temporary_name,
    uninterrupted,
    write_error,
)


def write_folder(path: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write a Data Package as a folder.

    The folder is built beside the target and takes its name once all files have reached the disk. Where the system can
    exchange two names in one step, the folder that it replaces gives up its name in the same moment; elsewhere it is
    renamed first, and gets its name back if anything fails.

    Args:
        path: The folder to write; its parent must exist.
        files: The bytes of each file, by name.
        force: Whether a folder that exists is replaced; it must be empty, or hold an older package and nothing else.

    Raises:
        CallError: The path exists and must not be replaced.
        OutputError: The folder cannot be written; what was there stays.
    """
    try:
        if path.exists():
            check_replaceable(path, path, files, force=force)
        target = follow_links(path)
        folder = temporary_name(target)
        try:
            build_folder(folder, files, permissions_of(target, new=0o777))
            with uninterrupted():
                take_name(folder, path, target, files, force=force)
        except OutputError:  # the folder has its name, and what it replaces is told to stay
            raise
        except BaseException:
            with uninterrupted(), suppress(OSError):
                remove_folder(folder, files)
            raise
    except (OSError, ValueError) as fault:
        raise write_error(path, fault) from None


def check_replaceable(path: Path, folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Check that a folder, that of the path, was written by an export or is empty, and that `force` is true.

    Raises:
        CallError: One of these does not hold.
    """
    if not folder.is_dir():
        raise CallError(f"{printable(str(path))} is not a folder; give the name of one, or a file like model.sqlite")
    if not force:
        raise exists_error(path)
    entries = sorted(folder.iterdir())
    others = [entry for entry in entries if entry.name not in files or not entry.is_file() or entry.is_symlink()]
    if others:
        raise CallError(
            f"{printable(str(path))} also holds {printable(others[0].name)}, which no export wrote; give another folder"
        )
    if entries and not is_own_package(folder):
        raise CallError(f"{printable(str(path))} holds a data package of another maker; give another folder")


def is_own_package(folder: Path) -> bool:
    """Return whether a folder's descriptor names cqparts as the maker."""
    try:
        return json.loads((folder / DESCRIPTOR).read_bytes()).get("generator") == GENERATOR  # type: ignore[no-any-return]
    except (FileNotFoundError, ValueError, AttributeError, RecursionError):
        return False


def build_folder(folder: Path, files: Mapping[str, bytes], permissions: int) -> None:
    """Make a folder with all files in it and on the disk."""
    folder.mkdir(mode=0o700)
    for name, data in files.items():
        write_file(folder / name, data)
    folder.chmod(permissions)
    sync_folder(folder)


def write_file(path: Path, data: bytes) -> None:
    """Write a new file through to the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Write the names in a folder to the disk, on systems that can do so."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def take_name(folder: Path, path: Path, target: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Give a folder the name of the target; what had it is removed, or has it again if that may not be.

    Raises:
        CallError: Another has taken the name meanwhile, and may not be replaced.
        OutputError: The folder has the name, but what had it before cannot be removed.
        OSError: The folder cannot take the name, which is as it was.
    """
    if not target.exists():
        try:
            folder.rename(target)
        except OSError:
            if not target.exists():
                raise
        else:
            return
    if not force:
        raise exists_error(path)
    old = folder if exchange(folder, target) else replace(folder, target)
    try:
        check_replaceable(path, old, files, force=force)
    except (CallError, OSError):
        if not exchange(old, target):
            replace(old, target).rename(folder)
        raise
    try:
        remove_folder(old, files)
    except OSError as fault:
        raise OutputError(
            f"{printable(str(path))} is written, but the folder that it replaces stays as {printable(old.name)}: "
            f"{fault.strerror}; remove that one"
        ) from None


def exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step, and return whether the system could: Linux alone can, not always.

    Between two steps nothing would have the name if the process were killed. Python has no function for it.
    """
    if sys.platform != "linux":
        return False
    try:
        import ctypes

        rename = ctypes.CDLL(None).renameat2
    except (ImportError, OSError, AttributeError):
        return False
    here, flag = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), flag) == 0)


def replace(folder: Path, target: Path) -> Path:
    """Give a folder the name of another in two steps; return the other's new name."""
    old = folder.with_name(f"{folder.name}.old")
    target.rename(old)
    try:
        folder.rename(target)
    except BaseException:
        old.rename(target)
        raise
    return old


def remove_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Remove the files of a package and their folder; a folder that holds anything else stays."""
    for name in files:
        (folder / name).unlink(missing_ok=True)
    folder.rmdir()
