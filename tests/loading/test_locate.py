"""Paths in words, and the places of values, keys and what is missing."""

import pytest

from cqparts.loading import locate, parse
from cqparts.loading.diagnostics import Path, Problems

DATA = {"districts": [{"id": "jiangjin"}, {"id": "bishan", "priorities": [{"occasion": "plan"}]}, {"id": 3}]}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), "model"),
        ((None,), "model"),
        (("districts",), "districts"),
        (("districts", 1), "districts[1] (bishan)"),
        (("districts", 1, "adcode"), "districts[1] (bishan).adcode"),
        (("districts", 1, "adcode", None), "districts[1] (bishan).adcode"),
        (("districts", 1, "priorities", 0, "occasion"), "districts[1] (bishan).priorities[0].occasion"),
        (("districts", 2), "districts[2]"),
        (("districts", 9, "x"), "districts[9].x"),
        (("a b", "c.d", ""), '"a b"."c.d".""'),
        (("x\x1b",), '"x\\u001b"'),
    ],
)
def test_words(path: Path, words: str) -> None:
    """A path names each entry of a list by its number and its id, and quotes keys that are no plain words."""
    assert locate.path_text(path, DATA) == words


YAML = """\
a: 1
b:
  - c: x
    d: [y, {e: z}]
"""
JSON = '{"a": 1,\r "b": [\r\n  {"c": "\\u006a\\"", "d": ["y", {"e": null}]}]}'


@pytest.mark.parametrize(
    ("path", "in_yaml", "in_json"),
    [
        ((), (1, 1), (1, 1)),
        (("a",), (1, 4), (1, 7)),
        (("a", None), (1, 1), (1, 2)),
        (("b",), (3, 3), (2, 7)),
        (("b", 0), (3, 5), (3, 3)),
        (("b", 0, "c"), (3, 8), (3, 9)),
        (("b", 0, "d", None), (4, 5), (3, 21)),
        (("b", 0, "d", 0), (4, 9), (3, 27)),
        (("b", 0, "d", 1, "e"), (4, 16), (3, 38)),
    ],
)
def test_locate(path: Path, in_yaml: tuple[int, int], in_json: tuple[int, int]) -> None:
    """Values, and keys by a last None, are found in YAML and in JSON alike."""
    for text, expected in ((YAML, in_yaml), (JSON, in_json)):
        problems = Problems()
        problems.add(path, "m")
        plain = parse.read_plain(text.encode())
        assert locate.locate(text.encode(), plain, problems) == [(expected, path, "m")]


def test_locate_adds_duplicates() -> None:
    """Only the second reading says which key is given twice; each further time is a problem at its own place."""
    text = '{"a": 1, "b": {"a": 1},\n"a": 2,\n"a": 3}'
    problems = Problems()
    located = locate.locate(text.encode(), parse.read_plain(text.encode()), problems)
    message = 'the key "a" is given twice'
    assert located == [((2, 1), ("a", None), message), ((3, 1), ("a", None), message)]
    assert problems.count == 2


def test_place_of_what_is_missing() -> None:
    """What is not in the file has the place of the innermost record around it that is."""
    problems = Problems()
    problems.add(("b", 0, "x", 3, "y"), "m")
    problems.add(("c",), "m")
    plain = parse.read_plain(YAML.encode())
    assert [place for place, _, _ in locate.locate(YAML.encode(), plain, problems)] == [(1, 1), (3, 5)]


def test_oddities_are_cut() -> None:
    """A long anchor, or a long tag, is cut in the message."""
    for sign, kind in (("&", "anchor"), ("!", "tag")):
        raw = f"a: {sign}{'x' * 1000} 1".encode()
        ((place, path, message),) = locate.locate(raw, parse.read_plain(raw), Problems())
        assert (place, path) == ((1, 4), ("a",))
        assert message == f'the {kind} "{sign}{"x" * 59}…" is not part of this format; remove it'
