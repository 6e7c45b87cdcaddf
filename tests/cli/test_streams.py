"""Pipes, terminals and odd systems: a right answer or one clear line, never a traceback, never half an answer."""

import json
import os
import re
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import ROOT, Call
from processes import (
    COMMAND,
    POSIX,
    STEPS,
    allow_ctrl_c,
    environment,
    in_bash,
    on_terminal,
    package,
    plain,
    run_command,
    tool,
)

pytestmark = POSIX

LONG = pytest.mark.long

ANSWERS = [
    "districts --json",
    "districts",
    "--help",
    "--version",
    "check",
    "schema",
    "report",
    *(
        pytest.param(words, marks=LONG)
        for words in (
            "districts -f csv",
            "districts --lang zh --json",
            "focus jiangjin -f yaml",
            "investment -f markdown",
            "focus -h",
            "check --json",
        )
    ),
]
"""Calls that answer on standard output: one by each function that writes, then others by the same functions."""

COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
"""A sequence that colours; bold, dim and underlined text has none."""

BARE_C = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""A C locale with all that Python does against it switched off."""


def test_a_closed_pipe_ends_it_as_it_ends_other_tools() -> None:
    """`cqparts … | head -1` dies by SIGPIPE, quietly: bash sees 141."""
    ended = in_bash('cqparts find e --json | head -n 1; echo "${PIPESTATUS[0]}"')
    assert (ended.stdout, ended.stderr) == ("[\n141\n", "")


@pytest.mark.parametrize("words", ANSWERS)
def test_a_reader_that_has_gone_ends_it_quietly(words: str) -> None:
    """Whatever the way an answer is written in, a pipe that nobody reads ends it by SIGPIPE without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    ended = run_command(*words.split(), stdout=writer)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (-signal.SIGPIPE, "")


@pytest.mark.parametrize("words", ANSWERS)
def test_a_full_disk_is_one_line(words: str) -> None:
    """What cannot be written is told in one line, with exit code 1."""
    with Path("/dev/full").open("w") as full:
        ended = run_command(*words.split(), stdout=full)
    assert (ended.returncode, ended.stderr) == (1, "cqparts: cannot write the answer: No space left on device\n")


@pytest.mark.parametrize("words", ANSWERS)
def test_closed_standard_output_is_one_line(words: str) -> None:
    """`>&-` is told in one line, with exit code 1."""
    ended = in_bash(f"cqparts {words} >&-")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "cqparts: cannot write the answer: standard output is closed\n"


@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full"])
@pytest.mark.parametrize(
    ("words", "code"),
    [("focus nowhere", 2), ("focus nowhere --json", 2), ("districts --nonsense", 2), ("districts --data none.yaml", 1)],
)
def test_a_fault_that_cannot_be_told_keeps_its_exit_code(words: str, code: int, stream: str) -> None:
    """With standard error closed or full, a fault writes nothing to standard output and has its own exit code."""
    ended = in_bash(f"cqparts {words} {stream}")
    assert (ended.returncode, ended.stdout, ended.stderr) == (code, "", "")


@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full"])
@pytest.mark.parametrize("option", ["--json", "--lang zh --json"])
def test_an_answer_does_not_wait_for_its_remark(stream: str, option: str) -> None:
    """An empty answer comes whole even where the word about it cannot be told."""
    ended = in_bash(f"cqparts find zzz {option} {stream}")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "[]\n", "")


def test_closed_standard_input_matters_only_to_who_reads_it() -> None:
    """`<&-` changes no answer, and is told in one line where the model is to come from there."""
    assert in_bash("cqparts districts --json <&-").stdout == run_command("districts", "--json").stdout
    ended = in_bash("cqparts districts --data - <&-")
    told = "cqparts: <stdin>:1:1: file: standard input is closed\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", told)


CHINESE = (
    ("focus", "江津"),
    ("districts", "--data", "模型.yaml"),
    ("focus", "江津", "--json"),
    ("find", "座舱", "-f", "csv"),
    ("focus", "江岸"),
    ("check", "模型.yaml"),
)
"""Calls with Chinese in their words, paths, answers and messages; the first two have all four."""


