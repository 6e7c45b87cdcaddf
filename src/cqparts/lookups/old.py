"""What queries share: the model's indexes, and the records that every figure and every note become."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cqparts.lookups.table import Record, Table
from cqparts.model.index import Index
from cqparts.model.types import Figure, Model, Place, Source, Text
from cqparts.money.amounts import digits, shift, split_unit

FIGURE_KEYS = (
    "id",
    "label",
    "label_zh",
    "subject",
    "measure",
    "scope",
    "value",
    "unit",
    "significant_digits",
    "period",
    "as_of",
    "qualifier",
    "kind",
    "basis",
    "sources",
    "notes",
    "notes_zh",
)
"""The keys of every figure's record."""


def noted(index: Index, record: Any) -> Record:  # noqa: ANN401 -- any of the model's records that may have a note
    """Return the notes of a record in both languages: its own, then the conflicts and unknowns about it."""
    remarks = index.remarks.get(record.id, ())
    own, own_zh = getattr(record, "note", None), getattr(record, "note_zh", None)
    return {
        "notes": [text for text in (own, *(remark.text for remark in remarks)) if text],
        "notes_zh": [text for text in (own_zh, *(remark.text_zh for remark in remarks)) if text],
    }


def labels(index: Index, figure: Figure) -> Record:
    """Return what a figure is called in both languages: measure, subject, and the scope in brackets."""
    measure, subject = index.terms[figure.measure], index.subjects[figure.subject]
    scope = index.terms[figure.scope] if figure.scope else None
    return {
        "label": f"{measure.name}, {subject.name}" + (f" ({scope.name.lower()})" if scope else ""),
        "label_zh": f"{subject.name_zh}{measure.name_zh}" + (f"({scope.name_zh})" if scope else ""),
    }


def figure_record(index: Index, figure: Figure) -> Record:
    """Return a figure as a record: the value in single things or whole units of its currency."""
    places, thing = split_unit(figure.unit)
    return {
        "id": figure.id,
        **labels(index, figure),
        "subject": figure.subject,
        "measure": figure.measure,
        "scope": figure.scope,
        "value": shift(figure.value, places),
        "unit": thing,
        "significant_digits": digits(figure.value),
        "period": figure.period,
        "as_of": figure.as_of,
        "qualifier": figure.qualifier,
        "kind": figure.kind,
        "basis": "stated",
        "sources": list(figure.sources),
        **noted(index, figure),
    }


def seat_record(seat: Place | None) -> Record | None:
    """Return a point on the map, degrees WGS84, or None where the model holds none."""
    return None if seat is None else without_notes(seat)


def without_notes(part: Any) -> Record:  # noqa: ANN401 -- any record of the model that holds no further ones
    """Return a record of the model as JSON holds it, its own notes left out."""
    held = {key: value for key, value in part._asdict().items() if not key.startswith("note")}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in held.items()}


def paired(record: Record) -> tuple[Text, ...]:
    """Return a record's notes as texts in both languages."""
    return tuple(map(Text, record["notes"], record["notes_zh"]))


def called(en: str, zh: str) -> dict[str, Text]:
    """Return the heading of the names in a table of one kind of thing."""
    return {"name": Text(en, en), "name_zh": Text("中文", zh)}


def naming(*groups: Iterable[Any]) -> dict[str, Text]:
    """Return what records are called, by id."""
    return {record.id: Text(record.name, record.name_zh) for group in groups for record in group}


def short_labels(index: Index, record: Record) -> Record:
    """Return what a figure is called where its subject goes without saying: the measure, and the scope in brackets."""
    measure, scope = index.terms[record["measure"]], index.terms.get(record["scope"] or "")
    return {
        "label": measure.name + (f" ({scope.name.lower()})" if scope else ""),
        "label_zh": measure.name_zh + (f"({scope.name_zh})" if scope else ""),
    }


def called_subject(index: Index, record: Record) -> Text:
    """Return what the subject of a figure is called."""
    subject = index.subjects[record["subject"]]
    return Text(subject.name, subject.name_zh)


def grouped(
    name: str,
    records: Iterable[Record],
    title: Callable[[Record], Text],
    *,
    also: Table | None = None,
    **layout: Any,  # noqa: ANN401 -- fields of Table
) -> Table | None:
    """Return records as a chain of tables, one a title, in order of first mention, another at its end."""
    groups: dict[Text, list[Record]] = {}
    for record in records:
        groups.setdefault(title(record), []).append(record)
    chain = also
    for heading, rows in reversed(groups.items()):
        chain = Table(name, FIGURE_KEYS, rows, title=heading, also=chain, **layout)
    return chain


def cited(index: Index, records: Iterable[Record]) -> dict[str, str]:
    """Return the line that tells what each source is, for every source that the records name, in order of mention."""
    ids = dict.fromkeys(key for record in records for key in mentioned(record))
    return {key: source_line(index.sources[key]) for key in ids}


def mentioned(record: Record) -> Iterator[str]:
    """Yield the ids of the sources that a record and what it holds name."""
    yield from record.get("sources", ())
    for value in record.values():
        for part in value if isinstance(value, list) else ():
            if isinstance(part, dict):
                yield from mentioned(part)


def source_line(source: Source) -> str:
    """Return a source as a note cites it: title, publisher, day."""
    return ", ".join(part for part in (source.title, source.publisher, source.published) if part)


def merged(lists: Iterable[Iterable[str]]) -> list[str]:
    """Return all items of the lists, each once, in order of first mention."""
    return list(dict.fromkeys(item for items in lists for item in items))


def citations_of(model: Model, records: Iterable[Any]) -> dict[str, str]:
    """Return the line that tells what each source is, for every source that the records name."""
    return cited(Index(model), records)
