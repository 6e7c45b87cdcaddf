"""A record's values as people read them: numbers with their digits, words and units in a language."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from cqparts.lookups.base import Record, Section
from cqparts.model.resolve import assemblies
from cqparts.model.types import Model, Text
from cqparts.output.columns import CATALOGUE, UNITS, WORDS, Column

POWERS = {"full": 0, "million": 6, "yi": 8, "billion": 9}
"""The powers of ten in which amounts of money can be shown, by the word that asks for each."""

POWER_WORDS = {0: Text("", ""), 6: Text("m", "百万"), 8: Text("100m", "亿"), 9: Text("bn", "十亿")}

NOTHING = "—"
"""What stands where there is no value."""


class Reading(NamedTuple):
    """How an answer is to be read: language, unit of money, the number of each source, and what ids are called."""

    lang: str = "en"
    unit: str | None = None
    numbers: Mapping[str, int] = {}
    """The number in the notes of each source by its id."""
    names: Mapping[str, Text] = {}
    """What the records of the model are called, by id."""

    @property
    def power(self) -> int:
        """The power of ten of amounts: as asked, else billions in English and 亿 in Chinese."""
        return POWERS[self.unit] if self.unit else POWERS["yi" if self.lang == "zh" else "billion"]

    def text(self, text: Text) -> str:
        """Return a text in the language."""
        return text.zh if self.lang == "zh" else text.en


def names_of(model: Model) -> dict[str, Text]:
    """Return what the records of a model are called where cells and headings name them, by id."""
    groups = (
        model.measures,
        model.scopes,
        model.areas,
        model.districts,
        model.cities,
        model.systems,
        assemblies(model),
    )
    return {record.id: Text(record.name, record.name_zh) for group in groups for record in group}


MARK = Column(
    Text("Named", "列入"),
    "mark",
    "True: named in the lists; disputed: in one list only; false: in none at hand.",
)
"""What a key means that is the id of an assembly or district."""


def column(key: str) -> Column:
    """Return what a key of an answer means, dotted or not; one that the catalogue lacks is an id of the model."""
    known = CATALOGUE.get(key.rpartition(".")[2])
    if known is not None:
        return known
    if key.endswith(".count"):
        return CATALOGUE[key.partition(".")[0]]._replace(kind="count")
    return MARK


def dig(record: Record, key: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Return the value at a dotted key: in a record of its own, or in that of a currency; None where there is none."""
    value: Any = record
    for part in key.split("."):
        if isinstance(value, list):
            value = len(value) if part == "count" else next((each for each in value if each["currency"] == part), None)
        else:
            value = value.get(part)
        if value is None:
            return None
    return value


def heading(section: Section, key: str, reading: Reading) -> str:
    """Return a column's heading: of names what they are the names of, of amounts the unit that all of them share."""
    if section.kind and key in ("name", "name_zh"):
        return name_heading(section.kind, key, reading)
    known = column(key)
    if known.kind == "mark":
        return reading.text(reading.names.get(key, known.heading))
    return (known.kind == "money" and shared_unit(section, key, reading)) or reading.text(known.heading)


def name_heading(kind: Text, key: str, reading: Reading) -> str:
    """Return the heading of names: what a row is, in the language of the names."""
    if key == "name":
        return kind.en
    return kind.zh if reading.lang == "zh" else "中文"


def shared_unit(section: Section, key: str, reading: Reading) -> str:
    """Return the unit of amounts of one currency; nothing where there are several."""
    beside = key.rpartition(".")[0] + ".currency" if "." in key else "currency"
    codes = {dig(record, beside) for record in section.records} - {None}
    return money_unit(codes.pop(), reading) if len(codes) == 1 else ""


def money_unit(code: str, reading: Reading) -> str:
    """Return what amounts of a currency are counted in: "bn CNY", "亿元"."""
    word = reading.text(POWER_WORDS[reading.power])
    return f"{word}{UNITS.get(code, ' ' + code)}".strip() if reading.lang == "zh" else f"{word} {code}".strip()


def cell(record: Record, key: str, reading: Reading) -> str:
    """Return one cell as people read it."""
    kind = column(key).kind
    if kind == "when":
        return record["period"] or record["as_of"] or NOTHING
    value = dig(record, key)
    return NOTHING if value is None or value == [] else CELLS[kind](value, record, key, reading)


def number(value: float) -> str:
    """Return a number with its thousands grouped and no exponent.

    >>> number(1296000), number(20.2), number(1e16)
    ('1,296,000', '20.2', '10,000,000,000,000,000')
    """
    return f"{value:,}" if isinstance(value, int) or abs(value) < 1e15 else f"{value:,.0f}"  # noqa: PLR2004 -- repr turns to exponents


def scaled(value: float, digits: int | None, power: int) -> str:
    """Return an amount in units of a power of ten, with its significant digits and no more.

    >>> scaled(279900000000, 4, 9), scaled(7210000000, 3, 9), scaled(24000000000, 3, 9), scaled(1000, 4, 0)
    ('279.9', '7.21', '24.0', '1,000')
    """
    if digits is None or not value:
        return number(value)
    exponent = int(f"{value:e}".split("e")[1])
    return f"{value / 10**power:,.{max(digits - 1 - exponent + power, 0)}f}"


