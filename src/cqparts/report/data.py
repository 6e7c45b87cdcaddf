"""The answers of the commands that a report is made of."""

from collections.abc import Sequence
from typing import NamedTuple

from cqparts.lookups import ask, get
from cqparts.lookups.base import Record, Response, Result
from cqparts.lookups.targets import YEAR
from cqparts.model.index import time_of
from cqparts.model.types import Figure, Model


class ReportData(NamedTuple):
    """The answers, by command."""

    matrix: Response
    assemblies: Response
    cities: Response
    investment: Response
    localization: Response
    trends: Response
    targets: Response
    pilot: Response
    series: list[Record]
    """The figures of the first series, of the subject that has the most."""
    year: str
    """The year of the targets."""
    area: str | None
    """Id of the area that the targets of the answer are for."""
    codes: tuple[str, ...]
    """The currencies of the conversions."""


def collect(model: Model, to: tuple[str, ...], on: str | None) -> ReportData:
    """Return the answers about a model.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    trends, area = ask("trends", model), pilot_area(model)
    year = target_year(model, area)
    return ReportData(
        matrix=ask("matrix", model),
        assemblies=ask("assemblies", model),
        cities=ask("cities", model),
        investment=ask("investment", model, to=to, on=on),
        localization=ask("localization", model),
        trends=trends,
        targets=targets_of(model, year),
        pilot=ask("pilot", model),
        series=main_series(trends.result.records),
        year=year,
        area=area,
        codes=to,
    )


def targets_of(model: Model, year: str) -> Response:
    """Return the targets of a year; an empty answer where the model has no targets."""
    if any(figure.kind != "actual" for figure in model.figures):
        return ask("targets", model, year=year)
    return Response("targets", get("targets").declared, Result([]), model, "")


def pilot_area(model: Model) -> str | None:
    """Return the id of the area that is a part of another and has the most targets; None without such targets."""
    parts = {area.id for area in model.areas if area.part_of}
    subjects = [figure.subject for figure in model.figures if figure.subject in parts and figure.kind == "target"]
    return max(dict.fromkeys(subjects), key=subjects.count, default=None)


def target_year(model: Model, area: str | None) -> str:
    """Return the year of the most targets of an area, or of all; the later of two years with as many.

    Without targets it is the default of the command.
    """

    def is_wanted(figure: Figure) -> bool:
        return figure.kind == "target" and figure.subject == area if area else figure.kind != "actual"

    years = [time_of(figure)[:4] for figure in model.figures if is_wanted(figure)]
    return max(years, key=lambda year: (years.count(year), year), default=YEAR)


def main_series(records: Sequence[Record]) -> list[Record]:
    """Return the figures of the first series, of one unit and of the subject that has the most figures."""
    series = [record for record in records if record["series"] == records[0]["series"]]
    subjects = [record["subject"] for record in series]
    main_subject = max(dict.fromkeys(subjects), key=subjects.count, default="")
    figures = [record for record in series if record["subject"] == main_subject and not record["scope"]]
    return [record for record in figures if record["unit"] == figures[0]["unit"]]
