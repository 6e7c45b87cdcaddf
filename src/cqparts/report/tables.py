"""Table -> sheets and notes: the cells as everywhere else, with the numbers and sources behind them."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from cqparts.lookups.table import Record, Table
from cqparts.output.formatting import Reading, cell, column, dig, heading
from cqparts.output.page import ALIGNS, following, lettered, localised, own_notes
from cqparts.report.document import Cell, Head, Note, Row, Sheet
from cqparts.report.strings import TAKES

NUMBERS = frozenset({"count", "number", "percent", "rate", "difference", "value", "money"})
"""The kinds of columns whose cells are one number of the JSON."""


class Laid(NamedTuple):
    """An answer laid out: its tables, and the notes below them."""

    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...]


def laid(table: Table, reading: Reading, without: Iterable[str] = ()) -> Laid:
    """Return an answer laid out as a terminal shows it, in a language, without some of its columns."""
    shown = table.picture or table
    parts = [shown, *following(shown), *([] if shown.also else following(table))]
    letters = lettered(parts, reading.lang)
    dropped = frozenset(without)
    notes = [Note(letter, text) for text, letter in letters.items()]
    return Laid(tuple(sheet(part, reading, letters, dropped) for part in parts), tuple(notes))


def sheet(table: Table, reading: Reading, letters: dict[str, str], without: frozenset[str] = frozenset()) -> Sheet:
    """Return a table with its cells, less some of its columns."""
    keys = tuple(key for key in localised(table, reading.lang) if key not in without)
    heads = tuple(Head(key, heading(table, key, reading), ALIGNS.get(column(table, key).kind, "left")) for key in keys)
    rows = padded(heads, tuple(row(table, record, keys, reading, letters) for record in table.records))
    crossed = any(column(table, key).kind == "mark" for key in keys)
    return Sheet(table.name, reading.text(table.title) if table.title else "", heads, rows, crossed)


def row(table: Table, record: Record, keys: Iterable[str], reading: Reading, letters: dict[str, str]) -> Row:
    """Return a record as a row, with the letters of the notes about it."""
    marked = tuple(letters[note] for note in own_notes(record, reading.lang) if letters.get(note))
    return Row(record["id"], tuple(one(table, record, key, reading) for key in keys), marked)


def one(table: Table, record: Record, key: str, reading: Reading) -> Cell:
    """Return one cell with what stands behind it."""
    kind, value = column(table, key).kind, None if key == "when" else dig(record, key)
    text = cell(table, record, key, reading)
    if kind == "sources":
        return Cell(text, sources=tuple(value or ()))
    if kind == "mark":
        mark = marked(value)
        return Cell(text, mark=mark, words=reading.text(TAKES[mark]))
    return Cell(text, value if kind in NUMBERS else None)


def marked(value: bool | str | None) -> Literal["yes", "no", "disputed"]:  # noqa: FBT001 -- the value itself
    """Return what a value of the matrix says."""
    return "disputed" if value == "disputed" else "yes" if value else "no"


def padded(heads: Sequence[Head], rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return rows whose numbers know what they lack for their decimal points to stand under one another."""
    columns = zip(*(row.cells for row in rows), strict=True)
    wide = [tails(cells) if head.align == "decimal" else cells for head, cells in zip(heads, columns, strict=False)]
    return tuple(row._replace(cells=cells) for row, cells in zip(rows, zip(*wide, strict=True), strict=True))


def tails(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a column of numbers with what each lacks behind its decimal point."""
    shown = [cell.text.partition(".")[2] if "." in cell.text else None for cell in cells]
    most = max((len(tail) for tail in shown if tail is not None), default=0)
    zeros = ["." * (tail is None and most > 0) + "0" * (most - len(tail or "")) for tail in shown]
    return [
        cell if cell.value is None or cell.text.endswith("%") else cell._replace(pad=zero)
        for cell, zero in zip(cells, zeros, strict=True)
    ]
