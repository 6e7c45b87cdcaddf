"""What must hold of single values in a model: dates, periods, currencies, amounts, shares and stated counts."""

import functools
from typing import Any

from cqparts.errors import quoted
from cqparts.loading.diagnostics import Path, Problems
from cqparts.model.index import count_components
from cqparts.model.types import Amount, Figure, Model, QuotedRate, RateTable, Term
from cqparts.money.amounts import digits, is_zero, shift, split_unit
from cqparts.money.currencies import CURRENCIES, ENDED

DATES = ("published", "as_of", "period", "stage_as_of")
"""Fields that hold a day, a month, a year or a period."""

SHARES = ("percent", "percentage points")
"""Units of which a whole has 100."""

ABOVE_ALL = ("-growth", "-goal-share")
"""Ends of the ids of measures that may exceed 100 percent: a growth, and what was reached of a goal."""

FLOAT_DIGITS = 15
"""Significant digits of any number that a float holds without loss."""

HOME = "CNY"
"""The currency that every table of rates must lead to."""

MONEY = ("investment", "phase-one", "invested")
"""What a project states in money."""

Entries = list[tuple[Path, str, Any]]
"""Paths, kinds and records, as `validate` lists them."""


def check(model: Model, records: Entries, problems: Problems) -> None:
    """Add the problems of a model's single values."""
    for path, _, record in records:
        kind: Class = type(record)
        for field in date_fields(kind):
            text = getattr(record, field)
            if text and (fault := time_fault(text)):
                problems.add((*path, field), fault)
    shares = {term.id: why for term in model.measures if (why := why_percent(term))}
    for index, figure in enumerate(model.figures):
        _check_figure(("figures", index), figure, shares, problems)
    for index, project in enumerate(model.projects):
        for second, amount in enumerate(project.amounts):
            _check_amount(("projects", index, "amounts", second), amount, problems)
    _check_rates(model, problems)
    _check_counts(model, problems)


Class = Any
"""A class of records."""


@functools.cache
def date_fields(kind: Class) -> tuple[str, ...]:
    """Return the names of a class's fields that hold dates or periods."""
    return tuple(field for field in DATES if hasattr(kind, field))


@functools.lru_cache(1_000)
def time_fault(text: str) -> str:
    """Return what is wrong with a day, month, year or period of the right form; nothing if it is real."""
    parts = text.split("/")
    for part in parts:
        if fault := _date_fault(part):
            return fault
    return f"the period {text} ends before it begins" if parts[0] > parts[-1] else ""


