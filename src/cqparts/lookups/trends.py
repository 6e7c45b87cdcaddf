"""Dated series: the output of vehicles and its shares, or any other measure."""

from collections.abc import Iterator
from typing import Annotated, Any, TypedDict

from cqparts.lookups.base import FIGURES, LookUp, Param, Record, Result
from cqparts.lookups.records import (
    BasisWord,
    BoundWord,
    EvidenceTexts,
    FigureKind,
    QualifierWord,
    SourceIds,
    derived_record,
    figure_record,
    group_sections,
    replace_keys,
)
from cqparts.model import types
from cqparts.model.index import Index, time_of
from cqparts.model.resolve import names, resolve_name
from cqparts.model.types import Model, Text
from cqparts.money.amounts import is_zero, percent_of


class Point(TypedDict):
    """A figure of a series."""

    id: str
    series: str
    label: str
    label_zh: str
    subject: str
    measure: str
    scope: str | None
    value: float
    unit: str
    significant_digits: int
    period: str | None
    as_of: str | None
    qualifier: QualifierWord
    kind: FigureKind
    basis: BasisWord
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    bound: BoundWord
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


LOOK_UP = LookUp(
    record=Point,
    view=("when", "value", "unit", "qualifier", "sources"),
    examples=("trends", "trends nev-output -f jsonl"),
    group=FIGURES,
    money=True,
)

QUOTIENT = Text("Own calculation: one series in per cent of the other.", "自行计算: 两项序列之比。")


def query(
    model: Model, series: Annotated[str | None, Param("SERIES", "A series, by id or name.", (), "series")] = None
) -> Result:
    """Show dated series: vehicles, new-energy ones, their share.

    Raises:
        CallError: There is no such series.
    """
    index = Index(model)
    wanted = main_series(model) if series is None else [resolve_name("series", series, series_names(model))]
    records = [record for key in wanted for record in series_records(index, key)]
    return Result(
        records,
        sections=lambda: group_sections(
            records, lambda record: Text(record["label"], record["label_zh"]), LOOK_UP.view, bars="value"
        ),
    )


def main_series(model: Model) -> list[str]:
    """Return the series that are shown unless one is named: the ratios, after what they are ratios of."""
    ratios = [term for term in model.measures if term.ratio_of]
    return [*dict.fromkeys(key for term in ratios for key in term.ratio_of), *(term.id for term in ratios)]


def series_names(model: Model) -> dict[str, tuple[str, ...]]:
    """Return every series by id, with the words that find it."""
    return {term.id: names(term) for term in model.measures}


def series_records(index: Index, series: str) -> Iterator[Record]:
    """Yield the figures of a series: stated, in the model's order, then derived where none is stated."""
    stated = set()
    for figure in index.model.figures:
        if figure.measure == series and figure.kind == "actual":
            stated.add((figure.subject, time_of(figure)))
            yield point_record(index, figure)
    for record in quotient_records(index, index.terms[series]):
        if (record["subject"], record["period"] or record["as_of"]) not in stated:
            yield record


def point_record(index: Index, figure: types.Figure) -> dict[str, Any]:
    """Return a figure as a record of its series."""
    return replace_keys(figure_record(index, figure), {"id": {"id": figure.id, "series": figure.measure}})


def quotient_records(index: Index, ratio: types.Term) -> Iterator[Record]:
    """Yield a ratio of two measures for each subject and time that has both."""
    if not ratio.ratio_of:
        return
    part_of, whole_of = ratio.ratio_of
    wholes = {(figure.subject, time_of(figure)): figure for figure in actual_figures(index, whole_of)}
    for part in actual_figures(index, part_of):
        whole = wholes.get((part.subject, time_of(part)))
        if whole and not is_zero(whole.value):
            yield quotient_record(index, ratio, part, whole)


def actual_figures(index: Index, measure: str) -> Iterator[types.Figure]:
    """Yield the figures of a measure that tell what happened, not limited to a part of it."""
    for figure in index.model.figures:
        if figure.measure == measure and figure.kind == "actual" and figure.scope is None:
            yield figure


def quotient_record(index: Index, ratio: types.Term, part: types.Figure, whole: types.Figure) -> Record:
    """Return what percentage one figure is of another, with no more digits than the two have."""
    subject = index.subjects[part.subject]
    value, digits = percent_of(part.value, part.unit, whole.value, whole.unit)
    return derived_record(
        [point_record(index, figure) for figure in (part, whole)],
        Text(f"{ratio.name}, {subject.name}", f"{subject.name_zh}{ratio.name_zh}"),
        QUOTIENT,
        id=f"{ratio.id}.{subject.id}.{time_of(part)}",
        series=ratio.id,
        measure=ratio.id,
        value=value,
        unit="percent",
        significant_digits=digits,
        qualifier="about",
    )
