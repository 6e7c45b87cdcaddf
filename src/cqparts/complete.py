"""What a shell offers on Tab: names with what they are. Silent on any error, since it writes into a prompt."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from typer import Context

from cqparts.model import Model

Offer = tuple[str, str]
"""A word to offer, and what it is."""


def offered(offers: Callable[[Model], Iterable[Offer]]) -> Callable[[str], list[Offer]]:
    """Return a completer of what a function finds in the model."""

    def completer(incomplete: str) -> list[Offer]:
        try:
            return fitting(offers(model()), incomplete)
        except Exception:  # noqa: BLE001 -- a message would be written into the prompt
            return []

    return completer


def model() -> Model:
    """Return the model that the environment names, or the bundled one."""
    import os

    from cqparts.loading import load

    return load(os.environ.get("CQPARTS_DATA"))


def fitting(offers: Iterable[Offer], incomplete: str) -> list[Offer]:
    """Return the offers that go on from what is there; after a comma, from what stands behind it, in its case."""
    before, comma, last = incomplete.rpartition(",")
    cased = [(word.lower(), said) if last.islower() else (word, said) for word, said in offers]
    return [(f"{before}{comma}{word}", said) for word, said in cased if word.startswith(last)]


def columns(ctx: Context, incomplete: str) -> list[Offer]:
    """Offer the keys of the answer of the command at hand."""
    from cqparts.columns import CATALOGUE
    from cqparts.queries import sample

    try:
        keys = sample(model(), ctx.info_name or "").keys
        offers = ((key, CATALOGUE[key].description if key in CATALOGUE else "") for key in keys)
        return fitting(offers, incomplete)
    except Exception:  # noqa: BLE001 -- a message would be written into the prompt
        return []


def named(records: Iterable[Any]) -> Iterator[Offer]:
    """Yield records by id and by Chinese name."""
    for record in records:
        yield record.id, f"{record.name} {record.name_zh}"
    for record in records:
        yield record.name_zh, record.name


def currency_offers(model: Model) -> Iterator[Offer]:
    """Yield the currencies that amounts can be converted to."""
    from cqparts.rates import currencies as codes

    for code in codes(model):
        yield code, ""


def year_offers(model: Model) -> Iterator[Offer]:
    """Yield the years that something is promised for."""
    from cqparts.queries.figures import target_years

    for year in target_years(model):
        yield year, ""


def time_offers(model: Model) -> Iterator[Offer]:
    """Yield the days of the bundled rates, and the word for each figure's own period."""
    for table in model.exchange_rates.tables:
        yield table.as_of or "", "bundled rates"
    yield "period", "mean over each figure's own period"


districts = offered(lambda model: named(model.districts))
assemblies = offered(lambda model: named([part for system in model.systems for part in system.assemblies]))
systems = offered(lambda model: named(model.systems))
series = offered(lambda model: named(model.measures))
sources = offered(lambda model: ((source.id, source.title) for source in model.sources))
currencies = offered(currency_offers)
years = offered(year_offers)
times = offered(time_offers)


def formats(incomplete: str) -> list[Offer]:
    """Offer the formats."""
    from cqparts.formats import FORMATS

    return fitting(((name, "") for name in FORMATS), incomplete)


def units(incomplete: str) -> list[Offer]:
    """Offer the units of money."""
    from cqparts.cells import POWERS

    return fitting(((name, "") for name in POWERS), incomplete)


def languages(incomplete: str) -> list[Offer]:
    """Offer the languages."""
    return fitting((("en", "English"), ("zh", "中文")), incomplete)


def look_ups(incomplete: str) -> list[Offer]:
    """Offer the commands whose answer has a schema."""
    from cqparts.queries import LOOK_UPS

    return fitting(((name, "") for name in LOOK_UPS), incomplete)
