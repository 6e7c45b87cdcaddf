"""A page within a width: its lines in order, and how wide the columns of its tables may be."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from cqparts.model.record import Record
from cqparts.output.page import Bar, Grid, Page, Paragraph, align_columns
from cqparts.output.wrapping import Wrap, cell_width, longest_piece, wrap

GAPS = (2, 1)
"""Widths between columns, in cells: the first that fits."""

BAR_WIDTH = 20
"""The width of a bar of full length, in cells."""

LEAST_CUT = 18
"""The least width of a text that is cut, in cells."""

LEAST_FOR_BARS, LEAST_FOR_TABLES = 60, 40
"""The least widths of a terminal, in cells, on which bars and tables are drawn."""


class Line(Record):
    """A line of text and how it is set: bold, dim or as it is."""

    text: str
    style: str = ""
    unbroken: bool = False


class Table(Record):
    """A grid that fits: the lines of each cell, and the widths of the columns."""

    headings: list[str]
    rows: list[list[str]]
    groups: Sequence[str]
    aligns: list[str]
    widths: list[int]
    gap: int


Words = dict[str, str]
"""The fixed words of a page in one language."""

WORDS: dict[str, Words] = {
    "en": {
        "sources": "Sources: ",
        "more": "More: ",
        "comma": ", ",
        "rest": " +{rest}",
        "hint": "  (-v: all notes)",
        "short": "  (-v)",
        "colon": ": ",
    },
    "zh": {
        "sources": "来源：",
        "more": "更多：",
        "comma": "、",
        "rest": " 等{all}个",
        "hint": "（-v：全部说明）",
        "short": "（-v）",
        "colon": "：",
    },
}


def page_lines(page: Page, width: int | None, *, bars: bool) -> Iterator[Line]:
    """Yield what a page consists of, in order, within a width; without one, at its natural width."""
    words = WORDS[page.lang]
    if page.title:
        yield from (Line(text, "bold") for text in wrap_text(page.title, width))
    for place, part in enumerate(page.parts):
        if (place or page.title) and not part.close:
            yield Line("")
        yield from part_lines(part, page.lang, width, bars=bars)
    below = [*remark_lines(page, width), *source_lines(page, words, width)]
    if below and (page.title or page.parts):
        yield Line("")
    yield from below


def part_lines(part: Grid | Paragraph, lang: str, width: int | None, *, bars: bool) -> Iterator[Line]:
    """Yield a table or a paragraph of a page."""
    if isinstance(part, Paragraph):
        texts = [part.text] if part.unbroken else wrap_text(part.text, width, part.indent)
        yield from (Line(" " * part.indent + text.lstrip(), "", part.unbroken) for text in texts)
        return
    if part.title:
        yield from (Line(text, "bold") for text in wrap_text(part.title, width))
    yield from grid_lines(part, lang, width, bars=bars)


def grid_lines(grid: Grid, lang: str, width: int | None, *, bars: bool) -> Iterator[Line]:
    """Yield a grid as a table that fits; else what stands for it, or a line a row."""
    indent = "  " if any(grid.groups) or (grid.title and not grid.headings) else ""
    grid = grid._replace(rows=[[indent + row[0], *row[1:]] for row in grid.rows])
    drawn = with_bars(grid) if bars and grid.bars and (width or 0) >= LEAST_FOR_BARS else None
    table = (drawn and fit(drawn, width, whole=True)) or fit(grid, width)
    if table is not None:
        yield from table_lines(table, width)
    elif grid.narrow is not None:
        yield from grid_lines(grid.narrow, lang, width, bars=False)
    else:
        yield from row_lines(grid, WORDS[lang], width or 0)


def with_bars(grid: Grid) -> Grid:
    """Return a grid with its bars as a last column."""
    return grid._replace(
        headings=[*grid.headings, ""] if grid.headings else [],
        aligns=[*grid.aligns, "left"],
        wraps=[*grid.wraps, "never"],
        rows=[[*row, bar_text(bar)] for row, bar in zip(grid.rows, grid.bars or (), strict=True)],
    )


def bar_text(bar: Bar | None) -> str:
    """Return a bar: full cells, and the rest to a whole as empty ones; one that may be longer ends in a plus."""
    if bar is None:
        return ""
    full = round(bar.length * BAR_WIDTH)
    rest = "□" * (BAR_WIDTH - full) if bar.whole else ""
    return "■" * full + rest + ("+" if bar.more and not bar.whole else "")


def fit(grid: Grid, width: int | None, *, whole: bool = False) -> Table | None:
    """Return a grid as a table that fits into a width, its texts wrapped where they must be; None where none does.

    Args:
        grid: The cells.
        width: The cells of the terminal; None for natural width.
        whole: Whether no text may be wrapped.
    """
    if not grid.aligns:
        return Table([], [], [], [], [], 0)
    return fit_columns(grid, align_columns(grid), width, whole=whole) or (
        None if whole else fit_columns(grid, align_columns(loosen(grid)), width)
    )


def loosen(grid: Grid) -> Grid:
    """Return a grid whose numbers are aligned at their ends alone, which takes less room."""
    return grid._replace(aligns=["left" if align == "left" else "right" for align in grid.aligns])


def fit_columns(grid: Grid, columns: Sequence[list[str]], width: int | None, *, whole: bool = False) -> Table | None:
    """Return columns of cells as a table that fits into a width; None where they do not."""
    headings = grid.headings or [""] * len(columns)
    natural = [max(map(cell_width, [head, *cells])) for head, cells in zip(headings, columns, strict=True)]
    if width is None:
        return make_table(grid, columns, natural, GAPS[0])
    if width < LEAST_FOR_TABLES:
        return None
    least = least_widths(grid, headings, columns)
    for floor in (natural,) if whole else (natural, least):
        for gap in GAPS:
            widths = shrink(natural, floor, width - gap * (len(columns) - 1))
            if widths is not None:
                return make_table(grid, columns, widths, gap)
    return None


def least_widths(grid: Grid, headings: Sequence[str], columns: Sequence[list[str]]) -> list[int]:
    """Return the least width of each column: that of its longest piece, or of a cell that is not broken."""
    return [
        max(longest_piece(head, "words"), *(least_width(cell, where) for cell in cells), 1)
        + hanging_indent(cells, where)
        for head, cells, where in zip(headings, columns, grid.wraps, strict=True)
    ]


def least_width(cell: str, where: Wrap) -> int:
    """Return the least width of a cell: of its longest piece, or of what is left of one that is cut."""
    if where == "cut":
        return min(cell_width(cell), LEAST_CUT)
    return cell_width(cell) if where == "never" else longest_piece(cell, where)


def hanging_indent(cells: Sequence[str], where: str) -> int:
    """Return the blanks before the further lines of a cell: two, and those that its rows begin with."""
    if where != "words":
        return 0
    return 2 + min((len(cell) - len(cell.lstrip()) for cell in cells), default=0)


def shrink(natural: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """Return widths of columns that fill no more than the room, the widest made narrower first; None if none do."""
    widths = list(natural)
    while sum(widths) > room:
        place = max(range(len(widths)), key=lambda each: (widths[each] > least[each], widths[each]))
        if widths[place] <= least[place]:
            return None
        widths[place] -= 1
    return widths


def make_table(grid: Grid, columns: Sequence[list[str]], widths: Sequence[int], gap: int) -> Table:
    """Return a grid as a table of these widths, each cell wrapped within its own."""
    wrapped = [
        ["\n".join(wrap(cell, width, where, hanging_indent(cells, where))) for cell in cells]
        for cells, width, where in zip(columns, widths, grid.wraps, strict=True)
    ]
    headings = ["\n".join(wrap(heading, width, "words")) for heading, width in zip(grid.headings, widths, strict=False)]
    rows = [list(row) for row in zip(*wrapped, strict=True)]
    used = [
        max((cell_width(line) for cell in (*heading, *cells) for line in cell.split("\n")), default=0)
        for heading, cells in zip(zip(headings, strict=True) if headings else [()] * len(wrapped), wrapped, strict=True)
    ]
    return Table(headings, rows, grid.groups, list(grid.aligns), used, gap)


def table_lines(table: Table, width: int | None) -> Iterator[Line]:
    """Yield the lines of a table: its headings, and its rows, each group below its title."""
    if table.headings:
        yield from (Line(text, "bold") for text in cell_lines(table, table.headings))
    for title, row in zip(table.groups or [""] * len(table.rows), table.rows, strict=True):
        if title:
            yield from (Line(text, "bold") for text in wrap_text(title, width))
        yield from map(Line, cell_lines(table, row))


def cell_lines(table: Table, cells: Sequence[str]) -> Iterator[str]:
    """Yield the lines of one row: each cell padded to its column's width, numbers before, texts behind."""
    for pieces in zip_longest(*(cell.split("\n") for cell in cells), fillvalue=""):
        columns = zip(pieces, table.widths, table.aligns, strict=True)
        yield (" " * table.gap).join(pad(piece, width, align) for piece, width, align in columns).rstrip()


