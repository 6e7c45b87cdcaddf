"""The options and arguments that commands share, written once, and how a command gets them."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple, get_type_hints

from typer import Argument, Option

from cqparts.cli import completion
from cqparts.lookups.table import Table

PANEL = "Output"

District = Annotated[
    str,
    Argument(
        metavar="DISTRICT",
        help="Id, English or Chinese name, code, or the beginning of one of them.",
        autocompletion=completion.districts,
        show_default=False,
    ),
]
DistrictOption = Annotated[
    str | None,
    Option("--district", metavar="DISTRICT", help="One district's profile.", autocompletion=completion.districts),
]
AssemblyName = Annotated[
    str,
    Argument(
        metavar="ASSEMBLY",
        help="Id, English or Chinese name, or another word for it.",
        autocompletion=completion.assemblies,
        show_default=False,
    ),
]
AssemblyFilter = Annotated[
    str | None,
    Option("--assembly", metavar="ASSEMBLY", help="Only of this assembly.", autocompletion=completion.assemblies),
]
SystemFilter = Annotated[
    str | None, Option("--system", metavar="SYSTEM", help="Only of this system.", autocompletion=completion.systems)
]
SeriesName = Annotated[
    str | None,
    Argument(metavar="SERIES", help="A series, by id or name.", autocompletion=completion.series, show_default=False),
]
SourceName = Annotated[
    str | None,
    Argument(metavar="ID", help="A source, by id or title.", autocompletion=completion.sources, show_default=False),
]
Text = Annotated[
    str,
    Argument(metavar="TEXT", help="A part of a name or a note.", autocompletion=completion.names, show_default=False),
]
File = Annotated[
    str | None,
    Argument(metavar="FILE", help="A model, YAML or JSON; - for standard input.", show_default=False),
]
Answer = Annotated[
    str | None,
    Argument(metavar="NAME", help="A look-up.", autocompletion=completion.look_ups, show_default=False),
]
Year = Annotated[str, Option("--year", metavar="YEAR", help="The year promised for.", autocompletion=completion.years)]
Currencies = Annotated[
    list[str] | None,
    Option(
        "--to",
        metavar="CUR",
        help="Currency to convert to: a code, several with commas, or more than one --to.",
        autocompletion=completion.currencies,
    ),
]
When = Annotated[
    str | None,
    Option(
        "--on",
        metavar="WHEN",
        help="Rates of a day (2023-06-30), the mean of a period (2023-H1, 2023-Q2, 2023-05), or of each figure's own "
        "(period).",
        autocompletion=completion.times,
    ),
]
GivenRates = Annotated[
    list[str] | None,
    Option("--rate", metavar="CUR=R", help="A rate of your own: yuan per one unit, like USD=7.1."),
]
Unit = Annotated[
    str | None,
    Option(
        "--unit",
        metavar="UNIT",
        help="Unit of money in tables: full, million, billion or yi (亿).",
        autocompletion=completion.units,
    ),
]

Lang = Annotated[
    str,
    Option(
        "--lang",
        metavar="en|zh",
        help="Language of tables and Markdown.",
        autocompletion=completion.languages,
        rich_help_panel=PANEL,
    ),
]
Data = Annotated[
    str | None,
    Option(
        "--data",
        metavar="FILE",
        envvar="CQPARTS_DATA",
        help="A model of your own, YAML or JSON; - for standard input.",
        rich_help_panel=PANEL,
    ),
]


class Output(NamedTuple):
    """How an answer is written, and from which model: what every look-up takes."""

    format: Annotated[
        str | None,
        Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="table, json, jsonl, csv, tsv, markdown or yaml.",
            autocompletion=completion.formats,
            rich_help_panel=PANEL,
            show_default=False,
        ),
    ] = None
    json: Annotated[bool, Option("--json", help="Short for -f json.", rich_help_panel=PANEL)] = False
    columns: Annotated[
        str | None,
        Option(
            "--columns",
            metavar="A,B,…",
            help="Only these keys of the JSON, in this order.",
            autocompletion=completion.columns,
            rich_help_panel=PANEL,
        ),
    ] = None
    lang: Lang = "en"
    data: Data = None


def with_output(query: Callable[..., Table], show: Callable[[Table, Output, str | None], None]) -> Callable[..., None]:
    """Return a command: the words of a query and the output options in, the shown answer out.

    Args:
        query: Takes the model first, then its own options by name; returns the answer.
        show: Writes the answer as the output options, and a unit of money if the query takes one, say.
    """

    def command(**words: Any) -> None:  # noqa: ANN401 -- whatever the options of the query are
        from cqparts.loading.load import load

        output = Output(**{name: words.pop(name) for name in Output._fields})
        unit = words.pop("unit", None)
        show(query(load(output.data), **words), output, unit)

    return signed(command, query)


def signed(command: Callable[..., None], query: Callable[..., Table]) -> Callable[..., None]:
    """Return a command with the signature of its query, less the model, and the output options after it."""
    own = list(inspect.signature(query).parameters.values())[1:]
    hints = get_type_hints(Output, include_extras=True)
    shared = [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=Output._field_defaults[name], annotation=hints[name]
        )
        for name in Output._fields
    ]
    parameters = [*(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own), *shared]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    command.__name__, command.__doc__ = query.__name__, query.__doc__
    return command
