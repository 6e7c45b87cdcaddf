"""What a shell is offered on Tab: words of the model that the line names, each with what it is."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from typer import Context

from cqparts.model.resolve import assemblies as all_assemblies
from cqparts.model.types import Model

Offer = tuple[str, str]
"""A word to offer, and what it is."""

Completer = Callable[[Context, str], list[Offer]]
"""What Typer asks for the offers to a word that has been begun. It may raise: `__main__` then says nothing."""


def offered(offers: Callable[[Model], Iterable[Offer]]) -> Completer:
    """Return a completer of one word out of what a function finds in the model."""

    def completer(ctx: Context, incomplete: str) -> list[Offer]:
        return fitting(offers(model(ctx)), incomplete)

    return completer


def model(ctx: Context) -> Model:
    """Return the model that --data on the line or CQPARTS_DATA names, or the bundled one.

    Raises:
        ModelError: It cannot be read, or is unsound.
        FileNotFoundError: It is no file: reading a pipe or standard input would take away what the command is to read.
    """
    from pathlib import Path

    from cqparts.loading.load import load

    named = ctx.params.get("data")
    if named is None:
        return load()
    path = Path(named).expanduser()  # which the shell has not done yet
    if not path.is_file():
        raise FileNotFoundError(path)
    return load(path)


def fitting(offers: Iterable[Offer], incomplete: str) -> list[Offer]:
    """Return the offers that go on from what is typed, in any case."""
    begun = incomplete.lower()
    return [(going_on(word, incomplete), said) for word, said in offers if word.lower().startswith(begun)]


def going_on(word: str, typed: str) -> str:
    """Return a word as it goes on from what is typed, in its case: shells drop what does not begin with it."""
    if word.startswith(typed):
        return word
    rest = word[len(typed) :]
    return typed + (rest.upper() if typed.isupper() else rest.lower())


def listed(offers: Iterable[Offer], incomplete: str) -> list[Offer]:
    """Return the offers that go on from what stands behind the last comma, less those that stand before it."""
    before, comma, last = incomplete.rpartition(",")
    taken = before.lower().split(",")
    left = [(word, said) for word, said in offers if word.lower() not in taken]
    return [(f"{before}{comma}{word}", said) for word, said in fitting(left, last)]


def columns(ctx: Context, incomplete: str) -> list[Offer]:
    """Offer the columns of the answer of the command at hand."""
    from cqparts.lookups.answers import sample
    from cqparts.output.columns import CATALOGUE
    from cqparts.output.serialize import column_names

    names = column_names(sample(model(ctx), ctx.info_name or ""))
    said = {name: CATALOGUE[name].description for name in names if name in CATALOGUE}
    return listed(((name, said.get(name, "")) for name in names), incomplete)


def currencies(ctx: Context, incomplete: str) -> list[Offer]:
    """Offer the currencies that amounts can be converted to."""
    from cqparts.money.rates import currencies as codes

    return listed(((code, "") for code in codes(model(ctx))), incomplete)


def named(records: Iterable[Any]) -> Iterator[Offer]:
    """Yield records by id and by Chinese name."""
    for record in records:
        yield record.id, f"{record.name} {record.name_zh}"
    for record in records:
        yield record.name_zh, record.name


def everything(model: Model) -> Iterator[Offer]:
    """Yield whatever has a name: districts, cities, systems, assemblies, components."""
    components = [component for part in all_assemblies(model) for component in part.components]
    yield from named(
        [*model.districts, *model.cities, *model.systems, *all_assemblies(model), *components, *model.unplaced]
    )


def sources_offered(model: Model) -> Iterator[Offer]:
    """Yield sources by id, and those with a Chinese title of their own by that too."""
    for source in model.sources:
        yield source.id, source.title
    times = Counter(source.title for source in model.sources)
    for source in model.sources:
        if source.language == "zh" and times[source.title] == 1:
            yield source.title, source.id


def years_offered(model: Model) -> Iterator[Offer]:
    """Yield the years that something is promised for."""
    from cqparts.lookups.trends_old import target_years

    for year in target_years(model):
        yield year, ""


def times_offered(model: Model) -> Iterator[Offer]:
    """Yield the days of the bundled rates, the word for each figure's own period, and the periods of amounts."""
    for table in model.exchange_rates.tables:
        yield table.as_of or "", "bundled rates"
    yield "period", "mean over each figure's own period"
    topics = {term.id: term.topic for term in model.measures}
    periods = [figure.period for figure in model.figures if topics.get(figure.measure) == "investment"]
    for period in dict.fromkeys(filter(None, periods)):
        yield period, "mean over this period"


districts = offered(lambda model: named(model.districts))
assemblies = offered(lambda model: named(all_assemblies(model)))
systems = offered(lambda model: named(model.systems))
series = offered(lambda model: named(model.measures))
sources = offered(sources_offered)
names = offered(everything)
years = offered(years_offered)
times = offered(times_offered)


def formats(incomplete: str) -> list[Offer]:
    """Offer the formats."""
    from cqparts.output.serialize import FORMATS

    return fitting(((name, "") for name in FORMATS), incomplete)


def units(incomplete: str) -> list[Offer]:
    """Offer the units of money."""
    from cqparts.output.formatting import POWERS

    return fitting(((name, "") for name in POWERS), incomplete)


def languages(incomplete: str) -> list[Offer]:
    """Offer the languages."""
    return fitting((("en", "English"), ("zh", "中文")), incomplete)


def look_ups(incomplete: str) -> list[Offer]:
    """Offer the commands whose answer has a schema."""
    from cqparts.lookups.answers import LOOK_UPS

    return fitting(((name, "") for name in LOOK_UPS), incomplete)
