"""Writes the model to a target, in the format that the ending of the target's name says."""

from collections.abc import Callable
from pathlib import Path

from cqparts.errors import CallError
from cqparts.model.types import Model

TARGETS_HELP = (
    "a folder (no ending, or a / at the end) for a Data Package, .sqlite or .db for a database, .json for the model as "
    "JSON, .yaml or .yml for its YAML file"
)


def export(model: Model, target: str, raw: bytes | None = None, *, force: bool = False) -> None:
    """Write the model to a file or a folder, whole or not at all.

    Args:
        model: The model.
        target: A folder for a Data Package; else a file ending in .sqlite, .db, .json, .yaml or .yml.
        raw: The bytes that the model was read from; None if it is the bundled one.
        force: Whether a target that exists is replaced.

    Raises:
        CallError: The target has another ending, or exists.
        OutputError: The target cannot be written; what was there stays.
    """
    path = Path(target)
    write = WRITERS.get(path.suffix.lower())
    if write is not None and not target.endswith(("/", "\\")):
        from cqparts.output.files import write_whole

        write_whole(path, write(model, raw), force=force)
    elif is_folder(target, path):
        from cqparts.export.datapackage import data_package
        from cqparts.export.folder import write_folder

        write_folder(path, data_package(model, None if raw else installed_version()), force=force)
    else:
        raise CallError(f"cannot export to {target!r}; give {TARGETS_HELP}")


def is_folder(target: str, path: Path) -> bool:
    """Return whether a target names a folder: it ends in a slash, has no ending, or is a folder."""
    return target not in {"", "-"} and (target.endswith(("/", "\\")) or not path.suffix or is_there(path))


def is_there(path: Path) -> bool:
    """Return whether a folder is there; one that cannot be examined is not."""
    try:
        return path.is_dir()
    except OSError:
        return False


def installed_version() -> str | None:
    """Return the version of cqparts and its bundled model; None where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("cqparts-pilot")
    except PackageNotFoundError:
        return None


def sqlite_bytes(model: Model, _: bytes | None) -> bytes:
    """Return the model as a SQLite database."""
    from cqparts.export.sqlite import database

    return database(model)


def json_bytes(model: Model, _: bytes | None) -> bytes:
    """Return the model as JSON, which `loading` reads back equal."""
    from cqparts.export.datapackage import encode_json
    from cqparts.export.model_file import dump

    return encode_json(dump(model))


def yaml_bytes(_: Model, raw: bytes | None) -> bytes:
    """Return the bytes that the model was read from, those that were checked: a pipe cannot be read again.

    Raises:
        ModelError: The bundled file cannot be read.
    """
    if raw is not None:
        return raw
    from cqparts.errors import ModelError
    from cqparts.loading.load import bundled_file

    try:
        return bundled_file().read_bytes()
    except OSError as fault:
        raise ModelError(f"cannot read the bundled model: {fault.strerror}; install cqparts again") from None


WRITERS: dict[str, Callable[[Model, bytes | None], bytes]] = {
    ".sqlite": sqlite_bytes,
    ".db": sqlite_bytes,
    ".json": json_bytes,
    ".yaml": yaml_bytes,
    ".yml": yaml_bytes,
}
