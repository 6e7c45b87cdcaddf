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
    known_figure,
    replace_keys,
    result_keys,
)
from cqparts.model import types
from cqparts.model.index import Index, time_key, time_of
from cqparts.model.resolve import names, resolve_name
from cqparts.model.types import Model, Text
from cqparts.money import exactness


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

QUOTIENT = Text("Calculated: one series in per cent of the other.", "据来源计算：两项序列之比。")
QUOTIENT_OF_FIRST = Text(
    "Calculated from the first of several totals for this time; the others give other shares.",
    "据来源计算：该时期有多个总额，按首个计算，按其余计算则结果不同。",
)


def query(
    model: Model, series: Annotated[str | None, Param("SERIES", "A series, by id or name.", (), "series")] = None
) -> Result:
    """Show time series: vehicle output, NEV output, NEV share.

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


def series_records(index: Index, series: str) -> list[Record]:
    """Return the figures of a series, by subject and then by time: all that are stated, derived where none is."""
    points: list[Record] = [point_record(index, figure) for figure in index.model.figures if is_point(figure, series)]
    stated = {case_of(record) for record in points}
    derived = quotient_records(index, index.terms[series])
    points += [record for record in derived if case_of(record) not in stated]
    lines = {line: place for place, line in enumerate(dict.fromkeys(case_of(record)[:2] for record in points))}
    return sorted(points, key=lambda record: (lines[case_of(record)[:2]], time_key(case_of(record)[2])))


def case_of(record: Record) -> tuple[str, str | None, str]:
    """Return what a point of a series is of: subject, scope and time."""
    return record["subject"], record["scope"], moment(record)


def is_point(figure: types.Figure, series: str) -> bool:
    """Return whether a figure is a point of a series: of its measure, and no plan."""
    return figure.measure == series and figure.kind == "actual"


def moment(record: Record) -> str:
    """Return the period or the day of a record."""
    return record["period"] or record["as_of"] or ""


def point_record(index: Index, figure: types.Figure) -> dict[str, Any]:
    """Return a figure as a record of its series."""
    return replace_keys(figure_record(index, figure), {"id": {"id": figure.id, "series": figure.measure}})


def quotient_records(index: Index, ratio: types.Term) -> Iterator[Record]:
    """Yield a ratio of two measures for each subject and time that has both."""
    if not ratio.ratio_of:
        return
    parts, wholes = (figures_by_case(index, measure) for measure in ratio.ratio_of)
    for case in (case for case in parts if case in wholes):
        part, whole = parts[case][0], wholes[case][0]
        result = exactness.share(known_figure(part), known_figure(whole))
        if result.value is not None:
            note = QUOTIENT if len(parts[case]) == len(wholes[case]) == 1 else QUOTIENT_OF_FIRST
            yield quotient_record(index, ratio, (part, whole), result, note)


def figures_by_case(index: Index, measure: str) -> dict[tuple[str, str], list[types.Figure]]:
    """Return the figures of a measure that tell what happened, not limited to a part of it, by subject and time."""
    cases: dict[tuple[str, str], list[types.Figure]] = {}
    for figure in index.model.figures:
        if figure.measure == measure and figure.kind == "actual" and figure.scope is None:
            cases.setdefault((figure.subject, time_of(figure)), []).append(figure)
    return cases


def quotient_record(
    index: Index, ratio: types.Term, figures: tuple[types.Figure, types.Figure], result: exactness.Result, note: Text
) -> Record:
    """Return what percentage one figure is of another as a record of the series."""
    subject = index.subjects[figures[0].subject]
    return derived_record(
        [point_record(index, figure) for figure in figures],
        Text(f"{ratio.name}, {subject.name}", f"{subject.name_zh}{ratio.name_zh}"),
        note,
        id=f"{ratio.id}.{subject.id}.{time_of(figures[0])}",
        series=ratio.id,
        measure=ratio.id,
        unit="percent",
        **result_keys(result, "value"),
    )
