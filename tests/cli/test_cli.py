"""The command line as a user meets it: both streams, exit codes, names, options, help."""

import json
from pathlib import Path

import pytest

from conftest import ROOT, Call
from cqparts.cli import commands
from cqparts.model.edition import edition
from cqparts.model.types import Model
from processes import run_command


@pytest.mark.parametrize("word", ["江津", "江津区", "Jiangjin District", "500116", "JIANG", "jian", " JiangJin "])
def test_every_name_of_a_district_answers_the_same(word: str, call: Call) -> None:
    """A district is found by id, either name, with or without its kind, by code and by unique prefix, in any case."""
    assert call("focus", word) == call("focus", "jiangjin")
    assert call("focus", word, "--json") == call("focus", "jiangjin", "--json")


@pytest.mark.parametrize("json_option", [(), ("--json",)])
def test_unknown_name_is_asked_back(json_option: tuple[str, ...], call: Call) -> None:
    """A name that does not exist gets a suggestion on standard error, and exit code 2."""
    message = "cqparts: unknown district 'jiangjn'; did you mean jiangjin?\n"
    assert call("focus", "jiangjn", *json_option) == ("", message, 2)


def test_ambiguous_name_lists_candidates(call: Call) -> None:
    """A prefix of several names names them all."""
    expected = "cqparts: district 'tong' is ambiguous: Tongliang (tongliang) or Tongnan (tongnan)\n"
    assert call("focus", "tong") == ("", expected, 2)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("districts", "--no-such"), "unknown option --no-such; see cqparts districts --help"),
        (("districts", "extra"), "got unexpected extra argument(s) (extra)"),
        (("focus",), "missing DISTRICT; use one of: jiangjin, hechuan, yongchuan, dazu, bishan, tongliang, tongnan"),
        (("show",), "missing argument 'ID'; see cqparts show --help"),
        (("foucs", "jiangjin"), "unknown command 'foucs'; did you mean 'focus'"),
        (("districts", "-f", "tabel"), "unknown format 'tabel'; did you mean table?"),
        (("districts", "-f", "j"), "format 'j' is ambiguous: json or jsonl"),
        (("districts", "--json", "-f", "csv"), "--json conflicts with -f csv; give one of them"),
        (("districts", "--lang", "fr"), "unknown language 'fr'; use one of: en, zh"),
        (("districts", "--columns", "nmae"), "unknown column 'nmae'; did you mean name?"),
        (("districts", "--columns", "id,,name"), "empty name in --columns; use e.g. id,name,sources"),
        (("districts", "--system", "hybrid"), "unknown system 'hybrid'; use one of:"),
        (("districts", "--assembly", "smart cokpit"), "unknown assembly 'smart cokpit'; did you mean smart-cockpit?"),
        (("who", "电池包"), "unknown assembly '电池包'; use one of:"),
        (("sources", "articel"), "unknown source 'articel'; did you mean article?"),
        (("targets", "--year", "2031"), "no targets for '2031'; years with targets: 2010, 2020, 2022"),
        (("trends", "nev-outptu"), "unknown series 'nev-outptu'; did you mean nev-output?"),
        (("investment", "--unit", "trillion"), "unknown unit 'trillion'; did you mean"),
        (("investment", "--to", "EURO"), "EUR"),
        (("investment", "--rate", "dollars"), "USD=7.1"),
    ],
)
def test_wrong_calls_get_one_line(words: tuple[str, ...], message: str, call: Call) -> None:
    """A wrong call writes nothing to standard output, one line with the remedy to standard error, and exits 2."""
    answer = call(*words)
    assert (answer.out, answer.code) == ("", 2)
    assert answer.err.startswith("cqparts: ")
    assert answer.err.count("\n") == 1
    assert message in answer.err


def test_districts_hold_eight_each_with_two_assemblies_and_sources(call: Call) -> None:
    """There are eight districts, each with at least two assemblies, each of those with its source."""
    districts = json.loads(call("districts", "--json").out)
    assert [district["id"] for district in districts] == [
        "jiangjin",
        "hechuan",
        "yongchuan",
        "dazu",
        "bishan",
        "tongliang",
        "tongnan",
        "rongchang",
    ]
    for district in districts:
        assert len(district["focus"]) >= 2
        assert all(part["sources"] and part["as_of"] for part in district["focus"])


