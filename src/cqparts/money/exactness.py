"""How exact a derived figure is: what follows from stated figures, with which qualifier and how many digits.

A figure stands for an interval of what may be true. An exact amount or measurement lies within half a unit of its last
written digit; an exact count of single things, and a rate that is published or given, is the point itself. A source's
own "about" is open on both sides, `at-least` upwards, `at-most` downwards. What is calculated is never stronger than
the weakest figure that it comes from, is rounded once, and shows no digit that its interval does not bear.

Figures enter as `Stated`, rates as `Rate`; a `Result` comes out, with a value or with the reason why there is none.
All amounts of a result are in single things or whole units (yuan, not 亿), and all rates in yuan (CNY) per one unit.
`decimal` is imported inside the functions that need it, as in `amounts`.
"""

from functools import cache

from cqparts.errors import CallError, ModelError
from cqparts.model.annotations import TYPE_CHECKING, Literal
from cqparts.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Context, Decimal

    Ends = tuple[Decimal | None, Decimal | None]

Qualifier = Literal["exact", "about", "at-least", "at-most"]

Reason = Literal["ceiling", "floor-of-floors", "floor-and-about", "at-most", "unlike", "zero-whole", "no-digits"]
"""Why there is no figure.

- `ceiling`: something less a floor, or divided by one, is at most so much;
- `floor-of-floors`: a floor less a floor, or divided by one, can be anything;
- `floor-and-about`: a floor beside a source's own "about", of which nobody knows how far it reaches;
- `at-most`: an upper limit enters nothing that is calculated;
- `unlike`: the figures count different things;
- `zero-whole`: what would be divided by is nothing, or may be;
- `no-digits`: not even the first digit is sure.
"""

_LIMITS = ("at-least", "at-most")

TENTHS = -1
"""Power of ten of the last place that a per cent may show."""

WORK_DIGITS = 120
"""Digits that quotients are calculated with: a model's numbers have up to 40, and products of three of them fit."""

SURE_DIGITS = 100
"""Digits of a quotient that count when it is rounded: the rest only holds what a rate lost as a quotient itself."""

PER_CENT = 100
"""What a share is multiplied by."""

UNITS_OF_MEASURE = ("percent", "percentage points")
"""Units beside currencies that measure, so that a number in them is no count of single things."""


class Stated(Record):
    """A figure as its source states it."""

    value: str
    """The number as written: its digits are the significant ones."""
    unit: str
    """A scale if any, then what is counted, such as "100m CNY"."""
    qualifier: Qualifier
    bound: Literal["over"] | None = None
    """`over` where the source says "more than" (超, 突破, 逾) of a figure that is `at-least`."""
    point: bool = False
    """Whether it is an exact count of single things, which bears any number of digits."""


class Result(Record):
    """A figure that is shown: stated, or derived; or no figure, and the reason why."""

    value: "Decimal | None"
    """Rounded, in single things or whole units; its exponent is that of the last digit shown."""
    digits: int | None = None
    """Significant digits of the value; None where nothing limits them: a count of single things, a given rate."""
    qualifier: Qualifier | None = None
    bound: Literal["over"] | None = None
    low: "Decimal | None" = None
    """The lower end of what may be true, unrounded; None where it is open."""
    high: "Decimal | None" = None
    """The upper end, likewise."""
    basis: Literal["stated", "derived", "given"] | None = None
    reason: Reason | None = None
    """Why there is no figure; None where there is one."""

    @property
    def interval(self) -> "tuple[Decimal, Decimal] | None":
        """The closed interval of what may be true, or None where an end is open."""
        return None if self.low is None or self.high is None else (self.low, self.high)


class Rate(Record):
    """Yuan per one unit of a currency, unrounded, with the digits that it bears in a conversion."""

    kind: Literal["published", "cross", "mean", "implied", "given"]
    value: "Decimal"
    digits: int | None
    """None for a given rate: as many as need be."""
    low: "Decimal | None"
    high: "Decimal | None"


class Lists(Record):
    """The lists of one subject, such as a district: how many name a thing, how many leave it out."""

    naming: int
    omitting: int
    open_ended: bool
    """Whether one of them ends with "and others" (等)."""


class Count(Record):
    """How many subjects name a thing in all their lists, and how many in some of them only."""

    sure: Result
    in_one_list: int


