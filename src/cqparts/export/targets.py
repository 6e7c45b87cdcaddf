"""Where an export goes, and what it is there: told by the ending of the name."""

from collections.abc import Callable
from pathlib import Path

from cqparts.errors import CallError
from cqparts.model.types import Model

KINDS = (
    "a folder (no ending, or a / at the end) for a Data Package, .sqlite or .db for a database, .json for the model as "
    "JSON, .yaml or .yml for its YAML file"
)


def export(model: Model, target: str, data: str | None = None, *, force: bool = False) -> None:
    """Write the model to a file or a folder, whole or not at all.

    Args:
        model: The model.
        target: A folder for a Data Package; else a file ending in .sqlite, .db, .json, .yaml or .yml.
        data: The file that the model was read from; the bundled one if None.
        force: Whether what is there already is replaced.

    Raises:
        CallError: The target is no such name, or exists.
        OutputError: It cannot be written; what was there stays.
    """
    path = Path(target)
    write = WRITERS.get(path.suffix.lower())
    if write is not None and not target.endswith(("/", "\\")):
        from cqparts.output.files import write_whole

        write_whole(path, write(model, data), force=force)
    elif is_folder(target, path):
        from cqparts.export.datapackage import data_package
        from cqparts.export.folder import write_folder

        write_folder(path, data_package(model, None if data else version()), force=force)
    else:
        raise CallError(f"cannot export to {target!r}; give {KINDS}")


def is_folder(target: str, path: Path) -> bool:
    """Tell whether a target names a folder: by a slash at its end, by being one, or by having no ending."""
    return target not in {"", "-"} and (target.endswith(("/", "\\")) or path.is_dir() or not path.suffix)


def version() -> str | None:
    """Return the version of cqparts, which the bundled model goes with; None where it runs without being installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("cqparts-pilot")
    except PackageNotFoundError:
        return None


def as_sqlite(model: Model, _: str | None) -> bytes:
    """Return the model as a SQLite database."""
    from cqparts.export.sqlite import database

    return database(model)


def as_json(model: Model, _: str | None) -> bytes:
    """Return the model as JSON, which reads back equal."""
    from cqparts.export.datapackage import json_bytes
    from cqparts.export.model_file import dump

    return json_bytes(dump(model))


def as_yaml(_: Model, data: str | None) -> bytes:
    """Return the file that the model was read from, byte for byte.

    Raises:
        CallError: It was read from standard input, which cannot be read again.
        ModelError: The file has gone.
    """
    from cqparts.errors import ModelError
    from cqparts.loading.load import bundled_file

    if data == "-":
        raise CallError("a .yaml export copies a file, and standard input is none; give --data the file's name")
    try:
        return Path(data or bundled_file()).read_bytes()
    except OSError as fault:
        raise ModelError(f"cannot read the model again: {fault.strerror}") from None


WRITERS: dict[str, Callable[[Model, str | None], bytes]] = {
    ".sqlite": as_sqlite,
    ".db": as_sqlite,
    ".json": as_json,
    ".yaml": as_yaml,
    ".yml": as_yaml,
}
