"""The Python interface gives the answers of the command line, typed, and costs nothing until it is used."""

import copy
import doctest
import importlib
import inspect
import json
import pickle
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

import cqparts
from conftest import ROOT, Call
from cqparts.lookups import NAMES
from cqparts.lookups.records import Focus
from responses import REQUIRED

PAGE = ROOT / "docs" / "library.md"


@pytest.fixture(scope="module")
def industry() -> cqparts.Industry:
    """Return the bundled model as the interface gives it."""
    return cqparts.load()


def test_a_district_tells_its_focus(industry: cqparts.Industry) -> None:
    """The assemblies of a district come in the sources' order, with the sources that say so."""
    focus = industry.district("jiangjin").focus
    assert [each.id for each in focus] == ["electric-drive", "electric-steering", "smart-cockpit"]
    assert focus[0].sources == ("cqkjb-2023-11-30", "cns-2023-08-19", "article")
    assert not focus[0].disputed


@pytest.mark.parametrize("word", ["jiangjin", "Jiangjin District", "江津区", "500116", "jiang"])
def test_things_are_found_as_on_the_command_line(industry: cqparts.Industry, word: str) -> None:
    """A district answers to its id, its names, its code and a unique beginning."""
    assert industry.district(word).record is industry.model.districts[0]


def test_a_disputed_assembly_says_who_leaves_it_out(industry: cqparts.Industry) -> None:
    """Bishan's chassis is named by one source and left out by another."""
    (chassis,) = [each for each in industry.district("bishan").focus if each.disputed]
    assert (chassis.id, chassis.sources, chassis.omitted_by) == (
        "chassis",
        ("hualong-2023-05-12",),
        ("cns-2023-08-19",),
    )


def test_a_focus_has_the_keys_of_the_json() -> None:
    """Every field of an entry is a key that `focus --json` promises."""
    assert cqparts.Speciality._fields == tuple(Focus.__annotations__)


def test_a_district_has_its_own_figures(industry: cqparts.Industry) -> None:
    """A district's figures are those about it, in single things."""
    jiangjin = industry.district("江津")
    assert {figure["subject"] for figure in jiangjin.figures} == {"jiangjin"}
    assert ("district.jiangjin.firms2022", 75) in {(figure["id"], figure["value"]) for figure in jiangjin.figures}
    assert repr(jiangjin) == "<district jiangjin>"


def test_an_assembly_knows_its_system_parts_and_districts(industry: cqparts.Industry) -> None:
    """From an assembly the way leads up to its system, down to its component types, and across to districts."""
    battery = industry.assembly("batteries")
    assert (battery.id, battery.system.id) == ("power-battery", "new-energy")
    assert [part.id for part in battery.components][:2] == ["battery-management-system", "cell"]
    assert [district.id for district in battery.districts] == ["bishan", "tongliang", "rongchang"]
    assert repr(battery) == "<assembly power-battery>"


def test_cities_and_sources_are_records(industry: cqparts.Industry) -> None:
    """A city and a source come as the model's own named tuples."""
    assert industry.city("自贡市") is industry.model.cities[0]
    assert industry.source("article") is industry.model.sources[0]


CALLS: dict[str, tuple[tuple[Any, ...], dict[str, Any], tuple[str, ...]]] = {
    "districts": ((), {"assembly": "electric drive"}, ("--assembly", "electric drive")),
    "focus": (("bishan",), {}, ("bishan",)),
    "who": (("座舱",), {}, ("座舱",)),
    "projects": ((["bishan", "yibin"],), {"assembly": "battery"}, ("--place", "bishan,yibin", "--assembly", "battery")),
    "figures": (("bishan",), {"year": "2023"}, ("--place", "bishan", "--year", "2023")),
    "assemblies": (("new-energy",), {}, ("--system", "new-energy")),
    "components": (("power-battery",), {}, ("--assembly", "power-battery")),
    "find": (("steering",), {}, ("steering",)),
    "show": (("bishan",), {}, ("bishan",)),
    "caveats": (("bishan",), {}, ("bishan",)),
    "diff": (tuple(REQUIRED["diff"].values()), {}, tuple(REQUIRED["diff"].values())),
    "sources": (("article",), {}, ("article",)),
    "investment": (
        (["EUR", "GBP"],),
        {"on": "2023-06-30", "rate": {"USD": "7.1"}},
        ("--to", "EUR,GBP", "--on", "2023-06-30", "--rate", "USD=7.1"),
    ),
    "rates": (("EUR",), {"on": "2023-H1"}, ("--to", "EUR", "--on", "2023-H1")),
    "targets": (("2023",), {}, ("--year", "2023")),
    "trends": (("nev-output",), {}, ("nev-output",)),
}


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_a_method_with_the_same_answer(industry: cqparts.Industry, call: Call, name: str) -> None:
    """A method's records are those that the command of its name writes as JSON."""
    positional, named, words = CALLS.get(name, ((), {}, ()))
    answer = getattr(industry, name)(*positional, **named)
    told = json.loads(call(name, *words, "--json").out)
    assert json.loads(json.dumps(answer.to_dicts())) == (told if isinstance(told, list) else [told])


