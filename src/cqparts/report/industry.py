"""What districts and cities make, and which plants are named in them: questions to the model that a report asks."""

from collections.abc import Container, Iterable, Sequence

from cqparts.lookups.records import WEAK, best_grade
from cqparts.model.index import Index, time_key, time_of
from cqparts.model.types import Figure, Model, Production, Project


def production_of(model: Model, place: str) -> list[Production]:
    """Return what a place is stated to make, the latest statement first."""
    records = [record for record in model.production if record.place == place]
    return sorted(records, key=lambda record: record.as_of or "", reverse=True)


def plants_of(model: Model, places: Iterable[str], *, weak: bool = False) -> list[Project]:
    """Return the plants and investments of some places, those of weak sources only on request."""
    wanted = set(places)
    return [record for record in model.projects if record.place in wanted and (weak or record.grade != WEAK)]


def key_figures(index: Index, place: str) -> list[Figure]:
    """Return the latest figures of a place that tell its size: firms, output, and what it aims at.

    What is of a part of the industry that the areas have figures of as well comes first.
    """
    areas = {area.id for area in index.model.areas if not area.lies_in}
    usual = {figure.scope for figure in index.model.figures if figure.subject in areas}
    figures = [figure for figure in index.figures.get(place, ()) if figure.scope]
    figures = [figure for figure in figures if best_grade(index, figure.sources) != WEAK]
    actual = [figure for figure in figures if figure.kind == "actual"]
    actual = [figure for figure in actual if index.terms[figure.measure].topic == "industry"]
    measures = {figure.measure for figure in actual} | {"firms", "output-value"}
    aims = [figure for figure in figures if figure.kind != "actual" and is_size(figure) and figure.measure in measures]
    chosen = (
        latest([figure for figure in actual if figure.measure.endswith("firms") and figure.unit == "firms"], usual),
        latest([figure for figure in actual if figure.unit.endswith("CNY")], usual),
        latest(aims, usual),
    )
    return [figure for figure in chosen if figure is not None]


def is_size(figure: Figure) -> bool:
    """Return whether a figure counts firms or money."""
    return figure.unit == "firms" or figure.unit.endswith("CNY")


def latest(figures: Sequence[Figure], usual: Container[str | None]) -> Figure | None:
    """Return the figure of the latest time, the first of several, of a usual scope if there is one."""
    preferred = [figure for figure in figures if figure.scope in usual] or figures
    return max(preferred, key=lambda figure: time_key(time_of(figure)), default=None)
