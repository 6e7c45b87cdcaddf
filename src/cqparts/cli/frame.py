"""The frame of the command line: commands are registered by name, and built when they are called."""

import os
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from cqparts.cli.options import with_output
from cqparts.output.render import show


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
    """A command whose usage names what it takes plainly, and in brackets what may be left out."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 -- Typer's own
        """Return the parts of the usage line."""
        taken = [param for param in self.params if isinstance(param, TyperArgument)]
        return ["[OPTIONS]", *(f"{param.metavar}" if param.required else f"[{param.metavar}]" for param in taken)]


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
