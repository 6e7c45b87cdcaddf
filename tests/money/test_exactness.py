"""How exact a derived figure is: every case of the rules literally, and what holds of all figures."""

import doctest
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Context, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

import pytest
from currency_converter import CurrencyConverter, RateNotFoundError
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cqparts.errors import CallError, ModelError
from cqparts.money import exactness
from cqparts.money.exactness import (
    Lists,
    Qualifier,
    Rate,
    Result,
    Stated,
    convert,
    count_named,
    cross_rate,
    difference,
    given_rate,
    implied_rate,
    mean_rate,
    prefer,
    published_rate,
    read_figure,
    share,
    show,
    show_rate,
)

BILLION = 9
"""Its power of ten."""


def vehicles(value: str, qualifier: Qualifier = "exact") -> Stated:
    """Return a number of vehicles in tens of thousands, as the sources write them."""
    return read_figure(value, "10,000 vehicles", qualifier)


def yuan(value: str, qualifier: Qualifier = "exact", bound: Literal["over"] | None = None) -> Stated:
    """Return an amount in billions of yuan."""
    return read_figure(value, "bn CNY", qualifier, bound)


def percent(value: str, qualifier: Qualifier = "exact") -> Stated:
    """Return a number of per cent."""
    return read_figure(value, "percent", qualifier)


def types(value: str, qualifier: Qualifier = "exact") -> Stated:
    """Return a count of component types."""
    return read_figure(value, "component types", qualifier)


def half_year() -> Iterator[Rate]:
    """Yield the ECB's rates of the yuan in the first half of 2023, each with the four decimals that the ECB prints."""
    history, day = CurrencyConverter(decimal=True), date(2023, 1, 1)
    while day <= date(2023, 6, 30):
        with suppress(RateNotFoundError):
            yield published_rate(history.convert(1, "EUR", "CNY", day), places=4)
        day += timedelta(days=1)


IMPLIED = implied_rate(yuan("279.9"), read_figure("38.42", "bn USD", "about"))
EURO = published_rate("7.9456")


def crossed(units: str) -> Rate:
    """Return the rate of a currency on 21 August 2023 from its units per one euro."""
    return cross_rate(EURO, published_rate(units))


def said(result: Result, power: int = 0) -> str:
    """Return a result in one line, its value in a power of ten: qualifier, value, basis and digits, or the reason."""
    if result.value is None:
        return f"none: {result.reason}"
    value = result.value.scaleb(-power, Context(prec=100))
    return f"{result.qualifier} {value:,f}, {result.basis}, {result.digits} digits"


def ends(result: Result | Rate, places: int, power: int = 0) -> str:
    """Return the two ends of a result's interval, in a power of ten, to so many decimals."""
    assert result.low is not None
    assert result.high is not None
    return f"{result.low.scaleb(-power):.{places}f} to {result.high.scaleb(-power):.{places}f}"


SHARES = [
    (vehicles("50", "at-least"), vehicles("232"), "at-least 21.5, derived, 3 digits", ("about 22,", "at-least 21.6,")),
    (vehicles("50", "at-least"), vehicles("232", "about"), "none: floor-and-about", ()),
    (vehicles("36.5"), vehicles("209.2"), "about 17.4, derived, 3 digits", ()),
    (vehicles("39.1"), vehicles("121.4"), "about 32.2, derived, 3 digits", ()),
    (vehicles("95.32"), vehicles("254"), "about 37.5, derived, 3 digits", ()),
    (vehicles("129.6"), vehicles("278.8"), "about 46.5, derived, 3 digits", ()),
    (vehicles("32.1"), vehicles("184.35"), "about 17.4, derived, 3 digits", ()),
    (vehicles("52.5"), vehicles("154"), "about 34, derived, 2 digits", ("about 34.1,",)),
    (yuan("525"), yuan("2799"), "about 18.8, derived, 3 digits", ()),
    (yuan("2377"), yuan("10865"), "about 21.9, derived, 3 digits", ()),
    (yuan("3709"), yuan("14546"), "about 25.5, derived, 3 digits", ()),
    (yuan("2799"), yuan("10865"), "about 25.8, derived, 3 digits", ()),
    (yuan("525"), yuan("2377"), "about 22.1, derived, 3 digits", ()),
    (vehicles("10"), vehicles("75", "at-least"), "none: ceiling", ()),
]


@pytest.mark.parametrize(("part", "whole", "expected", "wrong"), SHARES)
def test_share(part: Stated, whole: Stated, expected: str, wrong: tuple[str, ...]) -> None:
    """A share has the digits that its two figures bear, and is a floor where its part is one."""
    answer = said(share(part, whole))
    assert answer == expected
    assert not answer.startswith(wrong)


