"""What a release is made of agrees: version, changelog, citation, workflow, source archive."""

import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from conftest import ROOT, Call
from cqparts.model.types import Model

with (ROOT / "pyproject.toml").open("rb") as settings:
    PROJECT: dict[str, Any] = tomllib.load(settings)["project"]

WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"


def read_yaml(path: Path) -> dict[Any, Any]:
    """Return what a YAML file says."""
    content = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(content, dict)
    return content


@pytest.fixture
def jobs() -> dict[str, dict[str, Any]]:
    """Return the jobs of the workflow by name."""
    return dict(read_yaml(WORKFLOW)["jobs"])


def test_newest_changes_are_of_this_version() -> None:
    """The changelog begins with what is not yet released, or with this version and its day."""
    newest = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0]
    assert re.fullmatch(rf"Unreleased|{re.escape(PROJECT['version'])} - \d{{4}}-\d\d-\d\d", newest)


def test_citation_says_what_the_project_says() -> None:
    """CITATION.cff has the fields that its format needs, and says the same as pyproject.toml."""
    citation = read_yaml(ROOT / "CITATION.cff")
    assert citation["cff-version"] == "1.2.0"
    assert citation["message"].startswith("If you use")
    ours = ("title", "version", "license", "abstract", "keywords", "authors")
    theirs = ("name", "version", "license", "description", "keywords", "authors")
    assert [citation[key] for key in ours] == [PROJECT[key] for key in theirs]


