"""Contract value and funds in place, converted at a rate that says whose it is; and what follows from them."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache

from cqparts.lookups import params
from cqparts.lookups.base import FIGURES, LookUp, Param, Record, Result, Screen, Section
from cqparts.lookups.records import (
    AmountNumber,
    BasisWord,
    BoundWord,
    EvidenceTexts,
    GradeWord,
    QualifierWord,
    RateBasisWord,
    RateNumber,
    SourceIds,
    count,
    derived_record,
    figure_record,
    known_figure,
    replace_keys,
    result_keys,
    short_label,
    subject_name,
    with_label,
)
from cqparts.model import types
from cqparts.model.annotations import Annotated, Any
from cqparts.model.index import Index, time_of
from cqparts.model.record import Keys, Limits
from cqparts.model.times import time_text
from cqparts.model.types import Model, Text
from cqparts.money import exactness, published, rates
from cqparts.money.amounts import digits, is_zero, split_unit


class Conversion(Keys):
    """An amount in another currency, with the rate, whose it is and of when; stated where its source prints it."""

    currency: str
    amount: AmountNumber
    significant_digits: int
    rate: RateNumber
    rate_date: str | None
    rate_period: str | None
    days: int | None
    rate_source: str | None
    basis: BasisWord
    rate_note: str
    rate_note_zh: str
    qualifier: QualifierWord
    bound: BoundWord
    rate_basis: RateBasisWord


class Investment(Keys):
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
    grade: GradeWord | None


LOOK_UP = LookUp(
    record=Investment,
    examples=("investment --to EUR", "investment --to USD,EUR --on 2023-06-30 --json"),
    group=FIGURES,
    money=True,
    all=True,
)

CONTRACTS, FUNDS = "contract-value", "funds-secured"

STATED_SHARES = {FUNDS: "share-of-city-funds"}
"""The measure of which a source states what an area makes up of the city, by that of the two totals."""

GivenRates = Annotated[
    rates.GivenRates | None,
    Param("CUR=R", "Your own rate in CNY per unit, e.g. USD=7.1.", ("--rate",), multiple=True),
]


def query(model: Model, to: params.Currencies = None, on: params.When = None, rate: GivenRates = None) -> Result:
    """Show contract value and funds in place, in any currency.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    index, given, on = Index(model), rates.parse_rates(rate), rates.read_time(on)
    codes = tuple(dict.fromkeys((*rates.parse_codes(to), *given))) or ("USD",)
    every = list(amount_figures(index))
    figures = [figure for figure in every if is_home(figure)]

    @cache
    def rates_at(time: str | None) -> list[rates.Rate]:
        """Return the rate of each currency for a time."""
        return [rates.resolve(model, code, on, given, time) for code in codes]

    def rates_of(figure: types.Figure) -> list[rates.Rate]:
        """Return the rate of each currency for a figure, whose time matters only where a time is asked."""
        return rates_at(time_of(figure) if on else None)

    money = [
        converted_record(index, figure, rates_of(figure), on) if is_home(figure) else foreign_record(index, figure)
        for figure in every
    ]
    derived = [*ratio_records(index, figures), *share_records(index, figures)]
    records = [*money, *derived, *percents_beside(index, {record["id"] for record in derived})]

    def show(everything: bool) -> Screen:  # noqa: FBT001 -- what a screen is asked with
        """Return the amounts of the first area and period, or all of them."""
        used = figures if everything else [figure for figure in figures if is_main(figure, figures[0])]
        return show_amounts(index, records, codes, rates_text(rate_notes(used, rates_of, on)), everything=everything)

    return Result(records, show)


def amount_figures(index: Index) -> Iterator[types.Figure]:
    """Yield the figures of areas, not single districts, that are amounts of money signed for or in place."""
    for figure in index.model.figures:
        measured = index.terms[figure.measure].topic == "investment" and split_unit(figure.unit)[1].isupper()
        if measured and figure.kind == "actual" and figure.subject in index.areas:
            yield figure


