"""The quoted rates, and how far each lies from the one that the article implies."""

from decimal import Decimal

import pytest

from cqparts.errors import ModelError
from cqparts.loading.load import load
from cqparts.model.types import Model, QuotedRate
from cqparts.money import ecb, published

MODEL = load()
QUOTES = {quote.id: quote for quote in MODEL.exchange_rates.quotes}


def with_quote(quote: QuotedRate) -> Model:
    """Return the model with one quote alone."""
    return MODEL._replace(exchange_rates=MODEL.exchange_rates._replace(quotes=(quote,)))


def test_the_implied_rate_is_the_quotient_of_two_amounts() -> None:
    """279.9 bn yuan over 38.42 bn dollars are 7.28527 yuan per dollar."""
    quote = published.implied_quote(MODEL, "USD")
    assert quote is not None
    assert quote.id == "fx.article"
    assert round(published.rate_of(MODEL, quote), 5) == Decimal("7.28527")


def test_no_other_currency_has_an_implied_rate() -> None:
    """The sources state an equivalent in dollars alone."""
    assert published.implied_quote(MODEL, "EUR") is None


def test_the_interval_of_the_implied_rate() -> None:
    """Rounded as they are written, the two amounts allow 7.2830 to 7.2875."""
    quote = QUOTES["fx.article"]
    figure = next(figure for figure in MODEL.figures if figure.id == quote.figure)
    least, greatest = published.interval(quote, figure)
    assert (round(least, 4), round(greatest, 4)) == (Decimal("7.2830"), Decimal("7.2875"))
    assert least == Decimal("279.85") / Decimal("38.425")
    assert greatest == Decimal("279.95") / Decimal("38.415")


def test_compare() -> None:
    """The rates of the article's day and the cross of 08-17 lie within the rounding of its two amounts."""
    compared = [(quote.id, *published.compare(MODEL, quote)) for quote in QUOTES.values()]
    assert compared == [
        ("fx.article", 7.28527, None, None),
        ("fx.h10.2023-06-30", 7.2513, -0.466, False),
        ("fx.h10.2023-08-17", 7.291, 0.079, False),
        ("fx.h10.2023-08-18", 7.28, -0.072, False),
        ("fx.h10.2023-08-21", 7.2865, 0.017, True),
        ("fx.h10.2023-08-22", 7.293, 0.106, False),
        ("fx.ecb.2023-06-30", 7.26882, -0.226, False),
        ("fx.ecb.2023-08-17", 7.28321, -0.028, True),
        ("fx.ecb.2023-08-18", 7.28784, 0.035, False),
        ("fx.ecb.2023-08-21", 7.2842, -0.015, True),
        ("fx.ecb.2023-08-22", 7.29191, 0.091, False),
        ("fx.ecb.h1avg", 6.93036, -4.872, False),
    ]


def test_a_currency_without_an_implied_rate_has_nothing_to_compare_with() -> None:
    """A published rate of a currency of which no source implies one stands alone."""
    euro = QUOTES["fx.h10.2023-08-21"]._replace(currency="EUR")
    assert published.compare(with_quote(euro), euro) == (7.2865, None, None)


@pytest.mark.parametrize(
    ("value", "rate", "within"),
    [("2", "0.6", True), ("2", "0.5999", False), ("1", "3", True), ("1", "3.0001", False)],
)
def test_the_ends_of_the_interval_belong_to_it(value: str, rate: str, *, within: bool) -> None:
    """A rate at an end of the interval is one that the two amounts allow."""
    implied, other = QUOTES["fx.article"], QUOTES["fx.h10.2023-08-21"]
    figure = next(figure for figure in MODEL.figures if figure.id == implied.figure)
    pair = (implied._replace(equivalent=value, equivalent_unit="USD"), other._replace(rate=rate))
    model = MODEL._replace(
        figures=(figure._replace(value=value, unit="CNY"),),
        exchange_rates=MODEL.exchange_rates._replace(quotes=pair),
    )
    assert published.compare(model, pair[1]).within_rounding is within


def test_no_difference_is_written_as_zero_without_a_sign() -> None:
    """A rate that is less by a millionth of a percent differs by 0.0, not by -0.0."""
    pair = (QUOTES["fx.article"], QUOTES["fx.h10.2023-08-21"]._replace(rate="7.28526808"))
    model = MODEL._replace(exchange_rates=MODEL.exchange_rates._replace(quotes=pair))
    assert str(published.compare(model, pair[1]).difference_percent) == "0.0"


@pytest.mark.parametrize("quote", [quote for quote in QUOTES.values() if quote.sources == ("ecb",)], ids=lambda q: q.id)
def test_every_bundled_cross_is_that_of_the_package(quote: QuotedRate) -> None:
    """A bundled cross, and the mean of 127 days, equals what the package's rates give, to the digits it has."""
    first, last = ecb.span(quote.as_of or quote.period or "")
    rate, days = ecb.mean_rate(quote.currency, first, last)
    places = len((quote.rate or "").partition(".")[2])
    assert f"{rate:.{places}f}" == quote.rate
    assert (quote.days or 1) == days
    assert ecb.known_mean(quote.currency, first, last).digits == published.CROSS_DIGITS


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"figure": None}, "no figure"),
        ({"figure": "h1-2023.nothing"}, "no figure"),
        ({"equivalent": None}, "no equivalent"),
        ({"equivalent_unit": None}, "no equivalent"),
    ],
)
def test_an_incomplete_implied_rate_is_invalid(changes: dict[str, str | None], lacks: str) -> None:
    """An implied rate that lacks one of its two amounts makes the model invalid, and is named."""
    quote = QUOTES["fx.article"]._replace(**changes)  # type: ignore[arg-type]
    with pytest.raises(ModelError, match=f"^exchange rate fx.article: it names no rate, and {lacks} that implies one$"):
        published.rate_of(with_quote(quote), quote)