def test_the_ends_of_a_share() -> None:
    """52.5 of 154 lies between 33.95 and 34.23 per cent, too wide for a tenth."""
    assert ends(share(vehicles("52.5"), vehicles("154")), 2) == "33.95 to 34.23"


STATED = [
    (percent("53.1"), share(yuan("1263"), yuan("2377")), 0, "exact 53.1, stated, 3 digits", "about"),
    (None, share(yuan("1263"), yuan("2377")), 0, "about 53.1, derived, 3 digits", "exact"),
    (
        read_figure("38.42", "bn USD", "about"),
        convert(yuan("279.9"), IMPLIED),
        BILLION,
        "about 38.42, stated, 4 digits",
        "exact",
    ),
]


@pytest.mark.parametrize(("stated", "derived", "power", "expected", "wrong"), STATED)
def test_prefer(stated: Stated | None, derived: Result, power: int, expected: str, wrong: str) -> None:
    """What a source states is shown with its own qualifier and digits, and nothing is derived beside it."""
    answer = said(prefer(stated, derived), power)
    assert answer == expected
    assert not answer.startswith(wrong)


DIFFERENCES = [
    (percent("70"), percent("30", "about"), "about 40, derived, 2 digits"),
    (percent("70"), percent("30"), "exact 40, derived, 2 digits"),
    (percent("70.5"), percent("30"), "exact 41, derived, 2 digits"),
    (percent("70.5"), percent("30", "about"), "about 41, derived, 2 digits"),
    (percent("70", "about"), percent("30.5"), "about 40, derived, 2 digits"),
    (percent("30"), percent("70.5"), "exact -41, derived, 2 digits"),
    (percent("70"), percent("70"), "exact 0, derived, 1 digits"),
    (types("56"), types("12"), "exact 44, derived, None digits"),
    (types("56", "at-least"), types("12"), "at-least 44, derived, None digits"),
    (percent("50", "at-least"), percent("36.5"), "at-least 13.4, derived, 3 digits"),
    (percent("36.5"), percent("50", "at-least"), "none: ceiling"),
    (percent("36.5", "about"), percent("50", "at-least"), "none: ceiling"),
    (percent("50", "at-least"), percent("36.5", "about"), "none: floor-and-about"),
    (percent("50", "at-least"), percent("40", "at-least"), "none: floor-of-floors"),
    (percent("50", "at-most"), percent("40"), "none: at-most"),
    (percent("50"), percent("40", "at-most"), "none: at-most"),
    (percent("50"), types("40"), "none: unlike"),
]


@pytest.mark.parametrize(("first", "second", "expected"), DIFFERENCES)
def test_difference(first: Stated, second: Stated, expected: str) -> None:
    """A difference goes to the coarser last place, is exact where both figures are, and a floor where the first is."""
    assert said(difference(first, second)) == expected


CONVERSIONS = [
    (yuan("52.5"), IMPLIED, "about 7.21, derived, 3 digits", "about 7.20"),
    (yuan("102.85"), IMPLIED, "about 14.12, derived, 4 digits", "about 14.118"),
    (yuan("1086.5"), IMPLIED, "about 149.1, derived, 4 digits", "about 149.14"),
    (yuan("237.7"), IMPLIED, "about 32.6, derived, 3 digits", "about 32.63"),
    (yuan("50.0", "at-least"), IMPLIED, "at-least 6.86, derived, 3 digits", "at-least 6.87"),
    (yuan("50.0", "at-least"), crossed("0.85475"), "at-least 5.37, derived, 3 digits", "at-least 5.38"),
    (yuan("50.0", "at-least"), crossed("1460.32"), "at-least 9,180, derived, 3 digits", "at-least 9,190"),
    (yuan("50.0", "at-least"), crossed("18.5927"), "at-least 116, derived, 3 digits", "at-least 117"),
    (yuan("279.9"), published_rate("7.9197"), "about 35.34, derived, 4 digits", "exact"),
    (yuan("279.9"), EURO, "about 35.23, derived, 4 digits", "exact"),
    (yuan("102.85"), crossed("0.9588"), "about 12.41, derived, 4 digits", "about 12.411"),
    (yuan("50.0", "at-most"), crossed("18.5927"), "at-most 117, derived, 3 digits", "at-most 116"),
    (yuan("50.0", "at-most"), IMPLIED, "at-most 6.87, derived, 3 digits", "at-most 6.86"),
    (yuan("52.5", "about"), IMPLIED, "about 7.21, derived, 3 digits", "exact"),
    (yuan("102.85"), given_rate("7"), "about 14.693, derived, 5 digits", "about 10"),
    (yuan("102.85"), published_rate("7"), "about 10, derived, 1 digits", "about 14.693"),
    (yuan("0"), EURO, "about 0.0, derived, 1 digits", "exact"),
    (yuan("0", "at-least"), EURO, "at-least 0.000000000, derived, 1 digits", "exact"),
    (read_figure("0.00", "CNY", "exact"), published_rate("7"), "about 0.000000000, derived, 1 digits", "exact"),
    (read_figure("1", "CNY", "exact"), EURO, "about 0.0000000001, derived, 1 digits", "none"),
    (yuan("9" * 40), given_rate("1"), f"about {10**40 - 1:,}, derived, 40 digits", "exact"),
]


