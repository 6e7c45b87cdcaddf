"""Page to a terminal: tables fitted to its width, bars, and notes below, drawn by rich."""

import os
from typing import TYPE_CHECKING, TextIO

from cqparts.layout import Grid, Page, aligned

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

BAR_WIDTH = 20
"""Cells of a bar of full length."""


def wanted(stream: TextIO) -> bool:
    """Return whether an answer for people is to be drawn for a terminal: on one, or where FORCE_COLOR says so."""
    forced = os.environ.get("FORCE_COLOR", "")
    return forced not in ("", "0") or stream.isatty()


def draw(page: Page, stream: TextIO) -> str:
    """Return a page as a terminal shows it, fitted to the width of the one behind the stream."""
    from rich.text import Text

    screen = console(stream)
    with screen.capture() as captured:
        for place, grid in enumerate(page.grids):
            if place:
                screen.print()
            if grid.title:
                screen.print(Text(grid.title, style="bold"))
            screen.print(table(grid))
        if page.notes or page.cited:
            screen.print()
            screen.print(notes(page))
    return captured.get()


def console(stream: TextIO) -> "Console":
    """Return a console of the terminal's width and colours, which takes every text as it is."""
    from shutil import get_terminal_size

    from rich.console import Console

    colourless = "NO_COLOR" in os.environ or os.environ.get("FORCE_COLOR") == "0"
    return Console(
        file=stream,
        width=get_terminal_size().columns,
        no_color=colourless or None,
        markup=False,
        highlight=False,
        emoji=False,
    )


def table(grid: Grid) -> "Table":
    """Return a grid as a table without side lines, its numbers aligned on their points."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), header_style="bold")
    columns = [list(cells) for cells in zip(*grid.rows, strict=True)] or [[] for _ in grid.headings]
    for heading, align in zip(grid.headings, grid.aligns, strict=True):
        numeric = align != "left"
        drawn.add_column(
            Text(heading), justify="right" if numeric else "left", overflow="fold", no_wrap=numeric, vertical="top"
        )
    cells = [aligned(c) if align == "decimal" else c for c, align in zip(columns, grid.aligns, strict=True)]
    rows = [[Text(cell) for cell in row] for row in zip(*cells, strict=True)]
    if grid.bars is not None:
        drawn.add_column("")
        rows = [[*row, Text(bar(length), style="cyan")] for row, length in zip(rows, grid.bars, strict=True)]
    for row in rows:
        drawn.add_row(*row)
    return drawn


def bar(length: float | None) -> str:
    """Return a bar of a length from 0 to 1, to an eighth of a cell."""
    if length is None:
        return ""
    whole, eighths = divmod(round(length * BAR_WIDTH * 8), 8)
    return "█" * whole + " ▏▎▍▌▋▊▉"[eighths].strip()


def notes(page: Page) -> "RenderableType":
    """Return the notes and the sources, each with its mark before it and its lines under one another."""
    from rich.table import Table
    from rich.text import Text

    drawn = Table.grid(padding=(0, 1))
    drawn.add_column(no_wrap=True, justify="right")
    drawn.add_column(overflow="fold")
    for letter, note in page.notes:
        drawn.add_row(Text(f"[{letter}]" if letter else "·"), Text(note))
    for place, key, line in page.cited:
        drawn.add_row(Text(f"[{place}]", style="dim"), Text(f"{key}: {line}", style="dim"))
    return drawn
