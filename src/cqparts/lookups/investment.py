"""Contract value and funds secured, converted at a rate that says whose it is; and what follows from them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

from cqparts.lookups import params
from cqparts.lookups.base import FIGURES, LookUp, Param, Record, Result, Section
from cqparts.lookups.records import (
    AmountNumber,
    BasisWord,
    BoundWord,
    EvidenceTexts,
    QualifierWord,
    RateNumber,
    SourceIds,
    derived_record,
    figure_record,
    group_sections,
    replace_keys,
    short_label,
    subject_name,
    with_label,
)
from cqparts.model import types
from cqparts.model.index import Index, time_of
from cqparts.model.types import Limits, Model, Text
from cqparts.money import published, rates
from cqparts.money.amounts import convert, digits, is_zero, percent_of, to_decimal, to_number

if TYPE_CHECKING:
    from decimal import Decimal


class Conversion(TypedDict):
    """An amount in another currency, with the rate, whose it is and of when."""

    currency: str
    amount: AmountNumber
    significant_digits: int
    rate: RateNumber
    rate_date: str | None
    rate_period: str | None
    days: int | None
    rate_source: str | None
    basis: Literal["stated", "reference", "given"]
    rate_note: str
    rate_note_zh: str


class Investment(TypedDict):
    """An amount in whole units of its currency, or what percentage one amount is of another."""

    id: str
    label: str
    label_zh: str
    subject: str
    measure: str
    scope: str | None
    amount: Annotated[float | None, Limits(minimum=0)]
    currency: str | None
    significant_digits: int
    percent: float | None
    period: str | None
    as_of: str | None
    qualifier: QualifierWord
    basis: BasisWord
    converted: list[Conversion]
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    bound: BoundWord
    cautions: list[str]
    cautions_zh: list[str]
    evidence: EvidenceTexts


LOOK_UP = LookUp(
    record=Investment,
    view=("label", "when", "percent", "qualifier", "basis", "sources"),
    examples=("investment --to EUR", "investment --to USD,EUR --on 2023-06-30 --json"),
    group=FIGURES,
    money=True,
)

CONTRACTS, FUNDS = "contract-value", "funds-secured"

GivenRates = Annotated[
    rates.GivenRates | None,
    Param("CUR=R", "A rate of your own: yuan per one unit, like USD=7.1.", ("--rate",), multiple=True),
]


def query(model: Model, to: params.Currencies = None, on: params.When = None, rate: GivenRates = None) -> Result:
    """Show contract value and funds secured, converted.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    index, given = Index(model), rates.parse_rates(rate)
    codes = tuple(dict.fromkeys((*rates.parse_codes(to), *given))) or ("USD",)
    figures = list(amount_figures(index))
    money = [amount_record(index, figure, conversions(model, figure, codes, on, given)) for figure in figures]
    derived = [*ratio_records(index, figures), *share_records(index, figures)]
    return Result(
        [*money, *derived],
        notes=lambda: rate_notes(model, figures, codes, on, given),
        sections=lambda: show_amounts(index, money, derived, codes),
    )


def amount_figures(index: Index) -> Iterator[types.Figure]:
    """Yield the figures of areas, not single districts, that are amounts of money signed or secured."""
    areas = {area.id for area in index.model.areas}
    for figure in index.model.figures:
        measured = index.terms[figure.measure].topic == "investment" and figure.unit.endswith(rates.HOME)
        if measured and figure.kind == "actual" and figure.subject in areas:
            yield figure


def amount_record(index: Index, figure: types.Figure, converted: list[Conversion]) -> dict[str, Any]:
    """Return an amount as a record, in whole yuan."""
    record = figure_record(index, figure)
    return replace_keys(
        record,
        {
            "value": {"amount": record["value"]},
            "unit": {"currency": record["unit"]},
            "significant_digits": {"significant_digits": record["significant_digits"], "percent": None},
            "kind": {},
            "basis": {"basis": record["basis"], "converted": converted},
        },
    )


def conversions(
    model: Model, figure: types.Figure, codes: Iterable[str], on: str | None, given: "Mapping[str, Decimal]"
) -> list[Conversion]:
    """Return an amount in each currency, with the rate, whose it is and of when."""
    resolved = (rates.resolve(model, code, on, given, time_of(figure)) for code in codes)
    return [conversion(figure, rate, supported_digits(model, figure, rate)) for rate in resolved]


def supported_digits(model: Model, figure: types.Figure, rate: rates.Rate) -> int:
    """Return the significant digits of a converted amount: its source's, and no more than a stated rate bears."""
    quote = published.implied_quote(model, rate.currency) if rate.basis == "stated" else None
    return min(digits(figure.value), published.supported_digits(model, quote)) if quote else digits(figure.value)


