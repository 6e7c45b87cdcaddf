"""Plain data -> Model, by readers made from the model's own annotations; every problem is kept with its path.

A valid file is read by whole columns: all values of a field at once, which takes a fraction of the time. Where one of
them is at fault, the file is read again value by value. What cannot be read then leaves a blank of its type ("" for
text, () for a list), so that the rest is read and checked too.
"""

import functools
import math
import re
import sys
from collections.abc import Callable, Collection, Iterable
from itertools import chain, islice, repeat
from typing import Any, Literal, NamedTuple, cast, get_args, get_origin

from cqparts.errors import quoted
from cqparts.loading.diagnostics import Path, Problems
from cqparts.loading.parse import UNFIT, Odd, scalar, unfit_words
from cqparts.model.schema import Shape, shape, shapes
from cqparts.model.types import Model

Trail = tuple[Any, str | int | None] | None
"""A path while reading: the trail of the collection, and the step from it; made at no cost, spelt out where needed."""


class Reader(NamedTuple):
    """The two ways to read the values of an annotation; both take the same values, and make the same of them."""

    read: Callable[[Any, Trail, Problems], Any]
    """Reads one value; what is wrong with it is added to the problems."""
    read_all: Callable[[list[Any]], list[Any]]
    """Reads many values, or raises `FaultError` where anything is wrong with one of them."""


class FaultError(Exception):
    """One value of a column cannot be read."""


Record = Any
"""A class of records; typing has no name for the classes that NamedTuple makes."""


def build(value: object, problems: Problems) -> Model:
    """Return the model that plain data means; problems are added, and what they concern is left blank."""
    model = reader(shape(Model))
    try:
        return cast("Model", model.read_all([value])[0])
    except FaultError:
        return cast("Model", model.read(value, None, problems))


def path_of(trail: Trail) -> Path:
    """Spell a trail out."""
    steps = []
    while trail is not None:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))


FORMULA_SIGNS = ("=", "@", "+", "-")
"""The signs by which spreadsheets know that a cell of a CSV file is a formula; a number may have the last two."""


def describe_value(value: object) -> str:
    """Say what a value is."""
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    if isinstance(value, Odd):
        return value.words
    if type(value) is float and not math.isfinite(value):
        return "a number too large"
    words = {type(None): "nothing", list: "a list", dict: "a mapping"}
    return words.get(type(value)) or (str(value).lower() if isinstance(value, bool) else f"the number {value}")


def reader(what: Shape) -> Reader:
    """Return the reader of an annotation's values; those of records are made once."""
    made = _reader(what)
    return _optional(made) if what.optional else made


def _reader(what: Shape) -> Reader:
    kind, arguments = what.kind, get_args(what.kind)
    origin = get_origin(kind) or kind
    if origin is Literal:
        return _choice(arguments)
    if origin is tuple:
        return _list(reader(shape(arguments[0])), what)
    if origin is dict:
        return _mapping(*(reader(shape(argument)) for argument in arguments))
    simple: dict[type, Callable[[Shape], Reader]] = {str: _text, bool: _flag, int: _number, float: _number}
    return simple[kind](what) if kind in simple else _record(kind)


def _all_are(kind: type, values: Iterable[object]) -> bool:
    """Return whether all values are of one class itself, not of one made from it."""
    return {kind}.issuperset(map(type, values))


def _optional(inner: Reader) -> Reader:
    def read(value: object, trail: Trail, problems: Problems) -> object:
        return None if value is None else inner.read(value, trail, problems)

    def read_all(values: list[Any]) -> list[Any]:
        held = [value for value in values if value is not None]
        made = inner.read_all(held)
        if len(held) == len(values):
            return made
        following = iter(made)
        return [None if value is None else next(following) for value in values]

    return Reader(read, read_all)


def _text(what: Shape) -> Reader:
    fits, longest = _fitting(what.keywords), what.keywords.get("maxLength", sys.maxsize)

    def plain(texts: set[str]) -> bool:
        """Return whether texts are surely valid; in those with rarer characters each must be looked at."""
        return (
            all(map(str.isprintable, texts))
            and max(map(len, texts), default=0) <= longest
            and not any(map(str.startswith, texts, repeat(FORMULA_SIGNS)))
            and all(map(fits, texts))
        )

    def read(value: Any, trail: Trail, problems: Problems) -> str:  # noqa: ANN401
        if type(value) is str:
            fault = _text_fault(value, what)
            if not fault:
                return value
        else:
            fault = f"expected text, found {describe_value(value)}{_text_remedy(value)}"
        problems.add(path_of(trail), fault)
        problems.lost = problems.lost or trail is None or trail[1] == "id" or type(trail[1]) is not str
        return ""

    def read_all(values: list[Any]) -> list[Any]:
        if _all_are(str, values):
            texts = set(values)  # most ids are named again and again
            if plain(texts) or not any(_text_fault(text, what) for text in texts):
                return values
        raise FaultError

    return Reader(read, read_all)