@pytest.mark.parametrize(("amount", "rate", "expected", "wrong"), CONVERSIONS)
def test_convert(amount: Stated, rate: Rate, expected: str, wrong: str) -> None:
    """A conversion has the digits of the poorer of amount and rate, and goes towards the safe side of a limit."""
    answer = said(convert(amount, rate), BILLION)
    assert answer == expected
    assert not answer.startswith(wrong)


def test_the_ends_of_a_conversion() -> None:
    """237.7 billion yuan at the implied rate lie between 32.61 and 32.64 billion dollars."""
    assert ends(convert(yuan("237.7"), IMPLIED), 2, BILLION) == "32.61 to 32.64"


def test_a_floor_at_the_mean_of_a_half_year() -> None:
    """The mean of the 127 days is 7.489431, and 50.0 billion yuan are at least 6.67 billion euros, not 6.68."""
    rates = list(half_year())
    mean = mean_rate(rates)
    assert (len(rates), f"{mean.value:.6f}") == (127, "7.489431")
    assert said(show_rate(mean)) == "about 7.4894, derived, 5 digits"
    assert said(convert(yuan("50.0", "at-least"), mean), BILLION) == "at-least 6.67, derived, 3 digits"


def test_over_passes_through_a_conversion_and_nothing_else() -> None:
    """More than 50 billion yuan is more than its equivalent; every other result of it is a plain floor."""
    over = yuan("50", "at-least", "over")
    assert convert(over, EURO).bound == "over"
    assert show(over).bound == "over"
    others = [share(over, yuan("80")), difference(over, yuan("40"))]
    assert [(result.qualifier, result.bound) for result in others] == [("at-least", None)] * 2


SHOWN_RATES = [
    (EURO, "exact 7.9456, stated, 5 digits", "exact 7.94560"),
    (crossed("1.0908"), "about 7.2842, derived, 5 digits", "exact 7.28420"),
    (IMPLIED, "about 7.285, derived, 4 digits", "about 7.28527"),
    (
        implied_rate(yuan("279.9"), read_figure("38.4", "bn USD", "exact")),
        "about 7.29, derived, 3 digits",
        "about 7.289",
    ),
    (crossed("0.9588"), "about 8.287, derived, 4 digits", "about 8.28703"),
    (given_rate("7.10"), "exact 7.10, given, None digits", "exact 7.1,"),
    (mean_rate([EURO, published_rate("7.9")]), "about 7.9, derived, 2 digits", "exact"),
    (cross_rate(given_rate("22"), given_rate("7")), "about 3.14286, derived, 6 digits", "exact"),
]


@pytest.mark.parametrize(("rate", "expected", "wrong"), SHOWN_RATES)
def test_show_rate(rate: Rate, expected: str, wrong: str) -> None:
    """A published rate is exact with its own digits; a cross has those of the poorer, an implied one of its amounts."""
    answer = said(show_rate(rate))
    assert answer == expected
    assert not answer.startswith(wrong)


def test_the_ends_of_rates() -> None:
    """The implied rate lies between 7.28302 and 7.28752; a published, given, cross or mean rate is a point."""
    assert ends(show_rate(IMPLIED), 4) == "7.2830 to 7.2875"
    assert ends(IMPLIED, 5) == "7.28302 to 7.28752"
    for rate in (EURO, given_rate("7.1"), crossed("2"), mean_rate([EURO, EURO])):
        assert rate.low == rate.high == rate.value


def test_zeros_that_data_drop() -> None:
    """A rate of 7.81 in data without zeros at the end is the 7.8100 that the ECB prints; no digit is taken away."""
    assert said(show_rate(published_rate("7.81", places=4))) == "exact 7.8100, stated, 5 digits"
    assert said(show_rate(published_rate("11.52055", places=4))) == "exact 11.52055, stated, 7 digits"
    assert said(show_rate(published_rate(Decimal("7.80")))) == "exact 7.80, stated, 3 digits"


@pytest.mark.parametrize("rate", ["0", "-7.1", "NaN", "Infinity", "seven", ""])
def test_no_rate(rate: str) -> None:
    """A rate is a number above 0."""
    with pytest.raises(ModelError, match="no rate"):
        published_rate(rate)
    with pytest.raises(CallError, match="no rate"):
        given_rate(rate)


