"""One grammar, two readers: what the fast reader takes, Typer reads alike; and it takes every plain line."""

import io
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqparts.cli import app, commands, fast
from cqparts.lookups import NAMES, Entry
from cqparts.lookups.base import Param

Values = dict[str, Any]

Reader = Callable[[list[str]], tuple[str, Values] | None]

ENTRIES = {entry.name: entry for entry in commands.every()}

LINES = settings(deadline=None)


@pytest.fixture(scope="module")
def typer_reads() -> Reader:
    """Return a function that reads a line by Typer alone: the command and its values, None for whatever else."""

    def reads(words: list[str]) -> tuple[str, Values] | None:
        read: list[tuple[str, Values]] = []

        def note(entry: Entry, values: Values) -> int:
            read.append((entry.name, values))
            return 0

        with pytest.MonkeyPatch.context() as patched, redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            patched.setattr(app, "answer", note)
            app.run(words)
        return read[0] if read else None

    return reads


def fast_reads(words: list[str]) -> tuple[str, Values] | None:
    """Return what the fast reader makes of a line."""
    line = fast.parse(words)
    return None if line is None else (line[0].name, line[1])


TEXTS = st.one_of(
    st.sampled_from(["jiangjin", "江津", "new-energy", "json", "csv", "EUR", "USD=7.1", "", "-", "a b", "x=y", "en"]),
    st.text(st.characters(blacklist_categories=["Cs"]), max_size=8),
)
"""Words as people and scripts write them, and worse."""

VALUES = TEXTS.filter(lambda text: not fast.is_dashed(text))


@st.composite
def plain_lines(draw: st.DrawFn) -> list[str]:
    """Draw a line made from the declarations: each parameter at most once, lists any number, in any order."""
    entry = ENTRIES[draw(st.sampled_from(sorted(ENTRIES)))]
    arguments: list[list[str]] = []
    options: list[list[str]] = []
    for name, param in entry.params.items():
        required = name not in entry.defaults
        if not param.flags and (required or draw(st.booleans())):
            arguments.append([draw(VALUES)])
        times = draw(st.integers(0, 2 if param.multiple else 1)) if param.flags else 0
        options += [draw(option_words(param)) for _ in range(times)]
    places = draw(st.permutations(range(len(arguments) + len(options))))
    order = sorted(places[: len(arguments)]), places[len(arguments) :]
    pieces = dict(zip(order[0], arguments, strict=True)) | dict(zip(order[1], options, strict=True))
    return [entry.name, *(word for place in sorted(pieces) for word in pieces[place])]


@st.composite
def option_words(draw: st.DrawFn, param: Param) -> list[str]:
    """Draw an option with its value, behind it or behind an equals sign."""
    flag = draw(st.sampled_from(param.flags))
    if param.is_flag:
        return [flag]
    value = draw(VALUES)
    return [f"{flag}={value}"] if flag.startswith("--") and draw(st.booleans()) else [flag, value]


@st.composite
def nearly_plain_lines(draw: st.DrawFn) -> list[str]:
    """Draw a plain line in which one word was put in, dropped, doubled, joined to the next, or moved."""
    words = draw(plain_lines())
    at, other = (draw(st.integers(0, len(words) - 1)) for _ in range(2))
    match draw(st.sampled_from(["put", "drop", "double", "join", "move"])):
        case "put":
            words.insert(at + 1, draw(st.one_of(TEXTS, st.sampled_from(FLAGS))))
        case "drop":
            del words[at]
        case "double":
            words.insert(at, words[at])
        case "join":
            words[at : at + 2] = ["".join(words[at : at + 2])]
        case "move":
            words.insert(other, words.pop(at))
    return words


FLAGS = sorted(
    {"--", "-h", "--help", "--no-json", "-fjson", "-f=json", "--lan", "--version", "---", "--json=1", "--=x"}
    | {flag for entry in ENTRIES.values() for param in entry.params.values() for flag in param.flags}
)

HOSTILE = st.builds(
    lambda name, words: [name, *words],
    st.sampled_from([*ENTRIES, "foucs", ""]),
    st.lists(
        st.one_of(
            st.sampled_from(FLAGS), TEXTS, st.builds(lambda flag, text: f"{flag}={text}", st.sampled_from(FLAGS), TEXTS)
        ),
        max_size=5,
    ),
)


@LINES
@given(plain_lines(), st.sampled_from([None, "", "own.yaml"]))
def test_plain_lines_are_read_fast_and_alike(typer_reads: Reader, words: list[str], data: str | None) -> None:
    """A line made from the declarations is taken by the fast reader, and Typer reads the same values."""
    with pytest.MonkeyPatch.context() as patched:
        if data is not None:
            patched.setenv("CQPARTS_DATA", data)
        read = fast_reads(words)
        assert read is not None
        assert typer_reads(words) == read


@LINES
@given(nearly_plain_lines())
def test_nearly_plain_lines_are_read_alike(typer_reads: Reader, words: list[str]) -> None:
    """Of a line that is plain but for one word, what the fast reader takes, Typer reads to the same values."""
    read = fast_reads(words)
    if read is not None:
        assert typer_reads(words) == read


@LINES
@given(HOSTILE)
def test_hostile_lines_are_read_alike(typer_reads: Reader, words: list[str]) -> None:
    """Of any line at all, what the fast reader takes, Typer reads to the same values."""
    read = fast_reads(words)
    if read is not None:
        assert typer_reads(words) == read


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--json",),
        ("--json", "districts"),
        ("foucs", "jiangjin"),
        ("districts", "--json", "--json"),
        ("districts", "jiangjin", "--json"),
        ("districts", "--help"),
        ("districts", "-fjson"),
        ("districts", "-f"),
        ("districts", "--lang", "-x"),
        ("districts", "--", "--json"),
        ("focus", "--json"),
        ("focus", "jiangjin", "hechuan", "--json"),
    ],
)
def test_what_is_not_plain_is_left_to_typer(words: tuple[str, ...]) -> None:
    """What asks for help, misses a word, or has one too many, is left to Typer, which says what is wrong."""
    assert fast.parse(words) is None


@pytest.mark.parametrize("name", NAMES)
def test_the_look_ups_load_no_typer(name: str) -> None:
    """Each look-up's examples are plain lines."""
    import shlex

    for example in ENTRIES[name].declared.examples:
        assert fast.parse(shlex.split(example)) is not None


def test_declarations_agree_with_their_types() -> None:
    """A flag is a bool that is false by default, and whatever is multiple is nothing by default."""
    for entry in ENTRIES.values():
        for name, param in entry.params.items():
            if param.is_flag:
                assert entry.defaults[name] is False
            if param.multiple:
                assert entry.defaults[name] is None
            assert param.help
            assert param.metavar or param.is_flag
    assert "typer" in sys.modules