def _fitting(keywords: dict[str, Any]) -> Callable[[str], object]:
    """Return the cheapest function that is true for the texts that schema keywords allow, their length aside."""
    return re.compile(keywords.get("pattern", "")).search if "pattern" in keywords or not keywords else len


def _text_fault(value: str, what: Shape) -> str:
    """Return what is wrong with a text; nothing if it is valid."""
    if control := UNFIT.search(value) or re.search(r"[\t\r\n]", value):
        return _unfit(control[0])
    if not value and what.keywords:
        return "expected text, found an empty one; fill it in"
    if len(value) > what.keywords.get("maxLength", math.inf):
        return f"{len(value)} characters; expected at most {what.keywords['maxLength']}"
    if not re.search(what.keywords.get("pattern", ""), value):
        return f"{quoted(value)} does not fit; expected {what.form}"
    if re.match("[=@]|[+-][^0-9]", value):
        return f'{quoted(value)} begins with "{value[0]}", by which a spreadsheet knows a formula; begin it otherwise'
    return ""  # blanks such as U+3000 are text


def _text_remedy(value: object) -> str:
    if value is None:
        return "; fill it in"
    return "" if isinstance(value, list | dict) else "; put it in quotes"


def _unfit(character: str) -> str:
    if character == "\t":
        return "a tab in text; write a space"
    if character in "\r\n":
        return "a line break in text; write it on one line, or begin it with >- to fold the lines"
    return f"{unfit_words(character)} in text; remove it"


_FLAG_WORDS = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
"""What people write for true and false, in small letters."""


def _flag(_: Shape) -> Reader:
    def read(value: Any, trail: Trail, problems: Problems) -> bool:  # noqa: ANN401
        if type(value) is bool:
            return value
        word = _FLAG_WORDS.get(value.lower()) if isinstance(value, str) else None
        remedy = f"; write {word}, without quotes" if word else ""
        problems.add(path_of(trail), f"expected true or false, found {describe_value(value)}{remedy}")
        return False

    def read_all(values: list[Any]) -> list[Any]:
        if _all_are(bool, values):
            return values
        raise FaultError

    return Reader(read, read_all)


def _number(what: Shape) -> Reader:
    least, most = what.keywords.get("minimum", -math.inf), what.keywords.get("maximum", math.inf)
    whole = what.kind is int
    kinds = {int} if whole else {int, float}
    wanted = f"a {'whole ' * whole}number {_range(least, most)}" if least != most else str(least)

    def read(value: Any, trail: Trail, problems: Problems) -> float:  # noqa: ANN401
        if type(value) in kinds and least <= value <= most:
            return value if whole else float(value)
        problems.add(path_of(trail), f"expected {wanted}, found {describe_value(value)}{_number_remedy(value)}")
        return 0

    def read_all(values: list[Any]) -> list[Any]:
        if values and not (kinds.issuperset(map(type, values)) and least <= min(values) and max(values) <= most):
            raise FaultError
        return values if whole else list(map(float, values))

    return Reader(read, read_all)


def _range(least: float, most: float) -> str:
    return f"from {least} to {most}" if most < math.inf else f"of at least {least}"


