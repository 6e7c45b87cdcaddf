"""Words to answers: what a call names is found in the model, and the query is asked about it.

One function a look-up, the same for the Typer app and for the express way. Each loads the query that it asks.
"""

from collections.abc import Iterable

from cqparts.lookups.base import Table
from cqparts.model import resolve
from cqparts.model.types import Assembly, Model, System


def held_assemblies(model: Model) -> list[Assembly]:
    """Return the assemblies of all systems."""
    return [part for system in model.systems for part in system.assemblies]


def assembly_of(model: Model, word: str | None) -> Assembly | None:
    """Return the assembly that a word names, if one is given."""
    return None if word is None else resolve.find("assembly", held_assemblies(model), word)


def system_of(model: Model, word: str | None) -> System | None:
    """Return the system that a word names, if one is given."""
    return None if word is None else resolve.find("system", model.systems, word)


def districts(model: Model, assembly: str | None = None, system: str | None = None) -> Table:
    """Answer which districts there are, or take an assembly or a part of a system."""
    from cqparts.lookups.districts import districts as query

    return query(model, assembly_of(model, assembly), system_of(model, system))


def focus(model: Model, district: str) -> Table:
    """Answer what one district specialises in."""
    from cqparts.lookups.districts import focus as query

    return query(model, resolve.find("district", model.districts, district))


def who(model: Model, assembly: str) -> Table:
    """Answer which districts specialise in an assembly."""
    from cqparts.lookups.districts import who as query

    return query(model, resolve.find("assembly", held_assemblies(model), assembly))


def matrix(model: Model) -> Table:
    """Answer where districts overlap and what nobody takes."""
    from cqparts.lookups.districts import matrix as query

    return query(model)


def assemblies(model: Model, system: str | None = None) -> Table:
    """Answer which assemblies there are, or a system holds."""
    from cqparts.lookups.assemblies import assemblies as query

    return query(model, system_of(model, system))


def components(model: Model, assembly: str | None = None) -> Table:
    """Answer which component types are named, or belong to an assembly."""
    from cqparts.lookups.assemblies import components as query

    return query(model, assembly_of(model, assembly))


def cities(model: Model) -> Table:
    """Answer which cities in Sichuan are partners."""
    from cqparts.lookups.pilot import cities as query

    return query(model)


def pilot(model: Model) -> Table:
    """Answer what the pilot is."""
    from cqparts.lookups.pilot import pilot as query

    return query(model)


def find(model: Model, text: str) -> Table:
    """Answer where a text occurs."""
    from cqparts.lookups.find import find as query

    return query(model, text)


def sources(model: Model, source: str | None = None) -> Table:
    """Answer what the sources are, or one of them."""
    from cqparts.lookups.sources import sources as query

    return query(model, None if source is None else resolve.find("source", model.sources, source))


def investment(
    model: Model, to: Iterable[str] | None = None, on: str | None = None, rate: Iterable[str] | None = None
) -> Table:
    """Answer what was signed and secured, in the currencies asked and those of given rates; in dollars by default."""
    from cqparts.lookups.investment import investment as query
    from cqparts.money import rates

    given = rates.parse_rates(rate or ())
    return query(model, (*rates.parse_codes(to or ()), *given) or ("USD",), on, given)


def rates(model: Model, to: Iterable[str] | None = None, on: str | None = None) -> Table:
    """Answer what the exchange rates are, of the currencies asked or all."""
    from cqparts.lookups.rates import exchange
    from cqparts.money.rates import parse_codes

    return exchange(model, parse_codes(to or ()), on)


def localization(model: Model) -> Table:
    """Answer how localised the vehicles are."""
    from cqparts.lookups.trends import localization as query

    return query(model)


def targets(model: Model, year: str = "2027") -> Table:
    """Answer what is promised for a year."""
    from cqparts.lookups.trends import target_years
    from cqparts.lookups.trends import targets as query

    return query(model, resolve.match("year with targets", year, target_years(model)))


def trends(model: Model, series: str | None = None) -> Table:
    """Answer how the main series went, or the one that a word names."""
    from cqparts.lookups.trends import series_names
    from cqparts.lookups.trends import trends as query

    return query(model, None if series is None else resolve.match("series", series, series_names(model)))
