"""Which rate converts an amount, whose it is, and what is refused."""

import doctest
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from cqparts.errors import CallError
from cqparts.loading.load import load
from cqparts.model.types import ExchangeRates, RateTable
from cqparts.money import ecb, rates
from cqparts.money.amounts import convert, digits, to_decimal, to_number

MODEL = load()
TABLE = MODEL.exchange_rates.tables[0]


def converted(value: str, currency: str, on: str | None) -> float:
    """Return an amount of 100m yuan, as the article writes it, in another currency."""
    rate = rates.resolve(MODEL, currency, on).rate
    return to_number(convert(to_decimal(value, "100m CNY"), rate, digits(value)))


@pytest.mark.parametrize(
    ("value", "currency", "on", "result"),
    [
        ("525", "USD", None, 7_210_000_000),
        ("2799", "USD", None, 38_420_000_000),
        ("525", "EUR", None, 6_610_000_000),
        ("525", "EUR", "2023-08-18", 6_630_000_000),
        ("525", "EUR", "2023-06-30", 6_650_000_000),
        ("2799", "EUR", "2023-H1", 37_370_000_000),
        ("525", "CNY", None, 52_500_000_000),
        ("525", "JPY", None, 1_050_000_000_000),
    ],
)
def test_amounts(value: str, currency: str, on: str | None, result: int) -> None:
    """The article's amounts come out as the rates of their time give them."""
    assert converted(value, currency, on) == result


@pytest.mark.parametrize(
    ("currency", "on", "rounded"),
    [
        ("USD", None, 7.28527),
        ("EUR", None, 7.9456),
        ("EUR", "2023-08-18", 7.9197),
        ("EUR", "2023-06-30", 7.8983),
        ("EUR", "2023-H1", 7.48943),
        ("CNY", None, 1.0),
        ("JPY", None, 0.0499252),
    ],
)
def test_a_rate_is_written_to_six_digits(currency: str, on: str | None, rounded: float) -> None:
    """JSON holds a rate to six significant digits, however many it has."""
    assert rates.resolve(MODEL, currency, on).rounded == rounded


def test_dollars_convert_at_the_implied_rate() -> None:
    """Without a time, dollars take the rate that the article implies, unrounded."""
    rate = rates.resolve(MODEL, "USD")
    assert rate._replace(known=None) == rates.Rate(
        currency="USD",
        rate=Decimal("279.9") / Decimal("38.42"),
        basis="implied",
        note="implied by two rounded amounts in its source: 7.2830 to 7.2875",
        note_zh="据来源中两个约整金额推算：7.2830至7.2875",
        rate_source="article",
        rate_date="2023-08-21",
    )
    assert (rate.text, rate.digits) == ("7.285", 4)


def test_other_currencies_convert_at_the_bundled_table() -> None:
    """Without a time, a currency with no stated rate takes the reference rates of the article's day."""
    assert rates.resolve(MODEL, "GBP")._replace(known=None) == rates.Rate(
        currency="GBP",
        rate=Decimal("7.9456") / Decimal("0.85475"),
        basis="reference",
        note="calculated from ECB reference rates",
        note_zh="据欧洲央行参考汇率套算",
        rate_source="ecb",
        rate_date="2023-08-21",
    )


@pytest.mark.parametrize("code", ["AUD", "ZAR"])
def test_all_but_the_euro_are_calculated(code: str) -> None:
    """Yuan per any other currency are crossed by way of the euro."""
    assert rates.resolve(MODEL, code).note == "calculated from ECB reference rates"


def test_the_euro_is_published_not_calculated() -> None:
    """Yuan per euro are a reference rate as it stands."""
    rate = rates.resolve(MODEL, "EUR")
    assert (rate.rate, rate.note, rate.note_zh) == (Decimal("7.9456"), "ECB reference rate", "欧洲央行参考汇率")


def test_yuan_are_the_amount_itself() -> None:
    """To yuan the rate is 1 on the basis `stated`, of no source and no day, whatever time is asked."""
    expected = rates.Rate("CNY", Decimal(1), "stated", "the amount itself", "原币金额")
    assert rates.resolve(MODEL, "CNY") == rates.resolve(MODEL, "cny", "2023-06-30") == expected