@pytest.mark.parametrize("name", [name for name in NAMES if name not in REQUIRED])
def test_methods_have_the_defaults_of_the_commands(industry: cqparts.Industry, call: Call, name: str) -> None:
    """Without arguments a method asks what the command without options does."""
    assert getattr(industry, name)().text("json") == call(name, "--json").out


def test_an_answer_is_a_list_that_reads_as_text(industry: cqparts.Industry, call: Call) -> None:
    """An answer has a length, iterates over records, and writes itself in every format."""
    answer = industry.districts()
    assert (len(answer), repr(answer)) == (8, "<cqparts districts: 8 records>")
    assert [record["id"] for record in answer][:2] == ["jiangjin", "hechuan"]
    assert "sources" in answer.keys
    assert str(answer) == call("districts").out
    assert (
        answer.text("csv", columns=("id", "name_zh")) == call("districts", "-f", "csv", "--columns", "id,name_zh").out
    )
    assert answer.text("markdown", lang="zh") == call("districts", "-f", "markdown", "--lang", "zh").out
    assert answer._repr_markdown_() == call("districts", "-f", "markdown").out


def test_rates_may_be_any_number(industry: cqparts.Industry) -> None:
    """A rate of one's own is a text, a whole number, a fraction or a Decimal."""
    from decimal import Decimal

    answers = [industry.investment("USD", rate={"USD": rate}) for rate in ("7.5", 7.5, Decimal("7.5"))]
    amounts = {answer.to_dicts()[0]["converted"][0]["amount"] for answer in answers}
    assert amounts == {37320000000}


def parameters() -> list[tuple[str, str]]:
    """Return every parameter of every method that asks a look-up."""
    asked = ((name, inspect.signature(getattr(cqparts.Industry, name)).parameters) for name in NAMES)
    return [(name, parameter) for name, taken in asked for parameter in list(taken)[1:]]


ODD: tuple[Any, ...] = (2.5, True, b"chassis", object(), len, Decimal(1), 1j, [0], [None], [["USD"]], (b"USD",), {1: 2})
"""Values of types that no parameter takes."""

UNUSUAL: tuple[Any, ...] = (
    *ODD,
    *(
        None,
        0,
        -1,
        2023,
        500116,
        10**20,
        [],
        (),
        {},
        set(),
        range(0),
        ["USD"],
        iter(["USD"]),
        {"USD": 7.1},
        {"USD": None},
    ),
    *("", " ", ",", "USD", "x" * 1000, "\0", "\ud800", "{0}", date(2023, 6, 30), datetime(2023, 6, 30, 12, tzinfo=UTC)),
)
"""Values that a program may give by mistake, or with good reason."""


@pytest.mark.parametrize(("name", "parameter"), parameters())
def test_whatever_is_given_is_answered_or_a_call_error(name: str, parameter: str, industry: cqparts.Industry) -> None:
    """No value of any parameter ends in an error from inside; one of a wrong type is named."""
    for value in UNUSUAL:
        needed = {"focus": "district", "who": "assembly", "find": "text", "show": "record", "diff": "old"}.get(name)
        words = {**({needed: "jiangjin"} if needed else {}), parameter: value}
        try:
            answer = getattr(industry, name)(**words)
        except (cqparts.CallError, cqparts.ModelError) as error:
            assert str(error)  # noqa: PT017 -- which of the two it is, differs
        else:
            assert answer.text("json")
    if parameter == "past":
        with pytest.raises(cqparts.CallError, match=r"^past 2: expected true or false$"):
            getattr(industry, name)(past=2)
        return
    for value in ODD:
        with pytest.raises(cqparts.CallError, match=rf"^{parameter} .+: expected (a text|texts|a text or a date)$"):
            getattr(industry, name)(**{**({needed: "jiangjin"} if needed else {}), parameter: value})


