"""Tables of an answer as the cells of a spreadsheet: numbers as numbers, all else as text."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cqparts.export.titles import KINDS, TITLES, WORDS
from cqparts.lookups.base import Record
from cqparts.model.types import Text
from cqparts.output import columns as output
from cqparts.output.columns import CATALOGUE
from cqparts.output.formatting import (
    MARKS,
    Reading,
    money_unit,
    qualifier_word,
    unit_text,
    value_at,
    value_text,
    with_digits,
    without_zeros,
)
from cqparts.output.page import note_letters

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
    """What a sheet is made of: records, the keys to show of them, and notes on all of them."""

    records: Sequence[Record]
    keys: tuple[str, ...]
    kind: Text | None = None
    """What a row is: the heading of its name."""
    notes: Iterable[Text] = ()


class Sources(NamedTuple):
    """What a cell of sources needs: the number of each by its id, and the address that it leads to."""

    numbers: Mapping[str, int]
    links: Mapping[str, str]


class Manner(NamedTuple):
    """How contents become sheets: language and names, sources, and what need not be said twice."""

    reading: Reading
    sources: Sources
    brief: Collection[str]
    """The cautions that say in short what a remark says, which stands among the notes."""


SheetColumn = tuple[str, list[Cell]]
"""A heading and the cells below it."""


def to_sheet(name: str, table: str, content: Content, manner: Manner) -> Sheet:
    """Return the sheet of a content; its notes are letters here, and texts beside it."""
    reading, records = manner.reading, content.records
    letters = letter_notes(content, manner)
    keys = own_keys(content, reading.lang)
    columns = [pair for key in keys for pair in columns_of(content, key, manner)]
    marks = [{letters[note] for note in notes_of(record, manner)} - {""} for record in records]
    columns.append((reading.text(NOTES), [Cell(" ".join(sorted(mark, key=by_length)) or None) for mark in marks]))
    if all("id" in record for record in records):
        columns.append((reading.text(ID), [Cell(record["id"]) for record in records]))
    columns = [pair for pair in columns if any(cell.value is not None for cell in pair[1])]
    heads = unique_heads(head for head, _ in columns)
    rows = [list(cells) for cells in zip(*(cells for _, cells in columns), strict=True)]
    general = [("", reading.text(text)) for text in content.notes]
    return Sheet(name, table, heads, rows, general + [(letter, text) for text, letter in letters.items()])


def own_keys(content: Content, lang: str) -> list[str]:
    """Return the keys of a content, in Chinese the Chinese counterpart of each that has one."""
    held = content.records[0]
    return [f"{key}_zh" if lang == "zh" and f"{key}_zh" in held else key for key in content.keys]


def notes_of(record: Record, manner: Manner) -> list[str]:
    """Return the cautions and notes of a record, each once; no caution that says in short what a note says."""
    suffix = "_zh" if manner.reading.lang == "zh" else ""
    cautions = (text for text in record.get(f"cautions{suffix}", ()) if text not in manner.brief)
    return list(dict.fromkeys([*cautions, *record.get(f"notes{suffix}", ())]))


def letter_notes(content: Content, manner: Manner) -> dict[str, str]:
    """Return the notes that records bring, each with the letter that marks its rows; none if it is about all rows."""
    counts = Counter(note for record in content.records for note in notes_of(record, manner))
    letters, rows = note_letters(), len(content.records)
    return {note: "" if 1 < rows == number else next(letters) for note, number in counts.items()}


def by_length(letter: str) -> tuple[int, str]:
    """Return what letters of notes sort by, so that aa comes after z."""
    return len(letter), letter


def unique_heads(heads: Iterable[str]) -> list[str]:
    """Return headings, each another than those before it in any case, as a table of Excel asks for."""
    taken: dict[str, str] = {}
    for head in (head[:LONGEST_HEAD] for head in heads):
        names = (head, *(f"{head} ({number})" for number in range(2, len(taken) + 2)))
        free = next(name for name in names if name.lower() not in taken)
        taken[free.lower()] = free
    return list(taken.values())


def columns_of(content: Content, key: str, manner: Manner) -> Iterator[SheetColumn]:
    """Yield the columns that a key becomes: a number brings its exactness and its unit along."""
    kind, reading = kind_of(key), manner.reading
    if kind in NUMBERS:
        yield from NUMBERS[kind](content, key, reading)
    elif kind == "sources":
        cells = [source_cell(record.get(key), manner.sources) for record in content.records]
        yield title_of(content, key, reading), cells
    elif kind != "unit":  # it stands beside its value
        yield title_of(content, key, reading), [text_cell(record, key, kind, reading) for record in content.records]


def kind_of(key: str) -> str:
    """Return the kind of the cells of a key; a key that is in no catalogue is the id of a place, in the matrix."""
    name = key.rpartition(".")[2]
    if name in CATALOGUE:
        return CATALOGUE[name].kind
    return KINDS.get(name, "text") if name in TITLES else "mark"


def title_of(content: Content, key: str, reading: Reading) -> str:
    """Return the heading of a key; of names it is what a row is."""
    name = key.rpartition(".")[2]
    if name in ("name", "name_zh") and content.kind:
        return reading.text(content.kind)
    if name in CATALOGUE:
        return reading.text(CATALOGUE[name].heading)
    return reading.text(TITLES[name] if name in TITLES else reading.names[name])


def text_cell(record: Record, key: str, kind: str, reading: Reading) -> Cell:
    """Return a cell of text; nothing where there is no value."""
    value = (record.get("period") or record.get("as_of")) if key == "when" else value_at(record, key)
    if value is None or value in ([], ()):
        return Cell()
    if kind == "mark":
        return Cell(MARKS[value], centred=True)
    if kind in TEXT_OF:
        return Cell(TEXT_OF[kind](value, key, reading))
    return Cell(str(value))


def word_of(word: str, key: str, reading: Reading) -> str:
    """Return a word that the contract or the model fixes as people read it; any other as it is."""
    first, second = (WORDS, output.WORDS) if key in TITLES else (output.WORDS, WORDS)
    return reading.text(first.get(word) or second.get(word) or Text(word, word))


def name_of(key: str, reading: Reading) -> str:
    """Return the name of a record; its id where it has none."""
    return reading.text(reading.names.get(key, Text(key, key)))


TEXT_OF: dict[str, Callable[[Any, str, Reading], str]] = {
    "word": word_of,
    "flag": lambda value, _, reading: reading.text(Text("yes", "是") if value else Text("no", "否")),
    "ref": lambda value, _, reading: name_of(value, reading),
    "refs": lambda value, _, reading: ("、" if reading.lang == "zh" else ", ").join(
        name_of(key, reading) for key in value
    ),
    "texts": lambda value, _, reading: ("；" if reading.lang == "zh" else "; ").join(value),
}
"""The text of the kinds of cells that are not as they stand."""


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


def plain_columns(content: Content, key: str, reading: Reading) -> Iterator[SheetColumn]:
    """Yield a column of numbers of which nothing says how exact they are."""
    values = [value_at(record, key) for record in content.records]
    cells = [Cell() if value is None else Cell(value, decimals_of(value)) for value in values]
    yield title_of(content, key, reading) + (" (%)" if kind_of(key) == "difference" else ""), cells


def number_columns(content: Content, key: str, reading: Reading) -> Iterator[SheetColumn]:
    """Yield a column of numbers, with how exact they are where their records tell their digits."""
    told = any(record.get("significant_digits") for record in content.records) and "." not in key
    yield from (qualified_columns if told else plain_columns)(content, key, reading)


def decimals_of(value: float) -> int:
    """Return how many decimals a number is written with.

    >>> decimals_of(12), decimals_of(29.35), decimals_of(1e300)
    (0, 2, 0)
    """
    return len(f"{value}".partition(".")[2]) if isinstance(value, float) and "e" not in f"{value}" else 0


def qualified_columns(content: Content, key: str, reading: Reading) -> Iterator[SheetColumn]:
    """Yield a column of numbers with their digits, behind one that says how exact they are."""
    head = title_of(content, key, reading)
    yield (
        beside(head, reading.text(EXACTNESS), reading),
        [exactness(record, key, reading) for record in content.records],
    )
    yield head, [digits_cell(record, key) for record in content.records]


def digits_cell(record: Record, key: str) -> Cell:
    """Return a number with its significant digits."""
    value = value_at(record, key)
    return Cell() if value is None else number_cell(with_digits(value, record.get("significant_digits")))


def money_columns(content: Content, key: str, reading: Reading) -> Iterator[SheetColumn]:
    """Yield amounts, those of each currency in columns of their own, which say so where there are several."""
    prefix = key.rpartition(".")[0]
    records = [value_at(record, prefix) if prefix else record for record in content.records]
    codes = dict.fromkeys(record["currency"] for record in records if record and record["currency"])
    before = title_of(content, key, reading) if len(codes) > 1 else ""
    for code in codes:
        amounts = [record if record and record["currency"] == code else None for record in records]
        for head, cells in currency_columns(amounts, code, reading):
            yield beside(before, head, reading), cells


def currency_columns(records: Sequence[Record | None], code: str, reading: Reading) -> Iterator[SheetColumn]:
    """Yield amounts of one currency three times: how exact they are, in its large unit, and in whole units."""
    unit = money_unit(code, reading)
    yield (
        beside(unit, reading.text(EXACTNESS), reading),
        [Cell() if record is None else exactness(record, "amount", reading) for record in records],
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


def value_columns(content: Content, key: str, reading: Reading) -> Iterator[SheetColumn]:
    """Yield values of any unit: how exact they are, as people read them with their unit, and in whole units."""
    prefix = key.rpartition(".")[0]
    owners = [value_at(record, prefix) if prefix else record for record in content.records]
    known = [owner if owner and owner["value"] is not None else None for owner in owners]
    before = reading.text(CATALOGUE[prefix].heading) if prefix else ""

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


NUMBERS: dict[str, Callable[[Content, str, Reading], Iterator[SheetColumn]]] = {
    "count": plain_columns,
    "number": number_columns,
    "difference": plain_columns,
    "percent": qualified_columns,
    "rate": qualified_columns,
    "money": money_columns,
    "value": value_columns,
}
"""What makes the columns of each kind of numbers."""
