"""What Tab offers: by the protocol that the shells speak, and in real shells under a pseudo-terminal."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest

from conftest import ROOT, Call
from cqparts.cli import shells
from processes import COMMAND, POSIX, STEPS, environment, run_command, tool
from samples import sound_json

SHELLS = ("bash", "zsh", "fish")

READY = "READY> "
"""The prompt of the shells here."""

ODD_NAMES = ("甲 乙", "丙:丁", "戊=己", "庚's", '辛"壬', "癸$HOME", "子\\丑", "寅*?[a]")
"""Names with all that a shell may act on, one a district."""

QUOTES = ("", "'", '"')
"""What a name may begin with in a shell."""

Tab = Callable[..., dict[str, str]]


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch, compiled: None) -> Tab:  # noqa: ARG001 -- it is used
    """Return a function that presses Tab at the end of a line, and returns what is offered with what it is."""

    def pressed(line: str, shell: str = "fish") -> dict[str, str]:
        asked = protocol(shell, line)
        for name, value in asked.items():
            monkeypatch.setenv(name, value)
        return read(shell, shells.answer(asked["_CQPARTS_COMPLETE"]))

    return pressed


def protocol(shell: str, line: str) -> dict[str, str]:
    """Return the environment by which a shell asks about a line, as its script sets it."""
    words = line.split(" ")
    asked = {"_CQPARTS_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        return asked | {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    return asked | {"_CQPARTS_LINE": line}


def read(shell: str, text: str) -> dict[str, str]:
    """Return the offers in what a shell is told."""
    if shell == "zsh" and text.startswith("local"):
        offers = shlex.split(text.partition("(")[2].rpartition(")")[0])
        cut = [offer.replace("\\:", "\0").partition(":") for offer in offers]
        return {word.replace("\0", ":"): said for word, _, said in cut}
    return {word: said for word, _, said in (line.partition("\t") for line in text.splitlines())}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("line", "offer"),
    [
        ("cqparts fo", "focus"),
        ("cqparts focus ji", "jiangjin"),
        ("cqparts focus 江", "江津"),
        ("cqparts focus JIA", "JIANGJIN"),
        ("cqparts who smart", "smart-cockpit"),
        ("cqparts sources cns", "cns-2023-08-19"),
        ("cqparts sources 三季度", "三季度重庆招商投资“赛马榜”"),
        ("cqparts who 智能座", "智能座舱"),
        ("cqparts districts --assembly 热", "热管理"),
        ("cqparts districts --system new", "new-energy"),
        ("cqparts districts --assembly chassis,bo", "chassis,body"),
        ("cqparts projects --place bi", "bishan"),
        ("cqparts projects --place bishan,渝", "bishan,渝西地区"),
        ("cqparts projects --stage pro", "producing"),
        ("cqparts figures --measure nev-o", "nev-output"),
        ("cqparts figures --year 200", "2006"),
        ("cqparts figures --columns addr", "addresses"),
        ("cqparts projects --columns amounts.v", "amounts.value"),
        ("cqparts find zig", "zigong"),
        ("cqparts find 自", "自贡"),
        ("cqparts trends nev-o", "nev-output"),
        ("cqparts investment --to US", "USD"),
        ("cqparts investment --to eu", "eur"),
        ("cqparts investment --to USD,EU", "USD,EUR"),
        ("cqparts investment --to EUR --to gb", "gbp"),
        ("cqparts rates --on 2023-08", "2023-08-21"),
        ("cqparts rates --on 2023-H", "2023-H1"),
        ("cqparts rates --on pe", "period"),
        ("cqparts cities -f mark", "markdown"),
        ("cqparts cities --format mark", "markdown"),
        ("cqparts cities --columns seat.la", "seat.lat"),
        ("cqparts cities --columns id,seat.la", "id,seat.lat"),
        ("cqparts localization --columns percentage", "percentage_points"),
        ("cqparts investment --unit bi", "billion"),
        ("cqparts targets --year 202", "2027"),
        ("cqparts cities --lang z", "zh"),
        ("cqparts schema inv", "investment"),
        ("cqparts report --district 璧", "璧山"),
        ("cqparts cities --for", "--format"),
        ("cqparts focus jiangjin --js", "--json"),
    ],
)
def test_what_is_offered(line: str, offer: str, shell: str, tab: Tab) -> None:
    """Commands, options, names, columns, currencies and times go on from what is typed, in every shell."""
    offered = tab(line, shell)
    assert offer in offered
    assert all(word.startswith(line.rpartition(" ")[2]) for word in offered)


def test_names_are_offered_by_id_and_in_chinese(tab: Tab) -> None:
    """All eight districts are offered by id, then by Chinese name, each with the other names."""
    offered = tab("cqparts focus ")
    assert len(offered) == 16
    assert (offered["jiangjin"], offered["江津"]) == ("Jiangjin 江津", "Jiangjin")


def test_commands_come_with_their_summaries(tab: Tab) -> None:
    """Zsh and fish show what each command does, whole."""
    for shell in ("zsh", "fish"):
        offered = tab("cqparts ", shell)
        assert list(offered)[:2] == ["districts", "focus"]
        assert offered["districts"] == "List the districts and their priority assemblies."


def test_columns_are_those_of_the_command(tab: Tab) -> None:
    """Each command offers its own columns, with their descriptions, without those that are there already."""
    assert tab("cqparts localization --columns percent")["percent"]
    assert "percent" not in tab("cqparts cities --columns ")
    assert set(tab("cqparts cities --columns id,")) >= {"id,name", "id,seat.lat"}
    assert "id,id" not in tab("cqparts cities --columns id,")


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_values_behind_an_equals_sign_keep_their_option(shell: str, tab: Tab) -> None:
    """Zsh and fish replace the whole word, so it is offered whole."""
    assert list(tab("cqparts cities --format=ma", shell)) == ["--format=markdown"]
    assert list(tab("cqparts investment --to=USD,eu", shell)) == ["--to=USD,eur"]


@pytest.mark.parametrize(
    ("broken", "at", "offered"),
    [
        ("cqparts\ncities\n--format\n=", "3", "csv"),
        ("cqparts\ncities\n--format\n=\nma", "4", "markdown"),
        ("cqparts\ncities\n--format=ma", "2", "--format=markdown"),
        ("cqparts\nfocus\n--lang\n=\nzh\nji", "5", "jiangjin"),
        ("cqparts\nfocus\n\n--json", "2", "jiangjin"),
        ("cqparts focus ji", "2", "jiangjin"),
        ("cqparts focus ", "2", "jiangjin"),
    ],
)
def test_words_that_bash_breaks(broken: str, at: str, offered: str, tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bash breaks words at `=`, unless told otherwise, and is given what follows the break."""
    tab("cqparts ", "bash")
    monkeypatch.setenv("COMP_WORDS", broken)
    monkeypatch.setenv("COMP_CWORD", at)
    assert offered in shells.answer("complete_bash").splitlines()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a small model of one's own, whose districts have odd names."""
    plain = json.loads(sound_json())
    (district,) = plain["districts"]
    plain["districts"] = [
        {**district, "id": f"odd-{place}", "name": f"Odd {place}", "name_zh": name, "adcode": f"50010{place}"}
        for place, name in enumerate(ODD_NAMES)
    ]
    file = tmp_path / "own.json"
    file.write_text(json.dumps(plain))
    return file


