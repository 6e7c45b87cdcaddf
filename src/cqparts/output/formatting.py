"""The values of a record as texts for people: numbers with their digits, words and units in a language."""

from collections.abc import Callable, Iterable, Mapping

from cqparts.lookups.base import Record, Section
from cqparts.model import record as model_record
from cqparts.model.annotations import TYPE_CHECKING, Any
from cqparts.model.resolve import assemblies
from cqparts.model.times import time_text
from cqparts.model.types import Model, Source, Text
from cqparts.output.columns import CATALOGUE, UNITS, WORDS, Column

if TYPE_CHECKING:
    from decimal import Decimal

POWERS = {"full": 0, "million": 6, "yi": 8, "billion": 9}
"""The powers of ten in which amounts of money can be written, by the word of `--unit`."""

POWER_WORDS = {0: Text("", ""), 6: Text("m", "百万"), 8: Text("100m", "亿"), 9: Text("bn", "十亿")}

MOST_DIGITS = 400
"""Digits of any number that a float or a figure of the model can be."""

NOTHING = ""
"""The text of a cell without a value."""

NOT_STATED = Text("not stated", "未说明")

COUNTED = frozenset(
    {"firms", "makers", "vehicles", "motorcycles", "projects", "chains", "agreements", "events", "models", "tasks"}
)
"""Units that the labels of figures say in English."""


MARKS = {True: "●", "made": "●", "alone": "○", "disputed": "◐", False: "·"}
"""How a matrix cell reads: named; named and made, named alone; in one list only, not named."""

PLAIN_MARKS = {True: "x", "made": "x", "alone": "o", "disputed": "?", False: "."}
"""The same where nothing is drawn."""


class Reading(model_record.Record):
    """How an answer is written for its reader: language, unit of money, numbers of sources, names of ids."""

    lang: str = "en"
    unit: str | None = None
    numbers: Mapping[str, int] = {}
    """The number in the notes of each source by its id."""
    names: Mapping[str, Text] = {}
    """The names of the model's records, by id."""
    marks: Mapping[Any, str] = MARKS
    """How the cells of a matrix are drawn."""

    @property
    def power(self) -> int:
        """The power of ten of amounts: that of the unit, else billions in English and 亿 in Chinese."""
        return POWERS[self.unit] if self.unit else POWERS["yi" if self.lang == "zh" else "billion"]

    def text(self, text: Text) -> str:
        """Return a text in the language."""
        return text.zh if self.lang == "zh" else text.en


def source_name(source: Source, lang: str) -> tuple[str, str]:
    """Return the publisher of a source and the day of publication, in a language."""
    publisher = (source.publisher_zh if lang == "zh" else None) or source.publisher
    return publisher, time_text(source.published, lang) if source.published else ""


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
    "Whether lists name the assembly of this id: true; disputed if one of them alone; false if none read.",
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
            value = len(value) if step == "count" else value_in(value, step)
        else:
            value = value.get(step)
        if value is None:
            return None
    return value


