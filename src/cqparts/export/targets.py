"""Writes the model to a target, in the format that the ending of the target's name says."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from cqparts.errors import CallError
from cqparts.model.types import Model
from cqparts.output.credit import installed_version

TARGETS_HELP = (
    "a folder (no ending, or a / at the end) for a Data Package, .xlsx for a spreadsheet, .sqlite or .db for a "
    "database, .bib for the sources, .json for the model as JSON, .yaml or .yml for its YAML file"
)


class Order(NamedTuple):
    """What is to be exported, and how people are to read it in the one format that is for people."""

    model: Model
    raw: bytes | None = None
    """The bytes that the model was read from; None if it is the bundled one."""
    lang: str | None = None
    to: tuple[str, ...] = ()
    on: str | None = None

    @property
    def version(self) -> str | None:
        """The version of cqparts whose data these are; None for those of another file."""
        return installed_version() if self.raw is None else None


def export(order: Order, target: str, *, force: bool = False) -> int:
    """Write the model to a file or a folder, whole or not at all; return the tables of a folder, 0 of a file.

    Args:
        order: The model, and how people are to read it.
        target: A folder for a Data Package; else a file with one of the endings of `WRITERS`.
        force: Whether a target that exists is replaced.

    Raises:
        CallError: The target has another ending, or exists, or an option is not for it.
        OutputError: The target cannot be written; what was there stays.
    """
    path = Path(target)
    if f".{target.lower()}" in WRITERS:
        raise CallError(f"{target!r} has no ending; for a file say {target}.{target}, for a folder ./{target}")
    suffix = "" if target.endswith(("/", "\\")) else path.suffix.lower()
    if suffix != ".xlsx" and (order.lang or order.to or order.on):
        raise CallError("--lang, --to and --on are for spreadsheets; leave them out, or give a name like parts.xlsx")
    if suffix in WRITERS:
        from cqparts.output.files import write_whole

        write_whole(path, WRITERS[suffix](order), force=force)
    elif is_folder(target, path):
        from cqparts.export.datapackage import data_package
        from cqparts.export.folder import write_folder

        files = data_package(order.model, order.version)
        write_folder(path, files, force=force)
        return sum(name.endswith(".csv") for name in files)
    else:
        raise CallError(f"cannot export to {target!r}; give {TARGETS_HELP}")
    return 0


def is_folder(target: str, path: Path) -> bool:
    """Return whether a target names a folder: it ends in a slash, has no ending, or is a folder."""
    return target not in {"", "-"} and (target.endswith(("/", "\\")) or not path.suffix or is_there(path))


def is_there(path: Path) -> bool:
    """Return whether a folder is there; one that cannot be examined is not."""
    try:
        return path.is_dir()
    except OSError:
        return False


def xlsx_bytes(order: Order) -> bytes:
    """Return the answers of the look-ups as a workbook."""
    from cqparts.export.workbook import Wish
    from cqparts.export.xlsx import workbook
    from cqparts.output.render import parse_language

    lang = parse_language(order.lang or "en")
    return workbook(Wish(order.model, lang, order.to, order.on, bundled=order.raw is None))


def bib_bytes(order: Order) -> bytes:
    """Return the sources as BibLaTeX."""
    from cqparts.export.bibliography import bibliography

    return bibliography(order.model, order.version)


def sqlite_bytes(order: Order) -> bytes:
    """Return the model as a SQLite database."""
    from cqparts.export.sqlite import database

    return database(order.model, order.version)


def json_bytes(order: Order) -> bytes:
    """Return the model as JSON, which `loading` reads back equal."""
    from cqparts.export.datapackage import encode_json
    from cqparts.model.content import dump

    return encode_json(dump(order.model))


def yaml_bytes(order: Order) -> bytes:
    """Return the bytes that the model was read from, those that were checked: a pipe cannot be read again.

    Raises:
        ModelError: The bundled file cannot be read.
    """
    if order.raw is not None:
        return order.raw
    from cqparts.errors import ModelError
    from cqparts.loading.load import bundled_file

    try:
        return bundled_file().read_bytes()
    except OSError as fault:
        raise ModelError(f"cannot read the bundled model: {fault.strerror}; install cqparts again") from None


WRITERS: dict[str, Callable[[Order], bytes]] = {
    ".xlsx": xlsx_bytes,
    ".bib": bib_bytes,
    ".sqlite": sqlite_bytes,
    ".db": sqlite_bytes,
    ".json": json_bytes,
    ".yaml": yaml_bytes,
    ".yml": yaml_bytes,
}
"""What makes the bytes of a file with each ending."""