def test_no_mean_of_no_rates() -> None:
    """There is no mean of no days."""
    with pytest.raises(CallError, match="no daily rates"):
        mean_rate([])


@pytest.mark.parametrize(
    ("amount", "equivalent"),
    [
        (yuan("50.0", "at-least"), read_figure("6.86", "bn USD", "about")),
        (yuan("50.0"), read_figure("6.86", "bn USD", "at-most")),
        (yuan("50.0"), read_figure("0.00", "bn USD", "exact")),
        (yuan("0"), read_figure("6.86", "bn USD", "exact")),
    ],
)
def test_amounts_that_imply_no_rate(amount: Stated, equivalent: Stated) -> None:
    """A limit or nothing implies no rate."""
    with pytest.raises(ModelError, match="implies no rate"):
        implied_rate(amount, equivalent)


def test_an_amount_that_is_about_implies_an_open_rate() -> None:
    """Where the yuan themselves are "about", nobody knows how far the rate reaches, and no limit is converted at it."""
    rate = implied_rate(yuan("280", "about"), read_figure("38.42", "bn USD", "exact"))
    assert said(show_rate(rate)) == "about 7.29, derived, 3 digits"
    assert show_rate(rate).interval is None
    assert mean_rate([rate, EURO])[3:] == (None, None)
    assert said(convert(yuan("102.85"), rate), BILLION) == "about 14.1, derived, 3 digits"
    assert convert(yuan("102.85"), rate).interval is None
    assert said(convert(yuan("50", "at-least"), rate)) == "none: floor-and-about"
    assert said(convert(yuan("50", "at-most"), rate)) == "none: at-most"


COUNTS = [
    ([Lists(1, 0, open_ended=True)] * 3, "at-least 3, derived, None digits", 0),
    ([Lists(1, 0, open_ended=True), Lists(1, 1, open_ended=True)], "at-least 1, derived, None digits", 1),
    ([Lists(1, 0, open_ended=False), Lists(1, 1, open_ended=False)], "at-least 1, derived, None digits", 1),
    ([Lists(2, 0, open_ended=False)] * 2, "exact 2, derived, None digits", 0),
    ([Lists(1, 0, open_ended=False), Lists(0, 1, open_ended=False)], "exact 1, derived, None digits", 0),
    ([Lists(1, 0, open_ended=False), Lists(0, 1, open_ended=True)], "at-least 1, derived, None digits", 0),
    ([Lists(0, 0, open_ended=False)], "exact 0, derived, None digits", 0),
    ([], "exact 0, derived, None digits", 0),
]


@pytest.mark.parametrize(("subjects", "sure", "in_one_list"), COUNTS)
def test_count_named(subjects: list[Lists], sure: str, in_one_list: int) -> None:
    """A count holds those that all their lists name; an open list anywhere, or two that differ, make it a floor."""
    count = count_named(iter(subjects))
    assert (said(count.sure), count.in_one_list) == (sure, in_one_list)
    assert (count.sure.interval is None) == sure.startswith("at-least")


EDGES = [
    (yuan("5"), yuan("0"), "none: zero-whole"),
    (yuan("5"), yuan("0", "about"), "none: zero-whole"),
    (yuan("5", "at-least"), yuan("0.0"), "none: zero-whole"),
    (types("5"), types("0"), "none: zero-whole"),
    (yuan("0"), yuan("2799"), "about 0, derived, 1 digits"),
    (types("0"), types("56"), "about 0.0, derived, 1 digits"),
    (types("0", "at-least"), types("56"), "at-least 0.0, derived, 1 digits"),
    (types("50", "at-least"), types("98"), "at-least 51.0, derived, 3 digits"),
    (types("12"), types("56"), "about 21.4, derived, 3 digits"),
    (types("28"), types("56"), "about 50.0, derived, 3 digits"),
    (types("1"), types("5000"), "about 0.0, derived, 1 digits"),
    (types("1"), types("2000"), "about 0.1, derived, 1 digits"),
    (types("1", "at-least"), types("2000"), "at-least 0.0, derived, 1 digits"),
    (yuan("1"), yuan("5000"), "about 0.0, derived, 1 digits"),
    (yuan("1.20"), yuan("300.0"), "about 0.4, derived, 1 digits"),
    (yuan("50.0"), yuan("200.0"), "about 25.0, derived, 3 digits"),
    (yuan("50"), yuan("200.0"), "about 25, derived, 2 digits"),
    (yuan("50.00"), yuan("200.00"), "about 25.0, derived, 3 digits"),
    (yuan("99"), yuan("990.0"), "about 10, derived, 2 digits"),
    (yuan("99.0"), yuan("990"), "about 10.0, derived, 3 digits"),
    (yuan("99.96"), yuan("100.000"), "about 100.0, derived, 4 digits"),
    (yuan("99.6"), yuan("100.00"), "about 99.6, derived, 3 digits"),
    (yuan("96"), yuan("100.000"), "about 96, derived, 2 digits"),
    (yuan("5"), yuan("6"), "none: no-digits"),
    (yuan("1"), yuan("3"), "none: no-digits"),
    (yuan("96"), yuan("100.0"), "about 96, derived, 2 digits"),
    (yuan("9.6"), yuan("10"), "about 100, derived, 2 digits"),
    (yuan("1" * 40), yuan("3"), f"about {4 * 10**40:,}, derived, 1 digits"),
    (yuan("1" * 40), yuan("4" * 40), "about 25.0, derived, 3 digits"),
    (
        yuan("9" * 40),
        types("3")._replace(unit="CNY"),
        f"about {10**51 // 3 - 10**51 // 3 % 10**11:,}, derived, 40 digits",
    ),
    (yuan("5", "at-most"), yuan("6"), "none: at-most"),
    (yuan("5"), yuan("6", "at-most"), "none: at-most"),
    (yuan("5"), types("6"), "none: unlike"),
    (yuan("5", "about"), yuan("6"), "about 80, derived, 1 digits"),
    (yuan("5", "at-least"), yuan("6", "at-least"), "none: floor-of-floors"),
    (yuan("5", "about"), yuan("6", "at-least"), "none: ceiling"),
]


