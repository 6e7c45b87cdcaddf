"""The single rates that the model quotes: implied by a source's own amounts or published, and how far apart they lie.

Every rate is yuan (CNY) per one unit of the currency.
"""

from cqparts.errors import ModelError
from cqparts.model.annotations import TYPE_CHECKING
from cqparts.model.record import Record
from cqparts.money import amounts

if TYPE_CHECKING:
    from decimal import Decimal

    from cqparts.model.types import Figure, Model, QuotedRate
    from cqparts.money.exactness import Rate, Stated


def implied_quote(model: "Model", currency: str) -> "QuotedRate | None":
    """Return the first rate of a currency that a source implies by stating an amount in both, or None."""
    quotes = model.exchange_rates.quotes
    return next((quote for quote in quotes if (quote.kind, quote.currency) == ("implied", currency)), None)


def rate_of(model: "Model", quote: "QuotedRate") -> "Decimal":
    """Return a quote's rate: as published, or an implied one from its two amounts, unrounded."""
    from decimal import Decimal

    if quote.rate is not None:
        return Decimal(quote.rate)
    figure = _figure_of(model, quote)
    return amounts.to_decimal(figure.value, figure.unit) / amounts.to_decimal(*_equivalent_of(quote))


def known_rate(model: "Model", quote: "QuotedRate") -> "Rate":
    """Return an implied rate with the interval and the digits that its two amounts bear."""
    from cqparts.money.exactness import implied_rate, read_figure

    figure = _figure_of(model, quote)
    return implied_rate(read_figure(figure.value, figure.unit, figure.qualifier), equivalent(quote))


def equivalent(quote: "QuotedRate") -> "Stated":
    """Return the equivalent that the source prints beside the amount, with its own qualifier."""
    from cqparts.money.exactness import read_figure

    return read_figure(*_equivalent_of(quote), quote.qualifier)


def shown_digits(model: "Model", quote: "QuotedRate") -> int:
    """Return how many significant digits a quoted rate bears: as published, as its amounts or its crossing allow."""
    if quote.rate is None:
        return known_rate(model, quote).digits or amounts.RATE_DIGITS
    return min(amounts.digits(quote.rate), CROSS_DIGITS if quote.kind == "cross" else amounts.RATE_DIGITS)


def interval(quote: "QuotedRate", figure: "Figure") -> tuple["Decimal", "Decimal"]:
    """Return the least and the greatest rate that an implied rate's two amounts, rounded as written, allow."""
    low, high = amounts.bounds(figure.value, figure.unit)
    least, greatest = amounts.bounds(*_equivalent_of(quote))
    return low / greatest, high / least


CROSS_DIGITS = 5
"""Significant digits of a cross by way of the euro: the ECB prints five of the yuan and of the dollar."""


MOST_DIGITS = 200
"""Digits that a rate may be away from another, at most: each has forty, and their amounts may be scaled."""


class Comparison(Record):
    """A quoted rate beside the one that a source implies for the same currency."""

    rate: float
    """Yuan per one unit, to 6 significant digits."""
    difference_percent: float | None
    """(rate / implied - 1) x 100, to three decimals; None where no other source implies a rate of the currency."""
    within_rounding: bool | None
    """Whether the rate is one that the source's two rounded amounts allow; None likewise."""


def compare(model: "Model", quote: "QuotedRate") -> Comparison:
    """Return a quoted rate with its distance from the one that a source implies for the currency; none of itself."""
    rate, stated = rate_of(model, quote), implied_quote(model, quote.currency)
    difference = within = None
    if stated is not None and stated.id != quote.id:
        difference = _difference_percent(rate, rate_of(model, stated))
        low, high = interval(stated, _figure_of(model, stated))
        within = low <= rate <= high
    return Comparison(float(amounts.round_half_up(rate, amounts.RATE_DIGITS)), difference, within)


def _difference_percent(rate: "Decimal", other: "Decimal") -> float:
    """Return how far a rate lies from another, in percent of that, to three decimals, half away from zero."""
    from decimal import ROUND_HALF_UP, Context, Decimal

    exact = Context(prec=MOST_DIGITS)
    return float(((rate / other - 1) * 100).quantize(Decimal("0.001"), ROUND_HALF_UP, exact)) + 0.0


def _figure_of(model: "Model", quote: "QuotedRate") -> "Figure":
    for figure in model.figures:
        if figure.id == quote.figure:
            return figure
    raise ModelError(f"exchange rate {quote.id}: it names no rate, and no figure that implies one")


def _equivalent_of(quote: "QuotedRate") -> tuple[str, str]:
    """Return value and unit of the equivalent that the source states."""
    if quote.equivalent is None or quote.equivalent_unit is None:
        raise ModelError(f"exchange rate {quote.id}: it names no rate, and no equivalent that implies one")
    return quote.equivalent, quote.equivalent_unit
