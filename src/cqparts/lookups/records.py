"""What queries share: the model's indexes, and the records that every figure and every note become."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from cqparts.lookups.base import Both, Record, Table
from cqparts.model.types import Area, Assembly, City, District, Figure, Model, Place, Remark, Source, System, Term
from cqparts.money.amounts import digits, shift, split_unit

Subject = Area | District | City | System | Assembly

COMPONENT_TYPES = "component-types-count"
"""The measure that counts component types, of all or of a system."""

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


class Index:
    """A model with its records by id, each index made once and only when asked for."""

    def __init__(self, model: Model) -> None:
        """Take the model; nothing is indexed yet."""
        self.model = model

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by id."""
        return {source.id: source for source in self.model.sources}

    @cached_property
    def assemblies(self) -> dict[str, tuple[System, Assembly]]:
        """The assemblies by id, each with its system."""
        return {assembly.id: (system, assembly) for system in self.model.systems for assembly in system.assemblies}

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        """Everything that a figure can speak of, by id."""
        held = (self.model.areas, self.model.districts, self.model.cities, self.model.systems)
        placed = {subject.id: subject for group in held for subject in group}
        return placed | {key: assembly for key, (_, assembly) in self.assemblies.items()}

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The measures and scopes by id."""
        return {term.id: term for group in (self.model.measures, self.model.scopes) for term in group}

    @cached_property
    def remarks(self) -> dict[str, list[Remark]]:
        """The conflicts and unknowns that concern each id."""
        about: dict[str, list[Remark]] = {}
        for remark in (*self.model.conflicts, *self.model.unknowns):
            for key in remark.about:
                about.setdefault(key, []).append(remark)
        return about

    @cached_property
    def figures(self) -> dict[str, list[Figure]]:
        """The figures of each subject, in the model's order."""
        of: dict[str, list[Figure]] = {}
        for figure in self.model.figures:
            of.setdefault(figure.subject, []).append(figure)
        return of

    @cached_property
    def all_unnamed(self) -> Record:
        """How many component types of all are named by no source: at least so many, as some are in by inference."""
        areas = {area.id for area in self.model.areas}
        totals = [
            figure for figure in self.model.figures if figure.measure == COMPONENT_TYPES and figure.subject in areas
        ]
        held = sum(map(held_in, self.model.systems)) + len(self.model.unplaced)
        missing = int(totals[0].value) - held if totals else None
        return {"all_components_unnamed": missing, "unnamed_qualifier": "at-least"}

    def system_unnamed(self, system: System) -> int | None:
        """Return how many component types of a system no source names at the least; None where none counts them.

        Those that are named without an assembly may all belong to it.
        """
        stated = [figure for figure in self.figures.get(system.id, ()) if figure.measure == COMPONENT_TYPES]
        return int(stated[0].value) - held_in(system) - len(self.model.unplaced) if stated else None


def held_in(system: System) -> int:
    """Return how many component types are named in a system."""
    return sum(len(assembly.components) for assembly in system.assemblies)


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


def paired(record: Record) -> tuple[Both, ...]:
    """Return a record's notes as texts in both languages."""
    return tuple(map(Both, record["notes"], record["notes_zh"]))


def called(en: str, zh: str) -> dict[str, Both]:
    """Return the heading of the names in a table of one kind of thing."""
    return {"name": Both(en, en), "name_zh": Both("中文", zh)}


def naming(*groups: Iterable[Any]) -> dict[str, Both]:
    """Return what records are called, by id."""
    return {record.id: Both(record.name, record.name_zh) for group in groups for record in group}


def short_labels(index: Index, record: Record) -> Record:
    """Return what a figure is called where its subject goes without saying: the measure, and the scope in brackets."""
    measure, scope = index.terms[record["measure"]], index.terms.get(record["scope"] or "")
    return {
        "label": measure.name + (f" ({scope.name.lower()})" if scope else ""),
        "label_zh": measure.name_zh + (f"({scope.name_zh})" if scope else ""),
    }


def called_subject(index: Index, record: Record) -> Both:
    """Return what the subject of a figure is called."""
    subject = index.subjects[record["subject"]]
    return Both(subject.name, subject.name_zh)


def grouped(
    name: str,
    records: Iterable[Record],
    title: Callable[[Record], Both],
    *,
    also: Table | None = None,
    **layout: Any,  # noqa: ANN401 -- fields of Table
) -> Table | None:
    """Return records as a chain of tables, one a title, in order of first mention, another at its end."""
    groups: dict[Both, list[Record]] = {}
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
