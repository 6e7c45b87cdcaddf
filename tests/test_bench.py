"""The measuring scripts: their arithmetic, their tables, and the models that they make."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cqparts.loading.load import load

BENCH = Path(__file__).parents[1] / "bench"


@pytest.fixture(autouse=True)
def path_of_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the scripts be imported as they import one another."""
    monkeypatch.syspath_prepend(str(BENCH))


def script(name: str) -> ModuleType:
    """Return a script as a module."""
    return importlib.import_module(name)


def test_median_of_pairs() -> None:
    """A timing is the median of the ratios within pairs, not the ratio of the medians."""
    timing = script("timing").summary([(2.0, 1.0), (9.0, 3.0), (8.0, 1.0)])
    assert timing.ratio.middle == 3.0
    assert timing.seconds.middle == 8.0


def test_quartiles() -> None:
    """A spread is the lower quartile, the median and the upper quartile."""
    assert script("timing").spread([1.0, 2.0, 3.0, 4.0, 5.0]) == (2.0, 3.0, 4.0)


def test_single_round() -> None:
    """One round has a median and no spread around it."""
    assert script("timing").spread([7.0]) == (7.0, 7.0, 7.0)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="the system has no terminals to open")
@pytest.mark.parametrize("terminal", [False, True])
def test_run_tells_terminals_from_pipes(*, terminal: bool) -> None:
    """A call on a terminal sees one of 100 columns, any other sees none."""
    timing = script("timing")
    asked = "import os, sys; print(os.get_terminal_size().columns if sys.stdout.isatty() else 'none')"
    answer = timing.run(timing.Call([sys.executable, "-c", asked], terminal=terminal))
    assert answer.output.decode().strip() == ("100" if terminal else "none")


def test_long_answers_are_read() -> None:
    """An answer longer than a pipe holds does not stop the call."""
    timing = script("timing")
    assert len(timing.run(timing.Call([sys.executable, "-c", "print('x' * 300_000)"])).output) == 300_001


def test_environment_is_the_calls_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes Python or cqparts here does not reach a call; what the call asks for does."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("CQPARTS_DATA", "elsewhere")
    timing = script("timing")
    seen = timing.surroundings(timing.Call(["x"], {"COMP_CWORD": "2"}))
    assert "PYTHONDONTWRITEBYTECODE" not in seen
    assert "CQPARTS_DATA" not in seen
    assert seen["COMP_CWORD"] == "2"


def test_failure_is_told() -> None:
    """A call that fails is an error that holds its last line."""
    timing = script("timing")
    with pytest.raises(timing.FailedCallError, match="exit 3: no such district"):
        timing.run(
            timing.Call([sys.executable, "-c", "import sys; print('no such district', file=sys.stderr); exit(3)"])
        )


def test_peak_is_the_childs_own() -> None:
    """Peak memory counts what the call holds, not what this process holds."""
    timing = script("timing")
    held = bytearray(200 * 2**20)
    bare = timing.peak(timing.Call([sys.executable, "-c", "pass"]))
    full = timing.peak(timing.Call([sys.executable, "-c", f"bytearray({100 * 2**20})"]))
    assert len(held) == 200 * 2**20
    assert bare < 100
    assert 100 < full < 200


def test_order_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each pair runs once a round, the order within it turned from round to round, after a warm-up not counted."""
    timing = script("timing")
    started: list[str] = []

    def run(call: Any) -> Any:  # noqa: ANN401 -- classes of a script
        started.append(call.words[0])
        return timing.Run(1.0, b"")

    monkeypatch.setattr(timing, "run", run)
    (result,) = timing.timed([(timing.Call(["call"]), timing.Call(["bare"]))], 2)
    assert started == ["bare", "call", "call", "bare", "bare", "call"]
    assert result.ratio == (1.0, 1.0, 1.0)


def test_table() -> None:
    """A table aligns numbers right, and a bar in a cell is no border."""
    assert script("writing").table(("Call", "Ratio:"), [("yq '.a | .b'", "6.59")]) == (
        "| Call | Ratio |\n| --- | ---: |\n| yq '.a \\| .b' | 6.59 |\n"
    )


def test_place_in_a_page() -> None:
    """A script's tables replace those between its marks; a page without them is replaced as a whole."""
    placed = script("writing").placed
    page = "A\n<!-- begin peers -->\nold\n<!-- end peers -->\nB\n"
    assert placed(page, "new\n", "peers") == "A\n<!-- begin peers -->\n\nnew\n\n<!-- end peers -->\nB\n"
    assert placed(page, "new\n", "growth") == "new\n"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0584, "0.058"),
        (0.9996, "1.00"),
        (2.894, "2.89"),
        (9.994, "9.99"),
        (9.996, "10.0"),
        (12.04, "12.0"),
        (99.96, "100"),
        (169.4, "169"),
    ],
)
def test_three_digits(value: float, shown: str) -> None:
    """Figures have three digits."""
    assert script("writing").decimals(value) == shown