def test_workflow_tests_what_the_project_promises(jobs: dict[str, dict[str, Any]]) -> None:
    """The workflow tests on three systems, with every Python that the classifiers name."""
    named = [re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", entry) for entry in PROJECT["classifiers"]]
    matrix = jobs["test"]["strategy"]["matrix"]
    assert matrix["python-version"] == [found[1] for found in named if found]
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    assert PROJECT["requires-python"] == f">={matrix['python-version'][0]}"


def test_actions_are_pinned_by_commit() -> None:
    """Every action of every workflow is pinned by a full commit, its version in a comment, the same everywhere."""
    uses = [use for file in WORKFLOW.parent.iterdir() for use in re.findall(r"uses: (.+)", file.read_text("utf-8"))]
    pins = [re.fullmatch(r"([\w-]+/[\w-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+", use) for use in uses]
    assert all(pins), uses
    assert len(set(uses)) == len({pin[1] for pin in pins if pin})


def test_workflow_may_only_read(jobs: dict[str, dict[str, Any]]) -> None:
    """No job may write anything, save that the last one may show its identity to the index; there are no secrets."""
    workflow = read_yaml(WORKFLOW)
    assert workflow["permissions"] == {"contents": "read"}
    own = {name: job["permissions"] for name, job in jobs.items() if "permissions" in job}
    assert own == {"publish": {"id-token": "write"}}
    assert "secrets" not in WORKFLOW.read_text("utf-8")


def test_nothing_unchecked_is_published(jobs: dict[str, dict[str, Any]]) -> None:
    """Publishing takes a pushed tag, every other job, and the files that the build made; it runs no command."""
    publish = jobs["publish"]
    assert publish["if"] == "github.event_name == 'push' && github.ref_type == 'tag'"
    assert {*publish["needs"], "publish"} == set(jobs)
    assert publish["environment"] == "pypi"
    assert [step.get("with") for step in publish["steps"]] == [{"name": "dist", "path": "dist"}, None]
    assert not [step for step in publish["steps"] if "run" in step]


def test_the_same_checks_everywhere() -> None:
    """The checks of `make lint` are also made before a commit, and by .ci/run."""
    lines = (ROOT / "Makefile").read_text("utf-8").partition("\nlint:")[2].partition("\n\n")[0].splitlines()[1:]
    checks = [line.removeprefix("\t$(BIN)/").removesuffix(" .") for line in lines]
    hooks = [hook["entry"] for hook in read_yaml(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"]]
    before_commit = [hook.removeprefix(".venv/bin/").removesuffix(" --force-exclude") for hook in hooks]
    assert checks == ["ruff check", "ruff format --check", "mypy"]
    assert before_commit == [*checks, "cqparts check data/industry.yaml"]
    landing = (ROOT / ".ci" / "run").read_text("utf-8").replace('"', "")
    assert [check for check in checks if f"bin/{check}" not in landing] == []


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
def test_makefile_says_what_it_does() -> None:
    """`make` lists every target with a sentence, and each can be planned."""
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607
    listed = [line.split("\t") for line in shown.splitlines()]
    assert [name for name, _ in listed] == [
        "help",
        "run",
        "test",
        "cover",
        "lint",
        "docs",
        "quick",
        "bench",
        "mutate",
        "widths",
        "long",
        "torture",
        "fuzz",
        "constraints",
        "build",
    ]
    for name, _ in listed:
        planned = subprocess.run(["make", "-n", name], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
        assert planned.returncode == 0, planned.stderr


def test_what_the_tests_install_is_pinned() -> None:
    """constraints.txt pins all that the tests and tools name; README, make, .ci/run and the workflow use it."""
    extras = PROJECT["optional-dependencies"]
    named = [Requirement(one).name.lower() for one in (*PROJECT["dependencies"], *chain(*extras.values()))]
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = {line.partition("==")[0] for line in lines if "==" in line}
    assert set(named) - {PROJECT["name"]} - pins == set()
    for file in ("README.md", "Makefile", ".ci/run", ".github/workflows/ci.yml"):
        assert "-c constraints.txt" in (ROOT / file).read_text("utf-8"), file


def test_run_time_packages_have_no_upper_bound() -> None:
    """Whoever installs cqparts keeps the packages that they have."""
    for one in (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["report"]):
        assert [part.operator for part in Requirement(one).specifier] == [">="], one


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the names of the files in a source archive of the tree."""
    folder = tmp_path_factory.mktemp("archive")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (archive,) = folder.iterdir()
    with tarfile.open(archive) as packed:
        return {name.partition("/")[2] for name in packed.getnames()}


def test_archive_holds_the_project_alone(archived: set[str]) -> None:
    """The source archive has the project's folders and files, and nothing that tools leave behind."""
    assert {name.partition("/")[0] for name in archived} == {
        *("src", "data", "tests", "docs", "bench", "scripts", ".ci", ".github"),
        *("README.md", "README.zh-CN.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"),
        *("CITATION.cff", "Makefile"),
        *("pyproject.toml", "constraints.txt", "hatch_build.py", ".pre-commit-config.yaml", ".gitignore", "PKG-INFO"),
        ".pre-commit-hooks.yaml",
    }
    left_behind = re.compile(r"__pycache__|\.py[cod]$|\.coverage|_bundled/|/\.[a-z]*_cache|\.orig$|~$")
    assert [name for name in archived if left_behind.search(name)] == []


FORMS = {"fact": {"id", "what", "source", "sentence"}, "bug": {"call", "got", "expected", "version"}}
"""The forms for issues, and what each insists on."""


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_for_what_is_needed(name: str) -> None:
    """A form has what GitHub asks of one: a name, a description, and fields with an id and a label of their own."""
    form = read_yaml(ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml")
    assert form.keys() == {"name", "description", "title", "labels", "body"}
    fields = form["body"]
    assert {field["type"] for field in fields} <= {"input", "textarea"}
    assert {field["id"] for field in fields if field["validations"]["required"]} == FORMS[name]
    assert (
        len({field["attributes"]["label"] for field in fields}) == len({field["id"] for field in fields}) == len(fields)
    )


def test_examples_in_the_forms_are_true(model: Model, call: Call) -> None:
    """The example of an id is one of the model's, and that of a call answers."""
    fact, bug = (read_yaml(ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml")["body"] for name in FORMS)
    assert fact[0]["attributes"]["placeholder"] in {figure.id for figure in model.figures}
    program, *words = bug[0]["attributes"]["placeholder"].split()
    assert (program, call(*words).code) == ("cqparts", 0)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="the tree is no clone")
def test_archive_holds_all_that_is_tracked(archived: set[str]) -> None:
    """The source archive has every file of the repository, save what only git reads."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607
    assert set(listed.stdout.split("\0")) - archived == {"", ".gitattributes"}