@pytest.mark.parametrize(
    ("name", "words", "same"),
    [
        ("targets", {"year": 2023}, {"year": "2023"}),
        ("targets", {"year": None}, {}),
        ("focus", {"district": 500116}, {"district": "jiangjin"}),
        ("districts", {"assembly": None, "system": None}, {}),
        ("rates", {"on": date(2023, 6, 30)}, {"on": "2023-06-30"}),
        ("rates", {"on": datetime(2023, 6, 30, 23, 59, tzinfo=UTC)}, {"on": "2023-06-30"}),
        ("rates", {"to": None, "on": None}, {}),
        ("rates", {"to": iter(("USD", "EUR"))}, {"to": "USD,EUR"}),
        ("investment", {"to": ("EUR",), "rate": None}, {"to": "EUR"}),
        ("investment", {"rate": {"USD": 7}}, {"rate": "USD=7"}),
    ],
)
def test_a_value_is_taken_in_its_own_type(
    name: str, words: dict[str, Any], same: dict[str, Any], industry: cqparts.Industry
) -> None:
    """Years and codes may be numbers, days dates, currencies one text or several; None is what is not given."""
    ask = getattr(industry, name)
    assert ask(**words).to_dicts() == ask(**same).to_dicts()


@pytest.mark.parametrize("name", ["focus", "who", "find"])
def test_what_is_needed_cannot_be_none(name: str, industry: cqparts.Industry) -> None:
    """None is no word where one is needed."""
    with pytest.raises(cqparts.CallError, match=r"^\w+ None: expected a text$"):
        getattr(industry, name)(None)


@pytest.mark.parametrize("kind", ["district", "assembly", "city", "source"])
def test_single_things_are_named_by_texts_and_codes(kind: str, industry: cqparts.Industry) -> None:
    """A code may be a number; whatever else is no text is a wrong call that says of what."""
    assert industry.district(500116).id == "jiangjin"
    assert industry.city(510300).id == "zigong"
    for value in (*ODD, None):
        with pytest.raises(cqparts.CallError, match=rf"^{kind} .+: expected a text$"):
            getattr(industry, kind)(value)


def test_an_answer_is_written_as_asked_or_a_call_error(industry: cqparts.Industry) -> None:
    """Columns are one text or several; a format, a language and a unit are texts."""
    answer = industry.cities()
    texts = [answer.text("csv", columns=names) for names in ("id,name", ["id", "name"], iter(("id", "name")))]
    assert texts == [texts[0]] * 3
    assert answer.text("csv", columns=None) == answer.text("csv", columns=()) == answer.text("csv")
    for value in ODD:
        for words in ({"columns": value}, {"fmt": value}, {"lang": value}, {"unit": value}):
            with pytest.raises(cqparts.CallError, match=r"expected a? ?texts?$"):
                answer.text(**words)


@pytest.mark.parametrize("data", [5, 2.5, b"industry.yaml", ["industry.yaml"], object()])
def test_a_model_is_read_from_a_path(data: Any) -> None:  # noqa: ANN401 -- whatever a caller gives
    """What is no path is a wrong call, and so is a model that is none."""
    with pytest.raises(cqparts.CallError, match=r"^data .+: expected a path$"):
        cqparts.load(data)
    with pytest.raises(cqparts.CallError, match=r"^model .+: expected a Model"):
        cqparts.Industry(data)


def spoil(value: Any) -> None:  # noqa: ANN401 -- JSON-ready, whatever it is
    """Change everything in a record that can be changed."""
    for each in list(value.values()) if isinstance(value, dict) else list(value) if isinstance(value, list) else []:
        spoil(each)
    if isinstance(value, dict | list):
        value.clear()


@pytest.mark.parametrize("name", NAMES)
def test_records_are_the_callers_own(name: str) -> None:
    """What `to_dicts` returns may be changed: neither the answer nor the model, nor the next answer, changes."""
    industry = cqparts.load(ROOT / "data" / "industry.yaml")
    before, model = ask(industry, name), repr(industry.model)
    expected = json.dumps(before.to_dicts())
    spoil(before.to_dicts())
    spoil(list(before))
    assert json.dumps(before.to_dicts()) == json.dumps(ask(industry, name).to_dicts()) == expected
    assert repr(industry.model) == model


