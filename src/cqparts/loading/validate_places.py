"""What must hold of what is said of places: which part of one is meant, which assemblies, and how far a project is."""

from itertools import pairwise

from cqparts.errors import quoted
from cqparts.loading.diagnostics import Path, Problems
from cqparts.model.types import Model, Production, Project


def check(model: Model, problems: Problems) -> None:
    """Add the problems of a model's projects and statements of production."""
    places = {*(district.id for district in model.districts), *(city.id for city in model.cities)}
    held = {area.id: area.lies_in for area in model.areas if area.lies_in is None or area.lies_in in places}
    for index, project in enumerate(model.projects):
        if project.place in places:
            _check_area(("projects", index), project, held, problems)
        _check_near(("projects", index), project, problems)
        _check_stages(("projects", index), project, problems)
    for index, production in enumerate(model.production):
        if production.place in places:
            _check_area(("production", index), production, held, problems)
        _check_near(("production", index), production, problems)


def _check_area(path: Path, record: Project | Production, held: dict[str, str | None], problems: Problems) -> None:
    """The area named lies in the place named."""
    if record.area in held and held[record.area] != record.place:
        holder = held[record.area]
        fault = f"lies in {quoted(holder)}" if holder else 'has no "lies_in"'
        problems.add((*path, "area"), f"{quoted(record.area)} {fault}, but the place is {quoted(record.place)}")


def _check_near(path: Path, record: Project | Production, problems: Problems) -> None:
    """What a source names is not also what it may mean."""
    stated = set(record.assemblies)
    for index, name in enumerate(record.near):
        if name and name in stated:
            problems.add(
                (*path, "near", index), f'{quoted(name)} is among the "assemblies" too; keep it in one of them'
            )


def _check_stages(path: Path, project: Project, problems: Problems) -> None:
    """The states are in order of time, the latest last; those without a date may stand anywhere."""
    days = [(("earlier", index, "as_of"), stage.as_of) for index, stage in enumerate(project.earlier)]
    dated = [(field, day) for field, day in [*days, (("stage_as_of",), project.stage_as_of)] if day]
    for (_, one), (field, other) in pairwise(dated):
        shared = min(len(one), len(other))
        if one[:shared] > other[:shared]:
            problems.add(
                (*path, *field), f"{other} comes before {one}, the state before it; list them in order of time"
            )
