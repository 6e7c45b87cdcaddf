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

from processes import COMMAND, POSIX, STEPS, allow_ctrl_c, environment, run_command, tool
from samples import BASES

pytestmark = POSIX

FAULTS = {
    "openat": ("EIO", "EMFILE"),
    "read": ("EIO",),
    "write": ("ENOSPC", "EIO", "EPIPE"),
    "fsync": ("EIO",),
    "chmod": ("EPERM",),
    "mkdir": ("ENOSPC",),
    "rename": ("EIO",),
    "link": ("EPERM", "EIO"),
    "renameat2": ("EINVAL", "ENOSYS", "EIO"),
    "unlink": ("EIO",),
    "rmdir": ("EIO",),
}
"""The system calls that are made to fail, and how."""

REMOVING = ("unlink", "rmdir")
"""Those without which what was made beside the target cannot be removed."""

SIGNALS = {"INT": 130, "TERM": -15, "HUP": -1}
"""The signals that end a call, and how it is seen to have ended: by an exit code of its own, or by the signal."""

PARTS = 4
"""How many tests the steps of a command are spread over where all of them are taken."""


class Step(NamedTuple):
    """A system call of a command, and which of its calls of that name it is, from 1."""

    name: str
    turn: int
    kind: str = ""
    """What is done to what: calls of one kind differ in the table that they write, or in a name made up."""


WROTE = re.compile(r"^cqparts: wrote .*\n", re.MULTILINE)
"""What an export and a report say once they have written."""


class Ended(NamedTuple):
    """How a call has ended: its exit code, both streams, and what its target holds."""

    code: int
    out: bytes
    err: str
    target: dict[str, bytes]
    left: list[str]
    """What lies beside the target and was not there before."""


class Bench(NamedTuple):
    """A folder in which a command works: its model, its streams, its target."""

    folder: Path
    words: tuple[str, ...]

    @property
    def target(self) -> Path:
        """What the command writes, if it writes a file or folder."""
        written = [word for word in self.words if "/out/" in word]
        return Path(written[0]) if written else self.folder / "out" / "none"

    @property
    def trace(self) -> str:
        """What strace has written of the last run."""
        return (self.folder / "trace").read_text("utf-8", "replace")

    def run(self, *options: str) -> Ended:
        """Run the command under strace and return how it has ended."""
        self.prepare()
        streams = [self.folder / "stdout", self.folder / "stderr"]
        watched = ["-f", "-qq", "-y", "-s", "0", "-o", str(self.folder / "trace"), *options]
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
        err_text = WROTE.sub("", streams[1].read_text("utf-8"))
        if "PTRACE" in err_text:
            pytest.skip("tracing is forbidden here")
        left = sorted(file.name for file in self.target.parent.iterdir() if file != self.target)
        return Ended(ended.returncode, streams[0].read_bytes(), err_text, contents(self.target), left)

    def run_whole(self) -> Ended:
        """Run the command undisturbed, all its steps on record, and return how it has ended."""
        return self.run("--seccomp-bpf", "-e", f"trace={','.join(FAULTS)}")

    def run_with(self, step: Step, fault: str) -> Ended:
        """Run the command with a fault at a step, again where another call had its turn, and return how it has ended.

        The interpreter looks into the folders of its modules anew where one of them has changed meanwhile.
        """
        quick = ["--seccomp-bpf"] * fault.startswith("error")  # with it, strace sends no signals
        for _ in range(3):
            ended = self.run(*quick, "-e", f"trace={step.name}", "-e", f"inject={step.name}:{fault}:when={step.turn}")
            assert re.search("INJECTED|--- SIG(INT|TERM|HUP)", self.trace), step
            if any((made.name, made.turn) == step[:2] for made in self.steps()):
                return ended
        raise AssertionError(f"{step} is not reached")

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
        """Lay a small model there, and a folder that an earlier export wrote."""
        text = BASES["small"].read_text("utf-8")
        (self.folder / "model.yaml").write_text(text)
        if "--force" in self.words and not self.target.suffix:
            (self.folder / "older.yaml").write_text(text.replace("name: Bishan\n", "name: Old Bishan\n"))
            old = run_command("export", str(self.folder / "old"), "--data", str(self.folder / "older.yaml"))
            assert (old.returncode, WROTE.sub("", old.stderr)) == (0, "")
        self.prepare()

    def steps(self) -> Iterator[Step]:
        """Yield the calls that the last run made on what lies in the folder, its streams among them."""
        made: Counter[str] = Counter()
        for line in self.trace.splitlines():
            call = re.match(r"\d+ +(\w+)\(", line)
            if call:
                made[call[1]] += 1
                if str(self.folder) in line:
                    path = line.partition(str(self.folder))[2]
                    kind = re.sub(r"\.cqparts-\w+|\w+(?=\.csv)", "*", re.split('[">]', path)[0])
                    yield Step(call[1], made[call[1]], f"{call[1]} {kind}")


