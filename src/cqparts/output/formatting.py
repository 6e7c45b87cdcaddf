"""The values of a record as texts for people: numbers with their digits, words and units in a language."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from cqparts.lookups.base import Record, Section
from cqparts.model.resolve import assemblies
from cqparts.model.types import Model, Text
from cqparts.output.columns import CATALOGUE, UNITS, WORDS, Column

if TYPE_CHECKING:
    from decimal import Decimal

POWERS = {"full": 0, "million": 6, "yi": 8, "billion": 9}
"""The powers of ten in which amounts of money can be written, by the word of `--unit`."""

POWER_WORDS = {0: Text("", ""), 6: Text("m", "百万"), 8: Text("100m", "亿"), 9: Text("bn", "十亿")}

MOST_DIGITS = 400
"""Digits of any number that a float or a figure of the model can be."""

NOTHING = "—"
"""The text of a cell without a value."""


class Reading(NamedTuple):
    """How an answer is written for its reader: language, unit of money, numbers of sources, names of ids."""

    lang: str = "en"
    unit: str | None = None
    numbers: Mapping[str, int] = {}
    """The number in the notes of each source by its id."""
    names: Mapping[str, Text] = {}
    """The names of the model's records, by id."""

    @property
    def power(self) -> int:
        """The power of ten of amounts: that of the unit, else billions in English and 亿 in Chinese."""
        return POWERS[self.unit] if self.unit else POWERS["yi" if self.lang == "zh" else "billion"]

    def text(self, text: Text) -> str:
        """Return a text in the language."""
        return text.zh if self.lang == "zh" else text.en


def names_of(model: Model) -> dict[str, Text]:
    """Return the names of a model's records, by id, for cells and headings."""
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
    "Whether lists name the assembly of this id: true; disputed if one of them alone; false if none at hand.",
)
"""What a key means that is the id of an assembly or district."""


def column(key: str) -> Column:
    """Return the column of a key, dotted or not; a key that the catalogue lacks is an id of the model."""
    definition = CATALOGUE.get(key.rpartition(".")[2])
    if definition is not None:
        return definition
    if key.endswith(".count"):
        return CATALOGUE[key.partition(".")[0]]._replace(kind="count")
    return MARK


