"""Pieces of tables: cells of figures, rows in groups, and numbers aligned at their decimal points."""

from collections.abc import Iterable, Sequence

from cqparts.lookups.base import Record
from cqparts.output.formatting import NOTHING, Reading
from cqparts.report.document import ColumnHead, ReportCell, ReportRow, ReportTable
from cqparts.report.wording import conversion_of, converted_text, figure_text, with_unit, word_prefix


def figure_cell(command: str, record: Record, key: str, reading: Reading, *, unit: bool = False) -> ReportCell:
    """Return the number at a key of a look-up's record as a cell, with its unit if the table's head has none."""
    if record.get(key) is None:
        return ReportCell(NOTHING)
    text = with_unit(record, key, reading) if unit else figure_text(record, key, reading)
    return ReportCell(text, record[key], f"{command} {record['id']} {key}")


def converted_cell(record: Record, code: str, reading: Reading) -> ReportCell:
    """Return an amount in another currency as a cell, without the "about" that the head of its column has."""
    item = conversion_of(record, code)
    if item is None:
        return ReportCell(NOTHING)
    key = f"investment {record['id']} converted.{code}.amount"
    text = converted_text(record, code, reading)
    if item["qualifier"] == "about":
        text = text.removeprefix(word_prefix("about", reading))
    return ReportCell(text, item["amount"], key)


def in_groups(rows: Iterable[tuple[str, ReportRow]]) -> tuple[ReportRow, ...]:
    """Return rows with their groups' headings, each above the first row of its group."""
    grouped: dict[str, list[ReportRow]] = {}
    for group, row in rows:
        grouped.setdefault(group, []).append(row)
    return tuple(
        row._replace(group=group if position == 0 else "")
        for group, members in grouped.items()
        for position, row in enumerate(members)
    )


def align_numbers(table: ReportTable) -> ReportTable:
    """Return a table whose numbers have the padding that aligns their decimal points."""
    columns = [list(cells) for cells in zip(*(row.cells for row in table.rows), strict=True)]
    padded = [
        pad_column(cells) if head.align == "decimal" else cells
        for head, cells in zip(table.heads, columns, strict=False)
    ]
    rows = zip(table.rows, zip(*padded, strict=True), strict=True)
    return table._replace(rows=tuple(row._replace(cells=tuple(cells)) for row, cells in rows))


def pad_column(cells: Sequence[ReportCell]) -> list[ReportCell]:
    """Return the cells of a column of numbers with the padding that aligns their decimal points."""
    tails = [decimal_tail(cell.text) if cell.value is not None else "" for cell in cells]
    longest = max(tails, key=len, default="")
    return [
        cell if cell.value is None else cell._replace(padding=longest[len(tail) :])
        for cell, tail in zip(cells, tails, strict=True)
    ]


def decimal_tail(text: str) -> str:
    """Return the places of a number from its decimal point on, as noughts.

    >>> decimal_tail("279.9"), decimal_tail("1,296")
    ('.0', '')
    """
    _, point, digits = text.partition(".")
    return point + "0" * len(digits)


def head(key: str, text: str, align: str = "left") -> ColumnHead:
    """Return the heading of a column."""
    return ColumnHead(key, text, align)  # type: ignore[arg-type]
