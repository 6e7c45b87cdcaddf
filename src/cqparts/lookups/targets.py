"""Targets set or proposed for a year; and earlier ones beside what came of them."""

import re
from collections import Counter
from collections.abc import Sequence

from cqparts.errors import CallError
from cqparts.lookups import params
from cqparts.lookups.base import FIGURES, LookUp, Param, Record, Result, Screen, Section
from cqparts.lookups.records import (
    Figure,
    FigureKind,
    SourceIds,
    figure_record,
    is_headline,
    lower_first,
    short_label,
    short_scopes,
    subject_name,
    unique,
    with_label,
)
from cqparts.model import types
from cqparts.model.annotations import Annotated, Literal
from cqparts.model.index import Index, Subject, time_key, time_of
from cqparts.model.record import Keys
from cqparts.model.resolve import normalise, resolve
from cqparts.model.types import Model, Text


class Outcome(Keys):
    """A target beside what came of it."""

    id: str
    label: str
    label_zh: str
    subject: str
    measure: str
    scope: str | None
    period: str | None
    as_of: str | None
    kind: FigureKind
    target: Figure
    actual: Figure | None
    outcome: Literal["met", "missed", "open"]
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]


LOOK_UP = LookUp(
    record=Figure,
    past=Outcome,
    examples=("targets", "targets --past"),
    group=FIGURES,
    empty="no such targets; see cqparts targets --all",
    money=True,
    all=True,
)

YEAR = "2027"
"""The year of the targets where a call names neither place nor year."""

PlaceName = Annotated[
    str | int | None,
    Param("PLACE", "District, city or area, by ID or name; or a year.", (), "target_places"),
]
Year = Annotated[
    str | int | None, Param("YEAR", f"Target year; {YEAR} by default, every year of PLACE.", ("--year",), "years")
]


def query(model: Model, place: PlaceName = None, year: Year = None, *, past: params.Past = False) -> Result:
    """Show the targets for 2027, of a place or for another year.

    Raises:
        CallError: The model holds no target of that place or for that year.
    """
    index = Index(model)
    if year is None and place is not None and re.fullmatch(r"[0-9]{4}", str(place)):
        place, year = None, place
    subject = None if place is None else find_place(model, str(place))
    wanted = None if year is None else find_year(model, year)
    if past:
        outcomes = [
            outcome_record(index, outcome, index.records[outcome.target])
            for outcome in model.outcomes
            if is_wanted(index.records[outcome.target], subject, wanted)
        ]
        outcomes.sort(key=lambda record: time_key(record["period"] or record["as_of"] or ""))
        keys = tuple(Outcome.__annotations__)
        return Result(outcomes, lambda everything: show_outcomes(index, outcomes, everything=everything), keys=keys)
    wanted = wanted or (find_year(model, YEAR) if subject is None else None)
    records = [
        figure_record(index, figure)
        for figure in model.figures
        if figure.kind != "actual" and is_wanted(figure, subject, wanted)
    ]
    return Result(records, lambda everything: show_targets(index, records, wanted, everything=everything))


def is_wanted(figure: types.Figure, subject: str | None, year: str | None) -> bool:
    """Return whether a figure is of a place and a year, where a call names one."""
    return (subject is None or figure.subject == subject) and time_of(figure).startswith(year or "")


def find_place(model: Model, word: str) -> str:
    """Return the id of the place that a word names.

    Raises:
        CallError: There is no such place, or the model holds no target of it.
    """
    places: list[Subject] = [*model.districts, *model.cities, *model.areas]
    place = resolve("place", places, word)
    held = target_places(model)
    if place not in held:
        told = f"places with targets: {', '.join(each.id for each in held)}" if held else "the data file holds none"
        raise CallError(f"no targets of {place.id}; {told}")
    return place.id


def find_year(model: Model, word: str | int) -> str:
    """Return the year that a word names.

    Raises:
        CallError: The model holds no target for it.
    """
    years = target_years(model)
    year = normalise(str(word))
    if year not in years:
        told = f"years with targets: {', '.join(years)}" if years else "the data file holds none"
        raise CallError(f"no targets for {word!r:.40}; {told}")
    return year


