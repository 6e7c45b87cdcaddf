"""Model to Table: one pure function a command. They print nothing and change nothing."""

from cqparts.lookups.base import Table
from cqparts.model.types import Model

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


def sample(model: Model, command: str) -> Table:
    """Return an answer of a command, for its keys: about the first district, assembly or series where one is needed.

    Raises:
        KeyError: There is no look-up of that name.
    """
    from cqparts.lookups import assemblies, districts, find, investment, pilot, rates, sources, trends

    answers = {
        "assemblies": lambda: assemblies.assemblies(model),
        "cities": lambda: pilot.cities(model),
        "components": lambda: assemblies.components(model),
        "districts": lambda: districts.districts(model),
        "find": lambda: find.find(model, ""),
        "focus": lambda: districts.focus(model, model.districts[0]),
        "investment": lambda: investment.investment(model),
        "localization": lambda: trends.localization(model),
        "matrix": lambda: districts.matrix(model),
        "pilot": lambda: pilot.pilot(model),
        "rates": lambda: rates.exchange(model),
        "sources": lambda: sources.sources(model),
        "targets": lambda: trends.targets(model),
        "trends": lambda: trends.trends(model),
        "who": lambda: districts.who(model, model.systems[0].assemblies[0]),
    }
    return answers[command]()
