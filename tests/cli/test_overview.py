"""A call without words, and one that begins with a name instead of a command."""

import shlex
from pathlib import Path

import pytest

from conftest import Call
from cqparts.model.types import Model

SMALL = str(Path(__file__).parents[1] / "small.yaml")


def test_no_words_answer_with_the_numbers_that_matter(call: Call) -> None:
    """Called alone it tells what it holds, the money and the rates, then the calls to try, and exits 0."""
    answer = call()
    lines = answer.out.splitlines()
    assert (answer.err, answer.code) == ("", 0)
    assert "  8 districts, 12 assemblies, 56 component types (12 named), 30 projects" in lines
    assert "  H1 2023: contract value 279.9 bn CNY, funds in place 52.5 bn CNY" in lines
    assert "  ! No sector is stated for the 279.9 bn yuan; it is not auto-parts money." in lines
    assert "  Localization rate: traditional vehicles 70%, new energy vehicles about 30%" in lines
    assert lines[-1].endswith("All commands: cqparts --help")
    assert len(lines) <= 22
    assert max(map(len, lines)) <= 80


def test_the_calls_to_try_answer(call: Call) -> None:
    """Each call that it names is a call."""
    calls = [line.strip() for line in call().out.splitlines() if line.startswith("  cqparts ")]
    assert len(calls) >= 8
    for line in calls:
        words = shlex.split(line.split("  ")[0])[1:]
        assert call(*words).code == 0, words


def test_it_speaks_chinese(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """CQPARTS_LANG sets its language; one that does not exist is a wrong call that names the two."""
    monkeypatch.setenv("CQPARTS_LANG", "zh")
    assert "  2023年上半年：合同金额2,799亿元、到位资金525亿元\n" in call().out
    monkeypatch.setenv("CQPARTS_LANG", "fr")
    assert call() == ("", "cqparts: unknown language 'fr'; use one of: en, zh\n", 2)


def test_its_numbers_are_those_of_the_model(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """With another model it tells what that holds, and leaves out what it does not hold."""
    monkeypatch.setenv("CQPARTS_DATA", SMALL)
    text = call().out
    assert "  2 districts, 2 assemblies, 56 component types (2 named), 2 projects\n" in text
    assert "279.9" not in text
    assert "cqparts focus bishan " in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("jiangjin",), "'jiangjin' is a district, not a command; try: cqparts focus jiangjin"),
        (("江津", "--json"), "'江津' is a district, not a command; try: cqparts focus jiangjin"),
        (("yibin",), "'yibin' is a partner city, not a command; try: cqparts projects --place yibin"),
        (("smart", "cockpit"), "'smart cockpit' is an assembly, not a command; try: cqparts who smart-cockpit"),
        (("article",), "'article' is a source, not a command; try: cqparts sources article"),
        (("h1-2023.contract",), "'h1-2023.contract' is a figure, not a command; try: cqparts show h1-2023.contract"),
        (("motor",), "'motor' is the name of a record, not a command; try: cqparts show motor"),
    ],
)
def test_a_name_instead_of_a_command_gets_its_call(words: tuple[str, ...], told: str, call: Call) -> None:
    """The name of a record is one line with the call that shows it, and exit code 2; nothing is run."""
    assert call(*words) == ("", f"cqparts: {told}\n", 2)


@pytest.mark.parametrize("command", ["focus", "who"])
def test_a_missing_name_is_answered_with_the_names(command: str, call: Call, model: Model) -> None:
    """Where the names are few, they stand in the message."""
    answer = call(command)
    assert (answer.out, answer.code) == ("", 2)
    names = {
        "focus": [district.id for district in model.districts],
        "who": [part.id for system in model.systems for part in system.assemblies],
    }[command]
    assert all(name in answer.err for name in names)
    assert answer.err.count("\n") == 1


def test_a_missing_name_of_a_model_that_cannot_be_read_is_missing(call: Call) -> None:
    """Where there are no names to tell, the message sends to the help."""
    assert call("focus", "--data", "no-such-file.yaml").err == (
        "cqparts: missing argument 'DISTRICT'; see cqparts focus --help\n"
    )
