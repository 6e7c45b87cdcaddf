"""The arguments and options that several commands take, declared once, as plain data."""

from collections.abc import Iterable

from cqparts.lookups.base import Param
from cqparts.model.annotations import TYPE_CHECKING, Annotated
from cqparts.model.record import Record

if TYPE_CHECKING:
    from datetime import date

PANEL = "Output"

DistrictName = Annotated[
    str | int,
    Param("DISTRICT", "ID, English or Chinese name, administrative code, or a unique prefix.", (), "districts"),
]
AssemblyName = Annotated[str, Param("ASSEMBLY", "ID, English or Chinese name, or alias.", (), "assemblies")]
AssemblyFilter = Annotated[
    str | Iterable[str] | None,
    Param(
        "ASSEMBLY",
        "Only this assembly; repeatable, or several with commas.",
        ("--assembly",),
        "assemblies",
        multiple=True,
    ),
]
SystemFilter = Annotated[
    str | Iterable[str] | None,
    Param("SYSTEM", "Only this system; repeatable, or several with commas.", ("--system",), "systems", multiple=True),
]
PlaceFilter = Annotated[
    str | Iterable[str] | None,
    Param(
        "PLACE",
        "Only in this district, city or area; repeatable, or several with commas.",
        ("--place",),
        "places",
        multiple=True,
    ),
]
Currencies = Annotated[
    str | Iterable[str] | None,
    Param(
        "CUR",
        "Target currency, e.g. EUR or USD,EUR; repeatable.",
        ("--to",),
        "currencies",
        multiple=True,
    ),
]
When = Annotated[
    "str | date | None",
    Param(
        "WHEN",
        'Rate date (2023-06-30), period average (2023-H1, 2023-Q2, 2023-05), or "period" for each figure\'s own.',
        ("--on",),
        "times",
    ),
]
Unit = Annotated[
    str | None,
    Param("UNIT", "Unit of money in tables: full, million, billion or yi (亿).", ("--unit",), "units"),
]
Format = Annotated[
    str | None,
    Param(
        "FORMAT",
        "table, json, jsonl, csv, tsv, markdown or yaml.",
        ("--format", "-f"),
        "formats",
        panel=PANEL,
    ),
]
Json = Annotated[bool, Param("", "Short for -f json.", ("--json",), is_flag=True, panel=PANEL)]
Columns = Annotated[
    str | None,
    Param("A,B,…", "Comma-separated JSON keys to show, in this order.", ("--columns",), "columns", panel=PANEL),
]
Lang = Annotated[
    str | None,
    Param("en|zh", "Language of tables and Markdown.", ("--lang",), "languages", envvar="CQPARTS_LANG", panel=PANEL),
]
Verbose = Annotated[
    bool, Param("", "Add notes, sources and the other columns.", ("--verbose", "-v"), is_flag=True, panel=PANEL)
]
All = Annotated[bool, Param("", "Show the rows that the screen leaves out.", ("--all",), is_flag=True, panel=PANEL)]
Data = Annotated[
    str | None,
    Param(
        "FILE",
        "Use another data file (YAML or JSON; - for stdin).",
        ("--data",),
        envvar="CQPARTS_DATA",
        panel=PANEL,
    ),
]


Past = Annotated[bool, Param("", "Show earlier statements or targets, by date.", ("--past",), is_flag=True)]


class Output(Record):
    """How an answer is written, and from which model.

    Every look-up takes all of it but the unit, if it shows no money, and `all`, if its screen leaves no rows out.
    """

    unit: Unit = None
    format: Format = None
    json: Json = False
    columns: Columns = None
    lang: Lang = None
    data: Data = None
    verbose: Verbose = False
    all: All = False
