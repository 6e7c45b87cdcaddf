"""A page to text without a terminal: tables in a pipe, and Markdown."""

from collections.abc import Iterator

from cqparts.output.page import Grid, Page, align_columns

MARKDOWN_ESCAPES = str.maketrans({sign: "\\" + sign for sign in "\\`*_[]<>|&#~"})
"""The signs that are markup in Markdown, each with the backslash that makes it text."""


def page_text(page: Page) -> Iterator[str]:
    """Yield a page for a pipe: tables at their natural width, never cut, then the notes."""
    for position, grid in enumerate(page.grids):
        yield ("\n" if position else "") + (f"{grid.title}\n\n" if grid.title else "")
        yield table_text(grid, "simple") + "\n"
    if page.notes or page.sources:
        yield "\n"
    for letter, note in page.notes:
        yield f"[{letter}] {note}\n" if letter else f"{note}\n"
    for number, key, line in page.sources:
        yield f"[{number}] {key}: {line}\n"


def page_markdown(page: Page) -> Iterator[str]:
    """Yield a page as Markdown: tables, then the notes as a list."""
    for position, grid in enumerate(page.grids):
        yield ("\n" if position else "") + (f"## {escape_markdown(grid.title)}\n\n" if grid.title else "")
        yield table_text(escape_grid(grid), "github") + "\n"
    if page.notes or page.sources:
        yield "\n"
    for letter, note in page.notes:
        yield "- " + escape_markdown(f"[{letter}] {note}" if letter else note) + "\n"
    for number, key, line in page.sources:
        yield f"- \\[{number}\\] {escape_markdown(key)}: {escape_markdown(line)}\n"


def table_text(grid: Grid, style: str) -> str:
    """Return a grid as a table of text, in a style of tabulate."""
    from tabulate import tabulate

    return tabulate(
        list(zip(*align_columns(grid), strict=True)),
        headers=grid.headings,
        tablefmt=style,
        disable_numparse=True,
        preserve_whitespace=True,  # the padding of numbers aligns their decimal points
        colalign=["left" if align == "left" else "right" for align in grid.aligns] if grid.rows else None,
    )


def escape_grid(grid: Grid) -> Grid:
    """Return a grid with the headings and cells escaped for Markdown."""
    return grid._replace(
        headings=[escape_markdown(heading) for heading in grid.headings],
        rows=[[escape_markdown(cell) for cell in row] for row in grid.rows],
    )


def escape_markdown(text: str) -> str:
    """Return a text with a backslash before each sign that is markup in Markdown."""
    return text.translate(MARKDOWN_ESCAPES)
