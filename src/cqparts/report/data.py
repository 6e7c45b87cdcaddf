"""The commands' answers that a report is made of, each asked once."""

from typing import NamedTuple

from cqparts.lookups import answers, get
from cqparts.lookups.answers import table_of
from cqparts.lookups.base import Response, Result
from cqparts.lookups.table import Record, Table
from cqparts.model.index import time_of
from cqparts.model.types import Model


class Answers(NamedTuple):
    """The answers, by command."""

    matrix: Table
    assemblies: Table
    districts: Table
    cities: Table
    investment: Table
    localization: Table
    trends: Table
    series: list[Record]
    """The figures of the first of the series, of the one subject that has the most."""
    targets: Table
    pilot: Table
    sources: Table
    year: str
    """The year of the targets."""
    codes: tuple[str, ...]
    """The currencies converted to."""


def ask(model: Model, to: tuple[str, ...], on: str | None) -> Answers:
    """Return the answers about a model.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    series = answers.trends(model)
    year = target_year(model)
    return Answers(
        answers.matrix(model),
        answers.assemblies(model),
        answers.districts(model),
        answers.cities(model),
        answers.investment(model, to, on),
        answers.localization(model),
        series,
        main(list(series.records)),
        targets_of(model, year),
        answers.pilot(model),
        answers.sources(model),
        year,
        to,
    )


def targets_of(model: Model, year: str) -> Table:
    """Return the targets of a year; none where the model holds none at all."""
    if any(figure.kind != "actual" for figure in model.figures):
        return answers.targets(model, year)
    return table_of(Response("targets", get("targets").declared, Result([]), model, ""))


def target_year(model: Model) -> str:
    """Return the year that most targets are for, the later of two; the command's own where there is none."""
    times = [time_of(figure)[:4] for figure in model.figures if figure.kind != "actual"]
    return max(times, key=lambda year: (times.count(year), year), default="2027")


def main(records: list[Record]) -> list[Record]:
    """Return the figures of the first series, of the one subject that has the most; of one unit."""
    first = [record for record in records if record["series"] == records[0]["series"]]
    subjects = [record["subject"] for record in first]
    chosen = max(dict.fromkeys(subjects), key=subjects.count, default="")
    found = [record for record in first if record["subject"] == chosen and not record["scope"]]
    return [record for record in found if record["unit"] == found[0]["unit"]]
