"""Page to text without a terminal: tables in a pipe, and Markdown."""

from collections.abc import Iterator

from cqparts.output.page import Grid, Page, aligned_columns

MARKDOWN_SIGNS = str.maketrans({sign: "\\" + sign for sign in "\\`*_[]<>|&#~"})
"""What would be markup in Markdown, each with the backslash that makes it text."""


def text(page: Page) -> Iterator[str]:
    """Yield a page for a pipe: tables at their natural width, never cut, then the notes."""
    for place, grid in enumerate(page.grids):
        yield ("\n" if place else "") + (f"{grid.title}\n\n" if grid.title else "")
        yield drawn(grid, "simple") + "\n"
    if page.notes or page.cited:
        yield "\n"
    for letter, note in page.notes:
        yield f"[{letter}] {note}\n" if letter else f"{note}\n"
    for place, key, line in page.cited:
        yield f"[{place}] {key}: {line}\n"


def markdown(page: Page) -> Iterator[str]:
    """Yield a page as Markdown: tables, then the notes as a list."""
    for place, grid in enumerate(page.grids):
        yield ("\n" if place else "") + (f"## {escaped(grid.title)}\n\n" if grid.title else "")
        yield drawn(safe(grid), "github") + "\n"
    if page.notes or page.cited:
        yield "\n"
    for letter, note in page.notes:
        yield "- " + escaped(f"[{letter}] {note}" if letter else note) + "\n"
    for place, key, line in page.cited:
        yield f"- \\[{place}\\] {escaped(key)}: {escaped(line)}\n"


def drawn(grid: Grid, style: str) -> str:
    """Return a grid drawn by tabulate."""
    from tabulate import tabulate

    return tabulate(
        list(zip(*aligned_columns(grid), strict=True)),
        headers=grid.headings,
        tablefmt=style,
        disable_numparse=True,
        preserve_whitespace=True,  # numbers are padded so that their points meet
        colalign=["left" if align == "left" else "right" for align in grid.aligns] if grid.rows else None,
    )


def safe(grid: Grid) -> Grid:
    """Return a grid whose cells are text in Markdown."""
    return grid._replace(
        headings=[escaped(heading) for heading in grid.headings],
        rows=[[escaped(cell) for cell in row] for row in grid.rows],
    )


def escaped(words: str) -> str:
    """Return words that Markdown shows as they are."""
    return words.translate(MARKDOWN_SIGNS)
