"""Chinese answers are Chinese: their punctuation, and no English but what has no Chinese name."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from conftest import Call
from cqparts.cli import commands
from cqparts.lookups import NAMES, get
from cqparts.model.types import Model
from cqparts.money.currencies import CURRENCIES, ENDED
from cqparts.output.columns import CATALOGUE, UNITS, WORDS
from cqparts.output.page import note_letters
from responses import REQUIRED

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
HALF = re.compile(rf"[{HAN}，。；：（）“”、《》][(),:;]|[(),:;][{HAN}，。；：（）“”、《》]")
"""A half-width mark beside a Chinese character or a full-width mark."""

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&'_-]*")

NAMES_WITHOUT_CHINESE = {"SUV", "2DHT", "DHT", "XFC", "CBG", "GeoNames", "H.10", "GWh", "MWh", "ID", "launched"}
"""Products, publications and units that Chinese texts call so, and an English word that a note quotes."""

LETTERS = {"A", "B", "C", *islice(note_letters(), 400)}
"""The letters of notes, the plain marks of the matrix, and the grades."""

CALLS = [
    *([name, *REQUIRED.get(name, {}).values()] for name in NAMES if name != "diff"),  # whose values are of a file
    *(
        ["focus", district]
        for district in ("jiangjin", "hechuan", "yongchuan", "dazu", "tongliang", "tongnan", "rongchang")
    ),
    *(["who", assembly] for assembly in ("power-battery", "chassis", "electric-steering")),
    *(["find", text] for text in ("2027", "转向", "rate")),
    ["sources", "article"],
    ["investment", "--to", "EUR,GBP", "--on", "period"],
    ["rates", "--to", "EUR,JPY", "--on", "2023-08-19"],
    ["localization", "--past"],
    ["targets", "--past"],
    ["targets", "--year", "2025"],
    ["targets", "bishan"],
    ["trends", "nev-output"],
    ["trends", "firms"],
]


def parts_of(value: Any) -> Iterator[Any]:  # noqa: ANN401 -- anything in a model
    """Yield every record of a model."""
    if hasattr(value, "_fields"):
        yield value
        for field in value._fields:
            yield from parts_of(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from parts_of(part)


@pytest.fixture(scope="module")
def verbatim(model: Model) -> list[str]:
    """Return titles and sentences of sources, the longest first: they stand as they are."""
    titles = [title for source in model.sources for title in (source.title, source.title_en) if title]
    sentences = [text for part in parts_of(model) for text in getattr(part, "evidence", {}).values()]
    return sorted({text for text in (*titles, *sentences) if len(text) > 7}, key=len, reverse=True)


@pytest.fixture(scope="module")
def foreign(model: Model) -> set[str]:
    """Return the words that a Chinese answer may hold in Latin letters: ids, commands, codes, names without Chinese."""
    ids = {part.id for part in parts_of(model) if hasattr(part, "id")}
    options = {flag for entry in commands.every() for param in entry.params.values() for flag in param.flags}
    publishers = [source.publisher_zh or source.publisher for source in model.sources]
    firms = [project.firm_zh or project.firm for project in model.projects]
    parts = [amount.part_zh or "" for project in model.projects for amount in project.amounts]
    words = {word for text in (*publishers, *firms, *parts) for word in LATIN.findall(text)}
    keys = {*CATALOGUE, *WORDS, "period", "cqparts", "caveats", "show", "projects", "figures"}
    kept = {
        *ids,
        *keys,
        *NAMES,
        *CURRENCIES,
        *ENDED,
        *UNITS,
        *words,
        *NAMES_WITHOUT_CHINESE,
        *LETTERS,
        "report",
        "csv",
        "district",
    }
    return kept | {flag.lstrip("-") for flag in options}


def ways(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the options that change what people see."""
    yield from ((), ("-v",), ("-f", "markdown"))
    if get(name).declared.all:
        yield ("--all",)
        yield ("--all", "-v")


@pytest.mark.parametrize("words", CALLS, ids=" ".join)
def test_punctuation_and_words(
    words: list[str], call: Call, verbatim: list[str], foreign: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No half-width mark stands beside a Chinese character, and no English word but names, ids and commands."""
    for options in ways(words[0]):
        monkeypatch.delenv("FORCE_COLOR", raising=False)
        texts = [call(*words, *options, "--lang", "zh").out]
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "dumb")
        monkeypatch.setenv("COLUMNS", "600")
        texts.append(call(*words, *options, "--lang", "zh").out)
        for text in texts:
            own = re.sub(r"https?://[^\s)]+", "", text)
            for quoted in verbatim:
                own = own.replace(quoted, "")
            own = re.sub(r"\x1b\[[0-9;]*m", "", own)
            assert [found[0] for found in re.finditer(rf".{{0,9}}(?:{HALF.pattern}).{{0,9}}", own)] == []
            latin = {word.rstrip(".-") for word in LATIN.findall(own)}
            assert latin - foreign - {*words} == set()


def test_the_model_punctuates_its_chinese_so(model: Model) -> None:
    """No Chinese text of the model has a half-width mark beside a Chinese character."""
    texts = {
        (getattr(part, "id", type(part).__name__), field): text
        for part in parts_of(model)
        for field in getattr(part, "_fields", ())
        if field.endswith("_zh")
        for text in ([getattr(part, field)] if isinstance(getattr(part, field), str) else getattr(part, field) or ())
    }
    assert {where: text for where, text in texts.items() if HALF.search(text)} == {}


@pytest.mark.parametrize("words", [["districts"], ["who", "chassis"], ["find", "steering"]], ids=" ".join)
def test_the_language_of_an_answer(words: list[str], call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The option decides, then the variable of cqparts, then a Chinese locale; else an answer is in English."""
    english, chinese = (call(*words, "--lang", lang) for lang in ("en", "zh"))
    assert english != chinese
    for locale in ({"LC_ALL": "zh_CN.UTF-8"}, {"LC_MESSAGES": "zh_TW"}, {"LANG": "zh_CN.UTF-8"}):
        for name in ("LC_ALL", "LC_MESSAGES", "LANG", "CQPARTS_LANG"):
            monkeypatch.delenv(name, raising=False)
        assert call(*words) == english
        for name, value in locale.items():
            monkeypatch.setenv(name, value)
        assert call(*words) == chinese
        assert call(*words, "--lang", "en") == english
        monkeypatch.setenv("CQPARTS_LANG", "en")
        assert call(*words) == english
        assert call(*words, "--lang", "中文") == chinese


def test_the_first_locale_variable_decides(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """LC_ALL stands before LC_MESSAGES, and that before LANG; an empty one is as none."""
    english, chinese = (call("districts", "--lang", lang) for lang in ("en", "zh"))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("LC_MESSAGES", "de_DE.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    assert call("districts") == english
    monkeypatch.setenv("LC_MESSAGES", "")
    assert call("districts") == chinese
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert call("districts") == english


@pytest.mark.parametrize("where", ["option", "variable"])
@pytest.mark.parametrize("command", ["districts", "targets", "investment"])
def test_an_unknown_language(command: str, where: str, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that there is not is a wrong call of one line, which names both, wherever it was asked for."""
    if where == "variable":
        monkeypatch.setenv("CQPARTS_LANG", "fr")
    options = ("--lang", "fr") if where == "option" else ()
    assert call(command, *options) == ("", "cqparts: unknown language 'fr'; use one of: en, zh\n", 2)
    assert call(command, *options, "--bogus").code == 2
