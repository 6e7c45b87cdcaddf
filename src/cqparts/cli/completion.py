"""What a shell is offered on Tab: commands, options, and words of the model, each with what it is."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from cqparts.cli import commands
from cqparts.cli.fast import default_value, is_dashed, take_argument
from cqparts.lookups import Entry
from cqparts.lookups.base import Param
from cqparts.model.resolve import assemblies
from cqparts.model.types import Model

Offer = tuple[str, str]
"""A word to offer, and what it is."""


def complete(words: Sequence[str], current: str) -> list[Offer]:
    """Return the offers for the word at the cursor: values of an open option, options, or the next argument.

    Args:
        words: The words between the program's name and the cursor.
        current: What has been typed of the word at the cursor. Of `--option=value`, the offers are for the value.

    Raises:
        KeyError: The first word is no command.
        ModelError: The model that the line or the environment names cannot be read.
        FileNotFoundError: It is no file: reading a pipe would take away what the command is to read.
    """
    if not words:
        return fit(command_offers(current), current)
    entry = commands.get(words[0])
    if entry is None:
        raise KeyError(words[0])
    line = Line(entry, words[1:])
    if line.open:
        return line.offer_values(line.open, current)
    flag, sign, value = current.partition("=")
    if is_dashed(current):
        name = line.flags.get(flag) if sign else None
        return line.offer_values(name, value) if name else fit(line.offer_flags(), current)
    if line.arguments:
        return line.offer_values(line.arguments[0], current)
    return fit(line.offer_flags(), current)


def command_offers(current: str) -> Iterator[Offer]:
    """Yield the commands with their summaries, or the options of the line without a command."""
    if is_dashed(current):
        yield from (("--version", "Show the version and the data's edition, and exit."), HELP)
        yield from ((f"--{word}-completion", "Completion for the current shell.") for word in ("install", "show"))
    else:
        yield from ((name, summary) for name, _, summary in commands.listed())


HELP = ("--help", "Show this message and exit.")


class Line:
    """A line as far as it is typed: what it gives, and what it may go on with."""

    def __init__(self, entry: Entry, words: Iterable[str]) -> None:
        """Read the words between the command and the cursor; what is wrong with them is passed over."""
        self.entry = entry
        self.flags = {flag: name for name, param in entry.params.items() for flag in param.flags}
        self.arguments = [name for name, param in entry.params.items() if not param.flags]
        self.given: dict[str, Any] = {}
        self.open = ""
        """The option that the word at the cursor is the value of."""
        for word in words:
            self.read(word)

    def read(self, word: str) -> None:
        """Take one word."""
        flag, sign, value = word.partition("=")
        if self.open:
            name, self.open = self.open, ""
            self.give(name, word)
        elif not is_dashed(word):
            if name := take_argument(self.entry, self.arguments):
                self.give(name, word)
        elif name := self.flags.get(flag, ""):
            if self.entry.params[name].is_flag:
                self.given[name] = True
            elif sign:
                self.give(name, value)
            else:
                self.open = name

    def give(self, name: str, value: str) -> None:
        """Note the value of an option or argument."""
        several = self.entry.params[name].multiple
        self.given[name] = [*self.given.get(name, ()), value] if several else value

    def value(self, name: str) -> Any:  # noqa: ANN401 -- whatever the command takes
        """Return what the line gives, or what stands where it gives nothing."""
        return self.given[name] if name in self.given else default_value(self.entry, name)

    @cached_property
    def model(self) -> Model:
        """The model that --data on the line or CQPARTS_DATA names, or the bundled one."""
        from cqparts.loading.load import load

        name = self.value("data") if "data" in self.entry.params else None
        if name is None:
            return load()
        import os
        from pathlib import Path

        path = Path(os.path.expanduser(name))  # noqa: PTH111 -- which leaves a home that does not exist as it is
        if not path.is_file():
            raise FileNotFoundError(path)
        return load(path)

    def offer_flags(self) -> Iterator[Offer]:
        """Yield the options that the line may still take, by their long names."""
        for name, param in self.entry.params.items():
            if name not in self.given or param.multiple:
                yield from ((flag, param.help) for flag in param.flags if flag.startswith("--"))
        yield HELP

    def offer_values(self, name: str, current: str) -> list[Offer]:
        """Return the values of an option or argument that go on from what is typed; none where it takes any text."""
        param = self.entry.params[name]
        several = param.multiple or param.complete in LISTS
        return fit_list(self.offers(param), current) if several else fit(self.offers(param), current)

    def offers(self, param: Param) -> Iterable[Offer]:
        """Return all values that an option or argument offers."""
        return OFFERS[param.complete](self) if param.complete else ()


def fit(offers: Iterable[Offer], typed: str) -> list[Offer]:
    """Return the offers that go on from what is typed, in any case."""
    begun = typed.lower()
    return [(go_on(word, typed), text) for word, text in offers if word.lower().startswith(begun)]


def go_on(word: str, typed: str) -> str:
    """Return a word as it goes on from what is typed, in its case: shells drop what does not begin with it."""
    if word.startswith(typed):
        return word
    rest = word[len(typed) :]
    return typed + (rest.upper() if typed.isupper() else rest.lower())


def fit_list(offers: Iterable[Offer], typed: str) -> list[Offer]:
    """Return the offers that go on from what stands behind the last comma, less those that stand before it."""
    before, comma, last = typed.rpartition(",")
    taken = before.lower().split(",")
    left = [(word, text) for word, text in offers if word.lower() not in taken]
    return [(f"{before}{comma}{word}", text) for word, text in fit(left, last)]


def named_offers(records: Iterable[Any]) -> Iterator[Offer]:
    """Yield records by id and by Chinese name."""
    listed = list(records)
    for record in listed:
        yield record.id, f"{record.name} {record.name_zh}"
    for record in listed:
        yield record.name_zh, record.name


def all_names(line: Line) -> Iterator[Offer]:
    """Yield whatever has a name: districts, cities, systems, assemblies, components."""
    model, parts = line.model, assemblies(line.model)
    components = [component for part in parts for component in part.components]
    yield from named_offers([*model.districts, *model.cities, *model.systems, *parts, *components, *model.unplaced])


def record_offers(line: Line) -> Iterator[Offer]:
    """Yield every record by id, with what it is called."""
    from cqparts.lookups.kinds import name_of
    from cqparts.model.index import Index

    index = Index(line.model)
    for key, record in index.records.items():
        yield key, name_of(index, record).en


def source_offers(line: Line) -> Iterator[Offer]:
    """Yield sources by id, and those with a Chinese title of their own by that too."""
    sources = line.model.sources
    for source in sources:
        yield source.id, source.title
    times = Counter(source.title for source in sources)
    for source in sources:
        if source.language == "zh" and times[source.title] == 1:
            yield source.title, source.id


def place_offers(line: Line) -> Iterator[Offer]:
    """Yield districts, cities and areas."""
    from cqparts.model.places import every_place

    return named_offers(every_place(line.model))


def stage_offers(_: Line) -> Iterator[Offer]:
    """Yield how far a plant may have come."""
    from cqparts.lookups.plants import STAGES

    return ((word, text.zh) for word, text in STAGES.items())


def figure_year_offers(line: Line) -> Iterator[Offer]:
    """Yield the years that figures are of."""
    from cqparts.lookups.figures import figure_years

    return ((year, "") for year in figure_years(line.model))


def year_offers(line: Line) -> Iterator[Offer]:
    """Yield the years that targets are for."""
    from cqparts.lookups.targets import target_years

    for year in target_years(line.model):
        yield year, ""


def target_place_offers(line: Line) -> Iterator[Offer]:
    """Yield the places that have targets."""
    from cqparts.lookups.targets import target_places

    return named_offers(target_places(line.model))


def time_offers(line: Line) -> Iterator[Offer]:
    """Yield the days of the bundled rates, the word for each figure's own period, and the periods of amounts."""
    for table in line.model.exchange_rates.tables:
        yield table.as_of or "", "bundled rates"
    yield "period", "mean over each figure's own period"
    topics = {term.id: term.topic for term in line.model.measures}
    periods = [figure.period for figure in line.model.figures if topics.get(figure.measure) == "investment"]
    for period in dict.fromkeys(filter(None, periods)):
        yield period, "mean over this period"


