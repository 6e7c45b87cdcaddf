"""Answers and findings to standard output, as the options say."""

import os
import sys
from collections.abc import Iterator
from typing import TextIO

from cqparts.cli.options import Output
from cqparts.errors import tell
from cqparts.loading.load import SHOWN, Examined
from cqparts.lookups.table import Table


def show(table: Table, output: Output, unit: str | None = None) -> None:
    """Write an answer to standard output, as the options say."""
    for piece in pieces(table, output, unit):
        sys.stdout.write(piece)
    if table.empty and not table.to_dicts():
        tell(table.empty)


def pieces(table: Table, output: Output, unit: str | None) -> Iterator[str]:
    """Yield an answer as text: drawn by rich for a person at a terminal, as the format says elsewhere."""
    from cqparts.output import choices

    fmt, lang = choices.format_of(output.format, as_json=output.json), choices.language(output.lang)
    columns = choices.columns(output.columns)
    shown = choices.unit(unit)
    if fmt == "table" and wanted(sys.stdout):
        from cqparts.output.page import page
        from cqparts.output.serialize import known_column
        from cqparts.output.terminal import draw

        keys = tuple(known_column(table, name) for name in columns)
        yield draw(page(table, lang, shown, keys), sys.stdout)
    else:
        from cqparts.output.serialize import render

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
