"""The Python interface: a model, and what can be asked of it.

>>> import cqparts
>>> model = cqparts.load()
>>> [record["id"] for record in model.districts(assembly="power battery")]
['bishan', 'tongliang', 'rongchang']
"""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from inspect import Signature, signature
from os import PathLike, fspath
from typing import Any, Concatenate, NamedTuple, ParamSpec

from cqparts import lookups
from cqparts.errors import CallError
from cqparts.loading.load import load as load_model
from cqparts.lookups import (
    assemblies as assemblies_look_up,
)
from cqparts.lookups import (
    caveats,
    cities,
    components,
    diff,
    districts,
    figures,
    find,
    focus,
    investment,
    localization,
    matrix,
    pilot,
    projects,
    rates,
    show,
    sources,
    targets,
    trends,
    who,
)
from cqparts.lookups.base import Response, Result
from cqparts.lookups.params import Output
from cqparts.model.resolve import resolve, resolve_assembly
from cqparts.model.types import Assembly, City, Component, District, Model, Source, System

P = ParamSpec("P")


def load(data: str | PathLike[str] | None = None) -> "Industry":
    """Return the bundled model, or that of a file.

    Args:
        data: Another data file, YAML or JSON; `-` for standard input.

    Raises:
        CallError: `data` is no path.
        ModelError: The file cannot be read or is invalid; the text holds a problem a line, each with its place.
    """
    if data is None:
        return Industry(load_model())
    path = fspath(data) if isinstance(data, str | PathLike) else None
    if not isinstance(path, str):
        raise CallError(f"data {data!r:.40}: expected a path")
    return Industry(load_model(path))


class Answer:
    """The answer to a question: records with the same keys as the JSON of the command of that name.

    It iterates over its records and has their number as its length; a notebook shows it as a table.

    Attributes:
        name: The command that it answers.
        keys: The keys of every record, in order.
    """

    def __init__(self, response: Response) -> None:
        """Take what a look-up answers."""
        self.name, self.keys = response.name, response.keys
        self._response = response

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return copies of the records, JSON-ready: one a row, or the one object of `focus` and `pilot`."""
        return [deepcopy(dict(record)) for record in self._response.result.records]

    def text(
        self,
        fmt: str = "table",
        *,
        columns: str | Iterable[str] | None = (),
        lang: str = "en",
        unit: str | None = None,
    ) -> str:
        """Return the answer as the command writes it into a pipe.

        Args:
            fmt: table, json, jsonl, csv, tsv, markdown or yaml.
            columns: Only these keys, in this order, as "id,name" or ("id", "name"); all of them if empty.
            lang: Language of tables and Markdown: en or zh.
            unit: Unit of money in tables: full, million, billion or yi (亿).

        Raises:
            CallError: There is no such format, language, unit or column, or one is no text.
        """
        from cqparts.output.render import render

        return "".join(render(self._response, Output(unit, fmt, columns=join_columns(columns), lang=lang)))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Iterate over the records."""
        return iter(self.to_dicts())

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self._response.result.records)

    def __repr__(self) -> str:
        """Return what the answer is and how long."""
        return f"<cqparts {self.name}: {len(self)} record{'' if len(self) == 1 else 's'}>"

    def __str__(self) -> str:
        """Return the answer as a table with its notes."""
        return self.text()

    def _repr_markdown_(self) -> str:
        """Return the answer as notebooks show it."""
        return self.text("markdown")


def join_columns(columns: str | Iterable[str] | None) -> str | None:
    """Return names of columns with commas between them, None for all columns.

    Raises:
        CallError: One is no text.
    """
    if columns is None or isinstance(columns, str):
        return columns or None
    names = list(columns) if isinstance(columns, Iterable) else [columns]
    if not all(isinstance(name, str) for name in names):
        raise CallError(f"columns {columns!r:.40}: expected texts")
    return ",".join(names) or None


def method(query: Callable[Concatenate[Model, P], Result]) -> Callable[Concatenate["Industry", P], Answer]:
    """Return the method that asks a look-up's query of a model; its parameters are the query's, without the model."""
    name = query.__module__.rpartition(".")[2]
    taken = without_model(query)

    def ask(self: "Industry", /, *args: P.args, **kwargs: P.kwargs) -> Answer:
        words = taken.bind(self, *args, **kwargs).arguments
        del words["self"]
        return Answer(lookups.respond(lookups.get(name), self.model, words))

    ask.__name__, ask.__qualname__, ask.__doc__ = name, f"Industry.{name}", query.__doc__
    ask.__signature__ = taken  # type: ignore[attr-defined]
    return ask


def without_model(query: Callable[..., Result]) -> Signature:
    """Return the signature of the method for a query, its types without what the command line is told of them."""
    first, *others = signature(query).parameters.values()
    kinds = [parameter.annotation.__origin__ for parameter in others]
    own = [parameter.replace(annotation=kind) for parameter, kind in zip(others, kinds, strict=True)]
    return Signature([first.replace(name="self", annotation=Signature.empty), *own], return_annotation=Answer)