def test_smart_cockpits_are_a_priority_of_two_districts(call: Call) -> None:
    """The words of the article find the assembly, the districts that prioritize it, and behind them other places."""
    places = json.loads(call("who", "smart cockpit", "--json").out)
    assert [each["name"] for each in places if each["focus"]] == ["Jiangjin", "Yongchuan"]
    assert [each["name"] for each in places[:2]] == ["Jiangjin", "Yongchuan"]
    assert [each["name"] for each in places[2:] if "smart-cockpit" in each["production"][0]["near"]] == ["Bishan"]
    assert call("who", "smart cockpits") == call("who", "智能座舱") == call("who", "Intelligent cockpit")


def test_investment_states_the_article_s_own_dollars(call: Call) -> None:
    """The contract value comes out in dollars as the article states it, at the rate that its two figures imply."""
    contract = json.loads(call("investment", "--json").out)[0]
    assert (contract["amount"], contract["currency"], contract["period"]) == (279_900_000_000, "CNY", "2023-H1")
    dollars = contract["converted"][0]
    assert (dollars["currency"], dollars["amount"], dollars["rate"]) == ("USD", 38_420_000_000, 7.28527)
    assert (dollars["basis"], dollars["qualifier"]) == ("stated", "about")
    assert (dollars["rate_basis"], dollars["rate_source"], dollars["rate_date"]) == ("implied", "article", None)


def test_a_given_rate_is_never_dropped(call: Call) -> None:
    """Currencies of given rates stand beside those asked for; without either, dollars do."""

    def codes(*words: str) -> list[str]:
        record = json.loads(call("investment", *words, "--json").out)[0]
        return [each["currency"] for each in record["converted"]]

    assert codes("--to", "eur", "--rate", "USD=7.1") == ["EUR", "USD"]
    assert codes("--rate", "GBP=9") == ["GBP"]
    assert codes("--to", "usd", "--rate", "usd=7.1") == ["USD"]
    assert codes() == ["USD"]


def test_derived_percentages_of_investment(call: Call) -> None:
    """The ratio of funds to contracts and the western shares are there, about, and marked as derived."""
    records = {record["id"]: record for record in json.loads(call("investment", "--json").out)}
    expected = {
        "funds-to-contracts.western-chongqing.2023-H1": 18.8,
        "contract-value-share.western-chongqing.2023-H1": 25.8,
        "funds-secured-share.western-chongqing.2023-H1": 22.1,
    }
    for key, percent in expected.items():
        assert (records[key]["percent"], records[key]["basis"], records[key]["qualifier"]) == (
            percent,
            "derived",
            "about",
        )
    assert "need not belong" in records["funds-to-contracts.western-chongqing.2023-H1"]["notes"][0]


def test_the_total_is_never_called_auto_parts_money(call: Call) -> None:
    """The 279.9 bn say in every people's format that they are more than autos."""
    for options in ((), ("-f", "markdown")):
        assert "not auto" in call("investment", *options).out.replace("\\-", "-")


def test_components_say_how_many_are_not_named(call: Call) -> None:
    """Twelve components are named, and at least 44 of the plan's types are not."""
    records = json.loads(call("components", "--json").out)
    assert len(records) == 12
    assert {record["all_components_unnamed"] for record in records} == {44}
    assert sum(record["assembly"] is None for record in records) == 4
    assert "At least 44" in call("components").out


def test_localization_shows_two_rates_and_the_gap(call: Call) -> None:
    """70 % exactly, about 30 %, and 40 percentage points between them; then Dazu's own rate, which is over 70 %."""
    records = json.loads(call("localization", "--json").out)
    shown = [(each["vehicles"], each["percent"], each["percentage_points"], each["qualifier"]) for each in records]
    assert shown == [
        ("traditional", 70, None, "exact"),
        ("new-energy", 30, None, "about"),
        (None, None, 40, "about"),
        (None, 70, None, "at-least"),
    ]
    assert [each["basis"] for each in records] == ["stated", "stated", "derived", "stated"]


def test_bishan_s_chassis_is_disputed(call: Call) -> None:
    """What one source's list has and another's has not is marked, with the sources that list it or do not."""
    bishan = json.loads(call("focus", "bishan", "--json").out)
    chassis = bishan["focus"][-1]
    assert (chassis["id"], chassis["disputed"]) == ("chassis", True)
    assert (chassis["sources"], chassis["omitted_by"]) == (["hualong-2023-05-12"], ["cns-2023-08-19"])
    matrix = {record["id"]: record for record in json.loads(call("matrix", "--json").out)}
    assert (matrix["bishan"]["chassis"], matrix["dazu"]["chassis"], matrix["hechuan"]["chassis"]) == (
        "disputed",
        True,
        False,
    )


