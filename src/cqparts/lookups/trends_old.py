"""The numbers: localization rates and the gap, what is promised, and the dated series."""

from collections.abc import Iterable, Iterator

from cqparts.lookups.old import FIGURE_KEYS, called_subject, cited, figure_record, grouped, naming, short_labels
from cqparts.lookups.table import Record, Table
from cqparts.model.index import Index
from cqparts.model.resolve import names
from cqparts.model.types import Figure, Model, Term, Text
from cqparts.money.amounts import difference, is_nothing, percent_of

LOCALIZATION_KEYS = (
    "id",
    "label",
    "label_zh",
    "subject",
    "vehicles",
    "percent",
    "percentage_points",
    "significant_digits",
    "period",
    "as_of",
    "qualifier",
    "basis",
    "sources",
    "notes",
    "notes_zh",
)
LOCALIZATION = "localization-rate"
VEHICLES = {"traditional-vehicles": "traditional", "new-energy-vehicles": "new-energy"}
"""The scopes of the two rates that are compared, each with the word for it in the output contract."""


def localization(model: Model) -> Table:
    """Return the localization rates of traditional and new energy vehicles, and the gap in percentage points."""
    index = Index(model)
    areas = {area.id for area in model.areas}
    rates = [
        figure
        for figure in model.figures
        if figure.measure == LOCALIZATION and figure.scope in VEHICLES and figure.subject in areas
    ]
    records = [*(rate_record(index, figure) for figure in rates), *gaps(index, rates)]
    return Table(
        "localization",
        LOCALIZATION_KEYS,
        records,
        view=("label", "percent", "percentage_points", "qualifier", "when", "basis", "sources"),
        picture=pictured(index, records),
        cited=cited(index, records),
    )


def pictured(index: Index, records: list[Record]) -> Table:
    """Return the rates as a person reads them, each called by its vehicles alone where all are of one area."""
    one_area = len({record["subject"] for record in records}) == 1
    short = {VEHICLES[scope]: index.terms[scope] for scope in VEHICLES if scope in index.terms}
    rows = [record | vehicle_labels(short.get(record["vehicles"])) if one_area else record for record in records]
    subject = index.subjects[records[0]["subject"]] if one_area else None
    return Table(
        "localization",
        LOCALIZATION_KEYS,
        rows,
        view=("label", "percent", "percentage_points", "qualifier", "when", "sources"),
        title=Text(f"Localization rate, {subject.name}", f"{subject.name_zh}本地化率") if subject else None,
        bars="percent",
    )


def vehicle_labels(vehicles: Term | None) -> Record:
    """Return what a rate is called by its vehicles alone, or the gap between them."""
    called = Text("Gap", "差距") if vehicles is None else Text(vehicles.name, vehicles.name_zh)
    return {"label": called.en, "label_zh": called.zh}


def rate_record(index: Index, figure: Figure) -> Record:
    """Return a localization rate as a record, in percent."""
    record = figure_record(index, figure)
    return {key: record.get(key) for key in LOCALIZATION_KEYS} | {
        "vehicles": VEHICLES[figure.scope or ""],
        "percent": record["value"],
    }


def gaps(index: Index, rates: Iterable[Figure]) -> Iterator[Record]:
    """Yield the gap between traditional and new energy vehicles of each subject and time that has both."""
    by_case: dict[tuple[str, str], dict[str, Figure]] = {}
    for figure in rates:
        by_case.setdefault((figure.subject, time_of(figure)), {})[VEHICLES[figure.scope or ""]] = figure
    for pair in by_case.values():
        if len(pair) == len(VEHICLES):
            yield gap_record(index, pair["traditional"], pair["new-energy"])


def gap_record(index: Index, traditional: Figure, new_energy: Figure) -> Record:
    """Return what one localization rate exceeds the other by: exact if both are, else about."""
    subject = index.subjects[traditional.subject]
    record = rate_record(index, traditional)
    return record | {
        "id": f"{LOCALIZATION}-gap.{traditional.subject}",
        "label": f"Gap, {subject.name}",
        "label_zh": f"{subject.name_zh}差距",
        "vehicles": None,
        "percent": None,
        "percentage_points": difference(traditional.value, new_energy.value),
        "significant_digits": None,
        "qualifier": looser(traditional, new_energy),
        "basis": "derived",
        "sources": list(dict.fromkeys((*traditional.sources, *new_energy.sources))),
        "notes": ["Own calculation: the rate of traditional vehicles less that of new energy vehicles."],
        "notes_zh": ["自行计算: 传统汽车本地化率减新能源汽车本地化率。"],
    }


