"""Amounts: the digits that a source wrote, exact scaling, and conversion that never adds a digit.

`decimal` is imported inside the functions that need it: a look-up that only scales figures does without.
"""

from cqparts.errors import CallError
from cqparts.model.annotations import TYPE_CHECKING
from cqparts.model.types import SCALES

if TYPE_CHECKING:
    from decimal import Decimal

RATE_DIGITS = 6
"""Significant digits of a rate where one is shown or written; calculations keep all that they have."""


def digits(value: str) -> int:
    """Return how many significant digits a number has as its source writes it.

    Zeros at the end count, because the source wrote them; zeros before the first other digit do not.

    >>> [digits(value) for value in ("2799", "102.85", "0.05", "1000", "50.0")]
    [4, 5, 1, 4, 3]
    """
    return len(value.replace(".", "").lstrip("0")) or 1


def is_zero(value: str) -> bool:
    """Return whether a number as written is zero.

    >>> is_zero("0"), is_zero("0.00"), is_zero("0.01")
    (True, True, False)
    """
    return not value.strip("0.")


def split_unit(unit: str) -> tuple[int, str]:
    """Return the power of ten in a figure's unit, and what is counted.

    >>> split_unit("100m CNY"), split_unit("10,000 vehicles"), split_unit("percentage points")
    ((8, 'CNY'), (4, 'vehicles'), (0, 'percentage points'))
    """
    scale, _, counted = unit.partition(" ")
    return (SCALES[scale], counted) if scale in SCALES and counted else (0, unit)


def shift(value: str, places: int) -> int | float:
    """Return a number as written, times ten to the power of `places` (0 or more), without loss.

    It is an integer where the result is whole, else the nearest float.

    >>> shift("102.85", 9), shift("2799", 8), shift("20.2", 0)
    (102850000000, 279900000000, 20.2)
    """
    whole, _, fraction = value.partition(".")
    fraction = fraction.rstrip("0")
    if len(fraction) > places:
        return float(f"{value}e{places}")
    return int(whole + fraction.ljust(places, "0"))


def to_decimal(value: str, unit: str) -> "Decimal":
    """Return a figure's value in whole units of what it counts, as a Decimal.

    >>> to_decimal("38.42", "bn USD")
    Decimal('3.842E+10')
    """
    from decimal import Decimal

    return Decimal(f"{value}e{split_unit(unit)[0]}")


def bounds(value: str, unit: str) -> tuple["Decimal", "Decimal"]:
    """Return the least and the greatest amount that are written as `value`: half a unit of its last digit each way.

    >>> [float(bound) for bound in bounds("38.42", "bn USD")]
    [38415000000.0, 38425000000.0]
    """
    from decimal import Decimal

    written = Decimal(value)
    half = Decimal((0, (5,), int(written.as_tuple().exponent) - 1))
    scale = split_unit(unit)[0]
    return (written - half).scaleb(scale), (written + half).scaleb(scale)


def round_half_up(value: "Decimal", digits: int) -> "Decimal":
    """Return a value rounded to so many significant digits, half away from zero; one with fewer stays as it is.

    >>> from decimal import Decimal
    >>> round_half_up(Decimal("7.2842451"), 6), round_half_up(Decimal("7.9456"), 6)
    (Decimal('7.28425'), Decimal('7.9456'))
    """
    from decimal import ROUND_HALF_UP, Context

    return Context(prec=digits, rounding=ROUND_HALF_UP).plus(value)


MOST_DIGITS = 1000
"""Significant digits that a conversion gives at the most."""


def convert(amount: "Decimal | int", rate: "Decimal | int", digits: int) -> "Decimal":
    """Convert an amount of yuan to another currency, with no more digits than its source had.

    Args:
        amount: Whole yuan (CNY), not millions or 亿.
        rate: Yuan per one unit of the other currency, unrounded.
        digits: Significant digits of the amount as its source writes it (see `digits`).

    Returns:
        Whole units of the other currency: `amount / rate`, rounded once, half up, to `digits` significant digits.

    Raises:
        CallError: One is of another type (a float cannot hold a decimal fraction), the rate is not a positive number,
            the amount is not finite, or `digits` is not from 1 to 1000.

    >>> from decimal import Decimal
    >>> convert(52_500_000_000, Decimal("7.9456"), 3)
    Decimal('6.61E+9')
    """
    from decimal import ROUND_HALF_UP, Context, Decimal

    for name, number in (("amount", amount), ("rate", rate)):
        if not isinstance(number, int | Decimal) or isinstance(number, bool):
            raise CallError(f"{name} {number!r:.40}: expected an int or a Decimal")
    if not isinstance(digits, int) or isinstance(digits, bool):
        raise CallError(f"digits {digits!r:.40}: expected an int")
    if not (Decimal(rate).is_finite() and rate > 0 and Decimal(amount).is_finite() and 1 <= digits <= MOST_DIGITS):
        needs = f"the rate must be above 0, the digits from 1 to {MOST_DIGITS}, all finite"
        raise CallError(f"cannot convert {Decimal(amount)} at {Decimal(rate)} to {digits} digits: {needs}")
    try:
        return Context(prec=digits, rounding=ROUND_HALF_UP).divide(amount, rate)
    except ArithmeticError:
        raise CallError(f"cannot convert {Decimal(amount)} at {Decimal(rate)}: no decimal is as large") from None


def to_number(amount: "Decimal") -> int | float:
    """Return an amount as JSON writes it: an integer where it is whole, else the nearest float.

    >>> from decimal import Decimal
    >>> to_number(Decimal("7.21E+9")), to_number(Decimal("0.125"))
    (7210000000, 0.125)
    """
    whole = int(amount)
    return whole if whole == amount else float(amount)