def test_a_district_is_the_callers_own(industry: cqparts.Industry) -> None:
    """So may what a district returns be changed."""
    bishan = industry.district("bishan")
    before = json.dumps(bishan.to_dict())
    spoil(bishan.to_dict())
    spoil(bishan.figures)
    assert json.dumps(bishan.to_dict()) == before


def ask(industry: cqparts.Industry, name: str) -> cqparts.Answer:
    """Return the answer to a question, with the words of `CALLS` if it has some."""
    positional, named, _ = CALLS.get(name, ((), {}, ()))
    answer: cqparts.Answer = getattr(industry, name)(*positional, **named)
    return answer


def test_an_industry_is_pickled_and_copied(industry: cqparts.Industry) -> None:
    """A copy by way of `pickle` or `copy` holds the same model and answers the same."""
    for other in (pickle.loads(pickle.dumps(industry)), copy.deepcopy(industry)):  # noqa: S301 -- just pickled
        assert other.model == industry.model
        assert [ask(other, name).to_dicts() for name in NAMES] == [ask(industry, name).to_dicts() for name in NAMES]


MOST_FORMATS = ("json", "table", "csv", "markdown")


def test_threads_share_an_industry(industry: cqparts.Industry) -> None:
    """Sixteen threads that ask everything at once, in formats by turns, get what one gets."""
    together = threading.Barrier(16)

    def everything() -> list[str]:
        return [ask(industry, name).text(fmt) for name, fmt in zip(NAMES, cycle(MOST_FORMATS), strict=False)]

    def everything_at_once(_: int) -> list[str]:
        together.wait()
        return everything()

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(everything_at_once, range(16)))
    assert answers == [everything()] * 16


def test_methods_are_called_as_functions_are(industry: cqparts.Industry) -> None:
    """A parameter that there is not, or one too many, is a TypeError; `help` shows the parameters and their types."""
    with pytest.raises(TypeError, match="unexpected keyword argument 'foo'"):
        industry.districts(foo=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="too many positional arguments"):
        industry.districts("chassis", "traditional", "csv")  # type: ignore[call-arg]
    shown = str(inspect.signature(industry.districts))
    several = "str | collections.abc.Iterable[str] | None = None"
    assert shown.startswith(f"(assembly: {several}, system: {several})")
    assert "on: 'str | date | None' = None" in str(inspect.signature(industry.rates))


def test_a_rate_may_be_one_text(industry: cqparts.Industry) -> None:
    """`rate` takes a text, several, or numbers by code."""
    first, *others = (
        industry.investment(rate=rate).to_dicts()[0]["converted"] for rate in ("USD=7.5", ["USD=7.5"], {"USD": 7.5})
    )
    assert [first, first] == others


def test_a_wrong_name_is_a_call_error(industry: cqparts.Industry) -> None:
    """What is not found is an error that says what comes near, as on the command line."""
    with pytest.raises(cqparts.CallError, match=r"^unknown district 'jianjin'; did you mean jiangjin\?$"):
        industry.district("jianjin")
    with pytest.raises(cqparts.CallError):
        industry.districts().text("xlsx")


def test_an_invalid_file_is_a_model_error(tmp_path: Path) -> None:
    """A file that check refuses cannot be loaded; the error has the places."""
    path = tmp_path / "own.yaml"
    path.write_text("schema_version: 1\n")
    with pytest.raises(cqparts.ModelError, match=r"own\.yaml:1:1"):
        cqparts.load(path)


def test_errors_have_one_ancestor() -> None:
    """One except clause catches whatever a user can correct."""
    assert issubclass(cqparts.CallError, cqparts.CqpartsError)
    assert issubclass(cqparts.ModelError, cqparts.CqpartsError)


def test_a_file_of_ones_own_is_loaded(industry: cqparts.Industry) -> None:
    """A path, as text or as a Path, gives the model of that file."""
    path = ROOT / "data" / "industry.yaml"
    assert cqparts.load(path).model == industry.model
    assert cqparts.load(str(path)).model == industry.model
    assert repr(cqparts.load(path)) == f"<cqparts model: 8 districts, {len(industry.model.figures)} figures>"