def test_goals() -> None:
    """A goal is met up to its limit, and a missed one says by how much."""
    row = script("writing").goal_row
    assert row("a look-up", 2.9, 2.9) == ("a look-up", "≤ 2.9", "2.90", "yes")
    assert row("memory", 12.0, 12.5, " MiB") == ("memory", "≤ 12 MiB", "12.5 MiB", "no, by 0.500 MiB")
    assert row("a peer", None, 2.9) == ("a peer", "—", "—", "not measured")


def test_exponent() -> None:
    """Loading in proportion to the size has the exponent 1, and with its square 2."""
    growth = script("growth")
    less = growth.Size("YAML", 10, 1.0, 0.1, 20.0, (), 20.0)
    assert growth.exponent(less, less._replace(megabytes=10.0, load=1.0)) == pytest.approx(1)
    assert growth.exponent(less, less._replace(megabytes=10.0, load=10.0)) == pytest.approx(2)


@pytest.mark.parametrize("form", ["YAML", "JSON"])
def test_models_are_sound(form: str, tmp_path: Path) -> None:
    """A model of any size passes the strict loader, as YAML and as JSON, and keeps what the eight cities say."""
    models, growth = script("models"), script("growth")
    path = tmp_path / "model"
    models.write(path, growth.FORMS[form](models.model(100)))
    made, kept = load(path), load()
    assert len(made.cities) == 100
    assert made.cities[:8] == kept.cities
    assert made.cities[99].name == f"{kept.cities[99 % 8].name} 99"
    assert made._replace(cities=()) == kept._replace(cities=())


def test_forms_mean_the_same(tmp_path: Path) -> None:
    """A model as YAML and as JSON is one model."""
    models = script("models")
    made = models.model(50)
    models.write(tmp_path / "yaml", models.as_yaml(made))
    models.write(tmp_path / "json", models.as_json(made))
    assert load(tmp_path / "yaml") == load(tmp_path / "json")


def test_models_are_the_same_each_time() -> None:
    """The same number of cities gives the same model."""
    models = script("models")
    assert "".join(models.as_yaml(models.model(20))) == "".join(models.as_yaml(models.model(20)))


@pytest.mark.parametrize("count", [7, 500_001])
def test_numbers_of_cities_have_limits(count: int) -> None:
    """Fewer cities than the bundled model has, or more than codes, are refused."""
    with pytest.raises(ValueError, match=f"{count} cities"):
        script("models").model(count)


def test_calls_are_shown_as_typed() -> None:
    """A call is shown as a shell takes it, one on a terminal says so, and a long one by its label."""
    ask = script("questions").Ask
    assert (
        ask("shyaml", "list", "shyaml get-value districts", stdin="a.yaml").shown
        == "`shyaml get-value districts < a.yaml`"
    )
    assert ask("cqparts", "list", "cqparts districts", terminal=True).shown == "`cqparts districts`, on a terminal"
    assert script("questions").completion("zsh").shown == "`cqparts focus j` and Tab, in zsh"


def test_lead_is_over_the_fastest_python_peer() -> None:
    """The goal beside the peers is the ratio of the fastest one written in Python on the same question."""
    peers, timing, questions = script("peers"), script("timing"), script("questions")

    def measured(tool: str, question: str, ratio: float) -> object:
        spread = timing.Spread(ratio, ratio, ratio)
        return peers.Measured(questions.Ask(tool, question, tool), timing.Timing(spread, spread), 10.0)

    every = [
        measured("cqparts", questions.LIST, 2.8),
        measured("jq", questions.LIST, 1.0),
        measured("yq", questions.LIST, 6.0),
        measured("shyaml", questions.LIST, 3.5),
        measured("shyaml", questions.RECORD, 2.0),
    ]
    assert peers.lead(every[0], every) == (
        "`cqparts`, ahead of the nearest Python peer, shyaml",
        "≤ 3.5",
        "2.80",
        "yes",
    )


@pytest.mark.parametrize("name", ["peers", "growth"])
def test_help(name: str) -> None:
    """Each script says what it does."""
    done = subprocess.run([sys.executable, BENCH / f"{name}.py", "--help"], capture_output=True, text=True, check=True)
    assert "--rounds" in done.stdout
