"""Each kind of call loads what it needs and no more."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src" / "cqparts"

HEAVY = {
    "click",
    "typer",
    "rich",
    "tabulate",
    "wcwidth",
    "yaml",
    "jinja2",
    "currency_converter",
    "dataclasses",
    "inspect",
}
"""What no look-up loads unless its answer takes it."""


LOADS: dict[tuple[str, ...], set[str]] = {
    ("districts", "--json"): set(),
    ("focus", "jiangjin", "-f", "json"): set(),
    ("trends", "--json"): set(),
    ("investment", "--json"): set(),
    ("districts", "-f", "csv"): {"typer", "inspect", "dataclasses"},
    ("investment", "--to", "EUR", "--json"): {"typer", "inspect", "dataclasses"},
    ("districts", "--help"): {"typer", "inspect", "dataclasses"},
    ("districts",): {"typer", "inspect", "tabulate", "wcwidth", "dataclasses"},
    ("districts", "-f", "markdown"): {"typer", "inspect", "tabulate", "wcwidth", "dataclasses"},
    ("investment", "--on", "2023-06-30", "--json"): {"typer", "inspect", "dataclasses", "currency_converter"},
}
"""What each kind of call may load of the heavy libraries, the bundled model compiled."""


@pytest.mark.parametrize("words", LOADS, ids=" ".join)
def test_a_call_loads_what_it_needs(words: tuple[str, ...], tmp_path: Path) -> None:
    """Rich is loaded for a terminal only, tabulate for text in a pipe, the ECB's history for a day that is asked."""
    assert loaded(words, tmp_path) & HEAVY <= LOADS[words]


def test_a_terminal_loads_rich(tmp_path: Path) -> None:
    """A table that is drawn loads rich, and no tabulate."""
    names = loaded(("districts",), tmp_path, FORCE_COLOR="1")
    assert "rich" in names
    assert "tabulate" not in names


def loaded(words: tuple[str, ...], folder: Path, **environment: str) -> set[str]:
    """Return the top-level modules that a call loads, where the model is compiled as in the wheel."""
    compiled = folder / "cqparts_compiled.py"
    compiled.write_text(
        "import sys, pickle\n"
        "import cqparts.model.types\n"
        f"model = pickle.load(open({str(folder / 'model.pickle')!r}, 'rb'))\n"
        "sys.modules['cqparts._bundled'] = type(sys)('cqparts._bundled')\n"
        "sys.modules['cqparts._bundled'].MODEL = model\n"
        "del sys.modules['pickle']\n"
        "before = set(sys.modules)\n"
        "from cqparts.__main__ import run\n"
        "code = run(sys.argv[1:])\n"
        "print(*{name.split('.')[0] for name in set(sys.modules)}, file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    import pickle

    from cqparts.loading.load import load

    (folder / "model.pickle").write_bytes(pickle.dumps(load()))
    done = subprocess.run(
        [sys.executable, str(compiled), *words],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent), **environment},
    )
    return set(done.stderr.decode().split())