def _number_remedy(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return "; take the quotes away" if isinstance(scalar(value), int | float) else "; write digits, like 12 or 12.5"


def _choice(options: tuple[str, ...]) -> Reader:
    words = ", ".join(map(quoted, options))

    def read(value: Any, trail: Trail, problems: Problems) -> str:  # noqa: ANN401
        if type(value) is str and value in options:
            return value
        hint = problems.suggest(value, options) if type(value) is str else ""
        problems.add(path_of(trail), f"expected one of {words}, found {describe_value(value)}{hint}")
        return ""

    def read_all(values: list[Any]) -> list[Any]:
        if _all_are(str, values) and set(values).issubset(options):
            return values
        raise FaultError

    return Reader(read, read_all)


def _list(item: Reader, what: Shape) -> Reader:
    least, most = what.keywords.get("minItems", 0), what.keywords.get("maxItems", sys.maxsize)

    def read(value: Any, trail: Trail, problems: Problems) -> tuple[Any, ...]:  # noqa: ANN401
        if type(value) is list and least <= len(value) <= most:
            return tuple([item.read(one, (trail, index), problems) for index, one in enumerate(value)])
        problems.lost = True
        if type(value) is list:
            wanted = f"{'exactly' if least == most else 'at least'} {least} {'entry' if least == 1 else 'entries'}"
            problems.add(path_of(trail), f"expected {wanted}, found {len(value) or 'an empty list'}")
        else:
            plain = type(value) is str and re.fullmatch(r"[\w.-]{1,60}", value)
            remedy = f"write [{value}]" if plain else "write its entries in brackets, or each after a hyphen"
            problems.add(path_of(trail), f"expected a list, found {describe_value(value)}; {remedy}")
        return ()

    def read_all(values: list[Any]) -> list[Any]:
        lengths = [*map(len, values)] if _all_are(list, values) else [-1]
        if lengths and not least <= min(lengths) <= max(lengths) <= most:
            raise FaultError
        items = iter(item.read_all([*chain.from_iterable(values)]))
        return [tuple(islice(items, length)) for length in lengths]

    return Reader(read, read_all)


def _mapping(name: Reader, item: Reader) -> Reader:
    def read(value: Any, trail: Trail, problems: Problems) -> dict[str, Any]:  # noqa: ANN401
        if type(value) is dict:
            return {
                name.read(key, ((trail, key), None), problems): item.read(one, (trail, key), problems)
                for key, one in value.items()
            }
        problems.add(path_of(trail), f"expected a mapping, found {describe_value(value)}")
        return {}

    def read_all(values: list[Any]) -> list[Any]:
        if not _all_are(dict, values):
            raise FaultError
        names = iter(name.read_all([*chain.from_iterable(values)]))
        items = iter(item.read_all([one for value in values for one in value.values()]))
        return [dict(zip(islice(names, len(value)), items, strict=False)) for value in values]

    return Reader(read, read_all)


@functools.cache
def _record(kind: Record) -> Reader:
    """Return the reader of one class of records."""
    fields = shapes(kind)
    readers = {name: reader(field) for name, field in fields.items()}
    defaults = kind._field_defaults
    required = {name for name in fields if name not in defaults}

    def read(value: Any, trail: Trail, problems: Problems) -> Any:  # noqa: ANN401
        if type(value) is not dict:
            problems.add(path_of(trail), f"expected a mapping, found {describe_value(value)}")
            problems.lost = True
            return blank(kind)
        if not value.keys() <= readers.keys():
            value = _drop_unknown(value, trail, readers, problems)
        made = {key: readers[key].read(one, (trail, key), problems) for key, one in value.items()}
        if not required <= made.keys():
            _missing(kind, made, trail, problems)
        return kind(*[made[name] if name in made else defaults[name] for name in readers])

    return Reader(read, functools.partial(_read_columns, kind, readers))


def _read_columns(kind: Record, readers: dict[str, Reader], values: list[Any]) -> list[Any]:
    """Return the records of many mappings, read field by field, or raise `FaultError`."""
    if not _all_are(dict, values):
        raise FaultError
    given = set(chain.from_iterable(values))
    if not given <= readers.keys():
        raise FaultError
    columns: list[Iterable[Any]] = []
    for name, field in readers.items():
        held = [value[name] for value in values if name in value] if name in given else []
        if len(held) == len(values):
            columns.append(field.read_all(held))
        elif name not in kind._field_defaults:
            raise FaultError
        elif held:
            made, default = iter(field.read_all(held)), kind._field_defaults[name]
            columns.append([next(made) if name in value else default for value in values])
        else:
            columns.append(repeat(kind._field_defaults[name], len(values)))
    return list(map(kind._of, zip(*columns, strict=True)))  # noqa: SLF001 -- the record's own way to be made of values


def _drop_unknown(value: dict[str, Any], trail: Trail, readers: Collection[str], problems: Problems) -> dict[str, Any]:
    """Return a mapping without its unknown keys, which are problems."""
    for key in (key for key in value if key not in readers):
        hint = "; merge keys are not part of this format" if key == "<<" else problems.suggest(key, readers)
        problems.add(path_of(((trail, key), None)), f"unknown key {quoted(key)}{hint}")
        problems.lost = problems.lost or isinstance(value[key], dict | list)
    return {key: one for key, one in value.items() if key in readers}


def _missing(kind: Record, made: dict[str, Any], trail: Trail, problems: Problems) -> None:
    for name in kind._fields:
        if name not in made and name not in kind._field_defaults:
            problems.add(path_of(trail), f'missing key "{name}"')
            made[name] = getattr(blank(kind), name)
            problems.lost = problems.lost or name == "id" or type(made[name]) is not str


@functools.cache
def blank(kind: Record) -> Any:  # noqa: ANN401
    """Return a record of nothing, which stands where one could not be read."""
    return kind(**{name: _nothing(field) for name, field in shapes(kind).items()})


def _nothing(what: Shape) -> object:
    if what.optional:
        return None
    origin = get_origin(what.kind) or what.kind
    if origin is Literal:
        return ""
    return origin() if origin in {str, tuple, dict, bool, int, float} else blank(origin)
