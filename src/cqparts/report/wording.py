"""Pieces of sentences, in both languages."""

from collections.abc import Iterable
from typing import Any

from cqparts.lookups.base import Record
from cqparts.lookups.records import lower_first
from cqparts.model import times
from cqparts.model.index import last_month
from cqparts.model.types import Model, Text
from cqparts.output.columns import WORDS
from cqparts.output.formatting import Reading, cell_text, unit_text, with_digits, without_zeros
from cqparts.report import strings
from cqparts.report.document import Phrase, Sentence


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


def plain_number(text: str, reading: Reading) -> str:
    """Return a number as the report writes it: no blank before a percent sign, and in Chinese no commas.

    >>> plain_number("1,296,000", Reading()), plain_number("70 %", Reading()), plain_number("2,799", Reading("zh"))
    ('1,296,000', '70%', '2799')
    """
    text = text.replace(" %", "%")
    return text.replace(",", "") if reading.lang == "zh" else text


def number_of(record: Record, key: str, reading: Reading) -> str:
    """Return the number at a key of a record, without qualifier and unit."""
    power = reading.power
    if key == "percent" or (record.get("unit") == "percent" and key == "value"):
        return plain_number(with_digits(record[key], record["significant_digits"]) + "%", reading)
    if key == "amount" or (key == "value" and record["unit"].isupper()):
        return plain_number(without_zeros(with_digits(record[key], record["significant_digits"], power)), reading)
    return plain_number(cell_text(record, key, reading), reading)


def figure_text(record: Record, key: str, reading: Reading) -> str:
    """Return the number at a key of a record with its qualifier before it."""
    return qualifier_prefix(record, reading) + number_of(record, key, reading)


def converted_text(record: Record, code: str, reading: Reading) -> str:
    """Return an amount in another currency, with its qualifier; nothing where it is not converted."""
    item = conversion_of(record, code)
    if item is None:
        return ""
    number = with_digits(item["amount"], item["significant_digits"], reading.power)
    return qualifier_prefix(item, reading) + plain_number(number, reading)


def conversion_of(record: Record, code: str) -> Record | None:
    """Return an amount in one of the currencies that it is converted to."""
    return next((item for item in record["converted"] if item["currency"] == code), None)


def with_unit(record: Record, key: str, reading: Reading) -> str:
    """Return the number at a key of a record with qualifier and unit: "400 bn CNY"."""
    code = record.get("unit") or record.get("currency") or ""
    text = figure_text(record, key, reading)
    if code == "percent" or key == "percent":
        return text
    suffix = unit_suffix(code, reading)
    return text + (
        suffix.removesuffix("s") if record[key] == 1 and reading.lang == "en" and not code.isupper() else suffix
    )


def short_time(time: str | None, reading: Reading) -> str:
    """Return a day, month, year or period for a cell: "Jan–Aug 2023"."""
    return times.time_text(time, reading.lang) if time else ""


def number_ranges(numbers: Iterable[int]) -> list[tuple[int, str]]:
    """Return numbers as ranges, each with its first number.

    >>> number_ranges([3, 1, 2, 7])
    [(1, '1–3'), (7, '7')]
    """
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return [(first, str(first) if first == last else f"{first}–{last}") for first, last in ranges]


def facts_date(model: Model, reading: Reading) -> str:
    """Return the month of the newest date that a record of the model has; what is of some day of a year, has no month.

    A half, a quarter or a year that a figure covers reaches to its last month.
    """
    records = [
        record
        for group in (model.pilot.items, model.projects, model.production, model.events, model.figures)
        for record in group
        if getattr(record, "kind", "") not in ("target", "draft")
    ]
    periods: list[str] = [getattr(record, "period", None) or "" for record in records]
    ends = [last_month(period.partition("/")[2] or period) for period in periods if period]
    days: list[str] = [getattr(record, key, None) or "" for record in records for key in ("as_of", "stage_as_of")]
    ends += [last_month(day) if "-" in day else day for day in days]
    newest = max(ends, default="") or model.pilot.as_of or ""
    return time_text(newest[: len("2023-08")], reading) if newest else ""


def edition_text(model: Model, reading: Reading) -> str:
    """Return how new the facts of a model are, as its reports say it."""
    date = facts_date(model, reading)
    return reading.text(strings.FACTS_TO).format(date=date) if date else ""


def plain(text: str) -> Sentence:
    """Return a text as a sentence that cites nothing."""
    return Sentence((Phrase(text),))


def cited(text: str, sources: Iterable[str]) -> Sentence:
    """Return a text as a sentence that cites sources."""
    return Sentence((Phrase(text),), tuple(dict.fromkeys(sources)))
