"""The Typer app: a command is options -> query -> show, ten lines."""

import sys
from typing import Annotated, Any

import typer
from typer.main import get_command

from cqparts.cli import options
from cqparts.cli.frame import SETTINGS, Lazy, command, markup
from cqparts.errors import Exit
from cqparts.lookups import answers
from cqparts.lookups.table import Table
from cqparts.model.resolve import resolve_name
from cqparts.model.types import Model
from cqparts.output.render import findings, findings_json

LOOK_UP, FIGURES, MODEL, REPORTS = "Look up", "Figures", "Model", "Reports"


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
    """Check a model, and tell every problem with its place."""
    from cqparts.loading.load import bundled_file, examine

    examined = examine(file or bundled_file())
    sys.stdout.write("".join(findings_json(examined) if as_json else findings(examined)))
    raise typer.Exit(Exit.OK if examined.model else Exit.UNSOUND)


@command(MODEL, "schema > industry.schema.json", "schema investment", query=False)
def schema(name: options.Answer = None) -> None:
    """Print the JSON Schema of the model, or of a command's answer."""
    import json

    from cqparts.loading.load import load
    from cqparts.model.schema import model_schema

    if name is None:
        described = model_schema()
    else:
        from cqparts.lookups.answers import LOOK_UPS, sample
        from cqparts.output.schema import answer_schema

        described = answer_schema(sample(load(), resolve_name("command", name, LOOK_UPS)))
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
    from cqparts.export.targets import export as write
    from cqparts.loading.load import load

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
    from cqparts.loading.load import load
    from cqparts.output import choices
    from cqparts.report import write as way

    kind, language = way.kind_of(output, html=html, show=open_), choices.language(lang)
    text = way.written(load(data), kind, language, district=district, to=tuple(to or ()), on=on)
    way.deliver(text, output, force=force, show=open_)