@pytest.mark.parametrize(("part", "whole", "expected"), EDGES)
def test_edges_of_shares(part: Stated, whole: Stated, expected: str) -> None:
    """Nothing, single things, zeros at the end, shares below a tenth and huge figures go by the same rules."""
    assert said(share(part, whole)) == expected


POINTS = [
    ("98", "firms", "exact", True),
    ("98", "new energy vehicles", "exact", True),
    ("98", "firms", "at-least", False),
    ("98", "firms", "about", False),
    ("98", "1,000 firms", "exact", False),
    ("98", "percent", "exact", False),
    ("98", "percentage points", "exact", False),
    ("98", "CNY", "exact", False),
    ("9.8", "firms", "exact", False),
]


@pytest.mark.parametrize(("value", "unit", "qualifier", "point"), POINTS)
def test_points(value: str, unit: str, qualifier: Qualifier, point: bool) -> None:  # noqa: FBT001
    """Only an exact count of single things is a point."""
    assert read_figure(value, unit, qualifier).point is point


def test_show_keeps_what_the_source_says() -> None:
    """A stated figure is shown with its own qualifier, bound and digits, and stands for its own interval."""
    amount, low, high, dozen = Decimal(500_000), Decimal(499_500), Decimal(500_500), Decimal(12)
    assert show(vehicles("50", "at-least")) == Result(amount, 2, "at-least", None, amount, None, "stated")
    assert show(vehicles("50", "at-most")) == Result(amount, 2, "at-most", None, None, amount, "stated")
    assert show(vehicles("50", "about")) == Result(amount, 2, "about", None, None, None, "stated")
    assert show(vehicles("50.0")) == Result(amount, 3, "exact", None, low, high, "stated")
    assert show(types("12")) == Result(dozen, None, "exact", None, dozen, dozen, "stated")


def test_a_tie_at_a_cross_goes_up() -> None:
    """50 yuan at 8 / 1.1 are 6.875 exactly: the length of the cross as a quotient does not turn the tie."""
    rate = cross_rate(published_rate("8.000"), published_rate("1.100"))
    assert said(convert(read_figure("50.0", "CNY", "about"), rate)).startswith("about 6.88,")
    thirds = cross_rate(published_rate("11.00"), published_rate("3.000"))
    assert said(convert(read_figure("33.0", "CNY", "at-least"), thirds)).startswith("at-least 9.00,")
    assert said(convert(read_figure("33.0", "CNY", "at-most"), thirds)).startswith("at-most 9.00,")


# What holds of all figures. Fractions are the judge: they lose nothing, and know nothing of the code above.


def written(units: int, decimals: int) -> str:
    """Return a number as a source writes it, of so many units of its last decimal."""
    text = f"{units:0{decimals + 1}}"
    return f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text