def percents_beside(index: Index, shown: Container[str]) -> Iterator[Record]:
    """Yield the other percentages that sources state of areas and investment: shares, growth, goals fulfilled.

    Numbers of projects are left out: they are no money, and `find` and the exports have them.
    """
    for figure in index.model.figures:
        of_area = figure.unit == "percent" and figure.kind == "actual" and figure.subject in index.areas
        if of_area and figure.id not in shown and index.terms[figure.measure].topic == "investment":
            yield stated_record(index, figure)


def is_home(figure: types.Figure) -> bool:
    """Return whether an amount is in yuan."""
    return split_unit(figure.unit)[1] == rates.HOME


def amount_record(index: Index, figure: types.Figure, converted: Sequence[Record] = ()) -> dict[str, Any]:
    """Return an amount as a record, in whole yuan."""
    record = figure_record(index, figure)
    return replace_keys(
        record,
        {
            "value": {"amount": record["value"]},
            "unit": {"currency": record["unit"]},
            "significant_digits": {"significant_digits": record["significant_digits"], "percent": None},
            "kind": {},
            "basis": {"basis": record["basis"], "converted": list(converted)},
        },
    )


def converted_record(
    index: Index, figure: types.Figure, resolved: Sequence[rates.Rate], on: str | None
) -> dict[str, Any]:
    """Return an amount in whole yuan and each currency; with a caution where the default rates are not of its time."""
    used = [rate for rate in resolved if on or is_of_its_year(rate, figure)]
    record = amount_record(index, figure, list(conversions(index.model, figure, used, on)))
    if len(used) < len(resolved):
        record["cautions"] = [*record["cautions"], NOT_CONVERTED.en]
        record["cautions_zh"] = [*record["cautions_zh"], NOT_CONVERTED.zh]
    return record


def foreign_record(index: Index, figure: types.Figure) -> dict[str, Any]:
    """Return an amount of another currency as a record, with the caution that it is not converted."""
    record = amount_record(index, figure)
    return {
        **record,
        "cautions": [*record["cautions"], FOREIGN.en],
        "cautions_zh": [*record["cautions_zh"], FOREIGN.zh],
    }


FOREIGN = Text(
    "Not converted: only amounts in CNY are.",
    "未折算：仅折算以人民币计的金额。",
)
NOT_CONVERTED = Text(
    "Not converted at rates of another year; --on period takes those of its time.",
    "不按其他年份的汇率折算；--on period 取当期汇率。",
)


def is_of_its_year(rate: rates.Rate, figure: types.Figure) -> bool:
    """Return whether a rate is of no time, as a given one, or of the year of a figure."""
    time = rate.rate_date or rate.rate_period
    return time is None or time[:4] == time_of(figure)[:4]


def conversions(
    model: Model, figure: types.Figure, used: Iterable[rates.Rate], on: str | None
) -> Iterator[dict[str, Any]]:
    """Yield an amount at each rate that gives one."""
    for rate in used:
        result = converted_amount(model, figure, rate, on)
        if result.value is not None:
            yield conversion(rate, result)


def conversion(rate: rates.Rate, result: exactness.Result) -> dict[str, Any]:
    """Return an amount at one rate, the `Conversion`: as its source prints it, or calculated."""
    return {
        "currency": rate.currency,
        **result_keys(result, "amount"),
        "rate": rate.rounded,
        "rate_date": None if rate.basis == "implied" else rate.rate_date,
        "rate_period": rate.rate_period,
        "days": rate.days,
        "rate_source": rate.rate_source,
        "basis": "stated" if result.basis == "stated" else "derived",
        "rate_basis": rate.basis,
        "rate_note": rate.note,
        "rate_note_zh": rate.note_zh,
    }


def converted_amount(model: Model, figure: types.Figure, rate: rates.Rate, on: str | None) -> exactness.Result:
    """Return an amount in a currency: the equivalent that its source prints, or what the rate makes of it."""
    amount = known_figure(figure)
    if rate.currency == rates.HOME:
        return exactness.show(amount)._replace(digits=digits(figure.value))
    quote = published.implied_quote(model, rate.currency) if rate.basis == "implied" else None
    printed = published.equivalent(quote) if quote and quote.figure == figure.id and on is None else None
    return exactness.prefer(printed, exactness.convert(amount, rate.known or exactness.given_rate(rate.rate)))