def read_figure(value: str, unit: str, qualifier: Qualifier, bound: Literal["over"] | None = None) -> Stated:
    """Return a figure of the model, and whether it is a point: exact, whole, unscaled, and no measure.

    >>> read_figure("98", "firms", "exact").point, read_figure("2799", "100m CNY", "exact").point
    (True, False)
    """
    from cqparts.money.amounts import split_unit

    scale, counted = split_unit(unit)
    measures = counted in UNITS_OF_MEASURE or (len(counted) == len("CNY") and counted.isupper())
    return Stated(value, unit, qualifier, bound, qualifier == "exact" and not (scale or measures or "." in value))


def show(figure: Stated) -> Result:
    """Return a stated figure as it is, in single things or whole units, with its own qualifier and digits.

    >>> show(read_figure("38.42", "bn USD", "about"))[:3]
    (Decimal('3.842E+10'), 4, 'about')
    """
    value = _number(figure)
    digits = None if figure.point else _digits(value)
    return Result(value, digits, figure.qualifier, figure.bound, *_ends(figure), "stated")


def prefer(figure: Stated | None, derived: Result) -> Result:
    """Return the figure that a source states for the same subject, measure, scope and time, else the derived one.

    >>> share_of_city = share(read_figure("1263", "100m CNY", "exact"), read_figure("2377", "100m CNY", "exact"))
    >>> prefer(read_figure("53.1", "percent", "exact"), share_of_city)[:3]
    (Decimal('53.1'), 3, 'exact')
    """
    return derived if figure is None else show(figure)


def share(part: Stated, whole: Stated) -> Result:
    """Return what one figure is of another, in per cent, to tenths at most.

    >>> share(read_figure("50", "10,000 vehicles", "at-least"), read_figure("232", "10,000 vehicles", "exact"))[:3]
    (Decimal('21.5'), 3, 'at-least')
    """
    reason = _quotient_reason(part, whole)
    if reason:
        return _nothing(reason)
    value = _quotient(_number(part), _number(whole), PER_CENT)
    ends = _quotient_ends(_ends(part), _ends(whole), PER_CENT)
    qualifier: Qualifier = "at-least" if part.qualifier == "at-least" else "about"
    digits = _fewest(_limit(part), _limit(whole))
    place = TENTHS if digits is None else max(TENTHS, _place(*_anchor(qualifier, value, ends), digits))
    return _derive(qualifier, value, ends, place)


def difference(first: Stated, second: Stated) -> Result:
    """Return one figure less another, to the coarser last place of the two.

    >>> difference(read_figure("70", "percent", "exact"), read_figure("30", "percent", "about"))[:3]
    (Decimal('40'), 2, 'about')
    """
    reason = _difference_reason(first, second)
    if reason:
        return _nothing(reason)
    figures = [first, second]
    value = _add([_number(first), _number(second).copy_negate()])
    (low, high), (least, most) = _ends(first), _ends(second)
    ends = _add_known([low, _negate(most)], "ROUND_FLOOR"), _add_known([high, _negate(least)], "ROUND_CEILING")
    places = [_last_place(_number(figure)) for figure in figures if _limit(figure) is not None]
    return _derive(_qualifier_of_difference(figures), value, ends, max(places, default=None))


def count_named(subjects: "Iterable[Lists]") -> Count:
    """Return how many subjects name a thing: those whose lists all do, and apart those whose lists differ.

    It is `exact` only where no list is open-ended and none differs from another of the same subject.

    >>> count = count_named([Lists(1, 0, open_ended=True), Lists(1, 1, open_ended=True)])
    >>> count.sure[:3], count.in_one_list
    ((Decimal('1'), None, 'at-least'), 1)
    """
    from decimal import Decimal

    known = list(subjects)
    sure = Decimal(sum(lists.naming > 0 and not lists.omitting for lists in known))
    differing = sum(lists.naming > 0 and lists.omitting > 0 for lists in known)
    closed = not differing and not any(lists.open_ended for lists in known)
    ends = (sure, sure if closed else None)
    return Count(_derive("exact" if closed else "at-least", sure, ends, None), differing)


def published_rate(written: "str | Decimal", places: int = 0) -> Rate:
    """Return a rate as its publisher prints it: a point, with the digits as written.

    Args:
        written: Yuan per one unit of a currency, or units of a currency per one euro, of which a cross is made.
        places: Decimals that the publisher prints, where the data drop the zeros at the end of a number.

    Raises:
        ModelError: It is no number above 0.

    >>> published_rate("7.9456").digits, published_rate("7.81", places=4).digits
    (5, 5)
    """
    rate = _above_zero(written, ModelError)
    padded = _round(rate, min(-places, _last_place(rate)), "ROUND_HALF_UP")
    return Rate("published", padded, _digits(padded), padded, padded)