QUALIFIERS: tuple[Qualifier, ...] = ("exact", "exact", "about", "at-least", "at-most")
NUMBERS = st.builds(written, st.integers(min_value=0, max_value=999_999), st.integers(min_value=0, max_value=3))
FIGURES = st.builds(
    read_figure,
    NUMBERS,
    st.sampled_from(["vehicles", "1,000 vehicles", "10,000 vehicles"]),
    st.sampled_from(QUALIFIERS),
)
EXACT = FIGURES.map(lambda figure: read_figure(figure.value, figure.unit, "exact"))
PRINTED = st.builds(written, st.integers(min_value=1, max_value=99_999_999), st.integers(min_value=0, max_value=5)).map(
    published_rate
)
AMOUNTS = st.builds(read_figure, NUMBERS, st.sampled_from(["CNY", "100m CNY", "bn CNY"]), st.sampled_from(QUALIFIERS))


class Judged(NamedTuple):
    """A rate, and what it is without loss."""

    rate: Rate
    value: Fraction
    low: Fraction
    high: Fraction


def judge(rate: Rate, value: Fraction) -> Judged:
    """Return a rate that is a point, with the point."""
    return Judged(rate, value, value, value)


def judge_cross(of_yuan: Rate, units: Rate) -> Judged:
    """Return a cross, with the quotient."""
    return judge(cross_rate(of_yuan, units), Fraction(of_yuan.value) / Fraction(units.value))


def judge_mean(daily: list[Judged]) -> Judged:
    """Return the mean of rates, with theirs."""
    return judge(mean_rate(day.rate for day in daily), sum((day.value for day in daily), Fraction(0)) / len(daily))


def judge_implied(amount: str, equivalent: str) -> Judged:
    """Return the rate that two amounts in billions imply, with its ends by half a unit of their last digits."""
    of_yuan, dollars = yuan(amount), read_figure(equivalent, "bn USD", "exact")
    rate = implied_rate(of_yuan, dollars._replace(qualifier="about"))
    least, most = (truth(dollars, Fraction(end)) for end in (0, 1))
    low, high = (truth(of_yuan, Fraction(end)) for end in (0, 1))
    return Judged(rate, number(of_yuan) / number(dollars), low / most, high / least)


POSITIVE = NUMBERS.filter(lambda number: bool(number.strip("0.")))
CROSSES = st.builds(judge_cross, PRINTED, PRINTED)
RATES = st.one_of(
    PRINTED.map(lambda rate: judge(rate, Fraction(rate.value))),
    PRINTED.map(lambda rate: judge(given_rate(rate.value), Fraction(rate.value))),
    CROSSES,
    st.lists(CROSSES, min_size=1, max_size=4).map(judge_mean),
    st.builds(judge_implied, POSITIVE, POSITIVE),
)
POSITIONS = st.fractions(min_value=0, max_value=1)

Operation = Callable[[Stated, Stated], Result]
Truth = Callable[[Fraction, Fraction], Fraction]
OPERATIONS: dict[Operation, Truth] = {
    share: lambda part, whole: 100 * part / whole,
    difference: lambda first, second: first - second,
}
PAIRS = pytest.mark.parametrize("operation", OPERATIONS, ids=["share", "difference"])
MANY = settings(deadline=None, max_examples=100)

SCALES = {"": 1, "1,000": 10**3, "10,000": 10**4, "100m": 10**8, "bn": 10**9}


def number(figure: Stated) -> Fraction:
    """Return a figure's number in single things."""
    return Fraction(figure.value) * SCALES[figure.unit.rpartition(" ")[0]]


def last_place(figure: Stated) -> Fraction:
    """Return one unit of a figure's last written digit, in single things."""
    decimals = len(figure.value.partition(".")[2])
    return Fraction(SCALES[figure.unit.rpartition(" ")[0]], 10**decimals)


def digits(figure: Stated) -> int:
    """Return how many significant digits a figure is written with."""
    return len(figure.value.replace(".", "").lstrip("0")) or 1


def truth(figure: Stated, position: Fraction) -> Fraction:
    """Return a number that a figure may stand for: at a position in its interval, or so far beyond its limit."""
    half = Fraction(0) if figure.point else last_place(figure) / 2
    spread = {
        "exact": half * (2 * position - 1),
        "about": (number(figure) + 1) * (2 * position - 1) / 3,
        "at-least": number(figure) * position,
        "at-most": -number(figure) * position,
    }
    return number(figure) + spread[figure.qualifier]


def one_unit(result: Result) -> Fraction:
    """Return one unit of the last digit that a result shows."""
    assert result.value is not None
    return Fraction(10) ** int(result.value.as_tuple().exponent)


def half_up(value: Fraction, unit: Fraction) -> int:
    """Return how many units a value makes, half away from zero."""
    units = abs(value) / unit
    return floor(units + Fraction(1, 2)) * (1 if value >= 0 else -1)