def _date_fault(text: str) -> str:
    from datetime import date

    numbers = [int(number) for number in text.split("-") if number.isdigit()]
    year, month, day = (*numbers, 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return f"{text} is not in the calendar"
    return ""


def why_percent(measure: Term) -> str:
    """Return why the figures of a measure are in per cent; nothing where they need not be."""
    if measure.ratio_of:
        return "a ratio of two measures"
    if measure.topic == "localization" and measure.id.endswith("-rate"):
        return "a localization rate"
    return "a growth" if measure.id.endswith("-growth") else ""


def _check_figure(path: Path, figure: Figure, shares: dict[str, str], problems: Problems) -> None:
    _check_time(path, figure, problems)
    _check_bound(path, figure, problems)
    scale, counted = split_unit(figure.unit)
    if figure.unit and counted.isupper():
        _check_currency((*path, "unit"), counted, problems)
    if figure.unit and figure.measure in shares and counted != "percent":
        why = shares[figure.measure]
        problems.add((*path, "unit"), f"{quoted(figure.unit)}: {why} is in percent; write {quoted('percent')}")
    _check_float(path, figure, problems)
    if counted not in SHARES:
        return
    if scale:
        problems.add((*path, "unit"), f"{quoted(figure.unit)}: a share takes no scale; write {quoted(counted)}")
    if not figure.measure.endswith(ABOVE_ALL) and exceeds(figure.value, 100):
        problems.add((*path, "value"), f"{figure.value} {counted} is more than a whole; a share is at most 100")


def _check_float(path: Path, record: Figure | Amount, problems: Problems) -> None:
    """A number that is not whole in single things is one that JSON's readers hold without loss."""
    if (
        record.value
        and digits(record.value) > FLOAT_DIGITS
        and isinstance(shift(record.value, split_unit(record.unit)[0]), float)
    ):
        message = f"{record.value} is not whole and has more than {FLOAT_DIGITS} digits"
        problems.add((*path, "value"), f"{message}, which no reader of JSON keeps; round it as its source does")


def _check_bound(path: Path, record: Figure | Amount, problems: Problems) -> None:
    """Only what is at least a value may be over it."""
    if record.bound and record.qualifier and record.qualifier != "at-least":
        message = f'the bound "{record.bound}" goes with at-least, not with {record.qualifier}; change one of them'
        problems.add((*path, "bound"), message)


def _check_amount(path: Path, amount: Amount, problems: Problems) -> None:
    _check_bound(path, amount, problems)
    _check_float(path, amount, problems)
    counted = split_unit(amount.unit)[1]
    if amount.unit and counted.isupper():
        _check_currency((*path, "unit"), counted, problems)
    elif amount.unit and amount.what in MONEY:
        problems.add((*path, "unit"), f"{quoted(amount.unit)}: what is invested is in a currency; give its code")


def exceeds(digits: str, limit: int) -> bool:
    """Say whether a number, given by its digits, exceeds a whole number, exactly."""
    whole, _, part = digits.partition(".")
    return bool(digits) and (int(whole), bool(part.strip("0"))) > (limit, False)


def _check_time(path: Path, record: Figure | QuotedRate, problems: Problems) -> None:
    if record.period is None and record.as_of is None:
        problems.add(path, 'missing key: one of "period" and "as_of" is needed')
    if record.period is not None and record.as_of is not None:
        problems.add((*path, "period"), 'both "period" and "as_of" are given; keep the one that the source means')


def _check_currency(path: Path, code: str, problems: Problems) -> None:
    if code and code not in CURRENCIES and code not in ENDED:
        problems.add(path, f"{quoted(code)} is no currency code of ISO 4217")


def _check_rates(model: Model, problems: Problems) -> None:
    amounts = {figure.id: figure for figure in model.figures}
    for index, quote in enumerate(model.exchange_rates.quotes):
        path = "exchange_rates", "quotes", index
        _check_time(path, quote, problems)
        _check_currency((*path, "currency"), quote.currency, problems)
        _check_positive((*path, "rate"), quote.rate, problems)
        if quote.kind == "implied":
            _check_implied(path, quote, amounts, problems)
        elif quote.kind and quote.rate is None:
            problems.add(path, f'missing key "rate", which a rate that is {quote.kind} needs')
    for index, table in enumerate(model.exchange_rates.tables):
        _check_table(("exchange_rates", "tables", index), table, problems)


def _check_implied(path: Path, quote: QuotedRate, amounts: dict[str, Figure], problems: Problems) -> None:
    """An implied rate is an amount in yuan over its equivalent in the quote's currency, both above 0."""
    for field in ("figure", "equivalent", "equivalent_unit"):
        if getattr(quote, field) is None:
            problems.add(path, f'missing key "{field}", which an implied rate needs')
    _check_positive((*path, "equivalent"), quote.equivalent, problems)
    unit = quote.equivalent_unit
    if unit and quote.currency and split_unit(unit)[1] != quote.currency:
        problems.add(
            (*path, "equivalent_unit"), f"{quoted(unit)} is no amount of {quote.currency}, the rate's currency"
        )
    figure = amounts.get(quote.figure or "")
    if figure and figure.unit and split_unit(figure.unit)[1] != HOME:
        problems.add((*path, "figure"), f"{quoted(figure.id)} is no amount of {HOME}, but in {quoted(figure.unit)}")
    elif figure and figure.value and is_zero(figure.value):
        problems.add((*path, "figure"), f"{quoted(figure.id)} is 0, which implies no rate")


def _check_positive(path: Path, digits: str | None, problems: Problems) -> None:
    if digits and is_zero(digits):
        problems.add(path, f"{digits} is no rate or amount to divide by; it must be above 0")


def _check_table(path: Path, table: RateTable, problems: Problems) -> None:
    _check_currency((*path, "base"), table.base, problems)
    for code, rate in table.rates.items():
        _check_currency((*path, "rates", code, None), code, problems)
        _check_positive((*path, "rates", code), rate, problems)
    if table.base and table.base != HOME and HOME not in table.rates and not problems.lost:
        problems.add((*path, "rates"), f"no rate of {HOME}, which every conversion goes through")


def _check_counts(model: Model, problems: Problems) -> None:
    """The numbers of systems, assemblies and component types that are stated are held, or an unknown says why not."""
    if problems.lost:
        return
    explained = {name for remark in model.unknowns for name in remark.about}
    held = _counts(model)
    for index, figure in enumerate(model.figures):
        count = held.get((figure.measure, figure.subject), held.get((figure.measure, "")))
        if count is not None and figure.value and (fault := _count_fault(figure, count, explained)):
            problems.add(("figures", index, "value"), f"states {figure.value} {figure.unit}, but {fault}")


def _count_fault(figure: Figure, held: int, explained: set[str]) -> str:
    """Return what speaks against a stated count; nothing where it is held, explained or aimed at."""
    if "." in figure.value:
        return "a count is a whole number"
    if figure.kind != "actual":
        return ""
    if exceeds(figure.value, held) and figure.qualifier in {"exact", "at-least"} and figure.id not in explained:
        return f"the file holds {held}; say in an unknown about {quoted(figure.id)} which are not named"
    if exceeds(str(held), int(figure.value)) and figure.qualifier in {"exact", "at-most"}:
        return f"the file holds {held}"
    return ""


def _counts(model: Model) -> dict[tuple[str, str], int]:
    """Return how many systems, assemblies and component types a model holds, by measure and system ("" for all)."""
    held = {
        ("systems-count", ""): len(model.systems),
        ("assemblies-count", ""): sum(len(system.assemblies) for system in model.systems),
        ("component-types-count", ""): sum(map(count_components, model.systems)) + len(model.unplaced),
    }
    for system in model.systems:
        held["assemblies-count", system.id] = len(system.assemblies)
        held["component-types-count", system.id] = count_components(system)
    return held
