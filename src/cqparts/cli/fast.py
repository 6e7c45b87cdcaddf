"""The fast reader of a line: it takes what has one meaning, and leaves every other line to Typer.

It reads the same declarations as Typer does, reports nothing and guesses nothing.
"""

import os
from collections.abc import Iterator, Mapping, Sequence

from cqparts.cli import commands
from cqparts.lookups import Entry
from cqparts.model.annotations import Any

Values = dict[str, Any]


def parse(words: Sequence[str]) -> tuple[Entry, Values] | None:
    """Return the command that a line names and the value of everything that it takes; None for a line for Typer."""
    entry = commands.get(words[0]) if words else None
    if entry is None:
        return None
    given = read_values(entry, words[1:])
    if given is None or not entry.params.keys() <= {*given, *entry.defaults}:
        return None
    return entry, {name: given[name] if name in given else default_value(entry, name) for name in entry.params}


def read_values(entry: Entry, words: Sequence[str]) -> Values | None:
    """Return the values that words give to what a command takes; None where any word is not plain."""
    flags = {flag: name for name, param in entry.params.items() for flag in param.flags}
    arguments = [name for name, param in entry.params.items() if not param.flags]
    values: Values = {}
    rest = iter(words)
    for word in rest:
        if is_dashed(word):
            name, value = read_option(entry, flags, word, rest)
        else:
            name, value = take_argument(entry, arguments), word
        if not name or (name in values and not entry.params[name].multiple):
            return None
        values[name] = [*values.get(name, ()), value] if entry.params[name].multiple else value
    return values


def take_argument(entry: Entry, arguments: list[str]) -> str:
    """Return the argument that a word is the value of; it is taken off those to come unless it takes several."""
    if not arguments:
        return ""
    return arguments[0] if entry.params[arguments[0]].multiple else arguments.pop(0)


def read_option(entry: Entry, flags: Mapping[str, str], word: str, rest: Iterator[str]) -> tuple[str, str | bool]:
    """Return the name of an option and its value, behind `=` or the next word; no name where that is not plain."""
    flag, sign, value = word.partition("=")
    name = flags.get(flag, "")
    if not name or (sign and not flag.startswith("--")):
        return "", False
    if entry.params[name].is_flag:
        return "" if sign else name, True
    if not sign:
        value = next(rest, "--")
    return "" if not sign and is_dashed(value) else name, value


def is_dashed(word: str) -> bool:
    """Return whether a word is written as an option; a hyphen alone stands for standard input."""
    return word.startswith("-") and word != "-"


def default_value(entry: Entry, name: str) -> Any:  # noqa: ANN401 -- whatever the command takes
    """Return the value of what a line does not give: from the environment, or as declared."""
    variable = entry.params[name].envvar
    return (variable and os.environ.get(variable)) or entry.defaults[name]
