"""Contract value and funds secured, converted at a rate that says whose it is; and what follows from them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from cqparts.lookups.old import called_subject, cited, figure_record, grouped, short_labels
from cqparts.lookups.table import Record, Table
from cqparts.lookups.trends_old import time_of
from cqparts.model.index import Index
from cqparts.model.types import Figure, Model, Text
from cqparts.money import published, rates
from cqparts.money.amounts import convert, digits, exact, is_nothing, percent_of, plain

if TYPE_CHECKING:
    from decimal import Decimal

INVESTMENT_KEYS = (
    "id",
    "label",
    "label_zh",
    "subject",
    "measure",
    "scope",
    "amount",
    "currency",
    "significant_digits",
    "percent",
    "period",
    "as_of",
    "qualifier",
    "basis",
    "converted",
    "sources",
    "notes",
    "notes_zh",
)
CONTRACTS, FUNDS = "contract-value", "funds-secured"


def investment(
    model: Model,
    to: Iterable[str] = ("USD",),
    on: str | None = None,
    given: "Mapping[str, Decimal] | None" = None,
) -> Table:
    """Return what was signed and secured, with conversions; ratios and shares after the amounts.

    Args:
        model: The model.
        to: Codes of the currencies to convert to.
        on: A day, a period, or `period` for each figure's own; by default the source's own rate or the bundled ones.
        given: Rates in yuan per one unit, by currency code.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    index = Index(model)
    figures = list(amounts(index))
    codes = tuple(dict.fromkeys(to))
    money = [amount_record(index, figure, conversions(model, figure, codes, on, given)) for figure in figures]
    derived = [*ratios(index, figures), *shares(index, figures)]
    records = [*money, *derived]
    return Table(
        "investment",
        INVESTMENT_KEYS,
        records,
        view=("label", "amount", "currency", "percent", "when", "qualifier", "basis", "sources"),
        picture=pictured(index, money, derived, codes),
        notes=rate_notes(model, figures, codes, on, given),
        cited=cited(index, records),
    )


def amounts(index: Index) -> Iterator[Figure]:
    """Yield the figures of areas, not single districts, that are amounts of money signed or secured."""
    areas = {area.id for area in index.model.areas}
    for figure in index.model.figures:
        measured = index.terms[figure.measure].topic == "investment" and figure.unit.endswith(rates.HOME)
        if measured and figure.kind == "actual" and figure.subject in areas:
            yield figure


def amount_record(index: Index, figure: Figure, converted: list[Record]) -> Record:
    """Return an amount as a record, in whole yuan."""
    record = figure_record(index, figure)
    own = {"amount": record["value"], "currency": record["unit"], "converted": converted}
    return {key: record.get(key) for key in INVESTMENT_KEYS} | own


def conversions(
    model: Model, figure: Figure, codes: Iterable[str], on: str | None, given: "Mapping[str, Decimal] | None"
) -> list[Record]:
    """Return an amount in each currency, with the rate, whose it is and of when."""
    resolved = (rates.resolve(model, code, on, given, time_of(figure)) for code in codes)
    return [conversion(figure, rate, borne(model, figure, rate)) for rate in resolved]


def borne(model: Model, figure: Figure, rate: rates.Rate) -> int:
    """Return the significant digits of a converted amount: its source's, and no more than a stated rate bears."""
    quote = published.implied(model, rate.currency) if rate.basis == "stated" else None
    return min(digits(figure.value), published.sound_digits(model, quote)) if quote else digits(figure.value)


def conversion(figure: Figure, rate: rates.Rate, count: int) -> Record:
    """Return an amount at one rate, to so many significant digits."""
    return {
        "currency": rate.currency,
        "amount": plain(convert(exact(figure.value, figure.unit), rate.rate, count)),
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
    model: Model, figures: Iterable[Figure], codes: Iterable[str], on: str | None, given: "Mapping[str, Decimal] | None"
) -> tuple[Text, ...]:
    """Return a sentence for each rate that was used: what it is, whose, and of when."""
    times = dict.fromkeys(time_of(figure) for figure in figures)
    used = [rates.resolve(model, code, on, given, time) for code in codes if code != rates.HOME for time in times]
    return tuple(dict.fromkeys(Text(rate.sentence(), rate.sentence("zh")) for rate in used))


def pictured(index: Index, money: list[Record], derived: list[Record], codes: Iterable[str]) -> Table | None:
    """Return the amounts as a person reads them: a table an area, a column a currency, then what follows from them."""
    converted = tuple(f"converted.{code}.amount" for code in codes if code != rates.HOME)
    title = Text("Derived from these", "据此推算")
    view = ("label", "when", "percent", "qualifier", "basis", "sources")
    return grouped(
        "investment",
        (record | short_labels(index, record) for record in money),
        lambda record: called_subject(index, record),
        view=("label", "when", "amount", *converted, "qualifier", "sources"),
        also=Table("investment", INVESTMENT_KEYS, derived, view=view, title=title),
    )


def ratios(index: Index, figures: Iterable[Figure]) -> Iterator[Record]:
    """Yield the funds secured in percent of the contract value of each area and period that has both."""
    whole = firsts(figures, CONTRACTS)
    for case, funds in firsts(figures, FUNDS).items():
        if case in whole:
            yield derived_record(
                index, funds, whole[case], f"funds-to-contracts.{funds.subject}.{time_of(funds)}", RATIO
            )


def shares(index: Index, figures: Iterable[Figure]) -> Iterator[Record]:
    """Yield what each area makes up of the area that holds it, in percent."""
    holders = {area.id: area.part_of for area in index.model.areas}
    for measure in (CONTRACTS, FUNDS):
        totals = firsts(figures, measure)
        for (subject, time), part in totals.items():
            whole = totals.get((holders[subject] or "", time))
            if whole:
                yield derived_record(index, part, whole, f"{measure}-share.{subject}.{time}", SHARE)


def firsts(figures: Iterable[Figure], measure: str) -> dict[tuple[str, str], Figure]:
    """Return the first unlimited figure of a measure for each subject and time, if it is more than nothing."""
    found: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        if figure.measure == measure and figure.scope is None and not is_nothing(figure.value):
            found.setdefault((figure.subject, time_of(figure)), figure)
    return found


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


def derived_record(index: Index, part: Figure, whole: Figure, key: str, wording: tuple[Text, Text]) -> Record:
    """Return what percentage one amount is of another, as a record marked as derived."""
    percent, count = percent_of(part.value, part.unit, whole.value, whole.unit)
    label, note = wording
    record = amount_record(index, part, [])
    return record | {
        "id": key,
        "label": label.en.format(**named(index, part, whole, "name")),
        "label_zh": label.zh.format(**named(index, part, whole, "name_zh")),
        "measure": key.partition(".")[0],
        "amount": None,
        "currency": None,
        "significant_digits": count,
        "percent": percent,
        "qualifier": "about",
        "basis": "derived",
        "sources": list(dict.fromkeys((*part.sources, *whole.sources))),
        "notes": [note.en],
        "notes_zh": [note.zh],
    }


def named(index: Index, part: Figure, whole: Figure, name: str) -> dict[str, str]:
    """Return what the parts of a derived figure are called, by the places of a label."""
    return {
        "subject": getattr(index.subjects[part.subject], name),
        "whole": getattr(index.subjects[whole.subject], name),
        "measure": getattr(index.terms[part.measure], name),
    }
