"""Files are written whole or not at all."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cqparts.errors import CallError, OutputError
from cqparts.output.files import write_whole
from processes import allow_ctrl_c

OLD, NEW = b"old\n", b"new\n" * 1000

POSIX = pytest.mark.skipif(os.name != "posix", reason="links, permissions, pipes and limits are told by POSIX")


def run_child(code: str, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run Python code in a folder, with the module under test imported before it begins."""
    program = (
        "import os, sys, tempfile, errno\nfrom pathlib import Path\nfrom cqparts.output.files import write_whole\n"
        "from cqparts.errors import OutputError\n" + code
    )
    return subprocess.run(
        [sys.executable, "-c", program, *words], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_new_file_holds_every_byte_and_stands_alone(tmp_path: Path) -> None:
    """A new file holds the bytes given, and no temporary file is left beside it."""
    write_whole(tmp_path / "a.bin", NEW, force=False)
    assert (tmp_path / "a.bin").read_bytes() == NEW
    assert os.listdir(tmp_path) == ["a.bin"]  # noqa: PTH208 -- hidden files too


@POSIX
def test_a_new_file_has_the_permissions_that_the_mask_leaves(tmp_path: Path) -> None:
    """A new file can be read by those whom the umask lets, not by its owner alone."""
    old = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", NEW, force=False)
    finally:
        os.umask(old)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_an_existing_file_is_refused_without_force(tmp_path: Path) -> None:
    """A file that exists is refused with the way to replace it, and stays as it was."""
    path = tmp_path / "a"
    path.write_bytes(OLD)
    with pytest.raises(CallError) as error:
        write_whole(path, NEW, force=False)
    assert str(error.value) == f"{path} exists; add --force to replace it, or give another name"
    assert path.read_bytes() == OLD


@POSIX
def test_an_existing_file_is_replaced_with_force_and_keeps_its_permissions(tmp_path: Path) -> None:
    """With force the new bytes take the place of the old ones, under the old permissions."""
    path = tmp_path / "a"
    path.write_bytes(OLD)
    path.chmod(0o604)
    write_whole(path, NEW, force=True)
    assert path.read_bytes() == NEW
    assert path.stat().st_mode & 0o777 == 0o604
    assert os.listdir(tmp_path) == ["a"]  # noqa: PTH208 -- hidden files too


@POSIX
def test_a_link_is_followed(tmp_path: Path) -> None:
    """Writing through a link replaces the file that it leads to, and leaves the link."""
    path, link = tmp_path / "a", tmp_path / "b"
    path.write_bytes(OLD)
    link.symlink_to(path)
    write_whole(link, NEW, force=True)
    assert link.is_symlink()
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("kind", ["folder", pytest.param("pipe", marks=POSIX)])
def test_what_is_not_a_file_is_refused_even_with_force(tmp_path: Path, kind: str) -> None:
    """A folder, a pipe or a device is never replaced."""
    path = tmp_path / "a"
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    with pytest.raises(CallError) as error:
        write_whole(path, NEW, force=True)
    assert str(error.value) == f"{path} is not a file; give the name of one"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A folder that is not there is named, with what to do."""
    path = tmp_path / "none" / "a"
    with pytest.raises(OutputError) as error:
        write_whole(path, NEW, force=False)
    assert str(error.value) == f"cannot write {path}: there is no folder {path.parent}; make it first"


@POSIX
def test_a_file_as_folder_is_named(tmp_path: Path) -> None:
    """A file where a folder should be is named."""
    (tmp_path / "a").write_bytes(OLD)
    with pytest.raises(OutputError) as error:
        write_whole(tmp_path / "a" / "b", NEW, force=False)
    assert str(error.value).endswith(f"{tmp_path / 'a'} is not a folder; give another")


def test_a_path_that_no_system_takes_is_one_line(tmp_path: Path) -> None:
    """A path with a NUL is told in one line without it."""
    with pytest.raises(OutputError) as error:
        write_whole(tmp_path / "a\0b", NEW, force=False)
    assert "a\\u0000b: " in str(error.value)
    assert "\n" not in str(error.value)


@POSIX
def test_a_folder_without_write_permission_keeps_the_old_file(tmp_path: Path) -> None:
    """Where nothing may be written, the message says so and the old file stays."""
    (tmp_path / "a").write_bytes(OLD)
    tmp_path.chmod(0o555)
    code = (
        "if os.getuid() == 0:\n    os.setuid(65534)\n"
        "try:\n    write_whole(Path('a'), b'new', force=True)\nexcept OutputError as fault:\n    print(fault)"
    )
    process = run_child(code, folder=tmp_path)
    tmp_path.chmod(0o755)
    assert process.stdout == "cannot write a: no permission to write in .; write elsewhere\n", process.stderr
    assert (tmp_path / "a").read_bytes() == OLD
    assert os.listdir(tmp_path) == ["a"]  # noqa: PTH208 -- hidden files too


@POSIX
def test_a_write_that_breaks_off_keeps_the_old_file(tmp_path: Path) -> None:
    """Where the system takes a part of the bytes and then no more, the old file stays and nothing is left beside it."""
    (tmp_path / "a").write_bytes(OLD)
    code = (
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    write_whole(Path('a'), b'x' * 100_000, force=True)\nexcept OutputError as fault:\n    print(fault)"
    )
    process = run_child(code, folder=tmp_path)
    assert process.stdout == "cannot write a: File too large; write elsewhere\n", process.stderr
    assert (tmp_path / "a").read_bytes() == OLD
    assert os.listdir(tmp_path) == ["a"]  # noqa: PTH208 -- hidden files too


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder on a file system of 64 KiB; mounting one is for root."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)],  # noqa: S607 -- wherever the system has it
        capture_output=True,
        text=True,
        check=False,
    )
    if mount.returncode:
        pytest.skip(f"no small file system: {mount.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)  # noqa: S607 -- the same


@POSIX
def test_a_full_disk_keeps_the_old_file(small_disk: Path) -> None:
    """On a full disk the message says so, the old file stays and nothing is left beside it."""
    path = small_disk / "a"
    path.write_bytes(OLD)
    with pytest.raises(OutputError) as error:
        write_whole(path, b"x" * 1_000_000, force=True)
    assert str(error.value) == f"cannot write {path}: the disk is full; free some space, or write elsewhere"
    assert path.read_bytes() == OLD
    assert os.listdir(small_disk) == ["a"]  # noqa: PTH208 -- hidden files too


@POSIX
def test_a_process_killed_while_it_writes_keeps_the_old_file(tmp_path: Path) -> None:
    """Killed when all bytes are written and none has taken the name, a process leaves the old file."""
    (tmp_path / "a").write_bytes(OLD)
    code = (
        "import os, sys, time\nfrom pathlib import Path\nfrom cqparts.output.files import write_whole\n"
        "os.fsync = lambda _: (print('written', flush=True), time.sleep(60))\n"
        "write_whole(Path('a'), b'new', force=True)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "written\n"
        writer.kill()
    assert writer.returncode == -signal.SIGKILL
    assert (tmp_path / "a").read_bytes() == OLD


def test_an_interrupt_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt goes on to the caller, with the old file in its place and nothing beside it."""

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    (tmp_path / "a").write_bytes(OLD)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a", NEW, force=True)
    assert (tmp_path / "a").read_bytes() == OLD
    assert os.listdir(tmp_path) == ["a"]  # noqa: PTH208 -- hidden files too


@POSIX
@pytest.mark.parametrize("links", [True, False])
def test_without_force_a_file_that_appears_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    """A file that another process has put there since the call began is not replaced; the call is told so."""
    link = os.link

    def appear(*words: Path) -> None:
        (tmp_path / "a").write_bytes(OLD)
        if not links:
            raise PermissionError(1, "Operation not permitted")
        link(*words)

    monkeypatch.setattr(os, "link", appear)
    with pytest.raises(CallError, match="a exists; add --force"):
        write_whole(tmp_path / "a", NEW, force=False)
    assert (tmp_path / "a").read_bytes() == OLD
    assert os.listdir(tmp_path) == ["a"]  # noqa: PTH208 -- hidden files too


@POSIX
def test_where_no_file_has_two_names_it_is_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without second names a new file is written all the same."""

    def refuse(*_: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_whole(tmp_path / "a", NEW, force=False)
    assert (tmp_path / "a").read_bytes() == NEW
    assert os.listdir(tmp_path) == ["a"]  # noqa: PTH208 -- hidden files too


@POSIX
@pytest.mark.parametrize("force", [True, False])
def test_an_interrupt_as_the_name_is_taken_is_put_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, force: bool
) -> None:
    """Ctrl-C just before the file takes its name: it has it, and nothing is left beside it."""
    allow_ctrl_c()
    holder, name = (Path, "replace") if force else (os, "link")
    real = getattr(holder, name)

    def press(*words: Path) -> None:
        signal.raise_signal(signal.SIGINT)
        real(*words)

    monkeypatch.setattr(holder, name, press)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a", NEW, force=force)
    assert (tmp_path / "a").read_bytes() == NEW
    assert os.listdir(tmp_path) == ["a"]  # noqa: PTH208 -- hidden files too


@POSIX
@pytest.mark.parametrize("path", ["loop", "loop/a"])
@pytest.mark.parametrize("force", [True, False])
def test_a_link_that_leads_to_itself_stays(tmp_path: Path, path: str, *, force: bool) -> None:
    """A loop of links is told in one line, and nothing is written in its place."""
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OutputError, match="a link in it leads to itself; give another name"):
        write_whole(tmp_path / path, NEW, force=force)
    assert (tmp_path / "loop").is_symlink()
    assert os.listdir(tmp_path) == ["loop"]  # noqa: PTH208 -- hidden files too
