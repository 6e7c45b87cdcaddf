"""The sheets as a workbook, by XlsxWriter: the same bytes for the same model."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from cqparts.errors import OutputError
from cqparts.export.sheets import Cell, Sheet
from cqparts.export.workbook import FIRST_ROW, Wish, sheets
from cqparts.model.edition import edition
from cqparts.model.types import Text
from cqparts.output.credit import MAKER, credit

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
FONT = {"font_name": "Arial", "font_size": 10}
"""The font of English; Chinese takes that of the reader's program."""

LONGEST_TEXT, LONGEST_URL, MOST_LINKS, MOST_ROWS = 32_767, 2_079, 65_000, 1_048_000
"""What Excel's cells and sheets hold."""

WIDEST, NARROWEST, PROSE, PAGE = 26, 5, 90, 130
"""Widths in digits: of a column at the most and at the least, of a text that is prose, and of a printed page."""

LINE = 14
"""The height of a line of text, in points."""

EARLIEST = 1980
"""The year of a document whose data are older, or of no time: ZIP files know none before."""

CONTENTS = Text("Contents", "目录")
WORDS = (
    (Text("about", "约"), Text("The source says about, or rounds.", "来源称约数，或为约整数。")),
    (Text("at least", "至少"), Text("A floor: more is possible.", "为下限，可能更多。")),
    (Text("over", "超过"), Text("The source says that the value is exceeded.", "来源称超过该值。")),
    (Text("up to", "最高"), Text("A ceiling: less is possible.", "为上限，可能更少。")),
    (Text("calculated", "据来源计算"), Text("Follows from figures of the sources.", "据来源数据计算。")),
    (
        Text("target, draft", "目标、征求意见稿"),
        Text("Set, or proposed, for the year named.", "为所示年份设定或拟定。"),
    ),
    (
        Text("priority", "优先发展"),
        Text("What a plan is to develop; not what is made there.", "规划优先发展者，并非当地已生产者。"),
    ),
    (
        Text("grade", "级别"),
        Text(
            "A: official or primary text; B: press of record; C: copy, company page or snippet.",
            "A：官方或原始文本；B：主流媒体；C：转载、企业网页或片段。",
        ),
    ),
)
"""What the words of the sheets mean."""


class Marks(NamedTuple):
    """The formats of cells, made once each."""

    book: "Workbook"
    made: dict[tuple[tuple[str, Any], ...], Any]

    def get(self, **properties: Any) -> Any:  # noqa: ANN401 -- XlsxWriter's properties and its format
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(properties)
        return self.made[key]


def workbook(wish: Wish) -> bytes:
    """Return the bytes of a workbook.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
        OutputError: XlsxWriter is not installed, or a text is longer than a cell can hold.
    """
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError:
        raise OutputError(
            "a spreadsheet needs XlsxWriter: pip install 'cqparts-pilot[excel]', or export to a folder of CSV files"
        ) from None
    tables = sheets(wish)
    check_limits(tables)
    target = BytesIO()
    options = OPTIONS if wish.lang == "zh" else {**OPTIONS, "default_format_properties": {**FONT}}  # it is written to
    with Workbook(target, options) as book:
        book.set_properties(properties(wish))
        marks = Marks(book, {})
        write_contents(book.add_worksheet(CONTENTS.zh if wish.lang == "zh" else CONTENTS.en), wish, tables, marks)
        for table in tables:
            write_sheet(book.add_worksheet(table.name), wish, table, marks)
    return target.getvalue()


def check_limits(tables: list[Sheet]) -> None:
    """Check that every text fits into a cell, and every table into a sheet.

    Raises:
        OutputError: One does not.
    """
    for table in tables:
        longest = max((len(str(cell.value)) for row in table.rows for cell in row), default=0)
        if longest > LONGEST_TEXT or len(table.rows) > MOST_ROWS:
            raise OutputError(
                f"cannot make a spreadsheet: {table.name} is more than it can hold; export to a folder instead"
            )


def properties(wish: Wish) -> dict[str, Any]:
    """Return the properties of the document; it is as old as its data, so that the same data are the same bytes."""
    of_data = edition(wish.model)
    year, month, day = ([*map(int, (of_data.date or f"{EARLIEST}").split("-")), 1, 1])[:3]
    return {
        "title": title(wish),
        "author": MAKER if wish.bundled else "",
        "comments": words(wish, credit(wish.model, bundled=wish.bundled)),
        "created": datetime(max(year, EARLIEST), month, day, tzinfo=UTC),
    }


def title(wish: Wish) -> str:
    """Return the title of the model."""
    return wish.model.pilot.name_zh if wish.lang == "zh" else wish.model.pilot.name


def words(wish: Wish, text: Text) -> str:
    """Return a text in the language that was asked for."""
    return text.zh if wish.lang == "zh" else text.en


def write_contents(page: "Worksheet", wish: Wish, tables: list[Sheet], marks: Marks) -> None:
    """Write the first sheet: what the workbook is, its sheets as a table of links, and what its words mean."""
    set_up(page, wish, title(wish), marks)
    page.write_string(1, 0, words(wish, credit(wish.model, bundled=wish.bundled)))
    heads = [words(wish, head) for head in (Text("Sheet", "工作表"), Text("Rows", "行数"))]
    rows = [[Cell(table.name, link=f"internal:'{table.name}'!A1"), Cell(len(table.rows))] for table in tables]
    write_table(page, Sheet("", "contents", heads, rows, []), marks)
    row = FIRST_ROW + len(rows) + 1
    for text in closing_lines(wish):
        page.write_string(row, 0, text)
        row += 1
    for word, meaning in WORDS:
        page.write_string(row, 0, words(wish, word), marks.get(bold=True))
        page.write_string(row, 1, words(wish, meaning))
        row += 1


