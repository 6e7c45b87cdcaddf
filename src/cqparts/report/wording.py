"""Pieces of sentences, in both languages."""

from collections.abc import Iterable, Iterator
from string import Formatter
from typing import Any

from cqparts.lookups.base import Record
from cqparts.lookups.localization import LOCALIZATION
from cqparts.lookups.records import lower_first
from cqparts.model.index import Index
from cqparts.model.types import Model, Text
from cqparts.output.columns import WORDS
from cqparts.output.formatting import Reading, unit_text
from cqparts.report.document import Phrase


def fill_wording(reading: Reading, wording: Text, **values: str) -> tuple[Phrase, ...]:
    """Return a wording with values for its fields; a field that begins with a capital is a figure."""
    phrases = []
    for text, field, _, _ in Formatter().parse(reading.text(wording)):
        phrases += [Phrase(text)] if text else []
        phrases += [Phrase(values[field], field[0].isupper())] if field and values[field] else []
    return tuple(phrases)


def join_with_and(texts: Iterable[str], reading: Reading) -> str:
    """Return texts as a list in a sentence: "a, b and c"."""
    items = list(texts)
    if reading.lang == "zh":
        return "、".join(items)
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number_text(number: int) -> str:
    """Return a number for an English sentence: below ten in words."""
    return SMALL_NUMBERS[number] if number < len(SMALL_NUMBERS) else f"{number:,}"


def count_text(number: int, words: tuple[str, str], zh: str, reading: Reading) -> str:
    """Return a number of things: "three districts"."""
    return reading.text(Text(f"{number_text(number)} {words[number != 1]}", f"{number:,}{zh}"))


def upper_first(text: str) -> str:
    """Return a text with a capital for the start of a sentence."""
    return text[:1].upper() + text[1:]


def name_of(record: Any, reading: Reading) -> str:  # noqa: ANN401 -- any of the model's named records
    """Return the name of a record of the model."""
    return reading.text(Text(record.name, record.name_zh))


COMMON_WORDS = frozenset({"Central", "Eastern", "Eight", "Nine", "Northern", "Southern", "Western"})
"""First words of the names of areas that are written small within a sentence."""


def area_in_sentence(record: Any, reading: Reading) -> str:  # noqa: ANN401 -- any of the model's named records
    """Return the name of a subject for the middle of a sentence: "western Chongqing"."""
    name = name_of(record, reading)
    return lower_first(name) if name.partition(" ")[0] in COMMON_WORDS else name


def name_in_sentence(record: Record, reading: Reading) -> str:
    """Return the name in a record of an answer, for the middle of a sentence."""
    return str(record["name_zh"]) if reading.lang == "zh" else lower_first(record["name"])


def join_phrases(groups: list[tuple[Phrase, ...]], reading: Reading) -> Iterator[Phrase]:
    """Yield groups of phrases with "and" between them."""
    for position, group in enumerate(groups):
        last = position == len(groups) - 1
        yield from [Phrase(reading.text(Text(" and " if last else ", ", "，")))] if position else []
        yield from group


def record_time(record: Record) -> str:
    """Return the period or the day of a record."""
    return str(record["period"] or record["as_of"])


def subject_and_time(record: Record) -> tuple[str, str]:
    """Return the subject and the time of a figure."""
    return record["subject"], record_time(record)


def unit_suffix(code: str, reading: Reading) -> str:
    """Return a unit for the place behind a number, with a space where the language needs one."""
    text = unit_text(code, reading)
    return text if reading.lang == "zh" and not text.isascii() and " " not in text else f" {text}"


def qualifier_prefix(record: Record, reading: Reading) -> str:
    """Return "about", "at least" or "over" for the place before a figure that is not exact."""
    word = record.get("bound") or record.get("qualifier", "exact")
    return "" if word == "exact" else word_prefix(word, reading)


def word_prefix(word: str, reading: Reading) -> str:
    """Return one of the output's fixed words for the place before a figure."""
    return reading.text(WORDS[word]) + (" " if reading.lang == "en" else "")


def rates_title(model: Model, records: Iterable[Record]) -> Text | None:
    """Return the measure and the area of localization rates, if all are of one area."""
    index, subjects = Index(model), {record["subject"] for record in records}
    if len(subjects) != 1 or LOCALIZATION not in index.terms:
        return None
    measure, subject = index.terms[LOCALIZATION], index.subjects[subjects.pop()]
    return Text(f"{measure.name}, {subject.name}", f"{subject.name_zh}{measure.name_zh}")


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
YEAR_PARTS = {
    "H1": Text("the first half of", "上半年"),
    "H2": Text("the second half of", "下半年"),
    "Q1": Text("the first quarter of", "一季度"),
    "Q2": Text("the second quarter of", "二季度"),
    "Q3": Text("the third quarter of", "三季度"),
    "Q4": Text("the fourth quarter of", "四季度"),
}


def time_text(time: str, reading: Reading) -> str:
    """Return a day, month, year or period in words.

    >>> [time_text(time, Reading()) for time in ("2023", "2023-08-18", "2023-H1", "2023-01/2023-08")]
    ['2023', '18 August 2023', 'the first half of 2023', 'January 2023 to August 2023']
    >>> [time_text(time, Reading("zh")) for time in ("2023", "2023-08-18", "2023-H1", "2023-01/2023-08")]
    ['2023年', '2023年8月18日', '2023年上半年', '2023年1月至2023年8月']
    """
    first, _, last = time.partition("/")
    if last:
        return reading.text(Text(" to ", "至")).join(time_text(end, reading) for end in (first, last))
    year, *rest = time.split("-")
    if rest and rest[0] in YEAR_PARTS:
        return reading.text(Text(f"{YEAR_PARTS[rest[0]].en} {year}", f"{year}年{YEAR_PARTS[rest[0]].zh}"))
    numbers = [int(text) for text in rest]
    if reading.lang == "zh":
        return f"{year}年" + "".join(f"{number}{sign}" for number, sign in zip(numbers, "月日", strict=False))
    return " ".join([*(str(day) for day in numbers[1:]), *([MONTHS[numbers[0] - 1]] if numbers else []), year])
