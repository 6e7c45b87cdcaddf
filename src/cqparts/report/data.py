"""The answers of look-ups that a report is made of."""

from collections.abc import Sequence
from typing import NamedTuple

from cqparts.lookups import ask
from cqparts.lookups.base import Record
from cqparts.lookups.records import figure_record
from cqparts.lookups.targets import YEAR
from cqparts.model.index import Index, time_key, time_of
from cqparts.model.types import Figure, Model
from cqparts.report.wording import record_time


class ReportData(NamedTuple):
    """The records, by what they tell."""

    by_id: Index
    """The model with its records by id."""
    matrix: tuple[Record, ...]
    money: tuple[Record, ...]
    """Amounts and ratios."""
    rates: tuple[Record, ...]
    """The two localization rates and their gap."""
    statements: tuple[Record, ...]
    """All statements of a localization rate, by date, with what they mean by it."""
    trends: tuple[Record, ...]
    targets: tuple[Record, ...]
    pilot: Record
    year: str
    """The year of the targets."""
    area: str | None
    """Id of the area that the targets of the answer are for."""
    codes: tuple[str, ...]
    """The currencies of the conversions."""
    on: str | None

    @property
    def model(self) -> Model:
        """The model."""
        return self.by_id.model


def collect(model: Model, to: tuple[str, ...], on: str | None) -> ReportData:
    """Return the answers about a model.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    index, area = Index(model), pilot_area(model)
    year = target_year(model, area)
    return ReportData(
        index,
        matrix=tuple(ask("matrix", model).result.records),
        money=tuple(ask("investment", model, to=to, on=on).result.records),
        rates=tuple(record for record in ask("localization", model).result.records if is_compared(record)),
        statements=tuple(statement_records(index)),
        trends=tuple(ask("trends", model).result.records),
        targets=tuple(targets_of(index, year)),
        pilot=ask("pilot", model).result.records[0],
        year=year,
        area=area,
        codes=to,
        on=on,
    )


def is_compared(record: Record) -> bool:
    """Return whether a record of the look-up `localization` is one of the rates that are compared, or their gap."""
    return record["vehicles"] is not None or record["percentage_points"] is not None


def targets_of(index: Index, year: str) -> list[Record]:
    """Return the targets of a year."""
    figures = index.model.figures
    return [
        figure_record(index, figure)
        for figure in figures
        if figure.kind != "actual" and time_of(figure).startswith(year)
    ]


def statement_records(index: Index) -> list[Record]:
    """Return every statement of a localization rate as a record of its figure, with what "local" means in it."""
    figures = {figure.id: figure for figure in index.model.figures}
    records = []
    for statement in (each for each in index.model.localization if each.figure in figures):
        record = figure_record(index, figures[statement.figure])
        meaning = {"local": statement.local, "vehicles": statement.vehicles, "stance": statement.stance}
        records.append({**record, **meaning, "statement_note": statement.note, "statement_note_zh": statement.note_zh})
    return sorted(records, key=lambda record: time_key(record_time(record)))


def pilot_area(model: Model) -> str | None:
    """Return the area of the districts that has the most targets, by its id; None without such targets.

    A model that does not say where its districts lie is asked for the parts of other areas.
    """
    parts = {place.part_of for place in model.districts if place.part_of}
    parts = parts or {area.id for area in model.areas if area.part_of}
    subjects = [figure.subject for figure in model.figures if figure.subject in parts and figure.kind == "target"]
    return max(dict.fromkeys(subjects), key=subjects.count, default=None)


def target_year(model: Model, area: str | None) -> str:
    """Return the year of the most targets of an area, or of all; the later of two years with as many."""

    def is_wanted(figure: Figure) -> bool:
        return figure.kind == "target" and figure.subject == area if area else figure.kind != "actual"

    years = [time_of(figure)[:4] for figure in model.figures if is_wanted(figure)]
    return max(years, key=lambda year: (years.count(year), year), default=YEAR)


def main_subject(records: Sequence[Record], series: str) -> str:
    """Return the subject that has the most figures in a series."""
    subjects = [record["subject"] for record in records if record["series"] == series and not record["scope"]]
    return max(dict.fromkeys(subjects), key=subjects.count, default="")