def test_a_time_wins_over_the_stated_rate() -> None:
    """Dollars of the article's day are the cross of that day's bundled table when the day is asked."""
    rate = rates.resolve(MODEL, "USD", "2023-08-21")
    assert (rate.rounded, rate.basis, rate.rate_source, rate.rate_date) == (7.2842, "reference", "ecb", "2023-08-21")


def test_a_given_rate_wins_over_everything() -> None:
    """A given rate is taken before the stated one, the bundled one and that of the time asked, and says so."""
    given = {"USD": Decimal("7.1"), "VND": Decimal("0.0003")}
    assert rates.resolve(MODEL, "usd", None, given) == rates.Rate(
        "USD", Decimal("7.1"), "given", "given in the call", "由使用者给定"
    )
    late = rates.resolve(MODEL, "USD", "2023-06-30", given)
    assert (late.rate, late.rate_date) == (Decimal("7.1"), None)
    assert late.note == "given in the call; it wins over --on 2023-06-30"
    assert late.note_zh == "由使用者给定；优先于 --on 2023-06-30"
    assert rates.resolve(MODEL, "VND", None, given).rounded == 0.0003
    assert rates.resolve(MODEL, "EUR", None, given).basis == "reference"


@pytest.mark.parametrize(
    ("currency", "on", "kind", "digits"),
    [
        ("USD", None, "implied", 4),
        ("EUR", None, "published", 5),
        ("EUR", "2023-08-18", "published", 5),
        ("CHF", None, "cross", 4),
        ("USD", "2023-08-21", "cross", 5),
        ("USD", "2023-08-18", "cross", 5),
        ("USD", "2023-H1", "mean", 5),
    ],
)
def test_a_rate_bears_its_own_digits(currency: str, on: str | None, kind: str, digits: int) -> None:
    """A rate knows what it is and how many digits it bears: a cross those of the poorer, a mean those of its days."""
    rate = rates.resolve(MODEL, currency, on)
    assert rate.known is not None
    assert (rate.known.kind, rate.digits) == (kind, digits)


def test_a_currency_that_the_ecb_once_gave_is_found_on_a_day() -> None:
    """Another day helps for a currency that has rates of some day, and for no other."""
    with pytest.raises(CallError, match=r"use --on DAY or --rate CODE=RATE$"):
        rates.resolve(MODEL, "RUB")
    for on in (None, "2023-08-18"):
        with pytest.raises(CallError, match=r"the ECB publishes none; use --rate CODE=RATE$"):
            rates.resolve(MODEL, "TWD", on)


@pytest.mark.parametrize("code", ["usd", "Usd", " USD "])
def test_case_does_not_matter(code: str) -> None:
    """A code is found in any case, with or without spaces around it."""
    assert rates.resolve(MODEL, code).currency == "USD"


def test_a_weekend_takes_the_last_working_day_and_says_so() -> None:
    """Saturday 2023-07-01 takes the rate of Friday 2023-06-30."""
    rate = rates.resolve(MODEL, "EUR", "2023-07-01")
    assert (rate.rounded, rate.rate_date) == (7.8983, "2023-06-30")
    assert rate.note == "ECB reference rate; rate of 30 Jun 2023, the last published before 1 Jul 2023"
    assert rate.note_zh == "欧洲央行参考汇率；2023年6月30日汇率（2023年7月1日前最近公布日）"


