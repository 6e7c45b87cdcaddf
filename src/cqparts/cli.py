"""The Typer app. A command is options -> query -> show, and is built when it is called."""

import os
import sys
from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple, TextIO

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_command_from_info
from typer.models import CommandInfo

from cqparts import answers, options
from cqparts.errors import Exit, tell
from cqparts.loading import SHOWN, Examined
from cqparts.lookup import match
from cqparts.model import Model
from cqparts.options import Output, with_output
from cqparts.table import Table

LOOK_UP, FIGURES, MODEL, REPORTS = "Look up", "Figures", "Model", "Reports"


class Entry(NamedTuple):
    """A command before it is built."""

    function: Callable[..., Any]
    group: str
    examples: tuple[str, str]
    query: bool

    @property
    def summary(self) -> str:
        """The first sentence of its help."""
        return (self.function.__doc__ or "").partition("\n")[0]


COMMANDS: dict[str, Entry] = {}
"""The commands by name, in the order of the help."""


def command(group: str, *examples: str, query: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function as a command of a group, with two examples for its help.

    A query takes the model first, returns a Table, and gets the output options; any other function is taken as it is.
    """

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        first, second = examples
        COMMANDS[function.__name__] = Entry(function, group, (first, second), query)
        return function

    return register


def build(name: str) -> TyperCommand:
    """Return a command with its options, ready to be called."""
    entry = COMMANDS[name]
    info = CommandInfo(
        name=name,
        callback=with_output(entry.function, show) if entry.query else entry.function,
        epilog="\b\nExamples:\n" + "\n".join(f"  cqparts {example}" for example in entry.examples),
        context_settings=SETTINGS,
        cls=Command,
    )
    built = get_command_from_info(info, pretty_exceptions_short=True, rich_markup_mode=markup())
    assert isinstance(built, TyperCommand)  # noqa: S101 -- the class is ours to choose; this tells mypy
    return built


class Command(TyperCommand):
    """A command whose usage names what it takes without braces, which elsewhere mean a choice."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401 -- Typer's own
        """Return the parts of the usage line."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


class Lazy(TyperGroup):
    """A group that knows its commands by name and summary, and builds the one that is called."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 -- Typer's own
        """Fill the list of commands with names and summaries alone."""
        super().__init__(**settings)
        for name, entry in COMMANDS.items():
            light = TyperCommand(
                name,
                help=entry.summary,
                short_help=entry.summary,  # whole: a shell would get the first 45 characters
                rich_help_panel=entry.group,
                rich_markup_mode=markup(),
            )
            self.commands[name] = light

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002 -- Typer's own
        """Return the names in the order of the help."""
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 -- Typer's own
        """Return the command that the first word names, built; KeyError if a line to complete names none."""
        name, _, rest = super().resolve_command(ctx, args)
        return name, build(str(name)), rest

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 -- Typer's own
        """Write the commands by group, where help is plain."""
        for group in dict.fromkeys(entry.group for entry in COMMANDS.values()):
            rows = [(name, entry.summary) for name, entry in COMMANDS.items() if entry.group == group]
            with formatter.section(group):
                formatter.write_dl(rows)


HELP_WIDTH = 80
"""Columns that help takes at the most."""

NARROW = 50
"""Columns below which the frames of styled help leave no room for its words."""

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": HELP_WIDTH}


def markup() -> Any:  # noqa: ANN401 -- Typer's MarkupMode
    """Return how help is marked up: by rich on a terminal or where FORCE_COLOR says so, plainly elsewhere."""
    force = os.environ.get("FORCE_COLOR")
    forced = force not in (None, "", "0")
    if force == "0" or not (forced or sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        return None
    from shutil import get_terminal_size

    columns = min(get_terminal_size().columns, HELP_WIDTH)
    os.environ["TERMINAL_WIDTH"] = str(columns)  # where Typer's rich help looks
    return "rich" if columns >= NARROW else None


def app() -> Any:  # noqa: ANN401 -- Typer's command, whose class is not public
    """Return the whole command line, no command of it built yet."""
    typed = typer.Typer(cls=Lazy, context_settings=SETTINGS, rich_markup_mode=markup(), epilog=EPILOG)
    typed.callback(invoke_without_command=True)(cqparts)
    return get_command(typed)


EPILOG = "\b\nExamples:\n  cqparts districts\n  cqparts investment --to EUR --json | jq '.[0].converted'"


def version(asked: bool) -> None:  # noqa: FBT001 -- an option's callback
    """Print the version and leave."""
    if asked:
        from importlib.metadata import version as installed

        typer.echo(f"cqparts {installed('cqparts-pilot')}")
        raise typer.Exit


def cqparts(
    ctx: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 -- its callback answers
        bool, typer.Option("--version", help="Show the version and leave.", callback=version, is_eager=True)
    ] = False,
) -> None:
    """Look up the Chengdu-Chongqing auto-parts pilot: who makes what, what was signed, how localised, says who."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def show(table: Table, output: Output, unit: str | None = None) -> None:
    """Write an answer to standard output, as the options say."""
    for piece in pieces(table, output, unit):
        sys.stdout.write(piece)
    if table.empty and not table.to_dicts():
        tell(table.empty)


def pieces(table: Table, output: Output, unit: str | None) -> Iterator[str]:
    """Yield an answer as text: drawn by rich for a person at a terminal, as the format says elsewhere."""
    from cqparts import choices

    fmt, lang = choices.format_of(output.format, as_json=output.json), choices.language(output.lang)
    columns = choices.columns(output.columns)
    shown = choices.unit(unit)
    if fmt == "table" and wanted(sys.stdout):
        from cqparts.formats import known_column
        from cqparts.layout import page
        from cqparts.terminal import draw

        keys = tuple(known_column(table, name) for name in columns)
        yield draw(page(table, lang, shown, keys), sys.stdout)
    else:
        from cqparts.formats import render

        yield from render(table, fmt, columns=columns, lang=lang, unit=shown)


def wanted(stream: TextIO) -> bool:
    """Return whether a table is to be drawn for a terminal: on one, or where FORCE_COLOR says so."""
    forced = os.environ.get("FORCE_COLOR", "")
    return forced not in ("", "0") or stream.isatty()


def findings(examined: Examined) -> Iterator[str]:
    """Yield what a check found, a problem a line, then the count."""
    for problem in examined.problems[:SHOWN]:
        yield f"{problem}\n"
    others = examined.total - SHOWN
    yield f"and {others} more\n" if others > 0 else ""
    yield "sound\n" if examined.model else f"{examined.total} problem{'s' if examined.total > 1 else ''}\n"


def findings_json(examined: Examined) -> Iterator[str]:
    """Yield what a check found as JSON: whether the model is sound, the count, and the problems."""
    import json

    problems = [problem._asdict() for problem in examined.problems]
    found = {"sound": examined.model is not None, "total": examined.total, "problems": problems}
    yield json.dumps(found, ensure_ascii=False, indent=2) + "\n"


@command(LOOK_UP, "districts", "districts --assembly electric-drive --json")
def districts(model: Model, assembly: options.AssemblyFilter = None, system: options.SystemFilter = None) -> Table:
    """List the districts and what each specialises in."""
    return answers.districts(model, assembly, system)


@command(LOOK_UP, "focus jiangjin", "focus 璧山 --lang zh")
def focus(model: Model, district: options.District) -> Table:
    """Show one district: its assemblies and its own figures."""
    return answers.focus(model, district)


@command(LOOK_UP, 'who "smart cockpit"', "who 动力电池 --lang zh")
def who(model: Model, assembly: options.AssemblyName) -> Table:
    """List the districts that specialise in an assembly."""
    return answers.who(model, assembly)


@command(LOOK_UP, "matrix", "matrix -f markdown")
def matrix(model: Model) -> Table:
    """Set districts against assemblies: overlaps and blanks."""
    return answers.matrix(model)


@command(LOOK_UP, "assemblies", "assemblies --system new-energy")
def assemblies(model: Model, system: options.SystemFilter = None) -> Table:
    """List the assemblies, their takers and their named parts."""
    return answers.assemblies(model, system)


@command(LOOK_UP, "components", "components --assembly power-battery -f csv")
def components(model: Model, assembly: options.AssemblyFilter = None) -> Table:
    """List the named component types, and how many are not."""
    return answers.components(model, assembly)


@command(LOOK_UP, "cities", "cities -f csv --columns id,seat.lat,seat.lon")
def cities(model: Model) -> Table:
    """List the partner cities in Sichuan."""
    return answers.cities(model)


@command(LOOK_UP, "pilot", "pilot --json")
def pilot(model: Model) -> Table:
    """Show the pilot: who, when, what; and what is unknown."""
    return answers.pilot(model)


@command(LOOK_UP, "find steering", "find 座舱")
def find(model: Model, text: options.Text) -> Table:
    """Find a text in all names and notes of the model."""
    return answers.find(model, text)


@command(LOOK_UP, "sources", "sources cns-2023-08-19 --json")
def sources(model: Model, source: options.SourceName = None) -> Table:
    """List the sources, and what each supports."""
    return answers.sources(model, source)


@command(FIGURES, "investment --to EUR", "investment --to USD,EUR --on 2023-06-30 --json")
def investment(
    model: Model,
    to: options.Currencies = None,
    on: options.When = None,
    rate: options.GivenRates = None,
    unit: options.Unit = None,  # noqa: ARG001 -- `with_output` takes it out for `show`
) -> Table:
    """Show contract value and funds secured, converted."""
    return answers.investment(model, to, on, rate)


@command(FIGURES, "rates", "rates --to EUR --on 2023-H1")
def rates(model: Model, to: options.Currencies = None, on: options.When = None) -> Table:
    """Show the exchange rates, and how sound the article's is."""
    return answers.rates(model, to, on)


@command(FIGURES, "localization", "localization --json")
def localization(model: Model) -> Table:
    """Show how localised the vehicles are, and the gap."""
    return answers.localization(model)


@command(FIGURES, "targets", "targets --year 2023")
def targets(
    model: Model,
    year: options.Year = "2027",
    unit: options.Unit = None,  # noqa: ARG001 -- `with_output` takes it out for `show`
) -> Table:
    """Show what is promised for 2027, or another year."""
    return answers.targets(model, year)


@command(FIGURES, "trends", "trends nev-output -f jsonl")
def trends(
    model: Model,
    series: options.SeriesName = None,
    unit: options.Unit = None,  # noqa: ARG001 -- `with_output` takes it out for `show`
) -> Table:
    """Show dated series: vehicles, new-energy ones, their share."""
    return answers.trends(model, series)


@command(MODEL, "check", "check my-model.yaml --json", query=False)
def check(
    file: options.File = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write the problems as JSON.")] = False,
) -> None:
    """Check a model: every problem as file:line:column: path: message."""
    from cqparts.loading import bundled_file, examine

    examined = examine(file or bundled_file())
    sys.stdout.write("".join(findings_json(examined) if as_json else findings(examined)))
    raise typer.Exit(Exit.OK if examined.model else Exit.UNSOUND)


@command(MODEL, "schema > industry.schema.json", "schema investment", query=False)
def schema(name: options.Answer = None) -> None:
    """Print the JSON Schema of the model, or of a command's answer."""
    import json

    from cqparts.loading import load
    from cqparts.schema import model_schema

    if name is None:
        described = model_schema()
    else:
        from cqparts.contract import answer_schema
        from cqparts.queries import LOOK_UPS, sample

        described = answer_schema(sample(load(), match("command", name, LOOK_UPS)))
    typer.echo(json.dumps(described, ensure_ascii=False, indent=2))


@command(MODEL, "export chongqing.sqlite", "export ./parts --force", query=False)
def export(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="A folder, or a file ending in .sqlite, .db, .json, .yaml or .yml.",
            show_default=False,
        ),
    ],
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
    data: options.Data = None,
) -> None:
    """Write the model as a Data Package, SQLite, JSON or YAML."""
    from cqparts.loading import load
    from cqparts.package.targets import export as write

    write(load(data), target, data, force=force)


@command(REPORTS, "report -o pilot.html --to EUR", "report --district bishan --lang zh", query=False)
def report(  # noqa: PLR0913 -- its options
    *,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="A page (.html) or Markdown (.md), instead of stdout."),
    ] = None,
    html: Annotated[bool, typer.Option("--html", help="Write a page to standard output.")] = False,
    district: options.DistrictOption = None,
    to: options.Currencies = None,
    on: options.When = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file that is there.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Show the file in the browser.")] = False,
    lang: options.Lang = "en",
    data: options.Data = None,
) -> None:
    """Write the whole picture as Markdown or a self-contained page."""
    from cqparts import choices
    from cqparts.loading import load
    from cqparts.report import output as way

    kind, language = way.kind_of(output, html=html, show=open_), choices.language(lang)
    text = way.written(load(data), kind, language, district=district, to=tuple(to or ()), on=on)
    way.deliver(text, output, force=force, show=open_)
