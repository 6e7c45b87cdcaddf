"""Writes a Data Package as a folder, whole or not at all; it replaces only older packages of cqparts."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from cqparts.errors import CallError, printable
from cqparts.export.datapackage import DESCRIPTOR, GENERATOR
from cqparts.output.files import permissions_of, write_error


def write_folder(path: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Write a Data Package as a folder.

    The folder is built beside the target and takes its name once all files have reached the disk. A folder that it
    replaces is renamed first, and gets its name back if anything fails.

    Args:
        path: The folder to write; its parent must exist.
        files: The bytes of each file, by name.
        force: Whether a folder that exists is replaced; it must be empty, or hold an older package and nothing else.

    Raises:
        CallError: The path exists and must not be replaced.
        OutputError: The folder cannot be written; what was there stays.
    """
    try:
        target = path.resolve()
        if target.exists():
            check_replaceable(path, target, files, force=force)
        folder = build_folder(target, files)
        try:
            move_to_target(folder, target, files)
        except BaseException:
            remove_folder(folder, files)
            raise
    except (OSError, ValueError) as fault:
        raise write_error(path, fault) from None


def check_replaceable(path: Path, target: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Check that the target is a folder that an export wrote, or an empty one, and that `force` is true.

    Raises:
        CallError: One of these does not hold.
    """
    if not target.is_dir():
        raise CallError(f"{printable(str(path))} is not a folder; give the name of one, or a file like model.sqlite")
    if not force:
        raise CallError(f"{printable(str(path))} exists; add --force to replace it, or give another name")
    entries = sorted(target.iterdir())
    others = [entry for entry in entries if entry.name not in files or not entry.is_file() or entry.is_symlink()]
    if others:
        raise CallError(
            f"{printable(str(path))} also holds {printable(others[0].name)}, which no export wrote; give another folder"
        )
    if entries and not is_own_package(target):
        raise CallError(f"{printable(str(path))} holds a data package of another maker; give another folder")


def is_own_package(folder: Path) -> bool:
    """Return whether a folder's descriptor names cqparts as the maker."""
    try:
        return json.loads((folder / DESCRIPTOR).read_bytes()).get("generator") == GENERATOR  # type: ignore[no-any-return]
    except (FileNotFoundError, ValueError, AttributeError, RecursionError):
        return False


def build_folder(target: Path, files: Mapping[str, bytes]) -> Path:
    """Return a new folder beside the target, with all files in it and on the disk."""
    folder = Path(mkdtemp(prefix=".cqparts-", dir=target.parent))
    try:
        for name, data in files.items():
            write_file(folder / name, data)
        folder.chmod(permissions_of(target, new=0o777))
        sync_folder(folder)
    except BaseException:
        remove_folder(folder, files)
        raise
    return folder


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


def move_to_target(folder: Path, target: Path, files: Mapping[str, bytes]) -> None:
    """Give a folder the name of the target; the old folder is removed, or gets its name back on a fault."""
    if not target.exists():
        folder.rename(target)
        return
    old = folder.with_name(f"{folder.name}.old")
    target.rename(old)
    try:
        folder.rename(target)
    except BaseException:
        old.rename(target)
        raise
    remove_folder(old, files)


def remove_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Remove the files of a package and their folder; a folder that holds anything else stays."""
    for name in files:
        (folder / name).unlink(missing_ok=True)
    folder.rmdir()
