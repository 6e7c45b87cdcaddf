"""Amounts: digits as written, exact scaling, one rounding half up."""

import doctest
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cqparts.errors import CallError
from cqparts.money import amounts

AMOUNTS = st.integers(min_value=1, max_value=10**15)
RATES = st.decimals(min_value="0.0001", max_value="100000", places=6)
DIGITS = st.integers(min_value=1, max_value=12)
WRITTEN = st.from_regex(r"(0|[1-9][0-9]{0,12})(\.[0-9]{1,6})?", fullmatch=True)


def magnitude(number: Fraction) -> int:
    """Return the power of ten of a number's first digit."""
    power = len(str(number.numerator)) - len(str(number.denominator))
    return power if number >= Fraction(10) ** power else power - 1


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("2799", 4),
        ("525", 3),
        ("102.85", 5),
        ("0.05", 1),
        ("0.050", 2),
        ("50", 2),
        ("1000", 4),
        ("240", 3),
        ("4.3", 2),
        ("0", 1),
        ("0.00", 1),
        ("10.05", 4),
    ],
)
def test_digits_counts_as_written(value: str, count: int) -> None:
    """Zeros at the end of a number count as significant, zeros before its first other digit do not."""
    assert amounts.digits(value) == count


@pytest.mark.parametrize(
    ("unit", "parts"),
    [
        ("100m CNY", (8, "CNY")),
        ("bn USD", (9, "USD")),
        ("m EUR", (6, "EUR")),
        ("10,000 vehicles", (4, "vehicles")),
        ("1,000 firms", (3, "firms")),
        ("percent", (0, "percent")),
        ("percentage points", (0, "percentage points")),
        ("m", (0, "m")),
    ],
)
def test_split_unit(unit: str, parts: tuple[int, str]) -> None:
    """A unit is a scale, if it begins with one, and what is counted."""
    assert amounts.split_unit(unit) == parts


@pytest.mark.parametrize(
    ("value", "places", "shifted"),
    [
        ("102.85", 9, 102_850_000_000),
        ("2799", 8, 279_900_000_000),
        ("129.6", 4, 1_296_000),
        ("4.3", 4, 43_000),
        ("20.2", 0, 20.2),
        ("1.2345", 3, 1234.5),
        ("50.0", 0, 50),
        ("0", 8, 0),
        ("0.05", 2, 5),
        ("0.05", 1, 0.5),
        ("123456789012345678901234567890", 8, 12345678901234567890123456789000000000),
    ],
)
def test_shift_is_exact(value: str, places: int, shifted: float) -> None:
    """A number is scaled without loss: to an integer where the result is whole, else to the nearest float."""
    result = amounts.shift(value, places)
    assert (result, type(result)) == (shifted, type(shifted))


@given(WRITTEN, st.integers(min_value=0, max_value=9))
@settings(deadline=None)
def test_shift_agrees_with_decimal(value: str, places: int) -> None:
    """Scaling gives what decimal arithmetic gives."""
    expected = Decimal(value).scaleb(places)
    whole = expected == expected.to_integral_value()
    assert amounts.shift(value, places) == (int(expected) if whole else float(expected))


@given(WRITTEN)
@settings(deadline=None)
def test_exact_keeps_every_digit(value: str) -> None:
    """A figure in whole units is the written number times its scale, and nothing else."""
    assert amounts.to_decimal(value, "100m CNY") == Fraction(value) * 10**8


def test_exact_keeps_more_digits_than_decimal_calculates_with() -> None:
    """A number of forty digits loses none of them."""
    written = "1234567890123456789012345678901234567890"
    assert amounts.to_decimal(written, "bn CNY") == int(written) * 10**9


@pytest.mark.parametrize(
    ("value", "unit", "least", "greatest"),
    [
        ("2799", "100m CNY", "279850000000", "279950000000"),
        ("38.42", "bn USD", "38415000000", "38425000000"),
        ("0.5", "percent", "0.45", "0.55"),
        ("50", "firms", "49.5", "50.5"),
    ],
)
def test_bounds_are_half_a_unit_of_the_last_digit(value: str, unit: str, least: str, greatest: str) -> None:
    """What is written as a value lies within half a unit of its last digit, on both sides."""
    assert amounts.bounds(value, unit) == (Decimal(least), Decimal(greatest))


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        ("7.2842451", 6, "7.28425"),
        ("7.284245", 6, "7.28425"),
        ("7.284235", 6, "7.28424"),
        ("2.5", 1, "3"),
        ("-2.5", 1, "-3"),
        ("7.9456", 6, "7.9456"),
        ("0.04992523", 6, "0.0499252"),
        ("99.96", 3, "100"),
    ],
)
def test_round_half_up(value: str, digits: int, rounded: str) -> None:
    """A tie goes away from zero, whatever the digit before it, and no digit is added."""
    result = amounts.round_half_up(Decimal(value), digits)
    assert result == Decimal(rounded)
    assert len(result.as_tuple().digits) <= digits