def rate_notes(
    figures: Iterable[types.Figure], rates_of: Callable[[types.Figure], list[rates.Rate]], on: str | None
) -> Iterable[Text]:
    """Return a sentence for each rate that was used, currency by currency: what it is, whose, and of when."""
    by_time = {time_of(figure): figure for figure in figures}.values()
    used = [[rate if on or is_of_its_year(rate, figure) else None for rate in rates_of(figure)] for figure in by_time]
    return dict.fromkeys(
        Text(rate.sentence(), rate.sentence("zh"))
        for of_one in zip(*used, strict=True)
        for rate in of_one
        if rate and rate.currency != rates.HOME
    )


def is_main(figure: types.Figure, first: types.Figure) -> bool:
    """Return whether a figure is of the area and the period that the short screen shows: those of the first amount."""
    return figure.subject == first.subject and time_of(figure) == time_of(first)


def rates_text(sentences: Iterable[Text]) -> Text | None:
    """Return the rates that were used in one line."""
    said = list(sentences)
    if not said:
        return None
    head = Text("Rates: ", "汇率：") if len(said) > 1 else Text("Rate: ", "汇率：")
    return Text(head.en + "; ".join(text.en for text in said), head.zh + "；".join(text.zh for text in said))


def show_amounts(
    index: Index, records: Sequence[Record], codes: Iterable[str], said: Text | None, *, everything: bool
) -> Screen:
    """Return the amounts with a column a currency: of the first area and period, or all of them and what follows.

    Those of other currencies than the yuan have rows of their own on either screen, each in its currency.
    """
    if not records:
        return Screen(Text("No amounts", "无金额"), [])
    money = [record for record in records if record["currency"] == rates.HOME]
    percent = [record for record in records if record["amount"] is None]
    foreign = [record for record in records if record["currency"] not in (None, rates.HOME)]
    columns = ("amount", *(f"converted.{code}.amount" for code in codes if code != rates.HOME))
    apart = area_sections(index, foreign, ("label", "when", "quantity"), FOREIGN_AMOUNTS)
    if money and not everything:
        first = money[0]
        main = [record for record in money if is_like(record, first)]
        place, time = subject_name(index, first), first["period"] or first["as_of"]
        areas = {subject_name(index, record) for record in money} - {place}
        return Screen(
            Text(f"{place.en}, {time_text(time)}", f"{place.zh}，{time_text(time, 'zh')}"),
            [Section(label_rows(index, main), ("label", *columns)), *apart],
            rates=said,
            more=left_text(len(money) + len(percent) - len(main), len(areas), len(percent)),
        )
    return Screen(
        Text("Contract value and funds in place, by area", "合同金额与到位资金，按地区"),
        [
            *area_sections(index, money, ("label", "when", *columns)),
            *apart,
            *([Section(percent, ("label", "when", "quantity"), DERIVED, more=("basis",))] if percent else []),
        ],
        rates=said,
    )


def area_sections(
    index: Index, records: Sequence[Record], view: tuple[str, ...], title: Text | None = None
) -> list[Section]:
    """Return amounts in groups, one an area; no section where there are none."""
    if not records:
        return []
    return [Section(label_rows(index, records), view, title, group=lambda record: subject_name(index, record))]


FOREIGN_AMOUNTS = Text("Amounts in other currencies", "其他币种金额")
DERIVED = Text(
    "Ratios and growth (calculated, except where a source states them)", "比率与增速（据来源计算，来源列明者除外）"
)


def is_like(record: Record, first: Record) -> bool:
    """Return whether a record is of the area and the period of the first."""
    return all(record[key] == first[key] for key in ("subject", "period", "as_of"))


def label_rows(index: Index, records: Sequence[Record]) -> list[Record]:
    """Return amounts under labels without their area; those that would read alike with the id of their source."""
    labels = [short_label(index, record) for record in records]
    times = [record["period"] or record["as_of"] for record in records]
    cases = [(label, record["subject"], time) for label, record, time in zip(labels, records, times, strict=True)]
    rows = []
    for place, (label, record) in enumerate(zip(labels, records, strict=True)):
        again = cases.index(cases[place]) < place
        source = record["sources"][0]
        rows.append(with_label(record, Text(f"{label.en} ({source})", f"{label.zh}（{source}）") if again else label))
    return rows


