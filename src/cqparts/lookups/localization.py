"""The localization rates of traditional and new energy vehicles, and the gap between them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from cqparts.lookups.base import FIGURES, LookUp, Record, Result, Screen, Section
from cqparts.lookups.records import (
    BasisWord,
    BoundWord,
    EvidenceTexts,
    GradeWord,
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
from cqparts.model.record import Keys
from cqparts.model.times import time_text
from cqparts.model.types import Model, Text
from cqparts.money import exactness


class Rate(Keys):
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
    scope: str | None
    grade: GradeWord | None


LOOK_UP = LookUp(
    record=Rate,
    examples=("localization", "localization --json"),
    group=FIGURES,
)

LOCALIZATION = "localization-rate"
VEHICLES = {"traditional-vehicles": "traditional", "new-energy-vehicles": "new-energy"}
"""The scopes of the two rates that are compared, each with the word for it in the output contract."""

GAP = Text(
    "Calculated: the rate of traditional vehicles less that of new energy vehicles.",
    "据来源计算：传统汽车本地配套率减新能源汽车本地配套率。",
)


APART = Text("Within one district, not to be compared with these", "单个区内，不可与上述数字相比")


def query(model: Model) -> Result:
    """Show localization rates and the gap between them."""
    index = Index(model)
    areas, districts = ({place.id for place in places} for places in (model.areas, model.districts))
    figures = [figure for figure in model.figures if figure.measure == LOCALIZATION]
    rates = [figure for figure in figures if figure.scope in VEHICLES and figure.subject in areas]
    records = [*(rate_record(index, figure) for figure in rates), *gap_records(index, rates)]
    apart = [
        rate_record(index, figure) for figure in figures if figure.subject in districts and figure.kind == "actual"
    ]
    return Result([*records, *apart], lambda _: show_rates(index, records, apart))


def show_rates(index: Index, records: Sequence[Record], apart: Sequence[Record]) -> Screen:
    """Return the rates, each called by its vehicles alone where all are of one area, and the gap."""
    if len({record["subject"] for record in records}) != 1:
        return Screen(Text("Localization rates", "本地配套率"), [Section(records, ("label", "quantity", "when"))])
    rows = [with_label(record, vehicles_label(index, record["vehicles"])) for record in records]
    beside = [Section(apart, ("label", "quantity", "when"), APART, headings=None)] if apart else []
    return Screen(
        rates_title(index, records),
        [Section(rows, ("label", "quantity"), headings=None, bars="percent", more=("when",)), *beside],
    )


def rates_title(index: Index, records: Sequence[Record]) -> Text:
    """Return what the rates are of, and the day on which they were told, where it is one: not that of measuring."""
    subject, measure = index.subjects[records[0]["subject"]], index.terms[LOCALIZATION]
    days = {record["as_of"] or "" for record in records}
    day = days.pop() if len(days) == 1 else ""
    told = Text(f", as told on {time_text(day)}", f"，据{time_text(day, 'zh')}的报道") if day else Text("", "")
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
    kept = replace_keys(
        record,
        {
            "measure": {},
            "scope": {"vehicles": VEHICLES.get(figure.scope or "")},
            "value": {"percent": record["value"], "percentage_points": None},
            "unit": {},
            "kind": {},
        },
    )
    return {**kept, "scope": figure.scope}


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
        scope=None,
        **result_keys(result, "percentage_points"),
    )