def counted(value: float, record: Record, reading: Reading) -> str:
    """Return a value of any unit: money in the unit asked, with its digits; vehicles by 万 in Chinese; others as is."""
    unit, digits = record["unit"], record["significant_digits"]
    if unit and unit.isupper():
        return without_zeros(scaled(value, digits, reading.power))
    if unit == "vehicles" and reading.lang == "zh":
        return number(value / 10_000) if value % 10_000 else number(value // 10_000)
    return scaled(value, digits, 0)


def unit_text(unit: str, reading: Reading) -> str:
    """Return a unit as people read it: "bn CNY", "亿元", "万辆"."""
    if unit.isupper():
        return money_unit(unit, reading)
    if reading.lang == "zh":
        return ("万" if unit == "vehicles" else "") + UNITS.get(unit, unit)
    return "%" if unit == "percent" else unit


def qualified(record: Record, key: str, reading: Reading) -> str:
    """Return how exact a converted amount is, before it; nothing of one that is exact, or of another value."""
    beside = key.removesuffix("amount")
    return qualifier_word(dig(record, f"{beside}qualifier"), dig(record, f"{beside}bound"), reading) if beside else ""


def qualifier_word(value: str | None, bound: str | None, reading: Reading) -> str:
    """Return how exact a figure is as people read it: nothing where it is exact, over where the source says so."""
    return "" if value in (None, "exact") else word(bound or value, reading)


def money(value: float, record: Record, key: str, reading: Reading) -> str:
    """Return an amount with its digits; a converted one with its qualifier before it, zeros of the unit left out."""
    said = qualified(record, key, reading)
    shown = scaled(value, dig(record, f"{key.removesuffix('amount')}significant_digits"), reading.power)
    if "." not in key:
        return without_zeros(shown)
    return f"{said}{'' if reading.lang == 'zh' or not said else ' '}{shown}"


def without_zeros(shown: str) -> str:
    """Return a number without a fraction of nothing, which comes from the unit that it is shown in.

    >>> without_zeros("400.0"), without_zeros("52.50"), without_zeros("4,000")
    ('400', '52.50', '4,000')
    """
    whole, _, fraction = shown.partition(".")
    return shown if fraction.strip("0") else whole


def word(value: str, reading: Reading) -> str:
    """Return one of the contract's words as people read it, or a text as it is."""
    return reading.text(WORDS[value]) if value in WORDS else value


MARKS = {True: "●", "disputed": "◐", False: "·"}
"""How a matrix cell reads: named, in one list only, not named."""


def cite(keys: list[str], reading: Reading) -> str:
    """Return sources as their numbers in the notes, in order, or as ids where the notes do not list them."""
    numbered = sorted(reading.numbers[key] for key in keys if key in reading.numbers)
    return " ".join([*map(str, numbered), *(key for key in keys if key not in reading.numbers)])


def member(record: Record, reading: Reading) -> str:
    """Return a record within a record by its name, marked where sources differ."""
    text = record.get("name_zh" if reading.lang == "zh" else "name") or record.get("label") or record.get("id") or ""
    return f"{text}*" if record.get("disputed") else str(text)


def joined(parts: Any, reading: Reading) -> str:  # noqa: ANN401 -- an iterable of texts
    """Return texts as a list in a cell."""
    return ("、" if reading.lang == "zh" else ", ").join(parts)


CELLS: dict[str, Callable[[Any, Record, str, Reading], str]] = {
    "text": lambda value, *_: str(value),
    "texts": lambda value, *_: " ".join(value),
    "word": lambda value, record, key, reading: (
        qualifier_word(value, record.get("bound"), reading) if key.endswith("qualifier") else word(value, reading)
    ),
    "flag": lambda value, _record, _key, reading: reading.text(Text("yes", "是") if value else Text("no", "否")),
    "mark": lambda value, *_: MARKS[value],
    "count": lambda value, *_: number(value),
    "number": lambda value, *_: str(value),
    "rate": lambda value, record, *_: scaled(value, record["significant_digits"], 0),
    "percent": lambda value, record, *_: scaled(value, record.get("significant_digits"), 0) + " %",
    "difference": lambda value, *_: f"{value:+.3f} %",
    "value": lambda value, record, _key, reading: counted(value, record, reading),
    "unit": lambda value, _record, _key, reading: unit_text(value, reading),
    "money": money,
    "ref": lambda value, _record, _key, reading: reading.text(reading.names.get(value, Text(value, value))),
    "refs": lambda value, _record, _key, reading: joined(value, reading),
    "sources": lambda value, _record, _key, reading: cite(value, reading),
    "records": lambda value, _record, _key, reading: joined((member(each, reading) for each in value), reading),
    "spread": lambda value, *_: "; ".join(f"{number(each['amount'])} {each['currency']}" for each in value),
    "quotes": lambda value, *_: " ".join(value.values()),
    "group": lambda value, *_: ", ".join(
        f"{part} {held}" for part, held in value.items() if not isinstance(held, list)
    ),
}
"""How a value of each kind of column reads."""
