"""What must hold in a model beyond the types of its fields: ids, references, sources and names.

A blank (an empty text or list) stands where something could not be read; it has been reported, and is passed over.
"""

from collections.abc import Iterator
from typing import Any

from cqparts.errors import quoted
from cqparts.loading import (
    validate_evidence,
    validate_languages,
    validate_places,
    validate_statements,
    validate_values,
)
from cqparts.loading.diagnostics import Path, Problems
from cqparts.model.resolve import assemblies, normalise, normalise_all
from cqparts.model.types import Model

Entry = tuple[Path, str, Any]
"""Path, kind and record."""

KINDS = {
    "sources": "source",
    "districts": "district",
    "unplaced": "component",
    "cities": "city",
    "areas": "area",
    "measures": "measure",
    "scopes": "scope",
    "figures": "figure",
    "conflicts": "remark",
    "unknowns": "remark",
    "projects": "project",
    "production": "statement of production",
    "localization": "statement of localization",
    "focus_words": "list of focus words",
    "links": "link",
    "events": "event",
}
"""The kind of the records in each section that nests no other records with ids."""

NAMED = ("system", "assembly", "component", "district", "city", "area", "measure", "scope")
"""Kinds whose records are found by name."""

SUBJECTS = ("area", "district", "city", "system", "assembly")
"""Kinds that a figure may speak of."""

WORDS = ("id", "name", "name_zh", "short", "short_zh")
"""Fields of the words that a record is found by, beside its aliases."""

PLACES = ("district", "city")
"""Kinds that a plant may stand in."""

_OF_PLACE = {
    "place": PLACES,
    "area": ("area",),
    "assemblies": ("assembly",),
    "near": ("assembly",),
    "components": ("component",),
}

REFERENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "priority": {"assemblies": ("assembly",)},
    "remark": {"about": ()},
    "district": {"part_of": ("area",)},
    "city": {"part_of": ("area",)},
    "area": {"part_of": ("area",), "lies_in": PLACES},
    "measure": {"ratio_of": ("measure",)},
    "scope": {"ratio_of": ("measure",)},
    "figure": {"subject": SUBJECTS, "measure": ("measure",), "scope": ("scope",)},
    "quote": {"figure": ("figure",)},
    "project": _OF_PLACE,
    "statement of production": _OF_PLACE,
    "statement of localization": {"figure": ("figure",)},
    "list of focus words": {"place": PLACES, "assemblies": ("assembly",)},
    "link": {"place": PLACES, "partners": PLACES},
    "outcome": {"target": ("figure",), "actual": ("figure",)},
}
"""The fields of each kind that hold ids, and the kinds that those may be of; none named: any."""

MAX_CELLS = 100_000
"""Districts times assemblies."""

UNCITING = {"source", "stage", "amount", "statement of localization", "outcome"}
"""Kinds of records without sources of their own."""


def check(model: Model, problems: Problems | None = None) -> Problems:
    """Return the problems given, none by default, with those of a model added, each as a path and a message."""
    problems = Problems() if problems is None else problems
    entries = list(_entries(model))
    records = [*entries, *_nameless(model)]
    citing = [entry for entry in records if entry[1] not in UNCITING]
    _References(_check_ids(entries, problems), problems).check(records)
    _check_sources(model, citing, problems)
    _check_names(entries, problems)
    _check_adcodes(entries, problems)
    _check_extent(model, problems)
    _check_circles(model, problems)
    validate_values.check(model, records, problems)
    validate_evidence.check(model, citing, problems)
    validate_languages.check(records, problems)
    validate_places.check(model, problems)
    validate_statements.check(model, problems)
    return problems


