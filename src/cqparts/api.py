"""The Python interface: a model, and what can be asked of it.

>>> import cqparts
>>> model = cqparts.load()
>>> len(model.districts(assembly="electric drive"))
3
"""

from collections.abc import Iterable, Mapping
from os import PathLike, fspath
from typing import TYPE_CHECKING

from cqparts import views
from cqparts.loading.load import load as load_model
from cqparts.lookups import answers
from cqparts.model.resolve import assemblies, resolve
from cqparts.model.types import City, Model, Source
from cqparts.views import Answer, AssemblyView, DistrictView

if TYPE_CHECKING:
    from decimal import Decimal


def load(data: str | PathLike[str] | None = None) -> "Industry":
    """Return the bundled model, or that of a file.

    Args:
        data: A model of your own, YAML or JSON; `-` for standard input.

    Raises:
        ModelError: The file cannot be read or is unsound; the text holds a problem a line, each with its place.
    """
    return Industry(load_model(None if data is None else fspath(data)))


class Industry:
    """A model with its questions: one method a command, with the same arguments, names and answers.

    Things are named by id, English or Chinese name, code or alias, in any case, or by the unique beginning of one. A
    name that is not found raises CallError, which says what comes near.

    Attributes:
        model: All that the file holds, as typed named tuples.
    """

    def __init__(self, model: Model) -> None:
        """Take a model."""
        self.model = model

    def __repr__(self) -> str:
        """Return what it is and how much it holds."""
        return f"<cqparts model: {len(self.model.districts)} districts, {len(self.model.figures)} figures>"

    def district(self, word: str) -> DistrictView:
        """Return one district.

        >>> import cqparts
        >>> bishan = cqparts.load().district("璧山区")
        >>> [assembly.id for assembly in bishan.focus if assembly.disputed]
        ['chassis']

        Raises:
            CallError: No district, or more than one, answers to the word.
        """
        return views.district(self.model, word)

    def assembly(self, word: str) -> AssemblyView:
        """Return one assembly.

        >>> import cqparts
        >>> [district.name for district in cqparts.load().assembly("座舱").districts]
        ['Jiangjin', 'Yongchuan']

        Raises:
            CallError: No assembly, or more than one, answers to the word.
        """
        return AssemblyView(self.model, resolve("assembly", assemblies(self.model), word))

    def city(self, word: str) -> City:
        """Return one partner city in Sichuan.

        >>> import cqparts
        >>> cqparts.load().city("zigong").adcode
        '510300'

        Raises:
            CallError: No city, or more than one, answers to the word.
        """
        return resolve("city", self.model.cities, word)

    def source(self, word: str) -> Source:
        """Return one source.

        >>> import cqparts
        >>> cqparts.load().source("article").published
        '2023-08-21'

        Raises:
            CallError: No source, or more than one, answers to the word.
        """
        return resolve("source", self.model.sources, word)

    def districts(self, assembly: str | None = None, system: str | None = None) -> Answer:
        """Return the districts and what each specialises in: all, or those that take an assembly or part of a system.

        Raises:
            CallError: There is no such assembly or system.
        """
        return Answer(answers.districts(self.model, assembly, system))

    def focus(self, district: str) -> Answer:
        """Return one district: its assemblies, who says so, its own figures. One object.

        Raises:
            CallError: There is no such district.
        """
        return Answer(answers.focus(self.model, district))

    def who(self, assembly: str) -> Answer:
        """Return the districts that specialise in an assembly.

        Raises:
            CallError: There is no such assembly.
        """
        return Answer(answers.who(self.model, assembly))

    def matrix(self) -> Answer:
        """Return districts against assemblies: true, false, or "disputed" where sources differ."""
        return Answer(answers.matrix(self.model))

    def assemblies(self, system: str | None = None) -> Answer:
        """Return the assemblies, how many districts take each, and how many of its component types are named.

        Raises:
            CallError: There is no such system.
        """
        return Answer(answers.assemblies(self.model, system))

    def components(self, assembly: str | None = None) -> Answer:
        """Return the named component types, all or those of an assembly, and how many are not named.

        Raises:
            CallError: There is no such assembly.
        """
        return Answer(answers.components(self.model, assembly))

    def investment(
        self,
        to: str | Iterable[str] = "USD",
        on: str | None = None,
        rate: "Mapping[str, str | int | float | Decimal] | None" = None,
    ) -> Answer:
        """Return contract value and funds secured in whole yuan, with conversions in whole units of each currency.

        >>> import cqparts
        >>> first = cqparts.load().investment("EUR", on="2023-06-30").to_dicts()[0]
        >>> first["amount"], first["converted"][0]["rate"]
        (279900000000, 7.8983)

        Args:
            to: ISO 4217 codes to convert to.
            on: A day or a period, or `period` for each figure's own; by default the source's own rate or the bundled.
            rate: Rates of your own in yuan per one unit, by code.

        Raises:
            CallError: A currency is unknown, or has no rate at that time.
        """
        given = [f"{code}={number}" for code, number in (rate or {}).items()]
        return Answer(answers.investment(self.model, listed(to), on, given))

    def rates(self, to: str | Iterable[str] = (), on: str | None = None) -> Answer:
        """Return the exchange rates in yuan per one unit, whose they are, and how far each is from the article's own.

        Args:
            to: ISO 4217 codes; every currency that there is a rate for if empty.
            on: A day or a period.

        Raises:
            CallError: A currency is unknown, or has no rate at that time.
        """
        return Answer(answers.rates(self.model, listed(to), on))

    def localization(self) -> Answer:
        """Return how localised traditional and new energy vehicles are, in per cent, and the gap in points."""
        return Answer(answers.localization(self.model))

    def targets(self, year: str = "2027") -> Answer:
        """Return what is promised for a year.

        Raises:
            CallError: The model holds no target for that year.
        """
        return Answer(answers.targets(self.model, year))

    def trends(self, series: str | None = None) -> Answer:
        """Return dated series: vehicle output, new-energy output and the share of one in the other, or a named one.

        Raises:
            CallError: There is no such series.
        """
        return Answer(answers.trends(self.model, series))

    def cities(self) -> Answer:
        """Return the partner cities in Sichuan, each with its seat in degrees WGS84."""
        return Answer(answers.cities(self.model))

    def pilot(self) -> Answer:
        """Return the pilot: who, when, its aspects, what was announced, what is unknown. One object."""
        return Answer(answers.pilot(self.model))

    def find(self, text: str) -> Answer:
        """Return everything in the model whose names or notes hold a text."""
        return Answer(answers.find(self.model, text))

    def sources(self, source: str | None = None) -> Answer:
        """Return the sources, all or one, and what each supports.

        Raises:
            CallError: There is no such source.
        """
        return Answer(answers.sources(self.model, source))


def listed(codes: str | Iterable[str]) -> list[str]:
    """Return one code or several as a list."""
    return [codes] if isinstance(codes, str) else list(codes)
