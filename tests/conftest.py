"""What the tests share: a call of the command line with both of its streams, and the bundled model."""

import io
import os
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
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
def compiled(monkeypatch: pytest.MonkeyPatch, model: Model) -> None:
    """Have the bundled model ready, as it is in the wheel, so that no call reads the checkout's file anew."""
    bundled = ModuleType("cqparts._bundled")
    bundled.MODEL = model  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, bundled.__name__, bundled)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, compiled: None) -> Call:  # noqa: ARG001 -- it is used
    """Return a function that runs the command line in this process, as in a pipe."""

    def answer(*words: str) -> Answer:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True) for _ in range(2))
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            code = run(list(words))
        return Answer(text_of(out), text_of(err), code)

    return answer


def text_of(stream: io.TextIOWrapper) -> str:
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
    """Name the mark of what only the long form runs; in that form, draw more examples. No example is timed."""
    from hypothesis import settings

    config.addinivalue_line("markers", "long: is run with --long alone, and the suite runs others of its kind")
    examples = 5000 if config.getoption("--long") else 100
    settings.register_profile("untimed", max_examples=examples, deadline=None)
    settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked as long, unless the long form is asked for."""
    if not config.getoption("--long"):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("long")])
        items[:] = [item for item in items if not item.get_closest_marker("long")]
