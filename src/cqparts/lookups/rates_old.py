"""The exchange rates themselves: whose they are, and how far each is from the one that a source implies."""

from collections.abc import Iterable, Iterator

from cqparts.lookups.old import cited
from cqparts.lookups.table import Record, Table
from cqparts.model.index import Index
from cqparts.model.types import Model, Text
from cqparts.money import published, rates
from cqparts.money.amounts import RATE_DIGITS, digits

RATE_KEYS = (
    "id",
    "currency",
    "rate",
    "significant_digits",
    "kind",
    "as_of",
    "period",
    "days",
    "qualifier",
    "basis",
    "difference_percent",
    "within_rounding",
    "sources",
    "notes",
    "notes_zh",
)


def exchange(model: Model, to: Iterable[str] = (), on: str | None = None) -> Table:
    """Return the rates that conversions use, then the quoted ones beside the rate that a source implies.

    Args:
        model: The model.
        to: Codes of the currencies; all that can be had if empty.
        on: A day or a period; by default the source's own rate or the bundled ones.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    index = Index(model)
    codes = tuple(to)
    resolved = [rates.resolve(model, code, on) for code in codes] if codes else rates.every(model, on)
    used = [used_record(rate) for rate in resolved if rate.currency != rates.HOME]
    quoted = [record for record in quoted_records(model) if not codes or record["currency"] in codes]
    records = [*used, *quoted]
    return Table(
        "rates",
        RATE_KEYS,
        records,
        view=("currency", "rate", "when", "kind", "difference_percent", "within_rounding", "sources"),
        picture=pictured(used, quoted),
        notes=(Text("Yuan (CNY) per one unit of the currency.", "每一单位外币折合人民币元。"),),
        cited=cited(index, records),
    )


def pictured(used: list[Record], quoted: list[Record]) -> Table:
    """Return the rates as a person reads them: those in use, and below how sound the source's own equivalent is."""
    view = ("currency", "rate", "when", "kind", "difference_percent", "within_rounding", "qualifier", "sources")
    title = Text("Beside the rate that the source implies", "与来源隐含汇率对照")
    sound = Table("rates", RATE_KEYS, quoted, view=view, title=title) if quoted else None
    return Table(
        "rates", RATE_KEYS, used, view=("currency", "rate", "when", "basis", "qualifier", "sources"), also=sound
    )


def used_record(rate: rates.Rate) -> Record:
    """Return a rate that conversions use as a record."""
    time = rate.rate_date or rate.rate_period
    stated = rate.basis == "stated"
    return {
        "id": f"rate.{rate.currency.lower()}.{time}",
        "currency": rate.currency,
        "rate": rate.rounded,
        "significant_digits": RATE_DIGITS,
        "kind": "implied" if stated else "reference",
        "as_of": rate.rate_date,
        "period": rate.rate_period,
        "days": rate.days,
        "qualifier": "about" if stated else "exact",
        "basis": rate.basis,
        "difference_percent": None,
        "within_rounding": None,
        "sources": [rate.rate_source] if rate.rate_source else [],
        "notes": [f"{rate.note[0].upper()}{rate.note[1:]}."],
        "notes_zh": [f"{rate.note_zh}。"],
    }


def quoted_records(model: Model) -> Iterator[Record]:
    """Yield the quoted rates as records, beside the one that a source implies: published ones with their own digits."""
    for quote, compared in zip(model.exchange_rates.quotes, published.compare(model), strict=True):
        record = compared | {
            "significant_digits": digits(quote.rate) if quote.rate and quote.kind == "published" else RATE_DIGITS,
            "basis": "stated" if quote.kind == "published" else "derived",
            "notes": [quote.note] if quote.note else [],
            "notes_zh": [quote.note_zh] if quote.note_zh else [],
        }
        yield {key: record[key] for key in RATE_KEYS}
