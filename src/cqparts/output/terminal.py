"""A page to a terminal: tables within its width, bars, and notes below, drawn by rich."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from cqparts.output.page import Bar, Grid, Page, align_columns

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

BAR_WIDTHS = (20, 10)
"""Widths of a bar of full length, in cells: the first that fits is drawn."""

GAPS = (2, 1)
"""Widths between columns, in cells: the first that fits."""

FOLDED_WIDTH = 10
"""The least width of a column of words that is folded, in cells."""

LONGEST_WORD = 14
"""The width up to which a word is not folded, in cells."""


def draw_page(page: Page, stream: TextIO) -> str:
    """Return a page as a terminal shows it, within the width of the terminal behind the stream."""
    from rich.text import Text

    screen = console(stream)
    with screen.capture() as capture:
        for position, grid in enumerate(page.grids):
            if position:
                screen.print()
            if grid.title:
                screen.print(Text.assemble((grid.title, "bold"), ("  " + grid.spark, "cyan")), Text(""), sep="\n")
            screen.print(fit_table(grid, screen.width))
        if page.notes or page.sources:
            screen.print()
            screen.print(notes_table(page))
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))


def console(stream: TextIO) -> "Console":
    """Return a console with the terminal's width and colours, which prints every text as it is."""
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


def fit_table(grid: Grid, width: int) -> "RenderableType":
    """Return a grid as the widest table that fits into a width, or as blocks where no table fits."""
    columns = align_columns(grid)
    if not grid.rows:
        return draw_table(grid, columns, GAPS[0], 0)
    for gap in GAPS:
        for bar_width in (*BAR_WIDTHS, 0) if grid.bars else (0,):
            if sum(minimum_widths(grid, columns)) + gap * (len(columns) - 1) + (bar_width and bar_width + gap) <= width:
                return draw_table(grid, columns, gap, bar_width)
    return as_blocks(grid)


def minimum_widths(grid: Grid, columns: list[list[str]]) -> Iterator[int]:
    """Yield the least width of each column in cells: a column of words may be folded, another may not."""
    from rich.cells import cell_len

    for heading, cells, align in zip(grid.headings, columns, grid.aligns, strict=True):
        words = [cell_len(word) for cell in cells for word in cell.split()]
        longest = max(map(cell_len, cells), default=0)
        folded = max(min(longest, FOLDED_WIDTH), min(max(words, default=0), LONGEST_WORD))
        yield max(folded if align == "left" else longest, *map(cell_len, heading.split()))


def draw_table(grid: Grid, columns: list[list[str]], gap: int, bar_width: int) -> "RenderableType":
    """Return a grid as a table without side lines."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0), header_style="bold")
    for heading, width, align in zip(grid.headings, minimum_widths(grid, columns), grid.aligns, strict=True):
        numeric = align != "left"
        justify = "right" if numeric else "left"
        table.add_column(Text(heading), justify=justify, overflow="fold", no_wrap=numeric, min_width=width)  # type: ignore[arg-type]
    rows = [[Text(cell) for cell in row] for row in zip(*columns, strict=True)]
    if bar_width:
        table.add_column("", no_wrap=True, min_width=bar_width)
        rows = [
            [*row, Text.assemble((bar_text(bar, bar_width), "cyan"))]
            for row, bar in zip(rows, grid.bars or (), strict=True)
        ]
    for row in rows:
        table.add_row(*row)
    return table


def bar_text(bar: Bar | None, width: int) -> str:
    """Return a bar to an eighth of a cell; a bar that may be longer ends in a plus."""
    if bar is None:
        return ""
    whole, eighths = divmod(round(bar.length * (width - 1) * 8), 8)
    return "█" * whole + " ▏▎▍▌▋▊▉"[eighths].strip() + ("+" if bar.more else "")


def as_blocks(grid: Grid) -> "RenderableType":
    """Return a grid as a block for each row with a line for each cell, for a terminal too narrow for a table."""
    from rich.text import Text

    blocks = [
        "\n".join(f"{heading}: {cell}" for heading, cell in zip(grid.headings, row, strict=True)) for row in grid.rows
    ]
    return Text("\n\n".join(blocks), overflow="fold")


def notes_table(page: Page) -> "RenderableType":
    """Return the notes and the sources of a page as a table: marks on the left, texts on the right."""
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for letter, note in page.notes:
        table.add_row(Text(f"[{letter}]" if letter else "·"), Text(note))
    for number, key, line in page.sources:
        table.add_row(Text.assemble((f"[{number}]", "dim")), Text.assemble((f"{key}: {line}", "dim")))
    return table
