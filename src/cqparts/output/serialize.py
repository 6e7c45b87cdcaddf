"""Table to text, in each format. One function a format; none knows a command.

Machine formats carry fields, whatever the language; `table` and `markdown` are for people and carry notes as well.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cqparts.lookups.table import Record, Table

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown", "yaml")


def render(
    table: Table, fmt: str, *, columns: tuple[str, ...] = (), lang: str = "en", unit: str | None = None
) -> Iterator[str]:
    """Yield an answer as text in a format, a piece at a time.

    Args:
        table: The answer.
        fmt: One of `FORMATS`; `table` is the one for a pipe.
        columns: The keys to keep, in that order; all of them if empty.
        lang: "en" or "zh", for people's formats.
        unit: A word of `cells.POWERS` for people's formats.

    Raises:
        CallError: A column is none of the answer's.
    """
    chosen = tuple(known_column(table, name) for name in columns)
    if fmt in MACHINE:
        yield from MACHINE[fmt](table, chosen)
    else:
        from cqparts.output.page import page
        from cqparts.output.text import markdown, text

        yield "".join((markdown if fmt == "markdown" else text)(page(table, lang, unit, chosen)))


def known_column(table: Table, name: str) -> str:
    """Return a column's key, if the answer has it.

    Raises:
        CallError: It has not; the message names those that it has.
    """
    held = column_names(table)
    if name not in held:
        from cqparts.model.resolve import resolve_name

        return resolve_name("column", name, held)
    return name


def column_names(table: Table) -> list[str]:
    """Return the name of every column that an answer has: its keys, and those of its flat rows."""
    return list(dict.fromkeys((*table.keys, *(table.single or ()), *flat_keys(table, table.keys))))


def pruned(record: Record, columns: tuple[str, ...]) -> Record:
    """Return a record with the columns asked for, or all of it if none is."""
    return {key: part_of(record, key) for key in columns} if columns else record


def part_of(record: Record, key: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Return what JSON holds at a key, dotted or not; None where the record has nothing there."""
    from cqparts.output.formatting import dig

    return dig(record, key) if "." in key else record.get(key)


def as_json(table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield an answer as JSON: a list of records, or the one object, indented by two."""
    import json

    records = [pruned(record, columns) for record in table.to_dicts()]
    answer: Any = records if table.single is None else records[0]
    yield json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_jsonl(table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield an answer as JSON Lines: a record a line."""
    import json

    for record in [table.single] if table.single is not None else table.records:
        yield json.dumps(pruned(record, columns), ensure_ascii=False, allow_nan=False) + "\n"


def as_yaml(table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield an answer as YAML: what JSON holds, in block style."""
    import yaml

    records = [pruned(record, columns) for record in table.to_dicts()]
    answer: Any = records if table.single is None else records[0]
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    yield yaml.dump(answer, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)


def as_csv(table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield an answer as CSV: lists joined by semicolons, records in records spread over dotted columns."""
    yield from separated(table, columns, ",")


def as_tsv(table: Table, columns: tuple[str, ...]) -> Iterator[str]:
    """Yield an answer as tab-separated values, quoted as CSV is."""
    yield from separated(table, columns, "\t")


def separated(table: Table, columns: tuple[str, ...], delimiter: str) -> Iterator[str]:
    """Yield a heading line and a line a record, each as it is made."""
    import csv

    line = Line()
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\n")
    keys = flat_keys(table, columns or table.keys)
    writer.writerow(keys)
    yield line.taken
    for record in table.records:
        cells = flat(record)
        writer.writerow([cells.get(key, "") for key in keys])
        yield line.taken


class Line:
    """What a CSV writer writes to: it holds the last line."""

    taken = ""

    def write(self, text: str) -> None:
        """Hold a line."""
        self.taken = text


def flat_keys(table: Table, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of a flat row: a key with records of its own becomes one for each of their fields."""
    spread: dict[str, dict[str, None]] = {}
    for record in table.records:
        for key in flat(record):
            spread.setdefault(key.partition(".")[0], {})[key] = None
    wide = {key: [name for name in names if "." in name] or [key] for key, names in spread.items()}
    return tuple(dict.fromkeys(name for key in keys for name in wide.get(key, [key])))


def flat(record: Record) -> dict[str, str]:
    """Return a record's cells as text, by dotted key."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            cells |= {f"{key}.{part}": plain(held) for part, held in value.items()}
        elif isinstance(value, list) and value and isinstance(value[0], dict) and "currency" in value[0]:
            cells |= {f"{key}.{each['currency']}.{part}": plain(each[part]) for each in value for part in each}
        else:
            cells[key] = plain(value)
    return cells


def plain(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    """Return a JSON value as a cell of a flat row: records by their ids, lists joined by semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(plain(each["id"] if isinstance(each, dict) else each) for each in value)
    return str(value)


MACHINE: dict[str, Callable[[Table, tuple[str, ...]], Iterator[str]]] = {
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
    "tsv": as_tsv,
    "yaml": as_yaml,
}
