"""The localization rates of traditional and new energy vehicles, and the gap between them."""

from collections.abc import Iterable, Iterator, Sequence

from cqparts.lookups import params
from cqparts.lookups.base import FIGURES, LookUp, Record, Result, Screen, Section
from cqparts.lookups.records import (
    BasisWord,
    BoundWord,
    EvidenceTexts,
    FigureKind,
    GradeWord,
    QualifierWord,
    SourceIds,
    best_grade,
    derived_record,
    figure_record,
    known_figure,
    lower_first,
    replace_keys,
    result_keys,
    short_name,
    subject_name,
    with_label,
)
from cqparts.model import types
from cqparts.model.annotations import Any, Literal
from cqparts.model.index import Index, time_key, time_of
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


class Statement(Keys):
    """A dated statement on the localization rate: of what, where "local" ends, and whether it is a goal."""

    id: str
    figure: str
    label: str
    label_zh: str
    subject: str
    scope: str | None
    vehicles: Literal["traditional", "new-energy", "all", "parts"]
    local: Literal["city", "district", "sichuan-and-chongqing"]
    stance: Literal["goal", "stated"]
    percent: float | None
    percentage_points: float | None
    significant_digits: int
    period: str | None
    as_of: str | None
    qualifier: QualifierWord
    bound: BoundWord
    kind: FigureKind
    basis: BasisWord
    grade: GradeWord | None
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


LOOK_UP = LookUp(
    record=Rate,
    past=Statement,
    examples=("localization", "localization --past"),
    group=FIGURES,
)

LOCALIZATION = "localization-rate"
POINTS = "percentage points"
VEHICLES = {"traditional-vehicles": "traditional", "new-energy-vehicles": "new-energy"}
"""The scopes of the two rates that are compared, each with the word for it in the output contract."""

GAP = Text(
    "Calculated: the rate of traditional vehicles less that of new energy vehicles.",
    "据来源计算：传统汽车本地配套率减新能源汽车本地配套率。",
)


APART = Text("Within one district, not to be compared with these", "单个区内，不可与上述数字相比")


def query(model: Model, *, past: params.Past = False) -> Result:
    """Show localization rates and the gap between them."""
    index = Index(model)
    if past:
        statements = sorted((statement_record(index, each) for each in model.localization), key=moment)
        return Result(statements, lambda _: show_statements(index, statements), keys=tuple(Statement.__annotations__))
    areas, districts = ({place.id for place in places} for places in (model.areas, model.districts))
    figures = [figure for figure in model.figures if figure.measure == LOCALIZATION and figure.kind == "actual"]
    rates = [figure for figure in figures if figure.scope in VEHICLES and figure.subject in areas]
    records = [*(rate_record(index, figure) for figure in rates), *gap_records(index, rates)]
    apart = [rate_record(index, figure) for figure in figures if figure.subject in districts]
    return Result([*records, *apart], lambda _: show_rates(index, records, apart))


def statement_record(index: Index, statement: types.LocalizationStatement) -> Statement:
    """Return what was stated on a localization rate as a record: the figure, and what it means."""
    figure = index.records[statement.figure]
    record = figure_record(index, figure)
    points = record["unit"] == POINTS
    return {
        "id": statement.id,
        "figure": figure.id,
        "label": record["label"],
        "label_zh": record["label_zh"],
        "subject": figure.subject,
        "scope": figure.scope,
        "vehicles": statement.vehicles,
        "local": statement.local,
        "stance": statement.stance,
        "percent": None if points else record["value"],
        "percentage_points": record["value"] if points else None,
        "significant_digits": record["significant_digits"],
        "period": figure.period,
        "as_of": figure.as_of,
        "qualifier": figure.qualifier,
        "bound": figure.bound,
        "kind": figure.kind,
        "basis": "stated",
        "grade": best_grade(index, figure.sources),
        "sources": record["sources"],
        "notes": [*([statement.note] if statement.note else []), *record["notes"]],
        "notes_zh": [*([statement.note_zh] if statement.note_zh else []), *record["notes_zh"]],
        "cautions": record["cautions"],
        "cautions_zh": record["cautions_zh"],
        "evidence": record["evidence"],
    }