@pytest.mark.parametrize(
    ("asked", "english", "chinese"),
    [
        (
            "2023-04-10",
            "6 Apr 2023, the last published before 10 Apr 2023",
            "2023年4月6日汇率（2023年4月10日前最近公布日）",
        ),
        (
            "2023-05-01",
            "28 Apr 2023, the last published before 1 May 2023",
            "2023年4月28日汇率（2023年5月1日前最近公布日）",
        ),
        (
            "2023-12-25",
            "22 Dec 2023, the last published before 25 Dec 2023",
            "2023年12月22日汇率（2023年12月25日前最近公布日）",
        ),
        (
            "2024-01-01",
            "29 Dec 2023, the last published before 1 Jan 2024",
            "2023年12月29日汇率（2024年1月1日前最近公布日）",
        ),
        (
            "2024-05-01",
            "30 Apr 2024, the last published before 1 May 2024",
            "2024年4月30日汇率（2024年5月1日前最近公布日）",
        ),
    ],
)
def test_a_holiday_names_the_day_of_its_rate(asked: str, english: str, chinese: str) -> None:
    """A holiday takes the rate of the last working day, which is named in both languages."""
    rate = rates.resolve(MODEL, "USD", asked)
    assert rate.note == f"calculated from ECB reference rates; rate of {english}"
    assert rate.note_zh == f"据欧洲央行参考汇率套算；{chinese}"


@pytest.mark.parametrize("on", ["2023-H1", "2023-h1", " 2023-H1 "])
def test_a_period_takes_the_mean_and_says_of_how_many_days(on: str) -> None:
    """The rate of a period is the mean of its daily cross rates, with their number."""
    rate = rates.resolve(MODEL, "USD", on)
    assert (rate.rounded, rate.rate_date, rate.rate_period, rate.days) == (6.93036, None, "2023-H1", 127)
    assert rate.note == "mean of 127 daily rates; calculated from ECB reference rates"
    assert rate.note_zh == "127个公布日汇率的平均值；据欧洲央行参考汇率套算"


@pytest.mark.parametrize(("on", "days"), [("2023-Q2", 62), ("2023-05", 22), ("2023", 255), ("2023-01/2023-08", 171)])
def test_other_periods(on: str, days: int) -> None:
    """A quarter, a month, a year and a run of months have their means too."""
    rate = rates.resolve(MODEL, "EUR", on)
    assert (rate.rate_period, rate.days) == (on, days)


@pytest.mark.parametrize("word", ["period", "PERIOD", "Period"])
def test_the_word_period_takes_the_own_time_of_a_figure(word: str) -> None:
    """The mean over a figure's own period, or the rate of its own day."""
    assert rates.resolve(MODEL, "EUR", word, None, "2023-H1") == rates.resolve(MODEL, "EUR", "2023-H1")
    assert rates.resolve(MODEL, "EUR", word, None, "2023-06-30") == rates.resolve(MODEL, "EUR", "2023-06-30")


def test_the_own_time_is_not_taken_unasked() -> None:
    """A figure's period alone changes nothing: the default rate stays."""
    assert rates.resolve(MODEL, "USD", None, None, "2023-H1").basis == "implied"


def test_the_word_period_needs_a_figure() -> None:
    """Where there is no figure, its time cannot be taken."""
    with pytest.raises(CallError, match=r"^the word 'period' takes the time of a figure, and there is none here"):
        rates.resolve(MODEL, "EUR", "period")


@pytest.mark.parametrize("currency", ["EUR", "CNY", "USD"])
def test_a_wrong_time_is_refused_even_where_none_is_needed(currency: str) -> None:
    """What is no day or period is a wrong call, for yuan and for a given rate too."""
    with pytest.raises(CallError, match=r"^invalid date or period '2023-02-30'"):
        rates.resolve(MODEL, currency, "2023-02-30", {"USD": Decimal(7)})


@pytest.mark.parametrize("on", ["Last week", "yesterday"])
def test_a_wrong_time_is_quoted_as_it_was_written(on: str) -> None:
    """The message holds the user's own letters."""
    with pytest.raises(CallError, match=rf"^invalid date or period '{on}'"):
        rates.resolve(MODEL, "EUR", on)


