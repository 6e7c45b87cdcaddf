"""Every open, read and write that a command makes on its own files fails once: a clear end, no file half written.

After curl's torture tests: count the calls, then run the command once for each of them with that one failing. strace
makes it fail; what the interpreter reads to start and to import is left alone.
"""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import ROOT
from processes import COMMAND, POSIX, STEPS, allow_ctrl_c, environment, run_command, tool

pytestmark = POSIX

FAULTS = {
    "openat": ("EIO", "EMFILE"),
    "read": ("EIO",),
    "write": ("ENOSPC", "EIO", "EPIPE"),
    "fsync": ("EIO",),
    "chmod": ("EPERM",),
    "mkdir": ("ENOSPC",),
    "rename": ("EIO",),
}
"""The system calls that are made to fail, and how."""


MANY = 20
"""Steps from which on each of them fails in one way instead of all."""


class Step(NamedTuple):
    """A system call of a command, and which of its calls of that name it is, from 1."""

    name: str
    turn: int


class Ended(NamedTuple):
    """How a call has ended: its exit code, both streams, and what its target holds."""

    code: int
    out: bytes
    err: str
    target: dict[str, bytes]
    left: list[str]
    """What lies beside the target and was not there before."""
    injected: bool


class Bench(NamedTuple):
    """A folder in which a command works: its model, its streams, its target."""

    folder: Path
    words: tuple[str, ...]

    @property
    def target(self) -> Path:
        """What the command writes, if it writes a file or folder."""
        written = [word for word in self.words if "/out/" in word]
        return Path(written[0]) if written else self.folder / "out" / "none"

    def run(self, *options: str) -> Ended:
        """Run the command under strace and return how it has ended."""
        self.prepare()
        trace, streams = self.folder / "trace", [self.folder / "stdout", self.folder / "stderr"]
        watched = ["-f", "-qq", "-y", "-s", "0", "-o", str(trace), *options]
        with streams[0].open("wb") as out, streams[1].open("wb") as err:
            ended = subprocess.run(
                [tool("strace"), *watched, COMMAND, *self.words],
                cwd="/",
                env=environment({"PYTHONDONTWRITEBYTECODE": "1"}),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                timeout=STEPS,
                check=False,
                preexec_fn=allow_ctrl_c,
            )
        told = streams[1].read_text("utf-8")
        if "PTRACE" in told:
            pytest.skip("tracing is forbidden here")
        left = sorted(file.name for file in self.target.parent.iterdir() if file != self.target)
        injected = re.search("INJECTED|--- SIGINT", trace.read_text("utf-8", "replace")) is not None
        return Ended(ended.returncode, streams[0].read_bytes(), told, held(self.target), left, injected)

    def prepare(self) -> None:
        """Put everything as it was before the command, which replaces what is there if it is forced to."""
        from shutil import copytree, rmtree

        rmtree(self.folder / "out", ignore_errors=True)
        (self.folder / "out").mkdir(parents=True)
        if "--force" in self.words and self.target.suffix:
            self.target.write_text("what was there before")
        elif "--force" in self.words:
            copytree(self.folder / "old", self.target)

    def set_up(self) -> None:
        """Lay the model there, and a folder that an earlier export wrote."""
        text = (ROOT / "data" / "industry.yaml").read_text("utf-8")
        (self.folder / "model.yaml").write_text(text)
        (self.folder / "older.yaml").write_text(text.replace("name: Jiangjin\n", "name: Old Jiangjin\n"))
        old = run_command("export", str(self.folder / "old"), "--data", str(self.folder / "older.yaml"))
        assert (old.returncode, old.stderr) == (0, "")

    def steps(self) -> Iterator[Step]:
        """Yield the calls that the command makes on what lies in the folder, its streams among them."""
        self.run("-e", f"trace={','.join(FAULTS)}")
        made: Counter[str] = Counter()
        for line in (self.folder / "trace").read_text("utf-8", "replace").splitlines():
            call = re.match(r"\d+ +(\w+)\(", line)
            if call:
                made[call[1]] += 1
                if str(self.folder) in line:
                    yield Step(call[1], made[call[1]])


def sample(steps: list[Step]) -> list[Step]:
    """Return of the calls of each name the first two, the last two, and at most seven between, evenly."""
    chosen = []
    for name in dict.fromkeys(step.name for step in steps):
        own = [step for step in steps if step.name == name]
        stride = max(7, len(own) // 6)
        chosen += [step for place, step in enumerate(own) if place < 2 or place >= len(own) - 2 or place % stride == 0]
    return chosen


def held(path: Path) -> dict[str, bytes]:
    """Return what a file or folder holds, by relative path."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path] * path.exists()
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


@pytest.mark.parametrize(
    "words",
    [
        "districts --json",
        "districts",
        "investment --to EUR --on 2023-06-30",
        "districts --data {}/model.yaml --json",
        "check {}/model.yaml",
        "export {}/out/all.json --data {}/model.yaml",
        "export {}/out/all.json --force",
        "export {}/out/all.sqlite --force",
        "export {}/out/all --force",
        "report -o {}/out/report.md --force",
    ],
)
def test_every_failing_step_ends_clearly(words: str, tmp_path: Path, *, in_full: bool) -> None:
    """With any one step failing: the whole answer, or exit code 1, at most one line, and the target as it was.

    Where there are many steps, the suite takes a sample; `make torture` takes them all.
    """
    bench = Bench(tmp_path, tuple(words.replace("{}", str(tmp_path)).split()))
    bench.set_up()
    bench.prepare()
    before = held(bench.target)
    whole = bench.run("-e", "trace=none")
    assert (whole.code, whole.err, whole.left) == (0, "", [])
    steps = list(bench.steps())
    assert steps
    for step in steps if in_full or len(steps) < MANY else sample(steps):
        every = FAULTS[step.name]
        some = every if len(steps) < MANY else every[step.turn % len(every) :][:1]
        for fault in some:
            ended = bench.run("-e", f"trace={step.name}", "-e", f"inject={step.name}:error={fault}:when={step.turn}")
            assert ended.injected, step
            judge(ended, whole, before, f"{step.name} {step.turn} {fault}")


def judge(ended: Ended, whole: Ended, before: dict[str, bytes], fault: str) -> None:
    """Hold what must be so however a call ends."""
    assert ended.left == [], fault
    assert "Traceback" not in ended.err, fault
    if ended.code == 0:
        assert (ended.out, ended.target) == (whole.out, whole.target), fault
        return
    assert ended.code == 1, fault
    assert re.fullmatch(r"(cqparts: [^\n]+\n)?", ended.err), (fault, ended.err)
    assert ended.target == before, fault


@pytest.mark.parametrize(
    "words",
    [
        "districts --json",
        "districts --data {}/model.yaml",
        "export {}/out/all.sqlite --force",
        "report -o {}/out/report.md --force",
    ],
)
def test_ctrl_c_at_every_step_gives_all_or_nothing(words: str, tmp_path: Path) -> None:
    """With Ctrl-C at any one step: exit code 130, the file old or new, none beside it, the answer whole or absent."""
    bench = Bench(tmp_path, tuple(words.replace("{}", str(tmp_path)).split()))
    bench.set_up()
    bench.prepare()
    before, whole = held(bench.target), bench.run("-e", "trace=none")
    for step in list(bench.steps()):
        ended = bench.run("-e", f"trace={step.name}", "-e", f"inject={step.name}:signal=INT:when={step.turn}")
        assert ended.injected, step
        assert (ended.code, ended.err, ended.left) == (130, "", []), step
        assert ended.out in (b"", whole.out), step
        assert ended.target in (before, whole.target), step
