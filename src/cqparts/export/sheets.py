"""Tables of an answer as the cells of a spreadsheet: numbers as numbers, all else as text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from cqparts.export.titles import KINDS, TITLES, WORDS
from cqparts.lookups.base import Record, Section
from cqparts.model.types import Text
from cqparts.output import columns as output
from cqparts.output.columns import CATALOGUE, Column
from cqparts.output.formatting import (
    NOTHING,
    Reading,
    cell_text,
    column,
    heading,
    money_unit,
    qualifier_word,
    shared_unit,
    unit_text,
    value_at,
    value_text,
    with_digits,
    without_zeros,
)
from cqparts.output.page import letter_notes, record_notes, view_keys

EXACTNESS = Text("About / at least", "约、至少")
WHOLE, COUNTED = Text("Whole value", "完整数值"), Text("Counted in", "计数单位")
LONGEST_HEAD = 240
"""Characters of a heading at the most; Excel has 255, and a number may follow."""

NOTES, ID = Text("Notes", "备注"), Text("Id", "标识")


class Cell(NamedTuple):
    """A cell: its value, how many decimals of a number show, and the address that it leads to."""

    value: str | float | None = None
    decimals: int = 0
    link: str = ""
    centred: bool = False


class Sheet(NamedTuple):
    """A sheet with one table."""

    name: str
    """What the sheet is called, at most 31 characters."""
    table: str
    """What Excel calls its table."""
    heads: list[str]
    rows: list[list[Cell]]
    notes: list[tuple[str, str]]
    """The letter and the text of each note; a note about all rows has no letter."""


class Content(NamedTuple):
    """What a sheet is made of: records with the keys that people see, and notes on all of them."""

    section: Section
    notes: Iterable[Text] = ()


class Sources(NamedTuple):
    """What a cell of sources needs: the number of each by its id, and the address that it leads to."""

    numbers: Mapping[str, int]
    links: Mapping[str, str]


class Manner(NamedTuple):
    """How contents become sheets: language and names, sources, and the short form of long notes."""

    reading: Reading
    sources: Sources
    short: Mapping[str, str]


SheetColumn = tuple[str, list[Cell]]
"""A heading and the cells below it."""


def to_sheet(name: str, table: str, content: Content, manner: Manner) -> Sheet:
    """Return the sheet of a content; its notes are letters here, and texts beside it."""
    section, (reading, sources, short) = content.section, manner
    letters = letter_notes([section], reading.lang, short)
    columns = [pair for key in sheet_keys(section, reading.lang) for pair in columns_of(section, key, reading, sources)]
    marks = [{letters[note] for note in record_notes(record, reading.lang, short)} - {""} for record in section.records]
    columns.append((reading.text(NOTES), [Cell(" ".join(sorted(mark, key=by_length)) or None) for mark in marks]))
    if all("id" in record for record in section.records):
        columns.append((reading.text(ID), [Cell(record["id"]) for record in section.records]))
    columns = [pair for pair in columns if any(cell.value is not None for cell in pair[1])]
    heads = unique_heads(head for head, _ in columns)
    rows = [list(cells) for cells in zip(*(cells for _, cells in columns), strict=True)]
    general = [("", reading.text(text)) for text in content.notes]
    return Sheet(name, table, heads, rows, general + [(letter, text) for text, letter in letters.items()])


def by_length(letter: str) -> tuple[int, str]:
    """Return what letters of notes sort by, so that aa comes after z."""
    return len(letter), letter


def sheet_keys(section: Section, lang: str) -> Iterator[str]:
    """Yield the keys of a sheet's columns: names in its language alone; exactness is beside numbers, the id last."""
    for key in view_keys(section, lang):
        if key.rpartition(".")[2] not in {"qualifier", "id"} and (lang == "zh" or not key.endswith("_zh")):
            yield key


def unique_heads(heads: Iterable[str]) -> list[str]:
    """Return headings, each another than those before it in any case, as a table of Excel asks for."""
    taken: dict[str, str] = {}
    for head in (head[:LONGEST_HEAD] for head in heads):
        names = (head, *(f"{head} ({number})" for number in range(2, len(taken) + 2)))
        free = next(name for name in names if name.lower() not in taken)
        taken[free.lower()] = free
    return list(taken.values())