@pytest.mark.parametrize(
    ("currency", "on", "message"),
    [
        ("EUR", "1999-01-04", "no ECB rates for 1999-01-04; available: 2005-04-01 to"),
        ("EUR", "2099-01-01", "no ECB rates for 2099-01-01; available: 2005-04-01 to"),
        ("EUR", "2005", "no ECB rates for 2005-01-01 to 2005-12-31; available: 2005-04-01 to"),
        ("RUB", "2023-06-30", "RUB has no ECB reference rate on 2023-06-30; the last before is of 2022-03-01"),
        ("ISK", "2010-05-05", "ISK has no ECB reference rate on 2010-05-05; the last before is of 2008-12-09"),
    ],
)
def test_a_time_without_a_rate_is_refused(currency: str, on: str, message: str) -> None:
    """A time outside the data gets the range, an ended or paused currency its name and last day."""
    with pytest.raises(CallError, match=f"^{message}"):
        rates.resolve(MODEL, currency, on)


@pytest.mark.parametrize(("code", "near"), [("usdd", "USD"), ("GPB", "GBP"), ("EURO", "EUR"), ("CHR", "CHF")])
def test_an_unknown_code_gets_a_suggestion(code: str, near: str) -> None:
    """A code that no currency has is refused with the nearest codes."""
    with pytest.raises(CallError) as refused:
        rates.resolve(MODEL, code)
    message = str(refused.value)
    assert message.startswith(f"no exchange rate for {code.upper()!r}; did you mean ")
    assert message.endswith("?")
    assert near in message


def test_no_more_than_three_codes_are_suggested() -> None:
    """A message names the three nearest codes where more are near."""
    with pytest.raises(CallError, match=r"did you mean [A-Z]{3} or [A-Z]{3} or [A-Z]{3}\?$"):
        rates.parse_given("MMD=7")


def test_a_code_like_no_other_gets_the_list_alone() -> None:
    """No suggestion is made up for a code that resembles none."""
    with pytest.raises(
        CallError, match=r"^no exchange rate for 'QQQ'; available: ([A-Z]{3}, )+[A-Z]{3} and \d+ more"
    ) as told:
        rates.resolve(MODEL, "QQQ")
    listed, _, rest = str(told.value).partition("available: ")[2].partition(" and ")
    assert len(listed.split(", ")) + int(rest.split()[0]) == len({"CNY", "USD", *bundled_codes()})


def bundled_codes() -> set[str]:
    """Return the currencies that the model's tables have rates of."""
    return {code for table in MODEL.exchange_rates.tables for code in (table.base, *table.rates)}


@pytest.mark.parametrize(
    ("on", "time"),
    [
        (None, None),
        ("2023-H1", "2023-H1"),
        (date(2023, 6, 30), "2023-06-30"),
        (datetime(2023, 6, 30, 23, 59, tzinfo=UTC), "2023-06-30"),
    ],
)
def test_a_time_is_a_text_or_a_date(on: str | date | None, time: str | None) -> None:
    """A date stands for its day, without the time of day; a text is itself."""
    assert rates.read_time(on) == time


def test_an_unknown_code_of_another_day_gets_the_codes_of_that_data() -> None:
    """With a time, the codes to choose from are those that the ECB gives or gave."""
    with pytest.raises(
        CallError, match=r"for 'VND'; available: AUD, .*more .*; the ECB publishes none; use --rate CODE=RATE$"
    ):
        rates.resolve(MODEL, "VND", "2023-06-30")


def test_an_ended_currency_has_the_rates_of_its_days() -> None:
    """A currency that the bundled table does not hold converts on a day on which it had a rate."""
    assert rates.resolve(MODEL, "RUB", "2022-03-01").rounded == 0.0601206


def test_currencies() -> None:
    """Yuan, euro and the thirty currencies of the bundled table, yuan among them, each once."""
    codes = rates.currencies(MODEL)
    assert codes[:4] == ("CNY", "EUR", "USD", "JPY")
    assert len(codes) == len(set(codes)) == 31


def test_currencies_of_implied_rates_can_be_converted_to() -> None:
    """A currency in which a source states an equivalent needs no table; a published rate alone makes none."""
    implied, published = MODEL.exchange_rates.quotes[:2]
    stated = implied._replace(currency="VND", sources=("article", "fed-h10"))
    pair = (stated, published._replace(currency="LAK"), published._replace(currency="MMK", kind="cross"))
    model = MODEL._replace(exchange_rates=ExchangeRates(pair, ()))
    assert rates.currencies(model) == ("CNY", "VND")
    assert rates.resolve(model, "VND").rate_source == "article"