def assert_sound(result: Result, true: Fraction) -> None:
    """Fail where a number that the inputs allow lies outside of a result."""
    assert result.value is not None
    assert result.low is None or Fraction(result.low) <= true
    assert result.high is None or true <= Fraction(result.high)
    assert result.qualifier != "at-least" or Fraction(result.value) <= true
    assert result.qualifier != "at-most" or true <= Fraction(result.value)


def assert_few_digits(result: Result) -> None:
    """Fail where an end of the interval, rounded at the last digit shown, is more than one unit from the value."""
    assert result.value is not None
    unit = one_unit(result)
    for end in (result.low, result.high):
        assert end is None or abs(half_up(Fraction(end), unit) - Fraction(result.value) / unit) <= 1


@PAIRS
@given(FIGURES, FIGURES)
@MANY
def test_no_result_is_stronger_than_an_input(operation: Operation, first: Stated, second: Stated) -> None:
    """Exact takes two exact figures; a floor gives a floor, a source's "about" an about, an upper limit nothing."""
    result, inputs = operation(first, second), {first.qualifier, second.qualifier}
    if result.value is None:
        return
    assert "at-most" not in inputs
    assert (result.qualifier == "at-least") == ("at-least" in inputs)
    assert inputs != {"about", "at-least"}
    assert result.qualifier != "exact" or inputs == {"exact"}
    assert result.basis == "derived"


@PAIRS
@given(FIGURES, FIGURES)
@MANY
def test_a_figure_is_missing_for_a_reason(operation: Operation, first: Stated, second: Stated) -> None:
    """There is a figure unless an input is an upper limit, a floor where none helps, nothing, or too wide."""
    result, inputs = operation(first, second), (first.qualifier, second.qualifier)
    divides = operation is share
    expected: set[str | None] = {None}
    if "at-most" in inputs:
        expected = {"at-most"}
    elif inputs[1] == "at-least":
        expected = {"floor-of-floors" if inputs[0] == "at-least" else "ceiling"}
    elif divides and not number(second):
        expected = {"zero-whole"}
    elif set(inputs) == {"about", "at-least"}:
        expected = {"floor-and-about"}
    elif divides and inputs == ("exact", "exact"):
        expected = {None, "no-digits"}
    assert result.reason in expected
    assert (result.value is None) == (result.reason is not None)


@PAIRS
@given(FIGURES, FIGURES, POSITIONS, POSITIONS)
@MANY
def test_what_is_true_lies_within(
    operation: Operation, first: Stated, second: Stated, position: Fraction, other: Fraction
) -> None:
    """Whatever the figures stand for within their intervals, the result's interval and limit hold it."""
    result = operation(first, second)
    assume(result.value is not None)
    assert_sound(result, OPERATIONS[operation](truth(first, position), truth(second, other)))


@PAIRS
@given(FIGURES, FIGURES)
@MANY
def test_the_interval_is_no_wider_than_need_be(operation: Operation, first: Stated, second: Stated) -> None:
    """The ends are those that the ends of the figures give, and a floor is the next number of its digits below."""
    result = operation(first, second)
    assume(result.value is not None)
    corners = [
        OPERATIONS[operation](truth(first, Fraction(i)), truth(second, Fraction(j))) for i in (0, 1) for j in (0, 1)
    ]
    low, high = min(corners), max(corners)
    assert result.low is None or 0 <= low - Fraction(result.low) <= abs(low) / 10**100
    assert result.high is None or 0 <= Fraction(result.high) - high <= abs(high) / 10**100
    assert (result.low is None) == ("about" in (first.qualifier, second.qualifier))
    assert (result.high is None) == (first.qualifier != "exact" or second.qualifier != "exact")
    if result.qualifier == "at-least" and result.digits is not None:
        assert Fraction(result.value or 0) == floor(low / one_unit(result)) * one_unit(result)


@PAIRS
@given(FIGURES, FIGURES)
@MANY
def test_the_ends_lie_at_most_one_unit_off(operation: Operation, first: Stated, second: Stated) -> None:
    """Rounded at the last digit shown, the ends of the interval lie at most one unit from the value."""
    result = operation(first, second)
    assume(result.value is not None)
    assert_few_digits(result)


@PAIRS
@given(EXACT, EXACT)
@MANY
def test_the_digits_are_all_that_are_borne(operation: Operation, first: Stated, second: Stated) -> None:
    """A result of exact figures is rounded once, at the first place that its inputs and its ends bear."""
    result = operation(first, second)
    assume(result.interval is not None and result.digits is not None)
    true, unit = OPERATIONS[operation](number(first), number(second)), one_unit(result)
    assert Fraction(result.value or 0) == half_up(true, unit) * unit
    wide = any(abs(half_up(Fraction(end), unit / 10) - half_up(true, unit / 10)) > 1 for end in result.interval or ())
    assert allowed(operation, true, unit, first, second)
    assert wide or not true or not allowed(operation, true, unit / 10, first, second)


