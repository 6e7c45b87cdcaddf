"""Targets set or proposed for a year."""

from collections.abc import Sequence
from typing import Annotated

from cqparts.lookups.base import FIGURES, LookUp, Param, Record, Result, Screen, Section
from cqparts.lookups.records import Figure, figure_record, short_label, subject_name, with_label
from cqparts.model.index import Index, time_of
from cqparts.model.resolve import resolve_name
from cqparts.model.types import Model, Text

LOOK_UP = LookUp(
    record=Figure,
    examples=("targets", "targets --year 2023"),
    group=FIGURES,
    money=True,
    all=True,
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
    return Result(records, lambda everything: show_targets(index, records, wanted, everything=everything))


def show_targets(index: Index, records: Sequence[Record], year: str, *, everything: bool) -> Screen:
    """Return targets by place; drafts with `--all` alone, unless there is nothing else."""
    set_ = [record for record in records if record["kind"] == "target"] or records
    rows = [with_label(record, short_label(index, record)) for record in (records if everything else set_)]
    places = {record["subject"]: place for place, record in reversed(list(enumerate(rows)))}
    rows.sort(key=lambda record: places[record["subject"]])
    left = len(records) - len(rows)
    return Screen(
        Text(f"Targets for {year}", f"{year}年目标"),
        [
            Section(
                rows,
                ("label", "quantity", "kind") if everything else ("label", "quantity"),
                headings=None,
                group=lambda record: subject_name(index, record),
                more=("when",),
            )
        ],
        more=Text(f"--all adds {left} drafts", f"--all 另列{left}项征求意见稿中的目标") if left else None,
    )


def target_years(model: Model) -> list[str]:
    """Return the years that the model holds targets for, in order."""
    return sorted({time_of(figure)[:4] for figure in model.figures if figure.kind != "actual"})