def value_at(record: Record, key: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Return the value at a dotted key: in a record of its own, or in that of a currency; None where there is none."""
    value: Any = record
    for step in key.split("."):
        if isinstance(value, list):
            value = len(value) if step == "count" else next((item for item in value if item["currency"] == step), None)
        else:
            value = value.get(step)
        if value is None:
            return None
    return value


def heading(section: Section, key: str, reading: Reading) -> str:
    """Return a column's heading: of names the kind of records, of amounts the unit that all of them share."""
    if section.kind and key in ("name", "name_zh"):
        return name_heading(section.kind, key, reading)
    definition = column(key)
    if definition.kind == "mark":
        return reading.text(reading.names.get(key, definition.heading))
    return (definition.kind == "money" and shared_unit(section, key, reading)) or reading.text(definition.heading)


def name_heading(kind: Text, key: str, reading: Reading) -> str:
    """Return the heading of names: the kind of records, in the language of the names."""
    if key == "name":
        return kind.en
    return kind.zh if reading.lang == "zh" else "中文"


def shared_unit(section: Section, key: str, reading: Reading) -> str:
    """Return the unit of amounts of one currency; nothing where there are several currencies."""
    currency_key = key.rpartition(".")[0] + ".currency" if "." in key else "currency"
    codes = {value_at(record, currency_key) for record in section.records} - {None}
    return money_unit(codes.pop(), reading) if len(codes) == 1 else ""


def money_unit(code: str, reading: Reading) -> str:
    """Return the unit of amounts of a currency: "bn CNY", "亿元"."""
    word = reading.text(POWER_WORDS[reading.power])
    return f"{word}{UNITS.get(code, ' ' + code)}".strip() if reading.lang == "zh" else f"{word} {code}".strip()


def cell_text(record: Record, key: str, reading: Reading) -> str:
    """Return the text of one cell."""
    kind = column(key).kind
    if kind == "when":
        return record["period"] or record["as_of"] or NOTHING
    value = value_at(record, key)
    return NOTHING if value is None or value == [] else FORMATTERS[kind](value, record, key, reading)


def number_text(value: float) -> str:
    """Return a number with its thousands grouped and no exponent.

    >>> number_text(1296000), number_text(20.2), number_text(1e16)
    ('1,296,000', '20.2', '10,000,000,000,000,000')
    """
    return f"{value:,}" if isinstance(value, int) else f"{in_units(value, 0):,f}"


def in_units(value: float, power: int) -> "Decimal":
    """Return a number in units of a power of ten, by the digits that it is written with, without loss."""
    from decimal import Context, Decimal

    return Decimal(repr(value)).scaleb(-power, Context(prec=MOST_DIGITS))


def with_digits(value: float, digits: int | None, power: int = 0) -> str:
    """Return a number in units of a power of ten, with its significant digits and no more.

    >>> with_digits(279900000000, 4, 9), with_digits(7210000000, 3, 9), with_digits(24000000000, 3, 9)
    ('279.9', '7.21', '24.0')
    >>> with_digits(1000, 4), with_digits(999999995, 9, 9), with_digits(12345678901234567890, 20)
    ('1,000', '0.999999995', '12,345,678,901,234,567,890')
    """
    if digits is None or not value:
        return number_text(value)
    shown = in_units(value, power)
    return f"{shown:,.{max(digits - 1 - shown.adjusted(), 0)}f}"


def value_text(value: float, record: Record, reading: Reading) -> str:
    """Return a value of any unit with its digits: money in the reader's unit, vehicles by 万 in Chinese."""
    unit, digits = record["unit"], record["significant_digits"]
    if unit and unit.isupper():
        return without_zeros(with_digits(value, digits, reading.power))
    if unit == "vehicles" and reading.lang == "zh":
        shown = f"{in_units(value, 4):,f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    return with_digits(value, digits)


def unit_text(unit: str, reading: Reading) -> str:
    """Return a unit in the reader's language: "bn CNY", "亿元", "万辆"."""
    if unit.isupper():
        return money_unit(unit, reading)
    if reading.lang == "zh":
        return ("万" if unit == "vehicles" else "") + UNITS.get(unit, unit)
    return "%" if unit == "percent" else unit


def qualified(record: Record, key: str, reading: Reading) -> str:
    """Return how exact a converted amount is, before it; nothing of one that is exact, or of another value."""
    beside = key.removesuffix("amount")
    return (
        qualifier_word(value_at(record, f"{beside}qualifier"), value_at(record, f"{beside}bound"), reading)
        if beside
        else ""
    )


def qualifier_word(value: str | None, bound: str | None, reading: Reading) -> str:
    """Return how exact a figure is as people read it: nothing where it is exact, over where the source says so."""
    return "" if value in (None, "exact") else word_text(bound or value, reading)


def money_text(value: float, record: Record, key: str, reading: Reading) -> str:
    """Return an amount with its digits; a converted one with its qualifier before it, zeros of the unit left out."""
    said = qualified(record, key, reading)
    shown = with_digits(value, value_at(record, f"{key.removesuffix('amount')}significant_digits"), reading.power)
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


def word_text(value: str, reading: Reading) -> str:
    """Return one of the contract's words as people read it, or a text as it is."""
    return reading.text(WORDS[value]) if value in WORDS else value


MARKS = {True: "●", "disputed": "◐", False: "·"}
"""How a matrix cell reads: named, in one list only, not named."""


def source_numbers(ids: list[str], reading: Reading) -> str:
    """Return sources as their numbers in the notes, in order, or as ids where the notes do not list them."""
    numbers = sorted(reading.numbers[key] for key in ids if key in reading.numbers)
    return " ".join([*map(str, numbers), *(key for key in ids if key not in reading.numbers)])


def record_name(record: Record, reading: Reading) -> str:
    """Return the name of a record within a record, with a star where sources differ."""
    name = record.get("name_zh" if reading.lang == "zh" else "name") or record.get("label") or record.get("id") or ""
    return f"{name}*" if record.get("disputed") else str(name)


def join_with_commas(texts: Iterable[str], reading: Reading) -> str:
    """Return texts as a list in a cell."""
    return ("、" if reading.lang == "zh" else ", ").join(texts)


FORMATTERS: dict[str, Callable[[Any, Record, str, Reading], str]] = {
    "text": lambda value, *_: str(value),
    "texts": lambda value, *_: " ".join(value),
    "word": lambda value, record, key, reading: (
        qualifier_word(value, record.get("bound"), reading) if key.endswith("qualifier") else word_text(value, reading)
    ),
    "flag": lambda value, _record, _key, reading: reading.text(Text("yes", "是") if value else Text("no", "否")),
    "mark": lambda value, *_: MARKS[value],
    "count": lambda value, *_: number_text(value),
    "number": lambda value, *_: str(value),
    "rate": lambda value, record, *_: with_digits(value, record["significant_digits"]),
    "percent": lambda value, record, *_: with_digits(value, record.get("significant_digits")) + " %",
    "difference": lambda value, *_: f"{in_units(value, 0):+.3f} %",
    "value": lambda value, record, _key, reading: value_text(value, record, reading),
    "unit": lambda value, _record, _key, reading: unit_text(value, reading),
    "money": money_text,
    "ref": lambda value, _record, _key, reading: reading.text(reading.names.get(value, Text(value, value))),
    "quotes": lambda value, *_: " ".join(value.values()),
    "refs": lambda value, _record, _key, reading: join_with_commas(value, reading),
    "sources": lambda value, _record, _key, reading: source_numbers(value, reading),
    "records": lambda value, _record, _key, reading: join_with_commas(
        (record_name(record, reading) for record in value), reading
    ),
    "amounts": lambda value, *_: "; ".join(f"{number_text(item['amount'])} {item['currency']}" for item in value),
    "record": lambda value, *_: ", ".join(f"{key} {item}" for key, item in value.items() if not isinstance(item, list)),
}
"""The function that writes the cells of each kind of column."""
