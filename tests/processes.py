"""The installed command as a process: in a pipe, in a shell, on a pseudo-terminal."""

import json
import os
import re
import runpy
import shutil
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from compileall import compile_dir
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

import cqparts
from conftest import ROOT

COMMAND = str(Path(sysconfig.get_path("scripts")) / "cqparts")
"""The command where pip has installed it."""

POSIX = pytest.mark.skipif(os.name != "posix", reason="shells, signals and pseudo-terminals are POSIX here")

ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][A-Z0-9]|[=>78])|[\x07\x0e\x0f]")
"""What moves a cursor, colours or rings."""

STEPS = 60
"""Seconds within which a process must take a step, on however loaded a machine."""

KEPT: list[TemporaryDirectory[str]] = []
"""Folders that go when the tests end."""


@cache
def package() -> Path:
    """Return the package as the wheel installs it, its model compiled: every process here imports that."""
    installed = Path(cqparts.__file__).parent
    if (installed / "_bundled").exists():
        return installed
    KEPT.append(TemporaryDirectory(prefix="cqparts-"))
    copied = Path(KEPT[-1].name) / "cqparts"
    shutil.copytree(installed, copied)
    file = Path(shutil.copy(ROOT / "data" / "industry.yaml", copied))
    hook = runpy.run_path(str(ROOT / "hatch_build.py"))
    hook["write_modules"](hook["compile_model"](ROOT, file), copied / "_bundled")
    compile_dir(copied, quiet=1)
    return copied


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for a call: the test's own in UTF-8, and what is given besides."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHONIO", "PYTHONUTF"))}
    path = f"{Path(COMMAND).parent}{os.pathsep}{os.environ['PATH']}"
    own = os.pathsep.join(filter(None, (str(package().parent), os.environ.get("PYTHONPATH"))))
    return {**keep, "PATH": path, "PYTHONPATH": own, "LANG": "C.UTF-8", **(more or {})}


def run_command(*words: str, env: Mapping[str, str] | None = None, **more: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401 -- whatever `run` takes
    """Call the command and return what it has written and its exit code."""
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    return subprocess.run(
        [COMMAND, *words], env=environment(env), encoding="utf-8", timeout=STEPS, check=False, **{**streams, **more}
    )


def in_bash(script: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a line of bash, in which `cqparts` is the command, and return what it has written and its exit code."""
    return subprocess.run(
        [tool("bash"), "-c", script],
        env=environment(env),
        encoding="utf-8",
        capture_output=True,
        timeout=STEPS,
        check=False,
    )


def tool(name: str) -> str:
    """Return where a tool is; skip the test, with a word, where it is not."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def allow_ctrl_c() -> None:
    """Let Ctrl-C reach a process even if the tests run in the background of a shell, where it is ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def on_terminal(*words: str, columns: int = 80, env: Mapping[str, str] | None = None) -> tuple[str, int]:
    """Call the command on a pseudo-terminal and return what it has drawn and its exit code."""
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(
        COMMAND, [*words], env=environment(env), encoding="utf-8", dimensions=(50, columns), timeout=STEPS
    )
    child.expect(pexpect.EOF)
    child.close()
    code = child.exitstatus if child.exitstatus is not None else -child.signalstatus
    return child.before.replace("\r\n", "\n"), code


SEVERAL = """
import json, sys
from cqparts.__main__ import run
for words in json.loads(sys.argv[1]):
    code = run(words)
    print(end=f"\\x1e{code}\\x1e", flush=True)
"""
"""Answers several calls in one process, a control character and the exit code behind each."""


def on_one_terminal(calls: Sequence[Sequence[str]], columns: int = 80) -> list[tuple[str, int]]:
    """Answer calls one after another on one pseudo-terminal; return what each has drawn, and its exit code."""
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(
        sys.executable,
        ["-c", SEVERAL, json.dumps(calls)],
        env=environment(),
        encoding="utf-8",
        dimensions=(50, columns),
        timeout=STEPS,
    )
    child.expect(pexpect.EOF)
    child.close()
    pieces = child.before.replace("\r\n", "\n").split("\x1e")
    return [(drawn, int(code)) for drawn, code in zip(pieces[::2], pieces[1::2], strict=False)]


def plain(drawn: str) -> str:
    """Return what a terminal shows of what was sent to it, without colours."""
    return ESCAPES.sub("", drawn)


def pandoc() -> str | None:
    """Return the program Pandoc, installed or from the package that brings it; None where there is none."""
    if program := shutil.which("pandoc"):
        return program
    if find_spec("pypandoc") is None:
        return None
    import pypandoc

    with suppress(OSError):
        return str(pypandoc.get_pandoc_path())
    return None