def target_years(model: Model) -> list[str]:
    """Return the years that the model holds targets for, in order."""
    return sorted({time_of(figure)[:4] for figure in model.figures if figure.kind != "actual"})


def target_places(model: Model) -> list[Subject]:
    """Return the districts, cities and areas that the model holds targets of."""
    of = {figure.subject for figure in model.figures if figure.kind != "actual"}
    return [subject for group in (model.districts, model.cities, model.areas) for subject in group if subject.id in of]


def show_targets(index: Index, records: Sequence[Record], year: str | None, *, everything: bool) -> Screen:
    """Return targets by place; drafts with `--all` alone, unless there is nothing else."""
    shown = records if everything else choose_targets(index, records)
    mixed = len({record["kind"] for record in shown}) > 1
    several = len({record["subject"] for record in shown}) > 1
    return Screen(
        targets_title(index, shown, year),
        [
            Section(
                place_rows(index, shown),
                ("label", "quantity", *(() if year else ("when",)), *(("kind",) if mixed else ())),
                headings=None,
                group=(lambda record: Text(record["group"], record["group_zh"])) if several else None,
                more=("when",),
            )
        ],
        more=left_text([record for record in records if record not in shown]),
    )


MOST_ROWS = 12
"""The most targets on a short screen; of more, it shows those of the main area, its parts and the districts."""


def choose_targets(index: Index, records: Sequence[Record]) -> Sequence[Record]:
    """Return the targets of a short screen: no drafts or weak sources, unless there is nothing else; the nearest."""
    set_ = [record for record in records if record["kind"] == "target"] or list(records)
    shown = [record for record in set_ if is_headline(record)] or set_
    if len(shown) <= MOST_ROWS:
        return shown
    main = max((area.id for area in index.model.areas), key=lambda key: len(index.figures.get(key, ())), default="")
    parts = {area.id for area in index.model.areas if area.part_of == main}
    near = {main, *parts, *(district.id for district in index.model.districts)}
    return ([record for record in shown if record["subject"] in near] or shown)[:MOST_ROWS]


def left_text(left: Sequence[Record]) -> Text | None:
    """Return what the short screen leaves out: targets and drafts."""
    drafts = sum(record["kind"] == "draft" for record in left)
    parts = [
        (Text(f"{number} {word}{'s' if number > 1 else ''}", f"{number}项{word_zh}"))
        for number, word, word_zh in ((len(left) - drafts, "target", "目标"), (drafts, "draft", "草案目标"))
        if number
    ]
    if not parts:
        return None
    return Text(
        f"--all adds {' and '.join(part.en for part in parts)}", f"--all 另列{'、'.join(part.zh for part in parts)}"
    )


def targets_title(index: Index, records: Sequence[Record], year: str | None) -> Text:
    """Return which targets these are: of what place if of one, for what year, and whether all are drafts."""
    subjects = unique([[record["subject"]] for record in records])
    place = index.subjects[subjects[0]] if len(subjects) == 1 else None
    scopes = short_scopes(index, records)
    drafts = bool(records) and all(record["kind"] == "draft" for record in records)
    return Text(
        ("Draft targets" if drafts else "Targets")
        + (f" of {place.name}" if place else "")
        + (f" for {year}" if year else "")
        + scopes.en,
        (place.name_zh if place else "")
        + (f"{year}年" if year else "")
        + "目标"
        + ("（草案）" if drafts else "")
        + scopes.zh,
    )


OTHERS = Text("Other places", "其他地区")


