"""The command line that Typer reads: help, errors, and every line that is not plain."""

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from cqparts.cli import commands
from cqparts.cli.answer import answer
from cqparts.errors import CallError, Exit, report_error
from cqparts.lookups import Entry
from cqparts.model import types
from cqparts.model.docstring import docstring

HELP_WIDTH = 80
"""Columns that help takes at the most."""

NARROW = 50
"""Columns below which the frames of styled help leave no room for its words."""

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": HELP_WIDTH}

WHAT = {
    types.District: "a district",
    types.City: "a partner city",
    types.Assembly: "an assembly",
    types.Source: "a source",
    types.Figure: "a figure",
    types.Project: "a plant or investment",
}
"""What messages call the records that people name most."""

EPILOG = "\b\nExamples:\n  cqparts districts\n  cqparts investment --to EUR --json | jq '.[0].converted'"


def run(words: Sequence[str]) -> int:
    """Read a line and run its command, and return the exit code; what is wrong with the line is a line of its own.

    Raises:
        CqpartsError: What a user can correct.
        KeyboardInterrupt: Somebody pressed Ctrl-C, even if Typer has made an exit code of it.
    """
    words = words[1:] if words[:1] == ["--"] and len(words) > 1 else words
    if len(words) > 1 and words[0] in ("--install-completion", "--show-completion"):
        raise CallError(f"{words[0]} takes no value; call it alone, from the shell that it is for")
    entry = commands.get(words[0]) if words else None
    if entry is None and (told := name_advice(words)):
        return report_error(told, Exit.WRONG_CALL)
    line, rest = (build_command(entry), words[1:]) if entry else (build_group(), words)
    name = f"cqparts {entry.name}" if entry else "cqparts"
    try:
        code = int(line.main(list(rest), prog_name=name, standalone_mode=False) or 0)
    except typer.TyperException as fault:
        return report_error(*usage_error(fault, words))
    if code == Exit.INTERRUPTED:
        raise KeyboardInterrupt
    return code


def usage_error(fault: Exception, words: Sequence[str] = ()) -> tuple[str, int]:
    """Return what is wrong with a line, with the remedy behind it, and the exit code."""
    context, code = getattr(fault, "ctx", None), getattr(fault, "exit_code", Exit.WRONG_CALL)
    named = words[0] if words and commands.get(words[0]) else ""
    path = context.command_path.removeprefix("cqparts").strip() if context else named
    missing = getattr(fault, "param", None)
    if path and isinstance(missing, TyperArgument) and (few := few_names(words, str(missing.name))):
        return f"missing {missing.metavar}; use one of: {few}", code
    message = " ".join(getattr(fault, "format_message", fault.__str__)().split())
    fact, asked, near = message.partition(" Did you mean ")
    fact = f"{fact[:1].lower()}{fact[1:].rstrip('.')}"
    fact = fact.replace("no such option: ", "unknown option ").replace("no such ", "unknown ")
    remedy = f"did you mean {near}" if asked else f"see cqparts {path} --help".replace("  ", " ")
    return f"{fact}; {remedy}", code


def few_names(words: Sequence[str], name: str) -> str:
    """Return the values of an argument that a line lacks, as a sentence lists them; nothing where they are many."""
    from cqparts.cli.completion import Line
    from cqparts.errors import CqpartsError
    from cqparts.model.resolve import MOST_NAMES, join_words

    entry = commands.get(words[0]) if words else None
    try:
        line = Line(entry, words[1:]) if entry else None
        names = [word for word, _ in line.offers(line.entry.params[name]) if word.isascii()] if line else []
    except (CqpartsError, OSError):
        names = []
    return join_words(names, "") if 0 < len(names) <= MOST_NAMES else ""


def name_advice(words: Sequence[str]) -> str:
    """Return what to call instead of a line that begins with the name of a record; nothing where it does not."""
    from itertools import takewhile

    from cqparts.errors import CqpartsError
    from cqparts.loading.load import load
    from cqparts.lookups.kinds import find_named, own_call
    from cqparts.model.index import Index

    named = list(takewhile(lambda word: not word.startswith("-"), words))
    if not named:
        return ""
    try:
        index = Index(load(os.environ.get("CQPARTS_DATA") or None))
    except CqpartsError:
        return ""
    for word in dict.fromkeys([" ".join(named), named[0]]):
        if (record := find_named(index, word)) is not None:
            what = WHAT.get(type(record), "the name of a record")
            return f"{word!r} is {what}, not a command; try: cqparts {own_call(record)}"
    return ""