def given_rate(rate: "str | Decimal") -> Rate:
    """Return a rate that the caller names, in yuan per one unit: a point that bears as many digits as need be.

    Raises:
        CallError: It is no number above 0.

    >>> given_rate("7.1").digits
    """
    value = _above_zero(rate, CallError)
    return Rate("given", value, None, value, value)


def cross_rate(yuan: Rate, units: Rate) -> Rate:
    """Return yuan per one unit of a currency from two rates per one euro, with the digits of the poorer.

    >>> show_rate(cross_rate(published_rate("7.9456"), published_rate("1.0908")))[:3]
    (Decimal('7.2842'), 5, 'about')
    """
    value = _quotient(yuan.value, units.value)
    low, high = _quotient_ends((yuan.low, yuan.high), (units.low, units.high))
    return Rate("cross", value, _fewest(yuan.digits, units.digits), low, high)


def mean_rate(rates: "Iterable[Rate]") -> Rate:
    """Return the arithmetic mean of daily rates, with the digits of the poorest.

    Raises:
        CallError: There are none.

    >>> show_rate(mean_rate([published_rate("7.60"), published_rate("7.8101")]))[:3]
    (Decimal('7.71'), 3, 'about')
    """
    daily = list(rates)
    if not daily:
        raise CallError("there are no daily rates to take a mean of")
    value = _work().divide(_add([rate.value for rate in daily]), len(daily))
    low = _mean_end([rate.low for rate in daily], "ROUND_FLOOR")
    high = _mean_end([rate.high for rate in daily], "ROUND_CEILING")
    return Rate("mean", value, _fewest(*(rate.digits for rate in daily)), low, high)


def implied_rate(amount: Stated, equivalent: Stated) -> Rate:
    """Return the rate that an amount of yuan and the equivalent beside it imply, with the digits of the poorer.

    The equivalent lies within half a unit of its last digit even where its source says "about": that is the rounding
    of the source's own conversion. An amount that is "about" itself leaves the rate open.

    Raises:
        ModelError: One of the two is a limit, or not surely above 0.

    >>> show_rate(implied_rate(read_figure("2799", "100m CNY", "exact"), read_figure("38.42", "bn USD", "about")))[:3]
    (Decimal('7.285'), 4, 'about')
    """
    for figure in (amount, equivalent):
        if figure.qualifier not in ("exact", "about") or not _number(figure):
            raise ModelError(f"{figure.qualifier} {figure.value} {figure.unit} implies no rate")
    yuan, units = _number(amount), _number(equivalent)
    low, high = _quotient_ends(_ends(amount), _written_ends(equivalent))
    return Rate("implied", _quotient(yuan, units), _fewest(_digits(yuan), _digits(units)), low, high)


def show_rate(rate: Rate) -> Result:
    """Return a rate as it is shown: one that is published or given as it is, any other about, to its digits.

    An implied rate keeps the digits of its amounts although its interval may be wider than they say: show both.

    >>> show_rate(published_rate("7.9456"))[:3]
    (Decimal('7.9456'), 5, 'exact')
    """
    from cqparts.money.amounts import RATE_DIGITS

    if rate.kind in ("published", "given"):
        basis: Literal["stated", "given"] = "given" if rate.kind == "given" else "stated"
        return Result(rate.value, rate.digits, "exact", None, rate.low, rate.high, basis)
    place = _place(rate.value, "ROUND_HALF_UP", rate.digits or RATE_DIGITS)
    shown = _round(rate.value, place, "ROUND_HALF_UP")
    return Result(shown, _digits(shown), "about", None, rate.low, rate.high, "derived")


def convert(amount: Stated, rate: Rate) -> Result:
    """Return an amount of yuan in whole units of the rate's currency, about or a limit.

    It has no more digits than the amount as written or the rate, whichever is poorer. `over` stays.

    >>> usd = implied_rate(read_figure("2799", "100m CNY", "exact"), read_figure("38.42", "bn USD", "about"))
    >>> convert(read_figure("50.0", "bn CNY", "at-least", "over"), usd)[:4]
    (Decimal('6.86E+9'), 3, 'at-least', 'over')
    """
    if amount.qualifier in _LIMITS and rate.low is None:
        return _nothing("floor-and-about" if amount.qualifier == "at-least" else "at-most")
    number = _number(amount)
    value = _quotient(number, rate.value)
    ends = _quotient_ends(_ends(amount), (rate.low, rate.high))
    qualifier = "about" if amount.qualifier == "exact" else amount.qualifier
    digits = _digits(number) if rate.digits is None else min(_digits(number), rate.digits)
    place = _place(*_anchor(qualifier, value, ends), digits)
    return _derive(qualifier, value, ends, place)._replace(bound=amount.bound)


