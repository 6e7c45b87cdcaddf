"""The exchange rates themselves: whose they are, and how far each is from the one that a source implies."""

from collections.abc import Iterator, Sequence
from typing import Literal, TypedDict

from cqparts.lookups import params
from cqparts.lookups.base import FIGURES, LookUp, Record, Result, Section
from cqparts.lookups.records import EvidenceTexts, QualifierWord, RateNumber, SourceIds
from cqparts.model.types import Model, Text
from cqparts.money import published, rates


class ExchangeRate(TypedDict):
    """A rate that conversions use, or one that is quoted: yuan per one unit of the currency."""

    id: str
    currency: str
    rate: RateNumber
    significant_digits: int
    kind: Literal["implied", "reference", "published", "cross"]
    as_of: str | None
    period: str | None
    days: int | None
    qualifier: QualifierWord
    basis: Literal["stated", "derived", "reference", "given"]
    difference_percent: float | None
    within_rounding: bool | None
    sources: SourceIds
    notes: list[str]
    notes_zh: list[str]
    evidence: EvidenceTexts
    used: bool


LOOK_UP = LookUp(
    record=ExchangeRate,
    view=("currency", "rate", "when", "basis", "qualifier", "sources"),
    examples=("rates", "rates --to EUR --on 2023-H1"),
    group=FIGURES,
)

COMPARED = ("currency", "rate", "when", "kind", "difference_percent", "within_rounding", "qualifier", "sources")
"""The keys that people see of quoted rates."""


def query(model: Model, to: params.Currencies = None, on: params.When = None) -> Result:
    """Show exchange rates, compared with the article's.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    codes, on = rates.parse_codes(to), rates.read_time(on)
    used = [rates.resolve(model, code, on) for code in codes] if codes else rates.all_rates(model, on)
    records = [used_record(rate) for rate in used if rate.currency != rates.HOME]
    quoted = [record for record in quoted_records(model) if not codes or record["currency"] in codes]
    return Result(
        [*records, *quoted],
        notes=lambda: [Text("CNY per unit of foreign currency.", "每单位外币折合人民币（元）。")],
        sections=lambda: show_rates(records, quoted),
    )


def show_rates(used: Sequence[Record], quoted: Sequence[Record]) -> Iterator[Section]:
    """Yield the rates in use, and below the quoted ones, compared with the one that a source implies."""
    yield Section(used, LOOK_UP.view)
    if quoted:
        yield Section(quoted, COMPARED, Text("Compared with the implied rate", "与隐含汇率对照"))


def used_record(rate: rates.Rate) -> ExchangeRate:
    """Return a rate that conversions use as a record."""
    exact = rate.known is not None and rate.known.kind == "published"
    return {
        "id": f"rate.{rate.currency.lower()}.{rate.rate_date or rate.rate_period}",
        "currency": rate.currency,
        "rate": rate.rounded,
        "significant_digits": rate.digits,
        "kind": "implied" if rate.basis == "implied" else "reference",
        "as_of": rate.rate_date,
        "period": rate.rate_period,
        "days": rate.days,
        "qualifier": "exact" if exact else "about",
        "basis": "stated" if exact else "derived",
        "difference_percent": None,
        "within_rounding": None,
        "sources": [rate.rate_source] if rate.rate_source else [],
        "notes": [f"{rate.note[0].upper()}{rate.note[1:]}."],
        "notes_zh": [f"{rate.note_zh}。"],
        "evidence": {},
        "used": True,
    }


def quoted_records(model: Model) -> Iterator[ExchangeRate]:
    """Yield the quoted rates beside the one that a source implies: published ones with their own digits."""
    for quote in model.exchange_rates.quotes:
        compared = published.compare(model, quote)
        yield {
            "id": quote.id,
            "currency": quote.currency,
            "rate": compared.rate,
            "significant_digits": published.shown_digits(model, quote),
            "kind": quote.kind,
            "as_of": quote.as_of,
            "period": quote.period,
            "days": quote.days,
            "qualifier": quote.qualifier,
            "basis": "stated" if quote.kind == "published" else "derived",
            "difference_percent": compared.difference_percent,
            "within_rounding": compared.within_rounding,
            "sources": list(quote.sources),
            "notes": [quote.note] if quote.note else [],
            "notes_zh": [quote.note_zh] if quote.note_zh else [],
            "evidence": dict(quote.evidence),
            "used": False,
        }