class Command(TyperCommand):
    """A command whose usage names what it takes plainly, and in brackets what may be left out."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 -- Typer's own
        """Return the parts of the usage line."""
        taken = [param for param in self.params if isinstance(param, TyperArgument)]
        return ["[OPTIONS]", *(f"{param.metavar}" if param.required else f"[{param.metavar}]" for param in taken)]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 -- Typer's own
        """Read the words of a line; what takes one value and is given several is a wrong call."""
        _, _, given = self.make_parser(ctx).parse_args(list(args))
        for place, param in enumerate(given):
            once = isinstance(param, TyperOption) and not (param.multiple or param.is_flag)
            if once and param in given[:place]:
                ctx.fail(f"{param.opts[0]} is given more than once: it takes one value")
        return super().parse_args(ctx, args)


class Group(TyperGroup):
    """The commands, by their groups also where help is plain."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 -- Typer's own
        """Write the commands by group."""
        listed = commands.listed()
        for group in dict.fromkeys(of for _, of, _ in listed):
            with formatter.section(group):
                formatter.write_dl([(name, summary) for name, of, summary in listed if of == group])


def build_command(entry: Entry) -> Any:  # noqa: ANN401 -- Typer's command, whose class is not public
    """Return a command as Typer reads it."""
    examples = "\n".join(f"  cqparts {example}" for example in entry.declared.examples)
    app = typer.Typer(add_completion=False, rich_markup_mode=markup())
    register = app.command(
        entry.name,
        cls=Command,
        help=entry.summary,
        epilog=f"\b\nExamples:\n{examples}",
        context_settings=SETTINGS,
    )
    register(with_signature(entry, lambda **values: answer(entry, values)))
    return typer.main.get_command(app)


def with_signature(entry: Entry, function: Callable[..., int]) -> Callable[..., int]:
    """Give a function the signature that Typer makes options of."""
    parameters = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=entry.defaults.get(name, inspect.Parameter.empty),
            annotation=typed_annotation(entry, name),
        )
        for name in entry.params
    ]
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return function


def typed_annotation(entry: Entry, name: str) -> Any:  # noqa: ANN401 -- a type
    """Return the type of a parameter with what Typer is to know of it."""
    param = entry.params[name]
    kind: Any = bool if param.is_flag else list[str] | None if param.multiple else str | None
    if not param.flags:
        return Annotated[kind, typer.Argument(metavar=param.metavar, help=param.help, show_default=False)]
    return Annotated[
        kind,
        typer.Option(
            *param.flags,
            metavar=param.metavar or None,
            help=param.help,
            envvar=param.envvar or None,
            rich_help_panel=param.panel or None,
        ),
    ]


def build_group() -> Any:  # noqa: ANN401 -- Typer's command, whose class is not public
    """Return the line without a command: its help, its options, and what it says of a name that is none."""
    app = typer.Typer(
        cls=Group, add_completion=False, context_settings=SETTINGS, rich_markup_mode=markup(), epilog=EPILOG
    )
    app.callback(invoke_without_command=True, help=docstring(cqparts))(cqparts)
    for name, group, summary in commands.listed():
        app.command(name, help=summary, short_help=summary, rich_help_panel=group)(lambda: None)
    return typer.main.get_command(app)


def cqparts(
    ctx: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and the data's edition, and exit.")
    ] = False,
    install_completion: Annotated[
        bool, typer.Option("--install-completion", help="Install completion for the current shell.")
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option(
            "--show-completion", help="Show completion for the current shell, to copy it or customize the installation."
        ),
    ] = False,
) -> None:
    """Look up the Chengdu-Chongqing auto-parts pilot: priorities, investment, localization rates, targets and sources.

    Priorities are plans, not production: focus, who and matrix show both.
    """
    if version:
        from importlib.metadata import version as installed

        from cqparts.loading.load import load
        from cqparts.model.edition import edition

        sys.stdout.write(f"cqparts {installed('cqparts-pilot')}, data of {edition(load())}\n")
    elif install_completion or show_completion:
        from cqparts.cli import shells

        sys.stdout.write(shells.install() if install_completion else shells.script())
    elif ctx.invoked_subcommand is None:
        sys.stdout.write(f"{ctx.get_help()}\n")
    raise typer.Exit


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
