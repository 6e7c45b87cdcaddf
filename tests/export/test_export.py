"""The model goes out whole or not at all, and nobody's files are lost."""

import doctest
import importlib.metadata
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conftest import ROOT, Call
from cqparts.errors import CallError, ModelError, OutputError
from cqparts.export import bibliography, folder, sheets, targets
from cqparts.loading.load import load
from cqparts.model.types import Model
from cqparts.output import credit

BUNDLED = ROOT / "data" / "industry.yaml"
POSIX = pytest.mark.skipif(os.name != "posix", reason="links, permissions and folders on the disk are told by POSIX")


@pytest.fixture
def package(tmp_path: Path, call: Call) -> Path:
    """Return a Data Package that the command wrote."""
    assert call("export", str(tmp_path / "parts")).code == 0
    return tmp_path / "parts"


def test_json_reads_back_equal(tmp_path: Path, call: Call, model: Model) -> None:
    """The model as JSON is read by --data as the same model, and gives the same answers."""
    path = tmp_path / "model.json"
    assert call("export", str(path)).code == 0
    assert load(path) == model
    assert call("investment", "--json", "--data", str(path)).out == call("investment", "--json").out


def test_json_reads_back_equal_from_json(tmp_path: Path, call: Call) -> None:
    """What --data reads from JSON is written as the same JSON."""
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    call("export", str(first))
    assert call("export", str(second), "--data", str(first)).code == 0
    assert second.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("name", ["model.yaml", "model.YML"])
