"""An answer to a page: grids of cells, and the notes and sources below them, before anything is drawn."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, product
from string import ascii_lowercase
from typing import Literal, NamedTuple

from cqparts.lookups.base import Record, Response, Section
from cqparts.model.types import Source
from cqparts.output.formatting import NOTHING, Reading, cell_text, column, heading, names_of, value_at

Align = Literal["left", "right", "decimal"]

ALIGNS: dict[str, Align] = {
    "count": "right",
    "number": "decimal",
    "percent": "decimal",
    "rate": "decimal",
    "difference": "decimal",
    "value": "decimal",
    "money": "decimal",
}
"""How the kinds of columns are aligned that are not aligned to the left."""

BLOCKS = "▁▂▃▄▅▆▇█"
"""The eight heights of a sparkline."""


class Bar(NamedTuple):
    """The length of a bar, from 0 to 1, and whether it may be longer."""

    length: float
    more: bool


class Grid(NamedTuple):
    """Cells of text under their headings."""

    title: str
    headings: list[str]
    aligns: list[Align]
    rows: list[list[str]]
    bars: list[Bar | None] | None = None
    """A bar for each row, where bars are drawn."""
    spark: str = ""
    """The values of full years as a line of blocks; empty with fewer than three years."""


class Page(NamedTuple):
    """An answer for people."""

    grids: list[Grid]
    notes: list[tuple[str, str]]
    """The letter and the text of each note; a note about all rows has no letter."""
    sources: list[tuple[int, str, str]]
    """The number, the id and the description of each source."""


def to_page(response: Response, lang: str = "en", unit: str | None = None, columns: tuple[str, ...] = ()) -> Page:
    """Return an answer as a page in a language; with `columns`, only those of its records."""
    lines = citations(response)
    numbers = {key: number for number, key in enumerate(lines, 1)}
    reading = Reading(lang, unit, numbers, names_of(response.model))
    sections = view_sections(response, columns)
    short = short_texts(response, lang)
    letters = letter_notes(sections, lang, short)
    general = [reading.text(text) for text in response.result.notes()]
    general += [note for note, letter in letters.items() if not letter]
    lettered = [(letter, note) for note, letter in letters.items() if letter]
    grids = [to_grid(section, reading, letters, short) for section in sections]
    sources = [(numbers[key], key, line) for key, line in lines.items()]
    return Page(grids, [("", note) for note in dict.fromkeys(general)] + lettered, sources)


def view_sections(response: Response, columns: tuple[str, ...] = ()) -> list[Section]:
    """Return the tables that people see, each with the kind of its rows; with `columns`, one table of all records."""
    sections = [Section(response.rows, columns, response.result.title)] if columns else response.sections
    kind, keys = response.look_up.kind, response.keys
    return [section._replace(kind=section.kind or kind, keys=keys) for section in sections]


def citations(response: Response) -> dict[str, str]:
    """Return a line for each source that the records name, by its id, in order of mention."""
    if not response.look_up.cites:
        return {}
    sources = {source.id: source for source in response.model.sources}
    ids = dict.fromkeys(key for record in response.result.records for key in source_ids(record))
    return {key: source_line(sources[key]) for key in ids}


def source_ids(record: Record) -> Iterator[str]:
    """Yield the ids of the sources that a record and the records in it name."""
    yield from record.get("sources", ())
    for value in record.values():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict):
                yield from source_ids(item)


def source_line(source: Source) -> str:
    """Return a source as a note cites it: title, publisher, day."""
    return ", ".join(text for text in (source.title, source.publisher, source.published) if text)


def to_grid(
    section: Section, reading: Reading, letters: dict[str, str], short: Mapping[str, str] | None = None
) -> Grid:
    """Return a table's cells; the first of a row carries the letters of the notes about it."""
    keys, records = view_keys(section, reading.lang), section.records
    rows = [[cell_text(record, key, reading) for key in keys] for record in records]
    for row, record in zip(rows, records, strict=True):
        marks = sorted(letters[note] for note in record_notes(record, reading.lang, short) if letters[note])
        row[0] += f" [{','.join(marks)}]" if marks else ""
    return Grid(
        reading.text(section.title) if section.title else "",
        [heading(section, key, reading) for key in keys],
        [ALIGNS.get(column(key).kind, "left") for key in keys],
        rows,
        bars_of(records, section.bars) if section.bars in keys and len(records) > 1 else None,
        sparkline(records, section.bars) if section.bars in keys else "",
    )


