"""Write all data for spreadsheets, SQLite and other tools."""

from typing import Annotated

from cqparts.cli.commands import Command
from cqparts.errors import Exit, print_error, printable
from cqparts.lookups import params
from cqparts.lookups.base import Param

COMMAND = Command(("export chongqing.sqlite", "export parts.xlsx --lang zh --force"))


def run(  # noqa: PLR0913 -- its options
    target: Annotated[
        str, Param("TARGET", "A folder, or a file ending in .xlsx, .sqlite, .db, .bib, .json, .yaml or .yml.")
    ],
    *,
    to: params.Currencies = None,
    on: params.When = None,
    lang: Annotated[
        str | None, Param("en|zh", "Language of a spreadsheet.", ("--lang",), "languages", panel=params.PANEL)
    ] = None,
    force: Annotated[bool, Param("", "Replace what is there.", ("--force",), is_flag=True)] = False,
    data: params.Data = None,
) -> int:
    """Write all data for spreadsheets, SQLite and other tools.

    Raises:
        CallError: The target says no format, or is there already, or an option is wrong or not for it.
        OutputError: It cannot be written.
    """
    from cqparts.export.targets import Order, export
    from cqparts.loading.load import load, read
    from cqparts.money.rates import parse_codes, read_time

    model, raw = (load(), None) if data is None else read(data)
    tables = export(Order(model, raw, lang, tuple(parse_codes(to)), read_time(on)), target, force=force)
    name = printable(target)
    print_error(f"wrote the folder {name}: datapackage.json and {tables} tables" if tables else f"wrote {name}")
    return Exit.OK
