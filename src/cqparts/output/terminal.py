"""A page to a terminal, within its width, drawn by rich."""

import os
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from cqparts.output.layout import GAPS, Line, Table, page_lines
from cqparts.output.page import Page

TRAILING = re.compile(r" +((?:\x1b\[0m)?)$", re.MULTILINE)
"""Blanks at the end of a line, and what ends its style."""

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def draw_page(page: Page, stream: TextIO) -> str:
    """Return a page as a terminal shows it, within the width of the terminal behind the stream."""
    from shutil import get_terminal_size

    from rich.cells import cell_len

    width = max(get_terminal_size().columns, 1)
    screen = console(stream, width + max(GAPS))
    with screen.capture() as capture:
        for part in page_lines(page, width, cell_len, bars=not is_plain()):
            if isinstance(part, Table):
                for table in draw_table(part):
                    screen.print(table)
            else:
                screen.print(draw_line(part), no_wrap=True, overflow="ignore", crop=False)
    return TRAILING.sub(r"\1", capture.get())


def is_plain() -> bool:
    """Return whether a terminal draws no more than ASCII: a dumb one, or one whose locale has another encoding."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    encoding = locale.partition(".")[2].partition("@")[0].lower().replace("-", "")
    return os.environ.get("TERM") == "dumb" or encoding not in ("", "utf8")


def console(stream: TextIO, width: int) -> "Console":
    """Return a console with the terminal's colours, which prints every text as it is.

    Args:
        stream: The terminal.
        width: In cells, more than the lines have: rich counts the space behind a table's last column, too.
    """
    from rich.console import Console

    colourless = "NO_COLOR" in os.environ or os.environ.get("FORCE_COLOR") == "0"
    return Console(
        file=stream,
        width=width,
        height=100,  # without which a dumb terminal is taken to be 80 columns wide
        no_color=colourless or None,
        markup=False,
        highlight=False,
        emoji=False,
    )


def draw_line(line: Line) -> "RenderableType":
    """Return a line as rich prints it."""
    from rich.text import Text

    return Text(line.text, style=line.style)


def draw_table(table: Table) -> "list[RenderableType]":
    """Return a table as rich prints it: one, or where rows have titles above them, one a group."""
    from rich.table import Table as Grid
    from rich.text import Text

    drawn: list[RenderableType] = []

    def begin() -> Grid:
        """Add a grid of the same columns."""
        grid = Grid.grid(padding=(0, table.gap, 0, 0))
        for width in table.widths:
            grid.add_column(width=width, no_wrap=True)
        drawn.append(grid)
        return grid

    grid = begin()
    if table.headings:
        grid.add_row(*(Text(heading, style="bold") for heading in place_cells(table, table.headings)))
    for title, row in zip(table.groups or [""] * len(table.rows), table.rows, strict=True):
        if title:
            drawn.append(Text(title, style="bold"))
            grid = begin()
        grid.add_row(*map(Text, place_cells(table, row)))
    return drawn


def place_cells(table: Table, cells: Sequence[str]) -> Iterator[str]:
    """Yield cells, those of numbers moved to the end of their column: rich would drop the blanks that align them."""
    from rich.cells import cell_len

    for cell, width, align in zip(cells, table.widths, table.aligns, strict=True):
        lines = cell.split("\n")
        yield cell if align == "left" else "\n".join(" " * (width - cell_len(line)) + line for line in lines)