def test_filters_narrow_the_districts(call: Call) -> None:
    """--assembly and --system keep the districts that take it; together, those that take both at once."""

    def ids(*words: str) -> list[str]:
        return [each["id"] for each in json.loads(call("districts", *words, "--json").out)]

    assert ids("--assembly", "热管理") == ["rongchang"]
    assert ids("--system", "intelligent") == ["jiangjin", "hechuan", "yongchuan", "dazu", "tongnan"]
    assert ids("--system", "traditional", "--assembly", "power-battery") == []


def test_an_empty_answer_says_so_on_standard_error(call: Call) -> None:
    """Nothing found is an empty list and exit 0, with a word on standard error."""
    said = "cqparts: no record contains 'zzz'; try a part of it, or the word in the other language\n"
    assert call("find", "zzz", "--json") == ("[]\n", said, 0)
    assert call("find", "zzz", "-f", "csv").err == said
    assert call("districts", "--system", "traditional", "--assembly", "power-battery", "--json").out == "[]\n"


def test_targets_of_other_years(call: Call) -> None:
    """--year gives what was promised for another year."""
    subjects = {each["subject"] for each in json.loads(call("targets", "--year", "2023", "--json").out)}
    assert subjects == {"nine-districts", "chongqing", "western-chongqing", "hechuan"}


def test_columns_keep_their_order_in_every_format(call: Call) -> None:
    """--columns gives the keys asked for, in that order."""
    assert call("cities", "--columns", "seat.lat,id", "-f", "csv").out.splitlines()[:2] == [
        "seat.lat,id",
        "29.34162,zigong",
    ]
    assert json.loads(call("cities", "--columns", "id,seat.lat", "--json").out)[0] == {
        "id": "zigong",
        "seat.lat": 29.34162,
    }
    assert call("cities", "--columns", "id").out.splitlines()[:2] == ["Id", "zigong"]


def test_columns_are_all_of_the_table(call: Call) -> None:
    """--columns gives one table of these keys: of `focus` the assemblies without the figures below them."""
    shown = call("focus", "jiangjin", "--columns", "id,as_of").out
    assert shown.splitlines()[0].split() == ["Id", "As", "of"]
    assert shown.count("\n\n") == 1
    assert "Value" not in shown


def test_amounts_in_each_unit(call: Call) -> None:
    """--unit chooses the power of ten of amounts in tables, and leaves JSON alone."""
    shown = {
        unit: call("investment", "--unit", unit).out.split("\n")[3] for unit in ("full", "million", "yi", "billion")
    }
    assert "279,900,000,000" in shown["full"]
    assert "279,900 " in shown["million"]
    assert "2,799 " in shown["yi"]
    assert "279.9 " in shown["billion"]
    assert call("investment", "--unit", "yi", "--json") == call("investment", "--json")


@pytest.mark.parametrize("name", [entry.name for entry in commands.every()])
def test_every_command_has_help_with_two_examples(name: str, call: Call) -> None:
    """-h and --help print the same help, plain in a pipe, 80 columns at most, with two examples."""
    answer = call(name, "--help")
    assert (answer.err, answer.code) == ("", 0)
    assert call(name, "-h") == answer
    assert answer.out.startswith(f"Usage: cqparts {name} ")
    assert answer.out.count("\n    cqparts ") == 2 or answer.out.count("\n  cqparts ") == 2
    assert "\x1b" not in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


