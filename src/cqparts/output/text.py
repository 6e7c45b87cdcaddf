"""A page to text without a terminal: tables in a pipe, and Markdown."""

from collections.abc import Iterator

from cqparts.output.layout import page_lines
from cqparts.output.page import Grid, Page, Paragraph, align_columns

MARKDOWN_ESCAPES = str.maketrans({sign: "\\" + sign for sign in "\\`*_[]<>|&#~"})
"""The signs that are markup in Markdown, each with the backslash that makes it text."""


def page_text(page: Page) -> Iterator[str]:
    """Yield a page for a pipe: the text of a terminal at its natural width, nothing cut."""
    yield from (f"{line.text}\n" for line in page_lines(page, None, bars=False))


def page_markdown(page: Page) -> Iterator[str]:
    """Yield a page as Markdown: tables, then the notes as a list."""
    if page.title:
        yield f"## {escape_markdown(page.title)}\n\n"
    for position, part in enumerate(page.parts):
        yield "\n" if position else ""
        if isinstance(part, Paragraph):
            yield f"{escape_markdown(part.text)}\n"
            continue
        yield f"### {escape_markdown(part.title)}\n\n" if part.title else ""
        yield markdown_table(escape_grid(part)) + "\n"
    below = [
        *markdown_notes(page),
        *(
            f"- \\[{n}\\] {escape_markdown(f'{key}: {line}')}{f' <{url}>' if url else ''}\n"
            for n, key, line, url in page.citations
        ),
    ]
    if below:
        yield "\n"
        yield from below


def markdown_notes(page: Page) -> Iterator[str]:
    """Yield the notes of a page as items of a list."""
    for mark, note in page.remarks:
        yield f"- {escape_markdown(f'{mark} {note}')}\n"
    for letter, note in page.notes:
        yield "- " + escape_markdown(f"[{letter}] {note}" if letter else note) + "\n"
    for text in (page.rates, *page.closing):
        if text:
            yield f"- {escape_markdown(text)}\n"


def markdown_table(grid: Grid) -> str:
    """Return a grid as a table of Markdown; the title above some of its rows is a row of its own."""
    from tabulate import tabulate

    rows = list(zip(*align_columns(grid), strict=True))
    for place in reversed(range(len(grid.groups))):
        if grid.groups[place]:
            rows.insert(place, (f"**{grid.groups[place]}**", *[""] * (len(grid.aligns) - 1)))
    return tabulate(
        rows,
        headers=grid.headings or [""] * len(grid.aligns),
        tablefmt="github",
        disable_numparse=True,
        preserve_whitespace=True,
        colalign=["left" if align == "left" else "right" for align in grid.aligns] if grid.rows else None,
    )


def escape_grid(grid: Grid) -> Grid:
    """Return a grid with the headings and cells escaped for Markdown."""
    return grid._replace(
        headings=[escape_markdown(heading) for heading in grid.headings],
        rows=[[escape_markdown(cell) for cell in row] for row in grid.rows],
        groups=[escape_markdown(title) for title in grid.groups],
    )


def escape_markdown(text: str) -> str:
    """Return a text with a backslash before each sign that is markup in Markdown."""
    return text.translate(MARKDOWN_ESCAPES)
