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
    replace_keys,
    with_label,
)
from cqparts.model import types
from cqparts.model.index import Index, time_of
from cqparts.model.types import Model, Text
from cqparts.money.amounts import difference


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

LOCALIZATION = "localization-rate"
VEHICLES = {"traditional-vehicles": "traditional", "new-energy-vehicles": "new-energy"}
"""The scopes of the two rates that are compared, each with the word for it in the output contract."""

GAP = Text(
    "Own calculation: the rate of traditional vehicles less that of new energy vehicles.",
    "自行计算: 传统汽车本地化率减新能源汽车本地化率。",
)


def query(model: Model) -> Result:
    """Show how localised the vehicles are, and the gap."""
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
    subject = index.subjects[records[0]["subject"]]
    return Section(
        [with_label(record, vehicles_label(index, record["vehicles"])) for record in records],
        LOOK_UP.view,
        Text(f"Localization rate, {subject.name}", f"{subject.name_zh}本地化率"),
        bars="percent",
    )


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
    """Yield the gap between traditional and new energy vehicles of each subject and time that has both."""
    by_case: dict[tuple[str, str], dict[str, types.Figure]] = {}
    for figure in rates:
        by_case.setdefault((figure.subject, time_of(figure)), {})[VEHICLES[figure.scope or ""]] = figure
    for pair in by_case.values():
        if len(pair) == len(VEHICLES):
            yield gap_record(index, pair["traditional"], pair["new-energy"])


def gap_record(index: Index, traditional: types.Figure, new_energy: types.Figure) -> Record:
    """Return what one localization rate exceeds the other by: exact if both are, else about."""
    subject = index.subjects[traditional.subject]
    exact = traditional.qualifier == new_energy.qualifier == "exact"
    return derived_record(
        [rate_record(index, figure) for figure in (traditional, new_energy)],
        Text(f"Gap, {subject.name}", f"{subject.name_zh}差距"),
        GAP,
        id=f"{LOCALIZATION}-gap.{traditional.subject}",
        percentage_points=difference(traditional.value, new_energy.value),
        qualifier="exact" if exact else "about",
    )