def pad(text: str, width: int, align: str) -> str:
    """Return a text with blanks up to a width."""
    blanks = " " * (width - cell_width(text))
    return text + blanks if align == "left" else blanks + text


def row_lines(grid: Grid, words: Words, width: int) -> Iterator[Line]:
    """Yield a line for each row: its label, then its cells, each with its heading."""
    groups = grid.groups or [""] * len(grid.rows)
    headings = grid.headings or [""] * len(grid.aligns)
    for group, (label, *cells) in zip(groups, grid.rows, strict=True):
        if group:
            yield from (Line(text, "bold") for text in wrap_text(group, width))
        told = words["comma"].join(
            f"{heading} {cell.strip()}".strip()
            for heading, cell in zip(headings[1:], cells, strict=True)
            if cell.strip()
        )
        text = f"{label}{words['colon']}{told}" if told else label
        yield from map(Line, wrap_text(text, width, 2))


def wrap_text(text: str, width: int | None, indent: int = 0) -> list[str]:
    """Return a paragraph as lines within a width."""
    return [text] if width is None else wrap(text, max(width, 1), "words", min(indent, width // 4))


def remark_lines(page: Page, width: int | None) -> Iterator[Line]:
    """Yield what the marks mean, the cautions, and in full answers all notes."""
    for mark, text in page.remarks:
        yield from map(Line, wrap_text(f"{mark} {text}".strip(), width, 2))
    for letter, note in page.notes:
        yield from map(Line, wrap_text(f"[{letter}] {note}" if letter else f"! {note}", width, 2))
    if page.rates:
        yield from map(Line, wrap_text(page.rates, width, 2))


def source_lines(page: Page, words: Words, width: int | None) -> Iterator[Line]:
    """Yield the sources, in full answers each with its address; then what the answer leaves out, and the last lines."""
    for number, key, line, address in page.citations:
        text = f"[{number}] {key}{words['colon']}{line}"
        yield from (Line(text, "dim") for text in wrap_text(text, width, 4))
        if address:
            yield Line(
                f"    {address}" if width is None or cell_width(address) + 4 <= width else address, "dim", unbroken=True
            )
    if page.sources and not page.citations:
        yield Line(sources_line(page.sources, words, width), "dim")
    if page.more and width is not None:
        yield from (Line(text, "dim") for text in wrap_text(words["more"] + page.more, width, 2))
    for text in page.closing:
        yield from map(Line, wrap_text(text, width, 2))


def sources_line(ids: Sequence[str], words: Words, width: int | None) -> str:
    """Return the ids of the sources in one line: as many as fit, how many more there are, and where they are told."""

    def line(shown: int, hint: str) -> str:
        """Return the line with so many ids."""
        rest = words["rest"].format(rest=len(ids) - shown, all=len(ids)) if shown < len(ids) else ""
        return f"{words['sources']}{words['comma'].join(ids[:shown])}{rest}{hint}"

    if width is None:
        return line(len(ids), "")
    fitting = {
        hint: max((n for n in range(len(ids) + 1) if cell_width(line(n, hint)) <= width), default=0)
        for hint in (words["hint"], words["short"])
    }
    hint = words["hint"] if fitting[words["hint"]] >= min(3, len(ids)) else words["short"]
    return line(fitting[hint], hint)
