"""An answer to a page: what people read, in order, as texts and cells, before anything is drawn."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, product
from string import ascii_lowercase

from cqparts.lookups.base import Record, Response, Screen, Section
from cqparts.model import record as model_record
from cqparts.model.annotations import Literal
from cqparts.model.types import Source, Text
from cqparts.output.formatting import (
    MARKS,
    PLAIN_MARKS,
    Reading,
    cell_text,
    column,
    heading,
    names_of,
    qualified_text,
    source_name,
    value_at,
)
from cqparts.output.wrapping import Wrap

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

WRAPS: dict[str, Wrap] = {
    "text": "words",
    "texts": "words",
    "ref": "words",
    "refs": "items",
    "records": "items",
    "sources": "items",
    "both_names": "words",
    "quotes": "words",
    "amounts": "items",
    "record": "items",
    "hit": "cut",
    "fact": "words",
    "old_to_new": "cut",
}
"""Where the cells of the kinds of columns may be broken; all others nowhere."""

UNBROKEN = ("id", "url", "adcode")
"""The keys of texts that are never broken."""


NUMERIC = re.compile(r"[0-9][0-9,.+]*")
"""A number in a column of texts."""


class Bar(model_record.Record):
    """The length of a bar, from 0 to 1, whether of a whole, and whether it may be longer."""

    length: float
    more: bool
    whole: bool = True


class Grid(model_record.Record):
    """Cells of text under their headings."""

    title: str
    headings: list[str]
    """None where the rows have none."""
    aligns: list[Align]
    rows: list[list[str]]
    wraps: Sequence[Wrap] = ()
    bars: list[Bar | None] | None = None
    """A bar for each row, where bars are drawn."""
    groups: Sequence[str] = ()
    """The text above each row that begins a group; empty where the group goes on."""
    narrow: "Grid | None" = None
    """What stands for it where it does not fit."""
    close: bool = False
    """Whether no empty line stands between it and what is above."""


class Paragraph(model_record.Record):
    """A text between tables."""

    text: str
    indent: int = 0
    unbroken: bool = False
    close: bool = False


class Page(model_record.Record):
    """An answer for people."""

    title: str
    parts: list[Grid | Paragraph]
    remarks: list[tuple[str, str]]
    """What the marks in the rows mean, then the cautions, each with its mark."""
    rates: str
    sources: list[str]
    """The ids of the sources, in order of first use."""
    more: str
    closing: list[str]
    notes: list[tuple[str, str]]
    """The letter and the text of each note, in full answers; one about all rows has no letter."""
    citations: list[tuple[int, str, str, str]]
    """The number, the id, the description and the address of each source, in full answers."""
    lang: str


def to_page(  # noqa: PLR0913 -- the options of the call
    response: Response,
    lang: str = "en",
    unit: str | None = None,
    columns: tuple[str, ...] = (),
    *,
    verbose: bool = False,
    everything: bool = False,
    plain: bool = True,
) -> Page:
    """Return an answer as a page in a language.

    Args:
        response: The answer.
        lang: "en" or "zh".
        unit: A word of `formatting.POWERS`.
        columns: Only these columns, of all records.
        verbose: Whether all notes and sources follow, and the columns that the screen leaves out.
        everything: Whether the rows are there that the screen leaves out.
        plain: Whether marks are of ASCII alone.
    """
    screen = column_screen(response, columns) if columns else response.result.screen(everything)
    ids = cited_ids(response, screen, whole=verbose)
    numbers = {key: number for number, key in enumerate(ids, 1)} if verbose else {}
    reading = Reading(lang, unit, numbers, names_of(response.model), PLAIN_MARKS if plain else MARKS)
    sections = [part for part in screen.parts if isinstance(part, Section)]
    whole = whole_texts(response, lang) if verbose else {}
    letters = letter_notes(sections, lang, whole) if verbose else {}
    marked = {} if verbose or columns else choose_cautions(response, screen, lang)
    marks = {text: mark for text, mark in marked.items() if mark != "!"} | letters
    parts = [
        to_grid(part, reading, marks, whole, verbose=verbose)
        if isinstance(part, Section)
        else Paragraph(reading.text(part.text), part.indent, part.unbroken, part.close)
        for part in screen.parts
    ]
    sources = {source.id: source for source in response.model.sources}
    told = {reading.text(text) for _, text in screen.marks}
    general = [reading.text(text) for text in (*screen.cautions, *screen.notes)] if verbose else []
    general = [whole.get(text, text) for text in general if text and text not in told]
    general = [text for text in general if not letters.get(text)]
    general += [note for note, letter in letters.items() if not letter]
    general += [note for record in screen.cited for note in deep_notes(record, lang) if note not in letters] * verbose
    return Page(
        reading.text(screen.title) if screen.title else "",
        parts,
        [*((mark, mark_text(text, reading)) for mark, text in screen.marks), *sorted_remarks(marked)],
        reading.text(screen.rates) if screen.rates else "",
        ids,
        reading.text(screen.more) if screen.more and not everything else "",
        [reading.text(text) for text in screen.closing],
        [*(("", note) for note in dict.fromkeys(general)), *((mark, note) for note, mark in letters.items() if mark)],
        [(n, key, source_line(sources[key], lang), sources[key].url or "") for key, n in numbers.items()],
        lang,
    )


def mark_text(text: Text, reading: Reading) -> str:
    """Return what a mark means, the words in braces replaced by the marks as they are drawn."""
    said = reading.text(text)
    for word, mark in reading.marks.items():
        said = said.replace(f"{{{word}}}", mark)
    return said


def column_screen(response: Response, columns: tuple[str, ...]) -> Screen:
    """Return all records of an answer with the columns that a call names."""
    return Screen(None, [Section(response.rows, columns, keys=response.keys)])


def sorted_remarks(marked: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return cautions with their marks: those that rows carry first, then those on the whole."""
    return sorted(((mark, text) for text, mark in marked.items()), key=lambda remark: remark[0] == "!")