def columns_of(section: Section, key: str, reading: Reading, sources: Sources) -> Iterator[SheetColumn]:
    """Yield the columns that a key becomes: a number brings its exactness and its unit along."""
    kind = column_of(key).kind
    if kind in NUMBERS:
        yield from NUMBERS[kind](section, key, reading)
    elif kind == "sources":
        yield title_of(section, key, reading), [source_cell(record.get(key), sources) for record in section.records]
    elif kind != "unit":  # it stands beside its value
        yield title_of(section, key, reading), [text_cell(record, key, reading) for record in section.records]


def column_of(key: str) -> Column:
    """Return the column of a key of an answer, or of a field of the model."""
    name = key.rpartition(".")[2]
    if name in CATALOGUE or name not in TITLES:
        return column(key)
    return Column(TITLES[name], KINDS.get(name, "text"), "")


def title_of(section: Section, key: str, reading: Reading) -> str:
    """Return the heading of a key, behind that of the record in a record that it is in."""
    prefix, _, name = key.rpartition(".")
    if prefix in TITLES:
        return beside(reading.text(TITLES[prefix]), title_of(section, name, reading), reading)
    if name in TITLES and name not in CATALOGUE:
        return reading.text(TITLES[name])
    return heading(section, key, reading)


def text_cell(record: Record, key: str, reading: Reading) -> Cell:
    """Return a cell of text; nothing where there is no value."""
    definition, value = column_of(key), None if key == "when" else value_at(record, key)
    if definition.kind == "ref" and value is not None:
        return Cell(reading.text(reading.names.get(value, Text(value, value))))
    if definition.kind == "refs" and isinstance(value, list | tuple):
        names = [reading.text(reading.names.get(each, Text(each, each))) for each in value]
        return Cell(("、" if reading.lang == "zh" else ", ").join(names) or None)
    if definition.kind == "texts" and isinstance(value, list | tuple):
        return Cell(("；" if reading.lang == "zh" else "; ").join(value) or None)
    if definition.kind == "word" and value in WORDS and (key in TITLES or value not in output.WORDS):
        return Cell(reading.text(WORDS[value]))
    if key in TITLES and key not in CATALOGUE:
        return Cell(None if value is None else str(value))
    text = cell_text(record, key, reading)
    return Cell(None if text == NOTHING else text, centred=definition.kind == "mark")


def source_cell(ids: Iterable[str] | None, sources: Sources) -> Cell:
    """Return the numbers of some sources, with the address of the first."""
    numbered = sorted(ids or (), key=lambda key: sources.numbers[key])
    text = " ".join(str(sources.numbers[key]) for key in numbered)
    return Cell(text or None, link=sources.links[numbered[0]] if numbered else "")


def exactness(record: Record, key: str, reading: Reading) -> Cell:
    """Return how exact the number at a key is: nothing where its source says it plainly."""
    prefix = key.rpartition(".")[0]
    owner = value_at(record, prefix) if prefix else record
    if owner is None or value_at(record, key) is None:
        return Cell()
    return Cell(qualifier_word(owner.get("qualifier"), owner.get("bound"), reading) or None)


def number_cell(text: str) -> Cell:
    """Return a number that is written as a text, with as many decimals as that has."""
    return Cell(float(text.replace(",", "")), len(text.partition(".")[2]))


def plain_columns(section: Section, key: str, reading: Reading) -> Iterator[SheetColumn]:
    """Yield a column of numbers of which nothing says how exact they are."""
    values = [value_at(record, key) for record in section.records]
    cells = [Cell() if value is None else Cell(value, decimals_of(value)) for value in values]
    yield title_of(section, key, reading) + (" (%)" if column_of(key).kind == "difference" else ""), cells


def number_columns(section: Section, key: str, reading: Reading) -> Iterator[SheetColumn]:
    """Yield a column of numbers, with how exact they are where their records tell their digits."""
    told = any(record.get("significant_digits") for record in section.records) and "." not in key
    yield from (qualified_columns if told else plain_columns)(section, key, reading)