def moment(record: Record) -> tuple[str, str]:
    """Return what the time of a statement sorts by."""
    return time_key(record["period"] or record["as_of"] or "")


OF, WITHIN = Text("Of", "对象"), Text("Local within", "本地范围")
HEADINGS = {
    "quantity": Text("Rate", "配套率"),
    "text": OF,
    "text_zh": OF,
    "label": WITHIN,
    "label_zh": WITHIN,
    "stance": Text("Kind", "性质"),
}
"""The headings of statements."""

WHOLE_CITY = Text("citywide", "全市")

THINGS = {
    "traditional": Text("traditional vehicles", "传统汽车"),
    "new-energy": Text("new energy vehicles", "新能源汽车"),
    "all": Text("vehicles", "汽车"),
    "parts": Text("parts", "零部件"),
}
"""What is localized, where the figure names no scope."""

MOST_REMARKS = 2
"""How many of the remarks on past statements are shown: those on most of them."""


def show_statements(index: Index, records: Sequence[Record]) -> Screen:
    """Return all statements by date, with the remarks on most of them."""
    figures = {record["figure"] for record in records}
    remarks = [
        (len(figures & set(remark.about)), remark)
        for remark in index.model.conflicts
        if remark.caution and len(figures & set(remark.about)) > 1
    ]
    chosen = sorted(remarks, key=lambda each: -each[0])[:MOST_REMARKS]
    return Screen(
        Text("Localization rates: statements by date", "本地配套率：历年表述"),
        [
            Section(
                [statement_row(index, record) for record in records],
                ("when", "quantity", "text", "label", "stance"),
                headings=HEADINGS,
                more=("grade",),
            )
        ],
        cautions=[Text(remark.caution or "", remark.caution_zh or remark.caution or "") for _, remark in chosen],
        limit=MOST_REMARKS,
    )


def statement_row(index: Index, record: Record) -> Record:
    """Return a statement with what is localized and where "local" ends, as people read them."""
    thing = short_name(index.terms[record["scope"]]) if record["scope"] else THINGS[record["vehicles"]]
    place = WHOLE_CITY if record["local"] == "city" else subject_name(index, record)
    if record["percentage_points"] is not None:
        thing = Text(f"{thing.en}, increase", f"{thing.zh}，提升幅度")
        record = {**record, "percentage_points": None, "value": record["percentage_points"], "unit": "points"}
    return {**record, "text": lower_first(thing.en), "text_zh": thing.zh, "label": place.en, "label_zh": place.zh}


def show_rates(index: Index, records: Sequence[Record], apart: Sequence[Record]) -> Screen:
    """Return the rates, each called by its vehicles alone where all are of one area, and the gap."""
    districts = [with_label(record, place_label(index, record)) for record in apart]
    view = ("label", "quantity", "when")
    beside = [Section(districts, view, APART if records else None, headings=None)] if apart else []
    if len({record["subject"] for record in records}) != 1:
        of_areas = [Section(records, view)] if records else []
        return Screen(Text("Localization rates", "本地配套率"), [*of_areas, *beside])
    rows = [with_label(record, vehicles_label(index, record["vehicles"])) for record in records]
    return Screen(
        rates_title(index, records),
        [Section(rows, ("label", "quantity"), headings=None, bars="percent", more=("when",)), *beside],
    )


def place_label(index: Index, record: Record) -> Text:
    """Return what the rate of a single place is called: the place, and what the rate is of."""
    place, scope = index.subjects[record["subject"]], index.terms.get(record["scope"] or "")
    if scope is None:
        return Text(place.name, place.name_zh)
    return Text(f"{place.name}, {lower_first(scope.name)}", f"{place.name_zh}，{scope.name_zh}")


def rates_title(index: Index, records: Sequence[Record]) -> Text:
    """Return what the rates are of, and the day on which they were told, where it is one: not that of measuring."""
    subject, measure = index.subjects[records[0]["subject"]], index.terms[LOCALIZATION]
    days = {record["as_of"] or "" for record in records}
    day = days.pop() if len(days) == 1 else ""
    word = "on" if len(day) == len("2023-08-18") else "in"
    told = Text(f", as stated {word} {time_text(day)}", f"，据{time_text(day, 'zh')}的表述") if day else Text("", "")
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