@pytest.fixture
def usual(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return a function that answers a call in UTF-8, in a folder with a model of a Chinese name."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "模型.yaml").write_text("{}\n")
    return call


@pytest.mark.parametrize(
    ("env", "words"),
    [
        *(({"LC_ALL": "C"}, words) for words in CHINESE[:2]),
        *(({"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1:strict"}, words) for words in CHINESE[:2]),
        *(({"PYTHONIOENCODING": "ascii"}, words) for words in CHINESE[:2]),
        *(({"PYTHONIOENCODING": "cp1252"}, words) for words in CHINESE[:2]),
        *((BARE_C, words) for words in CHINESE),
        *(
            pytest.param(env, words, marks=LONG)
            for env in (
                {"LC_ALL": "C"},
                {"LC_ALL": "POSIX", "PYTHONIOENCODING": "latin-1:strict"},
                {"PYTHONIOENCODING": "ascii"},
                {"PYTHONIOENCODING": "cp1252"},
            )
            for words in CHINESE[2:]
        ),
    ],
)
def test_the_locale_changes_nothing(env: dict[str, str], words: tuple[str, ...], usual: Call) -> None:
    """Chinese names, answers, paths and messages are the same under every locale and encoding."""
    odd = run_command(*words, env=env)
    assert (odd.stdout, odd.stderr, odd.returncode) == usual(*words)


@pytest.mark.parametrize("env", [BARE_C, pytest.param({"LC_ALL": "C"}, marks=LONG)])
def test_the_locale_changes_no_name_in_the_environment(env: dict[str, str], usual: Call) -> None:
    """A model that CQPARTS_DATA names in Chinese is found under every locale."""
    odd = run_command("districts", env={**env, "CQPARTS_DATA": "模型.yaml"})
    assert (odd.stdout, odd.stderr, odd.returncode) == usual("districts", "--data", "模型.yaml")


def test_words_that_are_no_text_are_told_as_they_are() -> None:
    """Bytes that are not UTF-8 come back as escapes in the message."""
    ended = run_command(b"focus".decode(), b"\xff\xe6".decode("utf-8", "surrogateescape"))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(r"cqparts: unknown district '\udcff\udce6'; use one of: jiangjin")


@pytest.mark.parametrize("columns", ["20", "500", "0", "-7", "wide"])
def test_the_width_of_a_terminal_means_nothing_in_a_pipe(
    columns: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a pipe a table has its natural width whatever COLUMNS says, and help stays within 80 columns."""
    natural = call("districts")
    monkeypatch.setenv("COLUMNS", columns)
    assert call("districts") == natural
    help_text = call("investment", "--help")
    assert (help_text.code, help_text.err) == (0, "")
    assert max(map(len, help_text.out.splitlines())) <= 80


def test_a_process_in_a_pipe_answers_as_one_in_the_tests(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tests call within their own process is what the command writes into a pipe."""
    monkeypatch.setenv("COLUMNS", "20")
    for words in ("districts", "investment --help"):
        ended = run_command(*words.split())
        assert (ended.stdout, ended.stderr, ended.returncode) == call(*words.split())


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ("districts", 20),
        ("districts", 500),
        ("investment", 80),
        ("matrix", 80),
        ("focus jiangjin", 80),
        *(
            pytest.param(words, columns, marks=LONG)
            for words in ("districts", "investment", "matrix", "focus jiangjin")
            for columns in (20, 80, 500)
            if (columns == 80) is (words == "districts")
        ),
    ],
)
def test_tables_fit_the_terminal(words: str, columns: int) -> None:
    """On a terminal of any width no line is longer than it, and what it tells is still there."""
    from rich.cells import cell_len

    drawn, code = on_terminal(*words.split(), columns=columns)
    lines = plain(drawn).splitlines()
    assert code == 0
    assert max(map(cell_len, lines)) <= columns
    named = {"districts": "Rongchang", "matrix": "Rong", "investment": "279.9", "focus": "Jiangjin"}
    assert named[words.split(maxsplit=1)[0]] in plain(drawn)


def test_help_is_styled_on_a_terminal_within_80_columns() -> None:
    """On a terminal help has colours and frames, its groups, and no line over 80 columns, however wide that is."""
    drawn, code = on_terminal("--help", columns=200)
    assert code == 0
    assert COLOUR.search(drawn)
    assert max(map(len, plain(drawn).splitlines())) == 80
    for group in ("Look up", "Figures", "Model", "Reports"):
        assert f"─ {group} ─" in plain(drawn)


STYLES = ["--help", "districts", pytest.param("trends -h", marks=LONG)]
"""Calls that draw on a terminal: the help, a table, and the help of one command."""


@pytest.mark.parametrize("words", STYLES)
def test_no_color_takes_the_colours_away(words: str) -> None:
    """NO_COLOR leaves the words of a terminal's answer as they are, without colours."""
    coloured, _ = on_terminal(*words.split())
    colourless, _ = on_terminal(*words.split(), env={"NO_COLOR": "1"})
    assert plain(colourless) == plain(coloured)
    assert not COLOUR.search(colourless)


@pytest.mark.parametrize("words", STYLES)
def test_force_color_styles_a_pipe(words: str) -> None:
    """FORCE_COLOR styles what goes into a pipe; 0 takes the colours from a terminal."""
    assert "\x1b[" in run_command(*words.split(), env={"FORCE_COLOR": "1"}).stdout
    assert "\x1b[" not in run_command(*words.split(), env={"FORCE_COLOR": ""}).stdout
    assert not COLOUR.search(on_terminal(*words.split(), env={"FORCE_COLOR": "0"})[0])


