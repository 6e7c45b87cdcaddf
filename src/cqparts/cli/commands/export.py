"""Write the model as a Data Package, SQLite, JSON or YAML."""

from typing import Annotated

from cqparts.cli.commands import Command
from cqparts.errors import Exit, print_error, printable
from cqparts.lookups import params
from cqparts.lookups.base import Param

COMMAND = Command(("export chongqing.sqlite", "export ./parts --force"))


def run(
    target: Annotated[str, Param("TARGET", "A folder, or a file ending in .sqlite, .db, .json, .yaml or .yml.")],
    *,
    force: Annotated[bool, Param("", "Replace what is there.", ("--force",), is_flag=True)] = False,
    data: params.Data = None,
) -> int:
    """Write the model as a Data Package, SQLite, JSON or YAML.

    Raises:
        CallError: The target says no format, or is there already.
        OutputError: It cannot be written.
    """
    from cqparts.export.targets import export
    from cqparts.loading.load import load

    export(load(data), target, data, force=force)
    print_error(f"wrote {written(target)}")
    return Exit.OK


def written(target: str) -> str:
    """Return what an export has written: a file by its name, a folder with its number of tables."""
    from pathlib import Path

    folder = Path(target)
    if not folder.is_dir():
        return printable(target)
    tables = sum(1 for _ in folder.rglob("*.csv"))
    return f"the folder {printable(target)}: datapackage.json and {tables} tables"