def test_every_currency_has_a_rate() -> None:
    """Without a time, every bundled currency has a rate: dollars the implied one, yuan 1, others a reference rate."""
    assert [(rate.currency, rate.basis) for rate in rates.all_rates(MODEL)[:4]] == [
        ("CNY", "stated"),
        ("EUR", "reference"),
        ("USD", "implied"),
        ("JPY", "reference"),
    ]
    assert len(rates.all_rates(MODEL)) == 31


def test_every_currency_of_a_day_leaves_out_those_that_have_none() -> None:
    """On a day on which a currency had no rate, the others are given all the same."""
    found = {rate.currency for rate in rates.all_rates(MODEL, "2010-06-30")}
    assert set(rates.currencies(MODEL)) - found == {"ISK", "ILS"}
    with pytest.raises(CallError, match="no ECB rates for 1999-01-04"):
        rates.all_rates(MODEL, "1999-01-04")


@pytest.mark.parametrize("code", [*TABLE.rates, "EUR"])
def test_every_bundled_rate_is_that_of_the_package(code: str) -> None:
    """A bundled rate is the one that the ECB published on that day, digit for digit, and gives the same cross."""
    day = ecb.span(TABLE.as_of or "")[0]
    assert str(ecb.per_euro(code, day)) == TABLE.rates.get(code, "1")
    assert ecb.day_rate(code, day)[0] == rates.resolve(MODEL, code, TABLE.as_of).rate


def test_the_bundled_table_holds_every_currency_of_its_day() -> None:
    """No currency that the ECB gave on the article's day is missing."""
    day = ecb.span(TABLE.as_of or "")[0]
    assert {code for code in ecb.codes() if ecb.per_euro(code, day)} == {"EUR", *TABLE.rates}


@pytest.mark.parametrize("period", ["2023", "2023-06"])
def test_a_period_is_not_answered_by_a_table_of_that_date(period: str) -> None:
    """A table dated by a year or month alone is that of some day in it: a period asks for the mean of its days."""
    dated = TABLE._replace(as_of=period)
    model = MODEL._replace(exchange_rates=MODEL.exchange_rates._replace(tables=(dated,)))
    assert rates.resolve(model, "EUR", period).days == {"2023": 255, "2023-06": 22}[period]
    assert rates.resolve(model, "EUR").rate_date == period


@pytest.mark.parametrize("publisher", ["bank", "fed"])
def test_a_second_table_serves_its_own_day(publisher: str) -> None:
    """The first table is the default; a further one is taken on its day, whatever its base and publisher."""
    other = RateTable("bank.2023-09-01", "CNY", "2023-09-01", {"EUR": "0.125", "XAU": "0.001"}, (publisher, "ecb"))
    model = MODEL._replace(exchange_rates=ExchangeRates((), (TABLE, other)))
    assert rates.resolve(model, "EUR").rate_date == "2023-08-21"
    rate = rates.resolve(model, "EUR", "2023-09-01")
    assert (rate.rate, rate.rate_source) == (Decimal(8), publisher)
    assert (rate.note, rate.note_zh) == ("calculated from reference rates", "据参考汇率套算")
    assert rates.resolve(model, "XAU").rate == 1000
    assert rates.currencies(model)[-1] == "XAU"


def test_a_table_without_yuan_converts_nothing() -> None:
    """Yuan cannot be converted with a table that does not hold them."""
    other = RateTable("bank.2023-09-01", "USD", "2023-09-01", {"EUR": "0.9"}, ("bank",))
    model = MODEL._replace(exchange_rates=ExchangeRates((), (other,)))
    assert rates.currencies(model) == ("CNY",)
    with pytest.raises(CallError, match=r"'EUR'; available: CNY \(see cqparts rates --all\); use --on DAY or"):
        rates.resolve(model, "EUR")


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["USD"], ("USD",)),
        (["usd", "EUR,GBP"], ("USD", "EUR", "GBP")),
        (["usd, eur", "USD"], ("USD", "EUR")),
        ([], ()),
    ],
)
def test_parse_codes(texts: list[str], codes: tuple[str, ...]) -> None:
    """Codes may be repeated or listed with commas, in any case; each is taken once, in order."""
    assert rates.parse_codes(texts) == codes


