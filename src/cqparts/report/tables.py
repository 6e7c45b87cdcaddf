"""An answer to tables and notes: the cells as everywhere else, with the numbers and sources behind them."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from cqparts.lookups.base import Record, Response, Section
from cqparts.output.formatting import Reading, cell_text, column, heading, value_at
from cqparts.output.page import ALIGNS, letter_notes, record_notes, view_keys, view_sections
from cqparts.report.document import Cell, Head, Note, Row, Sheet
from cqparts.report.strings import TAKES

NUMBERS = frozenset({"count", "number", "percent", "rate", "difference", "value", "money"})
"""The kinds of columns whose cells are one number of the JSON."""


class Tables(NamedTuple):
    """An answer as a report shows it: its tables, and the notes below them."""

    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...]


def response_tables(response: Response, reading: Reading, without: Iterable[str] = ()) -> Tables:
    """Return an answer's tables as a terminal shows them, in a language, without some of their columns."""
    return to_tables(response.name, view_sections(response), reading, without)


def to_tables(command: str, sections: Sequence[Section], reading: Reading, without: Iterable[str] = ()) -> Tables:
    """Return sections as tables, and the notes of their records."""
    letters, dropped = letter_notes(sections, reading.lang), frozenset(without)
    notes = [Note(letter, text) for text, letter in letters.items()]
    return Tables(tuple(sheet(command, section, reading, letters, dropped) for section in sections), tuple(notes))


def sheet(
    command: str, section: Section, reading: Reading, letters: dict[str, str], without: frozenset[str] = frozenset()
) -> Sheet:
    """Return a table with its cells, less some of its columns."""
    keys = tuple(key for key in view_keys(section, reading.lang) if key not in without)
    heads = tuple(Head(key, heading(section, key, reading), ALIGNS.get(column(key).kind, "left")) for key in keys)
    rows = pad_numbers(heads, tuple(row(record, keys, reading, letters) for record in section.records))
    crossed = any(column(key).kind == "mark" for key in keys)
    return Sheet(command, reading.text(section.title) if section.title else "", heads, rows, crossed)


def row(record: Record, keys: Iterable[str], reading: Reading, letters: dict[str, str]) -> Row:
    """Return a record as a row, with the letters of the notes about it."""
    own = tuple(letters[note] for note in record_notes(record, reading.lang) if letters.get(note))
    return Row(record["id"], tuple(table_cell(record, key, reading) for key in keys), own)


def table_cell(record: Record, key: str, reading: Reading) -> Cell:
    """Return one cell with what stands behind it."""
    kind, value = column(key).kind, None if key == "when" else value_at(record, key)
    text = cell_text(record, key, reading)
    if kind == "sources":
        return Cell(text, sources=tuple(value or ()))
    if kind == "mark":
        mark = mark_of(value)
        return Cell(text, mark=mark, words=reading.text(TAKES[mark]))
    return Cell(text, value if kind in NUMBERS else None)


def mark_of(value: bool | str | None) -> Literal["yes", "no", "disputed"]:  # noqa: FBT001 -- the value itself
    """Return what a value of the matrix says."""
    return "disputed" if value == "disputed" else "yes" if value else "no"


def pad_numbers(heads: Sequence[Head], rows: tuple[Row, ...]) -> tuple[Row, ...]:
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
