"""Bytes -> plain data: strict YAML and JSON within limits.

What is odd but does not end the reading (a duplicate key, an anchor, a tag, a second document) is only flagged here;
`places` reads such a file again and says where. The good path pays nothing for places.
"""

import re
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

MAX_BYTES = 32 * 2**20
MAX_LEVELS = 100
MAX_VALUES = 5_000_000
MAX_DIGITS = 40

MAX_MESSAGE = 200
"""Characters of a message of a parser's, which may repeat what it found."""

UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0001-\U000e007f]"
)
"""Characters that no text may hold: controls C0 and C1, line separators, half a surrogate, and controls of no width.

Two names that differ in those of no width alone (joiners, soft hyphens, directions, tags) look the same.
"""

JSON_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]|[^\s\[\]{},:"]++', re.DOTALL)
"""A text, also one without an end, a bracket, or a number or word in JSON; no character is looked at twice."""

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")


Event = Any
"""An event of PyYAML, whose classes carry no types."""


class ParseError(Exception):
    """A fault that ends the reading: nothing after it can be trusted."""

    def __init__(self, message: str, line: int = 1, column: int = 1, path: str = "file") -> None:
        """Take the message and its place; lines and columns count from 1."""
        super().__init__(message)
        self.message, self.line, self.column, self.path = message, line, column, path


class Odd:
    """A value that the format can write and no model may hold: NaN, or a number of too many digits."""

    def __init__(self, words: str) -> None:
        """Take the words that a message uses for it."""
        self.words = words


class Plain(NamedTuple):
    """What a file holds, before its meaning is known."""

    value: object
    is_json: bool
    odd: bool


def read_plain(raw: bytes) -> Plain:
    """Return the plain data of a file's bytes; raises ParseError."""
    text = decode(raw)
    if is_json(text):
        return _read_json(text)  # each text is looked at for unfit characters when its meaning is read
    if unfit := UNFIT.search(text):
        raise ParseError(f"{unfit_words(unfit[0])}; remove it", *place(text, unfit.start()), "text")
    if directive := re.search(r"%(?<![^\r\n]%)", text):  # a pattern that begins with its sign is sought fast
        where = place(text, directive.start())
        raise ParseError("a directive (%) is not part of this format; remove the line", *where, "syntax")
    del text
    return _read_yaml(raw)


def is_json(text: str) -> bool:
    """Say whether a text is meant as JSON: its first character that is not blank is `{`."""
    return bool(re.match(r"\s*\{", text))


def decode(raw: bytes) -> str:
    """Return the text of a file's bytes, UTF-8 with or without a byte order mark; raises ParseError."""
    if len(raw) > MAX_BYTES:
        raise ParseError(f"larger than the limit of {size(MAX_BYTES)}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        found = f"not UTF-8: the byte 0x{raw[error.start]:02x}; save the file as UTF-8"
        raise ParseError(found, *place(before, len(before)), "text") from None
    if not text.strip():
        raise ParseError("empty; a model is expected")
    return text


def size(count: int) -> str:
    """Return a number of bytes in words."""
    return f"{count // 2**20} MiB" if count >= 2**20 else f"{count} bytes"


def place(text: str, index: int) -> tuple[int, int]:
    """Return line and column, from 1, of a position in a text."""
    lines, begin = breaks(text, 0, index)
    return lines + 1, index - begin + 1


def breaks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return how many lines end in a part of a text, and where the last line of that part begins."""
    count = text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)
    return count, max(start, text.rfind("\n", start, end) + 1, text.rfind("\r", start, end) + 1)


def unfit_words(character: str) -> str:
    """Name a character that no text may hold."""
    kind = "half a surrogate pair" if "\ud800" <= character <= "\udfff" else "a control character"
    return f"{kind} (U+{ord(character):04X})"


def _read_json(text: str) -> Plain:
    import json

    _limit_values(text)
    odd = False

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) != len(pairs):
            nonlocal odd
            odd = True
        return made

    try:
        value = json.loads(text, object_pairs_hook=mapping, parse_constant=Odd, parse_int=_integer)
    except json.JSONDecodeError as error:
        message = f"{error.msg} (a file that begins with {{ is read as JSON)"
        raise ParseError(message, *place(text, error.pos), "syntax") from None
    except RecursionError:
        raise _deepest(text) from None
    return Plain(value, is_json=True, odd=odd)


def _limit_values(text: str) -> None:
    """Refuse a JSON text of too many values before any is made; the exact count is taken only where it may matter."""
    if sum(map(text.count, ",:[{")) < MAX_VALUES:
        return
    if sum(token[0] not in "]}" for token in JSON_TOKEN.finditer(text)) > MAX_VALUES:
        raise too_many(1, 1)


def _deepest(text: str) -> ParseError:
    """Return the fault of a JSON text that nests too deep, at the place where it does."""
    depth = 0
    for token in JSON_TOKEN.finditer(text):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth > MAX_LEVELS:
            return too_deep(*place(text, token.start()))
    return too_deep(1, 1)


def too_many(line: int, column: int) -> ParseError:
    """Return the fault of a file of too many values."""
    return ParseError(f"more than the limit of {MAX_VALUES:,} values", line, column)


def too_deep(line: int, column: int) -> ParseError:
    """Return the fault of a file that nests too deep."""
    return ParseError(f"more than the limit of {MAX_LEVELS} levels of nesting", line, column)


def _integer(text: str) -> int | Odd:
    return int(text) if len(text) <= MAX_DIGITS else Odd(f"a number of {len(text)} digits")


_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?").fullmatch
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


def scalar(text: str) -> object:
    """Return what a plain YAML scalar means: JSON's numbers, true, false and null; anything else is text."""
    if text[:1] not in "-0123456789tfn~":
        return text
    if text in _WORDS:
        return _WORDS[text]
    number = _NUMBER(text)
    if number is None:
        return text
    return float(text) if number[1] or number[2] else _integer(text)


def events(raw: bytes) -> Iterator[Any]:
    """Yield the events of the YAML in some bytes; raises ParseError for its faults of syntax and for aliases."""
    import yaml

    parser, count = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(raw), 0
    try:
        while event := parser.get_event():
            count += 1
            if type(event) is yaml.AliasEvent:
                raise ParseError(
                    "an alias (*) is not part of this format; write the value out", *place_of(event), "syntax"
                )
            yield event
            if type(event) is yaml.DocumentEndEvent:
                return
    except yaml.MarkedYAMLError as error:
        if "nesting" in (error.problem or ""):
            yield from islice(events(_before(raw, error.problem_mark)), count, None)
        raise _tab(raw, error.problem_mark) or _syntax(error) from None
    except (yaml.YAMLError, ValueError) as error:
        raise ParseError(str(error).splitlines()[0][:MAX_MESSAGE], path="syntax") from None


def _before(raw: bytes, mark: Any) -> bytes:  # noqa: ANN401  a mark of PyYAML, whose attributes carry no types
    """Return what stands before a bracket that nests deeper than the parser allows.

    PyYAML with libyaml 0.2.6 or later refuses 1,000 levels as it looks ahead, before it has handed over our hundred and
    first. Of the part before, it hands over all events.
    """
    return decode(raw)[: mark.index - 1].encode()


def _tab(raw: bytes, mark: Any) -> ParseError | None:  # noqa: ANN401  a mark of PyYAML, whose attributes carry no types
    """Return the fault of a tab where YAML takes spaces alone, which the parser names by no name; None for another."""
    lines = [match[1] for match in islice(_LINE.finditer(decode(raw)), mark.line, mark.line + 1)] if mark else []
    if not lines or lines[0][mark.column : mark.column + 1] != "\t":
        return None
    return ParseError("a tab as indentation; write spaces", mark.line + 1, mark.column + 1, "syntax")


def _syntax(error: Any) -> ParseError:  # noqa: ANN401  an error of PyYAML, whose attributes carry no types
    """Return the fault that PyYAML found, with the line in which what it was reading began, if that is another."""
    mark, began = error.problem_mark or error.context_mark, error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    since = f" (which began in line {began.line + 1})" if began and began.line + 1 != line else ""
    context = f"{error.context}{since}: " if error.context else ""
    return ParseError(f"{context}{error.problem}"[:MAX_MESSAGE], line, column, "syntax")


def place_of(event: Event) -> tuple[int, int]:
    """Return line and column, from 1, at which an event begins."""
    return event.start_mark.line + 1, event.start_mark.column + 1


def place_after(raw: bytes, end: Event) -> tuple[int, int] | None:
    """Return line and column of what follows the end of a document, or None where nothing but comments does."""
    if not any(mark in raw for mark in (b"\n---", b"\n...", b"\r---", b"\r...")):
        return None
    for number, line in enumerate(_LINE.finditer(decode(raw))):
        left = line[1][end.end_mark.column :] if number == end.end_mark.line else line[1]
        if number >= end.end_mark.line and left.strip() and not left.lstrip().startswith("#"):
            return number + 1, len(line[1]) - len(left.lstrip()) + 1
    return None


def _read_yaml(raw: bytes) -> Plain:  # noqa: C901 -- one loop without calls: it runs for every word
    """Return the plain data of YAML's events, built without recursion."""
    import yaml

    scalars, closing = yaml.ScalarEvent, {yaml.MappingEndEvent, yaml.SequenceEndEvent}
    opening = {yaml.MappingStartEvent: dict, yaml.SequenceStartEvent: list}
    root: list[Any] = []
    target: Any = root
    outer: list[Any] = []
    key: str | None = None
    values, odd = 0, False
    for event in events(raw):
        kind = type(event)
        if kind in closing:
            target = outer.pop()
        elif kind is scalars or kind in opening:
            values += 1
            if values > MAX_VALUES:
                raise too_many(*place_of(event))
            odd = odd or event.anchor is not None or event.tag is not None
            if key is None and type(target) is dict:
                if kind is not scalars:
                    raise ParseError("a key must be text, not a list or a mapping", *place_of(event), "syntax")
                key = sys.intern(event.value)
                odd = odd or key in target
                continue
            value: Any = opening[kind]() if kind in opening else event.value
            if kind is scalars and event.implicit[0]:
                value = scalar(value)
            if key is None:
                target.append(value)
            else:
                target[key] = value
                key = None
            if kind in opening:
                outer.append(target)
                target = value
                if len(outer) > MAX_LEVELS:
                    raise too_deep(*place_of(event))
    odd = odd or place_after(raw, event) is not None
    return Plain(root[0] if root else None, is_json=False, odd=odd)