def test_every_public_name_is_there_and_listed() -> None:
    """What the package promises can be had, and completion in a notebook offers it."""
    for name in cqparts.__all__:
        assert getattr(cqparts, name) is not None
    assert set(cqparts.__all__) <= set(dir(cqparts))
    assert re.fullmatch(r"\d+\.\d+\.\d+", cqparts.__version__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that the package does not have is missing as from any module."""
    with pytest.raises(AttributeError, match=r"^module 'cqparts' has no attribute 'nonsense'$"):
        getattr(cqparts, "nonsense")  # noqa: B009 -- type checkers know that it is missing


def test_importing_loads_nothing() -> None:
    """The import brings in no module but the package itself, so that it costs a fraction of `import typing, json`."""
    code = "import sys; before = set(sys.modules); import cqparts; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['cqparts']\n"


GOOD = """\
from datetime import date, datetime

import cqparts

industry: cqparts.Industry = cqparts.load("model.yaml")
names: list[str] = [each.name for each in industry.district("jiangjin").focus]
records: list[dict[str, object]] = industry.investment(["EUR"], rate={"USD": 7.1}).to_dicts()
dated = [industry.rates("USD", on=date(2023, 6, 30)), industry.rates(on=datetime.now()), industry.targets(2023)]
coded = [industry.district(500116).id, industry.focus(500116).name, industry.city(510300).id]
seat = industry.city("zigong").seat
latitude: float | None = seat.lat if seat else None
text: str = industry.matrix().text("markdown", columns=["id"], lang="zh")
try:
    industry.who("teleporter")
except cqparts.CallError as error:
    code: int = error.code
"""

BAD = """\
import cqparts

cqparts.nonsense
cqparts.load().district(None)
number: int = cqparts.load().district("jiangjin").name
cqparts.load().districts(assemblies="body")
"""


def checked(program: str, folder: Path) -> list[tuple[str, str]]:
    """Return what a strict type checker says of a program in a folder of its own."""
    (folder / "consumer.py").write_text(program)
    run = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "consumer.py"]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return re.findall(r"^consumer\.py:(\d+): error: .*\[(.+)\]$", done.stdout, re.MULTILINE)


def test_a_consumer_is_type_checked(tmp_path: Path) -> None:
    """A program elsewhere that uses the package rightly passes mypy --strict; each wrong use of it is found."""
    assert checked(GOOD, tmp_path) == []
    assert checked(BAD, tmp_path) == [
        ("3", "attr-defined"),
        ("4", "arg-type"),
        ("5", "assignment"),
        ("6", "call-arg"),
    ]


@pytest.mark.parametrize("name", ["cqparts", "cqparts.api", "cqparts.money.amounts", "cqparts.export.sqlite"])
def test_the_examples_in_the_docstrings_are_true(name: str) -> None:
    """Every example in a docstring gives what it shows."""
    failed, tried = doctest.testmod(importlib.import_module(name))
    assert (failed, tried > 0) == (0, True)


def test_the_examples_on_the_page_are_true() -> None:
    """docs/library.md shows what the interface answers, line for line."""
    blocks = re.findall(r"^```pycon\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "library.md", str(PAGE), 0))
    assert len(blocks) > 5
    assert runner.summarize(verbose=False).failed == 0


def test_the_page_tells_of_every_method(request: pytest.FixtureRequest) -> None:
    """docs/library.md lists every look-up's method with its parameters, as `make docs` writes them."""
    text = PAGE.read_text(encoding="utf-8")
    before, begin, rest = text.partition("<!-- begin methods -->\n")
    _, end, after = rest.partition("<!-- end methods -->")
    written = before + begin + methods_table() + end + after
    if request.config.getoption("--update-golden"):
        PAGE.write_text(written, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written


def methods_table() -> str:
    """Return the table of the look-ups' methods: parameters, and the first line of what each returns."""
    lines = []
    for name in NAMES:
        method = getattr(cqparts.Industry, name)
        own = list(inspect.signature(method).parameters.values())[1:]
        taken = [
            parameter.name + ("" if parameter.default is parameter.empty else f"={parameter.default!r}")
            for parameter in own
        ]
        lines.append(f"| `{name}({', '.join(taken)})` | {(inspect.getdoc(method) or '').partition(chr(10))[0]} |")
    return "\n".join(["", "| method | |", "|---|---|", *lines, "", ""])
