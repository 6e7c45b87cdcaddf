"""A Data Package as a folder, written whole or not at all; only an older package of ours makes room for it."""

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

    The folder is made beside the place where it shall be and takes the name once all of it has reached the disk. Where
    it replaces another, that one is set aside first and comes back if anything fails.

    Args:
        path: Where the folder shall be; the folder that holds it must exist.
        files: The bytes of each file, by name.
        force: Whether a folder that exists is replaced; it must be empty, or hold an older package and nothing else.

    Raises:
        CallError: There is something that is not to be replaced.
        OutputError: It cannot be written; what was there stays.
    """
    try:
        target = path.resolve()
        if target.exists():
            refuse_others(path, target, files, force=force)
        made = built(target, files)
        try:
            take_place(made, target, files)
        except BaseException:
            discard(made, files)
            raise
    except (OSError, ValueError) as fault:
        raise write_error(path, fault) from None


def refuse_others(path: Path, target: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    """Refuse to replace what is no folder, what holds files that no export wrote, and anything without force.

    Raises:
        CallError: It is one of these.
    """
    if not target.is_dir():
        raise CallError(f"{printable(str(path))} is not a folder; give the name of one, or a file like model.sqlite")
    if not force:
        raise CallError(f"{printable(str(path))} exists; add --force to replace it, or give another name")
    held = sorted(target.iterdir())
    others = [each for each in held if each.name not in files or not each.is_file() or each.is_symlink()]
    if others:
        raise CallError(
            f"{printable(str(path))} also holds {printable(others[0].name)}, which no export wrote; give another folder"
        )
    if held and not is_ours(target):
        raise CallError(f"{printable(str(path))} holds a data package of another maker; give another folder")


def is_ours(folder: Path) -> bool:
    """Tell whether a folder's descriptor says that an export wrote it."""
    try:
        return json.loads((folder / DESCRIPTOR).read_bytes()).get("generator") == GENERATOR  # type: ignore[no-any-return]
    except (FileNotFoundError, ValueError, AttributeError, RecursionError):
        return False


def built(target: Path, files: Mapping[str, bytes]) -> Path:
    """Return a new folder beside the target, with all files in it and on the disk."""
    folder = Path(mkdtemp(prefix=".cqparts-", dir=target.parent))
    try:
        for name, data in files.items():
            written(folder / name, data)
        folder.chmod(permissions_of(target, new=0o777))
        sync(folder)
    except BaseException:
        discard(folder, files)
        raise
    return folder


def written(path: Path, data: bytes) -> None:
    """Write a new file through to the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync(folder: Path) -> None:
    """Have the names in a folder reach the disk, on systems that can be told to."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def take_place(made: Path, target: Path, files: Mapping[str, bytes]) -> None:
    """Give a folder the name of the target; what has that name is set aside, then removed, or comes back on a fault."""
    if not target.exists():
        made.rename(target)
        return
    aside = made.with_name(f"{made.name}.old")
    target.rename(aside)
    try:
        made.rename(target)
    except BaseException:
        aside.rename(target)
        raise
    discard(aside, files)


def discard(folder: Path, files: Mapping[str, bytes]) -> None:
    """Remove a folder with the files of a package; if it holds anything else, that and the folder stay."""
    for name in files:
        (folder / name).unlink(missing_ok=True)
    folder.rmdir()
