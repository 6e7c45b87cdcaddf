"""Words to answers: what a call names is found in the model, and the query is asked about it.

One function a look-up, the same for the Typer app and for the express way. Each loads the query that it asks.
"""

from collections.abc import Iterable

from cqparts.lookups import ask
from cqparts.lookups.base import Response
from cqparts.lookups.old import citations_of
from cqparts.lookups.table import Table
from cqparts.model.resolve import assemblies as all_assemblies
from cqparts.model.resolve import resolve
from cqparts.model.types import Assembly, Model, System, Text

LOOK_UPS = (
    "districts",
    "focus",
    "who",
    "matrix",
    "assemblies",
    "components",
    "cities",
    "pilot",
    "find",
    "sources",
    "investment",
    "rates",
    "localization",
    "targets",
    "trends",
)
"""The commands that answer with a Table."""


def assembly_of(model: Model, word: str | None) -> Assembly | None:
    """Return the assembly that a word names, if one is given."""
    return None if word is None else resolve("assembly", all_assemblies(model), word)


def system_of(model: Model, word: str | None) -> System | None:
    """Return the system that a word names, if one is given."""
    return None if word is None else resolve("system", model.systems, word)


def districts(model: Model, assembly: str | None = None, system: str | None = None) -> Table:
    """Answer which districts there are, or take an assembly or a part of a system."""
    return table_of(ask("districts", model, assembly=assembly, system=system))


def focus(model: Model, district: str) -> Table:
    """Answer what one district specialises in."""
    return table_of(ask("focus", model, district=district))


def who(model: Model, assembly: str) -> Table:
    """Answer which districts specialise in an assembly."""
    return table_of(ask("who", model, assembly=assembly))


def matrix(model: Model) -> Table:
    """Answer where districts overlap and what nobody takes."""
    return table_of(ask("matrix", model))


def assemblies(model: Model, system: str | None = None) -> Table:
    """Answer which assemblies there are, or a system holds."""
    return table_of(ask("assemblies", model, system=system))


def components(model: Model, assembly: str | None = None) -> Table:
    """Answer which component types are named, or belong to an assembly."""
    return table_of(ask("components", model, assembly=assembly))


def cities(model: Model) -> Table:
    """Answer which cities in Sichuan are partners."""
    return table_of(ask("cities", model))


def pilot(model: Model) -> Table:
    """Answer what the pilot is."""
    return table_of(ask("pilot", model))


def find(model: Model, text: str) -> Table:
    """Answer where a text occurs."""
    return table_of(ask("find", model, text=text))


def sources(model: Model, source: str | None = None) -> Table:
    """Answer what the sources are, or one of them."""
    return table_of(ask("sources", model, source=source))


def investment(
    model: Model, to: Iterable[str] | None = None, on: str | None = None, rate: Iterable[str] | None = None
) -> Table:
    """Answer what was signed and secured, in the currencies asked and those of given rates; in dollars by default."""
    return table_of(ask("investment", model, to=to, on=on, rate=rate))


def rates(model: Model, to: Iterable[str] | None = None, on: str | None = None) -> Table:
    """Answer what the exchange rates are, of the currencies asked or all."""
    return table_of(ask("rates", model, to=to, on=on))


def localization(model: Model) -> Table:
    """Answer how localised the vehicles are."""
    return table_of(ask("localization", model))


def targets(model: Model, year: str = "2027") -> Table:
    """Answer what is promised for a year."""
    return table_of(ask("targets", model, year=year))


def trends(model: Model, series: str | None = None) -> Table:
    """Answer how the main series went, or the one that a word names."""
    return table_of(ask("trends", model, series=series))


def sample(model: Model, command: str) -> Table:
    """Return an answer of a command, for its keys: about the first district, assembly or series where one is needed.

    Raises:
        KeyError: There is no look-up of that name.
    """
    words = {"focus": (model.districts[0].id,), "who": (model.systems[0].assemblies[0].id,), "find": ("",)}
    queries = {name: query for name, query in globals().items() if name in LOOK_UPS}
    table: Table = queries[command](model, *words.get(command, ()))
    return table


def table_of(response: Response) -> Table:
    """Return a response in the form that formats take today."""
    look_up, result, model = response.look_up, response.result, response.model
    names = model_names(model)
    sections = response.sections
    drawn: Table | None = None
    for section in reversed(sections):
        drawn = Table(
            response.name,
            tuple(section.records[0]) if section.records else section.view,
            section.records,  # type: ignore[arg-type]
            view=section.view,
            title=section.title,
            also=drawn,
            names=names | headings(section.kind or look_up.kind),
            bars=section.bars or None,
        )
    return Table(
        response.name,
        response.keys,
        response.rows,  # type: ignore[arg-type]
        view=look_up.view,
        title=result.title,
        single=dict(result.records[0]) if look_up.rows else None,
        picture=drawn if result.sections else None,
        notes=tuple(result.notes()),
        cited=citations_of(model, result.records) if look_up.cites else {},
        names=names | headings(look_up.kind),
        empty=response.empty,
    )


def headings(kind: Text | None) -> dict[str, Text]:
    """Return the headings of the names of one kind of thing."""
    return {"name": Text(kind.en, kind.en), "name_zh": Text("中文", kind.zh)} if kind else {}


def model_names(model: Model) -> dict[str, Text]:
    """Return what the records of a model are called, by id."""
    parts = all_assemblies(model)
    groups = (model.measures, model.scopes, model.areas, model.districts, model.cities, model.systems, parts)
    return {record.id: Text(record.name, record.name_zh) for group in groups for record in group}