def looser(first: Figure, second: Figure) -> str:
    """Return how exact a result of two figures is: exact only if both are, else about."""
    return "exact" if first.qualifier == second.qualifier == "exact" else "about"


def time_of(figure: Figure) -> str:
    """Return the period or the day of a figure: it has one of the two."""
    return figure.period or figure.as_of or ""


def targets(model: Model, year: str = "2027") -> Table:
    """Return what is promised, pledged or proposed for a year."""
    index = Index(model)
    records = [
        figure_record(index, figure)
        for figure in model.figures
        if figure.kind != "actual" and time_of(figure).startswith(year)
    ]
    return Table(
        "targets",
        FIGURE_KEYS,
        records,
        view=("label", "value", "unit", "kind", "qualifier", "when", "sources"),
        picture=grouped(
            "targets",
            (record | short_labels(index, record) for record in records),
            lambda record: dated_subject(index, record, year),
            view=("label", "value", "unit", "kind", "qualifier", "sources"),
        ),
        cited=cited(index, records),
    )


def dated_subject(index: Index, record: Record, year: str) -> Text:
    """Return what the subject of a figure is called, with the year that is promised for."""
    subject = called_subject(index, record)
    return Text(f"{subject.en}, {year}", f"{subject.zh}, {year}")


def target_years(model: Model) -> list[str]:
    """Return the years that the model holds targets for, in order."""
    return sorted({time_of(figure)[:4] for figure in model.figures if figure.kind != "actual"})


TREND_KEYS = ("id", "series", *FIGURE_KEYS[1:])


def trends(model: Model, series: str | None = None) -> Table:
    """Return dated series: the output of vehicles and its shares by default, or the one that is named."""
    index = Index(model)
    wanted = main_series(model) if series is None else [series]
    records = [record for key in wanted for record in series_records(index, key)]
    return Table(
        "trends",
        TREND_KEYS,
        records,
        view=("label", "when", "value", "unit", "qualifier", "basis", "sources"),
        picture=grouped(
            "trends",
            records,
            lambda record: Text(record["label"], record["label_zh"]),
            view=("when", "value", "unit", "qualifier", "sources"),
            bars="value",
        ),
        cited=cited(index, records),
        names=naming(model.measures),
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
            record = figure_record(index, figure)
            yield {"id": figure.id, "series": series} | {key: record[key] for key in FIGURE_KEYS[1:]}
    for record in quotients(index, index.terms[series]):
        if (record["subject"], record["period"] or record["as_of"]) not in stated:
            yield record


def quotients(index: Index, ratio: Term) -> Iterator[Record]:
    """Yield a ratio of two measures for each subject and time that has both."""
    if not ratio.ratio_of:
        return
    part_of, whole_of = ratio.ratio_of
    wholes = {(figure.subject, time_of(figure)): figure for figure in actuals(index, whole_of)}
    for part in actuals(index, part_of):
        whole = wholes.get((part.subject, time_of(part)))
        if whole and not is_nothing(whole.value):
            yield quotient_record(index, ratio, part, whole)


def actuals(index: Index, measure: str) -> Iterator[Figure]:
    """Yield the figures of a measure that tell what happened, not limited to a part of it."""
    for figure in index.model.figures:
        if figure.measure == measure and figure.kind == "actual" and figure.scope is None:
            yield figure


def quotient_record(index: Index, ratio: Term, part: Figure, whole: Figure) -> Record:
    """Return what percentage one figure is of another, with no more digits than the two have."""
    subject = index.subjects[part.subject]
    value, digits = percent_of(part.value, part.unit, whole.value, whole.unit)
    record = figure_record(index, part)
    return {"id": f"{ratio.id}.{subject.id}.{time_of(part)}", "series": ratio.id} | {
        **{key: record[key] for key in FIGURE_KEYS[1:]},
        "label": f"{ratio.name}, {subject.name}",
        "label_zh": f"{subject.name_zh}{ratio.name_zh}",
        "measure": ratio.id,
        "value": value,
        "unit": "percent",
        "significant_digits": digits,
        "qualifier": "about",
        "basis": "derived",
        "sources": list(dict.fromkeys((*part.sources, *whole.sources))),
        "notes": ["Own calculation: one series in per cent of the other."],
        "notes_zh": ["自行计算: 两项序列之比。"],
    }
