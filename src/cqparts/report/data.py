"""The commands' answers that a report is made of, each asked once."""

from collections.abc import Sequence
from typing import NamedTuple

from cqparts.lookups import ask, get
from cqparts.lookups.base import Record, Response, Result
from cqparts.model.index import time_of
from cqparts.model.types import Model


class Answers(NamedTuple):
    """The answers, by command."""

    matrix: Response
    assemblies: Response
    districts: Response
    cities: Response
    investment: Response
    localization: Response
    trends: Response
    targets: Response
    pilot: Response
    sources: Response
    series: list[Record]
    """The figures of the first of the series, of the one subject that has the most."""
    year: str
    """The year of the targets."""
    codes: tuple[str, ...]
    """The currencies converted to."""


def collect(model: Model, to: tuple[str, ...], on: str | None) -> Answers:
    """Return the answers about a model.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    trends, year = ask("trends", model), target_year(model)
    return Answers(
        matrix=ask("matrix", model),
        assemblies=ask("assemblies", model),
        districts=ask("districts", model),
        cities=ask("cities", model),
        investment=ask("investment", model, to=to, on=on),
        localization=ask("localization", model),
        trends=trends,
        targets=targets_of(model, year),
        pilot=ask("pilot", model),
        sources=ask("sources", model),
        series=main_series(trends.result.records),
        year=year,
        codes=to,
    )


def targets_of(model: Model, year: str) -> Response:
    """Return the targets of a year; none where the model holds none at all."""
    if any(figure.kind != "actual" for figure in model.figures):
        return ask("targets", model, year=year)
    return Response("targets", get("targets").declared, Result([]), model, "")


def target_year(model: Model) -> str:
    """Return the year that most targets are for, the later of two; the command's own where there is none."""
    times = [time_of(figure)[:4] for figure in model.figures if figure.kind != "actual"]
    return max(times, key=lambda year: (times.count(year), year), default="2027")


def main_series(records: Sequence[Record]) -> list[Record]:
    """Return the figures of the first series, of the one subject that has the most; of one unit."""
    first = [record for record in records if record["series"] == records[0]["series"]]
    subjects = [record["subject"] for record in first]
    chosen = max(dict.fromkeys(subjects), key=subjects.count, default="")
    found = [record for record in first if record["subject"] == chosen and not record["scope"]]
    return [record for record in found if record["unit"] == found[0]["unit"]]