def _quotient_reason(part: Stated, whole: Stated) -> Reason | None:
    """Say why one figure cannot be divided by another; None if it can."""
    reason = _common_reason([part, whole])
    if reason:
        return reason
    if whole.qualifier == "at-least":
        return "floor-of-floors" if part.qualifier == "at-least" else "ceiling"
    low = _ends(whole)[0]
    if (_number(whole) if low is None else low) <= 0:
        return "zero-whole"
    return "floor-and-about" if part.qualifier == "at-least" and low is None else None


def _common_reason(figures: list[Stated]) -> Reason | None:
    """Say why figures enter no calculation together, whichever it is; None if they do."""
    from cqparts.money.amounts import split_unit

    if any(figure.qualifier == "at-most" for figure in figures):
        return "at-most"
    return "unlike" if len({split_unit(figure.unit)[1] for figure in figures}) > 1 else None


def _difference_reason(first: Stated, second: Stated) -> Reason | None:
    """Say why one figure cannot be taken from another; None if it can."""
    reason = _common_reason([first, second])
    if reason:
        return reason
    floor = first.qualifier == "at-least"
    if second.qualifier == "at-least":
        return "floor-of-floors" if floor else "ceiling"
    return "floor-and-about" if floor and second.qualifier == "about" else None


def _qualifier_of_difference(figures: list[Stated]) -> Qualifier:
    """Return how exact a difference is: exact only where both figures are, in one unit."""
    qualifiers = {figure.qualifier for figure in figures}
    if "at-least" in qualifiers:
        return "at-least"
    return "exact" if qualifiers == {"exact"} and len({figure.unit for figure in figures}) == 1 else "about"


def _negate(number: "Decimal | None") -> "Decimal | None":
    """Return a number with its sign turned, all digits kept; None stays."""
    return None if number is None else number.copy_negate()


def _add(numbers: "list[Decimal]", rounding: str = "ROUND_HALF_EVEN") -> "Decimal":
    """Return the sum of numbers."""
    from functools import reduce

    added = reduce(_work(rounding).add, numbers)
    return added or added.copy_abs()  # rounding down makes -0 of nothing


def _add_known(numbers: "list[Decimal | None]", rounding: str) -> "Decimal | None":
    """Return the sum of ends, or None where one of them is open."""
    known = [number for number in numbers if number is not None]
    return _add(known, rounding) if len(known) == len(numbers) else None


def _mean_end(ends: "list[Decimal | None]", rounding: str) -> "Decimal | None":
    """Return the mean of ends, or None where one of them is open."""
    added = _add_known(ends, rounding)
    return None if added is None else _work(rounding).divide(added, len(ends))


def _derive(qualifier: Qualifier, value: "Decimal", ends: "Ends", place: int | None) -> Result:
    """Return a derived figure, rounded at a power of ten or, where its ends lie too far apart, at a higher one.

    Each end, rounded at the last place shown, lies at most one unit of it from the value shown. Nothing is rounded
    where `place` is None. Nothing (0) has no first digit to lose, and stays itself at every place.
    """
    number, rounding = _anchor(qualifier, value, ends)
    if place is None:
        return Result(number, None, qualifier, None, *ends, "derived")
    while not _bears(number, rounding, ends, place):
        place += 1
        if number and place > number.adjusted():
            return _nothing("no-digits")
    shown = _round(number, place, rounding)
    return Result(shown, _digits(shown), qualifier, None, *ends, "derived")


def _anchor(qualifier: Qualifier, value: "Decimal", ends: "Ends") -> "tuple[Decimal, str]":
    """Return what is rounded, and how: a floor's lower end down, an upper limit's end up, a value half up."""
    low, high = ends
    if qualifier == "at-least" and low is not None:
        return low, "ROUND_FLOOR"
    if qualifier == "at-most" and high is not None:
        return high, "ROUND_CEILING"
    return value, "ROUND_HALF_UP"


