"""What changed between two models: records by id, fields by name."""

from collections.abc import Iterator, Mapping, Sequence

from cqparts.lookups.base import LookUp, Param, Record, Result, Screen, Section
from cqparts.lookups.kinds import kind_of, name_of, sources_of
from cqparts.lookups.records import SourceIds
from cqparts.model import record as model_record
from cqparts.model.annotations import Annotated, Any, Literal
from cqparts.model.index import Index
from cqparts.model.record import Keys
from cqparts.model.types import Model, Text


class Change(Keys):
    """A record that came or went, or one field of a record that changed; what it was and is as the file has it."""

    change: Literal["added", "removed", "changed"]
    id: str
    kind: str
    name: str
    name_zh: str
    field: str | None
    old: str | None
    new: str | None
    sources: SourceIds


LOOK_UP = LookUp(
    record=Change,
    examples=("diff my-model.yaml", "diff old.yaml new.yaml --json"),
    cites=False,
)


def query(
    model: Model,
    old: Annotated[str, Param("OLD", "A model, YAML or JSON; - for standard input.")],
    new: Annotated[str | None, Param("NEW", "The model to compare it with, instead of the bundled one.")] = None,
) -> Result:
    """List what changed between two models, by id and field.

    Raises:
        ModelError: A model is invalid.
    """
    from cqparts.loading.load import load

    before, after = load(old), model if new is None else load(new)
    changes = list(compare(before, after))
    return Result(changes, lambda _: show_changes(changes, len(read_entries(after))))


class Entry(model_record.Record):
    """What is compared: a record's names, and its fields as text by path."""

    kind: str
    name: Text
    fields: dict[str, str]
    sources: list[str]


def compare(before: Model, after: Model) -> Iterator[Change]:
    """Yield what changed, in the order of the new model; what is gone comes last."""
    old, new = read_entries(before), read_entries(after)
    for key, entry in new.items():
        if key not in old:
            yield change_record("added", key, entry)
        else:
            yield from changed_fields(key, old[key], entry)
    yield from (change_record("removed", key, entry) for key, entry in old.items() if key not in new)


def changed_fields(key: str, old: Entry, new: Entry) -> Iterator[Change]:
    """Yield the fields of a record that changed, its kind first."""
    was, now = ({"kind of record": entry.kind, **entry.fields} for entry in (old, new))
    for field in {**now, **was}:
        if was.get(field) != now.get(field):
            yield {
                **change_record("changed", key, new),
                "field": field,
                "old": was.get(field),
                "new": now.get(field),
            }


def change_record(change: Literal["added", "removed", "changed"], key: str, entry: Entry) -> Change:
    """Return the change of a whole record."""
    return {
        "change": change,
        "id": key,
        "kind": entry.kind,
        "name": entry.name.en,
        "name_zh": entry.name.zh,
        "field": None,
        "old": None,
        "new": None,
        "sources": entry.sources,
    }


def read_entries(model: Model) -> dict[str, Entry]:
    """Return every record of a model by id; what came of a target is among its fields."""
    index, outcomes = Index(model), {outcome.target: outcome for outcome in model.outcomes}
    entries = {}
    for key, record in index.records.items():
        fields = {"outcome": outcomes[key]._replace(target="")} if key in outcomes else {}
        flat = dict(flatten({**record._asdict(), **fields}))
        entries[key] = Entry(kind_of(record), name_of(index, record), flat, sources_of(index, record))
    return entries


def flatten(fields: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each value in a record as text, by its path; of records with an id in it their ids, what is empty left out.

    >>> list(flatten({"value": "2799", "sources": ("article",), "evidence": {"article": "Signed."}, "note": None}))
    [('value', '2799'), ('sources', 'article'), ('evidence.article', 'Signed.')]
    """
    for name, value in fields.items():
        place = f"{path}{name}"
        if isinstance(value, dict):
            yield from flatten(value, f"{place}.")
        elif hasattr(value, "_asdict"):
            yield from flatten(value._asdict(), f"{place}.")
        elif isinstance(value, tuple) and value and not isinstance(value[0], str) and not hasattr(value[0], "id"):
            yield from flatten({str(number): part for number, part in enumerate(value)}, f"{place}.")
        elif isinstance(value, tuple) and value:
            yield place, ", ".join(str(getattr(part, "id", part)) for part in value)
        elif value not in (None, "", ()) and value is not False:
            yield place, str(value).lower() if isinstance(value, bool) else str(value)


def show_changes(changes: Sequence[Record], records: int) -> Screen:
    """Return the changes, one a row, and how many there are of each sort."""
    counts = {word: sum(change["change"] == word for change in changes) for word in ("added", "removed", "changed")}
    told = [f"{number} {word}" for word, number in counts.items() if number]
    words_zh = zip(("新增", "删除", "更改"), counts.values(), strict=True)
    told_zh = [f"{word}{number}" for word, number in words_zh if number]
    number = len(changes)
    last = (
        Text(f"{number} change{'s' if number > 1 else ''}: {', '.join(told)}", f"{number}处变动：{'、'.join(told_zh)}")
        if changes
        else Text(f"no changes: {records:,} records are the same", f"无变动：{records:,}条记录相同")
    )
    rows = [Section(changes, ("change", "id", "old_to_new"), headings=None, more=("old", "new"))] if changes else []
    return Screen(None, rows, closing=[last])
