"""The hook that other repositories take for pre-commit: what it runs, on which files, and what it refuses."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, Call

(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def commit(call: Call, *files: Path) -> tuple[int, list[str]]:
    """Return what the hook says of files, run as pre-commit runs one: its entry, then every file that it is for."""
    program, *words = shlex.split(HOOK["entry"])
    assert program == "cqparts"
    answer = call(*words, *[str(file) for file in files if re.search(HOOK["files"], file.as_posix())])
    assert answer.err == ""
    return answer.code, answer.out.splitlines()


def test_the_hook_has_what_pre_commit_asks_for() -> None:
    """A hook has an id, a name, a program and its language, in which pre-commit installs this repository."""
    assert (HOOK["id"], HOOK["language"]) == ("cqparts-check", "python")
    assert HOOK.keys() == {"id", "name", "description", "entry", "language", "files"}


@pytest.mark.parametrize("name", ["industry.yaml", "data/industry.yml", "a/b/industry.json"])
def test_models_are_checked(name: str) -> None:
    """A file of that name is a model, wherever it lies."""
    assert re.search(HOOK["files"], name)


@pytest.mark.parametrize("name", ["my-industry.yaml", "industry.yaml.orig", "ci.yml", "industry/other.yaml"])
def test_other_files_are_not(name: str) -> None:
    """Any other file of the repository is left alone."""
    assert not re.search(HOOK["files"], name)


HELD = "2 districts, 7 figures, 2 sources"
"""What a check says of the small model."""


def test_a_commit_of_sound_models_passes(call: Call, tmp_path: Path) -> None:
    """Sound models pass, several in one call; what is no model is not looked at."""
    models = [tmp_path / "industry.yaml", tmp_path / "industry.yml"]
    for model in models:
        model.write_bytes((ROOT / "tests" / "small.yaml").read_bytes())
    assert commit(call, *models, tmp_path / "absent.yaml") == (0, [f"{model} is valid: {HELD}" for model in models])


def test_a_commit_of_an_unsound_model_is_refused(call: Call, tmp_path: Path) -> None:
    """An invalid model fails the hook with the places of its problems."""
    model = tmp_path / "industry.yaml"
    model.write_bytes((ROOT / "tests" / "small.yaml").read_bytes().replace(b"name_zh:", b"name_cn:", 1))
    code, (problem, *_, total) = commit(call, model)
    assert (code, total) == (1, "2 problems")
    assert re.match(rf"{re.escape(str(model))}:\d+:\d+: ", problem)