def decimals_of(value: float) -> int:
    """Return how many decimals a number is written with.

    >>> decimals_of(12), decimals_of(29.35), decimals_of(1e300)
    (0, 2, 0)
    """
    return len(f"{value}".partition(".")[2]) if isinstance(value, float) and "e" not in f"{value}" else 0


def qualified_columns(section: Section, key: str, reading: Reading) -> Iterator[SheetColumn]:
    """Yield a column of numbers with their digits, behind one that says how exact they are."""
    head = title_of(section, key, reading)
    yield (
        beside(head, reading.text(EXACTNESS), reading),
        [exactness(record, key, reading) for record in section.records],
    )
    yield head, [digits_cell(record, key) for record in section.records]


def digits_cell(record: Record, key: str) -> Cell:
    """Return a number with its significant digits."""
    value = value_at(record, key)
    return Cell() if value is None else number_cell(with_digits(value, record.get("significant_digits")))


def money_columns(section: Section, key: str, reading: Reading) -> Iterator[SheetColumn]:
    """Yield amounts of one currency three times: how exact they are, in its large unit, and in whole units."""
    prefix = key.rpartition(".")[0]
    records = [value_at(record, prefix) if prefix else record for record in section.records]
    codes = {record["currency"] for record in records if record and record["currency"]}
    code = codes.pop() if len(codes) == 1 else ""
    unit = shared_unit(section, key, reading) or money_unit(code, reading)
    yield (
        beside(unit, reading.text(EXACTNESS), reading),
        [exactness(record, key, reading) for record in section.records],
    )
    yield unit, [amount_cell(record, reading) for record in records]
    yield (
        f"{reading.text(WHOLE)}（{code}）" if reading.lang == "zh" else f"{reading.text(WHOLE)} ({code})",
        [Cell(record["amount"]) if record and record["amount"] is not None else Cell() for record in records],
    )


def amount_cell(record: Record | None, reading: Reading) -> Cell:
    """Return an amount in the large unit of its currency, with its significant digits."""
    if record is None or record["amount"] is None:
        return Cell()
    return number_cell(without_zeros(with_digits(record["amount"], record["significant_digits"], reading.power)))


def value_columns(section: Section, key: str, reading: Reading) -> Iterator[SheetColumn]:
    """Yield values of any unit: how exact they are, as people read them with their unit, and in whole units."""
    prefix = key.rpartition(".")[0]
    owners = [value_at(record, prefix) if prefix else record for record in section.records]
    known = [owner if owner and owner["value"] is not None else None for owner in owners]
    before = reading.text(TITLES[prefix]) if prefix else ""

    def texts(text: Text, cell: Callable[[Record], Cell]) -> SheetColumn:
        return beside(before, reading.text(text), reading), [
            Cell() if owner is None else cell(owner) for owner in known
        ]

    yield texts(EXACTNESS, lambda owner: exactness(owner, "value", reading))
    yield texts(CATALOGUE["value"].heading, lambda owner: number_cell(value_text(owner["value"], owner, reading)))
    yield texts(CATALOGUE["unit"].heading, lambda owner: Cell(unit_text(owner["unit"], reading)))
    yield texts(WHOLE, lambda owner: Cell(owner["value"], decimals_of(owner["value"])))
    yield texts(COUNTED, lambda owner: Cell(counted_text(owner["unit"], reading)))


def counted_text(unit: str, reading: Reading) -> str:
    """Return what a whole value counts, without a scale."""
    return output.UNITS.get(unit, unit) if reading.lang == "zh" else unit


def beside(before: str, text: str, reading: Reading) -> str:
    """Return a heading with what it belongs to before it, if anything."""
    return f"{before}{'：' if reading.lang == 'zh' else ': '}{text}" if before else text


NUMBERS: dict[str, Callable[[Section, str, Reading], Iterator[SheetColumn]]] = {
    "count": plain_columns,
    "number": number_columns,
    "difference": plain_columns,
    "percent": qualified_columns,
    "rate": qualified_columns,
    "money": money_columns,
    "value": value_columns,
}
"""What makes the columns of each kind of numbers."""
