"""All commands: the look-ups, and the commands that are none, a module each, whose name is the command's."""

from collections.abc import Sequence

from cqparts import lookups
from cqparts.lookups import Entry
from cqparts.model.record import Record

NAMES = ("check", "schema", "export", "report")
"""The commands that are no look-ups, in the order of the help."""

MODEL, REPORTS = "Model", "Reports"
"""The groups of the help that they stand in."""


class Command(Record):
    """What a command is, besides the function that runs it."""

    examples: tuple[str, str]
    group: str = MODEL


def get(name: str) -> Entry | None:
    """Return the command of a name, None if there is none."""
    if name in lookups.NAMES:
        return lookups.get(name)
    if name not in NAMES:
        return None
    module = lookups.load_module(f"cqparts.cli.commands.{name}")
    return lookups.entry(name, module.COMMAND, module.run, {})


def every() -> list[Entry]:
    """Return all commands in the order of the help."""
    return [entry for name in (*lookups.NAMES, *NAMES) if (entry := get(name))]


def listed() -> Sequence[tuple[str, str, str]]:
    """Return the name, the group and the summary of all commands, as the wheel lists them or as their modules do."""
    try:
        from cqparts._bundled import COMMANDS
    except ImportError:
        return [(entry.name, entry.declared.group, entry.summary) for entry in every()]
    return COMMANDS