@pytest.mark.parametrize("option", ["--data {}", "--data={}"])
@pytest.mark.parametrize("shell", SHELLS)
def test_a_model_on_the_line_is_asked(option: str, shell: str, own: Path, tab: Tab) -> None:
    """What --data on the line names is completed from, before the word and after other options."""
    line = f"cqparts focus --json {option.format(own)} 丙"
    if shell == "bash":
        line = line.replace("=", " = ")
    assert [word.removeprefix("丙:") for word in tab(line, shell)] == ["丙:丁".removeprefix("丙:")]


def test_a_model_in_the_environment_is_asked(own: Path, tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    """CQPARTS_DATA is completed from, unless --data says otherwise; a home folder is found by its tilde."""
    monkeypatch.setenv("CQPARTS_DATA", str(own))
    assert "丙:丁" in tab("cqparts focus ")
    assert "丙:丁" not in tab(f"cqparts focus --data {ROOT / 'data' / 'industry.yaml'} ")
    monkeypatch.delenv("CQPARTS_DATA")
    monkeypatch.setenv("HOME", str(own.parent))
    assert "丙:丁" in tab("cqparts focus --data ~/own.json ")


BROKEN = [
    {"_CQPARTS_COMPLETE": "complete_bash"},
    {"_CQPARTS_COMPLETE": "complete_bash", "COMP_WORDS": "cqparts focus ", "COMP_CWORD": "x"},
    {"_CQPARTS_COMPLETE": "complete_bash", "COMP_WORDS": "", "COMP_CWORD": "0"},
    {"_CQPARTS_COMPLETE": "complete_zsh"},
    {"_CQPARTS_COMPLETE": "complete_fish", "_CQPARTS_LINE": ""},
    {"_CQPARTS_COMPLETE": "complete_tcsh"},
    {"_CQPARTS_COMPLETE": "nonsense"},
    {"_CQPARTS_COMPLETE": "_"},
    *(protocol(shell, "cqparts nowhere ") for shell in SHELLS),
    *(protocol(shell, "cqparts focus --data broken.yaml ") for shell in SHELLS),
    *(protocol(shell, f"cqparts focus --data {file} ") for shell in SHELLS for file in ("none.yaml", "/", "-")),
    *(protocol(shell, "cqparts focus ") | {"CQPARTS_DATA": "broken.yaml"} for shell in SHELLS),
    protocol("zsh", "cqparts cities --columns ") | {"CQPARTS_DATA": "broken.yaml"},
    protocol("fish", "cqparts investment --to ") | {"CQPARTS_DATA": "broken.yaml"},
]


@POSIX
@pytest.mark.parametrize("env", BROKEN, ids=lambda env: " ".join(map(repr, env.values())))
def test_any_fault_is_silent(env: dict[str, str], tmp_path: Path) -> None:
    """Whatever is wrong with the environment, the line or the model: nothing on either stream, and exit code 1."""
    (tmp_path / "broken.yaml").write_text("districts: [")
    ended = run_command(env=env, cwd=tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", "")


@POSIX
@pytest.mark.parametrize("shell", SHELLS)
def test_closed_and_full_streams_are_silent(shell: str) -> None:
    """Nobody is told that an offer cannot be written."""
    env = environment(protocol(shell, "cqparts focus "))
    for stream in (">&-", ">/dev/full", "2>&- >&-"):
        ended = subprocess.run(
            [tool("bash"), "-c", f"cqparts {stream}"], env=env, capture_output=True, timeout=STEPS, check=False
        )
        assert (ended.returncode, ended.stdout, ended.stderr) == (1, b"", b"")
    offered = run_command(env=protocol(shell, "cqparts focus "), stdin=None)
    assert "jiangjin" in offered.stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_chinese_is_completed_under_a_c_locale(shell: str) -> None:
    """Names come back as UTF-8 even where the locale knows none."""
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert "江津" in run_command(env=protocol(shell, "cqparts focus 江") | bare).stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_a_tab_loads_no_library(shell: str) -> None:
    """A Tab loads no library that draws or reads files."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", COMMAND],
        env=environment(protocol(shell, "cqparts focus ji")),
        capture_output=True,
        encoding="utf-8",
        timeout=STEPS,
        check=False,
    )
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "cqparts.cli.shells" in loaded
    assert not loaded & {"typer", "rich", "tabulate", "wcwidth", "jinja2", "currency_converter"}
    assert "jiangjin" in ended.stdout


class Prompt:
    """An interactive shell with a home of its own, in which completion has been installed."""

    def __init__(self, shell: str, home: Path, data: Path | None = None) -> None:
        """Start the shell and wait for its prompt."""
        pexpect = pytest.importorskip("pexpect")
        env = {"HOME": str(home), "TERM": "xterm", "ZDOTDIR": str(home), "XDG_CONFIG_HOME": f"{home}/.config"}
        env |= {"XDG_DATA_HOME": f"{home}/.local/share"}
        self.child = pexpect.spawn(
            tool(shell),
            ["-i"],
            env=environment(env | ({"CQPARTS_DATA": str(data)} if data else {})),
            encoding="utf-8",
            dimensions=(50, 160),
            timeout=STEPS,
            cwd=str(home),
        )
        self.child.delaybeforesend = None  # as fast as it takes them
        self.child.expect_exact(READY)

    def press(self, keys: str, *expected: str) -> None:
        """Press keys and wait until each of the texts has been shown, in this order."""
        self.child.send(keys)
        for text in expected:
            self.child.expect_exact(text)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the shell."""
        self.child.close(force=True)


@pytest.fixture(scope="module", params=SHELLS)
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Return a shell, and a home in which `cqparts --install-completion` was called from it."""
    shell: str = request.param
    tool(shell)
    home = tmp_path_factory.mktemp(shell)
    (home / ".local/share/fish/generated_completions").mkdir(parents=True)  # or fish reads all manual pages first
    (home / ".config/fish").mkdir(parents=True)
    (home / ".bashrc").write_text(f"PS1='{READY}'\nHISTFILE=\n")
    (home / ".zshrc").write_text(f"PS1='{READY}'\nunsetopt prompt_sp\n")
    (home / ".config/fish/config.fish").write_text(f"function fish_prompt\n  echo -n '{READY}'\nend\n")
    with Prompt(shell, home) as prompt:
        prompt.press("cqparts --install-completion\r", f"{shell} completion installed in", READY)
    return shell, home


@POSIX
@pytest.mark.parametrize(
    ("typed", "completed", "rest", "answer"),
    [
        ("cqparts foc", "us", "jiangjin", "500116"),
        ("cqparts focus 江", "津", "", "500116"),
        ("cqparts investment --to usd,e", "ur", "-f csv", "converted.EUR"),
        ("cqparts cities --columns id,seat.la", "t", "-f csv", "29.34162"),
        ("cqparts cities --format=mark", "down", "--columns id", "| Id"),
    ],
)
def test_tab_completes_in_a_real_shell(
    typed: str, completed: str, rest: str, answer: str, home: tuple[str, Path]
) -> None:
    """One Tab, the first in a new shell, completes what there is but one way to go on with; the line then answers."""
    with Prompt(*home) as prompt:
        prompt.press(typed, typed[-1])
        prompt.press("\t", completed)
        prompt.press(f"{rest}\r", answer)


@POSIX
def test_tab_lists_with_descriptions_in_a_real_shell(home: tuple[str, Path]) -> None:
    """Where there are several ways to go on, they are listed; by zsh and fish with what they are."""
    shell, _ = home
    with Prompt(*home) as prompt:
        prompt.press("cqparts focus \t\t", "rongchang", *(() if shell == "bash" else ("Rongchang 荣昌",)))


@POSIX
@pytest.mark.parametrize("quote", QUOTES)
def test_odd_names_are_completed_as_the_shell_writes_them(
    quote: str, home: tuple[str, Path], own: Path, *, in_full: bool
) -> None:
    """Names with blanks, quotes or signs that a shell acts on are completed so that they are found when run.

    The suite takes every second name, by turns; the long form each.
    """
    names, turn = list(enumerate(ODD_NAMES)), SHELLS.index(home[0]) + QUOTES.index(quote)
    with Prompt(*home, own) as prompt:
        for place, name in names if in_full else names[turn % 2 :: 2]:
            prompt.press(f"cqparts focus {quote}{name[0]}", name[0])
            prompt.press("\t", name[-1])
            prompt.press(" --lang zh\r", f"50010{place}", READY)


@POSIX
@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_can_be_shown_its_script(shell: str, tmp_path: Path) -> None:
    """`cqparts --show-completion` prints the script of the shell that calls it."""
    script = f"cqparts --show-completion > {tmp_path}/script; true"
    subprocess.run([tool(shell), "-c", script], env=environment(), timeout=STEPS, check=True)
    assert f"complete_{shell}" in (tmp_path / "script").read_text()


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home folder of the caller's own, called from bash."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(shells, "current_shell", lambda: "bash")
    return tmp_path


def test_completion_is_installed_once(own_home: Path, call: Call) -> None:
    """The script is written, and its line added behind what the start-up file holds, once, however often."""
    start_up = own_home / ".bashrc"
    start_up.write_bytes(b"# caf\xe9\nalias ll='ls -l'\n")
    start_up.chmod(0o600)
    for _ in range(2):
        place = own_home / ".bash_completions" / "cqparts.sh"
        said = f"bash completion installed in {place}\nCompletion will take effect once you restart the terminal\n"
        assert call("--install-completion") == (said, "", 0)
        assert place.read_text() == shells.SHELLS["bash"].script
        assert start_up.read_bytes() == b"# caf\xe9\nalias ll='ls -l'\nsource '%s'\n" % str(place).encode()
    assert os.name != "posix" or start_up.stat().st_mode & 0o777 == 0o600


def test_a_home_that_is_no_folder_is_named(
    own_home: Path, call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the home is no folder, the message names the file that cannot be written."""
    (own_home / "home").write_text("")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    answer = call("--install-completion")
    assert (answer.out, answer.code) == ("", 1)
    assert answer.err.startswith(f"cqparts: cannot write {tmp_path / 'home' / '.bash_completions' / 'cqparts.sh'}: ")


def test_a_start_up_file_stays_whole(own_home: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A start-up file that cannot be written is as it was, and the message names it."""
    start_up = own_home / ".bashrc"
    start_up.write_text("alias ll='ls -l'\n")
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == ".bashrc":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    answer = call("--install-completion")
    assert (answer.out, answer.code) == ("", 1)
    assert answer.err.startswith(f"cqparts: cannot write {start_up}: no permission")
    assert start_up.read_text() == "alias ll='ls -l'\n"
    assert not list(own_home.glob(".cqparts-*"))


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
@pytest.mark.parametrize("word", ["zsh", "tcsh", "districts", "--version"])
def test_completion_takes_no_name_of_a_shell(option: str, word: str, own_home: Path, call: Call) -> None:
    """A shell that is named beside the option is refused, since the one that calls would be taken."""
    said = f"cqparts: {option} takes no value; call it alone, from the shell that it is for\n"
    assert call(option, word) == ("", said, 2)
    assert not list(own_home.iterdir())
