"""The localization rates of traditional and new energy vehicles, and the gap between them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, TypedDict

from cqparts.lookups.base import FIGURES, LookUp, Record, Result, Section
from cqparts.lookups.records import (
    BasisWord,
    BoundWord,
    EvidenceTexts,
    QualifierWord,
    SourceIds,
    derived_record,
    figure_record,
    known_figure,
    replace_keys,
    result_keys,
    with_label,
)
from cqparts.model import types
from cqparts.model.index import Index, time_of
from cqparts.model.types import Model, Text
from cqparts.money import exactness


class Rate(TypedDict):
    """A localization rate in per cent, or the gap between two in percentage points."""

    id: str
    label: str
    label_zh: str
    subject: str
    vehicles: Literal["traditional", "new-energy"] | None
    percent: float | None
    percentage_points: float | None
    significant_digits: int | None
    period: str | None
    as_of: str | None
    qualifier: QualifierWord
    basis: BasisWord
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    bound: BoundWord
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


LOOK_UP = LookUp(
    record=Rate,
    view=("label", "percent", "percentage_points", "qualifier", "when", "sources"),
    examples=("localization", "localization --json"),
    group=FIGURES,
)

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

LOCALIZATION = "localization-rate"
VEHICLES = {"traditional-vehicles": "traditional", "new-energy-vehicles": "new-energy"}
"""The scopes of the two rates that are compared, each with the word for it in the output contract."""

GAP = Text(
    "Calculated: the rate of traditional vehicles less that of new energy vehicles.",
    "据来源计算：传统汽车本地配套率减新能源汽车本地配套率。",
)


def query(model: Model) -> Result:
    """Show localization rates and the gap between them."""
    index = Index(model)
    areas = {area.id for area in model.areas}
    rates = [
        figure
        for figure in model.figures
        if figure.measure == LOCALIZATION and figure.scope in VEHICLES and figure.subject in areas
    ]
    records = [*(rate_record(index, figure) for figure in rates), *gap_records(index, rates)]
    return Result(records, sections=lambda: [show_rates(index, records)])


def show_rates(index: Index, records: Sequence[Record]) -> Section:
    """Return the rates as a person reads them, each called by its vehicles alone where all are of one area."""
    if len({record["subject"] for record in records}) != 1:
        return Section(records, LOOK_UP.view, bars="percent")
    return Section(
        [with_label(record, vehicles_label(index, record["vehicles"])) for record in records],
        LOOK_UP.view,
        rates_title(index, records),
        bars="percent",
    )


def rates_title(index: Index, records: Sequence[Record]) -> Text:
    """Return what the rates are of, and the month in which they were told, where it is one: not that of measuring."""
    subject, measure = index.subjects[records[0]["subject"]], index.terms[LOCALIZATION]
    months = {(record["as_of"] or "")[:7] for record in records}
    year, _, month = months.pop().partition("-") if len(months) == 1 else ("", "", "")
    told = (
        Text(f", as told in {MONTHS[int(month) - 1]} {year}", f"，据{year}年{int(month)}月的报道")
        if month
        else Text("", "")
    )
    return Text(f"{measure.name}, {subject.name}{told.en}", f"{subject.name_zh}{measure.name_zh}{told.zh}")


def vehicles_label(index: Index, vehicles: str | None) -> Text:
    """Return what a rate is called by its vehicles alone, or the gap between them."""
    for scope, word in VEHICLES.items():
        if word == vehicles:
            return Text(index.terms[scope].name, index.terms[scope].name_zh)
    return Text("Gap", "差距")


def rate_record(index: Index, figure: types.Figure) -> dict[str, Any]:
    """Return a localization rate as a record, in percent."""
    record = figure_record(index, figure)
    return replace_keys(
        record,
        {
            "measure": {},
            "scope": {"vehicles": VEHICLES[figure.scope or ""]},
            "value": {"percent": record["value"], "percentage_points": None},
            "unit": {},
            "kind": {},
        },
    )


def gap_records(index: Index, rates: Iterable[types.Figure]) -> Iterator[Record]:
    """Yield the gap between traditional and new energy vehicles of each subject and time that has both.

    The id of a subject's first gap has no time: it was promised when there was but one.
    """
    by_case: dict[tuple[str, str], dict[str, types.Figure]] = {}
    for figure in rates:
        case = by_case.setdefault((figure.subject, time_of(figure)), {})
        case.setdefault(VEHICLES[figure.scope or ""].replace("-", "_"), figure)
    known: set[str] = set()
    for (subject, time), pair in by_case.items():
        if len(pair) == len(VEHICLES):
            key = f"{LOCALIZATION}-gap.{subject}"
            yield from gap_record(index, f"{key}.{time}" if key in known else key, **pair)
            known.add(key)


def gap_record(index: Index, key: str, traditional: types.Figure, new_energy: types.Figure) -> Iterator[Record]:
    """Yield what one localization rate exceeds the other by, under an id, if the two bear any difference."""
    subject = index.subjects[traditional.subject]
    result = exactness.difference(known_figure(traditional), known_figure(new_energy))
    if result.value is None:
        return
    yield derived_record(
        [rate_record(index, figure) for figure in (traditional, new_energy)],
        Text(f"Gap, {subject.name}", f"{subject.name_zh}差距"),
        GAP,
        id=key,
        **result_keys(result, "percentage_points"),
    )