class Speciality(NamedTuple):
    """An assembly that a district is to prioritize, and the sources that say so."""

    id: str
    name: str
    name_zh: str
    system: str
    """Id of its system."""
    as_of: str
    """The last day (YYYY, YYYY-MM or YYYY-MM-DD) that a source names it for the district."""
    disputed: bool
    """Named by one source's list and left out of another's."""
    sources: tuple[str, ...]
    """Ids of the sources that name it."""
    omitted_by: tuple[str, ...]
    """Ids of the sources whose list leaves it out."""


class DistrictView:
    """A district with what the model holds about it.

    Attributes:
        record: The district as the model has it: names, code, seat (degrees WGS84), statements, notes.
    """

    def __init__(self, model: Model, record: District) -> None:
        """Take the district and the model that holds it."""
        self._model, self.record = model, record
        self.id, self.name, self.name_zh, self.adcode = record.id, record.name, record.name_zh, record.adcode

    @property
    def focus(self) -> tuple[Speciality, ...]:
        """The assemblies that any source names for it, in the sources' order."""
        return tuple(map(speciality, self.to_dict()["focus"]))

    @property
    def figures(self) -> list[dict[str, Any]]:
        """Its own figures, as `cqparts focus` gives them: values in single things or whole units of a currency."""
        figures: list[dict[str, Any]] = self.to_dict()["figures"]
        return figures

    def to_dict(self) -> dict[str, Any]:
        """Return the object that `cqparts focus` writes as JSON."""
        return deepcopy(dict(lookups.ask("focus", self._model, district=self.id).result.records[0]))

    def __repr__(self) -> str:
        """Return which district it is."""
        return f"<district {self.id}>"


class AssemblyView:
    """An assembly with its system, its component types and the districts that take it.

    Attributes:
        record: The assembly as the model has it.
        system: The system that it belongs to.
    """

    def __init__(self, model: Model, record: Assembly) -> None:
        """Take the assembly and the model that holds it."""
        self._model, self.record = model, record
        self.id, self.name, self.name_zh = record.id, record.name, record.name_zh
        self.system: System = next(system for system in model.systems if record in system.assemblies)

    @property
    def components(self) -> tuple[Component, ...]:
        """The component types known to belong to it; sources name only some."""
        return self.record.components

    @property
    def districts(self) -> tuple[DistrictView, ...]:
        """The districts that any source names it for."""
        records = lookups.ask("who", self._model, assembly=self.id).result.records
        districts = (record["id"] for record in records if record["focus"])
        return tuple(district_view(self._model, district) for district in districts)

    def __repr__(self) -> str:
        """Return which assembly it is."""
        return f"<assembly {self.id}>"


def speciality(record: dict[str, Any]) -> Speciality:
    """Return one entry of a district's focus."""
    held = {name: record[name] for name in Speciality._fields}
    return Speciality(**held | {name: tuple(held[name]) for name in ("sources", "omitted_by")})


def district_view(model: Model, word: str | int) -> DistrictView:
    """Return the district that a word names.

    Raises:
        CallError: No district, or more than one, answers to it.
    """
    return DistrictView(model, resolve("district", model.districts, word))


class Industry:
    """A model with its questions: one method a command, with the same arguments, names and answers.

    Things are named by id, English or Chinese name, code or alias, in any case, or by the unique beginning of one. A
    name that is not found raises CallError, which says what comes near. Nothing that is asked changes it, so that
    threads may share it; it can be pickled.

    Attributes:
        model: All that the file holds, as typed named tuples.
    """

    def __init__(self, model: Model) -> None:
        """Take a model.

        Raises:
            CallError: It is none; `load` reads one.
        """
        if not isinstance(model, Model):
            raise CallError(f"model {model!r:.40}: expected a Model, as load(FILE).model is")
        self.model = model

    def __repr__(self) -> str:
        """Return what it is and how much it holds."""
        return f"<cqparts model: {len(self.model.districts)} districts, {len(self.model.figures)} figures>"

    def district(self, word: str | int) -> DistrictView:
        """Return one district.

        >>> import cqparts
        >>> bishan = cqparts.load().district("璧山区")
        >>> [assembly.id for assembly in bishan.focus if assembly.disputed]
        ['chassis']

        Raises:
            CallError: No district, or more than one, answers to the word.
        """
        return district_view(self.model, word)

    def assembly(self, word: str) -> AssemblyView:
        """Return one assembly.

        >>> import cqparts
        >>> [district.name for district in cqparts.load().assembly("座舱").districts]
        ['Jiangjin', 'Yongchuan']

        Raises:
            CallError: No assembly, or more than one, answers to the word.
        """
        return AssemblyView(self.model, resolve_assembly(self.model, word))

    def city(self, word: str | int) -> City:
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

    districts = method(districts.query)
    focus = method(focus.query)
    who = method(who.query)
    projects = method(projects.query)
    matrix = method(matrix.query)
    assemblies = method(assemblies_look_up.query)
    components = method(components.query)
    cities = method(cities.query)
    pilot = method(pilot.query)
    find = method(find.query)
    show = method(show.query)
    sources = method(sources.query)
    caveats = method(caveats.query)
    diff = method(diff.query)
    investment = method(investment.query)
    rates = method(rates.query)
    localization = method(localization.query)
    targets = method(targets.query)
    trends = method(trends.query)
    figures = method(figures.query)
