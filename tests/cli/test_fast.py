"""The express way answers as the app does, to the byte, and leaves everything else to it."""

import json
from itertools import product

import pytest

from conftest import Answer, Call
from cqparts.cli import fast
from cqparts.cli.frame import COMMANDS
from cqparts.lookups.answers import LOOK_UPS

WORDS = ["jiangjin", "江津", "JIANG", "tong", "jiangjn", "smart cockpit", "zzz", "article", "nev-output", "", "江 津"]
CALLS = [
    *((command, *tail) for command, tail in product(fast.PLAIN, [("--json",), ("-f", "json")])),
    *((command, word, *tail) for command, word, tail in product(fast.NAMED, WORDS, [("--json",), ("-f", "json")])),
]


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_express_and_app_answer_the_same(words: tuple[str, ...], call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every plain JSON look-up has the same bytes on both streams and the same exit code either way."""
    assert fast.question(list(words)) is not None
    quick = call(*words)
    monkeypatch.setattr(fast, "question", lambda _: None)
    assert call(*words) == quick
    if quick.code == 0:
        json.loads(quick.out)
    else:
        assert quick == Answer("", quick.err, 2)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("districts",),
        ("--json",),
        ("districts", "--json", "--json"),
        ("districts", "--json", "-f", "json"),
        ("districts", "-f", "jsonl"),
        ("districts", "--format", "json"),
        ("districts", "jiangjin", "--json"),
        ("focus", "--json"),
        ("focus", "--help", "--json"),
        ("focus", "-h", "--json"),
        ("focus", "jiangjin", "hechuan", "--json"),
        ("--json", "districts"),
        ("focus", "--json", "jiangjin"),
        ("investment", "--to", "EUR", "--json"),
        ("check", "--json"),
        ("schema", "--json"),
    ],
)
def test_anything_else_is_the_app_s(words: tuple[str, ...]) -> None:
    """Whatever differs from the plain form by a word is left to the app."""
    assert fast.question(list(words)) is None


@pytest.mark.parametrize("name", ["CQPARTS_DATA", "_CQPARTS_COMPLETE"])
def test_environment_that_asks_for_the_app(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model of the user's own, and completion, are the app's."""
    monkeypatch.setenv(name, "")
    assert fast.answered(["districts", "--json"]) is False


def test_every_look_up_has_an_express_way() -> None:
    """The lists of the express way are the look-ups of the app, and no other."""
    assert {*fast.PLAIN, *fast.NAMED} == set(LOOK_UPS) <= set(COMMANDS)