def allowed(operation: Operation, true: Fraction, unit: Fraction, *figures: Stated) -> bool:
    """Return whether the digits of exact figures allow a result to show one unit of a last digit."""
    inputs = [figure for figure in figures if not figure.point]
    if operation is share:
        least = min(map(digits, inputs), default=99)
        return unit >= Fraction(1, 10) and abs(half_up(true, unit)) < 10**least
    return unit >= max(map(last_place, inputs))


@PAIRS
@given(EXACT, EXACT, st.sampled_from(["0", "00", "000"]), st.booleans())
@MANY
def test_adding_digits_never_widens(
    operation: Operation,
    first: Stated,
    second: Stated,
    zeros: str,
    to_first: bool,  # noqa: FBT001
) -> None:
    """A figure that is written with more digits narrows the interval of a result, and hides no digit of it."""
    result = operation(first, second)
    pair = (longer(first, zeros), second) if to_first else (first, longer(second, zeros))
    narrower = operation(*pair)
    assume(result.value is not None)
    assert narrower.value is not None
    assert narrower.low is not None
    assert narrower.high is not None
    assert (result.low or 0) <= narrower.low <= narrower.high <= (result.high or 0)
    assert not result.value or one_unit(narrower) <= one_unit(result)


def longer(figure: Stated, zeros: str) -> Stated:
    """Return a figure written with zeros more behind the point; a point stays as it is."""
    if figure.point:
        return figure
    point = "" if "." in figure.value else "."
    return read_figure(f"{figure.value}{point}{zeros}", figure.unit, figure.qualifier)


@given(AMOUNTS, RATES, POSITIONS, POSITIONS)
@MANY
def test_a_conversion_is_sound(amount: Stated, at: Judged, position: Fraction, other: Fraction) -> None:
    """A conversion holds what is true, is never exact, and shows no digit that amount, rate or ends do not bear."""
    result = convert(amount, at.rate)
    assume(result.value is not None)
    assert_sound(result, truth(amount, position) / (at.low + (at.high - at.low) * other))
    assert_few_digits(result)
    assert result.qualifier == {"exact": "about"}.get(amount.qualifier, amount.qualifier)
    assert result.digits is not None
    assert result.digits <= min(digits(amount), at.rate.digits or 99)


@given(AMOUNTS, RATES)
@MANY
def test_a_conversion_is_rounded_once(amount: Stated, at: Judged) -> None:
    """It is the nearest number of its digits, half up; for a limit the nearest on the safe side."""
    result = convert(amount, at.rate)
    assume(result.value is not None)
    unit = one_unit(result)
    expected = {
        "exact": half_up(number(amount) / at.value, unit),
        "about": half_up(number(amount) / at.value, unit),
        "at-least": floor(number(amount) / at.high / unit),
        "at-most": ceil(number(amount) / at.low / unit),
    }[amount.qualifier]
    assert Fraction(result.value or 0) == expected * unit


@given(RATES)
@MANY
def test_a_rate_is_rounded_once(at: Judged) -> None:
    """A rate is shown as the nearest number of its digits, half up, and its ends are those of its inputs."""
    result = show_rate(at.rate)
    assert Fraction(result.value or 0) == half_up(at.value, one_unit(result)) * one_unit(result)
    assert 0 <= at.low - Fraction(result.low or 0) <= at.low / 10**100
    assert 0 <= Fraction(result.high or 0) - at.high <= at.high / 10**100
    assert (result.qualifier == "exact") == (at.rate.kind in ("published", "given"))


@given(AMOUNTS.filter(lambda amount: amount.qualifier == "exact"), RATES, st.sampled_from(["0", "00", "000"]))
@MANY
def test_adding_digits_never_widens_a_conversion(amount: Stated, at: Judged, zeros: str) -> None:
    """An amount that is written with more digits narrows the interval of its conversion, and hides no digit of it."""
    result, narrower = convert(amount, at.rate), convert(longer(amount, zeros), at.rate)
    assume(result.value is not None)
    assert narrower.interval is not None
    assert result.interval is not None
    assert result.interval[0] <= narrower.interval[0] <= narrower.interval[1] <= result.interval[1]
    assert not result.value or one_unit(narrower) <= one_unit(result)


def test_importing_is_light() -> None:
    """The module alone loads no decimal and none of the model's types."""
    call = (
        "import sys, cqparts.money.exactness; print({'decimal', 'dataclasses', 'cqparts.model.types'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", call], capture_output=True, check=True, text=True)
    assert done.stdout == "set()\n"


def test_examples() -> None:
    """The examples in the docstrings hold."""
    failed, tried = doctest.testmod(exactness)
    assert tried >= 16
    assert not failed