def closing_lines(wish: Wish) -> Iterator[str]:
    """Yield how to cite, and under which terms parts of the data stand."""
    cite = Text(
        "Cite the sources of the figures as well; their numbers lead to the last sheet.",
        "引用时请一并注明数据来源；来源编号见末表。",
    )
    yield words(wish, cite)
    for source in wish.model.sources:
        if source.licence:
            yield f"{source.title}: {source.licence}"


def write_sheet(page: "Worksheet", wish: Wish, table: Sheet, marks: Marks) -> None:
    """Write a sheet: title, link back, and its table."""
    set_up(page, wish, table.name, marks)
    back = words(wish, CONTENTS)
    page.write_url(1, 0, f"internal:'{back}'!A1", string=back)
    write_table(page, table, marks)


def set_up(page: "Worksheet", wish: Wish, heading: str, marks: Marks) -> None:
    """Write the title of a sheet, and set up how it is seen and printed."""
    page.write_string(0, 0, heading, marks.get(bold=True, font_size=14))
    page.freeze_panes(FIRST_ROW, 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(FIRST_ROW - 1)
    page.hide_gridlines(1)
    page.set_footer(f"&L{title(wish)[:60].replace('&', '&&')}: &A&R&P / &N")


def write_table(page: "Worksheet", table: Sheet, marks: Marks) -> None:
    """Write the cells of a table, and tell Excel that they are one."""
    top, last = FIRST_ROW - 1, FIRST_ROW - 1 + len(table.rows)
    widths = column_widths(table)
    for place, width in enumerate(widths):
        page.set_column(place, place, width)
    columns = [
        {"header": head, "header_format": marks.get(**head_look(table, place))}
        for place, head in enumerate(table.heads)
    ]
    settings = {"name": table.table, "style": "Table Style Light 1", "columns": columns}
    page.add_table(top, 0, last, len(table.heads) - 1, settings)
    page.set_row(top, row_height(table.heads, widths))
    links = 0
    for row, cells in enumerate(table.rows, start=FIRST_ROW):
        page.set_row(row, row_height(map(shown, cells), widths))
        for place, cell in enumerate(cells):
            links += bool(cell.link)
            write_cell(page, row, place, cell if links <= MOST_LINKS else cell._replace(link=""), marks)


def write_cell(page: "Worksheet", row: int, place: int, cell: Cell, marks: Marks) -> None:
    """Write a cell: a number as one, anything else as text, whatever it begins with."""
    if cell.value is None:
        return
    if not isinstance(cell.value, str):
        number = "#,##0" + ("." + "0" * cell.decimals if cell.decimals else "")
        page.write_number(row, place, cell.value, marks.get(num_format=number, valign="top"))
    elif cell.link and len(cell.link) <= LONGEST_URL:
        page.write_url(row, place, cell.link, marks.get(hyperlink=True, **TEXT), string=cell.value)
    else:
        page.write_string(row, place, cell.value, marks.get(**(MARK if cell.centred else TEXT)))


TEXT = {"num_format": "@", "valign": "top", "text_wrap": True, "align": "left", "indent": 1}
MARK = {"num_format": "@", "valign": "top", "align": "center"}
"""How texts and marks look."""


def head_look(table: Sheet, place: int) -> dict[str, Any]:
    """Return how the heading of a column looks: aligned as the cells below it."""
    cell = next((row[place] for row in table.rows if row[place].value is not None), Cell())
    look = (MARK if cell.centred else TEXT) if isinstance(cell.value, str) else {"align": "right", "valign": "top"}
    return {**look, "bold": True, "text_wrap": True}


def column_widths(table: Sheet) -> list[float]:
    """Return the width of each column: that of its longest cell, within bounds; prose takes what a page has left."""
    longest = [max(display_width(shown(row[place])) for row in table.rows) for place in range(len(table.heads))]
    words = [max(map(display_width, head.split())) for head in table.heads]
    widths = [max(min(most, WIDEST), word, NARROWEST) + 3 for most, word in zip(longest, words, strict=True)]
    prose = [place for place, most in enumerate(longest) if most > PROSE]
    left = PAGE - sum(width for place, width in enumerate(widths) if place not in prose)
    return [max(width, left / len(prose)) if place in prose else width for place, width in enumerate(widths)]


def row_height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """Return the height of a row in which each text wraps in its column; Excel has none above 409 points."""
    lines = (-(-display_width(text) // int(width - 4)) for text, width in zip(texts, widths, strict=True))
    return min(max(lines, default=1), 29) * LINE + 1


def shown(cell: Cell) -> str:
    """Return about what a cell shows."""
    if isinstance(cell.value, str):
        return cell.value
    return "" if cell.value is None else f"{cell.value:,.{cell.decimals}f}"


def display_width(text: str) -> int:
    """Return how many digits wide a text is; Chinese characters are two wide."""
    from wcwidth import wcswidth

    return max(wcswidth(text), len(text) if not text.isprintable() else 0, 0)
