"""Dated series: the output of vehicles and its shares, or any other measure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cqparts.errors import CallError
from cqparts.lookups.base import FIGURES, LookUp, Param, Record, Result, Screen, Section
from cqparts.lookups.records import (
    BasisWord,
    BoundWord,
    EvidenceTexts,
    FigureKind,
    GradeWord,
    QualifierWord,
    SourceIds,
    count,
    derived_record,
    figure_record,
    is_headline,
    known_figure,
    lower_first,
    replace_keys,
    result_keys,
    short_label,
    short_name,
    short_scopes,
    subject_name,
    unique,
    with_label,
)
from cqparts.model import types
from cqparts.model.annotations import Annotated, Any
from cqparts.model.index import Index, time_key, time_of
from cqparts.model.record import Keys
from cqparts.model.resolve import names, resolve_name
from cqparts.model.types import Model, Text
from cqparts.money import exactness


class Point(Keys):
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
    grade: GradeWord | None


LOOK_UP = LookUp(
    record=Point,
    examples=("trends", "trends nev-output -f jsonl"),
    group=FIGURES,
    money=True,
    all=True,
)

MOST_ROWS = 10
"""The most years, or lines with one point each, on a short screen."""

QUOTIENT = Text("Calculated: one series in per cent of the other.", "据来源计算：两项序列之比。")
QUOTIENT_OF_FIRST = Text(
    "Calculated from the first of several totals for this time; the others give other shares.",
    "据来源计算：该时期有多个总额，按首个计算，按其余计算则结果不同。",
)


def query(
    model: Model, series: Annotated[str | None, Param("SERIES", "A series, by ID or name.", (), "series")] = None
) -> Result:
    """Show time series: vehicle output, NEV output, NEV share.

    Raises:
        CallError: There is no such series.
    """
    index = Index(model)
    wanted = main_series(model) if series is None else [resolve_name("series", series, series_names(model))]
    records = [record for key in wanted for record in series_records(index, key)]
    if series is not None and not records:
        raise CallError(no_series(index, wanted[0], series))
    show = show_main if series is None else show_series
    return Result(records, lambda everything: show(index, records, everything=everything))


def no_series(index: Index, measure: str, word: str) -> str:
    """Return where the figures of a measure are that has no past values."""
    years = sorted({time_of(figure)[:4] for figure in index.model.figures if figure.measure == measure})
    told = f"its figures are targets; see cqparts targets --year {years[-1]}" if years else "see cqparts trends"
    return f"{word!r} holds no series; {told}"


def is_year(record: Record) -> bool:
    """Return whether a figure is of a full year."""
    return len(moment(record)) == 4  # noqa: PLR2004 -- the digits of a year


def show_main(index: Index, records: Sequence[Record], *, everything: bool) -> Screen:
    """Return the main series side by side, a full year a row; or each by itself, with parts of years and districts."""
    mine = [record for record in records if record["subject"] == records[0]["subject"] and is_year(record)]
    own = [record for record in mine if is_headline(record)]
    if everything or not own:
        return show_series(index, records, everything=True)
    measures = {record["series"]: short_label(index, {**record, "scope": None}) for record in own}
    rows = [year_row(own, year) for year in sorted({moment(record) for record in own})]
    shown, place = rows[-MOST_ROWS:], subject_name(index, records[0])
    used = [record for row in shown for key in measures if (record := row.get(key))]
    return Screen(
        Text(f"{place.en}, full years", f"{place.zh}，全年"),
        [
            Section(
                shown,
                ("when", *(f"{key}.quantity" for key in measures)),
                headings={"when": YEAR, **{f"{key}.quantity": label for key, label in measures.items()}},
            )
        ],
        cautions=[QUOTIENTS] if any(record["basis"] == "derived" for record in used) else [],
        more=left_text(len(records) - len(used)),
    )


YEAR = Text("Year", "年份")
QUOTIENTS = Text(
    "Shares are calculated from the other columns, where none is stated.", "占比除来源列明外，均据其他两列计算。"
)


def left_text(rows: int) -> Text:
    """Return how many rows the short screen leaves out, and the call of one series."""
    return Text(
        f"--all adds {count(rows, 'row')}: other times, districts, weak sources; or trends SERIES",
        f"--all 另列{rows}行：其他时段、各区及较弱来源；单项：trends 序列",
    )


def year_row(records: Sequence[Record], year: str) -> dict[str, Any]:
    """Return the figures of a year as one row, the first of each series under its id."""
    own = list({record["series"]: record for record in reversed(records) if moment(record) == year}.values())[::-1]
    lists = ("sources", "notes", "notes_zh", "cautions", "cautions_zh")
    return {
        "period": year,
        **{record["series"]: record for record in own},
        **{key: unique(record[key] for record in own) for key in lists},
    }


Line = tuple[str, str, str | None]
"""Series, subject and scope: what the points of one line share."""


def line_of(record: Record) -> Line:
    """Return the line that a point is of."""
    return record["series"], record["subject"], record["scope"]


def show_series(index: Index, records: Sequence[Record], *, everything: bool) -> Screen:
    """Return series line by line with a bar a point: all of them, or the longest and the latest point of others."""
    lines: dict[Line, list[Record]] = {}
    for record in records:
        lines.setdefault(line_of(record), []).append(record)
    title = series_label(records[0]) if len(lines) == 1 else series_title(index, records)
    if everything:
        return Screen(title, [points_section(index, lines, line, lines[line]) for line in lines])
    firm = {line: [point for point in points if is_headline(point)] or points for line, points in lines.items()}
    years = {line: [point for point in points if is_year(point)] or points for line, points in firm.items()}
    longest = max(years, key=lambda line: len(years[line]), default=None)
    main = years[longest][-MOST_POINTS:] if longest and (len(years[longest]) > 1 or len(lines) == 1) else []
    others = [
        with_label(points[-1], line_label(index, lines, line))
        for line, points in years.items()
        if points[-1] not in main
    ]
    shown = others[: MOST_LATEST if main else MOST_ROWS]
    left = len(records) - len(main) - len(shown)
    return Screen(
        title,
        [
            *([points_section(index, lines, line_of(main[0]), main)] if main else []),
            *(
                [
                    Section(
                        shown, ("label", "quantity", "when"), OTHERS if main else None, headings=None, close=bool(main)
                    )
                ]
                if shown
                else []
            ),
        ],
        more=Text(f"--all adds {left} row{'s' if left > 1 else ''}", f"--all 另列{left}行") if left else None,
    )


MOST_POINTS, MOST_LATEST = 8, 4
"""The most points of the longest line, and the most other lines, on a short screen of one series."""

OTHERS = Text("Latest of others", "其他地区或范围的最新数据")


def points_section(index: Index, lines: Mapping[Line, object], line: Line, points: Sequence[Record]) -> Section:
    """Return the points of a line, called by what tells it from the others."""
    title = line_label(index, lines, line) if len(lines) > 1 else None
    return Section(points, ("when", "quantity"), title, headings=None, bars="value", more=("basis",))


def line_label(index: Index, lines: Iterable[Line], line: Line) -> Text:
    """Return what one of several lines is called: its place, and what else tells it from the others."""
    series, subject, scope = line
    place, term = index.subjects[subject], index.terms.get(scope or "")
    if len({each[0] for each in lines}) > 1:
        label = short_label(index, {"measure": series, "scope": scope})
        return Text(f"{place.name}: {lower_first(label.en)}", f"{place.name_zh}：{label.zh}")
    if term is None:
        return Text(place.name, place.name_zh)
    part = short_name(term)
    return Text(f"{place.name}, {lower_first(part.en)}", f"{place.name_zh}，{part.zh}")


def series_title(index: Index, records: Sequence[Record]) -> Text:
    """Return what several lines are called together: their measure, or what all of them are."""
    measures = unique([[record["series"]] for record in records])
    if len(measures) != 1:
        return Text("Series by place", "各地序列")
    scopes = short_scopes(index, records)
    return Text(index.terms[measures[0]].name + scopes.en, index.terms[measures[0]].name_zh + scopes.zh)


def series_label(record: Record) -> Text:
    """Return what a series of one subject is called."""
    return Text(record["label"], record["label_zh"])


def main_series(model: Model) -> list[str]:
    """Return the series that are shown unless one is named: the ratios, after what they are ratios of."""
    ratios = [term for term in model.measures if term.ratio_of]
    parts = [key for term in ratios for key in term.ratio_of]
    return list(dict.fromkeys([*parts, *(term.id for term in ratios)]))


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
