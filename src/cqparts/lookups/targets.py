"""Targets set or proposed for a year."""

from typing import Annotated

from cqparts.lookups.base import FIGURES, LookUp, Param, Record, Result
from cqparts.lookups.records import Figure, figure_record, group_sections, short_label, subject_name, with_label
from cqparts.model.index import Index, time_of
from cqparts.model.resolve import resolve_name
from cqparts.model.types import Model, Text

LOOK_UP = LookUp(
    record=Figure,
    view=("label", "value", "unit", "kind", "qualifier", "sources"),
    examples=("targets", "targets --year 2023"),
    group=FIGURES,
    money=True,
)


def query(
    model: Model, year: Annotated[str | int, Param("YEAR", "Target year.", ("--year",), "years")] = "2027"
) -> Result:
    """Show the targets for 2027 or another year.

    Raises:
        CallError: The model holds no target for that year.
    """
    index, wanted = Index(model), resolve_name("year with targets", year, target_years(model))
    records = [
        figure_record(index, figure)
        for figure in model.figures
        if figure.kind != "actual" and time_of(figure).startswith(wanted)
    ]
    return Result(
        records,
        sections=lambda: group_sections(
            (with_label(record, short_label(index, record)) for record in records),
            lambda record: subject_and_year(index, record, wanted),
            LOOK_UP.view,
        ),
    )


def subject_and_year(index: Index, record: Record, year: str) -> Text:
    """Return what the subject of a figure is called, with the year of its targets."""
    subject = subject_name(index, record)
    return Text(f"{subject.en}, {year}", f"{subject.zh}{year}年目标")


def target_years(model: Model) -> list[str]:
    """Return the years that the model holds targets for, in order."""
    return sorted({time_of(figure)[:4] for figure in model.figures if figure.kind != "actual"})