@pytest.mark.parametrize(
    ("amount", "rate", "digits", "converted"),
    [
        (52_500_000_000, "7.9456", 3, 6_610_000_000),
        (52_500_000_000, "7.9197", 3, 6_630_000_000),
        (52_500_000_000, "7.8983", 3, 6_650_000_000),
        (279_900_000_000, "7.48943", 4, 37_370_000_000),
        (279_900_000_000, "7.28527", 4, 38_420_000_000),
        (5, "2", 1, 3),
        (15, "2", 1, 8),
        (1, "8", 2, "0.13"),
        (999_600, "1", 3, 1_000_000),
        (0, "7.1", 3, 0),
        (-5, "2", 1, -3),
    ],
)
def test_convert(amount: int, rate: str, digits: int, converted: int | str) -> None:
    """An amount over a rate is rounded half up to the digits of its source."""
    assert amounts.convert(amount, Decimal(rate), digits) == Decimal(converted)


def test_convert_takes_whole_rates_and_decimal_amounts() -> None:
    """Amount and rate may each be an integer or a Decimal, the rate any number above 0."""
    assert amounts.convert(Decimal("0.5"), 2, 2) == Decimal("0.25")
    assert amounts.convert(3, Decimal("0.5"), 1) == 6
    assert amounts.convert(7, 1, 1) == 7


@given(AMOUNTS, RATES, DIGITS)
@settings(deadline=None)
def test_convert_rounds_half_up_once(amount: int, rate: Decimal, digits: int) -> None:
    """The result is the exact quotient, rounded half up to the digit asked, and never twice."""
    quotient = Fraction(amount) / Fraction(rate)
    unit = Fraction(10) ** (magnitude(quotient) - digits + 1)
    assert amounts.convert(amount, rate, digits) == floor(quotient / unit + Fraction(1, 2)) * unit


@given(AMOUNTS, RATES, DIGITS)
@settings(deadline=None)
def test_convert_adds_no_digit(amount: int, rate: Decimal, digits: int) -> None:
    """A converted amount never has more significant digits than its source had."""
    assert len(amounts.convert(amount, rate, digits).normalize().as_tuple().digits) <= digits


@given(AMOUNTS, AMOUNTS, RATES, DIGITS)
@settings(deadline=None)
def test_convert_keeps_the_order_of_amounts(one: int, other: int, rate: Decimal, digits: int) -> None:
    """Of two amounts, the greater never converts to less."""
    less, more = sorted((one, other))
    assert amounts.convert(less, rate, digits) <= amounts.convert(more, rate, digits)


@given(AMOUNTS, RATES, DIGITS)
@settings(deadline=None)
def test_there_and_back_is_within_rounding(amount: int, rate: Decimal, digits: int) -> None:
    """A converted amount, converted back, differs by no more than half a unit of its last digit."""
    there = amounts.convert(amount, rate, digits)
    half = Fraction(10) ** (there.adjusted() - digits + 1) / 2
    assert abs(Fraction(there) * Fraction(rate) - amount) <= half * Fraction(rate)


@pytest.mark.parametrize(
    ("amount", "rate", "digits"),
    [
        (1, Decimal(0), 3),
        (1, Decimal(-1), 3),
        (1, 0, 3),
        (1, Decimal("NaN"), 3),
        (1, Decimal("Infinity"), 3),
        (Decimal("NaN"), Decimal(7), 3),
        (Decimal("-Infinity"), Decimal(7), 3),
        (1, Decimal(7), 0),
        (1, Decimal(7), 1001),
        pytest.param(10**5000, 0, 3, id="large"),
    ],
)
def test_convert_refuses_what_is_no_rate(amount: Decimal, rate: Decimal, digits: int) -> None:
    """A rate that is not above 0, what is not finite, less than one digit and too many are wrong calls."""
    with pytest.raises(CallError, match=r"^cannot convert .* the rate must be above 0"):
        amounts.convert(amount, rate, digits)


@pytest.mark.parametrize(
    ("amount", "rate", "digits", "said"),
    [
        (1.5, Decimal(7), 3, "amount 1.5: expected an int or a Decimal"),
        (1, 7.1, 3, "rate 7.1: expected an int or a Decimal"),
        ("1", 7, 3, "amount '1': expected an int or a Decimal"),
        (1, None, 3, "rate None: expected an int or a Decimal"),
        (True, 7, 3, "amount True: expected an int or a Decimal"),
        (1, 7, "3", "digits '3': expected an int"),
        (1, 7, 3.0, "digits 3.0: expected an int"),
    ],
)
def test_convert_names_what_has_a_wrong_type(amount: Any, rate: Any, digits: Any, said: str) -> None:  # noqa: ANN401
    """A float, which cannot hold a decimal fraction, a text and nothing at all are wrong calls."""
    with pytest.raises(CallError) as refused:
        amounts.convert(amount, rate, digits)
    assert str(refused.value) == said


def test_convert_refuses_what_no_decimal_holds() -> None:
    """A result that is too large for a decimal is a wrong call too."""
    with pytest.raises(CallError, match="no decimal is as large"):
        amounts.convert(Decimal("1e999999"), Decimal("1e-999999"), 3)


@pytest.mark.parametrize(
    ("amount", "written"),
    [("7.21E+9", 7_210_000_000), ("0.125", 0.125), ("3.0", 3), ("-2", -2), ("-0.5", -0.5), ("0", 0)],
)
def test_plain_is_whole_where_it_can_be(amount: str, written: float) -> None:
    """JSON gets an integer for a whole amount, and the nearest float for any other."""
    result = amounts.to_number(Decimal(amount))
    assert (result, type(result)) == (written, type(written))


def test_examples_hold() -> None:
    """The examples in the docstrings are true."""
    results = doctest.testmod(amounts)
    assert results.failed == 0
    assert results.attempted >= 8
