"""Plain data -> Model, by readers made from the model's own annotations; every problem is kept with its path.

What cannot be read leaves a blank of its type ("" for text, () for a list), so that the rest is read and checked too.
"""

import functools
import math
import re
import sys
from collections.abc import Callable, Collection
from typing import Any, Literal, cast, get_args, get_origin

from cqparts.errors import quoted
from cqparts.loading.diagnostics import Path, Problems
from cqparts.loading.parse import UNFIT, Odd, scalar, unfit_words
from cqparts.model.schema import Shape, shape, shapes
from cqparts.model.types import Model

Trail = tuple[Any, str | int | None] | None
"""A path while reading: the trail of the collection, and the step from it; made at no cost, spelt out on need."""

Reader = Callable[[Any, Trail, Problems], Any]

Record = Any
"""A class of records; typing has no name for the classes that NamedTuple makes."""


def build(value: object, problems: Problems) -> Model:
    """Return the model that plain data means; problems are added, and what they concern is left blank."""
    return cast("Model", reader(shape(Model))(value, None, problems))


def path_of(trail: Trail) -> Path:
    """Spell a trail out."""
    steps = []
    while trail is not None:
        trail, step = trail
        steps.append(step)
    return tuple(reversed(steps))


FORMULA_SIGNS = frozenset("=@+-")
"""The signs by which spreadsheets know that a cell of a CSV file is a formula; a number may have the last two."""

MOST_REMEMBERED = 1000
"""Texts that a reader remembers to have found fit."""


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


def _optional(inner: Reader) -> Reader:
    def read(value: object, trail: Trail, problems: Problems) -> object:
        return None if value is None else inner(value, trail, problems)

    return read


def _text(what: Shape) -> Reader:
    fits, longest = _fitting(what.keywords), what.keywords.get("maxLength", sys.maxsize)
    fit: set[str] = set()  # what was found fit before: most ids are named again and again

    def read(value: Any, trail: Trail, problems: Problems) -> str:  # noqa: ANN401
        if type(value) is str:
            if value in fit:
                return value
            if value.isprintable() and len(value) <= longest and value[:1] not in FORMULA_SIGNS and fits(value):
                if len(fit) < MOST_REMEMBERED:
                    fit.add(value)
                return value
        return _doubtful_text(value, what, trail, problems)

    return read


def _fitting(keywords: dict[str, Any]) -> Callable[[str], object]:
    """Return the cheapest function that is true for the texts that schema keywords allow, their length aside."""
    return re.compile(keywords.get("pattern", "")).search if "pattern" in keywords or not keywords else len


def _doubtful_text(value: object, what: Shape, trail: Trail, problems: Problems) -> str:
    if type(value) is not str:
        message = f"expected text, found {describe_value(value)}{_text_remedy(value)}"
    elif control := UNFIT.search(value) or re.search(r"[\t\r\n]", value):
        message = _unfit(control[0])
    elif not value and what.keywords:
        message = "expected text, found an empty one; fill it in"
    elif len(value) > what.keywords.get("maxLength", math.inf):
        message = f"{len(value)} characters; expected at most {what.keywords['maxLength']}"
    elif not re.search(what.keywords.get("pattern", ""), value):
        message = f"{quoted(value)} does not fit; expected {what.form}"
    elif re.match("[=@]|[+-][^0-9]", value):
        message = (
            f'{quoted(value)} begins with "{value[0]}", by which a spreadsheet knows a formula; begin it otherwise'
        )
    else:
        return value  # blanks such as U+3000 are text
    problems.add(path_of(trail), message)
    problems.lost = problems.lost or trail is None or trail[1] == "id" or type(trail[1]) is not str
    return ""


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

    return read


def _number(what: Shape) -> Reader:
    least, most = what.keywords.get("minimum", -math.inf), what.keywords.get("maximum", math.inf)
    whole = what.kind is int
    kinds = (int,) if whole else (int, float)
    wanted = f"a {'whole ' * whole}number {_range(least, most)}" if least != most else str(least)

    def read(value: Any, trail: Trail, problems: Problems) -> float:  # noqa: ANN401
        if type(value) in kinds and least <= value <= most:
            return value if whole else float(value)
        problems.add(path_of(trail), f"expected {wanted}, found {describe_value(value)}{_number_remedy(value)}")
        return 0

    return read


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

    return read


def _list(item: Reader, what: Shape) -> Reader:
    least, most = what.keywords.get("minItems", 0), what.keywords.get("maxItems", sys.maxsize)

    def read(value: Any, trail: Trail, problems: Problems) -> tuple[Any, ...]:  # noqa: ANN401
        if type(value) is list and least <= len(value) <= most:
            if len(value) == 1:  # most lists are of one source
                return (item(value[0], (trail, 0), problems),)
            return tuple([item(one, (trail, index), problems) for index, one in enumerate(value)])
        problems.lost = True
        if type(value) is list:
            wanted = f"{'exactly' if least == most else 'at least'} {least} {'entry' if least == 1 else 'entries'}"
            problems.add(path_of(trail), f"expected {wanted}, found {len(value) or 'an empty list'}")
        else:
            plain = type(value) is str and re.fullmatch(r"[\w.-]{1,60}", value)
            remedy = f"write [{value}]" if plain else "write its entries in brackets, or each after a hyphen"
            problems.add(path_of(trail), f"expected a list, found {describe_value(value)}; {remedy}")
        return ()

    return read


def _mapping(name: Reader, item: Reader) -> Reader:
    def read(value: Any, trail: Trail, problems: Problems) -> dict[str, Any]:  # noqa: ANN401
        if type(value) is dict:
            return {
                name(key, ((trail, key), None), problems): item(one, (trail, key), problems)
                for key, one in value.items()
            }
        problems.add(path_of(trail), f"expected a mapping, found {describe_value(value)}")
        return {}

    return read


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
        made = {key: readers[key](one, (trail, key), problems) for key, one in value.items()}
        if not required <= made.keys():
            _missing(kind, made, trail, problems)
        return kind(*[made[name] if name in made else defaults[name] for name in readers])

    return read


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
