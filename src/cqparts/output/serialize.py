"""An answer to text, in each format: a function for each format, for all commands.

They hold the fields in both languages; what people read is another module's.
"""

from collections.abc import Callable, Iterable, Iterator

from cqparts.lookups.base import Record, Response
from cqparts.model.annotations import Any

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "markdown", "yaml")


def serialize(response: Response, fmt: str, columns: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an answer as text in a format for programs, piece by piece.

    Args:
        response: The answer.
        fmt: One of `MACHINE_FORMATS`.
        columns: The keys to keep, in that order; all of them if empty.
    """
    yield from MACHINE_FORMATS[fmt](response, columns)


def resolve_column(response: Response, name: str) -> str:
    """Return the column of an answer that a word names.

    Raises:
        CallError: The answer has no such column; the message names near ones.
    """
    names = column_names(response)
    if name not in names:
        from cqparts.model.resolve import resolve_name

        return resolve_name("column", name, names)
    return name


def column_names(response: Response) -> list[str]:
    """Return the names of all columns of an answer: its keys, and those of its flat rows."""
    own_keys = response.result.records[0] if response.look_up.rows else ()
    return list(dict.fromkeys((*response.keys, *own_keys, *flat_keys(response, response.keys))))


def keep_columns(record: Record, columns: tuple[str, ...]) -> Record:
    """Return a record with some of its columns, or all of it if none is named."""
    return {key: json_value(record, key) for key in columns} if columns else record


def json_value(record: Record, key: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Return the value at a key, dotted or not; None where the record has none."""
    from cqparts.output.formatting import value_at

    return value_at(record, key) if "." in key else record.get(key)


def json_answer(response: Response, columns: tuple[str, ...]) -> Any:  # noqa: ANN401 -- any JSON value
    """Return the content of an answer in JSON: a list of records, or the one object."""
    records = [keep_columns(record, columns) for record in response.result.records]
    return records[0] if response.look_up.rows else records


def as_json(response: Response, columns: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an answer as JSON, indented by two."""
    import json

    yield json.dumps(json_answer(response, columns), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_jsonl(response: Response, columns: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an answer as JSON Lines, one record in each line."""
    import json

    for record in response.result.records:
        yield json.dumps(keep_columns(record, columns), ensure_ascii=False, allow_nan=False) + "\n"


def as_yaml(response: Response, columns: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an answer as YAML: the content of JSON in block style."""
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    answer = json_answer(response, columns)
    yield yaml.dump(answer, Dumper=dumper, allow_unicode=True, sort_keys=False, width=10_000)


def as_csv(response: Response, columns: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an answer as CSV: semicolons join ids, line feeds texts, dotted columns hold records in records."""
    yield from separated_values(response, columns, ",")


def as_tsv(response: Response, columns: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield an answer as tab-separated values, with the quotes of CSV."""
    yield from separated_values(response, columns, "\t")


def separated_values(response: Response, columns: tuple[str, ...], delimiter: str) -> Iterator[str]:
    """Yield a line of headings, then a line for each record."""
    import csv

    line = LineBuffer()
    writer = csv.writer(line, delimiter=delimiter, lineterminator="\n")
    keys = flat_keys(response, columns or response.keys)
    writer.writerow(keys)
    yield line.text
    for record in response.rows:
        cells = flat_record(record)
        writer.writerow([cells.get(key, "") for key in keys])
        yield line.text


class LineBuffer:
    """A target for a CSV writer that holds the last line written."""

    text = ""

    def write(self, text: str) -> None:
        """Replace the line."""
        self.text = text


def flat_keys(response: Response, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of flat rows: a key with records of its own becomes one key for each of their fields."""
    names_of_key: dict[str, dict[str, None]] = {}
    for record in response.rows:
        for name in flat_record(record):
            names_of_key.setdefault(name.partition(".")[0], {})[name] = None
    dotted = {key: [name for name in names if "." in name] or [key] for key, names in names_of_key.items()}
    return tuple(dict.fromkeys(name for key in keys for name in part_keys(response, key) or dotted.get(key, [key])))


def part_keys(response: Response, key: str) -> list[str]:
    """Return the dotted keys of a key that holds records without an id, as their type declares them."""
    kind = (response.look_up.row or response.look_up.record).__annotations__.get(key)
    held = (getattr(part, "__annotations__", {}) for part in getattr(kind, "__args__", ()))
    return [f"{key}.{field}" for fields in held if not {"id", "currency"} & {*fields} for field in fields]


TEXTS = frozenset({"notes", "notes_zh", "cautions", "cautions_zh"})
"""The keys that hold texts, which may have semicolons in them."""


def flat_record(record: Record) -> dict[str, str]:
    """Return a record's cells as text, by dotted key."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        if key == "evidence":
            cells[key] = "\n".join(value.values())
        elif key in TEXTS:
            cells[key] = "\n".join(value)
        elif isinstance(value, dict):
            cells |= {f"{key}.{field}": flat_cell(inner) for field, inner in value.items()}
        elif isinstance(value, list) and value and isinstance(value[0], dict) and "currency" in value[0]:
            cells |= {f"{key}.{item['currency']}.{field}": flat_cell(item[field]) for item in value for field in item}
        elif isinstance(value, list) and value and isinstance(value[0], dict) and "id" not in value[0]:
            cells |= {f"{key}.{field}": flat_cell([item[field] for item in value]) for field in value[0]}
        else:
            cells[key] = flat_cell(value)
    return cells


def flat_cell(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    """Return a JSON value as a cell of a flat row: a record by its id, else as JSON; a list joined by semicolons."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value["id"]) if "id" in value else compact_json(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(map(flat_cell, value))
    return str(value)


def compact_json(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    """Return a JSON value on one line."""
    import json

    return json.dumps(value, ensure_ascii=False)


MACHINE_FORMATS: dict[str, Callable[[Response, tuple[str, ...]], Iterator[str]]] = {
    "json": as_json,
    "jsonl": as_jsonl,
    "csv": as_csv,
    "tsv": as_tsv,
    "yaml": as_yaml,
}