def view_keys(section: Section, lang: str) -> tuple[str, ...]:
    """Return the keys that people see: in Chinese, a key's Chinese counterpart replaces it."""
    if lang != "zh":
        return section.view
    available = {*section.view, *(section.records[0] if section.records else section.keys)}
    keys = (f"{key}_zh" if f"{key}_zh" in available and not key.endswith("_zh") else key for key in section.view)
    return tuple(dict.fromkeys(keys))


def bars_of(records: Sequence[Record], key: str) -> list[Bar | None]:
    """Return a bar for each record: a percentage as a part of a hundred, another value of the largest."""
    values = [value_at(record, key) for record in records]
    percent = key == "percent" or all(record.get("unit") == "percent" for record in records)
    most = 100 if percent else max(filter(None, values), default=1)
    return [
        None if value is None else Bar(value / most, record["qualifier"] == "at-least")
        for value, record in zip(values, records, strict=True)
    ]


def sparkline(records: Sequence[Record], key: str = "value") -> str:
    """Return the values of full years as blocks between the first and the last year, a missing year left blank."""
    dated = [record for record in records if (record.get("period") or "").isdigit() and record[key] is not None]
    years = {int(record["period"]): record[key] for record in dated}
    if len(years) < 3:  # noqa: PLR2004 -- two values need no picture
        return ""
    first, last, most = min(years), max(years), max(years.values()) or 1
    blocks = (BLOCKS[round(years[year] / most * 7)] if year in years else " " for year in range(first, last + 1))
    return f"{first} {''.join(blocks)} {last}"


def record_notes(record: Record, lang: str, short: Mapping[str, str] | None = None) -> Iterable[str]:
    """Return the notes that a record brings, in a language.

    Args:
        record: The record.
        lang: "en" or "zh".
        short: The caution that stands for each long text; with it, cautions are notes too, each fact once.
    """
    suffix = "_zh" if lang == "zh" else ""
    notes: Iterable[str] = record.get(f"notes{suffix}", ())
    if short is None:
        return notes
    return list(dict.fromkeys([*record.get(f"cautions{suffix}", ()), *(short.get(note, note) for note in notes)]))


def short_texts(response: Response, lang: str) -> dict[str, str]:
    """Return the caution of each remark that has one, by the remark's long text."""
    remarks = (*response.model.conflicts, *response.model.unknowns)
    pairs = ((each.text_zh, each.caution_zh) if lang == "zh" else (each.text, each.caution) for each in remarks)
    return {text: caution for text, caution in pairs if caution}


def letter_notes(sections: Iterable[Section], lang: str, short: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the notes that records bring, each with the letter that marks its rows; none if it is about all rows."""
    rows = [record for section in sections for record in section.records]
    counts = Counter(note for record in rows for note in record_notes(record, lang, short))
    letters = note_letters()
    return {note: "" if 1 < len(rows) == number else next(letters) for note, number in counts.items()}


def note_letters() -> Iterator[str]:
    """Yield a to z, then aa, ab and so on."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def align_columns(grid: Grid) -> list[list[str]]:
    """Return the columns of a grid, numbers padded so that their decimal points are aligned."""
    columns = [list(cells) for cells in zip(*grid.rows, strict=True)] or [[] for _ in grid.headings]
    return [
        align_decimals(cells) if align == "decimal" else cells
        for cells, align in zip(columns, grid.aligns, strict=True)
    ]


def align_decimals(cells: list[str]) -> list[str]:
    """Return the cells of a column padded at the end so that their decimal points are aligned."""
    tails = [len(cell.partition(".")[2]) + 1 if "." in cell else 0 for cell in map(without_percent, cells)]
    most = max(tails, default=0)
    return [cell if cell == NOTHING else cell + " " * (most - tail) for cell, tail in zip(cells, tails, strict=True)]


def without_percent(cell: str) -> str:
    """Return a number without its percent sign."""
    return cell.removesuffix(" %")
