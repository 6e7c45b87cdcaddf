"""The exchange rates themselves: whose they are, and how far each is from the one that a source implies."""

from collections.abc import Iterator, Sequence

from cqparts.lookups import params
from cqparts.lookups.base import FIGURES, LookUp, Prose, Record, Result, Screen, Section
from cqparts.lookups.records import EvidenceTexts, QualifierWord, RateNumber, SourceIds, both_texts
from cqparts.model.annotations import Literal
from cqparts.model.record import Keys
from cqparts.model.times import time_text
from cqparts.model.types import Model, Text
from cqparts.money import published, rates


class ExchangeRate(Keys):
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
    examples=("rates", "rates --to EUR --on 2023-H1"),
    group=FIGURES,
    all=True,
)


def query(model: Model, to: params.Currencies = None, on: params.When = None) -> Result:
    """Show exchange rates, compared with the article's.

    Raises:
        CallError: A currency is unknown, or there is no rate for it at that time.
    """
    codes, on = rates.parse_codes(to), rates.read_time(on)
    used = [rates.resolve(model, code, on) for code in codes] if codes else rates.all_rates(model, on)
    records = [used_record(rate) for rate in used if rate.currency != rates.HOME]
    quoted = [record for record in quoted_records(model) if not codes or record["currency"] in codes]

    def show(everything: bool) -> Screen:  # noqa: FBT001 -- what a screen is asked with
        """Return the rates that are asked for, or the comparison with the article's."""
        if everything or codes or on or not quoted:
            return show_rates(records, quoted if everything else [])
        return show_comparison(model, records, quoted)

    return Result([*records, *quoted], show)


PER_UNIT = Text("CNY per unit of foreign currency", "每单位外币折合人民币（元）")
KINDS = ("implied", "published", "cross")
COMPARED = ("rate", "when", "text", "difference_percent")


def show_rates(used: Sequence[Record], quoted: Sequence[Record]) -> Screen:
    """Return the rates in use, and below the quoted ones, compared with the one that a source implies."""
    times = {record["period"] or record["as_of"] for record in used}
    time = times.pop() if len(times) == 1 else None
    parts = [Section(used, ("currency", "rate", *(() if time else ("when",)), "basis"), more=("qualifier", "days"))]
    if quoted:
        rows = [{**record, "text": record["kind"], "text_zh": record["kind"]} for record in quoted]
        view = ("currency", "rate", "when", "kind", "difference_percent")
        parts.append(Section(rows, view, COMPARISON, more=("within_rounding", "qualifier")))
    of = Text(f", {time_text(time)}", f"，{time_text(time, 'zh')}") if time else Text("", "")
    whose_rates = [text for record in used if not record["sources"] for text in both_texts(record, "notes")]
    return Screen(
        Text(f"{PER_UNIT.en}{of.en}", f"{PER_UNIT.zh}{of.zh}"), parts, closing=list(dict.fromkeys(whose_rates))
    )


COMPARISON = Text("Compared with the implied rate", "与隐含汇率对照")


def show_comparison(model: Model, used: Sequence[Record], quoted: Sequence[Record]) -> Screen:
    """Return the implied rate beside the published ones of its day and of the press conference's."""
    implied = next((record for record in quoted if record["kind"] == "implied"), quoted[0])
    days = list(dict.fromkeys((implied["as_of"], model.pilot.as_of)))
    shown = [
        record
        for day in days
        for record in quoted
        if record["as_of"] == day and record["currency"] == implied["currency"]
    ]
    rows: list[Record] = [{**record, **whose(record)} for record in shown]
    rows.sort(key=lambda record: (days.index(record["as_of"]), KINDS.index(record["kind"])))
    others = [record for record in used if record["currency"] != implied["currency"]]
    code = implied["currency"]
    return Screen(
        Text(
            f"CNY for 1 {code}: the rate that the article implies, and published ones",
            f"1{code}折合人民币：文章隐含汇率与公布汇率",
        ),
        [
            Section(rows, COMPARED, headings={"text": Text("Whose", "来源说明"), "text_zh": Text("Whose", "来源说明")}),
            *([Prose(others_text(others))] if others else []),
        ],
        cautions=both_texts(implied, "notes"),
        more=Text(
            f"--all shows all {len(used) + len(quoted)}; --to EUR,HKD some; --on 2023-06-30 another day",
            f"--all 列出全部{len(used) + len(quoted)}项；--to EUR,HKD 选币种；--on 2023-06-30 选日期",
        ),
    )


MOST_OTHERS = 3
"""The other currencies that the comparison names."""


def others_text(others: Sequence[Record]) -> Text:
    """Return the first of the other rates in one line, and how many more there are."""
    time = others[0]["as_of"] or others[0]["period"] or ""
    told = [
        f"{record['currency']} {record['rate']:.{record['significant_digits']}g}" for record in others[:MOST_OTHERS]
    ]
    rest = len(others) - len(told)
    return Text(
        f"Others on {time_text(time)}: {', '.join(told)}" + (f" and {rest} more" if rest else ""),
        f"{time_text(time, 'zh')}其他货币：{'、'.join(told)}" + (f"等{len(others)}种" if rest else ""),
    )


def whose(record: Record) -> dict[str, str]:
    """Return where a quoted rate comes from, in both languages."""
    source = record["sources"][0]
    if record["kind"] == "implied":
        return {"text": f"{source}, implied by two amounts", "text_zh": f"{source}，据两个金额推算"}
    if record["kind"] == "cross":
        return {"text": f"{source}, calculated through the euro", "text_zh": f"{source}，经欧元套算"}
    return {"text": f"{source}, published", "text_zh": f"{source}，公布"}


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