def _entries(model: Model) -> Iterator[Entry]:
    yield ("pilot",), "pilot", model.pilot
    for index, item in enumerate(model.pilot.items):
        yield ("pilot", "items", index), "item", item
    for index, system in enumerate(model.systems):
        yield ("systems", index), "system", system
        for second, assembly in enumerate(system.assemblies):
            path = "systems", index, "assemblies", second
            yield path, "assembly", assembly
            for third, component in enumerate(assembly.components):
                yield (*path, "components", third), "component", component
    for section, kind in KINDS.items():
        for index, record in enumerate(getattr(model, section)):
            yield (section, index), kind, record
    for index, quote in enumerate(model.exchange_rates.quotes):
        yield ("exchange_rates", "quotes", index), "quote", quote
    for index, table in enumerate(model.exchange_rates.tables):
        yield ("exchange_rates", "tables", index), "table", table


def _nameless(model: Model) -> Iterator[Entry]:
    """Yield the records that have no id."""
    for section in ("districts", "cities"):
        for index, record in enumerate(getattr(model, section)):
            if record.seat is not None:
                yield (section, index, "seat"), "place", record.seat
    for index, district in enumerate(model.districts):
        for second, priority in enumerate(district.priorities):
            yield ("districts", index, "priorities", second), "priority", priority
    for index, project in enumerate(model.projects):
        for second, stage in enumerate(project.earlier):
            yield ("projects", index, "earlier", second), "stage", stage
        for second, amount in enumerate(project.amounts):
            yield ("projects", index, "amounts", second), "amount", amount
    for index, outcome in enumerate(model.outcomes):
        yield ("outcomes", index), "outcome", outcome


def _check_ids(entries: list[Entry], problems: Problems) -> dict[str, str]:
    """Return the kind of every id; one that is used twice is a problem."""
    kinds: dict[str, str] = {}
    for path, kind, record in entries:
        if record.id in kinds:
            problems.add((*path, "id"), f"the id {quoted(record.id)} is already that of {_a(kinds[record.id])}")
        elif record.id:
            kinds[record.id] = kind
    return kinds


class _References:
    """Checks that ids which records name exist and are of the kind that belongs there."""

    def __init__(self, kinds: dict[str, str], problems: Problems) -> None:
        self.kinds = kinds
        self.problems = problems
        self.ids: dict[tuple[str, ...], set[str]] = {}

    def check(self, records: list[Entry]) -> None:
        kinds = {kind for _, kind, _ in records}
        fields = {kind: self._fields(kind) for kind in kinds}
        for path, kind, record in records:
            for field, wanted, valid in fields[kind]:
                value = getattr(record, field)
                if value and value not in valid:
                    count = self.problems.count
                    if isinstance(value, tuple):
                        self._several((*path, field), value, wanted)
                    else:
                        self._one((*path, field), value, wanted)
                    if self.problems.count == count:
                        valid.add(value)

    def _fields(self, kind: str) -> list[tuple[str, tuple[str, ...], set[object]]]:
        """Return the fields of a kind that hold ids, each with the kinds of those and a set of values found valid."""
        sources = {} if kind in UNCITING else {"sources": ("source",)}
        return [(field, wanted, set()) for field, wanted in {**sources, **REFERENCES.get(kind, {})}.items()]

    def _several(self, path: Path, names: tuple[str, ...], wanted: tuple[str, ...]) -> None:
        seen: set[str] = set()
        for index, name in enumerate(names):
            self._one((*path, index), name, wanted)
            if name and name in seen:
                self.problems.add((*path, index), f"{quoted(name)} is named twice in this list")
            seen.add(name)

    def _one(self, path: Path, name: str | None, wanted: tuple[str, ...]) -> None:
        if not name or name in self._of(wanted):
            return
        words = " or ".join(filter(None, (", ".join(wanted[:-1]), *wanted[-1:]))) or "record"
        if name in self.kinds:
            self.problems.add(path, f"{quoted(name)} is {_a(self.kinds[name])}; expected the id of {_a(words)}")
        elif not self.problems.lost:
            hint = self.problems.suggest(name, self._of(wanted))
            self.problems.add(path, f"no {words} has the id {quoted(name)}{hint}")

    def _of(self, wanted: tuple[str, ...]) -> set[str]:
        """Return the ids of some kinds, of all where none is named; collected once."""
        if wanted not in self.ids:
            self.ids[wanted] = {name for name, kind in self.kinds.items() if kind in wanted or not wanted}
        return self.ids[wanted]


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _check_sources(model: Model, citing: list[Entry], problems: Problems) -> None:
    """Every source supports something; not to be judged where a list of sources may be lost."""
    if problems.lost:
        return
    used = {name for _, _, record in citing for name in record.sources}
    for index, source in enumerate(model.sources):
        if source.id not in used:
            problems.add(("sources", index), f"nothing cites the source {quoted(source.id)}; cite it or remove it")