def test_yaml_is_the_bundled_file(tmp_path: Path, call: Call, name: str) -> None:
    """The model as YAML is the bundled file byte for byte, comments and all."""
    assert call("export", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_bytes() == BUNDLED.read_bytes()


def test_yaml_of_another_model_is_that_file(tmp_path: Path, call: Call) -> None:
    """With --data the file itself is copied, once it is found valid."""
    own, copy = tmp_path / "own.yaml", tmp_path / "copy.yaml"
    own.write_bytes(BUNDLED.read_bytes() + "# 我的注释\n".encode())
    assert call("export", str(copy), "--data", str(own)).code == 0
    assert copy.read_bytes() == own.read_bytes()


def test_an_invalid_model_is_not_exported(tmp_path: Path, call: Call) -> None:
    """A model that check refuses is refused, with its problems, and nothing is written."""
    own = tmp_path / "own.yaml"
    own.write_text("schema_version: 1\n")
    answer = call("export", str(tmp_path / "parts"), "--data", str(own))
    assert (answer.out, answer.code) == ("", 1)
    assert "own.yaml:1:1" in answer.err
    assert [path.name for path in tmp_path.iterdir()] == ["own.yaml"]


def test_standard_input_cannot_be_copied(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A YAML export of standard input, which is read up, asks for a file."""
    with BUNDLED.open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        answer = call("export", str(tmp_path / "a.yaml"), "--data", "-")
    assert answer.code == 2
    assert answer.err.startswith("cqparts: a .yaml export copies a file, and standard input is none")


@pytest.mark.parametrize("target", ["parts.ods", "parts.tar.gz", "-", ""])
def test_other_targets_are_refused_with_those_there_are(
    target: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A target of another kind is a wrong call, and the message lists the kinds."""
    monkeypatch.chdir(tmp_path)
    answer = call("export", target)
    assert answer.code == 2
    assert answer.err.startswith(f"cqparts: cannot export to {target!r}; give a folder")
    assert ".sqlite or .db" in answer.err
    assert ".yaml or .yml" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_slash_at_the_end_means_a_folder(tmp_path: Path, call: Call) -> None:
    """A folder may have a dot in its name if a slash says that it is one."""
    assert call("export", f"{tmp_path}/parts.v1/").code == 0
    assert (tmp_path / "parts.v1" / "datapackage.json").is_file()


@pytest.mark.parametrize("name", ["parts", "parts.xlsx", "parts.bib", "parts.sqlite", "parts.json", "parts.yaml"])
def test_what_exists_is_replaced_with_force_alone(tmp_path: Path, call: Call, name: str) -> None:
    """A second export is refused and names --force; with it, it takes the place of the first and leaves no trace."""
    assert call("export", str(tmp_path / name)).code == 0
    second = call("export", str(tmp_path / name))
    assert (second.code, second.err.endswith("add --force to replace it, or give another name\n")) == (2, True)
    assert call("export", str(tmp_path / name), "--force").code == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


@POSIX
def test_an_empty_folder_is_filled_with_force(tmp_path: Path, call: Call) -> None:
    """A folder that somebody made beforehand is used if --force says so, and keeps its permissions."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts").chmod(0o750)
    assert call("export", str(tmp_path / "parts")).code == 2
    assert call("export", str(tmp_path / "parts"), "--force").code == 0
    assert (tmp_path / "parts" / "datapackage.json").is_file()
    assert (tmp_path / "parts").stat().st_mode & 0o777 == 0o750


def test_a_folder_with_other_files_is_never_replaced(package: Path, call: Call) -> None:
    """A note of one's own beside the tables is named, and everything stays as it was."""
    (package / "notes.txt").write_text("mine")
    (package / "focus.csv").write_text("changed")
    answer = call("export", str(package), "--force")
    assert answer.code == 2
    assert answer.err.endswith("also holds notes.txt, which no export wrote; give another folder\n")
    assert (package / "notes.txt").read_text() == "mine"
    assert (package / "focus.csv").read_text() == "changed"


@pytest.mark.parametrize("descriptor", ['{"name": "mine"}', "not JSON", "[]", None])
def test_a_package_of_another_maker_is_never_replaced(tmp_path: Path, call: Call, descriptor: str | None) -> None:
    """A folder with the same names of files, and another descriptor or none, is somebody else's."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "sources.csv").write_text("theirs")
    if descriptor is not None:
        (tmp_path / "parts" / "datapackage.json").write_text(descriptor)
    answer = call("export", str(tmp_path / "parts"), "--force")
    assert (answer.code, "of another maker" in answer.err) == (2, True)
    assert (tmp_path / "parts" / "sources.csv").read_text() == "theirs"


@POSIX
def test_a_link_in_a_folder_is_never_followed(package: Path, tmp_path: Path, call: Call) -> None:
    """A table that is a link to a file elsewhere is somebody's own arrangement, and is left alone."""
    (tmp_path / "elsewhere.csv").write_text("mine")
    (package / "focus.csv").unlink()
    (package / "focus.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert call("export", str(package), "--force").code == 2
    assert (package / "focus.csv").is_symlink()
    assert (tmp_path / "elsewhere.csv").read_text() == "mine"


@POSIX
def test_a_link_to_a_folder_stays_one(package: Path, tmp_path: Path, call: Call) -> None:
    """A target that is a link to an older package leaves the link, and replaces what it leads to."""
    (tmp_path / "link").symlink_to(package)
    (package / "focus.csv").write_text("old")
    assert call("export", str(tmp_path / "link"), "--force").code == 0
    assert (tmp_path / "link").is_symlink()
    assert (package / "focus.csv").read_text().startswith("district,assembly,disputed,sources\n")


def test_a_file_where_a_folder_should_be_stays(tmp_path: Path, call: Call) -> None:
    """A file without an ending is not taken for a folder, force or not."""
    (tmp_path / "parts").write_text("mine")
    assert call("export", str(tmp_path / "parts"), "--force").code == 2
    assert (tmp_path / "parts").read_text() == "mine"


def test_a_missing_parent_is_named(tmp_path: Path, call: Call) -> None:
    """A folder inside one that is not there cannot be written; the message names which to make."""
    answer = call("export", str(tmp_path / "no" / "parts"))
    assert answer.code == 1
    assert answer.err == f"cqparts: cannot write {tmp_path}/no/parts: there is no folder {tmp_path}/no; make it first\n"


class Failing:
    """A call that fails the n-th time."""

    def __init__(self, real: Any, at: int) -> None:  # noqa: ANN401 -- any function
        """Take the real function and the number of the call that fails, from 1."""
        self.real, self.left = real, at

    def __call__(self, *words: Any, **named: Any) -> Any:  # noqa: ANN401 -- as the real one
        """Call the real function, or fail."""
        self.left -= 1
        if self.left == 0:
            raise OSError(28, "No space left on device")
        return self.real(*words, **named)


FILES = {"datapackage.json": b'{"generator": "cqparts"}', "focus.csv": b"new"}


@POSIX
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_fault_while_writing_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Whichever file or folder fails to reach the disk, the old package stays and nothing is left beside it."""
    old = FILES | {"focus.csv": b"old"}
    folder.write_folder(tmp_path / "parts", old, force=False)
    monkeypatch.setattr(os, "fsync", Failing(os.fsync, at))
    with pytest.raises(OutputError, match="the disk is full; free some space, or write elsewhere"):
        folder.write_folder(tmp_path / "parts", FILES, force=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "parts").iterdir()} == old
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


@pytest.mark.parametrize("at", [1, 2])
def test_a_fault_while_renaming_brings_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """If the new folder cannot take the name, the old one has it again."""
    old = FILES | {"focus.csv": b"old"}
    folder.write_folder(tmp_path / "parts", old, force=False)
    failing = Failing(Path.rename, at)
    monkeypatch.setattr(Path, "rename", lambda path, to: failing(path, to))  # noqa: PLW0108 -- it must bind
    with pytest.raises(OutputError):
        folder.write_folder(tmp_path / "parts", FILES, force=True)
    assert (tmp_path / "parts" / "focus.csv").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


def test_nothing_is_written_where_the_name_is_taken(tmp_path: Path) -> None:
    """A folder that exists is refused before anything is made beside it."""
    (tmp_path / "parts").mkdir()
    with pytest.raises(CallError):
        folder.write_folder(tmp_path / "parts", FILES, force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


def test_a_file_that_goes_away_is_told(model: Model) -> None:
    """A file that is there for the check and gone for the copy is an error of one line."""
    with pytest.raises(ModelError, match=r"^cannot read the model again: No such file or directory$"):
        targets.yaml_bytes(targets.Order(model, "nowhere.yaml"))


def test_a_package_without_an_installation_has_no_version(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from a source folder, where no version can be told, an export goes without one."""

    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    assert credit.installed_version() is None
    assert str(credit.credit(model).en).startswith("The cqparts developers: cqparts-pilot, data of 20")


@pytest.mark.parametrize("module", [bibliography, credit, sheets], ids=lambda module: str(module.__name__))
def test_examples_hold(module: ModuleType) -> None:
    """What the docstrings show is what the functions return."""
    results = doctest.testmod(module)
    assert (results.failed, results.attempted > 0) == (0, True)