def value_in(records: list[Any], step: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Return the record of a currency, or where records have none, the values that they have at a key."""
    if any("currency" not in item for item in records):
        return [item.get(step) for item in records]
    return next((item for item in records if item["currency"] == step), None)


def heading(section: Section, key: str, reading: Reading) -> str:
    """Return a column's heading: of names the kind of records, of amounts the unit that all of them share."""
    own = (section.headings or {}).get(key)
    if own is not None:
        return reading.text(own)
    if section.kind and key in ("name", "name_zh", "both_names"):
        return name_heading(section.kind, key, reading)
    definition = column(key)
    if definition.kind == "mark":
        return reading.text(reading.names.get(key, definition.heading))
    return (definition.kind == "money" and shared_unit(section, key, reading)) or reading.text(definition.heading)


def name_heading(kind: Text, key: str, reading: Reading) -> str:
    """Return the heading of names: the kind of records, in the language of the names."""
    if reading.lang == "zh":
        return kind.zh
    return "中文" if key == "name_zh" else kind.en


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
    if kind in PEOPLE_ONLY:
        part = value_at(record, key.rpartition(".")[0]) if "." in key else record
        return PEOPLE_ONLY[kind](part, reading) if part else reading.text(NOT_STATED)
    value = value_at(record, key)
    before, _, field = key.rpartition(".")
    if isinstance(value, list) and before and isinstance(value_at(record, before), list):
        return join_with_commas((cell_text(part, field, reading) for part in value_at(record, before)), reading)
    if value is None and kind == "ref":
        return reading.text(NOT_STATED)
    if isinstance(value, str) and kind in NUMBERS:  # as the file writes it
        return value
    return NOTHING if value is None or value == [] else FORMATTERS[kind](value, record, key, reading)


NUMBERS = frozenset({"count", "number", "percent", "rate", "difference", "value", "money"})
"""The kinds of columns whose cells are one number."""


def when_text(record: Record, reading: Reading) -> str:
    """Return the period or the day of a record; nothing where it has none."""
    time = record.get("period") or record.get("as_of") or record.get("published")
    return time_text(time, reading.lang) if time else NOTHING


def both_names(record: Record, reading: Reading) -> str:
    """Return the name of a record: in English with the Chinese one behind it."""
    return str(record["name_zh"]) if reading.lang == "zh" else f"{record['name']} {record['name_zh']}"


def quantity_text(record: Record, reading: Reading) -> str:
    """Return a value as one phrase: how exact it is, the number, and its unit where the label does not say it."""
    key = next((key for key in ("value", "percent", "percentage_points", "amount") if record.get(key) is not None), "")
    if not key:
        return reading.text(NOT_STATED)
    unit = {"percent": "percent", "percentage_points": "percentage points"}.get(key)
    unit = unit or record.get("unit") or record.get("currency") or ""
    shown = value_text(record[key], {**record, "unit": unit}, reading)
    if record["qualifier"] != "exact" or record.get("kind") in ("target", "draft"):
        shown = without_end_zeros(shown)
    return qualified_text(
        record["qualifier"], record.get("bound"), f"{shown}{unit_behind(unit, shown, reading)}", reading
    )


def hit_text(record: Record, reading: Reading) -> str:
    """Return what was found in one phrase: a value and its time before what it is of, else a name and what it holds."""
    name = record["name_zh" if reading.lang == "zh" else "name"]
    colon = "：" if reading.lang == "zh" else ": "
    if record["value"] is not None:
        when = when_text(record, reading)
        brackets = f"（{when}）" if reading.lang == "zh" else f" ({when})"
        return f"{quantity_text(record, reading)}{brackets if when else ''}{colon}{name}"
    text = record["text_zh" if reading.lang == "zh" else "text"]
    said = record["kind"] == "remark" or record["found_in"] in NAMING or text == name
    return name if said else f"{name}{colon}{text}"


NAMING = ("name", "name_zh", "id", "title", "firm", "firm_zh", "caution", "caution_zh")
"""The fields that the name of a record comes from, or that say no more than it."""


def fact_text(record: Record, reading: Reading) -> str:
    """Return what is said of a record in one phrase: texts, and values of records by their keys, without empty ones."""
    parts: Iterable[Text | tuple[Record, str]] = record["fact"]
    pieces = (reading.text(part) if isinstance(part, Text) else piece_text(part[0], part[1], reading) for part in parts)
    return ("，" if reading.lang == "zh" else ", ").join(filter(None, pieces))


def piece_text(record: Record, key: str, reading: Reading) -> str:
    """Return the value of a record at a key, nothing where it has none."""
    return cell_text(record, key, reading) if record.get(key) or column(key).kind in PEOPLE_ONLY else ""


def change_text(record: Record, reading: Reading) -> str:
    """Return what a field was and what it is; of a record that came or went, its name."""
    if record["field"] is None:
        return str(record["name_zh" if reading.lang == "zh" else "name"])
    old, new = (reading.text(NOT_STATED) if record[key] is None else record[key] for key in ("old", "new"))
    return f"{record['field']}{'：' if reading.lang == 'zh' else ': '}{old} → {new}"


def unit_behind(unit: str, shown: str, reading: Reading) -> str:
    """Return a unit with what stands before it; in English without things counted, which the label names."""
    text = unit_text(unit, reading)
    if reading.lang == "zh" or unit == "percent":
        return text
    thing, by, time = unit.partition(" a ")
    if thing in COUNTED:
        return by + time
    if shown == "1" and unit == "percentage points":
        text = "percentage point"
    return f" {text}" if text else ""


def qualified_text(qualifier: str | None, bound: str | None, shown: str, reading: Reading) -> str:
    """Return a number with how exact it is before it; nothing of one that is exact."""
    word = qualifier_word(qualifier, bound, reading)
    return shown if not word else f"{word}{'' if reading.lang == 'zh' else ' '}{shown}"


def without_end_zeros(shown: str) -> str:
    """Return a number without zeros at the end of its decimals.

    >>> without_end_zeros("50.0"), without_end_zeros("7.10"), without_end_zeros("1,000")
    ('50', '7.1', '1,000')
    """
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


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
        return without_end_zeros(f"{in_units(value, 4):,f}")
    return with_digits(value, digits)


def unit_text(unit: str, reading: Reading) -> str:
    """Return a unit in the reader's language: "bn CNY", "亿元", "万辆"."""
    if unit.isupper():
        return money_unit(unit, reading)
    if reading.lang == "zh":
        return ("万" if unit == "vehicles" else "") + UNITS.get(unit, unit)
    return "%" if unit == "percent" else unit


def qualifier_word(value: str | None, bound: str | None, reading: Reading) -> str:
    """Return how exact a figure is as people read it: nothing where it is exact, over where the source says so."""
    return "" if value in (None, "exact") else reading.text(BEFORE_NUMBERS[bound or value])


BEFORE_NUMBERS = {
    "about": Text("about", "约"),
    "at-least": Text("at least", "至少"),
    "at-most": Text("up to", "至多"),
    "over": Text("over", "超"),
}
"""How exact a number is, in the words that stand before it."""


def money_text(value: float, record: Record, key: str, reading: Reading) -> str:
    """Return an amount with its digits; a converted one with its qualifier before it, zeros of the unit left out."""
    beside = key.removesuffix("amount")
    shown = with_digits(value, value_at(record, f"{beside}significant_digits"), reading.power)
    qualifier, bound = value_at(record, f"{beside}qualifier"), value_at(record, f"{beside}bound")
    return qualified_text(qualifier, bound, shown if beside and qualifier == "about" else without_zeros(shown), reading)


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


def source_numbers(ids: list[str], reading: Reading) -> str:
    """Return sources as their numbers in the notes, in order, or as ids where the notes do not list them."""
    if not reading.numbers:
        return join_with_commas(ids, reading)
    numbers = sorted(reading.numbers[key] for key in ids if key in reading.numbers)
    return " ".join([*map(str, numbers), *(key for key in ids if key not in reading.numbers)])


def record_name(record: Record, reading: Reading) -> str:
    """Return the name of a record within a record, with a star where sources differ."""
    if "what" in record:
        return amount_text(record, reading)
    name = record.get("name_zh" if reading.lang == "zh" else "name") or record.get("label") or record.get("id") or ""
    return f"{name}*" if record.get("disputed") else str(name)


def amount_text(record: Record, reading: Reading) -> str:
    """Return a number of a plant in one phrase: what it counts, the number, and in brackets of what and when."""
    zh = reading.lang == "zh"
    state, part = record["timing"] and word_text(record["timing"], reading), record["part_zh" if zh else "part"]
    when = record["as_of"] and time_text(record["as_of"], reading.lang)
    told = ("，" if zh else ", ").join(filter(None, (state, part, when)))
    phrase = f"{word_text(record['what'], reading)}{'' if zh else ' '}{quantity_text(record, reading)}"
    if not zh and record["unit"] in COUNTED:
        phrase += f" {record['unit']}"
    return phrase + ((f"（{told}）" if zh else f" ({told})") if told else "")


def join_with_commas(texts: Iterable[str], reading: Reading) -> str:
    """Return texts as a list in a cell."""
    return ("、" if reading.lang == "zh" else ", ").join(texts)


PEOPLE_ONLY: dict[str, Callable[[Record, Reading], str]] = {
    "when": when_text,
    "both_names": both_names,
    "quantity": quantity_text,
    "hit": hit_text,
    "fact": fact_text,
    "old_to_new": change_text,
}
"""The function that writes the cells of each kind of column that is made of several keys."""

FORMATTERS: dict[str, Callable[[Any, Record, str, Reading], str]] = {
    "text": lambda value, *_: str(value),
    "texts": lambda value, _record, _key, reading: join_with_commas(filter(None, value), reading),
    "word": lambda value, record, key, reading: (
        qualifier_word(value, record.get("bound"), reading) if key.endswith("qualifier") else word_text(value, reading)
    ),
    "flag": lambda value, _record, _key, reading: reading.text(Text("yes", "是") if value else Text("no", "否")),
    "mark": lambda value, _record, _key, reading: reading.marks[value],
    "count": lambda value, *_: number_text(value),
    "number": lambda value, *_: str(value),
    "time": lambda value, _record, _key, reading: time_text(value, reading.lang),
    "rate": lambda value, record, *_: with_digits(value, record["significant_digits"]),
    "percent": lambda value, record, *_: with_digits(value, record.get("significant_digits")) + "%",
    "difference": lambda value, *_: f"{in_units(value, 0):+.3f}%",
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