def choose_cautions(response: Response, screen: Screen, lang: str) -> dict[str, str]:
    """Return the cautions that a screen has room for, each with its mark: stars where it is a row's own.

    Those on the whole come first, then those on single figures, then on what sources disagree, then on what is unknown.
    """
    suffix = "_zh" if lang == "zh" else ""
    rows = [record for part in screen.parts if isinstance(part, Section) for record in part.records]
    counts = Counter(text for record in rows for text in dict.fromkeys(record.get(f"cautions{suffix}", ())))
    ranks = caution_ranks(response, lang)
    own = list(dict.fromkeys(text.zh if lang == "zh" else text.en for text in screen.cautions))
    told = [text.zh if lang == "zh" else text.en for _, text in screen.marks]
    own = [text for text in own if text and text not in told]
    brought = sorted((text for text in counts if text not in [*own, *told]), key=lambda text: ranks.get(text, 0))
    stars = ("*" * (len(list(filter(None, marks_of(screen)))) + number) for number in count(1))
    return {
        text: "!" if text in own or text in ranks or counts[text] == len(rows) else next(stars)
        for text in dict.fromkeys([*own, *brought])
        if text in [*own, *brought][: screen.limit]
    }


def marks_of(screen: Screen) -> list[str]:
    """Return the marks that the rows of a screen carry."""
    return [mark for mark, _ in screen.marks]


def caution_ranks(response: Response, lang: str) -> dict[str, int]:
    """Return the rank of each caution of a remark: where sources disagree, how to read a figure, what is unknown."""
    conflicts, unknowns = response.model.conflicts, response.model.unknowns
    ranked = [*((1 if each.kind == "differs" else 2, each) for each in conflicts), *((3, each) for each in unknowns)]
    return {(each.caution_zh if lang == "zh" else each.caution) or "": rank for rank, each in ranked}


def cited_ids(response: Response, screen: Screen, *, whole: bool) -> list[str]:
    """Return the ids of the sources of the rows that a screen shows, in order of first use.

    Args:
        response: The answer.
        screen: What people see of it.
        whole: Whether the sources of what stands beside the facts count, such as of coordinates.
    """
    if not response.look_up.cites:
        return []
    known = {source.id for source in response.model.sources}
    rows = [*screen.cited, *(row for part in screen.parts if isinstance(part, Section) for row in part.records)]
    return [
        key for key in dict.fromkeys(key for record in rows for key in source_ids(record, whole=whole)) if key in known
    ]


def source_ids(record: Record, *, whole: bool = True) -> Iterator[str]:
    """Yield the ids of the sources that a record and the records in it name."""
    yield from record.get("sources", ())
    for inner in inner_records(record):
        yield from source_ids(inner, whole=whole)
    for value in record.values():
        if whole and isinstance(value, dict):
            yield from value.get("sources", ())


