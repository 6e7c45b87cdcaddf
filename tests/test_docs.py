"""What the documents show is what the program prints; every link and anchor leads somewhere.

`pytest tests/test_docs.py --update-golden` writes the transcripts anew.
"""

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PINNED_TYPER, ROOT
from cqparts import lookups
from cqparts.cli import commands
from cqparts.loading.load import load
from cqparts.lookups import NAMES, get
from cqparts.output.columns import CATALOGUE
from keys import keys_of

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TRANSCRIPT = re.compile(r"^```console\n\$ (?P<call>.+)\n(?P<shown>(?:(?!```).*\n)*)```$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")

POSIX = pytest.mark.skipif(os.name != "posix", reason="the transcripts are of a POSIX shell")


def names(page: Path) -> str:
    """Return what a page is called in a test's name."""
    return str(page.relative_to(ROOT))


ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
"""What makes text bold or dim."""

TERMINAL = {"COLUMNS": "80", "FORCE_COLOR": "1", "TERM": "xterm-256color"}
"""What makes a call draw as on a terminal of 80 columns."""


def printed(call: str, *, drawn: bool = False) -> str:
    """Return what a shell prints for a line of a transcript, both streams together, in a pipe or on a terminal."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": os.environ["HOME"], "LANG": "C.UTF-8"}
    environment |= {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    environment |= TERMINAL if drawn else {}
    run = ["bash", "-c", call]
    done = subprocess.run(run, stdout=-1, stderr=subprocess.STDOUT, env=environment, check=False, cwd=ROOT)
    return ESCAPES.sub("", done.stdout.decode())


def missing(call: str) -> list[str]:
    """Return the programs of a line that this machine lacks."""
    words = list(shlex.shlex(call, posix=True, punctuation_chars="|"))
    programs = [word for before, word in zip(["|", *words], words, strict=False) if before == "|"]
    return [name for name in programs if name != "cqparts" and not shutil.which(name)]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "$ cqparts" in page.read_text() and page.name != "commands.md"], ids=names
)
def test_transcripts_are_true(page: Path, request: pytest.FixtureRequest) -> None:
    """Every transcript shows what its command prints."""
    text = page.read_text()
    drawn = page.name.startswith("README") and page.parent == ROOT
    fresh = TRANSCRIPT.sub(
        lambda found: found[0] if missing(found["call"]) else renewed(found["call"], drawn=drawn), text
    )
    if request.config.getoption("--update-golden"):
        page.write_text(fresh)
    assert fresh == page.read_text()


def renewed(call: str, *, drawn: bool = False) -> str:
    """Return a transcript of a call made now; in the READMEs a call alone is drawn as a terminal shows it."""
    return f"```console\n$ {call}\n{printed(call, drawn=drawn and '|' not in call).rstrip()}\n```"


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file or a heading of the project finds it."""
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    for target in LINK.findall(text):
        if not target.startswith(("http://", "https://", "mailto:")):
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            assert file.exists(), f"{target} of {names(page)}"
            if anchor:
                assert anchor in anchors(file), f"{target} of {names(page)}"


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as a forge makes them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands_page() -> str:
    """Return docs/commands.md with the transcripts still to be filled in: a heading a group, a help a command."""
    parts = [
        (
            "# Commands\n\nThe help of every command, as the program prints it. Every look-up takes the options under "
            "*Output*;\n[completion](completion.md) offers them, and the names of the model, on Tab.\n"
        ),
        "```console\n$ cqparts --help\n```\n",
    ]
    entries = commands.every()
    for group in dict.fromkeys(entry.declared.group for entry in entries):
        names = [entry.name for entry in entries if entry.declared.group == group]
        helps = (f"### {name}\n\n```console\n$ cqparts {name} --help\n```\n" for name in names)
        parts += [f"## {group}\n", *helps]
    return "\n".join(parts)


@POSIX
@PINNED_TYPER
def test_every_command_is_documented(request: pytest.FixtureRequest) -> None:
    """docs/commands.md shows the help of every command, as the program prints it."""
    page, fresh = ROOT / "docs" / "commands.md", TRANSCRIPT.sub(lambda found: renewed(found["call"]), commands_page())
    if request.config.getoption("--update-golden"):
        page.write_text(fresh)
    assert page.read_text() == fresh


def keys_table() -> str:
    """Return the table of every key that an answer holds: what it means, and in which answers it is."""
    where: dict[str, dict[str, None]] = {}
    for name in NAMES:
        declared = get(name).declared
        for key in (*keys_of(declared.record), *keys_of(declared.past)):
            where.setdefault(key, {})[name] = None
    rows = [f"| `{key}` | {CATALOGUE[key].description} | {', '.join(where[key])} |" for key in sorted(where)]
    return "\n".join(["| key | meaning | in |", "|---|---|---|", *rows])


def test_every_key_is_documented(request: pytest.FixtureRequest) -> None:
    """docs/output.md lists every key of every answer, with the meaning that the catalogue gives it."""
    page = ROOT / "docs" / "output.md"
    before, begin, rest = page.read_text(encoding="utf-8").partition("<!-- begin keys -->\n")
    shown, end, after = rest.partition("\n<!-- end keys -->")
    if request.config.getoption("--update-golden"):
        page.write_text(before + begin + keys_table() + end + after, encoding="utf-8")
    else:
        assert shown == keys_table()


def test_every_module_is_in_the_design() -> None:
    """docs/design.md has a line for every module by its path but those of commands, whose name says what they are."""
    listed = re.findall(r"^\| `([\w/]+\.py)` \| \S", (ROOT / "docs" / "design.md").read_text("utf-8"), re.MULTILINE)
    source = ROOT / "src" / "cqparts"
    files = [file for file in source.rglob("*.py") if file.parent.name != "_bundled"]
    modules = {
        file.relative_to(source).as_posix() for file in files if len(ast.parse(file.read_text("utf-8")).body) > 1
    }
    own = {f"lookups/{name}.py" for name in lookups.NAMES} | {f"cli/commands/{name}.py" for name in commands.NAMES}
    assert sorted(listed) == sorted(modules - own)


def test_readme_has_two_commands() -> None:
    """README's set-up is two commands: the first answers, the second runs the tests."""
    first, second = re.findall(r"^```sh\n(.+)\n```$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert first.endswith("cqparts districts")
    assert second.endswith("pytest -q -n auto")


def test_readme_names_the_counts_of_unknowns(capfd: pytest.CaptureFixture[str]) -> None:
    """README's count of unnamed component types is the one that the program gives."""
    from cqparts.model.index import Index

    missing_types = Index(load()).all_unnamed["all_components_unnamed"]
    assert f"at least {missing_types} of the 56 component types" in (ROOT / "README.md").read_text()
    assert capfd.readouterr().out == ""
