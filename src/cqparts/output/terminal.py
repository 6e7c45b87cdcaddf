"""Page to a terminal: tables fitted to its width, bars, and notes below, drawn by rich."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from cqparts.output.page import Bar, Grid, Page, aligned_columns

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

BAR_WIDTHS = (20, 10)
"""Cells of a bar of full length: the widest that fits is drawn."""

GAPS = (2, 1)
"""Cells between columns: the widest that fits."""

LEAST_WORDS = (10, 14)
"""Cells that a column of words keeps at the least where it is folded, and up to which a long word is kept whole."""


def draw(page: Page, stream: TextIO) -> str:
    """Return a page as a terminal shows it, fitted to the width of the one behind the stream."""
    from rich.text import Text

    screen = console(stream)
    with screen.capture() as captured:
        for place, grid in enumerate(page.grids):
            if place:
                screen.print()
            if grid.title:
                screen.print(Text.assemble((grid.title, "bold"), ("  " + grid.spark, "cyan")), Text(""), sep="\n")
            screen.print(fitted(grid, screen.width))
        if page.notes or page.cited:
            screen.print()
            screen.print(notes(page))
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


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


def fitted(grid: Grid, width: int) -> "RenderableType":
    """Return a grid as a table, as wide as fits, or as a block a row where not even a narrow one does."""
    columns = aligned_columns(grid)
    if not grid.rows:
        return drawn(grid, columns, GAPS[0], 0)
    for gap in GAPS:
        for bar_width in (*BAR_WIDTHS, 0) if grid.bars else (0,):
            if sum(least_widths(grid, columns)) + gap * (len(columns) - 1) + (bar_width and bar_width + gap) <= width:
                return drawn(grid, columns, gap, bar_width)
    return stacked(grid)


def least_widths(grid: Grid, columns: list[list[str]]) -> Iterator[int]:
    """Yield the cells that each column needs: of words so many as folding leaves legible, of others their longest."""
    from rich.cells import cell_len

    for heading, cells, align in zip(grid.headings, columns, grid.aligns, strict=True):
        words = [cell_len(word) for cell in cells for word in cell.split()]
        longest = max(map(cell_len, cells), default=0)
        folded = max(min(longest, LEAST_WORDS[0]), min(max(words, default=0), LEAST_WORDS[1]))
        yield max(folded if align == "left" else longest, *map(cell_len, heading.split()))


def drawn(grid: Grid, columns: list[list[str]], gap: int, bar_width: int) -> "RenderableType":
    """Return a grid as a table without side lines."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0), header_style="bold")
    for heading, least, align in zip(grid.headings, least_widths(grid, columns), grid.aligns, strict=True):
        numeric = align != "left"
        justify = "right" if numeric else "left"
        table.add_column(Text(heading), justify=justify, overflow="fold", no_wrap=numeric, min_width=least)  # type: ignore[arg-type]
    rows = [[Text(cell) for cell in row] for row in zip(*columns, strict=True)]
    if bar_width:
        table.add_column("", no_wrap=True, min_width=bar_width)
        rows = [
            [*row, Text.assemble((bar(part, bar_width), "cyan"))]
            for row, part in zip(rows, grid.bars or (), strict=True)
        ]
    for row in rows:
        table.add_row(*row)
    return table


def bar(part: Bar | None, width: int) -> str:
    """Return a bar to an eighth of a cell; one that may be longer ends in a plus."""
    if part is None:
        return ""
    whole, eighths = divmod(round(part.length * (width - 1) * 8), 8)
    return "█" * whole + " ▏▎▍▌▋▊▉"[eighths].strip() + ("+" if part.more else "")


def stacked(grid: Grid) -> "RenderableType":
    """Return a grid as a block a row, a line a cell: for a terminal too narrow for a table."""
    from rich.text import Text

    blocks = [
        "\n".join(f"{heading}: {cell}" for heading, cell in zip(grid.headings, row, strict=True)) for row in grid.rows
    ]
    return Text("\n\n".join(blocks), overflow="fold")


def notes(page: Page) -> "RenderableType":
    """Return the notes and the sources, each with its mark before it and its lines under one another."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for letter, note in page.notes:
        table.add_row(Text(f"[{letter}]" if letter else "·"), Text(note))
    for place, key, line in page.cited:
        table.add_row(Text.assemble((f"[{place}]", "dim")), Text.assemble((f"{key}: {line}", "dim")))
    return table
