"""The model goes out whole or not at all, and nobody's files are lost."""

import doctest
import importlib.metadata
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
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
from processes import allow_ctrl_c, in_bash

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


def test_standard_input_is_copied_as_it_was_checked(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A YAML export of standard input, which is read up, holds the bytes that were read."""
    with BUNDLED.open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        answer = call("export", str(tmp_path / "a.yaml"), "--data", "-")
    assert answer == ("", f"cqparts: wrote {tmp_path / 'a.yaml'}\n", 0)
    assert (tmp_path / "a.yaml").read_bytes() == BUNDLED.read_bytes()


@POSIX
@pytest.mark.parametrize("way", ["pipe", "descriptor"])
def test_a_pipe_is_copied_as_it_was_checked(tmp_path: Path, call: Call, way: str) -> None:
    """A YAML export of a named pipe, or of one by its descriptor, holds the bytes read; it reads them once."""
    if way == "pipe":
        source, opened = tmp_path / "pipe", None
        os.mkfifo(source)
        path = str(source)
    else:
        opened, write = os.pipe()
        path = f"/dev/fd/{opened}"

    def feed() -> None:
        with open(path if opened is None else write, "wb") as end:  # noqa: PTH123 -- a descriptor as well
            end.write(BUNDLED.read_bytes())

    writer = threading.Thread(target=feed, daemon=True)
    writer.start()
    answer = call("export", str(tmp_path / "a.yaml"), "--data", path)
    writer.join()
    if opened is not None:
        os.close(opened)
    assert answer == ("", f"cqparts: wrote {tmp_path / 'a.yaml'}\n", 0)
    assert (tmp_path / "a.yaml").read_bytes() == BUNDLED.read_bytes()


def test_what_is_copied_is_what_was_checked(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that changes once it is checked is copied as it was then."""
    own = tmp_path / "own.yaml"
    own.write_bytes(BUNDLED.read_bytes())
    on_first_call(monkeypatch, targets, "export", lambda: own.write_text("changed"))
    assert call("export", str(tmp_path / "a.yaml"), "--data", str(own)).code == 0
    assert (tmp_path / "a.yaml").read_bytes() == BUNDLED.read_bytes()


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
    monkeypatch.setattr(folder, "exchange", lambda *_: False)  # as on a system that cannot
    monkeypatch.setattr(Path, "rename", lambda path, to: failing(path, to))  # noqa: PLW0108 -- it must bind
    with pytest.raises(OutputError):
        folder.write_folder(tmp_path / "parts", FILES, force=True)
    assert (tmp_path / "parts" / "focus.csv").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


def on_first_call(monkeypatch: pytest.MonkeyPatch, holder: Any, name: str, act: Callable[[], object]) -> None:  # noqa: ANN401 -- a class or module
    """Have something happen just before a function is first called."""
    real, calls = getattr(holder, name), []

    def hooked(*words: Any, **named: Any) -> Any:  # noqa: ANN401 -- as the real one
        calls.append(name)
        if len(calls) == 1:
            act()
        return real(*words, **named)

    monkeypatch.setattr(holder, name, hooked)


def contents(path: Path) -> dict[str, bytes]:
    """Return what the files of a folder hold, by name."""
    return {file.name: file.read_bytes() for file in path.iterdir()}


OLD = FILES | {"focus.csv": b"old"}


@POSIX
@pytest.mark.parametrize("exchanged", [True, False])
def test_an_interrupt_while_the_old_folder_goes_leaves_the_new_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchanged: bool
) -> None:
    """Ctrl-C at the first file of the old folder that is removed: it is put off, and the new folder stands alone."""
    allow_ctrl_c()
    folder.write_folder(tmp_path / "parts", OLD, force=False)
    if not exchanged:
        monkeypatch.setattr(folder, "exchange", lambda *_: False)
    on_first_call(monkeypatch, folder, "remove_folder", lambda: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        folder.write_folder(tmp_path / "parts", FILES, force=True)
    assert contents(tmp_path / "parts") == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


@POSIX
@pytest.mark.parametrize("step", ["build_folder", "write_file", "sync_folder"])
def test_an_interrupt_while_a_folder_is_built_leaves_the_old_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Ctrl-C at any step before the name is taken: the old folder stays, and nothing is beside it."""
    folder.write_folder(tmp_path / "parts", OLD, force=False)
    on_first_call(monkeypatch, folder, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        folder.write_folder(tmp_path / "parts", FILES, force=True)
    assert contents(tmp_path / "parts") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


ENDING = """
import os, signal, sys
number = int(sys.argv.pop())
os.fsync = lambda _: os.kill(os.getpid(), number)
from cqparts.__main__ import main
main()
"""
"""Runs the command, and sends it a signal as its first file is about to reach the disk."""


@POSIX
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("name", ["parts", "parts.json", "parts.sqlite"])
def test_a_signal_that_ends_the_process_leaves_nothing_behind(
    tmp_path: Path, call: Call, name: str, number: signal.Signals
) -> None:
    """SIGTERM or SIGHUP while it writes: the process dies of it, the old one stays, and nothing is beside it."""
    assert call("export", str(tmp_path / name)).code == 0
    before = (tmp_path / name).stat().st_mtime_ns
    words = ["export", str(tmp_path / name), "--force", str(number.value)]
    ended = subprocess.run([sys.executable, "-c", ENDING, *words], capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (-number, b"", b"")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).stat().st_mtime_ns == before


@POSIX
def test_a_process_that_is_to_outlive_its_terminal_does(tmp_path: Path) -> None:
    """Where SIGHUP is ignored, as by nohup, the export is written."""
    ended = subprocess.run(
        [sys.executable, "-c", ENDING, "export", str(tmp_path / "parts.json"), str(signal.SIGHUP.value)],
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN),
    )
    assert (ended.returncode, ended.stderr.decode()) == (0, f"cqparts: wrote {tmp_path / 'parts.json'}\n")
    assert (tmp_path / "parts.json").is_file()


def interrupt() -> None:
    """Interrupt, as Ctrl-C does."""
    raise KeyboardInterrupt


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone exchanges two names in one step")
def test_the_name_is_never_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder is replaced without one moment in which nothing has its name: no rename is made at all."""
    folder.write_folder(tmp_path / "parts", OLD, force=False)
    monkeypatch.setattr(Path, "rename", Failing(Path.rename, 1))
    folder.write_folder(tmp_path / "parts", FILES, force=True)
    assert contents(tmp_path / "parts") == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


def test_without_force_a_folder_that_appears_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that another process has put there since the call began is not replaced; the call is told so."""

    def appear() -> None:
        (tmp_path / "parts").mkdir()
        (tmp_path / "parts" / "datapackage.json").write_bytes(b"theirs")

    on_first_call(monkeypatch, folder, "take_name", appear)
    with pytest.raises(CallError, match="exists; add --force"):
        folder.write_folder(tmp_path / "parts", FILES, force=False)
    assert contents(tmp_path / "parts") == {"datapackage.json": b"theirs"}
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


@POSIX
def test_without_force_a_folder_that_appears_at_the_rename_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same where it appears in the last moment, just before the rename."""

    def appear() -> None:
        (tmp_path / "parts").mkdir()
        (tmp_path / "parts" / "mine").write_bytes(b"theirs")

    on_first_call(monkeypatch, Path, "rename", appear)
    with pytest.raises(CallError, match="exists; add --force"):
        folder.write_folder(tmp_path / "parts", FILES, force=False)
    assert contents(tmp_path / "parts") == {"mine": b"theirs"}
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


@pytest.mark.parametrize("exchanged", [True, False])
def test_with_force_what_came_between_gets_its_name_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchanged: bool
) -> None:
    """A folder into which somebody puts a file of their own at the last moment stays, with that file."""
    folder.write_folder(tmp_path / "parts", OLD, force=False)
    if not exchanged:
        monkeypatch.setattr(folder, "exchange", lambda *_: False)
    on_first_call(monkeypatch, folder, "take_name", lambda: (tmp_path / "parts" / "mine").write_bytes(b"mine"))
    with pytest.raises(CallError, match="also holds mine"):
        folder.write_folder(tmp_path / "parts", FILES, force=True)
    assert contents(tmp_path / "parts") == OLD | {"mine": b"mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


def test_an_old_folder_that_cannot_be_removed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the old folder cannot be removed, the message says that the new one is written, and what stays."""
    folder.write_folder(tmp_path / "parts", OLD, force=False)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(folder, "remove_folder", refuse)
    with pytest.raises(OutputError) as error:
        folder.write_folder(tmp_path / "parts", FILES, force=True)
    (left,) = (path.name for path in tmp_path.iterdir() if path.name != "parts")
    assert str(error.value) == (
        f"{tmp_path}/parts is written, but the folder that it replaces stays as {left}: "
        "Operation not permitted; remove that one"
    )
    assert contents(tmp_path / "parts") == FILES


@POSIX
@pytest.mark.parametrize("target", ["l1", "l1/", "l1/x", "l2"])
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_link_that_leads_to_itself_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call, target: str, force: tuple[str, ...]
) -> None:
    """A loop of links as target is told in one line, for a folder and for a file, and both links stay."""
    monkeypatch.chdir(tmp_path)
    for name, other in (("l1", "l2"), ("l2", "l1"), ("l3.json", "l3.json")):
        Path(name).symlink_to(other)
    for asked in (target, "l3.json"):
        answer = call("export", asked, *force)
        shown = asked.rstrip("/")
        assert answer == ("", f"cqparts: cannot write {shown}: a link in it leads to itself; give another name\n", 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["l1", "l2", "l3.json"]


@pytest.mark.parametrize("name", ["n" * 300, "n" * 300 + ".json", "n" * 300 + "/"])
def test_a_name_that_is_too_long_is_one_line(tmp_path: Path, call: Call, name: str) -> None:
    """A name of 300 letters is told with the path, as a folder and as a file."""
    answer = call("export", f"{tmp_path}/{name}")
    shown = f"{tmp_path}/{name}".rstrip("/")
    assert answer == ("", f"cqparts: cannot write {shown}: the name is too long; give a shorter one\n", 1)
    assert list(tmp_path.iterdir()) == []


@POSIX
@pytest.mark.parametrize("name", ["parts", "parts.json"])
def test_a_folder_that_nobody_may_search_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call, name: str
) -> None:
    """A target below a folder that may not be searched is told with the path; root, who may, is told so by a hook."""

    def refuse(*_: object, **__: object) -> bool:
        raise PermissionError(13, "Permission denied")

    for asks in ("exists", "is_dir", "is_symlink"):
        monkeypatch.setattr(Path, asks, refuse)
    answer = call("export", f"{tmp_path}/in/{name}")
    message = f"no permission to write in {tmp_path}/in; write elsewhere"
    assert answer == ("", f"cqparts: cannot write {tmp_path}/in/{name}: {message}\n", 1)


@POSIX
def test_a_device_is_no_target(call: Call) -> None:
    """/dev/null and the pipe behind /dev/stdout are neither a file nor a folder, and are named as that."""
    answer = call("export", "/dev/null")
    assert (answer.code, answer.err.startswith("cqparts: /dev/null is not a folder; give the name of one")) == (2, True)
    piped = in_bash("cqparts export /dev/stdout | cat; exit ${PIPESTATUS[0]}")
    assert (piped.returncode, piped.stderr.startswith("cqparts: /dev/stdout is not a folder")) == (2, True)


@POSIX
@pytest.mark.parametrize("name", ["parts", "parts.json"])
def test_a_removed_current_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: Call, name: str
) -> None:
    """In a folder that has been removed, a relative target asks to change to another."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    answer = call("export", name)
    assert answer == (
        "",
        f"cqparts: cannot write {name}: the current folder has been removed; change to another\n",
        1,
    )


def test_nothing_is_written_where_the_name_is_taken(tmp_path: Path) -> None:
    """A folder that exists is refused before anything is made beside it."""
    (tmp_path / "parts").mkdir()
    with pytest.raises(CallError):
        folder.write_folder(tmp_path / "parts", FILES, force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


def test_a_bundled_file_that_is_gone_is_told(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without its file is an error of one line."""
    monkeypatch.setattr("cqparts.loading.load.bundled_file", lambda: Path("nowhere.yaml"))
    with pytest.raises(ModelError, match=r"^cannot read the bundled model: No such file or directory; install"):
        targets.yaml_bytes(targets.Order(model))


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
