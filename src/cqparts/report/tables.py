"""An answer as tables and notes: the cells of the other formats, with their numbers and sources."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from cqparts.lookups.base import Record, Response, Section
from cqparts.output.formatting import Reading, cell_text, column, heading, value_at
from cqparts.output.page import ALIGNS, letter_notes, record_notes, view_keys, view_sections
from cqparts.report.document import ColumnHead, Footnote, ReportCell, ReportRow, ReportTable
from cqparts.report.strings import MARKS

NUMBER_KINDS = frozenset({"count", "number", "percent", "rate", "difference", "value", "money"})
"""The kinds of columns whose cells are one number of the JSON."""


class TablesWithNotes(NamedTuple):
    """The tables of an answer, and the notes below them."""

    tables: tuple[ReportTable, ...]
    notes: tuple[Footnote, ...]


def response_tables(response: Response, reading: Reading, without: Iterable[str] = ()) -> TablesWithNotes:
    """Return the tables of an answer that people see, without some of their columns."""
    return to_tables(response.name, view_sections(response), reading, without)


def to_tables(
    command: str, sections: Sequence[Section], reading: Reading, without: Iterable[str] = ()
) -> TablesWithNotes:
    """Return sections as tables, and the notes of their records."""
    letters, hidden = letter_notes(sections, reading.lang), frozenset(without)
    notes = [Footnote(letter, text) for text, letter in letters.items()]
    tables = tuple(to_table(command, section, reading, letters, hidden) for section in sections)
    return TablesWithNotes(tables, tuple(notes))


def to_table(
    command: str, section: Section, reading: Reading, letters: dict[str, str], without: frozenset[str] = frozenset()
) -> ReportTable:
    """Return a section as a table, without some of its columns."""
    keys = tuple(key for key in view_keys(section, reading.lang) if key not in without)
    heads = tuple(ColumnHead(key, heading(section, key, reading), ALIGNS.get(column(key).kind, "left")) for key in keys)
    rows = pad_numbers(heads, tuple(to_row(record, keys, reading, letters) for record in section.records))
    is_matrix = any(column(key).kind == "mark" for key in keys)
    return ReportTable(command, reading.text(section.title) if section.title else "", heads, rows, is_matrix)


def to_row(record: Record, keys: Iterable[str], reading: Reading, letters: dict[str, str]) -> ReportRow:
    """Return a record as a row, with the letters of the notes about it."""
    own_letters = tuple(letters[note] for note in record_notes(record, reading.lang) if letters.get(note))
    return ReportRow(record["id"], tuple(to_cell(record, key, reading) for key in keys), own_letters)


def to_cell(record: Record, key: str, reading: Reading) -> ReportCell:
    """Return the value at a key as a cell, with its number, its sources or its mark."""
    kind, value = column(key).kind, None if key == "when" else value_at(record, key)
    text = cell_text(record, key, reading)
    if kind == "sources":
        return ReportCell(text, sources=tuple(value or ()))
    if kind == "mark":
        mark = mark_of(value)
        return ReportCell(text, mark=mark, words=reading.text(MARKS[mark]))
    return ReportCell(text, value if kind in NUMBER_KINDS else None)


def mark_of(value: bool | str | None) -> Literal["yes", "no", "disputed"]:  # noqa: FBT001 -- the value itself
    """Return the mark for a value of the matrix."""
    return "disputed" if value == "disputed" else "yes" if value else "no"


def pad_numbers(heads: Sequence[ColumnHead], rows: tuple[ReportRow, ...]) -> tuple[ReportRow, ...]:
    """Return rows whose numbers have the padding that aligns their decimal points."""
    columns = zip(*(row.cells for row in rows), strict=True)
    padded = [
        pad_column(cells) if head.align == "decimal" else cells for head, cells in zip(heads, columns, strict=False)
    ]
    return tuple(row._replace(cells=cells) for row, cells in zip(rows, zip(*padded, strict=True), strict=True))


def pad_column(cells: Sequence[ReportCell]) -> list[ReportCell]:
    """Return the cells of a column of numbers with the padding that aligns their decimal points."""
    decimals = [cell.text.partition(".")[2] if "." in cell.text else None for cell in cells]
    most = max((len(digits) for digits in decimals if digits is not None), default=0)
    paddings = ["." * (digits is None and most > 0) + "0" * (most - len(digits or "")) for digits in decimals]
    return [
        cell if cell.value is None or cell.text.endswith("%") else cell._replace(padding=padding)
        for cell, padding in zip(cells, paddings, strict=True)
    ]