def _bears(number: "Decimal", rounding: str, ends: "Ends", place: int) -> bool:
    """Return whether both ends, rounded at a place, lie at most one unit from a number rounded there."""
    shown = _units(number, place, rounding)
    return all(end is None or abs(_units(end, place, "ROUND_HALF_UP") - shown) <= 1 for end in ends)


def _nothing(reason: Reason) -> Result:
    """Return no figure, with the reason."""
    return Result(None, reason=reason)


def _number(figure: Stated) -> "Decimal":
    """Return a figure's number in single things or whole units, with the digits as written."""
    from decimal import Decimal

    from cqparts.money.amounts import split_unit

    return Decimal(figure.value).scaleb(split_unit(figure.unit)[0], _work())


def _ends(figure: Stated) -> "Ends":
    """Return the ends of what a figure stands for, each None where it is open."""
    number = _number(figure)
    if figure.qualifier == "exact":
        return (number, number) if figure.point else _written_ends(figure)
    return number if figure.qualifier == "at-least" else None, number if figure.qualifier == "at-most" else None


def _written_ends(figure: Stated) -> "tuple[Decimal, Decimal]":
    """Return the ends that a figure's digits allow: half a unit of the last one each way."""
    from decimal import Decimal

    number = _number(figure)
    half = Decimal((0, (5,), _last_place(number) - 1))
    return _work().subtract(number, half), _work().add(number, half)


def _limit(figure: Stated) -> int | None:
    """Return how many digits a figure allows what is calculated from it, or None for a point: a count, a floor."""
    return None if figure.point or figure.qualifier == "at-least" else _digits(_number(figure))


def _fewest(*digits: int | None) -> int | None:
    """Return the least of numbers of digits, or None where nothing limits them."""
    return min((count for count in digits if count is not None), default=None)


def _digits(number: "Decimal") -> int:
    """Return how many significant digits a number has as written."""
    return len(number.as_tuple().digits)


def _last_place(number: "Decimal") -> int:
    """Return the power of ten of a number's last written digit."""
    return int(number.as_tuple().exponent)


def _quotient(number: "Decimal", whole: "Decimal", times: int = 1, rounding: str = "ROUND_HALF_EVEN") -> "Decimal":
    """Return a quotient times a whole number."""
    work = _work(rounding)
    return work.divide(work.multiply(number, times), whole)


def _quotient_ends(part: "Ends", whole: "Ends", times: int = 1) -> "Ends":
    """Return the ends of a quotient by what is above 0: None where that is open, or the end of the part is."""
    (low, high), (least, most) = part, whole
    if least is None or most is None:
        return None, None
    return (
        None if low is None else _quotient(low, least if low < 0 else most, times, "ROUND_FLOOR"),
        None if high is None else _quotient(high, most if high < 0 else least, times, "ROUND_CEILING"),
    )


def _above_zero(number: "str | Decimal", fault: "type[CallError | ModelError]") -> "Decimal":
    """Return a rate as a Decimal, or raise a fault where it is no number above 0."""
    from decimal import Decimal, InvalidOperation

    try:
        rate = Decimal(number)
    except InvalidOperation:
        rate = Decimal(0)
    if not rate.is_finite() or rate <= 0:
        raise fault(f"{number!s:.40} is no rate: a rate is a number above 0")
    return rate


def _place(number: "Decimal", rounding: str, digits: int) -> int:
    """Return the power of ten of the last of so many significant digits of a number, once it is rounded to them."""
    rounded = _work(rounding, digits).plus(_settle(number))
    return rounded.adjusted() - digits + 1 if rounded else 0


def _units(number: "Decimal", place: int, rounding: str) -> int:
    """Return how many units of a power of ten a number makes, rounded to a whole one."""
    return int(_settle(number).scaleb(-place, _work()).to_integral_value(rounding))


def _round(number: "Decimal", place: int, rounding: str) -> "Decimal":
    """Return a number rounded at a power of ten, which becomes its exponent."""
    from decimal import Decimal

    return Decimal(_units(number, place, rounding)).scaleb(place, _work())


def _settle(number: "Decimal") -> "Decimal":
    """Return a number without the digits that only the length of a quotient decides.

    A rate crossed from two is cut off somewhere; what that takes from an amount must not turn a tie or a whole number.
    """
    return _work(digits=SURE_DIGITS).plus(number)


@cache
def _work(rounding: str = "ROUND_HALF_EVEN", digits: int = WORK_DIGITS) -> "Context":
    """Return the context of calculations: its digits are more than a model's numbers can make in one operation."""
    from decimal import Context

    return Context(prec=digits, rounding=rounding)