def inner_records(record: Record) -> Iterator[Record]:
    """Yield the records in the lists of a record."""
    for value in record.values():
        yield from (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def deep_notes(record: Record, lang: str) -> Iterator[str]:
    """Yield the notes of a record and of the records in it, in a language."""
    yield from record.get("notes_zh" if lang == "zh" else "notes", ())
    for inner in inner_records(record):
        yield from deep_notes(inner, lang)


def source_line(source: Source, lang: str = "en") -> str:
    """Return a source as a note cites it: title, publisher, day."""
    publisher, published = source_name(source, lang)
    return ("，" if lang == "zh" else ", ").join(text for text in (source.title, publisher, published) if text)


def to_grid(
    section: Section,
    reading: Reading,
    marks: Mapping[str, str],
    whole: Mapping[str, str],
    *,
    verbose: bool = False,
) -> Grid:
    """Return a section's cells; the first of a row carries its mark, and those of the cautions or notes about it.

    Args:
        section: The rows.
        reading: How they are written.
        marks: The letter or the stars of each note that has any.
        whole: The long text that each caution of a remark stands for, in full answers.
        verbose: Whether the columns are there that the screen leaves out.
    """
    keys, records = section_keys(section, reading.lang, verbose=verbose), section.records
    rows = [[cell_text(record, key, reading) for key in keys] for record in records]
    for row, record in zip(rows, records, strict=True):
        found = sorted({marks[note] for note in record_notes(record, reading.lang, whole) if marks.get(note)})
        row[0] += join_marks(record.get("mark", ""), found, verbose=verbose)
    kinds = [column(key).kind for key in keys]
    headings = [] if section.headings is None else [heading(section, key, reading) for key in keys]
    aligns = [align_of(section, key) for key in keys]
    for place, kind in enumerate(kinds):
        cells = [row[place] for row in rows]
        if kind == "text" and place and all(NUMERIC.fullmatch(cell) for cell in cells):
            aligns[place] = "right"
        if kind == "money" and place > 1 and headings:
            headings[place], cells = lift_about(headings[place], cells, reading)
            for row, cell in zip(rows, cells, strict=True):
                row[place] = cell
    return Grid(
        reading.text(section.title) if section.title else "",
        headings,
        aligns,
        rows,
        [wrap_of(key, kind) for key, kind in zip(keys, kinds, strict=True)],
        bars_of(records, section.bars) if section.bars else None,
        group_titles(section, reading),
        to_grid(section.narrow, reading, marks, whole, verbose=verbose) if section.narrow else None,
        section.close,
    )


def join_marks(own: str, found: Sequence[str], *, verbose: bool) -> str:
    """Return the marks behind the first cell of a row: stars, or in full answers its own star and letters.

    >>> join_marks("*", ["**"], verbose=False), join_marks("*", ["a", "b"], verbose=True)
    ('*,**', '* [a,b]')
    """
    if verbose:
        return own + (f" [{','.join(found)}]" if found else "")
    return ",".join(filter(None, (own, *found)))


def lift_about(heading: str, cells: list[str], reading: Reading) -> tuple[str, list[str]]:
    """Return a column whose values are all about or bounds with the word in its heading, not in its cells."""
    about = qualified_text("about", None, "", reading)
    if not cells or any(cell and cell[0].isdigit() for cell in cells) or not any(map(str.strip, cells)):
        return heading, cells
    return qualified_text("about", None, heading, reading), [cell.removeprefix(about) for cell in cells]


def wrap_of(key: str, kind: str) -> Wrap:
    """Return where the cells of a column may be broken."""
    return "never" if key in UNBROKEN else "cut" if key == "title" else WRAPS.get(kind, "never")


def group_titles(section: Section, reading: Reading) -> list[str]:
    """Return for each row what stands above it: the title of its group where the group begins."""
    if section.group is None:
        return [""] * len(section.records)
    titles = [reading.text(section.group(record)) for record in section.records]
    return [title if place == 0 or titles[place - 1] != title else "" for place, title in enumerate(titles)]


def align_of(section: Section, key: str) -> Align:
    """Return how a column is aligned: values of one unit at their decimal points, of several to the left."""
    if column(key).kind != "quantity":
        return ALIGNS.get(column(key).kind, "left")
    parts = [value_at(each, key.rpartition(".")[0]) if "." in key else each for each in section.records]
    units = {part.get("unit") or part.get("currency") for part in parts if part}
    return "decimal" if len(units) == 1 else "left"


def section_keys(section: Section, lang: str, *, verbose: bool) -> tuple[str, ...]:
    """Return the keys that people see, in full answers with those that the screen leaves out and the sources."""
    keys = section.view
    if verbose:
        cited = ("sources",) if any(record.get("sources") for record in section.records) else ()
        keys = tuple(dict.fromkeys((*keys, *section.more, *cited)))
    return view_keys(section._replace(view=keys), lang)


def view_keys(section: Section, lang: str) -> tuple[str, ...]:
    """Return the keys that people see: in Chinese, a key's Chinese counterpart replaces it."""
    if lang != "zh":
        return section.view
    available = {*section.view, *(section.records[0] if section.records else section.keys)}
    keys = (f"{key}_zh" if f"{key}_zh" in available and not key.endswith("_zh") else key for key in section.view)
    return tuple(dict.fromkeys(keys))


def bars_of(records: Sequence[Record], key: str) -> list[Bar | None]:
    """Return a bar for each record: of a hundred per cent, unless one is more; of other values, of the largest."""
    values = [value_at(record, key) for record in records]
    percent = key == "percent" or all(record.get("unit") == "percent" for record in records)
    most = max(filter(None, values), default=1)
    whole = percent and most <= 100  # noqa: PLR2004 -- per cent
    return [
        None if value is None else Bar(value / (100 if whole else most), record["qualifier"] == "at-least", whole)
        for value, record in zip(values, records, strict=True)
    ]


def record_notes(record: Record, lang: str, whole: Mapping[str, str]) -> list[str]:
    """Return the cautions and notes that a record brings, in a language, each text once.

    Args:
        record: The record.
        lang: "en" or "zh".
        whole: The long text that each caution stands for, where there is one.
    """
    suffix = "_zh" if lang == "zh" else ""
    notes: Iterable[str] = record.get(f"notes{suffix}", ())
    return list(dict.fromkeys([*(whole.get(text, text) for text in record.get(f"cautions{suffix}", ())), *notes]))


def whole_texts(response: Response, lang: str) -> dict[str, str]:
    """Return the long text of each remark that has a caution, by the caution."""
    remarks = (*response.model.conflicts, *response.model.unknowns)
    pairs = ((each.caution_zh, each.text_zh) if lang == "zh" else (each.caution, each.text) for each in remarks)
    return {caution: text for caution, text in pairs if caution}


def letter_notes(sections: Iterable[Section], lang: str, whole: Mapping[str, str]) -> dict[str, str]:
    """Return the notes that records bring, each with the letter that marks its rows; none if it is about all rows."""
    rows = [record for section in sections for record in section.records]
    counts = Counter(note for record in rows for note in record_notes(record, lang, whole))
    letters = note_letters()
    return {note: "" if 1 < len(rows) == number else next(letters) for note, number in counts.items()}


def note_letters() -> Iterator[str]:
    """Yield a to z, then aa, ab and so on."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def align_columns(grid: Grid) -> list[list[str]]:
    """Return the columns of a grid, numbers padded so that their decimal points are aligned."""
    columns = [list(cells) for cells in zip(*grid.rows, strict=True)] or [[] for _ in grid.aligns]
    return [
        align_decimals(cells) if align == "decimal" else cells
        for cells, align in zip(columns, grid.aligns, strict=True)
    ]


def align_decimals(cells: list[str]) -> list[str]:
    """Return the cells of a column padded at the end so that their decimal points are aligned."""
    tails = [decimals(cell) for cell in cells]
    most = max(tails, default=0)
    return [cell and cell + " " * (most - tail) for cell, tail in zip(cells, tails, strict=True)]


def decimals(cell: str) -> int:
    """Return how many characters of a number stand at and behind its decimal point, a percent sign or unit left out.

    >>> decimals("about 38.42"), decimals("2.6%"), decimals("75")
    (3, 2, 0)
    """
    digits = cell.rstrip("".join(set(cell) - set("0123456789.")))
    return len(digits.rpartition(".")[2]) + 1 if "." in digits else 0