def currency_offers(line: Line) -> Iterator[Offer]:
    """Yield the currencies that amounts can be converted to."""
    from cqparts.money.rates import currencies

    for code in currencies(line.model):
        yield code, ""


def column_offers(line: Line) -> Iterator[Offer]:
    """Yield the columns of the answer that the line asks for; where it lacks an argument, of the first one's."""
    from cqparts.lookups import respond
    from cqparts.lookups.params import Output
    from cqparts.output.columns import CATALOGUE
    from cqparts.output.serialize import column_names

    names = [name for name in line.entry.params if name not in Output._fields]
    words = {name: line.value(name) for name in names if name in line.given or name in line.entry.defaults}
    missing = [name for name in names if name not in words]
    if any(not line.entry.params[name].complete for name in missing):  # any text: nothing can be asked for instead
        offered = list((line.entry.declared.row or line.entry.declared.record).__annotations__)
    else:
        words |= {name: first_offer(line, name) for name in missing}
        offered = column_names(respond(line.entry, line.model, words))
    for name in offered:
        yield name, CATALOGUE[name].description if name in CATALOGUE else ""


def first_offer(line: Line, name: str) -> str:
    """Return the first value that an argument offers."""
    return next(word for word, _ in line.offers(line.entry.params[name]))


def format_offers(_: Line) -> Iterator[Offer]:
    """Yield the formats."""
    from cqparts.output.serialize import FORMATS

    return ((name, "") for name in FORMATS)


def unit_offers(_: Line) -> Iterator[Offer]:
    """Yield the units of money."""
    from cqparts.output.formatting import POWERS

    return ((name, "") for name in POWERS)


def look_up_offers(_: Line) -> Iterator[Offer]:
    """Yield the commands whose answer has a schema."""
    from cqparts.lookups import NAMES

    return ((name, "") for name in NAMES)


OFFERS: dict[str, Callable[[Line], Iterable[Offer]]] = {
    "assemblies": lambda line: named_offers(assemblies(line.model)),
    "columns": column_offers,
    "currencies": currency_offers,
    "figure_years": figure_year_offers,
    "districts": lambda line: named_offers(line.model.districts),
    "formats": format_offers,
    "languages": lambda _: (("en", "English"), ("zh", "中文")),
    "look_ups": look_up_offers,
    "names": all_names,
    "records": record_offers,
    "places": place_offers,
    "series": lambda line: named_offers(line.model.measures),
    "sources": source_offers,
    "stages": stage_offers,
    "systems": lambda line: named_offers(line.model.systems),
    "target_places": target_place_offers,
    "times": time_offers,
    "units": unit_offers,
    "years": year_offers,
}
"""What offers the values of a parameter, by the name that it declares."""

LISTS = {"columns"}
"""Those whose values may be joined by commas, beside those of options that may stand more than once."""
