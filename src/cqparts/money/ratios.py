"""What follows from two figures: their difference, and the share of one in the other."""

from cqparts.money.amounts import digits, exact, plain


def difference(first: str, second: str) -> int | float:
    """Return one number as written less another, exactly.

    >>> difference("70", "30"), difference("70.5", "30")
    (40, 40.5)
    """
    from decimal import Decimal

    return plain(Decimal(first) - Decimal(second))


def percent_of(part: str, part_unit: str, whole: str, whole_unit: str) -> tuple[int | float, int]:
    """Return what percentage one figure is of another, and the significant digits of that.

    It is rounded half up to one decimal place, or to one significant digit where that would leave nothing, and to no
    more significant digits than either figure has.

    Raises:
        ZeroDivisionError: The whole is nothing.

    >>> percent_of("525", "100m CNY", "2799", "100m CNY"), percent_of("50", "10,000 vehicles", "232", "10,000 vehicles")
    ((18.8, 3), (22, 2))
    """
    from decimal import ROUND_HALF_UP, Context, Decimal

    percent = exact(part, part_unit) * 100 / exact(whole, whole_unit)
    to_tenths = max(percent.adjusted() + 2, 1)
    prec = min(digits(part), digits(whole), to_tenths)
    return plain(Context(prec=prec, rounding=ROUND_HALF_UP).plus(Decimal(percent))), prec
