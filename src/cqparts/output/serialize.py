"""An answer to text, in each format. One function a format; none knows a command.

Machine formats carry fields, whatever the language; `table` and `markdown` are for people and carry notes as well.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cqparts.lookups.base import Record, Response

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown", "yaml")


def serialize(
    response: Response, fmt: str, *, columns: tuple[str, ...] = (), lang: str = "en", unit: str | None = None
) -> Iterator[str]:
    """Yield an answer as text in a format, a piece at a time.

    Args:
        response: The answer.
        fmt: One of `FORMATS`; `table` is the one for a pipe.
        columns: The keys to keep, in that order; all of them if empty.
        lang: "en" or "zh", for people's formats.
        unit: A word of `formatting.POWERS` for people's formats.
    """
    if fmt in MACHINE:
        yield from MACHINE[fmt](response, columns)
    else:
        from cqparts.output.page import page
        from cqparts.output.text import markdown, text

        yield "".join((markdown if fmt == "markdown" else text)(page(response, lang, unit, columns)))


def known_column(response: Response, name: str) -> str:
    """Return a column's key, if the answer has it.

    Raises:
        CallError: It has not; the message names those that it has.
    """
    names = column_names(response)
    if name not in names:
        from cqparts.model.resolve import resolve_name

        return resolve_name("column", name, names)
    return name


def column_names(response: Response) -> list[str]:
    """Return the name of every column that an answer has: its keys, and those of its flat rows."""
    whole = response.result.records[0] if response.look_up.rows else ()
    return list(dict.fromkeys((*response.keys, *whole, *flat_keys(response, response.keys))))


def keep_columns(record: Record, columns: tuple[str, ...]) -> Record:
    """Return a record with the columns asked for, or all of it if none is."""
    return {key: part_of(record, key) for key in columns} if columns else record


def part_of(record: Record, key: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Return what JSON holds at a key, dotted or not; None where the record has nothing there."""
    from cqparts.output.formatting import dig

    return dig(record, key) if "." in key else record.get(key)


def whole_answer(response: Response, columns: tuple[str, ...]) -> Any:  # noqa: ANN401 -- any JSON value
    """Return what JSON holds: a list of records, or the one object."""
    records = [keep_columns(record, columns) for record in response.result.records]
    return records[0] if response.look_up.rows else records


def as_json(response: Response, columns: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an answer as JSON, indented by two."""
    import json

    yield json.dumps(whole_answer(response, columns), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_jsonl(response: Response, columns: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an answer as JSON Lines: a record a line."""
    import json

    for record in response.result.records:
        yield json.dumps(keep_columns(record, columns), ensure_ascii=False, allow_nan=False) + "\n"


def as_yaml(response: Response, columns: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an answer as YAML: what JSON holds, in block style."""
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    answer = whole_answer(response, columns)
    yield yaml.dump(answer, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)


def as_csv(response: Response, columns: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an answer as CSV: lists joined by semicolons, records in records spread over dotted columns."""
    yield from separated_values(response, columns, ",")


def as_tsv(response: Response, columns: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an answer as tab-separated values, quoted as CSV is."""
    yield from separated_values(response, columns, "\t")


def separated_values(response: Response, columns: tuple[str, ...], delimiter: str) -> Iterator[str]:
    """Yield a heading line and a line a record, each as it is made."""
    import csv

    line = Line()
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\n")
    keys = flat_keys(response, columns or response.keys)
    writer.writerow(keys)
    yield line.text
    for record in response.rows:
        cells = flat_record(record)
        writer.writerow([cells.get(key, "") for key in keys])
        yield line.text


class Line:
    """What a CSV writer writes to: it holds the last line."""

    text = ""

    def write(self, text: str) -> None:
        """Hold a line."""
        self.text = text


def flat_keys(response: Response, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of a flat row: a key with records of its own becomes one for each of their fields."""
    spread: dict[str, dict[str, None]] = {}
    for record in response.rows:
        for key in flat_record(record):
            spread.setdefault(key.partition(".")[0], {})[key] = None
    wide = {key: [name for name in names if "." in name] or [key] for key, names in spread.items()}
    return tuple(dict.fromkeys(name for key in keys for name in wide.get(key, [key])))


def flat_record(record: Record) -> dict[str, str]:
    """Return a record's cells as text, by dotted key."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        if key == "evidence":
            cells[key] = "\n".join(value.values())
        elif isinstance(value, dict):
            cells |= {f"{key}.{part}": flat_cell(inner) for part, inner in value.items()}
        elif isinstance(value, list) and value and isinstance(value[0], dict) and "currency" in value[0]:
            cells |= {f"{key}.{each['currency']}.{part}": flat_cell(each[part]) for each in value for part in each}
        else:
            cells[key] = flat_cell(value)
    return cells


def flat_cell(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    """Return a JSON value as a cell of a flat row: records by their ids, lists joined by semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(flat_cell(each["id"] if isinstance(each, dict) else each) for each in value)
    return str(value)


MACHINE: dict[str, Callable[[Response, tuple[str, ...]], Iterator[str]]] = {
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
    "tsv": as_tsv,
    "yaml": as_yaml,
}
