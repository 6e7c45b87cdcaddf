"""Prints how many lines the answers take on a terminal of 80 columns, call by call, and their sum."""  # noqa: INP001 -- a folder of scripts is no package

import os
import shlex
import subprocess
import sys

CALLS = (
    "districts",
    "districts --assembly chassis",
    "focus jiangjin",
    "focus bishan",
    "who smart-cockpit",
    "matrix",
    "assemblies",
    "components",
    "components --assembly power-battery",
    "investment",
    "investment --to EUR",
    "investment --to EUR,GBP,JPY",
    "investment --rate USD=7.1",
    "investment --to EUR --on 2023-06-30",
    "investment --to EUR --on period",
    "rates",
    "rates --to EUR",
    "localization",
    "targets",
    "trends",
    "trends nev-share",
    "cities",
    "pilot",
)
"""The calls whose lines the first edition was measured by, without the lists `sources` and `find`."""

TERMINAL = {"COLUMNS": "80", "FORCE_COLOR": "1", "TERM": "xterm-256color", "LANG": "C.UTF-8"}


def count_lines(call: str, lang: str) -> int:
    """Return how many lines an answer takes."""
    words = [sys.executable, "-m", "cqparts", *shlex.split(call), "--lang", lang]
    return subprocess.run(  # noqa: S603 -- this very interpreter
        words, capture_output=True, check=True, env={**os.environ, **TERMINAL}
    ).stdout.count(b"\n")


def main() -> None:
    """Print a line a call, in both languages, then the sums."""
    counts = [(call, count_lines(call, "en"), count_lines(call, "zh")) for call in CALLS]
    for call, *lines in (*counts, ("in all", *(sum(column) for column in list(zip(*counts, strict=True))[1:]))):
        sys.stdout.write(f"{lines[0]:5}{lines[1]:5}  {call}\n")


if __name__ == "__main__":
    main()