@pytest.mark.parametrize("words", [*STYLES, pytest.param("investment", marks=LONG)])
def test_a_dumb_terminal_gets_no_escapes(words: str) -> None:
    """TERM=dumb gets the words alone."""
    drawn, code = on_terminal(*words.split(), env={"TERM": "dumb"})
    assert code == 0
    assert "\x1b" not in drawn


@pytest.mark.parametrize("words", ["--help", pytest.param("trends -h", marks=LONG)])
def test_help_heeds_columns(words: str) -> None:
    """COLUMNS narrows help on a terminal; where frames leave no room it is plain."""
    drawn, _ = on_terminal(*words.split(), columns=120, env={"COLUMNS": "60"})
    assert COLOUR.search(drawn)
    assert max(map(len, plain(drawn).splitlines())) == 60
    drawn, code = on_terminal(*words.split(), columns=30)
    assert (code, "\x1b" in drawn) == (0, False)


def test_odd_values_for_typer_are_overlooked() -> None:
    """TERMINAL_WIDTH, which Typer reads, breaks no help."""
    usual = on_terminal("--help")
    for value in ("wide", "-1", ""):
        assert on_terminal("--help", env={"TERMINAL_WIDTH": value}) == usual, value


@pytest.mark.parametrize("words", ["districts --json", "districts", "check"])
def test_ctrl_c_in_a_slow_read_leaves_standard_output_empty(words: str, tmp_path: Path) -> None:
    """Ctrl-C while the model is still coming exits 130 with nothing on either stream."""
    pipe = tmp_path / "model.json"
    os.mkfifo(pipe)
    data = [str(pipe)] if words == "check" else ["--data", str(pipe)]
    with start(*words.split(), *data) as process, pipe.open("w") as slow:
        slow.write("{")  # by now the other end has been opened
        slow.flush()
        time.sleep(0.3)  # and waits for more
        out, err = press_ctrl_c(process)
    assert (process.returncode, out, err) == (130, "", "")


def press_ctrl_c(process: "subprocess.Popen[str]") -> tuple[str, str]:
    """Press Ctrl-C, again where Python missed it on the way into a read, and return what the process has written."""
    for _ in range(STEPS):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=1)
    raise TimeoutError


@pytest.mark.parametrize("delay", [0.02, 0.06, 0.15, 0.5])
@pytest.mark.parametrize("words", ["investment --json --to EUR --on 2023-H1", "districts --data {model} --json"])
def test_ctrl_c_at_any_time_gives_all_or_nothing(words: str, delay: float, tmp_path: Path) -> None:
    """Ctrl-C at whatever moment: the whole answer and exit code 0, or nothing and another code."""
    model = tmp_path / "model.yaml"
    model.write_bytes((ROOT / "data" / "industry.yaml").read_bytes())
    with start(*words.format(model=model).split()) as process:
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=STEPS)
    if process.returncode == 0:
        assert json.loads(out)
    else:
        assert out == ""


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("cli/fast", "districts --json"),
        ("cli/app", "--help"),
        ("cli/answer", "districts --json"),
        ("lookups/params", "districts --json"),
        ("loading/load", "districts --json"),
        ("loading/parse", f"districts --json --data {ROOT / 'data' / 'industry.yaml'}"),
        ("output/serialize", "districts --json"),
        ("lookups/districts", "districts --json"),
    ],
    ids=lambda word: word.partition(" --data")[0],
)
def test_ctrl_c_while_a_module_is_loaded_is_quiet(module: str, words: str, tmp_path: Path) -> None:
    """Ctrl-C while a part of the program is being loaded exits 130, with nothing on either stream."""
    traced = [tool("strace"), "-qq", "-o", str(tmp_path / "trace"), "-e", "inject=openat:signal=SIGINT:when=1"]
    file = package() / f"{module}.py"
    watched = [word for path in (file, *file.parent.glob(f"__pycache__/{file.stem}.*.pyc")) for word in ("-P", path)]
    ended = subprocess.run(
        [*traced, *watched, COMMAND, *words.split()],
        env=environment(),
        capture_output=True,
        timeout=STEPS,
        check=False,
        preexec_fn=allow_ctrl_c,
    )
    if b"PTRACE" in ended.stderr:
        pytest.skip("tracing is forbidden here")
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")


def start(*words: str) -> "subprocess.Popen[str]":
    """Start a call that Ctrl-C can reach, and do not wait for it."""
    return subprocess.Popen(
        [COMMAND, *words],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=allow_ctrl_c,  # noqa: PLW1509 -- no threads here
    )