def left_text(rows: int, areas: int, ratios: int) -> Text | None:
    """Return what the short screen leaves out."""
    if not rows:
        return None
    return Text(
        f"--all adds {count(rows, 'row')}: other periods, {count(areas, 'area')}, "
        f"{count(ratios, 'ratio or rate of growth', 'ratios and rates of growth')}",
        f"--all 另列{rows}行：其他时期、{areas}个地区、{ratios}项比率与增速",
    )


def ratio_records(index: Index, figures: Iterable[types.Figure]) -> Iterator[Record]:
    """Yield the funds in place in percent of the contract value of each area and period that has both."""
    whole = first_figures(figures, CONTRACTS)
    for case, funds in first_figures(figures, FUNDS).items():
        if case in whole:
            key = f"funds-to-contracts.{funds.subject}.{time_of(funds)}"
            yield from percent_records(index, funds, whole[case], key, RATIO)


def share_records(index: Index, figures: Iterable[types.Figure]) -> Iterator[Record]:
    """Yield what each area makes up of the area that holds it, in percent: as a source states it, else calculated."""
    holders = {area.id: area.part_of for area in index.model.areas}
    for measure in (CONTRACTS, FUNDS):
        totals, stated = first_figures(figures, measure), stated_shares(index, measure)
        for (subject, time), part in totals.items():
            whole = totals.get((holders[subject] or "", time))
            if (subject, time) in stated:
                yield stated_record(index, stated[subject, time])
            elif whole:
                yield from percent_records(index, part, whole, f"{measure}-share.{subject}.{time}", SHARE)


def stated_shares(index: Index, measure: str) -> dict[tuple[str, str], types.Figure]:
    """Return the shares of the city's total that sources state, by subject and time."""
    return {
        (figure.subject, time_of(figure)): figure
        for figure in index.model.figures
        if figure.measure == STATED_SHARES.get(measure) and figure.kind == "actual" and figure.scope is None
    }


def stated_record(index: Index, figure: types.Figure) -> Record:
    """Return a share that a source states as a record, in percent."""
    record = amount_record(index, figure)
    return {**record, "amount": None, "currency": None, "percent": record["amount"]}


def first_figures(figures: Iterable[types.Figure], measure: str) -> dict[tuple[str, str], types.Figure]:
    """Return the first unlimited figure of a measure for each subject and time, if it is more than nothing."""
    first: dict[tuple[str, str], types.Figure] = {}
    for figure in figures:
        if figure.measure == measure and figure.scope is None and not is_zero(figure.value):
            first.setdefault((figure.subject, time_of(figure)), figure)
    return first


RATIO = (
    Text("Funds in place as % of contract value, {subject}", "{subject}到位资金与合同金额之比"),
    Text(
        "Calculated. The funds need not belong to the projects signed in the same period.",
        "据来源计算。到位资金未必属于同期签约的项目。",
    ),
)
SHARE = (
    Text("{measure}, {subject}: share of {whole}", "{subject}占{whole}{measure}比重"),
    Text(
        "Calculated from totals of two sources, which may be counted differently.",
        "据两个来源的总额计算，口径可能不同。",
    ),
)


def percent_records(
    index: Index, part: types.Figure, whole: types.Figure, key: str, wording: tuple[Text, Text]
) -> Iterator[Record]:
    """Yield what percentage one amount is of another, if the two bear any."""
    result = exactness.share(known_figure(part), known_figure(whole))
    label, note = wording
    if result.value is not None:
        yield derived_record(
            [amount_record(index, figure) for figure in (part, whole)],
            Text(
                label.en.format(**label_names(index, part, whole, "name")),
                label.zh.format(**label_names(index, part, whole, "name_zh")),
            ),
            note,
            id=key,
            measure=key.partition(".")[0],
            **result_keys(result, "percent"),
        )


def label_names(index: Index, part: types.Figure, whole: types.Figure, name: str) -> dict[str, str]:
    """Return what the parts of a derived figure are called, by the places of a label."""
    return {
        "subject": getattr(index.subjects[part.subject], name),
        "whole": getattr(index.subjects[whole.subject], name),
        "measure": getattr(index.terms[part.measure], name),
    }