def place_rows(index: Index, records: Sequence[Record]) -> list[Record]:
    """Return targets under what each is called beside its place: those of one place together, single ones last."""
    by_place: dict[str, list[Record]] = {}
    times = Counter(map(alike, records))
    for record in records:
        label = short_label(index, record)
        if times[alike(record)] > 1:
            label = Text(f"{label.en} ({record['sources'][0]})", f"{label.zh}（{record['sources'][0]}）")
        by_place.setdefault(record["subject"], []).append(with_label(record, label))
    single = [rows[0] for rows in by_place.values() if len(rows) == 1]
    together = [row for rows in by_place.values() if len(rows) > 1 or len(single) == 1 for row in rows]
    grouped = [with_group(row, subject_name(index, row)) for row in together]
    if len(single) == 1:
        return grouped
    return [*grouped, *(with_group(with_place(index, row), OTHERS) for row in single)]


def alike(record: Record) -> tuple[object, ...]:
    """Return what two targets have in common that only their sources tell apart."""
    time = record["period"] or record["as_of"]
    return (*(record[key] for key in ("subject", "measure", "scope", "kind")), time)


def with_place(index: Index, record: Record) -> Record:
    """Return a target with its place before its label."""
    place = subject_name(index, record)
    label = Text(f"{place.en}: {lower_first(record['label'])}", f"{place.zh}：{record['label_zh']}")
    return with_label(record, label)


def with_group(record: Record, group: Text) -> Record:
    """Return a target with what stands above it and those like it."""
    return {**record, "group": group.en, "group_zh": group.zh}


def outcome_record(index: Index, outcome: types.Outcome, figure: types.Figure) -> Outcome:
    """Return a target beside what came of it."""
    target = figure_record(index, figure)
    actual = figure_record(index, index.records[outcome.actual]) if outcome.actual else None
    parts = [part for part in (target, actual) if part]
    return {
        "id": figure.id,
        "label": target["label"],
        "label_zh": target["label_zh"],
        "subject": figure.subject,
        "measure": figure.measure,
        "scope": figure.scope,
        "period": figure.period,
        "as_of": figure.as_of,
        "kind": figure.kind,
        "target": target,
        "actual": actual,
        "outcome": outcome.result,
        "sources": unique(part["sources"] for part in parts),
        "notes": [*([outcome.note] if outcome.note else []), *unique(part["notes"] for part in parts)],
        "notes_zh": [*([outcome.note_zh] if outcome.note_zh else []), *unique(part["notes_zh"] for part in parts)],
        "cautions": unique(part["cautions"] for part in parts),
        "cautions_zh": unique(part["cautions_zh"] for part in parts),
    }


FOUND = Text("Only targets whose outcome was found are here.", "仅列已查到结果的目标。")
HEADINGS = {
    "label": Text("Target", "目标"),
    "label_zh": Text("Target", "目标"),
    "when": Text("Year", "年份"),
    "target.quantity": Text("Set", "目标值"),
    "actual.quantity": Text("Actual", "实际值"),
    "actual.when": Text("As of", "截至"),
}


def show_outcomes(index: Index, records: Sequence[Record], *, everything: bool) -> Screen:
    """Return targets beside what came of them; open ones with `--all` alone, unless there is nothing else."""
    shown = records if everything else [record for record in records if record["outcome"] != "open"] or records
    left = len(records) - len(shown)
    subjects = unique([[record["subject"]] for record in shown])
    place = index.subjects[subjects[0]] if len(subjects) == 1 else None
    rows = [with_label(record, short_label(index, record)) for record in shown]
    scopes = short_scopes(index, shown)
    return Screen(
        Text(
            f"Targets{f' of {place.name}' if place else ''}, and what came of them{scopes.en}",
            f"{place.name_zh if place else ''}目标及结果{scopes.zh}",
        ),
        [
            Section(
                rows if place else [with_place(index, row) for row in rows],
                (
                    "label",
                    "when",
                    "target.quantity",
                    "actual.quantity",
                    *(("actual.when",) if any(record["outcome"] == "open" for record in shown) else ()),
                    "outcome",
                ),
                headings=HEADINGS,
                more=("kind",),
            )
        ],
        cautions=[FOUND] if left else [],
        more=Text(f"--all adds {left} that {'are' if left > 1 else 'is'} open", f"--all 另列{left}项结果未查明的目标")
        if left
        else None,
    )