@pytest.mark.parametrize("text", ["", "USD,", ",USD", "USD,,EUR", " "])
def test_parse_codes_refuses_nothing(text: str) -> None:
    """Nothing between two commas is no code."""
    with pytest.raises(CallError, match=r"^empty currency code; use e.g. USD,EUR,GBP$"):
        rates.parse_codes([text])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("RMB", "'RMB' is no currency code of ISO 4217; the yuan is CNY"),
        ("eur,rmb", "'RMB' is no currency code of ISO 4217; the yuan is CNY"),
        ("CNH", "'CNH' is no currency code of ISO 4217; the yuan is CNY"),
        ("人民币", "'人民币' is no currency code of ISO 4217; the yuan is CNY"),
        ("€", "'€' is no currency code of ISO 4217; the euro is EUR"),
        ("us$", "'US$' is no currency code of ISO 4217; the US dollar is USD"),
        ("£", "'£' is no currency code of ISO 4217; the pound sterling is GBP"),
    ],
)
def test_a_common_name_is_refused_with_the_code(text: str, said: str) -> None:
    """What a currency is called where no code is asked is refused with the code that is meant."""
    with pytest.raises(CallError) as refused:
        rates.parse_codes(text)
    assert str(refused.value) == said
    with pytest.raises(CallError) as refused:
        rates.parse_given(f"{text.rpartition(',')[2]}=7")
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("text", "code", "rate"),
    [
        ("USD=7.1", "USD", "7.1"),
        ("usd = 7.10", "USD", "7.10"),
        ("VND=0.0003", "VND", "0.0003"),
        ("EUR=8", "EUR", "8"),
        ("AUD=4.8", "AUD", "4.8"),
        ("USD=123456789012345.123456789012345", "USD", "123456789012345.123456789012345"),
    ],
)
def test_parse_given(text: str, code: str, rate: str) -> None:
    """A given rate is a currency code, =, and a plain number."""
    assert rates.parse_given(text) == (code, Decimal(rate))


@pytest.mark.parametrize(
    "number",
    ["0", "0.000", "-1", "+1", "nan", "inf", "1e400", "1e2", "", "7,1", ".5", "5.", "\u0667", "7=1", "1" * 16, "0x1"],
)
def test_parse_given_refuses_what_is_no_rate(number: str) -> None:
    """A rate that is not a plain number above 0 is a wrong call."""
    with pytest.raises(CallError, match=r"; use a plain number above 0 in CNY per USD, e\.g\. USD=7\.1$"):
        rates.parse_given(f"USD={number}")


@pytest.mark.parametrize("text", ["", "=7", "US=7", "USDX=7", "U5D=7", "CNY=7", "cny=1", "7.1", "\u00dc\u00d6\u00c4=7"])
def test_parse_given_refuses_what_is_no_currency(text: str) -> None:
    """What does not begin with a currency code other than that of the yuan is a wrong call."""
    with pytest.raises(CallError, match=r"use CODE=RATE in CNY per unit, e\.g\. USD=7"):
        rates.parse_given(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("UDS=7", r"^unknown currency UDS in 'UDS=7' \(ISO 4217\); did you mean .*USD.*\?$"),
        ("QQQ=7", r"^unknown currency QQQ in 'QQQ=7' \(ISO 4217\)$"),
    ],
)
def test_parse_given_refuses_an_unknown_currency(text: str, message: str) -> None:
    """A code that no standard holds is a wrong call, with the nearest ones where any is near."""
    with pytest.raises(CallError, match=message):
        rates.parse_given(text)