@pytest.mark.parametrize("name", [entry.name for entry in commands.every()])
def test_examples_of_the_help_work(name: str, call: Call, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples that the help gives answer as they stand; those that write files have tests of their own."""
    import shlex

    if name in ("report", "export"):
        pytest.skip("writes files")
    monkeypatch.chdir(str(tmp_path))
    entry = commands.get(name)
    assert entry is not None
    for example in entry.declared.examples:
        words = shlex.split(example.partition(" >")[0])
        if not any(word.endswith(".yaml") for word in words):
            assert call(*words).code == 0


def test_the_help_has_the_commands_in_groups(call: Call) -> None:
    """--help lists the commands in groups, and exits 0."""
    answer = call("--help")
    assert answer.code == 0
    for group in ("Look up:", "Figures:", "Model:"):
        assert f"\n{group}\n" in answer.out


def test_version(call: Call, model: Model) -> None:
    """--version prints the version of the distribution, and the edition of the data that it holds."""
    from importlib.metadata import version

    of_data = edition(model)
    line = f"cqparts {version('cqparts-pilot')}, data of {of_data.date} ({of_data.digest})\n"
    assert call("--version") == (line, "", 0)


def test_check_finds_the_bundled_model_sound(call: Call, model: Model) -> None:
    """Without a file, check looks at the bundled model and finds it sound."""
    said = f"industry.yaml is valid: 8 districts, {len(model.figures)} figures, {len(model.sources)} sources\n"
    assert call("check") == (said, "", 0)
    of_data = {"date": edition(model).date, "digest": edition(model).digest}
    found = {"sound": True, "total": 0, "problems": [], "edition": of_data}
    assert json.loads(call("check", "--json").out) == found


def test_check_lists_problems(call: Call, tmp_path: object) -> None:
    """Check writes a problem a line as editors parse it, a summary, and exits 1."""
    from pathlib import Path

    broken = Path(str(tmp_path)) / "broken.json"
    broken.write_text('{"schema_version": "one"}')
    answer = call("check", str(broken))
    assert answer.code == 1
    first, *_, last = answer.out.splitlines()
    assert first.startswith(f"{broken}:1:")
    assert last.endswith("problems")
    found = json.loads(call("check", str(broken), "--json").out)
    assert (found["sound"], found["total"], found["edition"]) == (False, len(found["problems"]), None)
    assert call("districts", "--data", str(broken)).code == 1
    assert call("districts", "--data", str(broken)).err.startswith(f"cqparts: {broken}:1:")


def test_check_takes_several_files(call: Call, tmp_path: Path) -> None:
    """Of several files, each has its problems and a line of its own; the exit code is 1 if any is unsound."""
    sound, broken, missing = (tmp_path / name for name in ("sound.yaml", "broken.json", "missing.yaml"))
    sound.write_bytes((ROOT / "tests" / "small.yaml").read_bytes())
    broken.write_text("[]")
    answer = call("check", str(sound), str(broken), str(missing), str(sound))
    assert answer == (
        (
            f"{sound} is valid: 2 districts, 7 figures, 2 sources\n"
            f"{broken}:1:1: model: expected a mapping, found a list\n"
            f"{broken}: 1 problem\n"
            f"{missing}:1:1: file: cannot be read: No such file or directory\n"
            f"{missing}: 1 problem\n"
        ),
        "",
        1,
    )
    assert call("check", str(sound), str(ROOT / "data" / "industry.yaml")).code == 0
    found = json.loads(call("check", "--json", str(sound), str(broken)).out)
    assert [(each["file"], each["sound"], each["total"]) for each in found] == [
        (str(sound), True, 0),
        (str(broken), False, 1),
    ]
    assert [{**each, "file": None} for each in found] == [
        {"file": None, **json.loads(call("check", name, "--json").out)} for name in (str(sound), str(broken))
    ]


@pytest.mark.parametrize("words", [["check", ""], ["check", "--json", ""], ["districts", "--data", ""], ["schema", ""]])
def test_an_empty_name_names_nothing(call: Call, words: list[str]) -> None:
    """An empty word for a file, as of a variable that is not set, is a wrong call, and stands for no other model."""
    answer = call(*words)
    assert (answer.out, answer.code) == ("", 2)
    assert answer.err.count("\n") == 1
    if words[0] != "schema":
        assert answer.err == "cqparts: an empty name of a file; name one, or leave it out for the bundled model\n"


def test_an_empty_variable_names_no_model(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """CQPARTS_DATA that is set to nothing leaves the bundled model."""
    monkeypatch.setenv("CQPARTS_DATA", "")
    assert call("districts", "--json", "--columns", "id").code == 0


@pytest.mark.parametrize("words", [["--help"], ["districts", "--help"], ["schema"], ["schema", "districts"]])
def test_help_and_schemas_need_no_docstrings(words: list[str]) -> None:
    """Where Python leaves docstrings out, help and schemas say the same."""
    usual = run_command(*words)
    assert (usual.returncode, usual.stderr) == (0, "")
    without = run_command(*words, env={"PYTHONOPTIMIZE": "2"})
    assert (without.stdout, without.stderr, without.returncode) == (usual.stdout, "", 0)


def test_a_model_of_ones_own(call: Call, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """--data and CQPARTS_DATA answer from another model."""
    from pathlib import Path

    from conftest import ROOT

    own = Path(str(tmp_path)) / "own.yaml"
    own.write_text((ROOT / "data" / "industry.yaml").read_text().replace("name: Jiangjin\n", "name: '[red]Jiang[/]'\n"))
    named = json.loads(call("districts", "--data", str(own), "--json").out)[0]["name"]
    assert named == "[red]Jiang[/]"
    monkeypatch.setenv("CQPARTS_DATA", str(own))
    assert json.loads(call("districts", "--json").out)[0]["name"] == named
    assert "[red]Jiang[/]" in call("districts").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "[red]Jiang[/]" in call("districts").out
