"""A model's records by id, and what hangs together in it."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from cqparts.model.annotations import Any
from cqparts.model.types import (
    Area,
    Assembly,
    City,
    District,
    Figure,
    Model,
    Remark,
    Source,
    System,
    Term,
)

Subject = Area | District | City | System | Assembly

COMPONENT_TYPES = "component-types-count"
"""The measure that counts component types, of all or of a system."""


class Index:
    """A model with its records by id, each index made once and only when asked for."""

    def __init__(self, model: Model) -> None:
        """Take the model; nothing is indexed yet."""
        self.model = model

    @cached_property
    def records(self) -> dict[str, Any]:
        """Every record that has an id, by it, in the model's order."""
        return {record.id: record for record, owner in walk(self.model) if record is owner}

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
        groups = (self.model.areas, self.model.districts, self.model.cities, self.model.systems)
        placed = {subject.id: subject for group in groups for subject in group}
        return placed | {key: assembly for key, (_, assembly) in self.assemblies.items()}

    @cached_property
    def areas(self) -> frozenset[str]:
        """The ids of the areas."""
        return frozenset(area.id for area in self.model.areas)

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
    def components_total(self) -> int | None:
        """How many component types the plan counts of all; None where no figure says so."""
        totals = [figure for figure in self.model.figures if is_count(figure) and figure.subject in self.areas]
        return int(totals[0].value) if totals else None

    @cached_property
    def open_ended(self) -> bool:
        """Whether a list of a district ends with "and others", so that a count of districts is a floor."""
        return any(part.open_ended for district in self.model.districts for part in district.priorities)

    @cached_property
    def all_unnamed(self) -> dict[str, Any]:
        """How many component types of all are named by no source: at least so many, as some are in by inference."""
        named = sum(map(count_components, self.model.systems)) + len(self.model.unplaced)
        missing = self.components_total - named if self.components_total else None
        return {"all_components_unnamed": missing, "unnamed_qualifier": "at-least"}

    def system_unnamed(self, system: System) -> int | None:
        """Return how many component types of a system no source names at the least; None where none counts them.

        Those that are named without an assembly may all belong to it.
        """
        stated = [figure for figure in self.figures.get(system.id, ()) if is_count(figure)]
        return int(stated[0].value) - count_components(system) - len(self.model.unplaced) if stated else None


def walk(part: Iterable[Any], owner: Any = None) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 -- any record
    """Yield every record in a part of a model, each before those in it, with the record with an id that it belongs to.

    A list is one of records or one of texts, so that its first entry tells. Records in nothing with an id are left out.
    """
    for value in part:
        if not (value and isinstance(value, tuple)):
            continue
        if hasattr(value, "_fields"):
            holder = value if hasattr(value, "id") else owner
            if holder is not None:
                yield value, holder
            yield from walk(value, holder)
        elif isinstance(value[0], tuple):
            yield from walk(value, owner)


def is_count(figure: Figure) -> bool:
    """Return whether a figure counts component types, and is no target."""
    return figure.measure == COMPONENT_TYPES and figure.kind == "actual"


def count_components(system: System) -> int:
    """Return how many component types are named in a system."""
    return sum(len(assembly.components) for assembly in system.assemblies)


def time_key(time: str) -> tuple[str, str]:
    """Return what times sort by: when they end, then when they begin, so that a year follows its parts.

    >>> sorted(["2024", "2023", "2024-H1", "2024-01/2024-08"], key=time_key)
    ['2023', '2024-H1', '2024-01/2024-08', '2024']
    """
    first, _, last = time.partition("/")
    return last_month(last or first), first


def last_month(time: str) -> str:
    """Return the last month of a year, a half, a quarter or a month, after all of its days; a day stays."""
    year, _, part = time.partition("-")
    if "-" in part:
        return time
    length = {"H": 6, "Q": 3}.get(part[:1], 1 if part else 12)
    return f"{year}-{int(part.lstrip('HQ') or 1) * length:02}-~"


def time_of(figure: Figure) -> str:
    """Return the period or the day of a figure: it has one of the two."""
    return figure.period or figure.as_of or ""
