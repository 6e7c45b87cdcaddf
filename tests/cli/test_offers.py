"""Every parameter that names something of the model completes on Tab."""

from cqparts.cli import commands
from cqparts.cli.completion import LISTS, OFFERS
from cqparts.lookups.base import Param

FREE = {
    "FILE": "a file: the shell offers files",
    "FILE…": "files: the shell offers them",
    "TARGET": "a file or folder: the shell offers files",
    "CUR=R": "a rate of the user's own",
}
"""What takes any text, by its word in the help, with the reason."""


def every_param() -> list[tuple[str, str, Param]]:
    """Return all parameters of all commands."""
    return [(entry.name, name, param) for entry in commands.every() for name, param in entry.params.items()]


def test_every_parameter_that_names_something_completes() -> None:
    """An argument or option offers values, unless it is a flag or takes any text."""
    silent = {(command, param.metavar) for command, _, param in every_param() if not (param.complete or param.is_flag)}
    assert {word for _, word in silent} == set(FREE)


def test_offers_are_all_in_use() -> None:
    """Nothing offers values that no parameter asks for."""
    named = {param.complete for _, _, param in every_param() if param.complete}
    assert named == set(OFFERS)
    assert named > LISTS
