"""What the tests share: a call of the command line with both of its streams, and the bundled model."""

import io
import os
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pytest

from cqparts.__main__ import run
from cqparts.loading.load import load
from cqparts.model.types import Model

ROOT = Path(__file__).parent.parent

PINNED_TYPER = pytest.mark.skipif(
    f"\ntyper=={version('typer')}\n" not in (ROOT / "constraints.txt").read_text("utf-8"),
    reason="what Typer words and needs differs between its versions; it is held for the one in constraints.txt",
)


class Answer(NamedTuple):
    """What a call wrote to each stream, and its exit code."""

    out: str
    err: str
    code: int


Call = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what would change an answer: colours, widths, a model of the user's own."""
    for name in [name for name in os.environ if name.startswith(("CQPARTS", "_CQPARTS"))]:
        monkeypatch.delenv(name)
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "TERMINAL_WIDTH", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return a function that runs the command line in this process, as in a pipe."""

    def called(*words: str) -> Answer:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True) for _ in range(2))
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            code = run(list(words))
        return Answer(written(out), written(err), code)

    return called


def written(stream: io.TextIOWrapper) -> str:
    """Return what was written to a stream, which is UTF-8 whatever it was opened as."""
    stream.seek(0)
    return stream.read()


@pytest.fixture(scope="session")
def model() -> Model:
    """Return the bundled model."""
    return load()


@pytest.fixture(scope="session")
def in_full(request: pytest.FixtureRequest) -> bool:
    """Return whether the long forms were asked for."""
    return bool(request.config.getoption("--long"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that rewrites the golden files, and the one for the long forms of tests."""
    parser.addoption("--update-golden", action="store_true", help="write what the program prints to tests/golden/")
    parser.addoption("--long", action="store_true", help="run in full what the suite runs a sample of")


def pytest_configure(config: pytest.Config) -> None:
    """In the long form, draw more examples, others each time."""
    if config.getoption("--long"):
        from hypothesis import settings

        settings.register_profile("long", max_examples=5000, deadline=None)
        settings.load_profile("long")
