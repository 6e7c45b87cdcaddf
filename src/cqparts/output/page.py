"""An answer to a page: what people read, before it is drawn: grids of cells, and the notes below them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, product
from string import ascii_lowercase
from typing import Literal, NamedTuple

from cqparts.lookups.base import Record, Response, Section
from cqparts.model.types import Source
from cqparts.output.formatting import NOTHING, Reading, cell, column, dig, heading, names_of

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


BLOCKS = "▁▂▃▄▅▆▇█"
"""The eight heights of a sparkline."""


class Bar(NamedTuple):
    """How long a bar is, from 0 to 1, and whether it may be longer."""

    length: float
    more: bool


class Grid(NamedTuple):
    """Cells of text under their headings."""

    title: str
    headings: list[str]
    aligns: list[Align]
    rows: list[list[str]]
    bars: list[Bar | None] | None = None
    """A bar a row, where bars are drawn."""
    spark: str = ""
    """The values of full years as a line of blocks, a missing year left blank; empty of fewer than three."""


class Page(NamedTuple):
    """An answer as people read it."""

    grids: list[Grid]
    notes: list[tuple[str, str]]
    """Each note, with the letter that marks the rows it is about; no letter where it is about all."""
    cited: list[tuple[int, str, str]]
    """The sources: number in the notes, id, and what each is."""


def page(response: Response, lang: str = "en", unit: str | None = None, columns: tuple[str, ...] = ()) -> Page:
    """Return an answer as people read it, in a language; with `columns`, just those of its records."""
    lines = citations(response)
    numbers = {key: place for place, key in enumerate(lines, 1)}
    reading = Reading(lang, unit, numbers, names_of(response.model))
    sections = shown_sections(response, columns)
    short = short_texts(response, lang)
    letters = letter_notes(sections, lang, short)
    general = [reading.text(text) for text in response.result.notes()]
    general += [note for note, letter in letters.items() if not letter]
    marked = [(letter, note) for note, letter in letters.items() if letter]
    grids = [grid(section, reading, letters, short) for section in sections]
    cited = [(numbers[key], key, line) for key, line in lines.items()]
    return Page(grids, [("", note) for note in dict.fromkeys(general)] + marked, cited)


def shown_sections(response: Response, columns: tuple[str, ...] = ()) -> list[Section]:
    """Return the tables that people see, each with what its rows are; with `columns`, one of all records."""
    sections = [Section(response.rows, columns, response.result.title)] if columns else response.sections
    kind, keys = response.look_up.kind, response.keys
    return [section._replace(kind=section.kind or kind, keys=keys) for section in sections]


def citations(response: Response) -> dict[str, str]:
    """Return the line that tells what each source is, for every source that the records name, in order of mention."""
    if not response.look_up.cites:
        return {}
    sources = {source.id: source for source in response.model.sources}
    ids = dict.fromkeys(key for record in response.result.records for key in source_ids(record))
    return {key: source_line(sources[key]) for key in ids}


def source_ids(record: Record) -> Iterator[str]:
    """Yield the ids of the sources that a record and the records in it name."""
    yield from record.get("sources", ())
    for value in record.values():
        for part in value if isinstance(value, list) else ():
            if isinstance(part, dict):
                yield from source_ids(part)


def source_line(source: Source) -> str:
    """Return a source as a note cites it: title, publisher, day."""
    return ", ".join(part for part in (source.title, source.publisher, source.published) if part)


def grid(section: Section, reading: Reading, letters: dict[str, str], short: Mapping[str, str] | None = None) -> Grid:
    """Return a table's cells; the first of a row carries the letters of the notes about it."""
    keys, records = shown_keys(section, reading.lang), section.records
    rows = [[cell(record, key, reading) for key in keys] for record in records]
    for row, record in zip(rows, records, strict=True):
        marks = sorted(letters[note] for note in own_notes(record, reading.lang, short) if letters[note])
        row[0] += f" [{','.join(marks)}]" if marks else ""
    return Grid(
        reading.text(section.title) if section.title else "",
        [heading(section, key, reading) for key in keys],
        [ALIGNS.get(column(key).kind, "left") for key in keys],
        rows,
        bars_of(records, section.bars) if section.bars in keys and len(records) > 1 else None,
        sparkline(records) if section.bars in keys else "",
    )


def shown_keys(section: Section, lang: str) -> tuple[str, ...]:
    """Return the keys that people see, those in their own language in place of the other's."""
    if lang != "zh":
        return section.view
    known = {*section.view, *(section.records[0] if section.records else section.keys)}
    swapped = (f"{key}_zh" if f"{key}_zh" in known and not key.endswith("_zh") else key for key in section.view)
    return tuple(dict.fromkeys(swapped))


def bars_of(records: Sequence[Record], key: str) -> list[Bar | None]:
    """Return each record's bar: percentages of a hundred, other values of the largest."""
    values = [dig(record, key) for record in records]
    percent = key == "percent" or all(record.get("unit") == "percent" for record in records)
    most = 100 if percent else max(filter(None, values), default=1)
    return [
        None if value is None else Bar(value / most, record["qualifier"] == "at-least")
        for value, record in zip(values, records, strict=True)
    ]


def sparkline(records: Sequence[Record]) -> str:
    """Return the values of full years as blocks between the first year and the last, a missing year left blank."""
    years = {int(record["period"]): record["value"] for record in records if (record.get("period") or "").isdigit()}
    if len(years) < 3:  # noqa: PLR2004 -- two are told by their numbers
        return ""
    first, last, most = min(years), max(years), max(years.values()) or 1
    blocks = (BLOCKS[round(years[year] / most * 7)] if year in years else " " for year in range(first, last + 1))
    return f"{first} {''.join(blocks)} {last}"


def own_notes(record: Record, lang: str, short: Mapping[str, str] | None = None) -> Iterable[str]:
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
    owners = Counter(note for record in rows for note in own_notes(record, lang, short))
    letters = note_letters()
    return {note: "" if 1 < len(rows) == times else next(letters) for note, times in owners.items()}


def note_letters() -> Iterator[str]:
    """Yield a to z, then aa, ab and so on."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def aligned_columns(grid: Grid) -> list[list[str]]:
    """Return a grid's columns, numbers padded so that their points stand under one another."""
    columns = [list(cells) for cells in zip(*grid.rows, strict=True)] or [[] for _ in grid.headings]
    return [aligned(cells) if align == "decimal" else cells for cells, align in zip(columns, grid.aligns, strict=True)]


def aligned(cells: list[str]) -> list[str]:
    """Return the cells of a column padded at the end so that their decimal points stand under one another."""
    tails = [len(cell.partition(".")[2]) + 1 if "." in cell else 0 for cell in map(bare, cells)]
    most = max(tails, default=0)
    return [cell if cell == NOTHING else cell + " " * (most - tail) for cell, tail in zip(cells, tails, strict=True)]


def bare(cell: str) -> str:
    """Return a number without the sign for per cent after it."""
    return cell.removesuffix(" %")
