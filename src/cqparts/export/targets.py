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
    data: str | None = None
    """The file that the model was read from; the bundled one if None."""
    lang: str | None = None
    to: tuple[str, ...] = ()
    on: str | None = None

    @property
    def version(self) -> str | None:
        """The version of cqparts whose data these are; None for those of another file."""
        return None if self.data else installed_version()


def export(order: Order, target: str, *, force: bool = False) -> None:
    """Write the model to a file or a folder, whole or not at all.

    Args:
        order: The model, and how people are to read it.
        target: A folder for a Data Package; else a file with one of the endings of `WRITERS`.
        force: Whether a target that exists is replaced.

    Raises:
        CallError: The target has another ending, or exists, or an option is not for it.
        OutputError: The target cannot be written; what was there stays.
    """
    path = Path(target)
    suffix = "" if target.endswith(("/", "\\")) else path.suffix.lower()
    if suffix != ".xlsx" and (order.lang or order.to or order.on):
        raise CallError("--lang, --to and --on are for spreadsheets; leave them out, or give a name like parts.xlsx")
    if suffix in WRITERS:
        from cqparts.output.files import write_whole

        write_whole(path, WRITERS[suffix](order), force=force)
    elif is_folder(target, path):
        from cqparts.export.datapackage import data_package
        from cqparts.export.folder import write_folder

        write_folder(path, data_package(order.model, order.version), force=force)
    else:
        raise CallError(f"cannot export to {target!r}; give {TARGETS_HELP}")


def is_folder(target: str, path: Path) -> bool:
    """Return whether a target names a folder: it ends in a slash, is a folder, or has no ending."""
    return target not in {"", "-"} and (target.endswith(("/", "\\")) or path.is_dir() or not path.suffix)


def xlsx_bytes(order: Order) -> bytes:
    """Return the answers of the look-ups as a workbook."""
    from cqparts.export.workbook import Wish
    from cqparts.export.xlsx import workbook
    from cqparts.output.render import parse_language

    lang = parse_language(order.lang or "en")
    return workbook(Wish(order.model, lang, order.to, order.on, bundled=order.data is None))


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
    """Return the content of the file that the model was read from.

    Raises:
        CallError: The model was read from standard input, which cannot be read again.
        ModelError: The file cannot be read any more.
    """
    from cqparts.errors import ModelError
    from cqparts.loading.load import bundled_file

    if order.data == "-":
        raise CallError("a .yaml export copies a file, and standard input is none; give --data the file's name")
    try:
        return Path(order.data or bundled_file()).read_bytes()
    except OSError as fault:
        raise ModelError(f"cannot read the model again: {fault.strerror}") from None


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
