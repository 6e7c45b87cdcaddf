"""Small pieces of sentences, in both languages."""

from collections.abc import Iterable, Iterator
from string import Formatter

from cqparts.lookups.base import Record
from cqparts.model.types import Text
from cqparts.output.columns import WORDS
from cqparts.output.formatting import Reading, unit_text
from cqparts.report.document import Part


def filled(reading: Reading, wording: Text, **figures: str) -> tuple[Part, ...]:
    """Return a wording with its places filled; a place whose name begins with a capital is a figure that stands out."""
    parts = []
    for text, field, _, _ in Formatter().parse(reading.text(wording)):
        parts += [Part(text)] if text else []
        parts += [Part(figures[field], field[0].isupper())] if field and figures[field] else []
    return tuple(parts)


def listed(texts: Iterable[str], reading: Reading) -> str:
    """Return texts as a sentence lists them: "a, b and c"."""
    every = list(texts)
    if reading.lang == "zh":
        return "、".join(every)
    return " and ".join([", ".join(every[:-1]), every[-1]] if len(every) > 1 else every)


def counted(number: int, words: tuple[str, str], zh: str, reading: Reading) -> str:
    """Return a number of things."""
    return reading.text(Text(f"{number:,} {words[number != 1]}", f"{number:,}{zh}"))


def lower(words: str) -> str:
    """Return words for the middle of a sentence: their first letter small, unless more of the word is in capitals."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def named(record: Record, reading: Reading) -> str:
    """Return what a record is called; in the middle of an English sentence with a small first letter."""
    return str(record["name_zh"]) if reading.lang == "zh" else lower(record["name"])


def joined(groups: list[tuple[Part, ...]], reading: Reading) -> Iterator[Part]:
    """Yield groups of parts with "and" between them."""
    for place, group in enumerate(groups):
        last = place == len(groups) - 1
        yield from [Part(reading.text(Text(" and " if last else ", ", "，")))] if place else []
        yield from group


def when(record: Record) -> str:
    """Return the period or the day of a record."""
    return str(record["period"] or record["as_of"])


def unit(code: str, reading: Reading) -> str:
    """Return a unit as it follows a number."""
    words = unit_text(code, reading)
    return words if reading.lang == "zh" and not words.isascii() and " " not in words else f" {words}"


def exactness(record: Record, reading: Reading) -> str:
    """Return "about" or "at least" before a figure that is not exact."""
    if record["qualifier"] == "exact":
        return ""
    return reading.text(WORDS[record["qualifier"]]) + (" " if reading.lang == "en" else "")


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
PARTS = {
    "H1": Text("the first half of", "上半年"),
    "H2": Text("the second half of", "下半年"),
    "Q1": Text("the first quarter of", "一季度"),
    "Q2": Text("the second quarter of", "二季度"),
    "Q3": Text("the third quarter of", "三季度"),
    "Q4": Text("the fourth quarter of", "四季度"),
}


def time_words(time: str, reading: Reading) -> str:
    """Return a day, month, year or period in words.

    >>> [time_words(time, Reading()) for time in ("2023", "2023-08-18", "2023-H1", "2023-01/2023-08")]
    ['2023', '18 August 2023', 'the first half of 2023', 'January 2023 to August 2023']
    >>> [time_words(time, Reading("zh")) for time in ("2023", "2023-08-18", "2023-H1", "2023-01/2023-08")]
    ['2023年', '2023年8月18日', '2023年上半年', '2023年1月至2023年8月']
    """
    first, _, last = time.partition("/")
    if last:
        return reading.text(Text(" to ", "至")).join(time_words(part, reading) for part in (first, last))
    year, *rest = time.split("-")
    if rest and rest[0] in PARTS:
        return reading.text(Text(f"{PARTS[rest[0]].en} {year}", f"{year}年{PARTS[rest[0]].zh}"))
    numbers = [int(part) for part in rest]
    if reading.lang == "zh":
        return f"{year}年" + "".join(f"{number}{sign}" for number, sign in zip(numbers, "月日", strict=False))
    return " ".join([*(str(day) for day in numbers[1:]), *([MONTHS[numbers[0] - 1]] if numbers else []), year])
