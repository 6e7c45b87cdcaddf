"""Where in a file things stand: a second reading, taken only when there is a problem to report."""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from cqparts.errors import quoted
from cqparts.loading.diagnostics import Path, Problems
from cqparts.loading.parse import (
    JSON_TOKEN,
    MAX_LEVELS,
    Event,
    Plain,
    breaks,
    decode,
    events,
    place_after,
    place_of,
    too_deep,
)


class Token(NamedTuple):
    """A piece of a file: what opens or closes (`{`, `[`, `}`), or a value or key (`=`), its place, and what is odd."""

    kind: str
    text: str
    place: tuple[int, int]
    odd: str = ""


class Located(NamedTuple):
    """A problem with the line and column at which it stands, from 1."""

    place: tuple[int, int]
    path: Path
    message: str


def locate(raw: bytes, plain: Plain, problems: Problems) -> list[Located]:
    """Return the problems with their places, in the order of the file, and those that only a second reading finds."""
    tokens = _json_tokens(decode(raw)) if plain.is_json else _yaml_tokens(raw)
    found = tuple(problems.found)
    wanted = {path[:end] for path, _ in found for end in range(len(path) + 1)}
    places: dict[Path, tuple[int, int]] = {}
    odds = []
    for path, place, odd in _walk(tokens):
        if path in wanted:
            places[path] = place
        if odd and problems.add(path, odd):
            odds.append(Located(place, path, odd))
        if len(places) == len(wanted) and problems.overflowing:
            break  # all places are known, and no more problems are kept
    return sorted(
        (*(Located(_nearest(path, places), path, message) for path, message in found), *odds), key=itemgetter(0)
    )


def _nearest(path: Path, places: dict[Path, tuple[int, int]]) -> tuple[int, int]:
    """Return the place of a path, or of the innermost record around it that is there."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, (1, 1))


def path_text(path: Path, value: object) -> str:
    """Return a path in words, each entry of a list with its id: `districts[3] (bishan).adcode`."""
    text = ""
    for step in path:
        if step is None:
            break
        value = _inside(value, step)
        text += f"[{step}]" if isinstance(step, int) else f".{_plain_key(step)}"
        if isinstance(step, int) and isinstance(value, dict) and isinstance(name := value.get("id"), str):
            text += f" ({quoted(name)[1:-1]})"
    return text.removeprefix(".") or "model"


def _inside(value: Any, step: str | int) -> object:  # noqa: ANN401
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _plain_key(key: str) -> str:
    return key if re.fullmatch(r"\w{1,60}", key) else quoted(key)


def _walk(tokens: Iterator[Token]) -> Iterator[tuple[Path, tuple[int, int], str]]:
    """Yield path, place and oddity of every value and of every key (its path ends with None)."""
    frames: list[_Frame] = []
    for kind, text, place, odd in tokens:
        if kind == "}":
            frames.pop()
        elif kind == "+":
            yield (None,), place, odd
        elif frames and frames[-1].key_next:
            repeated = frames[-1].take_key(text)
            yield (*(frame.step for frame in frames), None), place, odd or repeated
        else:
            if frames:
                frames[-1].take_value()
            yield tuple(frame.step for frame in frames), place, odd
            if kind != "=":
                frames.append(_Frame(kind))
        if len(frames) > MAX_LEVELS:
            raise too_deep(*place)


class _Frame:
    """A collection that is open: the step of the value being read, and the keys seen."""

    def __init__(self, kind: str) -> None:
        self.keys: set[str] = set()
        self.step: str | int = -1
        self.key_next = self.is_mapping = kind == "{"

    def take_key(self, key: str) -> str:
        repeated = f"the key {quoted(key)} is given twice" if key in self.keys else ""
        self.keys.add(key)
        self.step, self.key_next = key, False
        return repeated

    def take_value(self) -> None:
        self.key_next = self.is_mapping
        if isinstance(self.step, int):
            self.step += 1


def _yaml_tokens(raw: bytes) -> Iterator[Token]:
    import yaml

    kinds = {
        yaml.ScalarEvent: "=",
        yaml.MappingStartEvent: "{",
        yaml.SequenceStartEvent: "[",
        yaml.MappingEndEvent: "}",
        yaml.SequenceEndEvent: "}",
    }
    for event in events(raw):
        if kind := kinds.get(type(event)):
            yield Token(kind, event.value if kind == "=" else "", place_of(event), "" if kind == "}" else _odd(event))
    if where := place_after(raw, event):
        yield Token("+", "", where, "a second document begins here; a model is one document")


def _odd(event: Event) -> str:
    if event.anchor is not None:
        return f"the anchor {quoted('&' + event.anchor)} is not part of this format; remove it"
    if event.tag is not None:
        return f"the tag {quoted(event.tag.replace('tag:yaml.org,2002:', '!!'))} is not part of this format; remove it"
    return ""


def _json_tokens(text: str) -> Iterator[Token]:
    import json

    line, begin, last = 1, 0, 0
    for match in JSON_TOKEN.finditer(text):
        piece, start = match[0], match.start()
        ended, new = breaks(text, last, start)
        line, begin, last = line + ended, new if ended else begin, start
        place = line, start - begin + 1
        if piece in "[]{}":
            yield Token("}" if piece in "]}" else piece, "", place)
        else:
            yield Token("=", json.loads(piece) if piece[0] == '"' else piece, place)
