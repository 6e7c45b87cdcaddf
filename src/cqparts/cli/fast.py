"""Plain JSON look-ups, answered without loading Typer: what a script calls in a loop.

The same answers by the same writer; whatever is not of this one form falls through to the app, which owns the grammar.
"""

import os
import sys

from cqparts.errors import tell

PLAIN = (
    "assemblies",
    "cities",
    "components",
    "districts",
    "investment",
    "localization",
    "matrix",
    "pilot",
    "rates",
    "sources",
    "targets",
    "trends",
)
"""The look-ups that need no name."""

NAMED = ("find", "focus", "sources", "trends", "who")
"""The look-ups that take one name."""


def answered(words: list[str]) -> bool:
    """Answer a call of this form on standard output, and return whether it was one.

    Raises:
        CqpartsError: What a user can mend, as in the app.
    """
    asked = question(words)
    if asked is None or "CQPARTS_DATA" in os.environ or "_CQPARTS_COMPLETE" in os.environ:
        return False
    from cqparts.loading.load import load
    from cqparts.lookups import answers
    from cqparts.output.serialize import as_json

    table = getattr(answers, asked[0])(load(), *asked[1:])
    sys.stdout.writelines(as_json(table, ()))
    if table.empty and not table.to_dicts():
        tell(table.empty)
    return True


def question(words: list[str]) -> tuple[str, ...] | None:
    """Return the command and the name of a plain JSON look-up, or None for any other call."""
    match words:
        case [command, "--json"] | [command, "-f", "json"] if command in PLAIN:
            return (command,)
        case [command, name, "--json"] | [command, name, "-f", "json"] if command in NAMED and name[:1] != "-":
            return command, name
    return None