def test_parse_given_takes_an_ended_currency() -> None:
    """A rate of a currency that has ended may be given."""
    assert rates.parse_given("HRK=0.95") == ("HRK", Decimal("0.95"))


def test_parse_rates() -> None:
    """Several given rates are kept by code; two for one currency are a wrong call."""
    assert rates.parse_rates(["usd=7.1", "EUR=8"]) == {"USD": Decimal("7.1"), "EUR": Decimal(8)}
    with pytest.raises(CallError, match=r"^duplicate --rate for USD; give one$"):
        rates.parse_rates(["USD=7.1", "usd=7.2"])


@pytest.mark.parametrize(
    ("currency", "on", "lang", "sentence"),
    [
        (
            "USD",
            None,
            "en",
            (
                "1 USD = about 7.285 CNY: implied by two rounded amounts in its source: 7.2830 to 7.2875 "
                "(article, 21 Aug 2023)"
            ),
        ),
        ("USD", None, "zh", "1 USD约合7.285元：据来源中两个约整金额推算：7.2830至7.2875（article，2023年8月21日）"),
        ("EUR", None, "en", "1 EUR = 7.9456 CNY: ECB reference rate (ecb, 21 Aug 2023)"),
        (
            "EUR",
            "2023-H1",
            "en",
            "1 EUR = about 7.4894 CNY: mean of 127 daily rates; ECB reference rate (ecb, H1 2023)",
        ),
        ("IDR", None, "en", "1 IDR = about 0.00047526 CNY: calculated from ECB reference rates (ecb, 21 Aug 2023)"),
        ("CNY", None, "en", "1 CNY = 1 CNY: the amount itself"),
    ],
)
def test_sentence(currency: str, on: str | None, lang: str, sentence: str) -> None:
    """A rate says in one phrase what it is, whose and of when, in both languages."""
    assert rates.resolve(MODEL, currency, on).sentence(lang) == sentence


def test_a_very_small_rate_is_written_without_an_exponent() -> None:
    """A person reads a rate in plain digits, however small it is."""
    assert rates.Rate("XXX", Decimal("0.00000012345678"), "given", "", "").text == "0.000000123457"


@pytest.mark.parametrize(
    ("call", "loaded"),
    [
        ("rates.resolve(model, 'USD')", False),
        ("rates.resolve(model, 'EUR'), rates.all_rates(model)", False),
        ("rates.resolve(model, 'EUR', '2023-08-21')", False),
        ("rates.resolve(model, 'EUR', 'period', None, '2023-08-21')", False),
        ("rates.resolve(model, 'USD', '2023-06-30', rates.parse_rates(['USD=7']))", False),
        ("rates.resolve(model, 'EUR', '2023-08-18')", True),
    ],
)
def test_the_archive_is_opened_only_for_other_days(call: str, *, loaded: bool) -> None:
    """A conversion with a stated, bundled or given rate opens no archive."""
    code = f"import sys; from cqparts.loading import load; from cqparts.money import rates; model = load.load(); {call}"
    code += "; print('zipfile' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == f"{loaded}\n"


def test_amounts_alone_do_without_decimal() -> None:
    """Importing what converts, and scaling figures, imports neither decimal nor datetime, which cost start-up."""
    code = "import sys; from cqparts.money import amounts, ecb, published, rates"
    code += "; amounts.shift('102.85', 9), amounts.digits('1'), amounts.split_unit('bn CNY')"
    code += "; print({'decimal', 'datetime', 'zipfile', 'currency_converter'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"


def test_examples_hold() -> None:
    """The examples in the docstrings are true."""
    assert doctest.testmod(rates).failed == 0


def test_letters_that_become_others_are_none() -> None:
    """A code with a dotless i, whose capital is the I of others, is no code; neither is one with a sharp s."""
    assert rates.parse_codes("\u0131dr") == ("\u0131dr",)
    assert rates.parse_codes("u\u00df") == ("u\u00df",)
    for wrong in ("\u0131dr=7", "u\u00df=7"):
        with pytest.raises(CallError):
            rates.parse_given(wrong)