def _check_names(entries: list[Entry], problems: Problems) -> None:
    """Within a kind, a word means one record, in each form in which look-ups take it for the same."""
    named: dict[str, list[Entry]] = {kind: [] for kind in NAMED}
    for entry in entries:
        if entry[1] in named:
            named[entry[1]].append(entry)
    for held in named.values():
        if _share_words([record for _, _, record in held]):
            _report_shared(held, problems)


def _share_words(records: list[Any]) -> bool:
    """Return whether a word may mean two of some records, from all of their words at once."""
    ids = [record.id for record in records]
    words = [alias for record in records for alias in record.aliases]
    owners = [record.id for record in records for _ in record.aliases]
    for field in WORDS:
        if records and hasattr(records[0], field):
            words += [getattr(record, field) or record.id for record in records]
            owners += ids
    forms = normalise_all(words)
    last = dict(zip(forms, owners, strict=True))
    return owners != [last[form] for form in forms]


def _report_shared(held: list[Entry], problems: Problems) -> None:
    """Add the words of one kind's records that mean another of them already."""
    owners: dict[str, str] = {}
    for path, kind, record in held:
        for where, word in _words_of(record):
            owner = owners.setdefault(normalise(word), record.id)
            if owner != record.id and word and owner and record.id:
                message = f"{quoted(word)} means the {kind} {quoted(owner)} already; a name must mean one {kind}"
                problems.add((*path, *where), message)


def _words_of(record: Any) -> Iterator[tuple[Path, str]]:  # noqa: ANN401 -- any named record
    """Yield each word that a record is found by, with its field."""
    for field in WORDS:
        word = getattr(record, field, None)
        if word is not None:
            yield (field,), word
    for position, alias in enumerate(record.aliases):
        yield ("aliases", position), alias


def _check_adcodes(entries: list[Entry], problems: Problems) -> None:
    """An administrative code means one district or city."""
    owners: dict[str, str] = {}
    for path, kind, record in entries:
        if kind not in {"district", "city"} or not record.adcode:
            continue
        if record.adcode in owners:
            message = f"the code {quoted(record.adcode)} is already that of {quoted(owners[record.adcode])}"
            problems.add((*path, "adcode"), message)
        else:
            owners[record.adcode] = record.id


def _check_extent(model: Model, problems: Problems) -> None:
    """The matrix of districts and assemblies, which answers and reports hold whole, is not too large."""
    districts, parts = len(model.districts), len(assemblies(model))
    if districts * parts > MAX_CELLS:
        message = f"{districts:,} districts and {parts:,} assemblies make a matrix of {districts * parts:,} cells"
        problems.add(("districts",), f"{message}, more than the limit of {MAX_CELLS:,}; keep them in several models")


def _check_circles(model: Model, problems: Problems) -> None:
    """No area is part of itself, directly or through others."""
    areas = {area.id: (index, area.part_of) for index, area in enumerate(model.areas)}
    settled: set[str] = set()
    for start in areas:
        chain: dict[str, None] = {}
        step: str | None = start
        while step in areas and step not in settled and step not in chain:
            chain[step] = None
            step = areas[step][1]
        if step in chain:
            message = f"{quoted(step)} is part of itself, directly or through others"
            problems.add(("areas", areas[step][0], "part_of"), message)
        settled.update(chain)
    for index, measure in enumerate(model.measures):
        if measure.id and measure.id in measure.ratio_of:
            problems.add(("measures", index, "ratio_of"), f"{quoted(measure.id)} is a ratio of itself")