def sample(steps: list[Step]) -> list[Step]:
    """Return the first and the last step of each kind."""
    first = {step.kind: step for step in reversed(steps)}
    last = {step.kind: step for step in steps}
    return [step for step in steps if step in (first[step.kind], last[step.kind])]


def contents(path: Path) -> dict[str, bytes]:
    """Return what a file or folder holds, by relative path."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path] * path.exists()
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


COMMANDS = (
    "districts --json",
    "districts",
    "investment --to EUR --on 2023-06-30",
    "districts --data {}/model.yaml --json",
    "check {}/model.yaml",
    "export {}/out/all.json --data {}/model.yaml",
    "export {}/out/all.json --force",
    "export {}/out/all.sqlite --force",
    "export {}/out/all --force --data {}/model.yaml",
    "report -o {}/out/report.md --force",
)


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.long) for part in range(1, PARTS))])
@pytest.mark.parametrize("words", COMMANDS)
def test_every_failing_step_ends_clearly(words: str, part: int, tmp_path: Path, *, in_full: bool) -> None:
    """With any one step failing: the whole answer, or exit code 1, at most one line, and the target as it was.

    Where what a folder replaces cannot be removed, the line says that it is written, and what is left.

    The suite fails each kind of step in one way, by turns; the long form all steps in all ways.
    """
    bench = Bench(tmp_path, tuple(words.replace("{}", str(tmp_path)).split()))
    bench.set_up()
    before, whole = contents(bench.target), bench.run_whole()
    assert (whole.code, whole.err, whole.left) == (0, "", [])
    steps = list(bench.steps())
    assert steps
    for step in steps[part::PARTS] if in_full else sample(steps):
        every, turn = FAULTS[step.name], steps.index(step) + COMMANDS.index(words)
        for fault in every if in_full else [every[turn % len(every)]]:
            ended = bench.run_with(step, f"error={fault}")
            if step.name in REMOVING:
                ended = without_rest(ended)
            judge(ended, whole, before, f"{step} {fault}")


def without_rest(ended: Ended) -> Ended:
    """Return how a call has ended without what could not be removed; told where it was the folder that is replaced."""
    assert len(ended.left) <= 1
    assert all(re.fullmatch(r"\.cqparts-[0-9a-f]+(\.old)?", name) for name in ended.left)
    told = re.fullmatch(r"cqparts: \S+ is written, but the folder that it replaces stays as (\S+): [^\n]+\n", ended.err)
    if told is None:
        return ended._replace(left=[])
    assert (ended.code, ended.left) == (1, [told[1]])
    return ended._replace(code=0, err="", left=[])


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
        "export {}/out/all.json",
        "export {}/out/all.sqlite --force",
        "export {}/out/all --force --data {}/model.yaml",
        "report -o {}/out/report.md --force",
    ],
)
def test_a_signal_at_every_step_gives_all_or_nothing(words: str, tmp_path: Path, *, in_full: bool) -> None:
    """With Ctrl-C, SIGTERM or SIGHUP at any one step: what is written old or new, nothing beside it, the answer whole.

    Ctrl-C gives exit code 130, the others end the process. The suite takes a step of each kind with one of the three,
    by turns; the long form all steps with each.
    """
    bench = Bench(tmp_path, tuple(words.replace("{}", str(tmp_path)).split()))
    bench.set_up()
    before, whole = contents(bench.target), bench.run_whole()
    steps, every = list(bench.steps()), list(SIGNALS)
    for turn, step in enumerate(steps if in_full else {step.kind: step for step in steps}.values()):
        for signal in every if in_full else [every[turn % len(every)]]:
            ended = bench.run_with(step, f"signal={signal}")
            assert (ended.code, ended.err, ended.left) == (SIGNALS[signal], "", []), (step, signal)
            assert ended.out in (b"", whole.out), (step, signal)
            assert ended.target in (before, whole.target), (step, signal)
