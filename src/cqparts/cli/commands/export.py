"""Write the model as a Data Package, SQLite, JSON or YAML."""

from typing import Annotated

from cqparts.cli.commands import Command
from cqparts.errors import Exit
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
    from cqparts.loading.load import load, read

    model, raw = (load(), None) if data is None else read(data)
    export(model, target, raw, force=force)
    return Exit.OK