def conversion(figure: types.Figure, rate: rates.Rate, count: int) -> Conversion:
    """Return an amount at one rate, to so many significant digits."""
    return {
        "currency": rate.currency,
        "amount": to_number(convert(to_decimal(figure.value, figure.unit), rate.rate, count)),
        "significant_digits": count,
        "rate": rate.rounded,
        "rate_date": rate.rate_date,
        "rate_period": rate.rate_period,
        "days": rate.days,
        "rate_source": rate.rate_source,
        "basis": rate.basis,
        "rate_note": rate.note,
        "rate_note_zh": rate.note_zh,
    }


def rate_notes(
    model: Model, figures: Iterable[types.Figure], codes: Iterable[str], on: str | None, given: "Mapping[str, Decimal]"
) -> Iterable[Text]:
    """Return a sentence for each rate that was used: what it is, whose, and of when."""
    times = dict.fromkeys(time_of(figure) for figure in figures)
    used = [rates.resolve(model, code, on, given, time) for code in codes if code != rates.HOME for time in times]
    return dict.fromkeys(Text(rate.sentence(), rate.sentence("zh")) for rate in used)


def show_amounts(
    index: Index, money: Sequence[Record], derived: Sequence[Record], codes: Iterable[str]
) -> Iterator[Section]:
    """Yield the amounts, a table an area, a column a currency; then what follows from them."""
    converted = tuple(f"converted.{code}.amount" for code in codes if code != rates.HOME)
    yield from group_sections(
        (with_label(record, short_label(index, record)) for record in money),
        lambda record: subject_name(index, record),
        ("label", "when", "amount", *converted, "qualifier", "sources"),
    )
    yield Section(derived, LOOK_UP.view, Text("Derived from these", "据此推算"))


def ratio_records(index: Index, figures: Iterable[types.Figure]) -> Iterator[Record]:
    """Yield the funds secured in percent of the contract value of each area and period that has both."""
    whole = first_figures(figures, CONTRACTS)
    for case, funds in first_figures(figures, FUNDS).items():
        if case in whole:
            key = f"funds-to-contracts.{funds.subject}.{time_of(funds)}"
            yield percent_record(index, funds, whole[case], key, RATIO)


def share_records(index: Index, figures: Iterable[types.Figure]) -> Iterator[Record]:
    """Yield what each area makes up of the area that holds it, in percent."""
    holders = {area.id: area.part_of for area in index.model.areas}
    for measure in (CONTRACTS, FUNDS):
        totals = first_figures(figures, measure)
        for (subject, time), part in totals.items():
            whole = totals.get((holders[subject] or "", time))
            if whole:
                yield percent_record(index, part, whole, f"{measure}-share.{subject}.{time}", SHARE)


def first_figures(figures: Iterable[types.Figure], measure: str) -> dict[tuple[str, str], types.Figure]:
    """Return the first unlimited figure of a measure for each subject and time, if it is more than nothing."""
    first: dict[tuple[str, str], types.Figure] = {}
    for figure in figures:
        if figure.measure == measure and figure.scope is None and not is_zero(figure.value):
            first.setdefault((figure.subject, time_of(figure)), figure)
    return first


RATIO = (
    Text("Funds secured to contract value, {subject}", "{subject}到位资金与合同金额之比"),
    Text(
        "Own calculation. The funds need not belong to the projects signed in the same period.",
        "自行计算。到位资金未必属于同期签约的项目。",
    ),
)
SHARE = (
    Text("{measure}: {subject} as a share of {whole}", "{subject}占{whole}{measure}比重"),
    Text("Own calculation from the two totals.", "据两项总额自行计算。"),
)


def percent_record(
    index: Index, part: types.Figure, whole: types.Figure, key: str, wording: tuple[Text, Text]
) -> Record:
    """Return what percentage one amount is of another."""
    percent, count = percent_of(part.value, part.unit, whole.value, whole.unit)
    label, note = wording
    return derived_record(
        [amount_record(index, figure, []) for figure in (part, whole)],
        Text(
            label.en.format(**label_names(index, part, whole, "name")),
            label.zh.format(**label_names(index, part, whole, "name_zh")),
        ),
        note,
        id=key,
        measure=key.partition(".")[0],
        significant_digits=count,
        percent=percent,
        qualifier="about",
    )


def label_names(index: Index, part: types.Figure, whole: types.Figure, name: str) -> dict[str, str]:
    """Return what the parts of a derived figure are called, by the places of a label."""
    return {
        "subject": getattr(index.subjects[part.subject], name),
        "whole": getattr(index.subjects[whole.subject], name),
        "measure": getattr(index.terms[part.measure], name),
    }
